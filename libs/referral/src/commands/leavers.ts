import { Injectable } from '@nestjs/common';
import { EventConsumer, type DeliveredEvent, type Transaction } from '#platform';
import { listOwned, type OwnedReferral } from '../data/held-referrals.js';
import { DownArrivalService } from './down-arrival.service.js';
import { DownReceiver } from './down-receiver.js';
import { DownService } from './down.service.js';
import { UpReceiver } from './up-receiver.js';
import { UpService } from './up.service.js';

/** Patients of a down-referral who are in somebody's hands: only another doctor can take over. */
const LOOKED_AFTER: ReadonlySet<string> = new Set(['IN_TRANSIT', 'NOT_ARRIVED', 'FOLLOW_UP']);

/** Claimed, and not answered yet: it can go back to the queue. */
const CLAIMED: ReadonlySet<string> = new Set(['PENDING_ACCEPTANCE', 'AWAITING_INFORMATION']);

/** What its doctor has accepted: the visit goes on, whoever sees to it. */
const ACCEPTED: ReadonlySet<string> = new Set(['ACCEPTED', 'ARRANGED', 'NO_SHOW', 'ARRIVED']);

/**
 * What becomes of the referrals of somebody who has left: the successor takes over what they may receive; otherwise what
 * can wait goes back to the queue or to the head. What only a doctor can hold, such as what they have accepted, stays on
 * record as theirs, until the referral centre or the head gives it to another one.
 */
@Injectable()
export class Leavers extends EventConsumer {
  readonly name = 'referral.leavers';
  readonly topics = ['account.left'];

  constructor(
    private readonly up: UpService,
    private readonly upReceiver: UpReceiver,
    private readonly down: DownService,
    private readonly downReceiver: DownReceiver,
    private readonly arrivals: DownArrivalService,
  ) {
    super();
  }

  async handle(tx: Transaction, { payload }: DeliveredEvent): Promise<void> {
    const successor = payload['successorStaffId'] as string | null;
    for (const referral of await listOwned(tx, payload['staffId'] as string)) {
      if (referral.direction === 'DOWN') await this.handDown(tx, referral, successor);
      else await this.handUp(tx, referral, successor);
    }
  }

  private async handUp(tx: Transaction, referral: OwnedReferral, successor: string | null): Promise<void> {
    const waits = CLAIMED.has(referral.state);
    if (!waits && !ACCEPTED.has(referral.state)) return;
    const takesOver = successor !== null && (await this.upReceiver.receives(tx, referral, successor));
    if (!waits && !takesOver) return;
    await this.up.handOver(tx, commandOf(referral), takesOver ? successor : null);
  }

  private async handDown(tx: Transaction, referral: OwnedReferral, successor: string | null): Promise<void> {
    const command = commandOf(referral);
    if (referral.state === 'PENDING_RECEIPT') return this.down.takeBack(tx, command);
    if (!successor || !LOOKED_AFTER.has(referral.state)) return;
    const { toInstitutionId, toDepartmentId } = referral;
    const named = { toDepartmentId, receiverStaffId: successor };
    if (!(await this.downReceiver.receives(tx, toInstitutionId, named))) return;
    await this.arrivals.handOver(tx, command, successor);
  }
}

function commandOf({ id, version }: OwnedReferral): { id: string; expectedVersion: number } {
  return { id, expectedVersion: version };
}
