import { Launchpad, productionSettings } from '#testing';
import { cpus, loadavg } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { withCounty, type LoadCounty } from './county.js';
import { Listeners } from './listeners.js';
import { Changer, paced, throughput } from './mutations.js';

const CLIENTS = 1_000;
const CHANGERS = 8;
const PACE = { perSecond: 20, seconds: 20 };
const BURST_SECONDS = 10;
const ROUNDS = 2;

/**
 * `npm run load:live`: what live updates cost and how long they take, with the built product in a process of its own.
 * `-- --concerned 1000` lets every change be everybody's business; a tenth is what two institutions of a county are.
 */
async function main(): Promise<void> {
  const concerned = Number(process.argv[process.argv.indexOf('--concerned') + 1] ?? 0) || CLIENTS / 10;
  const size = { concerned, others: CLIENTS - concerned, referrals: CHANGERS };
  await withCounty(size, async (county) => {
    const launchpad = new Launchpad();
    try {
      const key = Buffer.alloc(32, 7).toString('base64');
      const product = launchpad.start({
        ...productionSettings,
        ENCRYPTION_KEYS: `test:${key}`,
        DATABASE_URL: county.appUrl,
        DATABASE_OWNER_URL: county.ownerUrl,
      });
      await measure(await product.url(), county);
    } finally {
      await launchpad.clear();
    }
  });
}

async function measure(url: string, county: LoadCounty): Promise<void> {
  const listeners = new Listeners();
  const endpoint = { url, token: county.cardiologist };
  const changers = county.referrals.map((referral) => new Changer(endpoint, referral, listeners.expect));
  await throughput(changers, 3);
  const [off, on]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    off.push(await throughput(changers, BURST_SECONDS));
    await listeners.connect(url, [...county.concerned, ...county.others]);
    on.push(await throughput(changers, BURST_SECONDS));
    await quiet(listeners);
    if (round === ROUNDS - 1) await report(listeners, changers, county.concerned.length);
    await listeners.close();
  }
  off.push(await throughput(changers, BURST_SECONDS));
  const ratio = mean(on) / mean(off);
  console.log(`changes/s, off: ${off.map(whole).join(' ')}; on: ${on.map(whole).join(' ')}; ratio ${ratio.toFixed(2)}`);
}

async function report(listeners: Listeners, changers: readonly Changer[], concerned: number): Promise<void> {
  console.log(
    `${cpus()[0]?.model}, ${cpus().length} cores, load ${loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')}`,
  );
  console.log(
    `${listeners.size} clients, ${concerned} concerned by each change; product, database and clients share the machine`,
  );
  listeners.delays.length = 0;
  await paced(changers, PACE.perSecond, PACE.seconds);
  await quiet(listeners);
  const sorted = listeners.delays.toSorted((left, right) => left - right);
  const at = (part: number): string => whole(sorted[Math.floor(sorted.length * part)] ?? Number.NaN);
  const expected = PACE.perSecond * PACE.seconds * concerned;
  console.log(
    `heard ${sorted.length} of ${expected}; from request to client p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms`,
  );
}

/** Until nothing has come for a second. */
async function quiet(listeners: Listeners): Promise<void> {
  for (let seen = -1; seen !== listeners.updates;) {
    seen = listeners.updates;
    await delay(1_000);
  }
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const whole = (value: number): string => value.toFixed(0);

await main();
