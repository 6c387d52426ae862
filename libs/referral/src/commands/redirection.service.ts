import { Injectable } from '@nestjs/common';
import { InvalidInputError } from '#kernel';
import type { ReceivingDepartment } from '#organization';
import type { ActorContext, Claim, Transaction, ChangeCommand } from '#platform';
import type { Loaded } from '../data/referral-facts.reader.js';
import { OnwardRepository } from '../data/onward.repository.js';
import { ReferralRepository } from '../data/referral.repository.js';
import { consentDueAt } from '../domain/limits.js';
import { numberPrefix } from '../domain/referral-no.js';
import { ReceiverAccess } from './receiver-access.js';
import { RedirectedReferrals } from './redirected-referrals.js';
import type { ReferralEffect } from './referral-transition.service.js';
import { UpReceiver } from './up-receiver.js';
import { UpTransitionService } from './up-transition.service.js';

export interface RedirectCommand extends ChangeCommand {
  readonly toDepartmentId: string;
  readonly comment?: string | null;
}

export interface ForwardCommand extends ChangeCommand {
  readonly institutionName: string;
  readonly departmentName?: string | null;
  readonly comment?: string | null;
}

/** Where a referral goes on that is not for this receiver. */
@Injectable()
export class RedirectionService {
  constructor(
    private readonly transitions: UpTransitionService,
    private readonly referrals: ReferralRepository,
    private readonly onward: OnwardRepository,
    private readonly access: ReceiverAccess,
    private readonly children: RedirectedReferrals,
    private readonly receiver: UpReceiver,
  ) {}

  /** To another department of the alliance, where the same request waits for a doctor. */
  redirect(actor: ActorContext, command: RedirectCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'redirect',
      operation: 'redirectReferral',
      topic: 'referral.redirected',
      bring: async (tx, { row }) => {
        const target = await this.target(tx, row, command);
        return {
          targetAccepts: target.acceptsReferrals && (await this.receiver.isStaffed(tx, target)),
          consentCoversTarget: await this.referrals.consentCovers(tx, row.patientId, target.institutionId),
        };
      },
      effect: async (tx, loaded) => {
        await this.children.begin(tx, loaded, await this.target(tx, loaded.row, command));
        return this.leave(tx, loaded, command);
      },
    });
  }

  /** Beyond the alliance, where the coordinator speaks for the receiver. Only an emergency does not wait for the consent. */
  forwardOnward(actor: ActorContext, command: ForwardCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'forwardOnward',
      operation: 'forwardReferralOnward',
      topic: 'referral.forwarded-onward',
      effect: async (tx, loaded) => {
        const { institutionName, departmentName = null } = command;
        const referralNo = await this.referrals.number(tx, numberPrefix(tx.now));
        await this.onward.create(tx, loaded.row, { referralNo, institutionName, departmentName });
        const { comment, changes } = this.leave(tx, loaded, command);
        return { comment, changes: { ...changes, consentDueAt: onwardConsentDueAt(tx, loaded) } };
      },
    });
  }

  private leave(tx: Transaction, loaded: Loaded, { comment }: RedirectCommand | ForwardCommand): ReferralEffect {
    return { comment, changes: this.access.end(tx, loaded) };
  }

  private async target(
    tx: Transaction,
    { fromInstitutionId, toDepartmentId }: Loaded['row'],
    command: RedirectCommand,
  ): Promise<ReceivingDepartment> {
    const target = await this.receiver.department(tx, command.toDepartmentId);
    if (target.id === toDepartmentId || target.institutionId === fromInstitutionId) {
      throw new InvalidInputError([{ path: 'toDepartmentId', constraint: 'OTHER_DEPARTMENT' }]);
    }
    return target;
  }
}

/** What an emergency did not wait for is due from now on. */
function onwardConsentDueAt(tx: Transaction, { row, limits }: Loaded): Date | null {
  return row.onwardConsentOnFile ? null : consentDueAt(tx.now, limits);
}
