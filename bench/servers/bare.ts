import { randomUUID } from 'node:crypto';
import fastify from 'fastify';
import { Pool } from 'pg';
import { announce } from './announce.js';
import { INSERT_TEXT, rowOf } from './bare-insert.js';
import type { OverheardStatement } from './child-server.js';
import { SAME_PLAN, environment } from './environment.js';

const PAGE = 20;
/** The access row of one page. */
const ACCESS = `INSERT INTO audit_entries (id, occurred_at, account_id, request_id, action, patient_ids, basis, result)
  VALUES ($1, $2, $3, $4, 'referral.list', $5, 'REFERRAL', 'OK')`;

interface Row {
  readonly id: string;
  readonly patientId: string;
  readonly node: object;
}

// What HTTP and the database cost without anything in between: the limit that the product is measured against.
const list = JSON.parse(environment('BENCH_LIST')) as OverheardStatement;
const account = environment('BENCH_ACCOUNT');
const pool = new Pool({ connectionString: environment('DATABASE_URL'), max: 20, options: SAME_PLAN });
const app = fastify();

app.post('/list', async () => {
  const { rows } = await pool.query<Row>({ name: 'list', text: list.text, values: [...list.values] });
  const page = rows.slice(0, PAGE);
  const patients = [...new Set(page.map(({ patientId }) => patientId))];
  const values = [randomUUID(), new Date(), account, randomUUID(), patients];
  await pool.query({ name: 'access', text: ACCESS, values });
  const pageInfo = { hasNextPage: rows.length > PAGE, endCursor: page.at(-1)?.id };
  return { data: { referrals: { nodes: page.map(({ node }) => node), pageInfo } } };
});

app.post('/insert', async () => {
  const { values, answer } = rowOf(randomUUID());
  await pool.query({ name: 'insert', text: INSERT_TEXT, values });
  return { data: { answer } };
});

await app.listen({ port: 0, host: '127.0.0.1' });
announce(app.server);
