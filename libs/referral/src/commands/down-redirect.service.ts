import { Injectable } from '@nestjs/common';
import { InvalidInputError, NotFoundError } from '#kernel';
import { OrganizationDirectory } from '#organization';
import type { ActorContext, Claim, Transaction, ChangeCommand } from '#platform';
import type { LoadedDown } from '../data/down-facts.reader.js';
import type { ReferralEntity } from '../data/referral.entity.js';
import { ReferralRepository, type ReferralChanges } from '../data/referral.repository.js';
import { BEFORE_SENDING, downDeadlinesAfter } from '../domain/down.deadlines.js';
import { numberPrefix } from '../domain/referral-no.js';
import { DownAccess } from './down-access.js';
import { DownReceiver, type DownTarget } from './down-receiver.js';
import { DownTransitionService } from './down-transition.service.js';
import { ReferralDeadlines } from './referral-deadlines.js';
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
    private readonly directory: OrganizationDirectory,
    private readonly deadlines: ReferralDeadlines,
  ) {}

  /** The child keeps author, package, priority and the time of the first submit. */
  redirect(actor: ActorContext, command: RedirectDownCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'redirect',
      operation: 'redirectDownReferral',
      topic: 'referral.down-redirected',
      bring: async (tx, { row }) => ({ targetAccepts: await this.accepts(tx, row, command) }),
      effect: async (tx, loaded) => {
        await this.sendOn(tx, loaded, command);
        return { changes: this.leave(tx, loaded), comment: command.comment };
      },
    });
  }

  /** @throws NotFoundError; InvalidInputError for the department where the referral is already */
  private async accepts(tx: Transaction, { toDepartmentId }: LoadedDown['row'], command: RedirectDownCommand) {
    const target = await this.directory.departmentForReferral(tx, command.toDepartmentId);
    if (!target) throw new NotFoundError('Department', command.toDepartmentId);
    if (target.id === toDepartmentId) {
      throw new InvalidInputError([{ path: 'toDepartmentId', constraint: 'ANOTHER_DEPARTMENT' }]);
    }
    return target.acceptsReferrals;
  }

  /** For a township that has refused the patient it ended then. */
  private leave(tx: Transaction, loaded: LoadedDown): ReferralChanges {
    return loaded.row.state === 'REFUSED' ? {} : this.access.end(tx, loaded);
  }

  private async sendOn(tx: Transaction, loaded: LoadedDown, command: RedirectDownCommand): Promise<void> {
    const { row } = loaded;
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
    await this.submitAgain(tx, child, loaded);
  }

  private async submitAgain(tx: Transaction, child: ReferralEntity, { row, limits }: LoadedDown): Promise<void> {
    const { ownerStaffId, patientId } = child;
    const toState = ownerStaffId ? 'PENDING_RECEIPT' : 'PENDING_ALLOCATION';
    const version = this.referrals.change(tx, child, {
      state: toState,
      firstSubmittedAt: row.firstSubmittedAt,
      numberedAs: numberPrefix(tx.now),
      ...this.access.grant(tx, child),
    });
    const waiting = { ownerStaffId, state: toState, followUpOn: null, now: tx.now } as const;
    await this.deadlines.follow(tx, child, downDeadlinesAfter(BEFORE_SENDING, waiting, limits));
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
