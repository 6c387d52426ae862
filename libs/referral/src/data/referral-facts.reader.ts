import { Injectable } from '@nestjs/common';
import { onDutySql } from '#duty';
import { Role } from '#identity';
import { activeConsentSql } from '#patient';
import {
  Parameters,
  ReferenceData,
  SETTINGS_REVISION,
  SYSTEM_ACCOUNT_ID,
  actingFor,
  departmentsOf,
  holdsRole,
  peopleBehind,
  statement,
  type ActorContext,
  type Opening,
  type Queryable,
} from '#platform';
import { missingFields, type ClinicalForm } from '../domain/clinical-form.js';
import {
  amendableUntil,
  limitKeys,
  overdueAt,
  reopenableUntil,
  urgeAgainAt,
  type ReferralLimits,
} from '../domain/limits.js';
import type { Direction, Handling, Priority, ReferralKind, ReferralSource, UpState } from '../domain/referral-state.js';
import type { OnDuty, UpActor, UpFacts } from '../domain/up.lifecycle.js';
import { CENTRE_REVIEWS, WRITERS, reviewSettingSql } from './internal-review.js';
import type { ReviewSetting } from './review-switch.entity.js';
import { UP_RECEIVERS, visibleTo } from './visibility.js';

/** The row behind a referral's facts, with what commands need besides. */
export interface ReferralRow {
  readonly id: string;
  readonly version: number;
  readonly state: UpState;
  readonly kind: ReferralKind;
  readonly direction: Direction;
  readonly source: ReferralSource;
  readonly priority: Priority;
  readonly handling: Handling | null;
  readonly patientId: string;
  readonly packageId: string;
  readonly fromInstitutionId: string;
  readonly authorDepartmentId: string | null;
  /** Whether the author's department has its referrals reviewed first; null where nobody has said. */
  readonly reviewSwitch: ReviewSetting | null;
  readonly reviewingInstitutionId: string | null;
  readonly centreReviews: boolean;
  readonly toInstitutionId: string;
  readonly toDepartmentId: string;
  readonly authorStaffId: string;
  readonly writers: readonly string[];
  readonly ownerStaffId: string | null;
  readonly ownerName: string | null;
  readonly referralNo: string | null;
  readonly firstSubmittedAt: Date | null;
  readonly receivedAt: Date | null;
  readonly stateChangedAt: Date;
  readonly editedAt: Date;
  readonly archivedAt: Date | null;
  readonly endedAt: Date | null;
  readonly endedFrom: UpState | null;
  readonly sentAsEmergency: boolean;
  readonly acknowledgedAt: Date | null;
  readonly onDuty: OnDuty | null;
  readonly amendedAt: Date | null;
  readonly visitTime: Date | null;
  readonly urgedAt: Date | null;
  readonly departmentAccepts: boolean;
  readonly consentOnFile: boolean;
  readonly onwardConsentOnFile: boolean;
  /** Whether it goes on beyond the alliance. */
  readonly forwarded: boolean;
  /** The newest other open referral of the patient to the department; its instant as JSON writes it. */
  readonly alike: { readonly id: string; readonly firstSubmittedAt: string } | null;
  readonly outcomeRecorded: boolean;
  readonly codeExpiresAt: Date | null;
  readonly form: ClinicalForm;
  readonly settingsRevision: number;
}

/** A referral together with everything its rules look at. */
export interface Loaded {
  readonly row: ReferralRow;
  readonly facts: UpFacts;
  readonly limits: ReferralLimits;
}

/** How a referral is taken hold of. */
export interface Hold {
  /** What shows it to the actor: their scope, the appointment code that the patient has handed them, or the rounds of the system. */
  readonly reach?: 'scope' | 'code' | 'system' | undefined;
  /** Nothing else may be submitted for the patient meanwhile. */
  readonly withPatient?: boolean | undefined;
}

interface Wanted {
  /** SQL that is true for the referrals (alias `r`) that are asked for. */
  readonly which: string;
  /** Null for the instant of the transaction. */
  readonly instant: Date | null;
  readonly visible: string;
  readonly parameters: Parameters;
}

/** Keeps everybody else from changing a referral. */
export const LOCK_REFERRAL = statement('referral.lock', 'SELECT 1 FROM referrals WHERE id = $1 FOR UPDATE');
// Always in this order. What only refers to the patient need not wait.
const LOCK_WITH_PATIENT = statement(
  'referral.lock-with-patient',
  'SELECT 1 FROM referrals r JOIN patients p ON p.id = r.patient_id WHERE r.id = $1 FOR NO KEY UPDATE',
);

/** Whom an emergency waits for that nobody has acknowledged. */
const awaitedDutySql = (at: string): string =>
  `CASE WHEN r.state = 'ARRANGED' AND e.referral_id IS NOT NULL AND e.acknowledged_at IS NULL
     THEN ${onDutySql({ institutionId: 'r.to_institution_id', departmentId: 'r.to_department_id', at })} END`;

const factsSql = (which: string, { now, visible }: Record<'now' | 'visible', string>): string =>
  `SELECT r.id, r.version, r.state, r.kind, r.direction, r.source, r.priority, r.handling, r.patient_id AS "patientId", r.package_id AS "packageId",
     w.department_id AS "authorDepartmentId", r.reviewing_institution_id AS "reviewingInstitutionId",
     ${CENTRE_REVIEWS} AS "centreReviews",
     r.received_at AS "receivedAt", r.state_changed_at AS "stateChangedAt", coalesce(r.edited_at, r.created_at) AS "editedAt",
     r.archived_at AS "archivedAt", r.ended_at AS "endedAt", r.ended_from AS "endedFrom",
     e.referral_id IS NOT NULL AS "sentAsEmergency", e.acknowledged_at AS "acknowledgedAt", e.amended_at AS "amendedAt", a.visit_time AS "visitTime", r.urged_at AS "urgedAt",
     ${awaitedDutySql(now)} AS "onDuty",
     r.from_institution_id AS "fromInstitutionId", r.to_institution_id AS "toInstitutionId",
     r.to_department_id AS "toDepartmentId", r.author_staff_id AS "authorStaffId",
     r.first_submitted_at AS "firstSubmittedAt", ${WRITERS} AS writers,
     r.owner_staff_id AS "ownerStaffId", o.name AS "ownerName", r.referral_no AS "referralNo",
     d.active AND d.accepts_referrals AND i.active AS "departmentAccepts",
     ${activeConsentSql({ patientId: 'r.patient_id', kind: "'REFERRAL'", institutionId: 'r.to_institution_id', at: now })}
       AS "consentOnFile",
     ${activeConsentSql({ patientId: 'r.patient_id', kind: "'ONWARD_REFERRAL'", at: now })} AS "onwardConsentOnFile",
     EXISTS (SELECT 1 FROM onward_referrals g WHERE g.parent_id = r.id) AS forwarded,
     (SELECT json_build_object('id', l.id, 'firstSubmittedAt', l.first_submitted_at) FROM referrals l
      WHERE l.patient_id = r.patient_id AND l.to_department_id = r.to_department_id AND l.id <> r.id
        AND l.ended_at IS NULL AND l.first_submitted_at IS NOT NULL
      ORDER BY l.first_submitted_at DESC, l.id DESC LIMIT 1) AS alike,
     ${reviewSettingSql('w.department_id')} AS "reviewSwitch",
     EXISTS (SELECT 1 FROM referral_outcomes u WHERE u.referral_id = r.id) AS "outcomeRecorded",
     a.code_expires_at AS "codeExpiresAt",
     (SELECT row_to_json(f) FROM (SELECT p.diagnoses, p.chief_complaint AS "chiefComplaint",
        p.present_illness AS "presentIllness", p.past_history AS "pastHistory", p.allergy_status AS "allergyStatus",
        p.allergy_detail AS "allergyDetail", p.treatment_course AS "treatmentCourse",
        p.current_medication AS "currentMedication", p.admitted_on AS "admittedOn", p.treatment_plan AS "treatmentPlan",
        p.condition_change AS "conditionChange", p.transport_fitness AS "transportFitness",
        p.transport_needs AS "transportNeeds", p.consciousness) f) AS form,
     ${SETTINGS_REVISION} AS "settingsRevision"
   FROM referrals r
   JOIN clinical_packages p ON p.id = r.package_id
   JOIN departments d ON d.id = r.to_department_id
   JOIN institutions i ON i.id = r.to_institution_id
   JOIN staff w ON w.id = r.author_staff_id
   LEFT JOIN staff o ON o.id = r.owner_staff_id
   LEFT JOIN referral_emergencies e ON e.referral_id = r.id
   LEFT JOIN referral_arrangements a ON a.referral_id = r.id AND a.replaced_at IS NULL
   WHERE r.direction <> 'DOWN' AND ${which} AND ${visible}`;

/** Reads what the rules of referrals look at. */
@Injectable()
export class ReferralFactsReader {
  constructor(private readonly reference: ReferenceData) {}

  /**
   * The referral with its row locked, or null where it does not exist for the actor. Two statements, because one would
   * see what hangs on the row as it was before the wait for the lock.
   */
  async lock(tx: Opening, id: string, { reach, withPatient }: Hold): Promise<Loaded | null> {
    const parameters = new Parameters();
    const which = `r.id = ${parameters.add(id)}`;
    const visible = reach === undefined || reach === 'scope' ? visibleTo(tx.actor, tx.instant, parameters) : 'true';
    const [, rows, now] = await Promise.all([
      tx.query(withPatient ? LOCK_WITH_PATIENT : LOCK_REFERRAL, [id]),
      this.rows(tx, { which, instant: tx.instant, visible, parameters }),
      tx.begun,
    ]);
    const [loaded] = await this.loaded(tx, rows, upActorOf(tx.actor), now);
    return loaded ?? null;
  }

  /** Those of the referrals that exist for the actor, in any order. */
  async read(on: Queryable, actor: ActorContext, ids: readonly string[], now: Date): Promise<Loaded[]> {
    const parameters = new Parameters();
    const which = `r.id = ANY(${parameters.add(ids)})`;
    const visible = visibleTo(actor, now, parameters);
    const rows = await this.rows(on, { which, instant: now, visible, parameters });
    return this.loaded(on, rows, upActorOf(actor), now);
  }

  private rows(on: Queryable, { which, instant, visible, parameters }: Wanted): Promise<ReferralRow[]> {
    const sql = factsSql(which, { now: parameters.instant(instant), visible });
    return on.query(statement('referral.facts', sql), parameters.values);
  }

  private async loaded(on: Queryable, rows: readonly ReferralRow[], actor: UpActor, now: Date): Promise<Loaded[]> {
    const [first] = rows;
    if (!first) return [];
    const limits = await this.reference.settingsOf(first.settingsRevision, limitKeys, now, on);
    return rows.map((row) => ({ row, facts: factsOf(row, limits, actor, now), limits }));
  }
}

function upActorOf(actor: ActorContext): UpActor {
  return {
    staffId: actingFor(actor),
    people: peopleBehind(actor),
    institutionId: actor.institutionId,
    receivesFor: departmentsOf(actor, UP_RECEIVERS),
    headOf: departmentsOf(actor, [Role.TOWNSHIP_HEAD, Role.DEPT_HEAD]),
    isCoordinator: holdsRole(actor, Role.REFERRAL_COORDINATOR),
    isRegistrar: holdsRole(actor, Role.REGISTRAR),
    isSystem: actor.accountId === SYSTEM_ACCOUNT_ID,
  };
}

function factsOf(row: ReferralRow, limits: ReferralLimits, actor: UpActor, now: Date): UpFacts {
  const { sentAsEmergency, firstSubmittedAt, amendedAt, archivedAt, endedAt } = row;
  const isAmendable = sentAsEmergency && firstSubmittedAt !== null && amendedAt === null;
  return {
    referral: {
      ...row,
      missingFields: missingFields(row.form, row.source),
      overdueAt: archivedAt ? null : overdueAt(row, limits),
      amendableUntil: isAmendable ? amendableUntil(firstSubmittedAt, limits) : null,
      urgeAgainAt: urgeAgainAt(row, limits),
      reopenableUntil: endedAt && reopenableUntil(endedAt, limits),
    },
    actor,
    departmentAccepts: row.departmentAccepts,
    consentOnFile: row.consentOnFile,
    onwardConsentOnFile: row.onwardConsentOnFile,
    now,
  };
}
