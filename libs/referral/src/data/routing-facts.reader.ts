import { Injectable } from '@nestjs/common';
import { statement, type Queryable } from '#platform';
import { LEVELS } from '../domain/direction.js';
import type { RoutingOffer, RoutingPlace } from '../domain/routing.js';

/** A department that could be chosen, by ids and names, and what it takes. */
interface Candidate extends RoutingPlace {
  readonly departmentId: string;
  readonly departmentName: string;
  readonly institutionId: string;
  readonly institutionName: string;
  readonly offers: readonly RoutingOffer[];
}

/** On the way up: what is known of a department, seen from the sender and the patient. */
export interface UpCandidate extends Candidate {
  readonly travelMinutes: number | null;
  readonly decided: number;
  readonly accepted: number;
  readonly answered: number;
  readonly medianResponseMinutes: number | null;
  /** Until when the statistics reach; null before they have been rolled up. */
  readonly computedAt: Date | null;
  /** 1 where the department has treated the patient, 0.5 where another one of its institution has, 0 otherwise. */
  readonly continuity: number | null;
}

/** On the way down: what an institution has of what the patient needs. */
export interface DownCandidate extends Candidate {
  /** Share of the medicines, devices and kinds of rehabilitation that are needed; null where none is. */
  readonly drugs: number | null;
  readonly equipment: number | null;
  readonly rehabilitation: number | null;
}

export interface Needed {
  readonly drugCodes: readonly string[];
  readonly equipmentCodes: readonly string[];
  readonly rehabilitationCodes: readonly string[];
}

const HOSPITALS = `('LEAD_HOSPITAL', 'COUNTY_HOSPITAL', 'TCM_HOSPITAL')`;

/** Offers of the department `d` in a direction, as JSON. */
const offersSql = (direction: string): string =>
  `(SELECT coalesce(json_agg(json_build_object('diagnosisPrefixes', o.diagnosis_prefixes, 'purposeCodes', o.purpose_codes,
      'minimumAge', o.minimum_age, 'maximumAge', o.maximum_age, 'sex', o.sex) ORDER BY o.id), '[]'::json)
    FROM service_offers o WHERE o.department_id = d.id AND o.active AND o.direction = ${direction})`;
const offersSome = (direction: string): string =>
  `EXISTS (SELECT 1 FROM service_offers o WHERE o.department_id = d.id AND o.active AND o.direction = ${direction})`;
const CANDIDATE = `d.id AS "departmentId", d.name AS "departmentName", i.id AS "institutionId",
  i.short_name AS "institutionName", i.code || '/' || d.code AS key,
  d.active AND d.accepts_referrals AND i.active AS open`;

const levelSql = (institution: string): string =>
  `CASE ${institution}.kind ${Object.entries(LEVELS)
    .map(([kind, level]) => `WHEN '${kind}' THEN ${level}`)
    .join(' ')} END`;
/** The same as `directionBetween`, for what is not below the sender. */
const WAY = `CASE WHEN ${levelSql('i')} = ${levelSql('s')} THEN 'LATERAL' ELSE 'UP' END`;
const treatedAt = (where: string): string =>
  `EXISTS (SELECT 1 FROM referrals h WHERE h.patient_id = $2 AND ${where} AND h.state IN ('ARRIVED', 'COMPLETED'))`;

// Everything that offers the way asked for, and the departments of hospitals that should: not to be set up is told too.
const UP = statement(
  'referral.routing-up',
  `SELECT ${CANDIDATE}, ${offersSql(WAY)} AS offers, t.minutes AS "travelMinutes", coalesce(n.decided, 0) AS decided,
     coalesce(n.accepted, 0) AS accepted, coalesce(n.answered, 0) AS answered,
     n.median_response_minutes AS "medianResponseMinutes", n.computed_at AS "computedAt",
     CASE WHEN $2::uuid IS NULL THEN NULL WHEN ${treatedAt('h.to_department_id = d.id')} THEN 1
          WHEN ${treatedAt('h.to_institution_id = i.id')} THEN 0.5 ELSE 0 END::float8 AS continuity
   FROM institutions s JOIN institutions i ON i.id <> s.id JOIN departments d ON d.institution_id = i.id
   LEFT JOIN travel_times t ON t.from_institution_id = s.id AND t.to_institution_id = i.id
   LEFT JOIN referral_department_statistics n ON n.department_id = d.id
   WHERE s.id = $1 AND ${levelSql('i')} >= ${levelSql('s')} AND (${offersSome(WAY)} OR (d.accepts_referrals AND i.kind IN ${HOSPITALS}))`,
);

/** Share of the codes in the placeholder that the institution has of a kind; null where there are none. */
const shareSql = (kind: string, codes: string): string =>
  `(SELECT count(*) FROM institution_capabilities c WHERE c.institution_id = i.id AND c.kind = '${kind}'
      AND c.code = ANY(${codes}::text[]))::float8 / NULLIF(cardinality(${codes}::text[]), 0)`;

const DOWN = statement(
  'referral.routing-down',
  `SELECT ${CANDIDATE}, ${offersSql(`'DOWN'`)} AS offers, ${shareSql('DRUG', '$2')} AS drugs,
     ${shareSql('EQUIPMENT', '$3')} AS equipment, ${shareSql('REHABILITATION', '$4')} AS rehabilitation
   FROM institutions i JOIN departments d ON d.institution_id = i.id
   WHERE i.id <> $1 AND (${offersSome(`'DOWN'`)} OR (d.accepts_referrals AND i.kind = 'TOWNSHIP_CENTER'))`,
);

/** Reads the departments that a patient could be sent to, all of them in one statement. */
@Injectable()
export class RoutingFactsReader {
  up(on: Queryable, fromInstitutionId: string, patientId: string | null): Promise<UpCandidate[]> {
    return on.query<UpCandidate & object>(UP, [fromInstitutionId, patientId]);
  }

  down(on: Queryable, fromInstitutionId: string, needed: Needed): Promise<DownCandidate[]> {
    const codes = [needed.drugCodes, needed.equipmentCodes, needed.rehabilitationCodes].map((list) => [
      ...new Set(list),
    ]);
    return on.query<DownCandidate & object>(DOWN, [fromInstitutionId, ...codes]);
  }
}
