import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { migrations } from '#migrations';
import { loadConfig, migrate, startEmbeddedDatabase, type EmbeddedDatabase } from '#platform';
import { seedDemo, seedReference } from '#seeds';
import { productionSettings, withClient } from '#testing';
import { HuntedWorkers } from './hunted-workers.js';
import { judge, type Judgement } from './readers/judgement.js';
import { PROCESSES, READERS, fillQueue, leftOf, tableOfPublished } from './readers/queue.js';

const ITEMS = 2_000;
const HUNT_MS = 45_000;
const DRAIN_MS = 180_000;
const PROGRAM = join(import.meta.dirname, 'readers', 'reader-process.js');

/** `npm run faults:readings`: twenty readers share a queue, fall asleep over it and are killed; each item is read once. */
async function run(server: EmbeddedDatabase): Promise<boolean> {
  const appRole = new URL(server.appUrl).username;
  await withClient(server.ownerUrl, tableOfPublished);
  await migrate({ ownerUrl: server.ownerUrl, appRole, migrations, setting: 'DATABASE_URL', seed: seedReference });
  const settings = { ...productionSettings, DATABASE_URL: server.appUrl, LOG_LEVEL: 'silent' };
  await seedDemo({ ownerUrl: server.ownerUrl, secrets: loadConfig(settings).secrets!, now: new Date() });
  return withClient(server.ownerUrl, async (owner) => {
    await fillQueue(owner, ITEMS);
    const begun = performance.now();
    const readers = new HuntedWorkers(PROCESSES, { PATH: process.env['PATH'] ?? '', ...settings }, PROGRAM);
    await readers.hunt(HUNT_MS);
    const left = await drained(owner);
    const seconds = ((performance.now() - begun) / 1_000).toFixed(0);
    await readers.end();
    const judgement = await judge(owner);
    console.log(`${READERS} readers, ${ITEMS} items: ${seconds} s, ${JSON.stringify(readers.blows)}, left ${left}`);
    console.table(judgement);
    return left === 0 && isSound(judgement);
  });
}

/** Waits until all has been read. */
async function drained(owner: Parameters<typeof leftOf>[0]): Promise<number> {
  const end = performance.now() + DRAIN_MS;
  for (;;) {
    const left = await leftOf(owner);
    if (left === 0 || performance.now() > end) return left;
    await delay(500);
  }
}

/** Whoever claims passes over what the others are about to take, and nothing else. */
function isSound({ farthestFromFront, ...wrong }: Judgement): boolean {
  const { lost, publishedTwice, underAnotherClaim, heldByTwo } = wrong;
  return lost + publishedTwice + underAnotherClaim + heldByTwo === 0 && farthestFromFront < READERS;
}

const folder = mkdtempSync(join(tmpdir(), 'alliance-readings-'));
const server = await startEmbeddedDatabase({ folder, throwaway: true });
try {
  const sound = await run(server);
  console.log(sound ? 'Each was read by one at a time and published once, in the order of the queue.' : 'FAILED');
  process.exitCode = sound ? 0 : 1;
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
