import { Injectable } from '@nestjs/common';
import { Permission, Role } from '#identity';
import { ALLIANCE_ZONE, localDate, type LocalDate } from '#kernel';
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
  type Queryable,
  type Opening,
} from '#platform';
import { missingParts, type DownPackage } from '../domain/down-package.js';
import type { DownState } from '../domain/down-state.js';
import type { DownActor, DownFacts } from '../domain/down.lifecycle.js';
import { draftOverdueAt, latestFirstFollowUp, limitKeys, urgeAgainAt, type ReferralLimits } from '../domain/limits.js';
import type { Priority, ReferralKind, ReferralSource } from '../domain/referral-state.js';
import type { KnownHistory } from './down-package.repository.js';
import { TEAM_OF_TASK } from './follow-up.repository.js';
import { CENTRE_REVIEWS, WRITERS, reviewSettingSql } from './internal-review.js';
import { LOCK_REFERRAL } from './referral-facts.reader.js';
import type { ReviewSetting } from './review-switch.entity.js';
import { visibleTo } from './visibility.js';

/** The row behind a down-referral's facts, with what commands need besides. */
export interface DownRow {
  readonly id: string;
  readonly version: number;
  readonly state: DownState;
  readonly patientId: string;
  readonly packageId: string;
  readonly fromInstitutionId: string;
  readonly fromDepartmentId: string | null;
  readonly toInstitutionId: string;
  readonly toDepartmentId: string;
  readonly authorStaffId: string;
  readonly writers: readonly string[];
  readonly ownerStaffId: string | null;
  readonly answersId: string | null;
  readonly source: ReferralSource;
  readonly priority: Priority;
  readonly purposeCode: string;
  readonly purposeComment: string | null;
  readonly referralNo: string | null;
  readonly firstSubmittedAt: Date | null;
  readonly editedAt: Date;
  readonly archivedAt: Date | null;
  readonly kind: ReferralKind;
  readonly stateChangedAt: Date;
  readonly urgedAt: Date | null;
  /** The task that a team has to do now: its day, and who they are, the doctor first. */
  readonly followUp: { readonly dueOn: LocalDate; readonly team: readonly string[] } | null;
  readonly departmentAccepts: boolean;
  readonly reviewSwitch: ReviewSetting | null;
  readonly reviewingInstitutionId: string | null;
  readonly centreReviews: boolean;
  readonly package: DownPackage;
  readonly history: KnownHistory;
  readonly settingsRevision: number;
}

/** A down-referral together with everything its rules look at. */
export interface LoadedDown {
  readonly row: DownRow;
  readonly facts: DownFacts;
  readonly limits: ReferralLimits;
}

interface Wanted {
  /** SQL that is true for the referrals (alias `r`) that are asked for. */
  readonly which: string;
  /** Null for the instant of the transaction. */
  readonly instant: Date | null;
  readonly parameters: Parameters;
}

const factsSql = (which: string): string =>
  `SELECT r.id, r.version, r.state, r.patient_id AS "patientId", r.package_id AS "packageId",
     r.from_institution_id AS "fromInstitutionId", r.from_department_id AS "fromDepartmentId",
     r.to_institution_id AS "toInstitutionId", r.to_department_id AS "toDepartmentId",
     r.author_staff_id AS "authorStaffId", ${WRITERS} AS writers, r.owner_staff_id AS "ownerStaffId", r.answers_id AS "answersId", r.source,
     r.priority, r.purpose_code AS "purposeCode", r.purpose_comment AS "purposeComment",
     r.referral_no AS "referralNo", r.first_submitted_at AS "firstSubmittedAt",
     coalesce(r.edited_at, r.created_at) AS "editedAt", r.archived_at AS "archivedAt", r.kind,
     r.state_changed_at AS "stateChangedAt", r.urged_at AS "urgedAt",
     (SELECT json_build_object('dueOn', t.due_on,
        'team', ${TEAM_OF_TASK})
      FROM follow_up_tasks t WHERE t.referral_id = r.id AND t.state = 'OPEN') AS "followUp",
     d.active AND d.accepts_referrals AND i.active AS "departmentAccepts",
     ${reviewSettingSql('r.from_department_id')} AS "reviewSwitch",
     r.reviewing_institution_id AS "reviewingInstitutionId", ${CENTRE_REVIEWS} AS "centreReviews",
     (SELECT row_to_json(f) FROM (SELECT c.diagnoses AS "dischargeDiagnoses", p.summary, p.medicines,
        p.recheck_advice AS "recheckAdvice", p.rehabilitation_goals AS "rehabilitationGoals",
        p.nursing_points AS "nursingPoints", p.warning_symptoms AS "warningSymptoms",
        p.monitoring_indicators AS "monitoringIndicators", p.high_risk AS "highRisk",
        p.first_follow_up_on AS "firstFollowUpOn") f) AS package,
     json_build_object('pastHistory', c.past_history, 'allergyStatus', c.allergy_status,
       'allergyDetail', c.allergy_detail) AS history,
     ${SETTINGS_REVISION} AS "settingsRevision"
   FROM referrals r
   JOIN clinical_packages c ON c.id = r.package_id
   JOIN down_packages p ON p.package_id = r.package_id
   JOIN departments d ON d.id = r.to_department_id
   JOIN institutions i ON i.id = r.to_institution_id
   WHERE r.direction = 'DOWN' AND ${which}`;

/** Reads what the rules of down-referrals look at. */
@Injectable()
export class DownFactsReader {
  constructor(private readonly reference: ReferenceData) {}

  /** The referral with its row locked, or null where it does not exist for the actor; two statements, as upwards. */
  async lock(tx: Opening, id: string): Promise<LoadedDown | null> {
    const parameters = new Parameters();
    const which = `r.id = ${parameters.add(id)}`;
    const [, rows, now] = await Promise.all([
      tx.query(LOCK_REFERRAL, [id]),
      this.rows(tx, tx.actor, { which, instant: tx.instant, parameters }),
      tx.begun,
    ]);
    const [loaded] = await this.loaded(tx, rows, downActorOf(tx.actor), now);
    return loaded ?? null;
  }

  /** Those of the referrals that go down and exist for the actor, in any order. */
  async read(on: Queryable, actor: ActorContext, ids: readonly string[], now: Date): Promise<LoadedDown[]> {
    const parameters = new Parameters();
    const which = `r.id = ANY(${parameters.add(ids)})`;
    const rows = await this.rows(on, actor, { which, instant: now, parameters });
    return this.loaded(on, rows, downActorOf(actor), now);
  }

  private rows(on: Queryable, actor: ActorContext, { which, instant, parameters }: Wanted): Promise<DownRow[]> {
    const visible = downActorOf(actor).isSystem ? 'true' : visibleTo(actor, instant, parameters);
    const sql = factsSql(`${which} AND ${visible}`);
    return on.query<DownRow & Record<string, unknown>>(statement('referral.down-facts', sql), parameters.values);
  }

  private async loaded(on: Queryable, rows: readonly DownRow[], actor: DownActor, now: Date): Promise<LoadedDown[]> {
    const [first] = rows;
    if (!first) return [];
    const limits = await this.reference.settingsOf(first.settingsRevision, limitKeys, now, on);
    return rows.map((row) => ({ row, facts: factsOf(row, actor, { now, limits }), limits }));
  }
}

function downActorOf(actor: ActorContext): DownActor {
  return {
    staffId: actingFor(actor),
    people: peopleBehind(actor),
    institutionId: actor.institutionId,
    heads: departmentsOf(actor, [Role.DEPT_HEAD]),
    isTownshipHead: holdsRole(actor, Role.TOWNSHIP_HEAD),
    writesReferrals: actor.permissions.has(Permission.DraftReferral),
    isCoordinator: holdsRole(actor, Role.REFERRAL_COORDINATOR),
    isSystem: actor.accountId === SYSTEM_ACCOUNT_ID,
  };
}

function factsOf(row: DownRow, actor: DownActor, { now, limits }: { now: Date; limits: ReferralLimits }): DownFacts {
  return {
    referral: {
      ...row,
      missingParts: missingParts(row.package),
      firstFollowUpOn: row.package.firstFollowUpOn,
      followUpOn: row.followUp?.dueOn ?? null,
      urgeAgainAt: urgeAgainAt(row, limits),
      overdueAt: row.state === 'DRAFT' && !row.archivedAt ? draftOverdueAt(row.editedAt, limits) : null,
    },
    actor,
    departmentAccepts: row.departmentAccepts,
    reviewIsOn: row.reviewSwitch?.reviewRequired ?? false,
    now,
    today: localDate(now, ALLIANCE_ZONE),
    latestFirstFollowUp: latestFirstFollowUp(now, row.package.highRisk, limits),
  };
}
