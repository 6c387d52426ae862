import { Injectable } from '@nestjs/common';
import type { ActorContext, Claim, Transaction, ChangeCommand } from '#platform';
import type { LoadedDown } from '../data/down-facts.reader.js';
import { ReferralRepository } from '../data/referral.repository.js';
import { numberPrefix } from '../domain/referral-no.js';
import { DownAccess } from './down-access.js';
import { DownReceiver, type DownTarget } from './down-receiver.js';
import { DownTransitionService } from './down-transition.service.js';
import { newReferral, publishDrafted } from './new-referral.js';

export interface RedirectDownCommand extends ChangeCommand, DownTarget {
  readonly comment?: string | null;
}

/** Sending a patient to another township than the one that was asked first. */
@Injectable()
export class DownRedirectService {
  constructor(
    private readonly transitions: DownTransitionService,
    private readonly referrals: ReferralRepository,
    private readonly receiver: DownReceiver,
    private readonly access: DownAccess,
  ) {}

  /** The child keeps author, package, priority and the time of the first submit. */
  redirect(actor: ActorContext, command: RedirectDownCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'redirect',
      operation: 'redirectDownReferral',
      topic: 'referral.down-redirected',
      effect: async (tx, loaded) => {
        await this.sendOn(tx, loaded, command);
        return { changes: this.access.end(tx, loaded), comment: command.comment };
      },
    });
  }

  private async sendOn(tx: Transaction, { row }: LoadedDown, command: RedirectDownCommand): Promise<void> {
    const target = await this.receiver.target(tx, command);
    const { patientId, packageId, fromInstitutionId, fromDepartmentId, authorStaffId, answersId } = row;
    const { source, priority, purposeCode, purposeComment } = row;
    const child = newReferral(tx, {
      ...target,
      patientId,
      packageId,
      fromInstitutionId,
      fromDepartmentId,
      authorStaffId,
      answersId,
      source,
      priority,
      purposeCode,
      purposeComment,
      direction: 'DOWN',
      parentId: row.id,
    });
    await this.referrals.create(tx, child);
    publishDrafted(tx, child);
    const toState = target.ownerStaffId ? 'PENDING_RECEIPT' : 'PENDING_ALLOCATION';
    const version = this.referrals.change(tx, child, {
      state: toState,
      firstSubmittedAt: row.firstSubmittedAt,
      numberedAs: numberPrefix(tx.now),
      ...this.access.grant(tx, child),
    });
    tx.publish({
      topic: 'referral.down-submitted',
      aggregateType: 'referral',
      aggregateId: child.id,
      aggregateVersion: version,
      patientId,
      action: 'submit',
      fromState: child.state,
      toState,
    });
  }
}
