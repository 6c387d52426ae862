import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { EmbeddedDatabase } from '#platform';
import { Client } from 'pg';
import { lastPlace } from './capacity.js';
import { secretSettings } from './county/bench-secrets.js';
import { databaseOf, putInOrder, type County, type Player } from './county/county.js';
import { BARE_INSERT, STOCK_LIST, SUBMIT, WORK_LIST } from './county/work-list.js';
import { deliveries } from './deliveries.js';
import { cpuFigure, ratioFigure } from './figures.js';
import { duel } from './measure/duel.js';
import { loadOf, requireSame, type Target } from './measure/load.js';
import type { Figure } from './measure/table.js';
import { withServers, type ChildServer } from './servers/child-server.js';

const SCHEMA = fileURLToPath(new URL('../../schema.graphql', import.meta.url));
const ROUNDS = { rounds: 5, ms: 3_000, connections: 16 };
/** One answer of the stock stack takes long, and its ratio is far from its target. */
const STOCK_ROUNDS = { ...ROUNDS, rounds: 3 };

type Settings = Readonly<Record<string, string>>;

/** Measures the product against what it is compared with, one comparison after the other; all of them, or those named. */
export async function compare(database: EmbeddedDatabase, county: County, only: readonly string[]): Promise<Figure[]> {
  const settings = await settingsOf(database, county);
  // Before the submits, whose own deliveries would be made meanwhile.
  const comparisons = { list: signedInList, open: openList, stock: stockList, deliveries, submit, capacity: lastPlace };
  const figures: Figure[] = [];
  for (const [name, comparison] of Object.entries(comparisons)) {
    if (only.length > 0 && !only.includes(name)) continue;
    console.log(`Measuring: ${name} …`);
    await tidy(database);
    figures.push(...(await comparison(settings, county)));
  }
  return figures;
}

/** What the comparison before has left disturbs none. */
async function tidy(database: EmbeddedDatabase): Promise<void> {
  const client = new Client({ connectionString: databaseOf(database) });
  await client.connect();
  try {
    await putInOrder(client);
  } finally {
    await client.end();
  }
}

async function signedInList(settings: Settings, { coordinator }: County): Promise<Figure[]> {
  return withServers(settings, ['product', 'bare'], async ([product, bare]) => {
    const list = graphql(product, WORK_LIST, coordinator);
    const result = await duel(list, at(bare, '/list'), ROUNDS);
    const before = await product.cpu();
    const { requests } = await loadOf(list, ROUNDS);
    const cpu = ((await product.cpu()) - before) / 1000 / requests;
    return [
      ratioFigure('list, signed in, with access row / bare handler: one statement, one insert', result, 0.6),
      cpuFigure('CPU of the server for one list', cpu, 2),
    ];
  });
}

async function openList(settings: Settings): Promise<Figure[]> {
  return withServers(settings, ['open-product', 'mercurius'], async ([product, mercurius]) => {
    const [ours, theirs] = [graphql(product, WORK_LIST), graphql(mercurius, WORK_LIST)];
    await requireSame(
      ours,
      theirs,
      (answer) => (answer as { data: { referrals: { nodes: unknown } } }).data.referrals.nodes,
    );
    const result = await duel(ours, theirs, ROUNDS);
    return [ratioFigure('list without sign-in and access row / Mercurius with JIT, same SQL', result, 0.85)];
  });
}

async function stockList(settings: Settings, { coordinator }: County): Promise<Figure[]> {
  return withServers(settings, ['open-product', 'stock'], async ([product, stock]) => {
    const variables = { institution: coordinator.institutionId };
    const theirs = { ...graphql(stock, STOCK_LIST), body: () => JSON.stringify({ query: STOCK_LIST, variables }) };
    const result = await duel(graphql(product, WORK_LIST), theirs, STOCK_ROUNDS);
    return [ratioFigure('list without sign-in and access row / stock Nest, Apollo, TypeORM relations', result, 4)];
  });
}

async function submit(settings: Settings, { author, draftIds }: County): Promise<Figure[]> {
  return withServers(settings, ['product', 'bare-mutation', 'bare'], async ([product, bareMutation, bare]) => {
    const waiting = draftIds.values();
    const body = () => {
      const { value: id, done } = waiting.next();
      if (done) throw new Error('All drafts are submitted: the bench needs more of them');
      return JSON.stringify({ query: SUBMIT, variables: inputOf(id) });
    };
    const ours = { ...graphql(product, SUBMIT, author), body };
    const inserting = { ...graphql(bareMutation, BARE_INSERT, author), body: bareInsert };
    const sameStack = await duel(ours, inserting, ROUNDS);
    const noStack = await duel(ours, at(bare, '/insert'), { ...ROUNDS, rounds: 2 });
    return [
      ratioFigure('submit / signed-in mutation that is a bare insert', sameStack, 0.5),
      { ...ratioFigure('submit / bare handler that is a bare insert', noStack, 0), target: 'none' },
    ];
  });
}

function bareInsert(): string {
  return JSON.stringify({ query: BARE_INSERT, variables: inputOf(randomUUID()) });
}

function inputOf(id: string): object {
  return { input: { id, expectedVersion: 1, idempotencyKey: randomUUID() } };
}

function graphql({ origin }: ChildServer, query: string, player?: Player): Target {
  const body = JSON.stringify({ query });
  const headers = { authorization: `Bearer ${player?.token ?? 'nobody'}` };
  return { origin, path: '/graphql', headers, body: () => body };
}

function at({ origin }: ChildServer, path: string): Target {
  return { origin, path, body: () => '{}' };
}

async function settingsOf(database: EmbeddedDatabase, county: County): Promise<Settings> {
  const settings = {
    ...secretSettings,
    NODE_ENV: 'production',
    LOG_LEVEL: 'silent',
    DATABASE_URL: database.appUrl,
    BENCH_OWNER_URL: database.ownerUrl,
    BENCH_TOKEN: county.coordinator.token,
    BENCH_ACCOUNT: county.coordinator.accountId,
    BENCH_REFERRALS: await referralTemplates(database),
    BENCH_SCHEMA: SCHEMA,
    BENCH_STRATEGY: 'query',
  };
  const overheard = await withServers(settings, ['product'], ([product]) => product.overhear());
  const list = overheard.find(({ text }) => text.includes('FROM referrals'));
  return { ...settings, BENCH_LIST: JSON.stringify(list) };
}

/** What bare inserts fill rows with: existing referrals, as JSON. */
async function referralTemplates(database: EmbeddedDatabase): Promise<string> {
  const client = new Client({ connectionString: databaseOf(database) });
  await client.connect();
  try {
    const { rows } = await client.query<{ templates: string }>(
      `SELECT json_agg(json_build_object('patientId', patient_id, 'packageId', package_id,
         'fromInstitutionId', from_institution_id, 'authorStaffId', author_staff_id,
         'toInstitutionId', to_institution_id, 'toDepartmentId', to_department_id))::text AS templates
       FROM (SELECT * FROM referrals WHERE state <> 'DRAFT' ORDER BY id DESC LIMIT 200) latest`,
    );
    return rows[0]!.templates;
  } finally {
    await client.end();
  }
}
