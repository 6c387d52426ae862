import { Injectable } from '@nestjs/common';
import { OrderItems } from '#order';
import {
  EventConsumer,
  ReasonCheck,
  reasonOf,
  type ActorContext,
  type Claim,
  type DeliveredEvent,
  type ReasonCommand,
  type Transaction,
} from '#platform';
import { ExamRepository } from '../data/exam.repository.js';
import { ExamTransitions } from './exam-transitions.js';
import { ReadingEnd } from './reading-end.js';

/** How exams end that are not read. */
@Injectable()
export class ExamEndings {
  constructor(
    private readonly transitions: ExamTransitions,
    private readonly readingEnd: ReadingEnd,
    private readonly orders: OrderItems,
    private readonly reasons: ReasonCheck,
  ) {}

  /** Before it has begun. The item may be registered again, or taken back by whoever ordered it. */
  cancel(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'cancel',
      operation: 'cancelExam',
      topic: 'imaging.exam-cancelled',
      bring: (tx) => this.reasons.from('imaging.cancel', tx, command),
      effect: (tx) => ({ ...reasonOf(command), changes: { endedAt: tx.now, reasonCode: command.reasonCode } }),
    });
  }

  /** It had begun, and ends for a medical reason: so does the item of the order. */
  abort(actor: ActorContext, command: ReasonCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'abort',
      operation: 'abortExam',
      topic: 'imaging.exam-aborted',
      bring: (tx) => this.reasons.from('imaging.abort', tx, command),
      effect: async (tx, { row }) => {
        await this.orders.abandonIn(tx, row.orderItemId, command.reasonCode);
        if (row.repeats > 0) await this.readingEnd.endIn(tx, row);
        return { ...reasonOf(command), changes: { endedAt: tx.now, reasonCode: command.reasonCode } };
      },
    });
  }
}

/** An order, or an item of one, was taken back: what waits to be performed of it does not any more. */
@Injectable()
export class OrdersTakenBack extends EventConsumer {
  readonly name = 'imaging.orders-taken-back';
  readonly topics = ['order.cancelled', 'order.item-cancel'];

  constructor(
    private readonly exams: ExamRepository,
    private readonly transitions: ExamTransitions,
  ) {
    super();
  }

  async handle(tx: Transaction, { aggregateId: orderId, topic, payload, reasonCode }: DeliveredEvent): Promise<void> {
    const itemId = topic === 'order.item-cancel' ? (payload['itemId'] as string) : null;
    for (const { id, version } of await this.exams.registeredOf(tx, orderId, itemId)) {
      await this.transitions.take(
        tx,
        { id, expectedVersion: version },
        {
          action: 'withdraw',
          operation: this.name,
          topic: 'imaging.exam-withdrawn',
          effect: () => ({ changes: { endedAt: tx.now, reasonCode: reasonCode ?? ORDER_TAKEN_BACK } }),
        },
      );
    }
  }
}

const ORDER_TAKEN_BACK = 'order_taken_back';
