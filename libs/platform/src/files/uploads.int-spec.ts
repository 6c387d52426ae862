import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, minutes, type Duration } from '#kernel';
import { JPEG, PNG, S3Server, TestApp, World, eventually, pdf, type Person } from '#testing';
import { UNUSED_KEPT_FOR } from './file-lifetime.js';
import { timeOrderedId } from '../database/time-ordered-id.js';

const MIB = 1024 * 1024;

let folder: string;
let s3: S3Server;
let app: TestApp;
let beside: TestApp;
let world: World;
let doctor: Person;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'alliance-uploads-'));
  s3 = await S3Server.start();
  app = await TestApp.start({ DATA_DIR: folder });
  beside = await app.startBeside({ DATA_DIR: folder, ...s3.settings });
  world = await World.create(app);
  doctor = world.person('township-doctor');
});

afterEach(async () => {
  await app.asOwner('DELETE FROM stored_files');
  rmSync(join(folder, 'files'), { recursive: true, force: true });
  s3.objects.clear();
});
afterAll(async () => {
  await app.stop();
  await s3.stop();
  rmSync(folder, { recursive: true, force: true });
});

const rows = (): Promise<unknown[]> => app.asOwner('SELECT state, refusal_rule FROM stored_files ORDER BY id');
const filesOnDisk = (): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() ? entry.name : []));

interface Sending {
  readonly by?: Person | null;
  readonly type?: string;
  readonly key?: string;
  readonly to?: TestApp;
}
interface Answer {
  readonly id?: string;
  readonly errors?: readonly [{ readonly message: string; readonly extensions: { code: string; rule?: string } }];
}

async function send(
  content: Buffer,
  { by = doctor, type = 'application/pdf', key = randomUUID(), to = app }: Sending = {},
) {
  const response = await to.nest.inject({
    method: 'POST',
    url: '/referral-attachments',
    headers: { 'content-type': type, 'idempotency-key': key, ...(by && { authorization: `Bearer ${by.token}` }) },
    payload: content,
  });
  return { status: response.statusCode, headers: response.headers, ...response.json<Answer>() };
}

async function refusal(content: Buffer, sending: Sending = {}): Promise<string> {
  const { status, errors } = await send(content, sending);
  expect(errors![0].message).toMatch(/\p{Script=Han}/u);
  const { code, rule } = errors![0].extensions;
  return [status, code, rule].filter(Boolean).join(' ');
}

describe('an upload', () => {
  it('answers with what was found in the content, whatever type it claims', async () => {
    expect(await send(PNG, { type: 'image/jpeg' })).toMatchObject({
      status: 201,
      contentType: 'image/png',
      size: PNG.length,
    });
    expect(await rows()).toEqual([{ state: 'CHECKED', refusal_rule: null }]);
    expect(filesOnDisk()).toHaveLength(1);
  });

  it('takes nearly 10 MiB', async () => {
    expect(await send(pdf({ padding: 10 * MIB - 1_000 }))).toMatchObject({ status: 201 });
  });

  it('leaves a trace of who brought it', async () => {
    const { id } = await send(JPEG);
    const entries = await app.asOwner(`SELECT action, staff_id FROM audit_entries WHERE object_id = $1`, [id]);
    expect(entries).toEqual([{ action: 'file.uploaded', staff_id: doctor.staffId }]);
  });

  it('that comes again is the same file; another one under its key is refused', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 5 }, () => send(PNG, { key })));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(filesOnDisk()).toEqual([answers[0]!.id]);
    expect(await rows()).toHaveLength(1);
    expect(await refusal(JPEG, { key })).toBe('422 IDEMPOTENCY_KEY_REUSED');
  });

  it('that comes again once its file is gone makes it anew, once', async () => {
    const key = randomUUID();
    const first = await send(PNG, { key });
    app.clock.advance(UNUSED_KEPT_FOR);
    app.clock.advance(minutes(1));
    await app.work('files.housekeeping');
    expect(await rows()).toEqual([]);
    const answers = await Promise.all(Array.from({ length: 5 }, () => send(PNG, { key })));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(answers[0]!.id).not.toBe(first.id);
    expect(filesOnDisk()).toEqual([answers[0]!.id]);
    expect(await refusal(JPEG, { key })).toBe('422 IDEMPOTENCY_KEY_REUSED');
  });

  it('does not wait for others', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(pdf({ padding: MIB }))));
    expect(new Set(answers.map(({ status, id }) => (status === 201 ? id : null))).size).toBe(10);
  });
});

describe('an upload is refused', () => {
  it.each<[string, Buffer, string]>([
    ['a page that says it is a PDF', Buffer.from('<html></html>'), 'TYPE_NOT_ALLOWED'],
    ['nothing', Buffer.alloc(0), 'TYPE_NOT_ALLOWED'],
    ['an encrypted PDF', pdf({ trailer: '/Encrypt 9 0 R' }), 'PDF_ENCRYPTED'],
    ['half a picture', PNG.subarray(0, 50), 'IMAGE_DAMAGED'],
    ['half a PDF', pdf({ padding: 200_000 }).subarray(0, 100_000), 'PDF_DAMAGED'],
  ])('that brings %s, and only its row stays to say why', async (_what, content, rule) => {
    for (const to of [app, beside]) expect(await refusal(content, { to })).toBe(`415 UNSUPPORTED_FILE ${rule}`);
    expect(await rows()).toEqual([1, 2].map(() => ({ state: 'REFUSED', refusal_rule: rule })));
    expect([...filesOnDisk(), ...s3.objects.keys()]).toEqual([]);
  });

  it('that is too large, before anything of it is stored', async () => {
    expect(await refusal(Buffer.alloc(11 * MIB))).toBe('413 BODY_TOO_LARGE');
    expect(await rows()).toEqual([]);
  });

  it('of somebody who has uploaded much and used nothing of it, until some of that has gone', async () => {
    const other = world.person('other-township-doctor');
    await app.asOwner(
      `INSERT INTO stored_files (id, purpose, account_id, state, received_at, unused_since)
       SELECT gen_random_uuid(), 'referral.attachment', $1, 'RECEIVED', $2, $2 FROM generate_series(1, 40)`,
      [other.accountId, app.clock.now()],
    );
    expect(await refusal(PNG, { by: other })).toBe('429 RATE_LIMITED');
    expect(filesOnDisk()).toEqual([]);
    expect(await send(PNG)).toMatchObject({ status: 201 });
    await app.asOwner(
      'DELETE FROM stored_files WHERE id = (SELECT id FROM stored_files WHERE account_id = $1 LIMIT 1)',
      [other.accountId],
    );
    expect(await send(PNG, { by: other })).toMatchObject({ status: 201 });
  });

  it('that announces no length, or no key', async () => {
    const inPieces = {
      method: 'POST',
      headers: {
        authorization: `Bearer ${doctor.token}`,
        'content-type': 'image/png',
        'idempotency-key': randomUUID(),
      },
      body: new Blob([PNG]).stream(),
      duplex: 'half',
    };
    const response = await fetch(`${await app.url()}/referral-attachments`, inPieces);
    expect([response.status, await response.json()]).toMatchObject([
      411,
      { errors: [{ extensions: { code: 'LENGTH_REQUIRED' } }] },
    ]);
    expect(await refusal(PNG, { key: 'short' })).toBe('422 INVALID_INPUT');
    expect(await refusal(PNG, { type: 'application/json' })).toMatch(/^4\d\d BAD_REQUEST$/);
    expect(await rows()).toEqual([]);
  });

  it('of whoever is not signed in, or writes no referrals', async () => {
    expect(await refusal(PNG, { by: null })).toBe('401 UNAUTHENTICATED');
    expect(await refusal(PNG, { by: world.person('registrar') })).toBe('403 FORBIDDEN');
    expect(await rows()).toEqual([]);
  });
});

describe('an upload that breaks off', () => {
  it.each(['disk', 'bucket'])('in the middle leaves nothing on its way to the %s', async (where) => {
    const url = new URL(await (where === 'disk' ? app : beside).url());
    const socket = connect(Number(url.port), url.hostname);
    const head = [
      'POST /referral-attachments HTTP/1.1',
      `host: ${url.host}`,
      `authorization: Bearer ${doctor.token}`,
      'content-type: application/pdf',
      `idempotency-key: ${randomUUID()}`,
      `content-length: ${4 * MIB}`,
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    socket.write(pdf({ padding: MIB }));
    await eventually(async () => (await rows()).length === 1);
    socket.destroy();
    await eventually(async () => (await rows()).length === 0);
    expect([...filesOnDisk(), ...s3.objects.keys()]).toEqual([]);
  });
});

describe('a store that fails', () => {
  it('is told as such, and nothing stays of the upload', async () => {
    writeFileSync(join(folder, 'files'), 'no folder');
    const { status, headers, errors } = await send(PNG);
    expect([status, errors![0].extensions.code, headers['retry-after']]).toEqual([503, 'UNAVAILABLE', '2']);
  });

  it('and works again takes the same upload', async () => {
    const key = randomUUID();
    await s3.stop();
    expect(await refusal(PNG, { to: beside, key })).toBe('503 UNAVAILABLE');
    expect(await send(PNG, { key })).toMatchObject({ status: 201 });
  });
});

describe('what a process leaves that ends in the middle', () => {
  const leave = async (age: Duration, { row, content }: { row: boolean; content: boolean }): Promise<string> => {
    const at = before(app.clock.now(), age);
    const id = timeOrderedId(at);
    const shard = join(folder, 'files', id.slice(-2));
    await mkdir(shard, { recursive: true });
    if (content) await writeFile(join(shard, id), 'half a fi');
    if (row) {
      await app.asOwner(
        `INSERT INTO stored_files (id, purpose, account_id, state, received_at, unused_since)
         VALUES ($1, 'referral.attachment', $2, 'RECEIVED', $3, $3)`,
        [id, doctor.accountId, at],
      );
    }
    return id;
  };

  it('goes after an hour, whether the row or the content is left; what is not ours stays', async () => {
    for (const left of [
      { row: true, content: true },
      { row: true, content: false },
      { row: false, content: true },
    ]) {
      await leave(minutes(61), left);
    }
    const young = await leave(minutes(59), { row: true, content: true });
    await writeFile(join(folder, 'files', young.slice(-2), 'README'), 'not ours');
    await app.work('files.housekeeping');
    expect(await app.asOwner('SELECT id FROM stored_files')).toEqual([{ id: young }]);
    expect(filesOnDisk().toSorted()).toEqual([young, 'README']);
  });
});
