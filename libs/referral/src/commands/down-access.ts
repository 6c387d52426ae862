import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { LoadedDown } from '../data/down-facts.reader.js';
import { FollowUpRepository } from '../data/follow-up.repository.js';
import type { ReferralChanges } from '../data/referral.repository.js';
import { ReceiverAccess, type Destination } from './receiver-access.js';

/** What the receiver of a down-referral may see of the patient, and until when. */
@Injectable()
export class DownAccess {
  constructor(
    private readonly receivers: ReceiverAccess,
    private readonly followUps: FollowUpRepository,
  ) {}

  /** It is with its receiver now, who gains access to the patient. */
  grant(tx: Transaction, sent: Destination): ReferralChanges {
    this.receivers.grant(tx, sent);
    return { receivedAt: tx.now };
  }

  /** An end: the receiver's access to the patient runs out after a while, and nobody need look after them any more. */
  end(tx: Transaction, { row, limits }: LoadedDown): ReferralChanges {
    this.receivers.expire(tx, row.id, limits);
    this.followUps.withdraw(tx, row.id);
    return { endedAt: tx.now, endedFrom: row.state };
  }
}
