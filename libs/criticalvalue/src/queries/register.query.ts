import { Injectable } from '@nestjs/common';
import { InvalidInputError, maskName } from '#kernel';
import { AuditTrail, Database, statement, type ActorContext } from '#platform';
import type { CriticalValueDomain, CriticalValueState } from '../domain/critical-value.js';

/** Rows read at a time. */
const BATCH = 1_000;
const MOST_DAYS = 366;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** A line of the register. */
export interface RegisterRow {
  readonly id: string;
  readonly criticalNo: string;
  readonly domain: CriticalValueDomain;
  readonly state: CriticalValueState;
  readonly patientName: string;
  readonly finding: string;
  readonly orderingInstitution: string;
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
  /** To the microsecond, with which the next batch goes on. */
  readonly cursor: string;
}

const LINES = statement(
  'critical-value.register',
  `SELECT c.id, c.critical_no AS "criticalNo", c.domain, c.state, p.name AS "patientName",
     concat_ws(' ', c.finding_text, c.value, c.unit) AS finding, oi.name AS "orderingInstitution",
     os.name AS "orderingDoctor", ci.name AS centre, c.detected_at AS "detectedAt", d.name AS "detectedBy",
     c.notified_at AS "notifiedAt", c.unverified, c.acknowledged_at AS "acknowledgedAt", a.name AS "acknowledgedBy",
     c.handled_at AS "handledAt", c.measures, c.detected_at::text AS cursor
   FROM critical_values c JOIN patients p ON p.id = c.patient_id
   JOIN institutions oi ON oi.id = c.ordering_institution_id JOIN institutions ci ON ci.id = c.centre_institution_id
   LEFT JOIN staff os ON os.id = c.ordering_staff_id LEFT JOIN staff d ON d.id = c.detected_by_staff_id
   LEFT JOIN staff a ON a.id = c.acknowledged_by_staff_id
   WHERE c.centre_institution_id = $1 AND NOT c.drill AND (c.detected_at, c.id) > ($2::timestamptz, $3::uuid)
     AND c.detected_at < $4 ORDER BY c.detected_at, c.id LIMIT ${BATCH}`,
);

/** The register that a centre keeps of the critical values it has found: drills are none, patients stand with masked names. */
@Injectable()
export class RegisterQuery {
  constructor(
    private readonly database: Database,
    private readonly auditTrail: AuditTrail,
  ) {}

  /** In the order of detection, batch by batch. The trail tells of it before the first line leaves. */
  async export(actor: ActorContext, { from, to }: { from: Date; to: Date }): Promise<AsyncIterable<RegisterRow[]>> {
    const detail = { from: from.toISOString(), to: to.toISOString() };
    const action = 'critical-value.register-exported';
    await this.auditTrail.recordInspection(actor, { action, objectType: 'critical-value', detail });
    return this.batches(actor, { from, to });
  }

  private async *batches(
    { institutionId }: ActorContext,
    { from, to }: { from: Date; to: Date },
  ): AsyncGenerator<RegisterRow[]> {
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
