import { Injectable } from '@nestjs/common';
import { InvalidInputError, NotFoundError, checkReason } from '#kernel';
import { OrganizationDirectory } from '#organization';
import { PatientAccess } from '#patient';
import {
  ReferenceData,
  UnitOfWork,
  claimRequest,
  type ActorContext,
  type Claim,
  type Transaction,
  type ChangeCommand,
} from '#platform';
import type { Loaded } from '../data/referral-facts.reader.js';
import { ReferralRepository } from '../data/referral.repository.js';
import type { ClinicalForm } from '../domain/clinical-form.js';
import { directionBetween } from '../domain/direction.js';
import type { Priority, ReferralKind, ReferralSource } from '../domain/referral-state.js';
import { newReferral, publishDrafted } from './new-referral.js';
import { UpTransitionService } from './up-transition.service.js';

/** Who is to be referred where and why; an emergency does not say why. */
export interface ReferralContent {
  readonly toDepartmentId: string;
  readonly source: ReferralSource;
  readonly priority: Priority;
  readonly purposeCode: string | null;
  readonly purposeComment?: string | null;
  readonly form: ClinicalForm;
}

export interface NewReferral extends ReferralContent {
  readonly patientId: string;
  readonly kind: ReferralKind;
}

export interface DraftCommand extends ReferralContent {
  readonly patientId: string;
  readonly purposeCode: string;
  readonly idempotencyKey: string;
}

export interface EditCommand extends ChangeCommand, ReferralContent {
  readonly purposeCode: string;
}

type Purpose = Pick<DraftCommand, 'purposeCode' | 'purposeComment'>;

/** Writing a referral, before it is submitted. */
@Injectable()
export class DraftService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly referrals: ReferralRepository,
    private readonly transitions: UpTransitionService,
    private readonly directory: OrganizationDirectory,
    private readonly patients: PatientAccess,
    private readonly reference: ReferenceData,
  ) {}

  /** Starts a referral as a draft of the acting doctor. */
  draft(actor: ActorContext, command: DraftCommand): Promise<Claim> {
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'draftReferral', command, tx.newId());
      if (!claim.fresh) return claim;
      await this.patients.requireVisible(tx, command.patientId);
      await this.requirePurpose(tx, command);
      await this.create(tx, claim.aggregateId, { ...command, kind: 'ROUTINE' });
      return claim;
    });
  }

  /** Changes a draft, or a referral that was returned for editing. */
  edit(actor: ActorContext, command: EditCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'edit',
      operation: 'editReferral',
      topic: 'referral.edited',
      effect: async (tx, { row }) => {
        const target = await this.target(tx, command);
        requireSameReceiver(row, target);
        await this.requirePurpose(tx, command);
        await this.referrals.saveForm(tx, row.packageId, formOf(command));
        return { changes: { ...target, ...headOf(command), editedAt: tx.now, archivedAt: null } };
      },
    });
  }

  /** A draft of the actor's, in a transaction that another command has opened. */
  async create(tx: Transaction, id: string, command: NewReferral): Promise<void> {
    const packageId = tx.newId();
    const referral = newReferral(tx, {
      id,
      packageId,
      patientId: command.patientId,
      kind: command.kind,
      ...(await this.target(tx, command)),
      ...headOf(command),
    });
    await this.referrals.create(tx, referral, {
      id: packageId,
      ...command.form,
      diagnoses: [...command.form.diagnoses],
    });
    publishDrafted(tx, referral);
  }

  /** The receiver, and which way the referral goes to it. */
  private async target(tx: Transaction, { toDepartmentId }: ReferralContent) {
    const department = await this.directory.departmentForReferral(tx, toDepartmentId);
    if (!department) throw new NotFoundError('Department', toDepartmentId);
    if (department.institutionId === tx.actor.institutionId) {
      throw new InvalidInputError([{ path: 'toDepartmentId', constraint: 'OTHER_INSTITUTION' }]);
    }
    const sender = await this.directory.institutionKind(tx, tx.actor.institutionId);
    const direction = sender && directionBetween(sender, department.institutionKind);
    if (!direction) throw new InvalidInputError([{ path: 'toDepartmentId', constraint: 'NOT_DOWNWARD' }]);
    return { toInstitutionId: department.institutionId, toDepartmentId, direction };
  }

  private async requirePurpose(tx: Transaction, { purposeCode, purposeComment }: Purpose): Promise<void> {
    const purposes = await this.reference.reasons('referral.purpose.up', tx.now, tx);
    const verdict = checkReason(purposes, purposeCode, purposeComment, tx.now);
    if (verdict !== true) throw new InvalidInputError([{ path: 'purposeCode', constraint: verdict.rule }]);
  }
}

/** Its receiver has seen it and has access to the patient; another one is asked by a referral of its own. */
function requireSameReceiver(row: Loaded['row'], { toInstitutionId }: { toInstitutionId: string }): void {
  if (row.receivedAt === null || row.toInstitutionId === toInstitutionId) return;
  throw new InvalidInputError([{ path: 'toDepartmentId', constraint: 'SAME_RECEIVER' }]);
}

function formOf({ form }: ReferralContent) {
  return { ...form, diagnoses: [...form.diagnoses] };
}

function headOf({ source, priority, purposeCode, purposeComment }: ReferralContent) {
  return { source, priority, purposeCode, purposeComment: purposeComment ?? null };
}
