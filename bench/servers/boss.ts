import { once } from 'node:events';
import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { PgBoss, type Job } from 'pg-boss';
import { announce } from './announce.js';
import { AT_ONCE, DELIVERED } from './delivery.js';
import { figuresOf, type Courier } from './courier.js';
import { environment } from './environment.js';

// pg-boss alone, in a schema of its own: at least once, without events, audit rows or a note of what was consumed.
// `BENCH_BOSS=batches` has it work in batches, as fast as it can; otherwise each job is fetched and ended by itself.

const BATCH = 50;
/** The shortest that pg-boss takes. */
const POLLING_SECONDS = 0.5;
const queue = `bench-${randomUUID()}`;
const pool = new Pool({ connectionString: environment('BENCH_OWNER_URL'), max: 20 });
const boss = new PgBoss({
  db: { executeSql: (text, values) => pool.query(text, values as unknown[]) },
  schema: 'bench_boss',
  supervise: false,
  schedule: false,
});
boss.on('error', (error) => console.error(error));
await boss.start();
await boss.createQueue(queue);

type Work = Job<{ id: string }>;

async function deliver(job: Work, begun: (id: string) => void): Promise<void> {
  begun(job.data.id);
  await pool.query({ name: 'deliver', text: DELIVERED, values: [job.data.id] });
}

/** One job after the other, each ended by itself, in so many lanes; between two looks nothing is asked. */
async function lane(begun: (id: string) => void): Promise<never> {
  for (;;) {
    const jobs = await boss.fetch<Work['data']>(queue, { batchSize: 1 });
    for (const job of jobs) {
      await deliver(job, begun);
      await boss.complete(queue, job.id);
    }
    if (jobs.length === 0) await new Promise((resolve) => setTimeout(resolve, POLLING_SECONDS * 1_000));
  }
}

async function start(begun: (id: string) => void): Promise<void> {
  if (environment('BENCH_BOSS') !== 'batches') {
    for (let n = 0; n < AT_ONCE; n++) lane(begun).catch((error: unknown) => console.error(error));
    return;
  }
  const options = { batchSize: BATCH, burstWhenBatchFull: true, pollingIntervalSeconds: POLLING_SECONDS };
  await boss.work<Work['data']>(queue, options, async (jobs) => {
    for (let from = 0; from < jobs.length; from += AT_ONCE) {
      await Promise.all(jobs.slice(from, from + AT_ONCE).map((job) => deliver(job, begun)));
    }
  });
}

const courier: Courier = {
  enqueue: async (ids) => {
    await boss.insert(
      queue,
      ids.map((id) => ({ data: { id } })),
    );
  },
  start,
};
const server = createServer().listen(0, '127.0.0.1');
await once(server, 'listening');
announce(server, { deliver: async () => ({ deliveries: await figuresOf(courier) }) });
