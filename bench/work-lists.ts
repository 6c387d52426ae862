import type { EmbeddedDatabase } from '#platform';
import { Client } from 'pg';
import { benchSecrets, secretSettings } from './county/bench-secrets.js';
import { withDatabase } from './county/bench-database.js';
import { databaseOf, foundCounty, signIn, type Player } from './county/county.js';
import { NODE, WORK_LISTS } from './county/work-list.js';
import { loadOf } from './measure/load.js';
import type { Figure } from './measure/table.js';
import { withServers } from './servers/child-server.js';

const FEW = 10_000;
/** One request at a time: what is compared is how long an answer takes, not what the machine carries. */
const LOAD = { connections: 1, ms: 3_000 };
const MOST = 1.5;

/** The work lists in a county of few and of many referrals: how much slower the slowest twentieth of answers gets. */
export async function workLists(large: number): Promise<Figure[]> {
  const [few, many] = [await measured(FEW), await measured(large)];
  return [...few].map(([list, before]) => {
    const after = many.get(list)!;
    const ratio = after / before;
    return {
      what: `${list}, p95 at ${large} referrals / at ${FEW}`,
      value: ratio.toFixed(2),
      target: `<= ${MOST.toFixed(2)}`,
      met: ratio <= MOST,
      detail: `${after.toFixed(1)} ms against ${before.toFixed(1)} ms`,
    };
  });
}

async function measured(referrals: number): Promise<Map<string, number>> {
  console.log(`Measuring: work lists of ${referrals} referrals …`);
  return withDatabase(async (database) => {
    await foundCounty(database, benchSecrets, { referrals, drafts: 0 });
    const players = await playersOf(database);
    const settings = { ...secretSettings, NODE_ENV: 'production', LOG_LEVEL: 'silent', DATABASE_URL: database.appUrl };
    return withServers(settings, ['product'], async ([{ origin }]) => {
      const figures = new Map<string, number>();
      for (const [name, { list, loginName }] of Object.entries(requests())) {
        const headers = { authorization: `Bearer ${players.get(loginName)!.token}` };
        const target = { origin, path: '/graphql', headers, body: () => JSON.stringify({ query: list }) };
        await loadOf(target, { ...LOAD, ms: LOAD.ms / 3 });
        const { latencies } = await loadOf(target, LOAD);
        figures.set(name, latencies[Math.floor(latencies.length * 0.95)] ?? NaN);
      }
      return figures;
    });
  });
}

/** Every list as somebody who works by it asks for it, and the counts of each. */
function requests(): Record<string, { list: string; loginName: string }> {
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
