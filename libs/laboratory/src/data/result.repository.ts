import { Injectable } from '@nestjs/common';
import type { LocalDate, Sex } from '#kernel';
import { statement, type Transaction } from '#platform';
import type { EarlierResult } from '../domain/delta.js';
import type { ReferenceRange } from '../domain/reference-range.js';
import type { ReportItem } from '../domain/result.js';
import type { ResultSource } from '../domain/report.transitions.js';
import type { ReportRow } from './report.repository.js';

/** Everything that the values of a report are judged by, read in one trip. */
export interface ReportGround {
  readonly items: readonly ReportItem[];
  /** The value that stands in this version already, and the last published one before it, by item. */
  readonly known: ReadonlyMap<string, KnownValue>;
  readonly sex: Sex;
  readonly birthDate: LocalDate | null;
  readonly collectedAt: Date;
  readonly visitType: string;
}

export interface KnownValue {
  readonly value: string | null;
  readonly criticalValueId: string | null;
  readonly earlier: EarlierResult | null;
}

/** A value to be written down. */
export interface ResultRow {
  readonly itemCode: string;
  readonly name: string;
  readonly unit: string;
  readonly position: number;
  readonly value: string;
  readonly flag: string | null;
  readonly rangeText: string | null;
  readonly deltaPercent: number | null;
  readonly deltaExceeded: boolean;
  readonly criticalValueId: string | null;
  readonly measuredAt: Date;
}

/** A value of a version with how it was judged. */
export interface SignedResult {
  readonly itemCode: string;
  readonly value: string;
  readonly unit: string;
  readonly critical: boolean;
}

/** Who brings a value: a person, or a system. */
export interface Bringer {
  readonly source: ResultSource;
  readonly staffId: string | null;
  readonly machineId: string | null;
}

interface GroundRow extends Pick<ReportGround, 'sex' | 'birthDate' | 'collectedAt' | 'visitType'> {
  readonly items: readonly (Omit<ReportItem, 'delta'> & {
    readonly deltaPercent: number | null;
    readonly deltaDays: number | null;
    readonly ranges: readonly ReferenceRange[];
  })[];
}

interface KnownRow {
  readonly itemCode: string;
  readonly value: string | null;
  readonly criticalValueId: string | null;
  readonly earlierValue: string | null;
  readonly earlierAt: Date | null;
}

const counts = (alias: string): string =>
  `${alias}.effective_from <= $2 AND (${alias}.effective_to IS NULL OR ${alias}.effective_to > $2)`;

// Items that were ordered, each once; a single item of the catalogue is measured under its own code.
const GROUND = statement(
  'laboratory.report-ground',
  `SELECT p.sex, p.birth_date::text AS "birthDate", s.collected_at AS "collectedAt", o.visit_type AS "visitType",
     (SELECT coalesce(json_agg(json_build_object('code', l.code, 'name', l.name, 'unit', l.unit, 'position', l.position,
         'deltaPercent', l.delta_percent, 'deltaDays', l.delta_days, 'ranges',
         (SELECT coalesce(json_agg(json_build_object('band', g.band, 'sex', g.sex, 'fromAgeDays', g.from_age_days,
             'beforeAgeDays', g.before_age_days, 'low', g.low, 'high', g.high, 'text', g.text)), '[]')
          FROM lab_reference_ranges g WHERE g.item_code = l.code AND ${counts('g')})) ORDER BY l.position), '[]')
      FROM lab_items l WHERE ${counts('l')} AND l.code IN (
        SELECT unnest(CASE WHEN cardinality(si.panel_members) > 0 THEN si.panel_members ELSE ARRAY[si.code] END)
        FROM specimen_items x JOIN exam_order_items i ON i.id = x.order_item_id
        JOIN standard_items si ON si.id = i.item_id AND si.version = i.item_version
        WHERE x.specimen_id = s.id AND x.live)) AS items
   FROM specimens s JOIN patients p ON p.id = s.patient_id JOIN exam_orders o ON o.id = s.order_id WHERE s.id = $1`,
);
const KNOWN = statement(
  'laboratory.known-results',
  `SELECT c.code AS "itemCode", v.value, v.critical_value_id AS "criticalValueId", e.value AS "earlierValue",
     e.measured_at AS "earlierAt"
   FROM unnest($3::text[]) AS c(code) LEFT JOIN lab_results v ON v.report_id = $1 AND v.item_code = c.code
   LEFT JOIN LATERAL (SELECT b.value, b.measured_at FROM lab_reports r JOIN lab_results b ON b.report_id = r.id
     WHERE r.patient_id = $2 AND r.specimen_id <> $4 AND r.state = 'PUBLISHED' AND b.item_code = c.code
     ORDER BY b.measured_at DESC LIMIT 1) e ON true`,
);
const WRITE = statement(
  'laboratory.write-results',
  `INSERT INTO lab_results (report_id, item_code, name, unit, position, value, flag, range_text, delta_percent,
     delta_exceeded, critical_value_id, source, measured_at, entered_at, entered_by_staff_id, entered_by_machine_id)
   SELECT $1, n."itemCode", n.name, n.unit, n.position, n.value, n.flag, n."rangeText", n."deltaPercent",
     n."deltaExceeded", n."criticalValueId", $3, n."measuredAt", $4, $5, $6
   FROM jsonb_to_recordset($2::jsonb) AS n("itemCode" text, name text, unit text, position int, value text, flag text,
     "rangeText" text, "deltaPercent" int, "deltaExceeded" boolean, "criticalValueId" uuid, "measuredAt" timestamptz)
   ON CONFLICT ON CONSTRAINT pk_lab_results DO UPDATE SET name = excluded.name, unit = excluded.unit,
     position = excluded.position, value = excluded.value, flag = excluded.flag, range_text = excluded.range_text,
     delta_percent = excluded.delta_percent, delta_exceeded = excluded.delta_exceeded,
     critical_value_id = excluded.critical_value_id, source = excluded.source, measured_at = excluded.measured_at,
     entered_at = excluded.entered_at, entered_by_staff_id = excluded.entered_by_staff_id,
     entered_by_machine_id = excluded.entered_by_machine_id`,
);
const MISSING = statement(
  'laboratory.missing-results',
  `SELECT l.code FROM lab_items l WHERE ${counts('l')} AND l.code IN (
     SELECT unnest(CASE WHEN cardinality(si.panel_members) > 0 THEN si.panel_members ELSE ARRAY[si.code] END)
     FROM specimen_items x JOIN exam_order_items i ON i.id = x.order_item_id
     JOIN standard_items si ON si.id = i.item_id AND si.version = i.item_version
     WHERE x.specimen_id = $3 AND x.live)
     AND NOT EXISTS (SELECT 1 FROM lab_results v WHERE v.report_id = $1 AND v.item_code = l.code) ORDER BY l.position`,
);

const SIGNED = statement(
  'laboratory.signed-results',
  `SELECT item_code AS "itemCode", value, unit, critical_value_id IS NOT NULL AS critical FROM lab_results
   WHERE report_id = $1`,
);
const UNUSUAL = statement(
  'laboratory.has-unusual',
  `SELECT 1 FROM lab_results WHERE report_id = $1 AND flag <> 'NORMAL' LIMIT 1`,
);

/** Values of reports, and what they are judged by. */
@Injectable()
export class ResultRepository {
  async ground(tx: Transaction, { id, specimenId, patientId }: ReportRow): Promise<ReportGround> {
    const row = (await tx.first<GroundRow & object>(GROUND, [specimenId, tx.now]))!;
    const items = row.items.map(({ deltaPercent, deltaDays, ...item }) => ({
      ...item,
      delta: deltaPercent === null ? null : { deltaPercent, deltaDays: deltaDays! },
    }));
    const codes = items.map(({ code }) => code);
    const known = await tx.query<KnownRow & object>(KNOWN, [id, patientId, codes, specimenId]);
    return { ...row, items, known: new Map(known.map((one) => [one.itemCode, knownOf(one)])) };
  }

  write(tx: Transaction, reportId: string, rows: readonly ResultRow[], by: Bringer): void {
    const { source, staffId, machineId } = by;
    tx.write(WRITE, [reportId, JSON.stringify(rows), source, tx.now, staffId, machineId]);
  }

  /** What this version says, and what of it is critical. */
  signed(tx: Transaction, reportId: string): Promise<SignedResult[]> {
    return tx.query<SignedResult & object>(SIGNED, [reportId]);
  }

  /** Whether anything in this version is not as usual. */
  async hasUnusual(tx: Transaction, reportId: string): Promise<boolean> {
    return (await tx.first(UNUSUAL, [reportId])) !== null;
  }

  /** Codes of items that were ordered and have no value in this version. */
  async missing(tx: Transaction, { id, specimenId }: ReportRow): Promise<string[]> {
    const rows = await tx.query<{ code: string }>(MISSING, [id, tx.now, specimenId]);
    return rows.map(({ code }) => code);
  }
}

const knownOf = ({ value, criticalValueId, earlierValue, earlierAt }: KnownRow): KnownValue => ({
  value,
  criticalValueId,
  earlier: earlierValue === null ? null : { value: earlierValue, measuredAt: earlierAt! },
});
