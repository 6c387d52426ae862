import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartupError } from '../startup-error.js';
import { Environment } from './environment.js';

const KEY_BYTES = 32;
const BASE64 = /^[\w+/-]+={0,2}$/;

/** Keys of the platform. `encryptionKeys` maps key ids to 32-byte keys; the last one encrypts, all of them decrypt. */
export interface Secrets {
  readonly encryptionKeys: ReadonlyMap<string, Buffer>;
  readonly blindIndexKey: Buffer;
}

/** `ENCRYPTION_KEYS=id:base64,id2:base64` and `BLIND_INDEX_KEY=base64`, 32 bytes each. @throws StartupError */
export function parseSecrets(environment: Environment): Secrets | undefined {
  const keys = environment.list('ENCRYPTION_KEYS');
  const blindIndex = environment.text('BLIND_INDEX_KEY');
  if (keys.length === 0 && !blindIndex) return undefined;
  if (keys.length === 0) throw new StartupError('ENCRYPTION_KEYS is missing although BLIND_INDEX_KEY is set.');
  if (!blindIndex) throw new StartupError('BLIND_INDEX_KEY is missing although ENCRYPTION_KEYS is set.');
  const encryptionKeys = new Map(keys.map(parseKey));
  if (encryptionKeys.size < keys.length) throw new StartupError('ENCRYPTION_KEYS names the same id twice.');
  return {
    encryptionKeys,
    blindIndexKey: decodeKey('BLIND_INDEX_KEY', blindIndex),
  };
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

function parseKey(pair: string): [string, Buffer] {
  const separator = pair.indexOf(':');
  const id = pair.slice(0, separator);
  if (separator < 1 || !/^[A-Za-z0-9_-]{1,16}$/.test(id)) {
    throw new StartupError('ENCRYPTION_KEYS must be a list of id:base64 with ids of letters and digits.');
  }
  return [id, decodeKey('ENCRYPTION_KEYS', pair.slice(separator + 1))];
}

function decodeKey(name: string, text: string): Buffer {
  const key = Buffer.from(BASE64.test(text) ? text : '', 'base64');
  if (key.length !== KEY_BYTES) throw new StartupError(`${name} must hold base64 of exactly ${KEY_BYTES} bytes.`);
  return key;
}

function randomKey(): string {
  return randomBytes(KEY_BYTES).toString('base64');
}
