import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { AppModule } from '#api';
import { migrations } from '#migrations';
import { createLogger, loadConfig, migrate, startEmbeddedDatabase, type EmbeddedDatabase } from '#platform';
import { seedReference } from '#seeds';
import { productionSettings, withClient } from '#testing';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { HuntedWorkers } from './hunted-workers.js';
import { Listeners } from './listeners.js';
import { FAULTS_RECEIVED } from './received.js';
import { Receiver } from './receiver.js';
import { judge, type Verdict } from './verdict.js';
import { askFor } from './workload.js';

/** `-- --calm` leaves the workers in peace, to compare with. */
const CALM = process.argv.includes('--calm');
const WORKERS = 4;
const HUNT_MS = 120_000;
/** Everything is asked for while the hunt goes on. */
const ASK_MS = 100_000;
const DRAIN_MS = 180_000;
const AMOUNTS = { plain: 4_000, ordered: 4_000, calls: 2_000, deadlines: 2_000 };

const LEFT = `
  SELECT (SELECT count(*) FROM pgboss.job)::int + (SELECT count(*) FROM deadlines WHERE ended_at IS NULL)::int AS left,
    (SELECT count(*) FROM pgboss.job WHERE state = 'failed')::int AS dead`;
const LAG = `
  SELECT round(extract(epoch FROM percentile_disc(0.5) WITHIN GROUP (ORDER BY r.at - d.due_at))::numeric, 2) AS median,
    round(extract(epoch FROM percentile_disc(0.99) WITHIN GROUP (ORDER BY r.at - d.due_at))::numeric, 2) AS p99,
    round(extract(epoch FROM max(r.at - d.due_at))::numeric, 2) AS longest
  FROM faults_received r JOIN deadlines d ON d.id = r.id WHERE r.receiver = 'faults.limit'`;

async function prepare(server: EmbeddedDatabase): Promise<void> {
  const appRole = new URL(server.appUrl).username;
  // Made first, so that the grants of the migration cover it.
  await withClient(server.ownerUrl, (owner) => owner.query(FAULTS_RECEIVED));
  await migrate({ ownerUrl: server.ownerUrl, appRole, migrations, setting: 'DATABASE_URL', seed: seedReference });
}

/** Whatever asks for work in the product: a process of its own, that nobody kills. */
async function asker(settings: Readonly<Record<string, string>>): Promise<INestApplicationContext> {
  const config = loadConfig(settings);
  const logger = createLogger('silent');
  const options = { config, secrets: config.secrets!, logger, databaseUrl: config.databaseUrl! };
  return NestFactory.createApplicationContext(AppModule.forRoot(options, [Listeners]), { logger: false });
}

/** Waits until nothing is left to do. @returns how many deliveries were given up */
async function drained(client: Client): Promise<number> {
  const end = performance.now() + DRAIN_MS;
  for (;;) {
    const { rows } = await client.query<{ left: number; dead: number }>(LEFT);
    const { left, dead } = rows[0]!;
    if (left === dead || performance.now() > end) return left;
    await delay(500);
  }
}

async function run(server: EmbeddedDatabase): Promise<boolean> {
  await prepare(server);
  const settings = { ...productionSettings, DATABASE_URL: server.appUrl, WORKER_PORT: '0', LOG_LEVEL: 'silent' };
  const receiver = new Receiver();
  const url = await receiver.listen();
  const context = await asker(settings);
  const workers = new HuntedWorkers(WORKERS, { PATH: process.env['PATH'] ?? '', ...settings });
  const [asked] = await Promise.all([
    askFor(context, AMOUNTS, { url, duration: ASK_MS }),
    CALM ? delay(ASK_MS) : workers.hunt(HUNT_MS),
  ]);
  const hunted = performance.now();
  return withClient(server.ownerUrl, async (client) => {
    const left = await drained(client);
    const seconds = ((performance.now() - hunted) / 1_000).toFixed(1);
    const codes = await workers.end();
    await context.close();
    await receiver.close();
    const verdicts = await judge(client, asked, receiver);
    const { rows } = await client.query<Record<string, string>>(LAG);
    console.log(
      `${WORKERS} workers in ${HUNT_MS / 1_000} s: ${JSON.stringify(workers.blows)}; drained ${seconds} s later`,
    );
    console.table(verdicts);
    const repeated = [...receiver.taken.values()].filter((count) => count > 1).length;
    console.log(`calls taken more than once, recognisable by their id: ${repeated}; left undone: ${left}`);
    console.log(`seconds from the due time of a deadline to its execution: ${JSON.stringify(rows[0])}`);
    console.log(`exit codes of the last workers: ${codes.join(' ')}`);
    return left === 0 && codes.every((code) => code === 0) && verdicts.every(isSound);
  });
}

function isSound({ lost, doubled, outOfOrder }: Verdict): boolean {
  return lost + doubled + outOfOrder === 0;
}

const folder = mkdtempSync(join(tmpdir(), 'alliance-faults-'));
const server = await startEmbeddedDatabase({ folder, throwaway: true });
try {
  const sound = await run(server);
  console.log(sound ? 'Nothing lost, nothing doubled, order kept.' : 'FAILED');
  process.exitCode = sound ? 0 : 1;
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
