import { Inject, Injectable } from '@nestjs/common';
import {
  InvalidCursorError,
  NotFoundError,
  before,
  days,
  decodeCursor,
  encodeCursor,
  pageOf,
  type Clock,
} from '#kernel';
import {
  AuditTrail,
  CLOCK,
  Database,
  Parameters,
  statement,
  toConnection,
  type ActorContext,
  type Connection,
  type PageRequest,
} from '#platform';
import { isUUID } from 'class-validator';
import { accessBasisSql } from '../data/accessible.js';

/** Which looks at a patient. */
export interface AccessLogFilter extends PageRequest {
  readonly patientId: string;
  readonly from?: Date | null | undefined;
  readonly to?: Date | null | undefined;
}

/** Somebody has looked at a patient, or changed something about them. */
export interface LoggedAccess {
  readonly id: string;
  readonly occurredAt: Date;
  readonly staffName: string | null;
  readonly onBehalfOfName: string | null;
  readonly roles: readonly string[];
  readonly institutionName: string | null;
  readonly action: string;
  readonly objectType: string | null;
  readonly objectId: string | null;
  readonly basis: string | null;
  readonly reasonCode: string | null;
  readonly comment: string | null;
}

/** With its place in the list, to the microsecond. */
type AccessRow = LoggedAccess & { readonly at: string };

/** Without dates, as far back. */
const DEFAULT_DAYS = 365;

/** The patient under every id that the trail knows them by: records that were merged into theirs, also by way of others. */
const RECORDS = `WITH RECURSIVE records(id) AS (
    SELECT $1::uuid UNION
    SELECT m.from_patient_id FROM patient_merges m JOIN records r ON m.into_patient_id = r.id WHERE m.undone_at IS NULL)
  SELECT array_agg(id) FROM records`;

/**
 * The patient's entries are found by the index of patients and sorted: nobody is looked at so often that it takes long, and
 * an order that PostgreSQL knows beforehand would make it walk through everybody's.
 */
const page = (after: string, limit: number): string =>
  `SELECT e.id, e.occurred_at AS "occurredAt", to_json(e.occurred_at AT TIME ZONE 'UTC') #>> '{}' AS at,
     (SELECT s.name FROM staff s WHERE s.id = e.staff_id) AS "staffName",
     (SELECT s.name FROM staff s WHERE s.id = e.on_behalf_of_staff_id) AS "onBehalfOfName",
     (SELECT i.name FROM institutions i WHERE i.id = e.institution_id) AS "institutionName",
     (SELECT coalesce(json_agg(DISTINCT r.role), '[]') FROM role_assignments r
      WHERE r.staff_id = coalesce(e.on_behalf_of_staff_id, e.staff_id) AND r.institution_id = e.institution_id
        AND r.valid_from <= e.occurred_at AND (r.valid_to IS NULL OR r.valid_to > e.occurred_at)) AS roles,
     e.action, e.object_type AS "objectType", e.object_id AS "objectId", coalesce(e.basis, d.payload ->> 'basis') AS basis,
     d.reason_code AS "reasonCode", d.comment
   FROM (SELECT * FROM (
       SELECT * FROM audit_entries a WHERE a.patient_ids && $1::uuid[] AND a.occurred_at >= $2 AND a.occurred_at <= $3
         ${after} OFFSET 0) theirs
     ORDER BY occurred_at DESC, id DESC LIMIT ${limit}) e
   LEFT JOIN domain_events d ON d.id = e.id
   ORDER BY e.occurred_at DESC, e.id DESC`;

/** Who has looked at a patient and why, for the desk that answers for their record; the question is on record itself. */
@Injectable()
export class AccessLogQuery {
  constructor(
    private readonly database: Database,
    private readonly auditTrail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The latest first. @throws NotFoundError where no relation gives access; InvalidCursorError */
  async list(actor: ActorContext, filter: AccessLogFilter): Promise<Connection<LoggedAccess>> {
    const { patientId } = filter;
    const after = typeof filter.after === 'string' ? positionOf(filter.after) : null;
    const { basis, records } = await this.recordsOf(actor, patientId);
    const to = filter.to ?? this.clock.now();
    const from = filter.from ?? before(to, days(DEFAULT_DAYS));
    const text = page(after ? 'AND (a.occurred_at, a.id) < ($4::timestamptz, $5::uuid)' : '', filter.first + 1);
    const rows = await this.database.query<AccessRow>(statement('patient.access-log', text), [
      records,
      from,
      to,
      ...(after ?? []),
    ]);
    await this.auditTrail.recordAccess(actor, {
      action: 'patient.access-log',
      patientIds: [patientId],
      basis,
      objectType: 'patient',
      objectId: patientId,
      detail: { from: from.toISOString(), to: to.toISOString(), first: filter.first },
    });
    return toConnection(pageOf(rows, filter.first, ({ at, id }) => encodeCursor([at, id])));
  }

  private async recordsOf(actor: ActorContext, id: string): Promise<{ basis: string; records: string[] }> {
    const parameters = new Parameters();
    const patient = parameters.add(id);
    const basis = accessBasisSql(actor, this.clock.now(), parameters);
    const sql = `SELECT ${basis} AS basis, (${RECORDS}) AS records FROM patients p WHERE p.id = ${patient}`;
    const row = await this.database.first<{ basis: string | null; records: string[] }>(
      statement('patient.records', sql),
      parameters.values,
    );
    if (!row?.basis) throw new NotFoundError('Patient', id);
    return { basis: row.basis, records: row.records };
  }
}

const AT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?$/;

function positionOf(cursor: string): [string, string] {
  const [at, id] = decodeCursor(cursor, 2);
  const isTime = typeof at === 'string' && AT.test(at) && !Number.isNaN(Date.parse(`${at}Z`));
  if (!isTime || !isUUID(id)) throw new InvalidCursorError();
  return [`${at}Z`, id as string];
}
