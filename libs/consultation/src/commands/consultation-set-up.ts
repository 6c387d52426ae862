import { Injectable } from '@nestjs/common';
import { InvalidInputError, type FieldProblem } from '#kernel';
import {
  InstallationScope,
  UnitOfWork,
  VersionedRows,
  statement,
  type ActorContext,
  type Transaction,
  type VersionedChange,
} from '#platform';
import type { OpeningHours } from '../domain/opening-hours.js';
import { templateProblem } from '../domain/room.js';

export interface AgreementEnd extends VersionedChange {
  readonly invitingInstitutionId: string;
  readonly invitedInstitutionId: string;
}

export interface AgreementChange extends AgreementEnd {
  readonly agreementNo: string;
}

export type HoursChange = VersionedChange & { readonly institutionId: string } & Partial<OpeningHours>;

export interface RoomChange extends VersionedChange {
  readonly institutionId: string;
  readonly template: string;
}

export interface WeightChange extends VersionedChange {
  readonly expertId: string;
  readonly weightPercent: number;
}

const agreements = new VersionedRows({
  table: 'cooperation_agreements',
  aggregateType: 'cooperation-agreement',
  keys: { invitingInstitutionId: 'inviting_institution_id', invitedInstitutionId: 'invited_institution_id' },
  columns: { agreementNo: 'agreement_no' },
});
const hours = new VersionedRows({
  table: 'consultation_hours',
  aggregateType: 'consultation-hours',
  keys: { institutionId: 'institution_id' },
  columns: {
    morningFrom: 'morning_from',
    morningTo: 'morning_to',
    afternoonFrom: 'afternoon_from',
    afternoonTo: 'afternoon_to',
  },
});
const weights = new VersionedRows({
  table: 'consultation_weights',
  aggregateType: 'consultation-weight',
  keys: { expertId: 'expert_id' },
  columns: { weightPercent: 'weight_percent' },
});
const rooms = new VersionedRows({
  table: 'consultation_rooms',
  aggregateType: 'consultation-room',
  keys: { institutionId: 'institution_id' },
  columns: { template: 'template' },
});

const HAS_INSTITUTION = statement('consultation.has-institution', 'SELECT 1 FROM institutions WHERE id = $1');
const HAS_EXPERT = statement('consultation.has-expert', 'SELECT 1 FROM staff WHERE id = $1');

/** Who may consult whom, when and where, and how much each expert takes: kept by whoever administers the alliance. */
@Injectable()
export class ConsultationSetUp {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly scope: InstallationScope,
  ) {}

  /** Begins an agreement, or a new number of it. @throws ForbiddenError, StaleVersionError, InvalidInputError */
  async changeAgreement(actor: ActorContext, { agreementNo, ...change }: AgreementChange): Promise<void> {
    const { invitingInstitutionId, invitedInstitutionId } = change;
    if (invitingInstitutionId === invitedInstitutionId) {
      throw new InvalidInputError([{ path: 'invitedInstitutionId', constraint: 'SAME_INSTITUTION' }], 'CONSULTATION');
    }
    await this.inAlliance(actor, async (tx) => {
      for (const [path, id] of Object.entries({ invitingInstitutionId, invitedInstitutionId })) {
        if (!(await tx.first(HAS_INSTITUTION, [id]))) throw unknown(path);
      }
      await agreements.change(tx, { invitingInstitutionId, invitedInstitutionId }, { agreementNo }, change);
    });
  }

  /** @throws ForbiddenError, NotFoundError, StaleVersionError, InvalidInputError */
  endAgreement(actor: ActorContext, change: AgreementEnd): Promise<void> {
    const { invitingInstitutionId, invitedInstitutionId } = change;
    return this.inAlliance(actor, (tx) => agreements.end(tx, { invitingInstitutionId, invitedInstitutionId }, change));
  }

  /** @throws ForbiddenError, StaleVersionError, InvalidInputError */
  async changeHours(actor: ActorContext, { institutionId, ...change }: HoursChange): Promise<void> {
    const { morningFrom = null, morningTo = null, afternoonFrom = null, afternoonTo = null } = change;
    const opening = { morningFrom, morningTo, afternoonFrom, afternoonTo };
    const problems = problemsOf(opening);
    if (problems.length > 0) throw new InvalidInputError(problems, 'CONSULTATION');
    await this.inAlliance(actor, async (tx) => {
      if (!(await tx.first(HAS_INSTITUTION, [institutionId]))) throw unknown('institutionId');
      await hours.change(tx, { institutionId }, opening, change);
    });
  }

  /** @throws ForbiddenError, StaleVersionError, InvalidInputError */
  changeWeight(actor: ActorContext, { expertId, weightPercent, ...change }: WeightChange): Promise<void> {
    return this.inAlliance(actor, async (tx) => {
      if (!(await tx.first(HAS_EXPERT, [expertId]))) throw unknown('expertId');
      await weights.change(tx, { expertId }, { weightPercent }, change);
    });
  }

  /** Says how the rooms of a centre are reached. @throws ForbiddenError, StaleVersionError, InvalidInputError */
  async changeRoom(actor: ActorContext, { institutionId, template, ...change }: RoomChange): Promise<void> {
    const constraint = templateProblem(template);
    if (constraint) throw new InvalidInputError([{ path: 'template', constraint }], 'CONSULTATION');
    await this.inAlliance(actor, async (tx) => {
      if (!(await tx.first(HAS_INSTITUTION, [institutionId]))) throw unknown('institutionId');
      await rooms.change(tx, { institutionId }, { template }, change);
    });
  }

  private inAlliance(actor: ActorContext, act: (tx: Transaction) => Promise<void>): Promise<void> {
    return this.unitOfWork.run(actor, async (tx) => {
      await this.scope.requireWhole(tx, actor);
      await act(tx);
    });
  }
}

const unknown = (path: string): InvalidInputError =>
  new InvalidInputError([{ path, constraint: 'UNKNOWN_TO_CONSULTATIONS' }], 'CONSULTATION');

function problemsOf({ morningFrom, morningTo, afternoonFrom, afternoonTo }: OpeningHours): FieldProblem[] {
  const checks: readonly (readonly [boolean, string, string])[] = [
    [(morningFrom === null) !== (morningTo === null), 'morningTo', 'WITH_BEGIN_AND_END'],
    [(afternoonFrom === null) !== (afternoonTo === null), 'afternoonTo', 'WITH_BEGIN_AND_END'],
    [morningFrom !== null && morningTo !== null && morningFrom >= morningTo, 'morningTo', 'PERIOD_EMPTY'],
    [afternoonFrom !== null && afternoonTo !== null && afternoonFrom >= afternoonTo, 'afternoonTo', 'PERIOD_EMPTY'],
    [
      morningTo !== null && afternoonFrom !== null && afternoonFrom < morningTo,
      'afternoonFrom',
      'PERIOD_MEETS_ANOTHER',
    ],
  ];
  return checks.filter(([broken]) => broken).map(([, path, constraint]) => ({ path, constraint }));
}
