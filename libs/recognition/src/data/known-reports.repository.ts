import { Injectable } from '@nestjs/common';
import { statement, type Queryable, type Transaction } from '#platform';
import type { Item, KnownReport } from '../domain/matching.js';

/** A report with what a doctor wants to know of it. */
export interface NamedReport extends KnownReport {
  readonly domain: string;
  readonly institutionId: string;
  readonly institutionName: string;
  readonly itemName: string;
}

/** What is asked for, as it counts now. */
export interface NamedItem extends Item {
  readonly id: string;
  readonly name: string;
}

/** A report that answers items of an order. */
export interface AnsweringReport {
  readonly domain: string;
  readonly id: string;
  readonly patientId: string;
  /** Where it was examined. */
  readonly institutionId: string;
  readonly orderItemIds: readonly string[];
  /** When a final report of it was first published, where that was before: a correction makes no result younger. */
  readonly firstPublishedAt?: Date | null;
}

/** Who relies on a report that was made for somebody else. */
export interface Recogniser {
  readonly institutionId: string;
  readonly staffId: string;
}

const item = (alias: string): string => `json_build_object('code', ${alias}.code, 'modality', ${alias}.modality,
  'bodyPart', ${alias}.body_part, 'contrast', ${alias}.contrast, 'panelMembers', ${alias}.panel_members,
  'priceCents', ${alias}.price_cents, 'recognitionScope', ${alias}.recognition_scope, 'windowDays', ${alias}.window_days,
  'windowUnlimited', ${alias}.window_unlimited, 'neverRecognisedReason', ${alias}.never_recognised_reason)`;

/** Older ones are past every window but that of what never changes, and nobody has more. */
const MOST_REPORTS = 500;
const KNOWN = statement(
  'recognition.known-reports',
  `SELECT r.report_id AS id, r.domain, r.patient_id AS "patientId", r.institution_id AS "institutionId",
     i.name AS "institutionName", si.name AS "itemName", ${item('si')} AS item,
     CASE WHEN r.retracted_at IS NULL THEN r.published_on::text END AS "publishedOn",
     (SELECT coalesce(json_agg(json_build_object('scope', q.scope, 'validFrom', q.valid_from, 'validTo', q.valid_to)), '[]')
      FROM quality_qualifications q WHERE q.institution_id = r.institution_id AND q.active AND q.category = si.category
        AND (cardinality(q.item_codes) = 0 OR si.code = ANY(q.item_codes))) AS qualifications
   FROM recognition_reports r JOIN standard_items si ON si.id = r.item_id AND si.version = r.item_version
   JOIN institutions i ON i.id = r.institution_id
   WHERE r.patient_id = $1 ORDER BY r.published_on DESC, r.id LIMIT ${MOST_REPORTS}`,
);
const LATEST = '(SELECT max(l.version) FROM standard_items l WHERE l.id = s.id)';
const BY_CODE = statement(
  'recognition.items-by-code',
  `SELECT s.id, s.name, ${item('s')} AS item FROM standard_items s
   WHERE s.code = ANY($1::text[]) AND s.active AND s.version = ${LATEST} ORDER BY s.code`,
);
const BY_ID = statement(
  'recognition.items-by-id',
  `SELECT s.id, s.name, ${item('s')} AS item FROM standard_items s WHERE s.id = ANY($1::uuid[]) AND s.version = ${LATEST}`,
);
const PUBLISH = statement(
  'recognition.publish',
  `INSERT INTO recognition_reports (id, domain, report_id, item_id, item_version, patient_id, institution_id, published_on)
   SELECT gen_random_uuid(), $1, $2, i.item_id, i.item_version, $3, $4, ($5::timestamptz AT TIME ZONE 'Asia/Shanghai')::date
   FROM exam_order_items i WHERE i.id = ANY($6::uuid[])
   ON CONFLICT ON CONSTRAINT uq_recognition_reports_item DO NOTHING`,
);
const REPLACE = statement(
  'recognition.replace',
  'DELETE FROM recognition_reports WHERE domain = $1 AND report_id = $2',
);
const RETRACT = statement(
  'recognition.retract',
  'UPDATE recognition_reports SET retracted_at = $3 WHERE domain = $1 AND report_id = $2 AND retracted_at IS NULL',
);

const RECOGNISERS = statement(
  'recognition.recognisers',
  `SELECT DISTINCT d.institution_id AS "institutionId", d.doctor_staff_id AS "staffId" FROM recognition_decisions d
   WHERE d.report_domain = $1 AND d.report_id = $2 AND d.decision = 'RECOGNIZED' ORDER BY 1, 2`,
);

type ItemRow = { readonly id: string; readonly name: string; readonly item: Item };

/** What was published of patients, as other libraries tell it inside their own transactions. */
@Injectable()
export class KnownReports {
  /** Of a patient, newest first; one that was retracted is known and not published. */
  of(on: Queryable, patientId: string): Promise<NamedReport[]> {
    return on.query<NamedReport & Record<string, unknown>>(KNOWN, [patientId]);
  }

  async itemsOf(on: Queryable, by: { codes: readonly string[] } | { ids: readonly string[] }): Promise<NamedItem[]> {
    const rows = await ('codes' in by
      ? on.query<ItemRow & Record<string, unknown>>(BY_CODE, [[...by.codes]])
      : on.query<ItemRow & Record<string, unknown>>(BY_ID, [[...by.ids]]));
    return rows.map(({ id, name, item: facts }) => ({ id, name, ...facts }));
  }

  /** A final report that stands from now on. */
  publishIn(tx: Transaction, { domain, id, patientId, institutionId, ...report }: AnsweringReport): void {
    const since = report.firstPublishedAt ?? tx.now;
    tx.write(PUBLISH, [domain, id, patientId, institutionId, since, [...report.orderItemIds]]);
  }

  /** Another version has taken its place. */
  replaceIn(tx: Transaction, { domain, id }: Pick<AnsweringReport, 'domain' | 'id'>): void {
    tx.write(REPLACE, [domain, id]);
  }

  /** It was taken back: no doctor is offered it any more, and each is told why. */
  retractIn(tx: Transaction, { domain, id }: Pick<AnsweringReport, 'domain' | 'id'>): void {
    tx.write(RETRACT, [domain, id, tx.now]);
  }

  /** Doctors who rely on it instead of another examination, and hear when it is corrected or taken back. */
  recognisersOf(tx: Transaction, { domain, id }: Pick<AnsweringReport, 'domain' | 'id'>): Promise<Recogniser[]> {
    return tx.query<Recogniser & object>(RECOGNISERS, [domain, id]);
  }
}
