import { Injectable } from '@nestjs/common';
import { InvalidInputError, maskName } from '#kernel';
import { AuditTrail, Database, statement, type ActorContext } from '#platform';
import type { CriticalValueDomain, CriticalValueState } from '../domain/critical-value.js';

/** Rows read at a time. */
const BATCH = 1_000;
const MOST_DAYS = 366;
/** On paper; more is a workbook. */
const MOST_PRINTED = 500;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** Of which instants, the last excluded. */
export interface RegisterPeriod {
  readonly from: Date;
  readonly to: Date;
}

/** What the paper says besides its lines. */
export interface RegisterHead {
  readonly institution: string;
  readonly printedBy: string;
}

/** Another value in the place of the one that was told. */
export interface RegisterCorrection {
  readonly from: string;
  readonly to: string;
  readonly critical: boolean;
  readonly at: string;
  readonly acknowledgedBy: string | null;
  readonly measures: string | null;
}

/** A line of the register. */
export interface RegisterRow {
  readonly id: string;
  readonly criticalNo: string;
  readonly domain: CriticalValueDomain;
  readonly state: CriticalValueState;
  readonly patientName: string;
  readonly finding: string;
  readonly orderingInstitution: string;
  /** For paper. */
  readonly orderingShortName: string;
  readonly orderingDoctor: string | null;
  readonly centre: string;
  readonly detectedAt: Date;
  readonly detectedBy: string | null;
  readonly notifiedAt: Date | null;
  readonly unverified: boolean;
  readonly acknowledgedAt: Date | null;
  readonly acknowledgedBy: string | null;
  readonly handledAt: Date | null;
  readonly measures: string | null;
  /** What was told before, the first one first. */
  readonly corrections: readonly RegisterCorrection[];
  /** To the microsecond, with which the next batch goes on. */
  readonly cursor: string;
}

const LINES = statement(
  'critical-value.register',
  `SELECT c.id, c.critical_no AS "criticalNo", c.domain, c.state, p.name AS "patientName",
     concat_ws(' ', c.finding_text, c.value, c.unit) AS finding, oi.name AS "orderingInstitution",
     oi.short_name AS "orderingShortName",
     os.name AS "orderingDoctor", ci.name AS centre, c.detected_at AS "detectedAt", d.name AS "detectedBy",
     c.notified_at AS "notifiedAt", c.unverified, c.acknowledged_at AS "acknowledgedAt", a.name AS "acknowledgedBy",
     c.handled_at AS "handledAt", c.measures, c.detected_at::text AS cursor,
     (SELECT coalesce(json_agg(json_build_object('from', concat_ws(' ', k.from_value, k.from_unit),
         'to', concat_ws(' ', k.to_value, k.to_unit), 'critical', k.outcome = 'CRITICAL', 'at', k.corrected_at,
         'acknowledgedBy', (SELECT n.name FROM staff n WHERE n.id = k.from_acknowledged_by_staff_id),
         'measures', k.from_measures) ORDER BY k.revision), '[]'::json)
      FROM critical_value_corrections k WHERE k.critical_value_id = c.id AND c.revision > 1) AS corrections
   FROM critical_values c JOIN patients p ON p.id = c.patient_id
   JOIN institutions oi ON oi.id = c.ordering_institution_id JOIN institutions ci ON ci.id = c.centre_institution_id
   LEFT JOIN staff os ON os.id = c.ordering_staff_id LEFT JOIN staff d ON d.id = c.detected_by_staff_id
   LEFT JOIN staff a ON a.id = c.acknowledged_by_staff_id
   WHERE c.centre_institution_id = $1 AND NOT c.drill AND (c.detected_at, c.id) > ($2::timestamptz, $3::uuid)
     AND c.detected_at < $4 ORDER BY c.detected_at, c.id LIMIT ${BATCH}`,
);

const HEAD = statement(
  'critical-value.register-head',
  `SELECT i.name AS institution, (SELECT n.name FROM staff n WHERE n.id = $2) AS "printedBy"
   FROM institutions i WHERE i.id = $1`,
);

/** The register that a centre keeps of the critical values it has found: drills are none, patients stand with masked names. */
@Injectable()
export class RegisterQuery {
  constructor(
    private readonly database: Database,
    private readonly auditTrail: AuditTrail,
  ) {}

  /** In the order of detection, batch by batch. The trail tells of it before the first line leaves. */
  async export(actor: ActorContext, period: RegisterPeriod): Promise<AsyncIterable<RegisterRow[]>> {
    await this.record(actor, 'critical-value.register-exported', period);
    return this.batches(actor, period);
  }

  /** All lines at once, for paper. @throws InvalidInputError where there are more than paper takes */
  async print(actor: ActorContext, period: RegisterPeriod): Promise<RegisterHead & { lines: RegisterRow[] }> {
    const lines: RegisterRow[] = [];
    for await (const batch of this.batches(actor, period)) {
      lines.push(...batch);
      if (lines.length > MOST_PRINTED) throw new InvalidInputError([{ path: 'to', constraint: 'REGISTER_TOO_LONG' }]);
    }
    const head = await this.database.first<RegisterHead & object>(HEAD, [actor.institutionId, actor.staffId]);
    await this.record(actor, 'critical-value.register-printed', period);
    return { ...head!, lines };
  }

  private record(actor: ActorContext, action: string, { from, to }: RegisterPeriod): Promise<void> {
    const detail = { from: from.toISOString(), to: to.toISOString() };
    return this.auditTrail.recordInspection(actor, { action, objectType: 'critical-value', detail });
  }

  private async *batches({ institutionId }: ActorContext, { from, to }: RegisterPeriod): AsyncGenerator<RegisterRow[]> {
    let after = { cursor: from.toISOString(), id: BEFORE_ALL };
    for (;;) {
      const values = [institutionId, after.cursor, after.id, to];
      const rows = await this.database.query<RegisterRow & Record<string, unknown>>(LINES, values);
      if (rows.length > 0) yield rows.map((row) => ({ ...row, patientName: maskName(row.patientName) }));
      if (rows.length < BATCH) return;
      after = rows.at(-1)!;
    }
  }
}

/** @throws InvalidInputError for more than a year, or none */
export function requireRegisterDays(days: number): void {
  if (days < 1 || days > MOST_DAYS) throw new InvalidInputError([{ path: 'to', constraint: 'REGISTER_PERIOD' }]);
}
