import type { EmbeddedDatabase } from '#platform';
import { Client } from 'pg';
import { secretSettings } from './county/bench-secrets.js';
import { databaseOf, signIn, type Player } from './county/county.js';
import { withCounty } from './county/kept-county.js';
import { NODE, WORK_LISTS } from './county/work-list.js';
import { loadOf } from './measure/load.js';
import type { Figure } from './measure/table.js';
import { withServers } from './servers/child-server.js';

const FEW = 10_000;
/** One request at a time: what is compared is how long an answer takes, not what the machine carries. */
const LOAD = { connections: 1, ms: 400 };
/** Bursts of both counties in turn, so that whatever else the machine does disturbs both. */
const ROUNDS = 6;
const MOST = 1.5;

/** A county that is being served, and who works in it. */
interface Served {
  readonly origin: string;
  readonly players: ReadonlyMap<string, Player>;
}

/** The work lists in a county of few and of many referrals: how much slower the slowest twentieth of answers gets. */
export async function workLists(large: number): Promise<Figure[]> {
  return serving(FEW, (few) => serving(large, (many) => compared(few, many, large)));
}

async function compared(few: Served, many: Served, large: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [name, request] of Object.entries(requests())) {
    const [before, after] = await slowestTwentieth([few, many], request);
    const ratio = after! / before!;
    figures.push({
      what: `${name}, p95 at ${large} referrals / at ${FEW}`,
      value: ratio.toFixed(2),
      target: `<= ${MOST.toFixed(2)}`,
      met: ratio <= MOST,
      detail: `${after!.toFixed(1)} ms against ${before!.toFixed(1)} ms`,
    });
  }
  return figures;
}

async function slowestTwentieth(counties: readonly Served[], { list, loginName }: Request): Promise<number[]> {
  const latencies = counties.map((): number[] => []);
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [index, { origin, players }] of counties.entries()) {
      const headers = { authorization: `Bearer ${players.get(loginName)!.token}` };
      const target = { origin, path: '/graphql', headers, body: () => JSON.stringify({ query: list }) };
      const load = await loadOf(target, LOAD);
      // The first round plans statements and compiles code.
      if (round > 0) latencies[index]!.push(...load.latencies);
    }
  }
  return latencies.map((one) => one.toSorted((left, right) => left - right)[Math.floor(one.length * 0.95)] ?? NaN);
}

function serving<T>(referrals: number, work: (county: Served) => Promise<T>): Promise<T> {
  return withCounty({ referrals, drafts: 0 }, async (database) => {
    const players = await playersOf(database);
    const settings = { ...secretSettings, NODE_ENV: 'production', LOG_LEVEL: 'silent', DATABASE_URL: database.appUrl };
    return withServers(settings, ['product'], ([{ origin }]) => work({ origin, players }));
  });
}

interface Request {
  readonly list: string;
  readonly loginName: string;
}

/** Every list as somebody who works by it asks for it, and the counts of each. */
function requests(): Record<string, Request> {
  const lists = WORK_LISTS.flatMap(([loginName, names]) => [
    ...names.map((name) => {
      const list = `{ referralWorkList(list: ${name}, first: 20) { nodes { ${NODE} } pageInfo { endCursor } } }`;
      return [`${name} (${loginName})`, { list, loginName }] as const;
    }),
    [`counts (${loginName})`, { list: '{ referralWorkListCounts { list count } }', loginName }] as const,
  ]);
  return Object.fromEntries(lists);
}

async function playersOf(database: EmbeddedDatabase): Promise<ReadonlyMap<string, Player>> {
  const client = new Client({ connectionString: databaseOf(database) });
  await client.connect();
  try {
    const players = new Map<string, Player>();
    for (const [loginName] of WORK_LISTS) players.set(loginName, await signIn(client, loginName));
    return players;
  } finally {
    await client.end();
  }
}
