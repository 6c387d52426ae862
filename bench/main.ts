import { Client } from 'pg';
import { bookings } from './bookings.js';
import { compare } from './comparisons.js';
import { withDatabase } from './county/bench-database.js';
import { benchSecrets } from './county/bench-secrets.js';
import { countyOf, fillCounty } from './county/county.js';
import { withCounty } from './county/kept-county.js';
import { explainDiagnostics, explainLists } from './explain/explain-lists.js';
import { startUpFigures } from './figures.js';
import { machine } from './measure/machine.js';
import { measureStartUp } from './measure/start-up.js';
import { tableOf, type Figure } from './measure/table.js';
import { indicators, withOrders } from './indicators.js';
import { queues } from './queue.js';
import { slots } from './slots.js';
import { rotas } from './solver/rotas.js';
import { workLists } from './work-lists.js';

const SIZE = { referrals: 100_000, drafts: 20_000 };
const LARGE = { referrals: 1_000_000, drafts: 0 };

/** What is measured only when it is asked for, each on databases of its own or on none. */
const ALONE: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  queue: queues,
  solver: rotas,
  slots,
  bookings,
};

/** What is measured in a county of a size that may be given. */
const SIZED: Readonly<Record<string, (referrals: number) => Promise<readonly Figure[]>>> = {
  worklists: workLists,
  indicators,
};

/** How the database answers whatever grows, with its plans where they are wanted. */
function explain(size: number): Promise<void> {
  const withPlans = process.argv.includes('--plans');
  if (!process.argv.includes('diagnostics')) {
    return withCounty({ ...LARGE, referrals: size }, (database) => explainLists(database, withPlans));
  }
  return withDatabase(async (database) => {
    await fillCounty(database, benchSecrets, { referrals: size / 10, drafts: 0, orders: size });
    await explainDiagnostics(database, withPlans);
  });
}

/**
 * `npm run bench`: the ratios that the product is held to; `npm run bench -- list submit` measures those alone (`list`,
 * `open`, `stock`, `submit`, `deliveries`, `capacity`, `start`). `npm run bench -- solver`: rotas of counties of several sizes, without a database. `npm run bench -- queue`: taking the next
 * reading of short and long queues. `npm run bench -- slots`: finding a time of experts; `npm run bench -- bookings`: taking one. `npm run bench -- worklists`: the work lists of a larger
 * county beside those of a small one (`worklists 100000` where a million is too many). With `BENCH_FOLDER` a filled county is kept for
 * the next run of the same day, and `npm run bench -- fill` (`fill indicators` with orders) fills it beforehand. `npm run bench -- indicators`: telling the figures of a month there. `npm run bench -- --explain`: how
 * the database answers whatever grows, in the larger county, and what of it grows as well; `--plans` shows the plans; `--explain diagnostics`
 * the same of orders, exams, specimens, reports and critical values.
 */
async function main(): Promise<void> {
  const size = Number(process.argv.find((argument) => /^\d+$/.test(argument)) ?? LARGE.referrals);
  if (process.argv.includes('--explain')) return explain(size);
  if (process.argv.includes('fill')) {
    const county = process.argv.includes('indicators') ? withOrders(size) : { ...LARGE, referrals: size };
    return withCounty(county, () => Promise.resolve());
  }
  for (const [name, measure] of Object.entries(SIZED)) {
    if (!process.argv.includes(name)) continue;
    console.log(tableOf(await measure(size)));
    return;
  }
  const alone = Object.entries(ALONE).find(([name]) => process.argv.includes(name));
  if (alone) {
    const figures = await alone[1]();
    console.log(`\n${machine()}\n\n${tableOf(figures)}`);
    return;
  }
  const only = process.argv.slice(2);
  const { figures, postgres } = await withCounty(
    SIZE,
    async (database) => ({
      figures: await compare(database, await countyOf(database), only),
      postgres: await versionOf(database.appUrl),
    }),
    { isRead: false },
  );
  const starts = only.length === 0 || only.includes('start') ? startUpFigures(await measureStartUp()) : [];
  console.log(`\n${machine(`PostgreSQL ${postgres}`)}\n\n${tableOf([...figures, ...starts])}`);
}

async function versionOf(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
  await client.end();
  return rows[0]!.server_version;
}

await main();
