import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Launchpad, productionSettings, type Settings } from '#testing';

const launchpad = new Launchpad();
const KEY = Buffer.alloc(32, 1).toString('base64');
const SHORT_KEY = Buffer.alloc(31, 1).toString('base64');
const PASSWORD = 'Hush-4711';
const APP = `postgresql://app:${PASSWORD}@127.0.0.1:1/alliance`;
const OWNER = `postgresql://owner:${PASSWORD}@127.0.0.1:1/alliance`;

afterEach(() => launchpad.endProcesses());
afterAll(() => launchpad.clear());

/** The one line with which the product refuses to start. */
async function refusal(settings: Settings, nodeArguments: readonly string[] = []): Promise<string> {
  const product = launchpad.start(settings, nodeArguments);
  expect(await product.exitCode()).toBe(1);
  expect(product.errors).toHaveLength(1);
  expect([...product.output, ...product.errors].join('\n')).not.toContain(PASSWORD);
  return product.errors[0]!;
}

const productionWithoutSecrets = { ...productionSettings, ENCRYPTION_KEYS: '', BLIND_INDEX_KEY: '' };

describe('a setting that cannot be meant is named in one line, without a stack trace and without a password:', () => {
  it.each<[string, Settings, RegExp]>([
    ['a port that is a word', { PORT: 'abc' }, /^PORT must be a whole number from 0 to 65535\.$/],
    ['a mode that does not exist', { NODE_ENV: 'prod' }, /^NODE_ENV must be one of: /],
    ['a switch that is neither on nor off', { DEMO_DATA: 'yes' }, /^DEMO_DATA must be true or false\.$/],
    ['a file that is missing', { BLIND_INDEX_KEY_FILE: '/nonexistent/key' }, /^BLIND_INDEX_KEY_FILE names a file that/],
    ['another kind of database', { DATABASE_URL: `mysql://app:${PASSWORD}@db/alliance` }, /^DATABASE_URL must look/],
    ['no database on the server', { DATABASE_URL: `postgresql://app:${PASSWORD}@db` }, /^DATABASE_URL must look like/],
    ['no user', { DATABASE_URL: 'postgresql://127.0.0.1/alliance' }, /^DATABASE_URL must look like/],
    ['a stray %', { DATABASE_URL: `postgresql://app:${PASSWORD}%@db/alliance` }, /^DATABASE_URL must look like/],
    ['an origin with a path', { ALLOWED_ORIGINS: 'https://portal.example.cn/' }, /^ALLOWED_ORIGINS must list origins/],
    ['no URL at all', { DATABASE_OWNER_URL: `app ${PASSWORD}` }, /^DATABASE_OWNER_URL must look like postgresql:/],
    ['a server that does not answer', { DATABASE_URL: APP }, /^DATABASE_URL: the database server cannot be reached\.$/],
  ])('%s', async (_title, settings, line) => {
    expect(await refusal(settings)).toMatch(line);
  });

  it.each<[string, Settings, RegExp]>([
    ['too short', { ENCRYPTION_KEYS: `k1:${SHORT_KEY}`, BLIND_INDEX_KEY: KEY }, /^ENCRYPTION_KEYS must hold base64 of/],
    ['not base64', { ENCRYPTION_KEYS: `k1:${KEY}!`, BLIND_INDEX_KEY: KEY }, /^ENCRYPTION_KEYS must hold base64 of/],
    ['the same id twice', { ENCRYPTION_KEYS: `k1:${KEY},k1:${KEY}`, BLIND_INDEX_KEY: KEY }, /^ENCRYPTION_KEYS names/],
    ['without an id', { ENCRYPTION_KEYS: KEY, BLIND_INDEX_KEY: KEY }, /^ENCRYPTION_KEYS must be a list of id:base64/],
    ['with an empty id', { ENCRYPTION_KEYS: `:${KEY}`, BLIND_INDEX_KEY: KEY }, /^ENCRYPTION_KEYS must be a list of/],
    ['one without the other', { ENCRYPTION_KEYS: `k1:${KEY}` }, /^BLIND_INDEX_KEY is missing although/],
    ['the other too short', { ENCRYPTION_KEYS: `k1:${KEY}`, BLIND_INDEX_KEY: SHORT_KEY }, /^BLIND_INDEX_KEY must hold/],
  ])('keys: %s', async (_title, settings, line) => {
    const message = await refusal(settings);
    expect(message).toMatch(line);
    expect(message).not.toContain(KEY);
  });
});

describe('production refuses what suits a trial only:', () => {
  it.each<[string, Settings, RegExp]>([
    ['the embedded database', productionSettings, /^DATABASE_URL is missing: production does not run on the embedded/],
    ['missing secrets', { ...productionWithoutSecrets, DATABASE_URL: APP }, /^ENCRYPTION_KEYS and BLIND_INDEX_KEY are/],
    ['demo data', { ...productionSettings, DATABASE_URL: APP, DEMO_DATA: 'true' }, /^DEMO_DATA must not be true/],
    [
      'one role for everything',
      { ...productionSettings, DATABASE_URL: APP, DATABASE_OWNER_URL: APP },
      /^DATABASE_URL and DATABASE_OWNER_URL must name two different roles in production\.$/,
    ],
    [
      'an owner that cannot be reached, before anything is changed',
      { ...productionSettings, DATABASE_URL: APP, DATABASE_OWNER_URL: OWNER },
      /^DATABASE_URL: the database server cannot be reached\.$/,
    ],
  ])('%s', async (_title, settings, line) => {
    expect(await refusal(settings)).toMatch(line);
  });
});

describe('where the product is to listen or to keep its data', () => {
  it('names the port that another program has', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const folder = launchpad.folder();
    const message = await refusal({ DATA_DIR: folder, PORT: String(port) });
    other.close();
    expect(message).toBe(`PORT ${port} is in use by another program.`);
    // Nobody is shown the accounts of a county that cannot be visited.
    expect(readdirSync(folder)).toEqual([]);
  });

  it('names an address that is not of this machine', async () => {
    const message = await refusal({ DATA_DIR: launchpad.folder(), HOST: '192.0.2.1' });
    expect(message).toBe('HOST is not an address of this machine.');
  });

  it('names the folder that another instance uses, and leaves that one alone', async () => {
    const folder = launchpad.folder();
    const first = launchpad.start({ DATA_DIR: folder });
    const url = await first.url();
    expect(await refusal({ DATA_DIR: folder })).toMatch(
      new RegExp(`^DATA_DIR: ${folder}/postgres is in use by another instance \\(process ${first.pid}\\)`),
    );
    expect(await (await fetch(`${url}/health/ready`)).json()).toEqual({ status: 'up', database: 'up' });
  });

  it('names the folder whose data another major version of PostgreSQL wrote', async () => {
    const folder = launchpad.folder();
    mkdirSync(join(folder, 'postgres/cluster'), { recursive: true });
    writeFileSync(join(folder, 'postgres/cluster/PG_VERSION'), '16\n');
    expect(await refusal({ DATA_DIR: folder })).toMatch(
      /^DATA_DIR: .* holds data of PostgreSQL 16, this product brings/,
    );
  });
});

it('asks an older Node.js for a newer one before it reads anything that needs that', async () => {
  const older = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.19.0'}})`;
  expect(await refusal({}, ['--import', older])).toMatch(/^Node\.js 24 or newer is needed; start with `npm start`/);
});
