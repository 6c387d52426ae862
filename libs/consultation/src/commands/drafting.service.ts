import { Injectable } from '@nestjs/common';
import { InvalidInputError, type CodedConcept } from '#kernel';
import { PatientAccess } from '#patient';
import {
  ReasonCheck,
  UnitOfWork,
  actingFor,
  claimRequest,
  type ActorContext,
  type ChangeCommand,
  type Claim,
  type RepeatableRequest,
  type Transaction,
} from '#platform';
import { ConsultationRepository, type ConsultationContent } from '../data/consultation.repository.js';
import type { ConsultationEncounter, ConsultationType } from '../domain/consultation.js';
import { ConsultationPlaces, type Concerned } from './consultation-places.js';
import { ConsultationTransitions } from './consultation-transitions.js';

/** What the inviting doctor says; money in cents. */
export interface ContentCommand {
  readonly encounter: ConsultationEncounter;
  readonly accompanyingStaffId?: string | null;
  readonly wantedDepartmentId?: string | null;
  readonly specialtyCode?: string | null;
  readonly wantedTitle?: string | null;
  readonly reason?: string | null;
  readonly purposeCode?: string | null;
  readonly recordSummary?: string | null;
  readonly diagnoses?: readonly CodedConcept[] | null;
  readonly wantedFrom?: Date | null;
  readonly wantedUntil?: Date | null;
  readonly durationMinutes: number;
  readonly feeCents?: number | null;
  readonly linkedOrderIds?: readonly string[] | null;
}

export interface DraftCommand extends RepeatableRequest, ContentCommand {
  readonly type: ConsultationType;
  readonly patientId: string;
  readonly centreInstitutionId: string;
}

export interface EditCommand extends ChangeCommand, ContentCommand {}

const PURPOSES = 'consultation.purpose';

/** Writing an invitation, before it is submitted. */
@Injectable()
export class DraftingService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly consultations: ConsultationRepository,
    private readonly transitions: ConsultationTransitions,
    private readonly patients: PatientAccess,
    private readonly places: ConsultationPlaces,
    private readonly reasons: ReasonCheck,
  ) {}

  /** @throws NotFoundError for a patient whom the doctor may not see; InvalidInputError */
  draft(actor: ActorContext, command: DraftCommand): Promise<Claim> {
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'draftConsultation', command, tx.newId());
      if (!claim.fresh) return claim;
      const { type, patientId, centreInstitutionId } = command;
      await this.patients.requireVisible(tx, patientId);
      await this.check(tx, command, { patientId, centreInstitutionId, invitingInstitutionId: actor.institutionId });
      this.consultations.create(tx, {
        ...contentOf(command),
        id: claim.aggregateId,
        type,
        patientId,
        centreInstitutionId,
        invitingInstitutionId: actor.institutionId,
        invitingDepartmentId: await this.places.departmentOf(tx, actingFor(actor)),
        authorStaffId: actingFor(actor),
      });
      tx.publish({
        topic: 'consultation.drafted',
        aggregateType: 'consultation',
        aggregateId: claim.aggregateId,
        aggregateVersion: 1,
        patientId,
        action: 'draft',
        toState: 'DRAFT',
        payload: { invitingInstitutionId: actor.institutionId, centreInstitutionId, type },
      });
      return claim;
    });
  }

  /** Changes a draft, or what was returned for material. */
  edit(actor: ActorContext, command: EditCommand): Promise<Claim> {
    return this.transitions.run(actor, command, {
      action: 'edit',
      operation: 'editConsultation',
      topic: 'consultation.edited',
      bring: () => ({ durationMinutes: command.durationMinutes }),
      effect: async (tx, { row }) => {
        await this.check(tx, command, row);
        return { changes: contentOf(command) };
      },
    });
  }

  private async check(tx: Transaction, command: ContentCommand, concerned: Concerned): Promise<void> {
    const { wantedFrom, wantedUntil, purposeCode } = command;
    if (wantedFrom && wantedUntil && wantedUntil <= wantedFrom) {
      throw new InvalidInputError([{ path: 'wantedUntil', constraint: 'PERIOD_EMPTY' }]);
    }
    if (purposeCode) await this.reasons.require(PURPOSES, tx, { path: 'purposeCode', code: purposeCode });
    await this.places.check(tx, command, concerned);
  }
}

/** What was left out is empty. */
const NOTHING = {
  accompanyingStaffId: null,
  wantedDepartmentId: null,
  specialtyCode: null,
  wantedTitle: null,
  reason: null,
  purposeCode: null,
  recordSummary: null,
  wantedFrom: null,
  wantedUntil: null,
  feeCents: null,
};

function contentOf(command: ContentCommand): ConsultationContent {
  const { encounter, durationMinutes, diagnoses, linkedOrderIds } = command;
  const said = Object.keys(NOTHING) as (keyof typeof NOTHING)[];
  const given = Object.fromEntries(said.map((name) => [name, command[name] ?? null])) as typeof NOTHING;
  return {
    ...given,
    encounter,
    durationMinutes,
    diagnoses: JSON.stringify(diagnoses ?? []),
    linkedOrderIds: linkedOrderIds ?? [],
  };
}
