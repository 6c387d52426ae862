import { Injectable } from '@nestjs/common';
import { Permission, Role } from '#identity';
import {
  Parameters,
  ReferenceData,
  SETTINGS_REVISION,
  SYSTEM_ACCOUNT_ID,
  actingFor,
  holdsRole,
  peopleBehind,
  statement,
  type ActorContext,
  type Opening,
  type Queryable,
} from '#platform';
import type { CriticalValue, CriticalValueFacts } from '../domain/critical-value.lifecycle.js';
import type { CriticalValueDomain, CriticalValueState } from '../domain/critical-value.js';
import { isNight, limitKeys, type CriticalValueLimits } from '../domain/limits.js';
import { CENTRAL, CLINICAL, holdsOne, toldSql, visibleTo } from './visibility.js';

/** The row behind the facts, with what commands need besides. */
export interface CriticalValueRow extends CriticalValue {
  readonly id: string;
  readonly version: number;
  readonly state: CriticalValueState;
  readonly criticalNo: string;
  readonly domain: CriticalValueDomain;
  /** Which of the values that were told counts. */
  readonly revision: number;
  readonly patientId: string | null;
  readonly findingCode: string | null;
  readonly findingText: string;
  readonly value: string | null;
  readonly unit: string | null;
  readonly thresholdId: string | null;
  readonly orderingInstitutionId: string;
  readonly orderingDepartmentId: string | null;
  readonly orderingStaffId: string | null;
  readonly centreInstitutionId: string;
  readonly detectedByStaffId: string | null;
  readonly acknowledgedByStaffId: string | null;
  readonly acknowledgedAt: Date | null;
  readonly handledByStaffId: string | null;
  readonly handledAt: Date | null;
  readonly measures: string | null;
  readonly notifiedAt: Date | null;
  readonly isTold: boolean;
  readonly settingsRevision: number;
}

/** A critical value together with everything its rules look at. */
export interface LoadedCriticalValue {
  readonly row: CriticalValueRow;
  readonly facts: CriticalValueFacts;
  readonly limits: CriticalValueLimits;
}

interface Wanted {
  readonly ids: readonly string[];
  readonly instant: Date | null;
  /** Whoever asks. */
  readonly everything?: boolean;
}

const LOCK = statement('critical-value.lock', 'SELECT 1 FROM critical_values WHERE id = $1 FOR UPDATE');

const factsSql = (which: string, told: string): string =>
  `SELECT c.id, c.version, c.state, c.critical_no AS "criticalNo", c.domain, c.drill, c.revision,
     c.patient_id AS "patientId",
     c.encounter, c.finding_code AS "findingCode", c.finding_text AS "findingText", c.value, c.unit, c.threshold_id AS "thresholdId",
     c.ordering_institution_id AS "orderingInstitutionId", c.ordering_department_id AS "orderingDepartmentId",
     c.ordering_staff_id AS "orderingStaffId", c.centre_institution_id AS "centreInstitutionId",
     c.detected_by_staff_id AS "detectedByStaffId", c.acknowledged_by_staff_id AS "acknowledgedByStaffId",
     c.acknowledged_at AS "acknowledgedAt", c.handled_by_staff_id AS "handledByStaffId", c.handled_at AS "handledAt",
     c.measures, c.notified_at AS "notifiedAt", c.unverified, c.referral_id AS "referralId",
     array_to_json(c.doubters) AS doubters, ${told} AS "isTold",
     (SELECT coalesce(json_agg(v.staff_id ORDER BY v.position), '[]'::json) FROM critical_value_verifications v
      WHERE v.critical_value_id = c.id AND v.revision = c.revision) AS verifiers,
     (SELECT coalesce(json_agg(json_build_object('relation', k.relation, 'outcome', k.outcome)
        ORDER BY k.attempted_at, k.id), '[]'::json)
      FROM critical_value_contacts k WHERE k.critical_value_id = c.id AND k.revision = c.revision) AS contacts,
     ${SETTINGS_REVISION} AS "settingsRevision"
   FROM critical_values c WHERE ${which}`;

/** Reads what the rules of critical values look at. */
@Injectable()
export class CriticalValueFactsReader {
  constructor(private readonly reference: ReferenceData) {}

  /**
   * The critical value with its row locked, or null where it does not exist for the actor.
   * @param isResult it changes with the result that it is about, whoever brings that
   */
  async lock(tx: Opening, id: string, isResult = false): Promise<LoadedCriticalValue | null> {
    const [, rows, now] = await Promise.all([
      tx.query(LOCK, [id]),
      this.rows(tx, tx.actor, { ids: [id], instant: tx.instant, everything: isResult }),
      tx.begun,
    ]);
    const [loaded] = await this.loaded(tx, tx.actor, rows, { now, isResult });
    return loaded ?? null;
  }

  /** Those of the critical values that exist for the actor, in any order. */
  async read(on: Queryable, actor: ActorContext, ids: readonly string[], now: Date): Promise<LoadedCriticalValue[]> {
    const rows = await this.rows(on, actor, { ids, instant: now });
    return this.loaded(on, actor, rows, { now, isResult: false });
  }

  private rows(
    on: Queryable,
    actor: ActorContext,
    { ids, instant, everything = false }: Wanted,
  ): Promise<CriticalValueRow[]> {
    const parameters = new Parameters();
    const which = `c.id = ANY(${parameters.add(ids)}::uuid[])`;
    const visible = everything || isSystem(actor) ? 'true' : visibleTo(actor, instant, parameters);
    const sql = factsSql(`${which} AND ${visible}`, toldSql(actor, parameters));
    return on.query<CriticalValueRow & Record<string, unknown>>(
      statement('critical-value.facts', sql),
      parameters.values,
    );
  }

  private async loaded(
    on: Queryable,
    actor: ActorContext,
    rows: readonly CriticalValueRow[],
    { now, isResult }: { readonly now: Date; readonly isResult: boolean },
  ): Promise<LoadedCriticalValue[]> {
    const [first] = rows;
    if (!first) return [];
    const limits = await this.reference.settingsOf(first.settingsRevision, limitKeys, now, on);
    return rows.map((row) => loadedOf(row, actor, { limits, now, isResult }));
  }
}

const isSystem = ({ accountId }: ActorContext): boolean => accountId === SYSTEM_ACCOUNT_ID;

function loadedOf(
  row: CriticalValueRow,
  actor: ActorContext,
  { limits, now, isResult }: { readonly limits: CriticalValueLimits; readonly now: Date; readonly isResult: boolean },
): LoadedCriticalValue {
  const atCentre = actor.institutionId === row.centreInstitutionId;
  const facts: CriticalValueFacts = {
    criticalValue: row,
    actor: {
      people: peopleBehind(actor),
      isCentre: atCentre && holdsOne(actor, CENTRAL),
      isReviewer: atCentre && actor.permissions.has(Permission.ReviewCriticalValue),
      isClinician:
        (actor.institutionId === row.orderingInstitutionId && holdsOne(actor, CLINICAL)) ||
        actingFor(actor) === row.orderingStaffId,
      isTold: row.isTold,
      isMedicalAffairs: atCentre && holdsRole(actor, Role.MEDICAL_AFFAIRS),
      isSystem: isSystem(actor),
      isResult,
    },
    isNight: isNight(now, limits),
  };
  return { row, facts, limits };
}
