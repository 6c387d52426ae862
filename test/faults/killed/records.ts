import type { Client } from 'pg';

/** SQL of a list of JSON values, in an order or by their values. */
export const ordered = (what: string, from: string, order = '1'): string =>
  `(SELECT coalesce(jsonb_agg(x.what ORDER BY x.place), '[]') FROM (SELECT ${what} AS what, ${order} AS place FROM ${from}) x)`;
export const listOf = (what: string, from: string): string => ordered(what, from, what);

const POSITIONS = `
  SELECT (SELECT count(*) FROM domain_events)::int AS events, (SELECT count(*) FROM event_positions)::int AS positions,
    (SELECT coalesce(max(position), 0) FROM event_positions)::int AS last`;

/** What is on record of each aggregate, as text that can be compared, by their ids. */
export type Traces = ReadonlyMap<string, string>;

/** @param sql rows of an id and a trace, a JSON array of objects */
export async function readTraces(client: Client, sql: string): Promise<Traces> {
  const { rows } = await client.query<{ id: string; trace: string }>(sql);
  return new Map(rows.map(({ id, trace }) => [id, trace]));
}

/** Which aggregate each key has made or changed. @param sql rows of a key and an id */
export async function readKeys(client: Client, sql: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ key: string; id: string }>(sql);
  return new Map(rows.map(({ key, id }) => [key, id]));
}

/** What hangs in the air, in words; nothing may. @param sql one row of counts by what is counted */
export async function readLooseEnds(client: Client, sql: string): Promise<string[]> {
  const { rows } = await client.query<Record<string, number>>(sql);
  return Object.entries(rows[0]!).flatMap(([what, count]) => (count > 0 ? [`${count} ${what}`] : []));
}

/** Where two of them differ, in words; null where they do not. */
export function difference(found: string | null, expected: string | null): string | null {
  if (found === expected) return null;
  if (found === null || expected === null) return found === null ? 'nothing on record' : 'on record already';
  const [ours, theirs] = [found, expected].map((trace) => JSON.parse(trace) as Record<string, unknown>[]);
  const parts = theirs!.flatMap((referral, at) =>
    Object.entries(referral).map(([part, value]) => [part, ours![at]?.[part], value].map((one) => JSON.stringify(one))),
  );
  const wrong = parts.filter(([, one, other]) => one !== other);
  return wrong.map(([part, one, other]) => `${part} ${one} instead of ${other}`).join('; ') || 'more than expected';
}

/** Whether every event has its one place in the order of all. */
export async function unpositioned(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ events: number; positions: number; last: number }>(POSITIONS);
  const { events, positions, last } = rows[0]!;
  return events === positions && positions === last
    ? []
    : [`${events} events have ${positions} positions up to ${last}`];
}
