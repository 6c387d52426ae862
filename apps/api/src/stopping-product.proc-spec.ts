import { randomUUID } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { Launchpad, HttpClient, embeddedServerOf, eventually, fictionalIdNumber, withClient } from '#testing';
import type { Client } from 'pg';

const PASSWORD = 'Known-to-the-test-1';

const launchpad = new Launchpad();
afterEach(() => launchpad.endProcesses());
afterAll(() => launchpad.clear());

/** A process that has ended keeps its entry until its parent has taken note, but no longer works in any folder. */
function isRunning(pid: number): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) !== '';
  } catch {
    return false;
  }
}

async function isRefused(url: string): Promise<boolean> {
  return fetch(`${url}/health/live`).then(
    () => false,
    () => true,
  );
}

async function statementsWaiting(observer: Client): Promise<boolean> {
  const { rows } = await observer.query<{ waiting: boolean }>(
    'SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted) AS waiting',
  );
  return rows[0]!.waiting;
}

it('a request under way when the product is told to stop gets its answer, and nobody new gets in', async () => {
  const folder = launchpad.folder();
  const product = launchpad.start({ DATA_DIR: folder, DEMO_DATA: 'true', DEMO_PASSWORD: PASSWORD });
  const url = await product.url();
  const client = await HttpClient.signedIn(url, 'township-doctor', PASSWORD);
  const { pid, superuserUrl } = embeddedServerOf(folder);
  const patient = { idempotencyKey: randomUUID(), idType: 'RESIDENT_ID', idNumber: fictionalIdNumber(), name: '测试' };

  const answer = await withClient(superuserUrl, async (holder) => {
    await holder.query('BEGIN; LOCK TABLE patients IN ACCESS EXCLUSIVE MODE');
    const underWay = client.sends<{ registerPatient: { id: string } }>(
      'mutation($input: RegisterPatientInput!) { registerPatient(input: $input) { id } }',
      { input: patient },
    );
    await withClient(superuserUrl, (observer) => eventually(() => statementsWaiting(observer)));
    product.signal('SIGTERM');
    await eventually(() => isRefused(url));
    product.signal('SIGTERM');
    await holder.query('COMMIT');
    return underWay;
  });

  expect(answer.errors).toEqual([]);
  expect(answer.data?.registerPatient.id).toEqual(expect.any(String));
  expect(await product.exitCode()).toBe(0);
  expect(isRunning(pid)).toBe(false);
  expect(product.errors).toEqual([]);
});

it('sends live clients elsewhere when it is told to stop, and does not wait for one that answers no more', async () => {
  const product = launchpad.start({ DATA_DIR: launchpad.folder(), DEMO_DATA: 'true', DEMO_PASSWORD: PASSWORD });
  const url = await product.url();
  const client = await HttpClient.signedIn(url, 'township-doctor', PASSWORD);
  const [listener, silent] = await Promise.all([client.listens(), client.listens()]);
  await listener.workList().next();
  silent.webSocket.pause();
  product.signal('SIGTERM');
  expect(await listener.closed).toBe('1001 RESTART');
  expect(await product.exitCode()).toBe(0);
  expect(product.errors).toEqual([]);
  silent.webSocket.terminate();
});

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s ends the product and its PostgreSQL in order', async (signal) => {
  const folder = launchpad.folder();
  const product = launchpad.start({ DATA_DIR: folder });
  await product.url();
  const { pid } = embeddedServerOf(folder);
  product.signal(signal);
  expect(await product.exitCode()).toBe(0);
  expect(isRunning(pid)).toBe(false);
});

it('a stop that is asked for during the start leaves nothing running', async () => {
  const folder = launchpad.folder();
  const product = launchpad.start({ DATA_DIR: folder });
  await eventually(() => product.output.some((line) => line.includes('listens on')));
  const { pid } = embeddedServerOf(folder);
  product.signal('SIGTERM');
  expect(await product.exitCode()).toBe(0);
  expect(isRunning(pid)).toBe(false);
});
