import { Inject, Injectable } from '@nestjs/common';
import { ALLIANCE_ZONE, NotFoundError, ageAt, type Clock } from '#kernel';
import { PatientProfiles, type PatientProfile } from '#patient';
import { AuditTrail, CLOCK, Database, Parameters, statement, type ActorContext } from '#platform';
import type { DownCandidate, Needed, UpCandidate } from '../data/routing-facts.reader.js';
import { visibleTo } from '../data/visibility.js';
import type { Routing, RoutingNeed } from '../domain/routing.js';
import { RoutingAdvice } from './routing-advice.js';

/** What is told of a patient without a draft; what a draft or a patient's record says fills the gaps. */
interface Told {
  readonly diagnosisCodes?: readonly string[] | null | undefined;
  readonly purposeCode?: string | null | undefined;
}

export interface UpQuestion extends Told {
  readonly referralId?: string | null | undefined;
  readonly patientId?: string | null | undefined;
  readonly age?: number | null | undefined;
  readonly sex?: string | null | undefined;
}

export interface DownQuestion extends Told, Needed {
  readonly patientId: string;
}

interface DraftRow {
  readonly patientId: string;
  readonly diagnosisCodes: string[];
  readonly purposeCode: string;
}

type Answered<Place extends UpCandidate | DownCandidate> = Routing<Place> & { readonly at: Date };

/** Suggests where a patient can go. Whose patient it is about is checked, and the look is logged. */
@Injectable()
export class RoutingQueries {
  constructor(
    private readonly database: Database,
    private readonly patients: PatientProfiles,
    private readonly advice: RoutingAdvice,
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError for a referral or a patient that does not exist for the actor */
  async up(actor: ActorContext, question: UpQuestion): Promise<Answered<UpCandidate>> {
    const at = this.clock.now();
    const draft = question.referralId ? await this.draft(actor, question.referralId, at) : null;
    const patientId = draft?.patientId ?? question.patientId ?? null;
    const profile = patientId === null ? null : await this.profile(actor, patientId, at);
    const need = needOf({ ...question, ...draft }, profile, at);
    const { institutionId: fromInstitutionId } = actor;
    return { at, ...(await this.advice.up(this.database, { fromInstitutionId, patientId, need, at })) };
  }

  /** @throws NotFoundError for a patient who does not exist for the actor */
  async down(actor: ActorContext, question: DownQuestion): Promise<Answered<DownCandidate>> {
    const at = this.clock.now();
    const profile = await this.profile(actor, question.patientId, at);
    const asked = { fromInstitutionId: actor.institutionId, need: needOf(question, profile, at), needed: question };
    return { at, ...(await this.advice.down(this.database, { ...asked, profile, at })) };
  }

  private async draft(actor: ActorContext, id: string, at: Date): Promise<DraftRow> {
    const parameters = new Parameters();
    const sql = `SELECT r.patient_id AS "patientId", r.purpose_code AS "purposeCode",
        ARRAY(SELECT x ->> 'code' FROM jsonb_array_elements(p.diagnoses) x) AS "diagnosisCodes"
      FROM referrals r JOIN clinical_packages p ON p.id = r.package_id
      WHERE r.id = ${parameters.add(id)} AND ${visibleTo(actor, at, parameters)}`;
    const row = await this.database.first<DraftRow & object>(
      statement('referral.routing-draft', sql),
      parameters.values,
    );
    if (!row) throw new NotFoundError('Referral', id);
    return row;
  }

  private async profile(actor: ActorContext, patientId: string, at: Date): Promise<PatientProfile> {
    const profile = await this.patients.find(this.database, actor, patientId, at);
    if (!profile) throw new NotFoundError('Patient', patientId);
    await this.auditTrail.recordAccess(actor, {
      action: 'referral.suggest-route',
      patientIds: [patientId],
      basis: profile.basis,
    });
    return profile;
  }
}

type Person = Pick<PatientProfile, 'sex' | 'birthDate'>;

/** What the record says of a patient counts more than what somebody has typed. */
export function needOf(told: Omit<UpQuestion, 'patientId'>, person: Person | null, at: Date): RoutingNeed {
  const { diagnosisCodes, purposeCode = null, age = null, sex = null } = told;
  return {
    mainDiagnosis: diagnosisCodes?.[0] ?? null,
    purposeCode,
    age: person?.birthDate ? ageAt(person.birthDate, at, ALLIANCE_ZONE) : age,
    sex: person?.sex ?? sex,
  };
}
