import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { parseFileSettings, type S3Settings } from '../config/file-settings.js';
import { Environment } from '../config/environment.js';
import { StartupError } from '../startup-error.js';
import { S3Server } from '#testing';
import type { FileStore } from './file-store.js';
import { openFileStore } from './open-file-store.js';

const ID = '0195a4c1-7c00-7000-8000-0123456789ab';
const CONTENT = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251));

let folder: string;
let s3: S3Server;
const stores = new Map<string, FileStore>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'alliance-files-'));
  s3 = await S3Server.start();
  for (const kind of ['local', 's3']) {
    const settings = parseFileSettings(new Environment({ ...s3.settings, FILE_STORE: kind }), folder);
    stores.set(kind, await openFileStore(settings));
  }
});

afterAll(async () => {
  await s3.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Pieces that arrive one by one, as over a network. */
function stream(content: Buffer, failAt = Infinity): Readable {
  const pieces = function* (): Generator<Buffer> {
    for (let at = 0; at < content.length; at += 10_000) {
      if (at >= failAt) throw new Error('the connection broke');
      yield content.subarray(at, at + 10_000);
    }
  };
  return Readable.from(pieces(), { objectMode: false });
}

async function idsOf(store: FileStore): Promise<string[]> {
  const ids: string[] = [];
  for await (const id of store.ids()) ids.push(id);
  return ids;
}

describe.each(['local', 's3'])('files that are kept by %s', (kind) => {
  const store = (): FileStore => stores.get(kind)!;
  const ids = (): Promise<string[]> => idsOf(store());
  afterEach(() => store().remove(ID));

  it('come back as they were, whole or in part', async () => {
    await store().put(ID, stream(CONTENT), CONTENT.length);
    expect(await ids()).toEqual([ID]);
    expect((await buffer(await store().read(ID))).equals(CONTENT)).toBe(true);
    const part = await buffer(await store().read(ID, { start: 100_000, end: 100_009 }));
    expect(part.equals(CONTENT.subarray(100_000, 100_010))).toBe(true);
  });

  it('are listed however many they are', async () => {
    const many = Array.from({ length: 5 }, (_, index) => `0195a4c1-7c00-7000-8000-00000000000${index}`);
    for (const id of many) await store().put(id, stream(Buffer.from(id)), id.length);
    expect((await ids()).toSorted()).toEqual(many);
    for (const id of many) await store().remove(id);
  });

  it('are gone once removed, which may be done twice', async () => {
    await store().put(ID, stream(CONTENT), CONTENT.length);
    await store().remove(ID);
    await store().remove(ID);
    expect(await ids()).toEqual([]);
    await expect(store().read(ID)).rejects.toThrow();
  });

  it('leave nothing that cannot be removed where the source breaks off', async () => {
    await expect(store().put(ID, stream(CONTENT, 100_000), CONTENT.length)).rejects.toThrow();
    await store().remove(ID);
    expect(await ids()).toEqual([]);
  });
});

describe('a bucket', () => {
  const as = async (changes: Partial<S3Settings>): Promise<FileStore> => {
    const settings = parseFileSettings(new Environment(s3.settings), undefined) as { kind: 's3' } & S3Settings;
    return openFileStore({ ...settings, ...changes });
  };

  it('takes nothing that is signed with another secret', async () => {
    const stranger = await as({ secretAccessKey: 'another' });
    await expect(stranger.put(ID, stream(CONTENT), CONTENT.length)).rejects.toThrow(/signature/i);
    expect(await idsOf(stores.get('s3')!)).toEqual([]);
  });

  it('that does not answer fails', async () => {
    const nobody = await as({ endpoint: 'http://127.0.0.1:9' });
    await expect(nobody.put(ID, stream(CONTENT), CONTENT.length)).rejects.toThrow();
  });
});

describe('the settings', () => {
  const refusal = (changes: Record<string, string>): unknown => {
    try {
      return parseFileSettings(new Environment({ ...s3.settings, ...changes }), undefined);
    } catch (error) {
      if (!(error instanceof StartupError)) throw error;
      return error.message;
    }
  };

  it.each(['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'])(
    'name %s where it is missing',
    (name) => {
      expect(refusal({ [name]: '' })).toBe(`${name} is missing although FILE_STORE is s3.`);
    },
  );

  it('name what they do not understand, and repeat no value', () => {
    expect(refusal({ FILE_STORE: 'ftp' })).toBe('FILE_STORE must be one of: local, s3.');
    expect(refusal({ S3_ENDPOINT: 'https://key:secret@host' })).toBe('S3_ENDPOINT must look like https://host:port.');
  });

  it('are a folder beside the other data where nothing is said', () => {
    expect(parseFileSettings(new Environment({}), '/data')).toEqual({ kind: 'local', folder: '/data/files' });
  });
});
