import { randomUUID } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { Agent, request, type IncomingMessage } from 'node:http';
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

/** Whether a statement about the table waits for a lock; rounds of background work may wait as well. */
async function isWaiting(observer: Client, table: string): Promise<boolean> {
  const { rows } = await observer.query<{ waiting: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query ~ $1) AS waiting`,
    [table],
  );
  return rows[0]!.waiting;
}

/** Over the one connection of the agent: whoever comes second waits for the first answer. */
function asks(url: string, agent: Agent, question: { query: string; variables: object }): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    request(`${url}/graphql`, { method: 'POST', agent, headers }, (answer) => resolve(answer.resume()))
      .on('error', reject)
      .end(JSON.stringify(question));
  });
}

it('whoever goes on asking over a connection that they have gets an answer that ends it', async () => {
  const folder = launchpad.folder();
  const product = launchpad.start({ DATA_DIR: folder, DEMO_DATA: 'true', DEMO_PASSWORD: PASSWORD });
  const url = await product.url();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const query = 'mutation($input: SignInInput!) { signIn(input: $input) { token } }';
  const variables = { input: { loginName: 'township-doctor', password: PASSWORD } };

  const answers = await withClient(embeddedServerOf(folder).superuserUrl, async (holder) => {
    await holder.query('BEGIN; LOCK TABLE sign_in_attempts IN ACCESS EXCLUSIVE MODE');
    const both = Promise.all([asks(url, agent, { query, variables }), asks(url, agent, { query, variables })]);
    await withClient(embeddedServerOf(folder).superuserUrl, (observer) =>
      eventually(() => isWaiting(observer, 'sign_in_attempts')),
    );
    product.signal('SIGTERM');
    await eventually(() => isRefused(url));
    await holder.query('COMMIT');
    return both;
  });

  expect(answers.map(({ statusCode, headers }) => [statusCode, headers.connection])).toEqual([
    [200, 'keep-alive'],
    [200, 'close'],
  ]);
  expect(await product.exitCode()).toBe(0);
  expect(product.errors).toEqual([]);
});

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
    await withClient(superuserUrl, (observer) => eventually(() => isWaiting(observer, 'patients')));
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
