import { Injectable } from '@nestjs/common';
import { ReasonCheck, actingFor, reasonOf, type ActorContext, type Claim, type GivenReason } from '#platform';
import { SpecimenRepository } from '../data/specimen.repository.js';
import { Bench } from './bench.js';
import { ScanDesk, type ScanCommand } from './scan-desk.js';

export type RejectCommand = ScanCommand & GivenReason;

/** The list that says why a specimen cannot be examined. */
const REJECT_REASONS = 'laboratory.reject';

/** What happens at the desk of a laboratory: scanned, registered or sent back. */
@Injectable()
export class ReceivingService {
  constructor(
    private readonly desk: ScanDesk,
    private readonly specimens: SpecimenRepository,
    private readonly bench: Bench,
    private readonly reasons: ReasonCheck,
  ) {}

  /** Registers a specimen under a number of the laboratory; it waits to be examined from now on. @throws NotFoundError */
  receive(actor: ActorContext, command: ScanCommand): Promise<Claim> {
    return this.desk.scan(actor, command, {
      action: 'receive',
      operation: 'receiveSpecimen',
      topic: 'laboratory.received',
      effect: async (tx, { row }) => {
        const accessionNo = await this.specimens.nextAccessionNo(tx);
        await this.bench.queue(tx, row);
        return {
          changes: { accessionNo, receivedAt: tx.now, receivedByStaffId: actingFor(tx.actor) },
        };
      },
    });
  }

  /** It cannot be examined: another one may be taken for its items. @throws NotFoundError, TransitionRefusedError */
  reject(actor: ActorContext, command: RejectCommand): Promise<Claim> {
    return this.desk.scan(actor, command, {
      action: 'reject',
      operation: 'rejectSpecimen',
      topic: 'laboratory.rejected',
      bring: (tx) => this.reasons.from(REJECT_REASONS, tx, command),
      effect: async (tx, { row }) => {
        if (row.state === 'RECEIVED') await this.bench.clear(tx, row);
        this.specimens.freeItems(tx, row.id);
        const { reasonCode } = command;
        return {
          ...reasonOf(command),
          changes: { rejectedAt: tx.now, rejectedByStaffId: actingFor(tx.actor), reasonCode },
        };
      },
    });
  }
}
