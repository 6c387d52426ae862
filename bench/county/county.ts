import { createHash, randomBytes } from 'node:crypto';
import { migrations } from '#migrations';
import { migrate, type EmbeddedDatabase, type Secrets } from '#platform';
import { seedDemo, seedReference } from '#seeds';
import { Client } from 'pg';
import * as bulk from './bulk-rows.js';
import { HISTORY } from './history-rows.js';
import * as services from './service-rows.js';
import { withoutIndexes } from './without-indexes.js';

/** Somebody who is signed in. */
export interface Player {
  readonly token: string;
  readonly accountId: string;
  readonly sessionId: string;
  readonly staffId: string;
  readonly institutionId: string;
  readonly departmentId: string | null;
}

export interface CountySize {
  readonly referrals: number;
  readonly drafts: number;
  /** Orders of examinations, with what the centres made of them. */
  readonly orders?: number;
}

/** A county with years of referrals in its database, and people who work in it. */
export interface County {
  readonly coordinator: Player;
  readonly author: Player;
  /** Referrals that the author may submit. */
  readonly draftIds: readonly string[];
}

/** Migrates the database and fills it. */
export async function foundCounty(server: EmbeddedDatabase, secrets: Secrets, size: CountySize): Promise<County> {
  await fillCounty(server, secrets, size);
  return countyOf(server);
}

/** The people of a county that has been filled, each with a session of their own. */
export async function countyOf(server: EmbeddedDatabase): Promise<County> {
  const client = new Client({ connectionString: databaseOf(server) });
  await client.connect();
  try {
    const coordinator = await signIn(client, 'referral-coordinator');
    const author = await signIn(client, 'township-doctor');
    const { rows } = await client.query<{ id: string }>(bulk.OWN_DRAFTS, [author.staffId]);
    return { coordinator, author, draftIds: rows.map(({ id }) => id) };
  } finally {
    await client.end();
  }
}

/** Migrates the database and fills it, as fast as rows can be poured in. */
export async function fillCounty(server: EmbeddedDatabase, secrets: Secrets, size: CountySize): Promise<void> {
  await migrateCounty(server);
  await seedDemo({ ownerUrl: server.ownerUrl, secrets, now: new Date(), password: 'Bench-of-the-county-1' });
  const superuser = new Client({ connectionString: databaseOf(server) });
  await superuser.connect();
  try {
    await fill(superuser, size);
  } finally {
    await superuser.end();
  }
}

/** Brings the schema of a county up to that of the product. */
export async function migrateCounty({ ownerUrl, appUrl }: EmbeddedDatabase): Promise<void> {
  const appRole = new URL(appUrl).username;
  await migrate({ ownerUrl, appRole, migrations, setting: 'the bench', seed: seedReference });
}

/** The product's database as superuser. */
export function databaseOf({ superuserUrl, ownerUrl }: EmbeddedDatabase): string {
  const url = new URL(superuserUrl);
  url.pathname = new URL(ownerUrl).pathname;
  return url.href;
}

async function fill(client: Client, { referrals, drafts, orders = 0 }: CountySize): Promise<void> {
  await client.query(bulk.POURING);
  const { staffId } = await signIn(client, 'township-doctor');
  await withoutIndexes(client, async () => {
    await client.query(bulk.PATIENTS, [2 * Math.max(drafts, referrals / 5)]);
    await client.query(bulk.CAST);
    await client.query(bulk.REFERRALS, [referrals]);
    for (const sql of [bulk.PACKAGES, bulk.REFERRAL_ROWS, bulk.DOWN_ROWS, bulk.EVENTS, ...HISTORY]) {
      await client.query(sql);
    }
    await client.query(bulk.DRAFTS, [drafts, staffId]);
    for (const sql of [bulk.DRAFT_PACKAGES, bulk.DRAFT_ROWS, bulk.DRAFT_CONSENTS]) await client.query(sql);
    if (orders > 0) await fillServices(client, orders);
  });
  await putInOrder(client);
}

/** So that nothing which is measured waits for the server to put in order what was written before. */
export async function putInOrder(client: Client): Promise<void> {
  await client.query('VACUUM (ANALYZE)');
  await client.query('CHECKPOINT');
}

async function fillServices(client: Client, orders: number): Promise<void> {
  await client.query(services.ORDERS, [orders]);
  for (const sql of services.SERVICES) await client.query(sql);
}

/** A session of one of the demo county's accounts, opened without the ceremony of passwords. */
export async function signIn(client: Client, loginName: string): Promise<Player> {
  const token = randomBytes(32).toString('base64url');
  const { rows } = await client.query<Omit<Player, 'token'>>(
    `WITH opened AS (
       INSERT INTO sessions (id, account_id, institution_id, token_hash, created_at, last_seen_at, expires_at)
       SELECT gen_random_uuid(), id, institution_id, $2, now(), now(), now() + interval '12 hours'
       FROM accounts WHERE login_name = $1 RETURNING id, account_id)
     SELECT o.account_id AS "accountId", o.id AS "sessionId", s.id AS "staffId", s.institution_id AS "institutionId",
       s.department_id AS "departmentId"
     FROM opened o JOIN accounts a ON a.id = o.account_id JOIN staff s ON s.id = a.staff_id`,
    [loginName, createHash('sha256').update(token).digest()],
  );
  if (!rows[0]) throw new Error(`The demo county has no account ${loginName}`);
  return { token, ...rows[0] };
}
