import { Injectable } from '@nestjs/common';
import { Cipher, ReferenceData, statement, type Queryable } from '#platform';
import { DUPLICATE_LEAST, DUPLICATE_POINTS, DuplicatePart } from '../domain/duplicate.js';
import { IdDocumentType } from '../domain/id-document-type.js';
import { PatientContext } from './patient-context.js';
import { PatientRepository } from './patient.repository.js';

const parts = Object.values(DuplicatePart);
const keys = [...parts.map((part) => DUPLICATE_POINTS[part]), DUPLICATE_LEAST] as const;

/** What is true of two records `g` and `o` where a part counts. */
const TRUE_OF: Readonly<Record<DuplicatePart, string>> = {
  DOCUMENT: 'same_document',
  NAME: 'o.name_search = g.name_search',
  NAME_SOUND: 'o.name_search <> g.name_search AND o.name_pinyin = g.name_pinyin',
  BIRTH_DATE: 'o.birth_date = g.birth_date',
  SEX: `o.sex = g.sex AND g.sex IN ('1', '2')`,
  PHONE: 'o.phone_index = g.phone_index OR o.phone_index_2 = g.phone_index_2',
  INSTITUTION: 'o.registered_institution_id = g.registered_institution_id',
  DIFFERENT_RESIDENT_ID: `o.id_type = '01' AND g.id_type = '01'`,
};

/** `$1` patients, `$2` now, `$3` their numbers under other kinds of documents, `$4`… the points of each part, at last how many make a candidate. */
const points = (part: DuplicatePart): string => {
  const value = `$${4 + parts.indexOf(part)}::int`;
  return part === DuplicatePart.DIFFERENT_RESIDENT_ID ? `-${value}` : value;
};
const LEAST = `$${4 + parts.length}::int`;

/** A name that sounds alike, with the same day of birth or the same telephone; each by its own index. */
const ALIKE = ['o.birth_date = g.birth_date', 'o.phone_index = g.phone_index', 'o.phone_index_2 = g.phone_index_2'].map(
  (same) => `SELECT g.id AS given_id, o.id AS other_id, false AS same_document FROM patients g JOIN patients o
    ON ${same} AND o.name_pinyin = g.name_pinyin AND o.id <> g.id AND o.merged_into_id IS NULL
    WHERE g.id = ANY($1::uuid[]) AND g.merged_into_id IS NULL`,
);
const SAME_NUMBER = ['o.id_number_index = d."index"', 'o.id_number_index_2 = d."index2"'].map(
  (
    same,
  ) => `SELECT d.id, o.id, true FROM jsonb_to_recordset($3::jsonb) AS d(id uuid, type text, "index" text, "index2" text)
    JOIN patients o ON o.id_type = d.type AND ${same} AND o.id <> d.id AND o.merged_into_id IS NULL`,
);

const DOCUMENTS = statement(
  'patient.documents-of',
  `SELECT id, id_type AS "idType", id_number_ciphertext AS ciphertext FROM patients
   WHERE id = ANY($1::uuid[]) AND id_type IS NOT NULL AND merged_into_id IS NULL`,
);
const FIND = statement(
  'patient.find-duplicates',
  `WITH pairs AS (SELECT given_id, other_id, bool_or(same_document) AS same_document
     FROM (${[...ALIKE, ...SAME_NUMBER].join(' UNION ALL ')}) found GROUP BY 1, 2), scored AS (
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
   FROM scored JOIN patients a ON a.id = first_id JOIN patients b ON b.id = second_id GROUP BY 2, 3, 4, 5 ORDER BY 2, 3
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

interface Document extends Record<string, unknown> {
  readonly id: string;
  readonly idType: IdDocumentType;
  readonly ciphertext: string;
}

/** Compares patients with all others by rule. */
@Injectable()
export class DuplicateFinder {
  constructor(
    private readonly reference: ReferenceData,
    private readonly patients: PatientRepository,
    private readonly cipher: Cipher,
  ) {}

  /** Notes who may be the same person as one of these; what was decided stays decided. */
  async find(on: Queryable, patientIds: readonly string[], now: Date): Promise<void> {
    const ids = [...patientIds];
    const settings = await this.reference.settings(keys, now, on);
    const documents = await on.query<Document>(DOCUMENTS, [ids]);
    const numbers = JSON.stringify(documents.flatMap((document) => this.underOtherKinds(document)));
    await on.query(FIND, [ids, now, numbers, ...keys.map((key) => settings[key])]);
    await on.query(FORGET, [ids, now]);
  }

  /** The kind of a document is part of what its number is found by, so the number is looked for under each of the others. */
  private underOtherKinds({ id, idType, ciphertext }: Document) {
    const idNumber = this.cipher.decrypt(ciphertext, PatientContext.IdNumber);
    return Object.values(IdDocumentType)
      .filter((type) => type !== idType)
      .map((type) => {
        const [index, index2] = this.patients.idNumberIndexes(type, idNumber);
        return { id, type, index, index2 };
      });
  }
}
