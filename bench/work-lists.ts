import type { EmbeddedDatabase } from '#platform';
import { Client } from 'pg';
import { secretSettings } from './county/bench-secrets.js';
import { databaseOf, signIn, type Player } from './county/county.js';
import { withCounty } from './county/kept-county.js';
import { fillLists } from './county/listed-rows.js';
import { NODE, WORK_LISTS } from './county/work-list.js';
import { latenciesInTurns, percentile } from './measure/turns.js';
import type { Target } from './measure/load.js';
import type { Figure } from './measure/table.js';
import { withServers } from './servers/child-server.js';

const FEW = 10_000;
/** One request at a time: what is compared is how long an answer takes, not what the machine carries. */
const TURNS = { warmUp: 100, requests: 600 };
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
    const targets = [few, many].map((county) => targetOf(county, request));
    const [before, after] = (await latenciesInTurns(targets, TURNS)) as [number[], number[]];
    const ratio = percentile(after, 0.95) / percentile(before, 0.95);
    figures.push({
      what: `${name}, p95 at ${large} referrals / at ${FEW}`,
      value: ratio.toFixed(2),
      target: `<= ${MOST.toFixed(2)}`,
      met: ratio <= MOST,
      detail: `${millisecondsOf(after)} against ${millisecondsOf(before)}`,
    });
  }
  return figures;
}

const millisecondsOf = (latencies: readonly number[]): string =>
  `${percentile(latencies, 0.95).toFixed(2)} ms (median ${percentile(latencies, 0.5).toFixed(2)})`;

function targetOf({ origin, players }: Served, { query, loginName }: Request): Target {
  const headers = { authorization: `Bearer ${players.get(loginName)!.token}` };
  return { origin, path: '/graphql', headers, body: () => JSON.stringify({ query }) };
}

function serving<T>(referrals: number, work: (county: Served) => Promise<T>): Promise<T> {
  return withCounty({ referrals, drafts: 0 }, async (database) => {
    await fillLists(database, referrals);
    const players = await playersOf(database);
    const settings = { ...secretSettings, NODE_ENV: 'production', LOG_LEVEL: 'silent', DATABASE_URL: database.appUrl };
    return withServers(settings, ['product'], ([{ origin }]) => work({ origin, players }));
  });
}

interface Request {
  readonly query: string;
  readonly loginName: string;
}

/** Every list as somebody who works by it asks for it, and the counts of each. */
function requests(): Record<string, Request> {
  const lists = WORK_LISTS.flatMap(([loginName, names]) => [
    ...names.map((name) => {
      const query = `{ referralWorkList(list: ${name}, first: 20) { nodes { ${NODE} } pageInfo { endCursor } } }`;
      return [`${name} (${loginName})`, { query, loginName }] as const;
    }),
    [`counts (${loginName})`, { query: '{ referralWorkListCounts { list count } }', loginName }] as const,
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
