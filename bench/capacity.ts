import { Client } from 'pg';
import { Pool } from 'undici';
import type { County, Player } from './county/county.js';
import type { Figure } from './measure/table.js';
import { withServers } from './servers/child-server.js';

type Settings = Readonly<Record<string, string>>;

const CALLERS = 32;
const ROUNDS = 120;
/** The first rounds compile code and plan statements: those of who wins on every one of twenty connections, which win by chance. */
const WARM_UP = 80;
const TARGET_MS = 100;

const ARRANGE = `mutation Arrange($input: ArrangeReferralInput!) {
  arrangeReferral(input: $input) { id version state }
}`;
/** The department of the coordinator's institution where most referrals wait to be arranged. */
const WAITING = `
  SELECT to_department_id AS "departmentId", json_agg(json_build_object('id', id, 'version', version)) AS referrals
  FROM referrals WHERE state = 'ACCEPTED' AND handling = 'OUTPATIENT' AND to_institution_id = $1
  GROUP BY to_department_id ORDER BY count(*) DESC LIMIT 1`;
const LAST_PLACE = `
  INSERT INTO capacity_sessions (id, plan_id, institution_id, department_id, starts_at, ends_at, places, version)
  SELECT uuidv7(), uuidv7(), $1, $2, d, d + interval '3 hours', 1, 1
  FROM (SELECT date_trunc('day', now()) + $3 * interval '1 day' AS d) day RETURNING id, starts_at AS "startsAt"`;
/** Behind those of the demo county. */
const FIRST_DAY = 30;

interface Referral {
  readonly id: string;
  readonly version: number;
}

/** So many coordinators arrange at once for the last place of a session: one gets it, the others hear what is free. */
export async function lastPlace(settings: Settings, { coordinator }: County): Promise<Figure[]> {
  const owner = new Client({ connectionString: settings['BENCH_OWNER_URL'] });
  await owner.connect();
  try {
    return await withServers(settings, ['product'], async ([product]) => {
      const pool = new Pool(product.origin, { connections: CALLERS, pipelining: 1 });
      const latencies = await rounds(owner, pool, coordinator);
      await pool.close();
      return [figureOf(latencies)];
    });
  } finally {
    await owner.end();
  }
}

async function rounds(owner: Client, pool: Pool, coordinator: Player): Promise<number[]> {
  const waiting = await owner.query<{ departmentId: string; referrals: Referral[] }>(WAITING, [
    coordinator.institutionId,
  ]);
  const { departmentId, referrals } = waiting.rows[0]!;
  const latencies: number[] = [];
  for (let round = 0; round < ROUNDS + WARM_UP; round++) {
    const place = [coordinator.institutionId, departmentId, FIRST_DAY + round];
    const { rows } = await owner.query<{ id: string; startsAt: Date }>(LAST_PLACE, place);
    const { id: clinicSessionId, startsAt: visitTime } = rows[0]!;
    const answers = await Promise.all(
      referrals.slice(0, CALLERS).map(({ id, version }) => {
        const input = { id, expectedVersion: version, visitTime, clinicSessionId };
        return timed(pool, coordinator, JSON.stringify({ query: ARRANGE, variables: { input } }));
      }),
    );
    const winners = answers.flatMap(({ taken }, index) => (taken ? [] : [index]));
    if (winners.length !== 1) throw new Error(`The last place was given to ${winners.length} of ${CALLERS}`);
    referrals.splice(winners[0]!, 1);
    if (round >= WARM_UP) latencies.push(...answers.map(({ ms }) => ms));
  }
  return latencies.toSorted((left, right) => left - right);
}

async function timed(pool: Pool, { token }: Player, body: string): Promise<{ ms: number; taken: boolean }> {
  const sent = performance.now();
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const response = await pool.request({ method: 'POST', path: '/graphql', headers, body });
  const answer = await response.body.text();
  const ms = performance.now() - sent;
  const taken = answer.includes('"SLOT_TAKEN"');
  if (!taken && answer.includes('"errors":')) throw new Error(`arrangeReferral: ${answer.slice(0, 500)}`);
  return { ms, taken };
}

function figureOf(latencies: readonly number[]): Figure {
  const at = (share: number): number => latencies[Math.floor(latencies.length * share)] ?? NaN;
  const p99 = at(0.99);
  return {
    what: `p99 of ${CALLERS} arrangements at once for the last place`,
    value: `${p99.toFixed(0)} ms`,
    target: `<= ${TARGET_MS} ms`,
    met: p99 <= TARGET_MS,
    detail: `p50 ${at(0.5).toFixed(0)} ms, ${ROUNDS} rounds, one winner in each`,
  };
}
