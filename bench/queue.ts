import { randomUUID } from 'node:crypto';
import { createApplication } from '#api';
import { Config, Environment, createLogger, systemActor, type ActorContext, type Selection } from '#platform';
import { ClaimsService, ReadingTaskQueries } from '#worklist';
import { Client, Pool } from 'pg';
import { withDatabase } from './county/bench-database.js';
import { benchSecrets } from './county/bench-secrets.js';
import { foundCounty } from './county/county.js';
import type { Figure } from './measure/table.js';
import { SAME_PLAN } from './servers/environment.js';

const FEW = 10_000;
const MANY = 1_000_000;
const CLAIMS = 600;
const PAGES = 400;
/** The first claims plan statements and compile code. */
const WARM_UP = 100;
const MOST_GROWTH = 1.5;
const LEAST_SHARE = 0.5;

/**
 * What a bare queue would do: one statement that commits itself, over a pool and by the role that the product has, planned as
 * the product's are, without reader, event, audit or answer. The row, its indexes, its constraints and its durability are the same.
 */
const BARE = `UPDATE reading_tasks SET state = 'CLAIMED', claimed_by_staff_id = $2, fencing_token = fencing_token + 1,
    lease_until = now() + interval '20 minutes', version = version + 1
  WHERE id = (SELECT id FROM reading_tasks WHERE institution_id = $1 AND group_code = 'ECG' AND state = 'QUEUED'
    ORDER BY urgency_rank, latest_start, queued_at, id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id`;
const FILL = `INSERT INTO reading_tasks (id, institution_id, group_code, subject_domain, subject_id, state, urgency,
    urgency_rank, due_at, latest_start, queued_at, signatures, fencing_token, version)
  SELECT gen_random_uuid(), $1, 'ECG', 'bench', gen_random_uuid(), 'QUEUED',
    (ARRAY['GREEN', 'EMERGENCY', 'INPATIENT', 'ROUTINE'])[rank], rank, due, due - interval '4 minutes', now(), 1, 0, 1
  FROM (SELECT 1 + n % 4 AS rank, now() + random() * interval '30 days' AS due FROM generate_series(1, $2::int) n) drawn`;
const FINISH = `UPDATE reading_tasks SET state = 'DONE', claimed_by_staff_id = NULL, lease_until = NULL,
  reporter_staff_id = $1 WHERE claimed_by_staff_id = $1`;

/** The same page by one statement: nobody is asked who they are, and nothing is turned into the shape of the API. */
const BARE_PAGE = `SELECT t.id, t.group_code, t.state, t.urgency, t.due_at, t.latest_start, t.queued_at, t.version,
    t.lease_until, s.id AS claimant, s.name FROM reading_tasks t LEFT JOIN staff s ON s.id = t.claimed_by_staff_id
  WHERE t.institution_id = $1 AND t.group_code = $2 AND t.state = 'QUEUED'
  ORDER BY t.urgency_rank, t.latest_start, t.queued_at, t.id LIMIT 21`;
const leaves = (...names: string[]): [string, Selection][] =>
  names.map((name) => [name, { fields: new Map(), key: '' }]);
const NODE_FIELDS = [
  'id',
  'groupCode',
  'state',
  'urgency',
  'dueAt',
  'latestStart',
  'queuedAt',
  'version',
  'leaseUntil',
];
const CLAIMANT: Selection = { fields: new Map(leaves('id', 'name')), key: 'id name' };
const NODES: Selection = { fields: new Map([...leaves(...NODE_FIELDS), ['claimedBy', CLAIMANT]]), key: 'nodes' };
const PAGE: Selection = { fields: new Map([['nodes', NODES], ...leaves('pageInfo')]), key: 'page' };

interface Speeds {
  readonly product: number[];
  /** The same by a request that may come twice, as those of the API are: no bare statement stands beside it. */
  readonly repeatable: number[];
  readonly bare: number[];
  readonly page: number[];
  readonly barePage: number[];
}

/** Taking the next one of a short and of a long queue, beside one bare statement. */
export async function queues(): Promise<Figure[]> {
  const [few, many] = [await measured(FEW), await measured(MANY)];
  const growth = at(many.product, 0.99) / at(few.product, 0.99);
  const share = perSecond(many.product) / perSecond(many.bare);
  const told = ({ product }: Speeds): string => `${rate(product)}, p99 ${at(product, 0.99).toFixed(1)} ms`;
  return [
    {
      what: `claimNext, p99 at ${MANY} waiting / at ${FEW}`,
      value: growth.toFixed(2),
      target: `<= ${MOST_GROWTH.toFixed(2)}`,
      met: growth <= MOST_GROWTH,
      detail: `${told(many)} against ${told(few)}`,
    },
    {
      what: `claimNext / a bare SKIP LOCKED statement, at ${MANY} waiting`,
      value: share.toFixed(2),
      target: `>= ${LEAST_SHARE.toFixed(2)}`,
      met: share >= LEAST_SHARE,
      detail: `${rate(many.product)} against ${rate(many.bare)}; with an idempotency key ${rate(many.repeatable)}`,
    },
    pageFigure(many),
  ];
}

function pageFigure({ page, barePage }: Speeds): Figure {
  const share = perSecond(page) / perSecond(barePage);
  return {
    what: `a page of a queue of ${MANY} / its bare statement, without HTTP`,
    value: share.toFixed(2),
    target: `>= ${LEAST_SHARE.toFixed(2)}`,
    met: share >= LEAST_SHARE,
    detail: `${at(page, 0.5).toFixed(2)} ms, p99 ${at(page, 0.99).toFixed(2)} ms against ${at(barePage, 0.5).toFixed(2)} ms`,
  };
}

function measured(waiting: number): Promise<Speeds> {
  return withDatabase(async (database) => {
    await foundCounty(database, benchSecrets, { referrals: 100, drafts: 0 });
    const owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    const reader = await readerIn(owner);
    await owner.query(FILL, [reader.institutionId, waiting]);
    await owner.query('VACUUM ANALYZE reading_tasks');
    const environment = new Environment({ NODE_ENV: 'test', LOG_LEVEL: 'silent' });
    const logger = createLogger('silent');
    const config = new Config(environment);
    const databaseUrl = database.appUrl;
    const app = await createApplication({ config, logger, secrets: benchSecrets, databaseUrl });
    try {
      const bare = new Pool({ connectionString: databaseUrl, max: 1, options: SAME_PLAN });
      const speeds = await raced({ owner, bare, claims: app.get(ClaimsService, { strict: false }) }, reader);
      await bare.end();
      return { ...speeds, ...(await leafed(owner, app.get(ReadingTaskQueries, { strict: false }), reader)) };
    } finally {
      await app.close();
      await owner.end();
    }
  });
}

async function readerIn(owner: Client): Promise<ActorContext> {
  const { rows } = await owner.query<{ id: string; institution: string }>(
    `SELECT s.id, s.institution_id AS institution FROM staff s JOIN institutions i ON i.id = s.institution_id
     WHERE i.kind = 'LEAD_HOSPITAL' LIMIT 1`,
  );
  const { id: staffId, institution } = rows[0]!;
  return { ...systemActor(institution, 'bench'), staffId, permissions: new Set(['worklist.read-studies']) };
}

/** In turn, so that whatever else the machine does disturbs both. */
async function raced(
  sides: { readonly owner: Client; readonly bare: Pool; readonly claims: ClaimsService },
  reader: ActorContext,
): Promise<Pick<Speeds, 'product' | 'repeatable' | 'bare'>> {
  const { owner, claims } = sides;
  const speeds = { product: [] as number[], repeatable: [] as number[], bare: [] as number[] };
  const values = [reader.institutionId, reader.staffId];
  const acts = {
    product: () => claims.claimNext(reader, { groupCode: 'ECG' }),
    bare: () => sides.bare.query({ name: 'bare', text: BARE, values }),
    repeatable: () => claims.claimNext(reader, { groupCode: 'ECG', idempotencyKey: randomUUID() }),
  };
  for (let n = 0; n < CLAIMS + WARM_UP; n++) {
    for (const side of ['product', 'bare', 'repeatable'] as const) {
      const ms = await timed(acts[side]);
      await owner.query(FINISH, [reader.staffId]);
      if (n >= WARM_UP) speeds[side].push(ms);
    }
  }
  return speeds;
}

/** The first page of the queue, by the reader of the product and by one statement, in turn. */
async function leafed(
  owner: Client,
  queries: ReadingTaskQueries,
  actor: ActorContext,
): Promise<Pick<Speeds, 'page' | 'barePage'>> {
  const speeds = { page: [] as number[], barePage: [] as number[] };
  const look = { actor, selection: PAGE };
  for (let n = 0; n < PAGES + WARM_UP; n++) {
    const page = await timed(() => queries.queue(look, { groupCode: 'ECG' }, { first: 20 }));
    const values = [actor.institutionId, 'ECG'];
    const barePage = await timed(() => owner.query({ name: 'bare-page', text: BARE_PAGE, values }));
    if (n < WARM_UP) continue;
    speeds.page.push(page);
    speeds.barePage.push(barePage);
  }
  return speeds;
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  if (!(await act())) throw new Error('Nothing waits any more');
  return performance.now() - begun;
}

const at = (values: readonly number[], share: number): number =>
  values.toSorted((left, right) => left - right)[Math.floor(values.length * share)] ?? NaN;
const rate = (values: readonly number[]): string => `${perSecond(values).toFixed(0)}/s`;
const perSecond = (values: readonly number[]): number =>
  (1_000 * values.length) / values.reduce((sum, value) => sum + value, 0);
