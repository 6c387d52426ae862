import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UNMARKED } from '../crypto/blind-index.js';
import type { SecretKey } from '../crypto/secret-key.js';
import { StartupError } from '../startup-error.js';
import { Environment } from './environment.js';

const KEY_BYTES = 32;
const BASE64 = /^[\w+/-]+={0,2}$/;

/**
 * Keys of the platform. Of `encryptionKeys`, by id, the last one encrypts and all of them decrypt. Of `blindIndexKeys`,
 * by generation (whole numbers, one even and one odd at most), all of them index.
 */
export interface Secrets {
  readonly encryptionKeys: ReadonlyMap<string, SecretKey>;
  readonly blindIndexKeys: ReadonlyMap<number, SecretKey>;
}

/**
 * `ENCRYPTION_KEYS=id:base64,id2:sm4:base64` and `BLIND_INDEX_KEY=base64,1:sm3:base64`, 32 bytes each; a key without the
 * name of an algorithm is for AES or SHA-256, a blind-index key without a generation is the first one.
 * @throws StartupError
 */
export function parseSecrets(environment: Environment): Secrets | undefined {
  const keys = environment.list('ENCRYPTION_KEYS');
  const blindIndex = environment.list('BLIND_INDEX_KEY');
  if (keys.length === 0 && blindIndex.length === 0) return undefined;
  if (keys.length === 0) throw new StartupError('ENCRYPTION_KEYS is missing although BLIND_INDEX_KEY is set.');
  if (blindIndex.length === 0) throw new StartupError('BLIND_INDEX_KEY is missing although ENCRYPTION_KEYS is set.');
  const encryptionKeys = new Map(keys.map(parseKey));
  if (encryptionKeys.size < keys.length) throw new StartupError('ENCRYPTION_KEYS names the same id twice.');
  const blindIndexKeys = new Map(blindIndex.map(parseBlindIndexKey));
  if (new Set([...blindIndexKeys.keys()].map((each) => each % 2)).size < blindIndex.length) {
    throw new StartupError(
      'BLIND_INDEX_KEY may hold two keys while one replaces the other, one of an even and one of an odd generation.',
    );
  }
  return { encryptionKeys, blindIndexKeys };
}

/** Random keys that the data folder keeps (0600), so that a development machine starts without any setting. */
export function developmentSecrets(folder: string): Secrets {
  const file = join(folder, 'secrets.json');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const fresh = { ENCRYPTION_KEYS: `dev1:${randomKey()}`, BLIND_INDEX_KEY: randomKey() };
    writeFileSync(file, JSON.stringify(fresh), { mode: 0o600 });
    chmodSync(file, 0o600);
  }
  const stored = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  const secrets = parseSecrets(new Environment(stored));
  if (!secrets) throw new StartupError(`The key file holds no keys: ${file}`);
  return secrets;
}

/** A key of 32 bytes that a setting holds as base64. @throws StartupError */
export function decodeKey(name: string, text: string): Buffer {
  const key = Buffer.from(BASE64.test(text) ? text : '', 'base64');
  if (key.length !== KEY_BYTES) throw new StartupError(`${name} must hold base64 of exactly ${KEY_BYTES} bytes.`);
  return key;
}

function parseKey(entry: string): [string, SecretKey] {
  const { id, algorithm, base64 } = partsOf(entry);
  if (!/^[A-Za-z0-9_-]{1,16}$/.test(id) || !/^(aes|sm4)?$/.test(algorithm)) {
    throw new StartupError('ENCRYPTION_KEYS must be a list of id:base64 or id:sm4:base64, ids of letters and digits.');
  }
  const suite = algorithm === 'sm4' ? 'national' : 'international';
  return [id, { suite, bytes: decodeKey('ENCRYPTION_KEYS', base64) }];
}

function parseBlindIndexKey(entry: string): [number, SecretKey] {
  const { id, algorithm, base64 } = partsOf(entry);
  if (!/^(0|[1-9]\d{0,5})?$/.test(id) || !/^(sha256|sm3)?$/.test(algorithm)) {
    throw new StartupError('BLIND_INDEX_KEY must be base64, generation:base64 or generation:sm3:base64.');
  }
  const suite = algorithm === 'sm3' ? 'national' : 'international';
  return [id === '' ? UNMARKED : Number(id), { suite, bytes: decodeKey('BLIND_INDEX_KEY', base64) }];
}

/** `base64`, `id:base64` or `id:algorithm:base64`. */
function partsOf(entry: string): { id: string; algorithm: string; base64: string } {
  const parts = entry.split(':');
  const base64 = parts.pop()!;
  const [id = '', algorithm = '', ...more] = parts;
  return { id, algorithm: more.length > 0 ? 'unknown' : algorithm, base64 };
}

function randomKey(): string {
  return randomBytes(KEY_BYTES).toString('base64');
}
