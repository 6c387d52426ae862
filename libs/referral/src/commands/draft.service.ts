import { Injectable } from '@nestjs/common';
import { ALLIANCE_ZONE, InvalidInputError, localDate } from '#kernel';
import { PatientAccess } from '#patient';
import {
  UnitOfWork,
  claimRequest,
  type ActorContext,
  type ChangeCommand,
  type Claim,
  type Transaction,
} from '#platform';
import type { Loaded } from '../data/referral-facts.reader.js';
import { ReferralRepository } from '../data/referral.repository.js';
import type { ClinicalForm } from '../domain/clinical-form.js';
import type { PlannedHandling, Priority, ReferralKind, ReferralSource } from '../domain/referral-state.js';
import { newReferral, publishDrafted, touched } from './new-referral.js';
import { PurposeCheck, UP_PURPOSES } from './purpose-check.js';
import { UpReceiver, type ReceivingPlace, type UpTarget } from './up-receiver.js';
import { UpTransitionService } from './up-transition.service.js';

/** Who is to be referred where and why; an emergency does not say why. */
export interface ReferralContent extends UpTarget {
  readonly expectedHandling?: PlannedHandling | null;
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

/** Writing a referral, before it is submitted. */
@Injectable()
export class DraftService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly referrals: ReferralRepository,
    private readonly transitions: UpTransitionService,
    private readonly receiver: UpReceiver,
    private readonly patients: PatientAccess,
    private readonly purposes: PurposeCheck,
  ) {}

  /** Starts a referral as a draft of the acting doctor. */
  draft(actor: ActorContext, command: DraftCommand): Promise<Claim> {
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'draftReferral', command, tx.newId());
      if (!claim.fresh) return claim;
      await this.patients.requireVisible(tx, command.patientId);
      await this.purposes.require(tx, UP_PURPOSES, command);
      const receiver = await this.create(tx, claim.aggregateId, { ...command, kind: 'ROUTINE' });
      await this.receiver.requireStaffed(tx, receiver);
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
        const target = await this.receiver.target(tx, command);
        requireSameReceiver(row, target);
        if (row.kind === 'ROUTINE') await this.receiver.requireStaffed(tx, target);
        requireSamePriority(row, command);
        await this.purposes.require(tx, UP_PURPOSES, command);
        await this.referrals.saveForm(tx, row.packageId, formOf(tx, command));
        return { changes: { ...target, ...headOf(command), ...touched(tx) } };
      },
    });
  }

  /** A draft of the actor's, in a transaction that another command has opened. @returns who is to receive it */
  async create(tx: Transaction, id: string, command: NewReferral): Promise<ReceivingPlace> {
    const packageId = tx.newId();
    const target = await this.receiver.target(tx, command);
    const referral = newReferral(tx, {
      id,
      packageId,
      patientId: command.patientId,
      kind: command.kind,
      ...target,
      ...headOf(command),
    });
    await this.referrals.create(tx, referral, { id: packageId, ...formOf(tx, command) });
    publishDrafted(tx, referral);
    return target;
  }
}

/** Its receiver has seen it and has access to the patient; another one is asked by a referral of its own. */
function requireSameReceiver(row: Loaded['row'], { toInstitutionId }: { toInstitutionId: string }): void {
  if (row.receivedAt === null || row.toInstitutionId === toInstitutionId) return;
  throw new InvalidInputError([{ path: 'toDepartmentId', constraint: 'SAME_RECEIVER' }]);
}

/** What was submitted keeps its place when it comes again, and a green channel is the most urgent there is. */
function requireSamePriority(row: Loaded['row'], { priority }: ReferralContent): void {
  const isKept = row.firstSubmittedAt !== null || row.kind === 'GREEN_CHANNEL';
  if (!isKept || priority === row.priority) return;
  throw new InvalidInputError([{ path: 'priority', constraint: 'PRIORITY_KEPT' }]);
}

/** @throws InvalidInputError for somebody who is an inpatient only from tomorrow on */
function formOf({ now }: Transaction, { form }: ReferralContent) {
  if (form.admittedOn && form.admittedOn > localDate(now, ALLIANCE_ZONE)) {
    throw new InvalidInputError([{ path: 'form.admittedOn', constraint: 'ADMISSION_IN_FUTURE' }]);
  }
  return { ...form, diagnoses: [...form.diagnoses], transportNeeds: [...form.transportNeeds] };
}

function headOf({ source, priority, purposeCode, purposeComment, expectedHandling }: ReferralContent) {
  const asked = { purposeComment: purposeComment ?? null, expectedHandling: expectedHandling ?? null };
  return { source, priority, purposeCode, ...asked };
}
