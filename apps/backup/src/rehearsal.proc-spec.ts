import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  HttpClient,
  Launchpad,
  PNG,
  TirelessDoctor,
  draftsAndHearsOfIt,
  embeddedServerOf,
  eventually,
  withClient,
  type ProductProcess,
  type Settings,
} from '#testing';

const DOCTOR = 'township-doctor';
/** Processes start and end several times; a limit against hanging, on machines with much else to do. */
const PATIENCE_MS = 240_000;
const PASSWORD = 'Known-to-the-test-1';
const [KEY, OTHER] = [7, 9].map((byte) => Buffer.alloc(32, byte).toString('base64'));
const SECRETS: Settings = { ENCRYPTION_KEYS: `k1:${KEY}`, BLIND_INDEX_KEY: KEY!, BACKUP_KEY: OTHER! };

const launchpad = new Launchpad();
let fresh: string;
let known: string;

beforeAll(() => {
  fresh = launchpad.folder();
});
afterEach(() => launchpad.endProcesses());
afterAll(() => launchpad.clear());

function start(folder: string, secrets = SECRETS): ProductProcess {
  return launchpad.start({ ...secrets, DATA_DIR: folder, DEMO_DATA: 'true', DEMO_PASSWORD: PASSWORD });
}

async function command(program: 'audit' | 'backup' | 'keys', words: string[], settings: Settings) {
  const process = launchpad.command(program, words, { LOG_LEVEL: 'error', ...SECRETS, ...settings });
  const code = await process.exitCode();
  return { code, output: process.output.join('\n'), errors: process.errors.join('\n') };
}

async function upload(url: string): Promise<string> {
  const { token } = (
    await HttpClient.anonymous(url).asks<{ signIn: { token: string } }>(
      'mutation($input: SignInInput!) { signIn(input: $input) { token } }',
      { input: { loginName: DOCTOR, password: PASSWORD } },
    )
  ).signIn;
  const response = await fetch(`${url}/referral-attachments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'image/png', 'idempotency-key': randomUUID() },
    body: PNG,
  });
  return ((await response.json()) as { id: string }).id;
}

it(
  'a county that lost its machine goes on from the backup, which was taken while everybody worked',
  async () => {
    const [lost, shelf] = [launchpad.folder(), launchpad.folder()];
    const backup = join(shelf, 'backup');
    const product = start(lost);
    const url = await product.url();
    const fileId = await upload(url);
    const writers = (await TirelessDoctor.several(url, DOCTOR, PASSWORD)).map((writer) => writer.begin());
    await eventually(() => writers.every(({ patients }) => patients.length > 2));
    const before = writers.flatMap(({ patients }) => patients);

    const taken = await command('backup', ['take', backup], { DATA_DIR: lost });
    expect(taken).toMatchObject({ code: 0, errors: '' });
    expect(taken.output).toMatch(
      /^Taken at .*, encrypted: \d+ rows in \d+ tables, 1 files\.\nIt needs the keys: k1, blind index 0\./,
    );
    const during = writers.flatMap(({ patients }) => patients);
    expect(during.length).toBeGreaterThan(before.length);
    await Promise.all(writers.map((writer) => writer.stop()));

    // The machine is lost: whatever ran there, and its disk.
    const { pid } = embeddedServerOf(lost);
    product.signal('SIGKILL');
    await product.exitCode();
    process.kill(pid, 'SIGKILL');
    rmSync(lost, { recursive: true, maxRetries: 20, retryDelay: 100 });

    const restored = await command('backup', ['restore', backup], { DATA_DIR: fresh });
    expect(restored).toMatchObject({ code: 0, errors: '' });
    expect(restored.output).toMatch(
      /every part agrees[\s\S]*Restored: \d+ tables, each compared with the backup, and 1 files\.$/,
    );
    const recovered = start(fresh);
    const address = await recovered.url();
    const [writer] = await TirelessDoctor.several(address, DOCTOR, PASSWORD);
    for (const id of before) expect(await writer!.knows(id)).toBe(true);
    await draftsAndHearsOfIt(writer!, before[0]!);

    await withClient(embeddedServerOf(fresh).superuserUrl, async (superuser) => {
      const { rows } = await superuser.query(
        `SELECT count(*) = max(position) AND min(position) = 1 AS consecutive, max(position) = (SELECT position FROM event_head) AS "atHead",
         (SELECT sha256 IS NOT NULL OR state = 'RECEIVED' FROM stored_files WHERE id = $1) AS file FROM event_positions`,
        [fileId],
      );
      expect(rows).toEqual([{ consecutive: true, atHead: true, file: true }]);
    });
    known = before[0]!;
    const audit = await command('audit', ['verify'], { DATA_DIR: fresh });
    expect(audit.output).toMatch(/^WHOLE: \d+ entries agree with [1-9]\d* seals/);
  },
  PATIENCE_MS,
);

it(
  'a change of keys that was killed goes on where it was, and the product runs under the new key alone',
  async () => {
    const both = { ENCRYPTION_KEYS: `k1:${KEY},k2:sm4:${OTHER}`, DATA_DIR: fresh };
    const killed = launchpad.command('keys', ['rotate'], { ...SECRETS, ...both });
    await eventually(() => killed.output.length > 0);
    killed.signal('SIGKILL');
    expect(await killed.exitCode()).toBeNull();
    const done = killed.output.flatMap((line) => /^(.*): \d+ rows written anew/.exec(line)?.[1] ?? []);
    const again = await command('keys', ['rotate'], both);
    expect(again).toMatchObject({ code: 0, errors: '' });
    for (const table of done) expect(again.output).toContain(`${table}: 0 rows written anew`);
    expect(again.output).toMatch(/: [1-9]\d* rows written anew/);
    expect(await command('keys', ['retire', 'k1'], both)).toMatchObject({ code: 0, errors: '' });
    const url = await start(fresh, { ...SECRETS, ENCRYPTION_KEYS: `k2:sm4:${OTHER}` }).url();
    const client = await HttpClient.signedIn(url, DOCTOR, PASSWORD);
    expect(await client.asks('query($id: ID!) { patient(id: $id) { id } }', { id: known })).toEqual({
      patient: { id: known },
    });
  },
  PATIENCE_MS,
);
