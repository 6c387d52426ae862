import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { installationFolder } from '../../config/installation.js';
import { StartupError } from '../../startup-error.js';
import { embeddedDataFolder, startEmbeddedDatabase, type EmbeddedDatabase } from './index.js';
import { waitUntil } from './wait-until.js';

const LIMIT_MS = 30_000;

const folders: string[] = [];
const children: ChildProcess[] = [];
const databases: EmbeddedDatabase[] = [];
let compiled: string;

beforeAll(() => {
  compiled = temporaryFolder();
  const sources = ['libs/platform/src/database/embedded', 'libs/platform/src/startup-error.ts'];
  execFileSync(
    process.execPath,
    [join(installationFolder, 'node_modules/@swc/cli/bin/swc.js'), ...sources, '--out-dir', compiled, '--quiet'],
    { cwd: installationFolder },
  );
  writeFileSync(join(compiled, 'package.json'), '{ "type": "module" }');
  symlinkSync(join(installationFolder, 'node_modules'), join(compiled, 'node_modules'));
});

afterEach(async () => {
  for (const child of children.splice(0)) await end(child, 'SIGTERM');
  for (const database of databases.splice(0)) await database.stop();
});

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'embedded-database-'));
  folders.push(folder);
  return folder;
}

async function start(folder: string, onLog?: (line: string) => void): Promise<EmbeddedDatabase> {
  const database = await startEmbeddedDatabase({ folder, ...(onLog && { onLog }) });
  databases.push(database);
  return database;
}

/** What the client reads: the rows as arrays of values. */
async function query(url: string, text: string): Promise<unknown[][]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}

interface Product {
  readonly process: ChildProcess;
  readonly output: string[];
  readonly errors: string[];
}

/** Root as containers have it by default: without the right to look into the processes of other accounts. */
const ROOT_OF_A_CONTAINER = ['setpriv', '--bounding-set=-sys_ptrace', '--inh-caps=-sys_ptrace'];

/** Another process of the product on the same data; through another program, if given. */
function startProduct(folder: string, through: readonly string[] = []): Product {
  const program = join(compiled, 'libs/platform/src/database/embedded/embedded-database.proc-child.js');
  const [command, ...words] = [...through, process.execPath, program, folder];
  const child = spawn(command, words);
  children.push(child);
  return { process: child, output: linesOf(child.stdout), errors: linesOf(child.stderr) };
}

function linesOf(stream: NodeJS.ReadableStream): string[] {
  const lines: string[] = [];
  let rest = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop()!;
    lines.push(...parts);
  });
  return lines;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill(signal);
  await closed;
}

async function eventually(condition: () => boolean): Promise<void> {
  if (!(await waitUntil(condition, LIMIT_MS))) throw new Error('the condition did not come true in time');
}

describe('a first start', () => {
  it('creates a durable server that listens on the loopback interface alone and takes no one without a password', async () => {
    const { superuserUrl } = await start(temporaryFolder());
    const settings = await query(
      superuserUrl,
      `select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums',
       'listen_addresses', 'unix_socket_directories', 'server_encoding', 'TimeZone', 'jit')`,
    );
    expect(Object.fromEntries(settings)).toEqual({
      fsync: 'on',
      full_page_writes: 'on',
      synchronous_commit: 'on',
      data_checksums: 'on',
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      server_encoding: 'UTF8',
      TimeZone: 'UTC',
      jit: 'off',
    });
    expect(await query(superuserUrl, 'select distinct auth_method from pg_hba_file_rules')).toEqual([
      ['scram-sha-256'],
    ]);
  });

  it('keeps the passwords from other users of the machine', async () => {
    const { folder } = await start(temporaryFolder());
    expect(statSync(join(folder, 'credentials.json')).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'cluster')).mode & 0o777).toBe(0o700);
  });

  it('lets the owner create tables and the application only use what it was granted', async () => {
    const { ownerUrl, appUrl } = await start(temporaryFolder());
    await query(
      ownerUrl,
      'create table granted (n int); grant select on granted to alliance_app; create table withheld (n int)',
    );
    expect(await query(appUrl, 'select count(*)::int from granted')).toEqual([[0]]);
    await expect(query(appUrl, 'select * from withheld')).rejects.toMatchObject({ code: '42501' });
    await expect(query(appUrl, 'create table mine (n int)')).rejects.toMatchObject({ code: '42501' });
    await expect(query(appUrl, 'create temporary table mine (n int)')).rejects.toMatchObject({ code: '42501' });
  });

  it('never writes the values of a failed statement to the log', async () => {
    const { ownerUrl, folder } = await start(temporaryFolder());
    await query(ownerUrl, 'create table patients (name text primary key, age int)');
    await query(ownerUrl, `insert into patients values ('Zhang San', 1)`);
    await expect(query(ownerUrl, `insert into patients values ('Zhang San', 2)`)).rejects.toMatchObject({
      code: '23505',
    });
    await expect(query(ownerUrl, `select 'Zhang San'::int`)).rejects.toMatchObject({ code: '22P02' });
    expect(readFileSync(join(folder, 'postgres.log'), 'utf8')).not.toContain('Zhang');
  });
});

it('needs no right to look into the processes of the account that runs PostgreSQL', async () => {
  const folder = temporaryFolder();
  const product = startProduct(folder, process.getuid?.() === 0 ? ROOT_OF_A_CONTAINER : []);
  await eventually(() => product.output.includes('started') || product.errors.length > 0);
  expect(product.errors).toEqual([]);
  await end(product.process, 'SIGTERM');
  // The writer may notice the stop first and end the process; the server then follows by itself.
  await eventually(() => !existsSync(join(folder, 'cluster/postmaster.pid')));
});

describe('a later start', () => {
  it('finds the data of the earlier one', async () => {
    const folder = temporaryFolder();
    const first = await start(folder);
    await query(first.ownerUrl, 'create table kept as select 42 as n');
    await first.stop();
    const second = await start(folder);
    expect(await query(second.ownerUrl, 'select n from kept')).toEqual([[42]]);
  });

  it('takes over the server of a killed product, with every row that was acknowledged', async () => {
    const folder = temporaryFolder();
    const product = startProduct(folder);
    await eventually(() => product.output.length > 100);
    await end(product.process, 'SIGKILL');
    const log: string[] = [];
    const { ownerUrl } = await start(folder, (line) => log.push(line));
    expect(log).toEqual([expect.stringContaining('taken over')]);
    const acknowledged = Number(product.output.at(-1));
    expect(await query(ownerUrl, `select count(*)::int from acknowledged where n <= ${acknowledged}`)).toEqual([
      [acknowledged],
    ]);
  });

  it('recovers every acknowledged row when the server was killed together with the product', async () => {
    const folder = temporaryFolder();
    const product = startProduct(folder);
    await eventually(() => product.output.length > 100);
    await end(product.process, 'SIGKILL');
    process.kill(Number(readFileSync(join(folder, 'cluster/postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
    const { ownerUrl } = await start(folder);
    const acknowledged = Number(product.output.at(-1));
    expect(await query(ownerUrl, `select count(*)::int from acknowledged where n <= ${acknowledged}`)).toEqual([
      [acknowledged],
    ]);
  });

  it('is not misled by a process that has been given the number of the dead server', async () => {
    const folder = temporaryFolder();
    await (await start(folder)).stop();
    writeFileSync(join(folder, 'cluster/postmaster.pid'), `${process.ppid}\n${join(folder, 'cluster')}\n`);
    const { ownerUrl } = await start(folder);
    expect(await query(ownerUrl, 'select 1')).toEqual([[1]]);
  });

  it('creates the data again when the first attempt was killed half-way', async () => {
    const folder = temporaryFolder();
    const product = startProduct(folder);
    const unfinished = (): string[] => readdirSync(folder).filter((name) => name.startsWith('cluster.partial-'));
    await eventually(() => unfinished().some((name) => existsSync(join(folder, name, 'PG_VERSION'))));
    await end(product.process, 'SIGKILL');
    expect(existsSync(join(folder, 'cluster'))).toBe(false);
    const { ownerUrl } = await start(folder);
    expect(await query(ownerUrl, 'select 1')).toEqual([[1]]);
    expect(unfinished()).toEqual([]);
  });

  it('lays the programs out again when one of them is damaged', async () => {
    const folder = temporaryFolder();
    await (await start(folder)).stop();
    const runtime = readdirSync(folder).find((name) => name.startsWith('runtime-'))!;
    rmSync(join(folder, runtime, 'bin/postgres'));
    writeFileSync(join(folder, runtime, 'bin/postgres'), '');
    const { ownerUrl } = await start(folder);
    expect(await query(ownerUrl, 'select 1')).toEqual([[1]]);
  });
});

describe('a folder that is in use', () => {
  it('is given to exactly one of several products that start at the same moment', async () => {
    const folder = temporaryFolder();
    const products = [1, 2, 3].map(() => startProduct(folder));
    const losers = (): Product[] => products.filter((product) => product.process.exitCode !== null);
    await eventually(() => losers().length === 2 && products.some(({ output }) => output.includes('started')));
    for (const { process: loser, errors } of losers()) {
      expect(loser.exitCode).toBe(1);
      await eventually(() => errors.length > 0);
      expect(errors).toEqual([expect.stringMatching(/^DATA_DIR: .* is in use by another instance/)]);
    }
  });

  it('is refused to a second start in the same process, until the first one stops', async () => {
    const folder = temporaryFolder();
    const first = await start(folder);
    await expect(start(folder)).rejects.toThrow(/DATA_DIR: .* is in use by another instance \(process \d+\)/);
    await first.stop();
    await start(folder);
  });
});

describe('a folder that cannot serve', () => {
  it('is refused when another major version of PostgreSQL wrote it', async () => {
    const folder = temporaryFolder();
    await (await start(folder)).stop();
    writeFileSync(join(folder, 'cluster/PG_VERSION'), '17\n');
    const refusal = start(folder);
    await expect(refusal).rejects.toBeInstanceOf(StartupError);
    await expect(refusal).rejects.toThrow(
      /DATA_DIR: .* holds data of PostgreSQL 17, this product brings PostgreSQL 18/,
    );
  });

  it('is refused when it is a file', async () => {
    const file = join(temporaryFolder(), 'postgres');
    writeFileSync(file, '');
    await expect(start(file)).rejects.toThrow(/DATA_DIR: .* is a file or lies below one/);
  });

  it('is refused when the passwords of its data are lost', async () => {
    const folder = temporaryFolder();
    await (await start(folder)).stop();
    rmSync(join(folder, 'credentials.json'));
    await expect(start(folder)).rejects.toThrow(/DATA_DIR: .*credentials.json is missing/);
  });
});

it('says so when the server ends by itself', async () => {
  const folder = temporaryFolder();
  let ended = false;
  databases.push(await startEmbeddedDatabase({ folder, onExit: () => (ended = true) }));
  process.kill(Number(readFileSync(join(folder, 'cluster/postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
  await eventually(() => ended);
});

it('trades durability for speed only when a test asks for it', async () => {
  const database = await startEmbeddedDatabase({ folder: temporaryFolder(), throwaway: true });
  databases.push(database);
  expect(await query(database.superuserUrl, 'show fsync')).toEqual([['off']]);
});

describe('the data folder of a checkout', () => {
  it('is a folder of its own below DATA_DIR, relative to the checkout', () => {
    expect(embeddedDataFolder('/srv/product', '/mnt/data')).toBe('/mnt/data/postgres');
    expect(embeddedDataFolder('/srv/product', 'data')).toBe('/srv/product/data/postgres');
  });

  it('lies where the account of PostgreSQL may go, also where root keeps the checkout to itself', () => {
    const parent = temporaryFolder();
    const checkout = join(parent, 'product');
    mkdirSync(checkout);
    const inside = join(checkout, '.data/postgres');
    const isRoot = process.getuid?.() === 0;
    const notes: string[] = [];
    const folder = embeddedDataFolder(checkout, undefined, (line) => notes.push(line));
    expect(folder.replace(/[0-9a-f]{12}$/, 'HASH')).toBe(isRoot ? '/var/lib/county-medical-alliance/HASH' : inside);
    expect(notes).toEqual(isRoot ? [expect.stringContaining(folder)] : []);
    chmodSync(parent, 0o755);
    expect(embeddedDataFolder(checkout, undefined)).toBe(inside);
  });
});
