import { createServer, type AddressInfo } from 'node:net';
import { Launchpad, productionSettings, type ExternalDatabase, type Settings } from '#testing';

const launchpad = new Launchpad();
let database: ExternalDatabase;

beforeAll(async () => {
  database = await launchpad.externalDatabase();
  await launchpad.migrate({ DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl }).exitCode();
});
afterEach(() => launchpad.endProcesses());
afterAll(() => launchpad.clear());

function production(changes: Settings = {}): Settings {
  return { ...productionSettings, DATABASE_URL: database.appUrl, ...changes };
}

/** The one line with which a worker refuses to start. */
async function refusal(settings: Settings): Promise<string> {
  const worker = launchpad.startWorker(settings);
  expect(await worker.exitCode()).toBe(1);
  expect(worker.errors).toHaveLength(1);
  return worker.errors[0]!;
}

it.each(['SIGTERM', 'SIGINT'] as const)(
  'a worker tells how it is, serves nothing else, and ends in order on %s',
  async (signal) => {
    const worker = launchpad.startWorker(production());
    const url = await worker.url();
    const ready = await fetch(`${url}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'up', database: 'up' }]);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('database_pool_connections');
    expect((await fetch(`${url}/graphql`, { method: 'POST' })).status).toBe(404);
    worker.signal(signal);
    expect(await worker.exitCode()).toBe(0);
    expect(worker.errors).toEqual([]);
    expect(worker.output).toEqual([expect.stringMatching(/^The worker is ready: /)]);
  },
);

it('several workers run beside an API that leaves the background work to them', async () => {
  const api = launchpad.start(production({ BACKGROUND_WORK: 'false' }));
  const workers = [launchpad.startWorker(production()), launchpad.startWorker(production())];
  for (const { url } of [api, ...workers].map((each) => ({ url: each.url() }))) {
    expect((await fetch(`${await url}/health/ready`)).status).toBe(200);
  }
});

describe('a setting that cannot be meant is named in one line:', () => {
  it.each<[string, () => Settings, RegExp]>([
    ['no database', () => productionSettings, /^DATABASE_URL is missing: production does not run on the embedded/],
    ['no database on a trial', () => ({}), /^DATABASE_URL is missing: a worker shares the database of the API/],
    ['a port that is a word', () => production({ WORKER_PORT: 'abc' }), /^WORKER_PORT must be a whole number/],
    [
      'a switch that is neither',
      () => production({ BACKGROUND_WORK: 'yes' }),
      /^BACKGROUND_WORK must be true or false/,
    ],
    [
      'missing keys',
      () => production({ ENCRYPTION_KEYS: '', BLIND_INDEX_KEY: '' }),
      /^ENCRYPTION_KEYS and BLIND_INDEX/,
    ],
    ['an address elsewhere', () => production({ HOST: '192.0.2.1' }), /^HOST is not an address of this machine\.$/],
  ])('%s', async (_title, settings, line) => {
    expect(await refusal(settings())).toMatch(line);
  });

  it('a port that another program has', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const message = await refusal(production({ WORKER_PORT: String(port) }));
    other.close();
    expect(message).toBe(`WORKER_PORT ${port} is in use by another program.`);
  });

  it('a database that nobody has migrated', async () => {
    const empty = await launchpad.externalDatabase();
    expect(await refusal(production({ DATABASE_URL: empty.appUrl }))).toMatch(/^DATABASE_URL: the schema lacks \d+ of/);
  });
});
