import { FIGURES } from '#indicator';
import { Client } from 'pg';
import { benchSecrets } from './county/bench-secrets.js';
import { withDatabase } from './county/bench-database.js';
import { databaseOf, foundCounty } from './county/county.js';
import { median } from './measure/duel.js';
import type { Figure } from './measure/table.js';

const ROUNDS = 3;
/** A worker tells a month anew every few minutes, so that it may take some seconds. */
const MOST_SECONDS = 15;

/** Telling the figures of the busiest month of a county with so many referrals in all. */
export async function indicators(referrals: number): Promise<Figure[]> {
  console.log(`Filling a county with ${referrals} referrals …`);
  return withDatabase(async (database) => {
    await foundCounty(database, benchSecrets, { referrals, drafts: 0 });
    const client = new Client({ connectionString: databaseOf(database) });
    await client.connect();
    try {
      return [await told(client, referrals)];
    } finally {
      await client.end();
    }
  });
}

async function told(client: Client, referrals: number): Promise<Figure> {
  const { rows } = await client.query<{ start: Date; end: Date; count: string }>(BUSIEST);
  const { start, end, count } = rows[0]!;
  const seconds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = performance.now();
    await client.query(`SELECT count(*) FROM (${FIGURES}) f`, [start, end, end]);
    seconds.push((performance.now() - before) / 1_000);
  }
  const value = median(seconds);
  return {
    what: `telling a month of ${count} referrals, of ${referrals}`,
    value: `${value.toFixed(2)} s`,
    target: `<= ${MOST_SECONDS} s`,
    met: value <= MOST_SECONDS,
    detail: seconds.map((one) => one.toFixed(2)).join(', '),
  };
}

const BUSIEST = `
  SELECT month AT TIME ZONE 'Asia/Shanghai' AS start, (month + interval '1 month') AT TIME ZONE 'Asia/Shanghai' AS "end", count
  FROM (SELECT date_trunc('month', first_submitted_at AT TIME ZONE 'Asia/Shanghai') AS month, count(*) AS count
        FROM referrals WHERE first_submitted_at IS NOT NULL GROUP BY 1) months
  ORDER BY count DESC LIMIT 1`;
