import { InvalidCursorError, decodeCursor, encodeCursor, type JsonRecord } from '#kernel';
import type { ActorContext } from '#platform';
import { Parameters } from '#platform';
import { isUUID } from 'class-validator';
import type { AuditFilter, AuditOutcome } from '../domain/audit-filter.js';

/** An entry as auditors see it: who, when, from where, what, why, how it ended. Ids and codes, no clinical data. */
export interface ListedEntry {
  readonly id: string;
  readonly occurredAt: Date;
  readonly accountId: string | null;
  readonly staffId: string | null;
  readonly institutionId: string | null;
  readonly onBehalfOfStaffId: string | null;
  readonly requestId: string;
  readonly address: string | null;
  readonly action: string;
  readonly objectType: string | null;
  readonly objectId: string | null;
  readonly patientIds: string[] | null;
  readonly basis: string | null;
  readonly result: AuditOutcome;
  readonly code: string | null;
  readonly rule: string | null;
  readonly detail: JsonRecord | null;
}

/** With its place in the list, to the microsecond. */
export interface EntryRow extends ListedEntry, Record<string, unknown> {
  readonly at: string;
}

export interface Range {
  readonly from: Date;
  readonly to: Date;
}

export interface PageOfEntries {
  readonly order: 'ASC' | 'DESC';
  readonly limit: number;
  /** Continue after this entry. */
  readonly after: Pick<EntryRow, 'at' | 'id'> | null;
}

const COLUMNS = `e.id, e.occurred_at AS "occurredAt", e.account_id AS "accountId", e.staff_id AS "staffId",
  e.institution_id AS "institutionId", e.on_behalf_of_staff_id AS "onBehalfOfStaffId", e.request_id AS "requestId",
  e.address, e.action, e.object_type AS "objectType", e.object_id AS "objectId", e.patient_ids AS "patientIds", e.basis,
  e.result, e.code, e.rule, e.detail, to_json(e.occurred_at AT TIME ZONE 'UTC') #>> '{}' AS at`;

/**
 * SQL of one page, in the order of time. Entries of a patient are found first: PostgreSQL cannot know how rare they are,
 * and would walk through all of the time.
 * @param scope the institution whose entries exist for the actor; null for all of them
 */
export function pageSql(
  filter: AuditFilter & Range,
  scope: ActorContext['institutionId'] | null,
  { order, limit, after }: PageOfEntries,
): { text: string; values: unknown[] } {
  const parameters = new Parameters();
  const { from, conditions } = wantedSql(filter, scope, parameters);
  if (after) {
    const key = `(${parameters.add(`${after.at}Z`)}::timestamptz, ${parameters.add(after.id)}::uuid)`;
    conditions.push(`(e.occurred_at, e.id) ${order === 'ASC' ? '>' : '<'} ${key}`);
  }
  const text = `SELECT ${COLUMNS} FROM ${from} e WHERE ${conditions.join(' AND ')}
    ORDER BY e.occurred_at ${order}, e.id ${order} LIMIT ${limit}`;
  return { text, values: parameters.values };
}

/** SQL that counts what a filter names, up to `most`. */
export function countSql(
  filter: AuditFilter & Range,
  scope: string | null,
  most: number,
): { text: string; values: unknown[]; most: number } {
  const parameters = new Parameters();
  const { from, conditions } = wantedSql(filter, scope, parameters);
  const wanted = `SELECT FROM ${from} e WHERE ${conditions.join(' AND ')} LIMIT ${parameters.add(most)}`;
  return { text: `SELECT count(*)::int AS count FROM (${wanted}) wanted`, values: parameters.values, most };
}

function wantedSql(
  filter: AuditFilter & Range,
  scope: string | null,
  parameters: Parameters,
): { from: string; conditions: string[] } {
  const range = [`e.occurred_at >= ${parameters.add(filter.from)}`, `e.occurred_at <= ${parameters.add(filter.to)}`];
  const conditions = [...range, ...equalities(filter, scope, parameters)];
  const from = filter.patientId
    ? `(SELECT * FROM audit_entries e WHERE e.patient_ids @> ARRAY[${parameters.add(filter.patientId)}]::uuid[]
        AND ${range.join(' AND ')} OFFSET 0)`
    : 'audit_entries';
  return { from, conditions };
}

function equalities(filter: AuditFilter, scope: string | null, parameters: Parameters): string[] {
  const wanted: readonly (readonly [string, string | null | undefined])[] = [
    ['e.institution_id', scope],
    ['e.institution_id', filter.institutionId],
    ['e.account_id', filter.accountId],
    ['e.staff_id', filter.staffId],
    ['e.object_id', filter.objectId],
    ['e.action', filter.action],
    ['e.result', filter.result],
  ];
  return wanted.flatMap(([column, value]) => {
    if (!value) return [];
    // Written out, so that the index over what did not succeed answers.
    if (column === 'e.result') return [`e.result = '${value}'`];
    return [`${column} = ${parameters.add(value)}`];
  });
}

export function encodeEntryCursor({ at, id }: Pick<EntryRow, 'at' | 'id'>): string {
  return encodeCursor([at, id]);
}

/** @throws InvalidCursorError where the cursor does not come from a list of audit entries */
export function decodeEntryCursor(cursor: string): Pick<EntryRow, 'at' | 'id'> {
  const [at, id] = decodeCursor(cursor, 2);
  const isTime = typeof at === 'string' && AT.test(at) && !Number.isNaN(Date.parse(`${at}Z`));
  if (!isTime || !isUUID(id)) throw new InvalidCursorError();
  return { at, id: id as string };
}

const AT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?$/;
