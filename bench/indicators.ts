import { FIGURES, FIGURES_OF_DAYS, MonthsWork, toldWithin } from '#indicator';
import { deepStrictEqual } from 'node:assert';
import { systemActor, type EmbeddedDatabase } from '#platform';
import { Client } from 'pg';
import { secretSettings } from './county/bench-secrets.js';
import { databaseOf, signIn, type CountySize } from './county/county.js';
import { withCounty } from './county/kept-county.js';
import { WORK_LIST } from './county/work-list.js';
import { loadOf, type Target } from './measure/load.js';
import { median } from './measure/duel.js';
import type { Figure } from './measure/table.js';
import { withServers, type ChildServer } from './servers/child-server.js';
import { startProduct } from './servers/product-app.js';

const ROUNDS = 3;
const ORDERS_OF_A_REFERRAL = 3;
/** Nobody waits for a month that is told at once: it is what the sums of days are compared with. */
const MOST_SECONDS = 15;
const MOST_HOUR_SECONDS = 5;
/** Whoever works in the background rests most of the time. */
const MOST_ROUND_SECONDS = 30;
/** What a machine of two cores that also works for others may add to the slowest twentieth. */
const MOST_HARM = 1.5;
/** How often quiet and busy take turns, so that what disturbs the machine meets both. */
const TURNS = 5;
/** One who asks again as soon as there is an answer, which takes what one core can do. */
const LOAD = { connections: 1, ms: 8_000 };
const FOREVER_MS = 600_000;

/** Telling the figures of a county with so many referrals, and three times as many orders. */
export async function indicators(referrals: number): Promise<Figure[]> {
  return withCounty(withOrders(referrals), indicatorFigures);
}

/** A county of so many referrals, and the orders that go with them. */
export function withOrders(referrals: number): CountySize {
  return { referrals, drafts: 0, orders: referrals * ORDERS_OF_A_REFERRAL };
}

/** The same of a county that is there. */
async function indicatorFigures(database: EmbeddedDatabase): Promise<Figure[]> {
  const client = new Client({ connectionString: databaseOf(database) });
  await client.connect();
  // Events are given their positions here.
  await client.query('SET session_replication_role = replica');
  // What was told by an earlier run of the same county.
  await client.query(`TRUNCATE ${TOLD}`);
  Object.assign(process.env, settingsOf(database));
  const app = await startProduct();
  try {
    const work = app.get(MonthsWork, { strict: false });
    const lead = systemActor(await leadOf(client), 'bench');
    const atWork = (): Promise<number> => secondsOf(() => work.tellDue(lead));
    const touched = (tell: () => Promise<number>): Promise<number[]> =>
      timesOver(ROUNDS, async () => {
        await touch(client);
        return tell();
      });
    const atOnce = await told(client);
    const first = await atWork();
    const hours = await touched(atWork);
    const rounds = await touched(() => secondsOf(() => work.round()));
    await requireSame(client);
    return [
      atOnce,
      limited('a year of months told and closed for the first time', [first], 60 * MOST_SECONDS),
      limited('what an hour has touched told anew, with the month', hours, MOST_HOUR_SECONDS),
      limited('the same in the background, with rests', rounds, MOST_ROUND_SECONDS),
      await harm(database, client),
    ];
  } finally {
    await app.close();
    await client.end();
  }
}

const settingsOf = ({ appUrl }: EmbeddedDatabase): Readonly<Record<string, string>> => ({
  ...secretSettings,
  NODE_ENV: 'production',
  LOG_LEVEL: 'silent',
  DATABASE_URL: appUrl,
});

async function told(client: Client): Promise<Figure> {
  const { rows } = await client.query<{ period: string; referrals: string; orders: string }>(LAST_WHOLE);
  const { period, referrals, orders } = rows[0]!;
  const values = [...toldWithin(period, new Date())];
  const seconds = await timesOver(ROUNDS, () =>
    secondsOf(() => client.query(`SELECT count(*) FROM (${FIGURES}) f`, values)),
  );
  return limited(`a month of ${referrals} referrals and ${orders} orders told at once`, seconds, MOST_SECONDS);
}

/** @throws Error where days do not come to exactly what is told at once */
async function requireSame(client: Client): Promise<void> {
  const { rows } = await client.query<{ period: string; at: Date }>(RUNNING);
  const { period, at } = rows[0]!;
  const values = [...toldWithin(period, at)];
  const order = 'ORDER BY code, part, institution_id, department_id';
  const ofDays = await client.query(`SELECT * FROM (${FIGURES_OF_DAYS}) f ${order}`, [...values, period]);
  const atOnce = await client.query(`SELECT * FROM (${FIGURES}) f ${order}`, values);
  deepStrictEqual(ofDays.rows, atOnce.rows);
}

async function leadOf(client: Client): Promise<string> {
  const { rows } = await client.query<{ id: string }>(LEAD);
  return rows[0]!.id;
}

/** A work list while nothing else happens, and while the same process tells what an hour has touched. */
async function harm(database: EmbeddedDatabase, client: Client): Promise<Figure> {
  const { token } = await signIn(client, 'referral-coordinator');
  const environment = { ...settingsOf(database), PATH: process.env['PATH'] ?? '' };
  return withServers(environment, ['product'], async ([server]) => {
    const target: Target = {
      origin: server.origin,
      path: '/graphql',
      headers: { authorization: `Bearer ${token}` },
      body: () => JSON.stringify({ query: WORK_LIST }),
    };
    await server.tell();
    await loadOf(target, LOAD);
    const turns: Turn[] = [];
    for (let turn = 0; turn < TURNS; turn++) {
      await touch(client);
      turns.push({ alone: await slowestTwentieth(target), meanwhile: await whileTelling(server, target) });
    }
    return harmed(turns);
  });
}

/** The slowest twentieth of a work list, in milliseconds. */
interface Turn {
  readonly alone: number;
  readonly meanwhile: number;
}

function harmed(turns: readonly Turn[]): Figure {
  const ratio = median(turns.map(({ alone, meanwhile }) => meanwhile / alone));
  return {
    what: 'a work list, p95 while months are told / alone',
    value: ratio.toFixed(2),
    target: `<= ${MOST_HARM.toFixed(2)}`,
    met: ratio <= MOST_HARM,
    detail: turns.map(({ alone, meanwhile }) => `${meanwhile.toFixed(1)} / ${alone.toFixed(1)} ms`).join(', '),
  };
}

async function whileTelling(server: ChildServer, target: Target): Promise<number> {
  const over = new AbortController();
  const telling = server.tell().finally(() => {
    over.abort();
  });
  const slowest = await slowestTwentieth(target, over.signal);
  await telling;
  return slowest;
}

/** @param over ends the load; after some seconds where there is none */
async function slowestTwentieth(target: Target, over?: AbortSignal): Promise<number> {
  const { latencies } = await loadOf(target, over ? { ...LOAD, ms: FOREVER_MS, over } : LOAD);
  return latencies[Math.floor(latencies.length * 0.95)] ?? NaN;
}

/** An hour of a busy county: most of it is about yesterday, some of it about any day of the last month. */
async function touch(client: Client): Promise<void> {
  await client.query(TOUCH);
  // Figures are told anew only when they are an hour old.
  await client.query(
    `UPDATE indicator_months SET computed_at = computed_at - interval '2 hours' WHERE closed_at IS NULL`,
  );
}

async function secondsOf(act: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await act();
  return (performance.now() - before) / 1_000;
}

async function timesOver(times: number, measure: () => Promise<number>): Promise<number[]> {
  const measured: number[] = [];
  for (let round = 0; round < times; round++) measured.push(await measure());
  return measured;
}

function limited(what: string, seconds: readonly number[], most: number): Figure {
  const value = median([...seconds]);
  return {
    what,
    value: `${value.toFixed(2)} s`,
    target: `<= ${most} s`,
    met: value <= most,
    detail: seconds.map((one) => one.toFixed(2)).join(', '),
  };
}

const TOLD = `indicator_months, indicator_figures, indicator_corrections, indicator_days, indicator_day_figures,
  indicator_log_reader, indicator_turns`;

const LAST_WHOLE = `
  SELECT to_char(month, 'YYYY-MM') AS period,
    (SELECT count(*) FROM referrals WHERE first_submitted_at >= starts AND first_submitted_at < ends) AS referrals,
    (SELECT count(*) FROM exam_orders WHERE ordered_at >= starts AND ordered_at < ends) AS orders
  FROM (SELECT date_trunc('month', now() AT TIME ZONE 'Asia/Shanghai') - interval '1 month' AS month) last,
    LATERAL (SELECT month AT TIME ZONE 'Asia/Shanghai' AS starts,
      (month + interval '1 month') AT TIME ZONE 'Asia/Shanghai' AS ends) bounds`;

const RUNNING = `SELECT period, computed_at AS at FROM indicator_months ORDER BY period DESC LIMIT 1`;

const LEAD = `SELECT id FROM institutions WHERE kind = 'LEAD_HOSPITAL' LIMIT 1`;

const TOUCH = `
  WITH chosen AS (
    (SELECT id FROM referrals WHERE first_submitted_at BETWEEN now() - interval '2 days' AND now() LIMIT 1500)
    UNION ALL
    (SELECT id FROM referrals TABLESAMPLE SYSTEM (1) WHERE first_submitted_at > now() - interval '30 days' LIMIT 20)
  ), events AS (
    INSERT INTO domain_events (id, topic, aggregate_type, aggregate_id, aggregate_version, payload, occurred_at, account_id,
      staff_id, institution_id, request_id)
    SELECT gen_random_uuid(), 'referral.seen', 'referral', id, 99, '{}', now(), id, id, id, 'bench' FROM chosen RETURNING id
  )
  INSERT INTO event_positions (position, event_id)
  SELECT coalesce((SELECT max(position) FROM event_positions), 0) + row_number() OVER (), id FROM events`;
