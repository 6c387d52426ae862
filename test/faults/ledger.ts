import type { Client } from 'pg';
import type { Acknowledged } from './careful-client.js';
import type { LiveWatcher } from './live-watcher.js';
import type { Receiver } from './receiver.js';

/** What there must be once for each of what was asked, and what was found. */
export interface Entry {
  readonly what: string;
  readonly asked: number;
  readonly lost: number;
  readonly doubled: number;
  /** Found although nobody was told of it. */
  readonly beyond: number;
}

const TOPICS: Readonly<Record<string, string>> = {
  registerPatient: 'patient.registered',
  recordConsent: 'consent.recorded',
  draftReferral: 'referral.drafted',
  submitReferral: 'referral.submitted',
  claimReferral: 'referral.claimed',
};
const TABLES = { registerPatient: 'patients', recordConsent: 'patient_consents', draftReferral: 'referrals' };
const EVENTS = 'SELECT aggregate_id::text AS mark FROM domain_events WHERE topic = $1';
const AUDIT = `SELECT object_id::text AS mark FROM audit_entries WHERE action = $1 AND result = 'OK'`;
const KEYS = 'SELECT key AS mark FROM idempotency_keys';
const FOLLOWED = 'SELECT id::text AS mark FROM domain_events WHERE topic = ANY($1)';
const RECEIVED = 'SELECT id::text AS mark FROM faults_received WHERE receiver = $1';
const DEADLINES = `SELECT id::text AS mark FROM deadlines WHERE kind = 'faults.limit'`;
/** What a claim begins, and what it ends. */
const ANSWER_LIMITS = `
  SELECT subject_id::text AS mark FROM deadlines WHERE kind = 'referral.answer' AND state = 'RUNNING'`;
const CLAIM_LIMITS = `
  SELECT subject_id::text AS mark FROM deadlines WHERE kind = 'referral.claim' AND state = 'FINISHED'`;
const POSITIONS = 'SELECT event_id::text AS mark FROM event_positions';
const OUT_OF_ORDER = `
  SELECT count(*)::int AS wrong FROM (
    SELECT place < lag(place) OVER (PARTITION BY subject_id ORDER BY number) AS wrong
    FROM faults_received WHERE receiver = 'faults.follower') r WHERE wrong`;

/** Compares what clients were told with what is on record, and what is on record with what was made of it. */
export async function reckon(
  client: Client,
  acknowledged: readonly Acknowledged[],
  { receiver, watcher }: { receiver: Receiver; watcher: LiveWatcher },
): Promise<Entry[]> {
  const marks = async (sql: string, values: unknown[] = []): Promise<string[]> =>
    (await client.query<{ mark: string }>(sql, values)).rows.map(({ mark }) => mark);
  const entries: Entry[] = [];
  for (const [mutation, topic] of Object.entries(TOPICS)) {
    const told = acknowledged.filter((one) => one.mutation === mutation).map(({ answer }) => answer.id);
    entries.push(compare(`${mutation}: events`, told, await marks(EVENTS, [topic])));
    entries.push(compare(`${mutation}: audit entries`, told, await marks(AUDIT, [topic])));
  }
  for (const [mutation, table] of Object.entries(TABLES)) {
    const told = acknowledged.filter((one) => one.mutation === mutation).map(({ answer }) => answer.id);
    entries.push(compare(`${mutation}: rows`, told, await marks(`SELECT id::text AS mark FROM ${table}`)));
  }
  const claimed = acknowledged.filter((one) => one.mutation === 'claimReferral').map(({ answer }) => answer.id);
  entries.push(compare('claimReferral: limits begun', claimed, await marks(ANSWER_LIMITS)));
  entries.push(compare('claimReferral: limits ended', claimed, await marks(CLAIM_LIMITS)));
  const keys = acknowledged.map(({ input }) => input.idempotencyKey);
  entries.push(compare('idempotency keys', keys, await marks(KEYS)));
  const events = await marks(FOLLOWED, [Object.values(TOPICS)]);
  entries.push(compare('deliveries by event', events, await marks(RECEIVED, ['faults.follower'])));
  entries.push(
    compare('positions of events', await marks('SELECT id::text AS mark FROM domain_events'), await marks(POSITIONS)),
  );
  const deadlines = await marks(DEADLINES);
  entries.push(compare('deadlines executed', deadlines, await marks(RECEIVED, ['faults.limit'])));
  const calls = await marks(RECEIVED, ['faults.called']);
  entries.push(compare('calls taken (at least once)', calls, [...receiver.taken.keys()]));
  const submitted = acknowledged.filter((one) => one.mutation === 'submitReferral').map(({ answer }) => answer.id);
  // A client that is told to reload reads the list anew; what it was not told of, it sees there.
  if (watcher.reloads === 0) entries.push(compare('live updates', submitted, watcher.submitted));
  return entries;
}

/** Deliveries of one aggregate that came before an earlier one. */
export async function outOfOrder(client: Client): Promise<number> {
  return (await client.query<{ wrong: number }>(OUT_OF_ORDER)).rows[0]!.wrong;
}

function compare(what: string, asked: readonly string[], found: readonly string[]): Entry {
  const [expected, there] = [new Set(asked), new Set(found)];
  return {
    what,
    asked: expected.size,
    lost: [...expected].filter((mark) => !there.has(mark)).length,
    doubled: found.length - there.size,
    beyond: [...there].filter((mark) => !expected.has(mark)).length,
  };
}
