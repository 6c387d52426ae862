import { Injectable } from '@nestjs/common';
import { DeadlineHandler, type DueDeadline, type Transaction } from '#platform';
import { SecondmentRepository } from '../data/secondment.repository.js';
import { SecondmentTransitions } from './secondment-transitions.js';

export const SECONDMENT_BEGIN = 'dispatch.secondment-begin';
export const SECONDMENT_END = 'dispatch.secondment-end';

/** Days begin and end secondments. */
@Injectable()
export class SecondmentDays extends DeadlineHandler {
  readonly kinds = [SECONDMENT_BEGIN, SECONDMENT_END];

  constructor(
    private readonly transitions: SecondmentTransitions,
    private readonly secondments: SecondmentRepository,
  ) {
    super();
  }

  async expire(tx: Transaction, { kind, subjectId: id }: DueDeadline): Promise<void> {
    const row = await this.secondments.lock(tx, id);
    if (row?.state !== (kind === SECONDMENT_BEGIN ? 'PLANNED' : 'ACTIVE')) return;
    const command = { id, expectedVersion: row.version };
    if (kind === SECONDMENT_BEGIN) {
      await this.transitions.take(tx, command, { action: 'begin', operation: 'begin', topic: 'secondment.begun' });
    } else {
      const effect = () => ({ changes: { endedAt: tx.now } });
      await this.transitions.take(tx, command, { action: 'end', operation: 'end', topic: 'secondment.ended', effect });
    }
  }
}
