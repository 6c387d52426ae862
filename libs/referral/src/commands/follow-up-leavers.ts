import { Injectable } from '@nestjs/common';
import { AccountDirectory, Role } from '#identity';
import { EventConsumer, type DeliveredEvent, type Transaction } from '#platform';
import { FollowUpRepository } from '../data/follow-up.repository.js';

/** Who looks after patients who were sent down. */
const FOLLOWS_UP = [Role.TOWNSHIP_DOCTOR, Role.TOWNSHIP_HEAD, Role.VILLAGE_DOCTOR];

/** Open follow-ups of somebody who has left go on with the successor, or with the doctor who received the patient. */
@Injectable()
export class FollowUpLeavers extends EventConsumer {
  readonly name = 'referral.follow-up-leavers';
  readonly topics = ['account.left'];

  constructor(
    private readonly followUps: FollowUpRepository,
    private readonly accounts: AccountDirectory,
  ) {
    super();
  }

  async handle(tx: Transaction, { payload }: DeliveredEvent): Promise<void> {
    const { staffId, institutionId, successorStaffId: named } = payload as Record<string, string | null>;
    const able = await this.accounts.holding(tx, { institutionId: institutionId!, roles: FOLLOWS_UP, at: tx.now });
    await this.followUps.leave(tx, staffId!, named !== null && able.includes(named!) ? named! : null);
  }
}
