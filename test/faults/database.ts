import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { migrations } from '#migrations';
import { migrate, startEmbeddedDatabase, type EmbeddedDatabase } from '#platform';
import { seedReference } from '#seeds';
import { HttpClient, ProductProcess, UnreliableLine, eventually, productionSettings, withClient } from '#testing';
import type { Client } from 'pg';
import { Experience, type Acknowledged } from './careful-client.js';
import { Doctors, castOf, type Cast } from './doctors.js';
import { outOfOrder, reckon } from './ledger.js';
import { LiveWatcher } from './live-watcher.js';
import { FAULTS_RECEIVED } from './received.js';
import { Receiver } from './receiver.js';
import { trouble } from './troubles.js';

const PAIRS_OF_DOCTORS = 24;
const TROUBLE_MS = Number(process.env['TROUBLE_SECONDS'] ?? 120) * 1_000;
const DRAIN_MS = 120_000;
const POOL_SIZE = 10;
const PROGRAM = join(import.meta.dirname, 'followed-process.js');
/** What is due by now, and the limits of the followers, the last of which come due seconds later; the product's own lie hours ahead. */
const LEFT = `
  SELECT (SELECT count(*) FROM pgboss.job)::int
    + (SELECT count(*) FROM deadlines WHERE ended_at IS NULL AND (due_at <= now() OR kind = 'faults.limit'))::int
    + (SELECT count(*) FROM unpositioned_events)::int AS left,
    (SELECT count(*) FROM pgboss.job WHERE state = 'failed')::int AS dead`;

/** The API with background work of its own and one more worker, each on a line of its own to the same database. */
interface Stage {
  readonly api: ProductProcess;
  readonly worker: ProductProcess;
  readonly url: string;
  readonly lines: readonly UnreliableLine[];
  readonly receiver: Receiver;
}

const processes: ProductProcess[] = [];

async function setUp(server: EmbeddedDatabase): Promise<{ stage: Stage; cast: Cast }> {
  const appRole = new URL(server.appUrl).username;
  // Made first, so that the grants of the migration cover it.
  await withClient(server.ownerUrl, (owner) => owner.query(FAULTS_RECEIVED));
  await migrate({ ownerUrl: server.ownerUrl, appRole, migrations, setting: 'DATABASE_URL', seed: seedReference });
  const cast = await castOf(server);
  const receiver = new Receiver();
  const lines = [await UnreliableLine.to(server.appUrl), await UnreliableLine.to(server.appUrl)];
  const settings = {
    ...productionSettings,
    ENCRYPTION_KEYS: productionSettings['ENCRYPTION_KEYS']!.replace('k1:', 'test:'),
    DATABASE_TIMEOUT: '2',
    DATABASE_POOL_SIZE: String(POOL_SIZE),
    LOG_LEVEL: 'warn',
    PORT: '0',
    WORKER_PORT: '0',
    FAULTS_RECEIVER: await receiver.listen(),
  };
  const start = (part: string, line: UnreliableLine): ProductProcess => {
    const process = ProductProcess.run([PROGRAM, part], { ...settings, DATABASE_URL: line.url });
    processes.push(process);
    return process;
  };
  const [api, worker] = [start('api', lines[0]!), start('worker', lines[1]!)];
  return { stage: { api, worker, url: await api.url(), lines, receiver }, cast };
}

/** Waits until nothing is left to do. @returns how much is left after all */
async function drained(client: Client): Promise<number> {
  const limit = performance.now() + DRAIN_MS;
  for (;;) {
    const { rows } = await client.query<{ left: number; dead: number }>(LEFT);
    const { left, dead } = rows[0]!;
    if (left === dead || performance.now() > limit) return left;
    await delay(200);
  }
}

/** Both can serve, and every connection of the API's pool works. @returns seconds until then */
async function recovered({ url, worker }: Stage): Promise<number> {
  const begun = performance.now();
  const urls = [url, await worker.url()];
  await eventually(async () => {
    const answers = await Promise.all(urls.map((each) => fetch(`${each}/health/ready`)));
    return answers.every(({ status }) => status === 200);
  });
  const checks = Array.from({ length: 3 * POOL_SIZE }, () => fetch(`${url}/health/ready`));
  const statuses = (await Promise.all(checks)).map(({ status }) => status);
  if (statuses.some((status) => status !== 200)) throw new Error(`a connection is left broken: ${statuses.join(' ')}`);
  return (performance.now() - begun) / 1_000;
}

/** Of what the processes have said, what nobody may have to read: the receiver's refusals are part of the play. */
function alarming({ api, worker }: Stage): string[] {
  const said = [api, worker].flatMap(({ output, errors }) => [
    ...errors,
    ...output.filter((line) => /"level":"error"/.test(line)),
  ]);
  return said.filter((line) => !line.includes('CallingEffect'));
}

async function run(server: EmbeddedDatabase): Promise<boolean> {
  const { stage, cast } = await setUp(server);
  const experience = new Experience();
  const watcher = new LiveWatcher(stage.url, cast.coordinator);
  watcher.begin();
  const doctors = Array.from({ length: PAIRS_OF_DOCTORS }, () => {
    const clients = {
      township: HttpClient.withToken(stage.url, cast.township),
      cardiologist: HttpClient.withToken(stage.url, cast.cardiologist),
    };
    return new Doctors(clients, cast.departmentId, experience);
  });
  const working = Promise.all(doctors.map((pair) => pair.work(TROUBLE_MS)));
  const [troubles] = await Promise.all([trouble(stage.lines, TROUBLE_MS), working]);
  console.log(`in ${TROUBLE_MS / 1_000} s: ${JSON.stringify(troubles)}`);
  console.log(`all connections good again ${(await recovered(stage)).toFixed(1)} s after the last trouble`);
  await Promise.all(doctors.map((pair) => pair.repeatAll()));
  const acknowledged = doctors.flatMap((pair) => pair.acknowledged);
  tell(experience, acknowledged.length);
  const faults = await withClient(server.ownerUrl, (client) => audit(client, stage, { acknowledged, watcher }));
  faults.push(...experience.wrong);
  for (const fault of faults.slice(0, 20)) console.log(`WRONG: ${fault}`);
  return faults.length === 0;
}

function tell({ unavailable, broken, longestMs }: Experience, acknowledged: number): void {
  const longest = `${(longestMs / 1_000).toFixed(1)} s`;
  console.log(`clients: ${acknowledged} changes acknowledged, and all of them repeated`);
  console.log(`asked to come back ${unavailable} times, connections broken ${broken}, longest answer ${longest}`);
}

/** Lets everything be done, ends the processes and compares. @returns what is wrong */
async function audit(
  client: Client,
  stage: Stage,
  { acknowledged, watcher }: { acknowledged: readonly Acknowledged[]; watcher: LiveWatcher },
): Promise<string[]> {
  const left = await drained(client);
  const submitted = acknowledged.filter(({ mutation }) => mutation === 'submitReferral').length;
  await eventually(() => watcher.reloads > 0 || watcher.submitted.length >= submitted).catch(() => undefined);
  await watcher.end();
  console.log(`live client: connected ${watcher.connections} times, told to reload ${watcher.reloads} times`);
  const died = [stage.api, stage.worker].filter(({ hasEnded }) => hasEnded).length;
  const codes = await end(stage);
  const entries = await reckon(client, acknowledged, { receiver: stage.receiver, watcher });
  console.table(entries);
  const wrong = entries.filter(({ lost, doubled, beyond }) => lost + doubled + beyond > 0).map(({ what }) => what);
  const wrongOrder = await outOfOrder(client);
  return [
    ...wrong,
    ...alarming(stage),
    ...(left > 0 ? [`left undone: ${left}`] : []),
    ...(wrongOrder > 0 ? [`deliveries out of order: ${wrongOrder}`] : []),
    ...(died > 0 ? [`processes that died: ${died}`] : []),
    ...codes.filter((code) => code !== 0).map((code) => `exit code ${code}`),
  ];
}

async function end({ api, worker, lines, receiver }: Stage): Promise<(number | null)[]> {
  await Promise.all([api.end(), worker.end()]);
  for (const line of lines) line.close();
  await receiver.close();
  return Promise.all([api.exitCode(), worker.exitCode()]);
}

const folder = mkdtempSync(join(tmpdir(), 'alliance-faults-'));
const server = await startEmbeddedDatabase({ folder, throwaway: true });
try {
  const sound = await run(server);
  console.log(sound ? 'Nothing acknowledged is lost, nothing has happened twice.' : 'FAILED');
  process.exitCode = sound ? 0 : 1;
} finally {
  for (const process of processes) await process.end('SIGKILL');
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
