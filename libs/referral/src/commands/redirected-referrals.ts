import { Injectable } from '@nestjs/common';
import { InvalidInputError } from '#kernel';
import { OrganizationDirectory, type ReceivingDepartment } from '#organization';
import type { Transaction } from '#platform';
import type { Loaded } from '../data/referral-facts.reader.js';
import { ReferralRepository } from '../data/referral.repository.js';
import { directionBetween } from '../domain/direction.js';
import { numberPrefix } from '../domain/referral-no.js';
import { deadlinesOfChild } from '../domain/up.deadlines.js';
import { GreenChannelService } from './green-channel.service.js';
import { ReceiverAccess } from './receiver-access.js';
import { ReferralDeadlines } from './referral-deadlines.js';
import { routeOf } from './referral-transition.service.js';

/** What a redirected referral goes on as, where it is sent to: the same request, which waits for a doctor there. */
@Injectable()
export class RedirectedReferrals {
  constructor(
    private readonly referrals: ReferralRepository,
    private readonly directory: OrganizationDirectory,
    private readonly access: ReceiverAccess,
    private readonly deadlines: ReferralDeadlines,
    private readonly greenChannels: GreenChannelService,
  ) {}

  /** @throws InvalidInputError where the department lies below the sender */
  async begin(tx: Transaction, { row, limits }: Loaded, target: ReceivingDepartment): Promise<void> {
    const sender = await this.directory.institutionKind(tx, row.fromInstitutionId);
    const direction = sender && directionBetween(sender, target.institutionKind);
    if (!direction) throw new InvalidInputError([{ path: 'toDepartmentId', constraint: 'NOT_DOWNWARD' }]);
    const child = { ...row, id: tx.newId(), toInstitutionId: target.institutionId, toDepartmentId: target.id };
    await this.referrals.createChild(tx, {
      parentId: row.id,
      childId: child.id,
      numberedAs: numberPrefix(tx.now, row.kind),
      direction,
      toInstitutionId: child.toInstitutionId,
      toDepartmentId: child.toDepartmentId,
    });
    this.access.grant(tx, child);
    tx.publish({
      topic: 'referral.received',
      aggregateType: 'referral',
      aggregateId: child.id,
      aggregateVersion: 1,
      patientId: row.patientId,
      action: 'redirect',
      toState: 'PENDING_ACCEPTANCE',
      payload: { ...routeOf(child), parentId: row.id },
    });
    await this.deadlines.follow(tx, child, deadlinesOfChild(child, tx.now, limits));
    await this.greenChannels.goOn(tx, row.id, child);
  }
}
