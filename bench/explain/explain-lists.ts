import { createApplication } from '#api';
import { Config, Environment, createLogger, type EmbeddedDatabase } from '#platform';
import { Client } from 'pg';
import { benchSecrets, secretSettings } from '../county/bench-secrets.js';
import { databaseOf, signIn, type Player } from '../county/county.js';
import { WORK_LISTS } from '../county/work-list.js';
import type { OverheardStatement } from '../servers/child-server.js';
import { overhear } from '../servers/product-app.js';

const workListOf = (list: string): string => `{ referralWorkList(list: ${list}, first: 20) { nodes { id state } } }`;

/** Prints how PostgreSQL answers each list: which boxes, open ones or all, for whom; and the lists that people work by. */
export async function explainLists(server: EmbeddedDatabase): Promise<void> {
  const config = new Config(new Environment({ ...secretSettings, NODE_ENV: 'test', LOG_LEVEL: 'silent' }));
  const logger = createLogger(config.logLevel);
  const app = await createApplication({ config, secrets: benchSecrets, logger, databaseUrl: server.appUrl });
  const client = new Client({ connectionString: databaseOf(server) });
  await client.connect();
  try {
    for (const [who, player] of Object.entries(await playersOf(client))) {
      for (const box of ['RECEIVED', 'SENT']) {
        for (const openOnly of [true, false]) {
          const query = `{ referrals(box: ${box}, openOnly: ${openOnly}, first: 20) { nodes { id state } } }`;
          const [list] = (await overhear(app, player.token, query)).filter(({ text }) =>
            text.includes('FROM referrals'),
          );
          console.log(`\n--- ${who}, ${box}, ${openOnly ? 'open only' : 'all'}`);
          console.log(await planOf(client, list!));
        }
      }
    }
    for (const [loginName, lists] of WORK_LISTS) {
      const { token } = await signIn(client, loginName);
      for (const query of [...lists.map(workListOf), '{ referralWorkListCounts { list count } }']) {
        const [list] = (await overhear(app, token, query)).filter(({ text }) => text.includes('FROM referrals'));
        console.log(`\n--- ${loginName}, ${query}\n${await planOf(client, list!)}`);
      }
    }
  } finally {
    await client.end();
    await app.close();
  }
}

/** The plan that the product's connections keep: one for all values. */
async function planOf(client: Client, { text, values }: OverheardStatement): Promise<string> {
  await client.query(`SET plan_cache_mode = force_generic_plan; PREPARE list AS ${text}`);
  const literals = values.map((value) => client.escapeLiteral(textOf(value)));
  const plan = await client.query<{ 'QUERY PLAN': string }>(
    `EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) EXECUTE list (${literals.join(', ')})`,
  );
  await client.query('DEALLOCATE list');
  return plan.rows.map((row) => row['QUERY PLAN']).join('\n');
}

function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return Array.isArray(value) ? `{${value.join(',')}}` : String(value);
}

/** A coordinator, the doctors of the departments with most and fewest referrals, and a sender. */
async function playersOf(client: Client): Promise<Record<string, Player>> {
  const { rows } = await client.query<{ login: string; count: number }>(
    `SELECT (SELECT a.login_name FROM accounts a JOIN role_assignments r ON r.staff_id = a.staff_id
       WHERE r.department_id = d.id AND r.role = 'COUNTY_DOCTOR' ORDER BY a.login_name LIMIT 1) AS login, c.count
     FROM departments d JOIN LATERAL (SELECT count(*)::int AS count FROM referrals WHERE to_department_id = d.id) c ON true
     ORDER BY c.count DESC`,
  );
  const doctors = rows.filter(({ login, count }) => login && count > 0);
  const [busiest, idlest] = [doctors.at(0)!, doctors.at(-1)!];
  return {
    coordinator: await signIn(client, 'referral-coordinator'),
    [`doctor of a department with ${busiest.count}`]: await signIn(client, busiest.login),
    [`doctor of a department with ${idlest.count}`]: await signIn(client, idlest.login),
    'township doctor': await signIn(client, 'township-doctor'),
    'township head': await signIn(client, 'township-head'),
  };
}
