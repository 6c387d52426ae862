import { Injectable } from '@nestjs/common';
import { ReferenceData, statement, type Queryable } from '#platform';
import { DUPLICATE_LEAST, DUPLICATE_POINTS, DuplicatePart } from '../domain/duplicate.js';

const parts = Object.values(DuplicatePart);
const keys = [...parts.map((part) => DUPLICATE_POINTS[part]), DUPLICATE_LEAST] as const;

/** What is true of two records `g` and `o` where a part counts. */
const TRUE_OF: Readonly<Record<DuplicatePart, string>> = {
  NAME: 'o.name_search = g.name_search',
  BIRTH_DATE: 'o.birth_date = g.birth_date',
  SEX: `o.sex = g.sex AND g.sex IN ('1', '2')`,
  PHONE: 'o.phone_index = g.phone_index OR o.phone_index_2 = g.phone_index_2',
  INSTITUTION: 'o.registered_institution_id = g.registered_institution_id',
  DIFFERENT_RESIDENT_ID: `o.id_type = '01' AND g.id_type = '01'`,
};

/** `$1` patients, `$2` now, `$3`… the points of each part, and at last how many make a candidate. */
const points = (part: DuplicatePart): string => {
  const value = `$${3 + parts.indexOf(part)}::int`;
  return part === DuplicatePart.DIFFERENT_RESIDENT_ID ? `-${value}` : value;
};
const LEAST = `$${3 + parts.length}::int`;

/** A name that comes with the same day of birth, or with the same telephone; each by its own index. */
const PAIRS = ['o.birth_date = g.birth_date', 'o.phone_index = g.phone_index', 'o.phone_index_2 = g.phone_index_2']
  .map(
    (same) => `SELECT g.id AS given_id, o.id AS other_id FROM patients g JOIN patients o
      ON o.name_search = g.name_search AND ${same} AND o.id <> g.id AND o.merged_into_id IS NULL
      WHERE g.id = ANY($1::uuid[]) AND g.merged_into_id IS NULL`,
  )
  .join(' UNION ');

const FIND = statement(
  'patient.find-duplicates',
  `WITH pairs AS (${PAIRS}), scored AS (
     SELECT least(g.id, o.id) AS first_id, greatest(g.id, o.id) AS second_id, s.score, s.parts
     FROM pairs JOIN patients g ON g.id = given_id JOIN patients o ON o.id = other_id
     CROSS JOIN LATERAL (SELECT sum(points)::int AS score,
         jsonb_agg(jsonb_build_object('part', part, 'points', points) ORDER BY position) AS parts
       FROM (VALUES ${parts
         .map((part, position) => `(${position}, '${part}', ${points(part)}, (${TRUE_OF[part]}))`)
         .join(', ')}) p(position, part, points, holds) WHERE holds) s
     WHERE s.score >= ${LEAST})
   INSERT INTO patient_duplicates (id, first_patient_id, second_patient_id, first_institution_id, second_institution_id,
     score, parts, found_at, state, version)
   SELECT gen_random_uuid(), first_id, second_id, a.registered_institution_id, b.registered_institution_id, max(score),
     (array_agg(parts))[1], $2, 'OPEN', 1
   FROM scored JOIN patients a ON a.id = first_id JOIN patients b ON b.id = second_id GROUP BY 2, 3, 4, 5
   ON CONFLICT (first_patient_id, second_patient_id) DO UPDATE
     SET score = excluded.score, parts = excluded.parts, found_at = excluded.found_at
     WHERE patient_duplicates.state = 'OPEN'`,
);
/** What was found once and is not there any more. */
const FORGET = statement(
  'patient.forget-duplicates',
  `DELETE FROM patient_duplicates WHERE state = 'OPEN' AND found_at < $2
     AND (first_patient_id = ANY($1::uuid[]) OR second_patient_id = ANY($1::uuid[]))`,
);

/** Compares patients with all others by rule. */
@Injectable()
export class DuplicateFinder {
  constructor(private readonly reference: ReferenceData) {}

  /** Notes who may be the same person as one of these; what was decided stays decided. */
  async find(on: Queryable, patientIds: readonly string[], now: Date): Promise<void> {
    const settings = await this.reference.settings(keys, now, on);
    await on.query(FIND, [[...patientIds], now, ...keys.map((key) => settings[key])]);
    await on.query(FORGET, [[...patientIds], now]);
  }
}
