import type { Secrets } from '../config/secrets.js';
import { purposeMac, type SecretKey } from '../crypto/secret-key.js';
import type { Queryable } from '../database/database.js';
import { statement } from '../database/statement.js';
import { StartupError } from '../startup-error.js';
import type { KeyRegisterEntity } from './key-register.entity.js';

export type KeyPurpose = KeyRegisterEntity['purpose'];

/** A key by what it is for and its id; a generation of the blind index is an id as well. */
export interface NamedKey {
  readonly purpose: KeyPurpose;
  readonly keyId: string;
  readonly key: SecretKey;
}

/** The setting that holds the keys of each purpose. */
const SETTINGS = { ENCRYPTION: 'ENCRYPTION_KEYS', BLIND_INDEX: 'BLIND_INDEX_KEY' } as const;

const REGISTER = statement(
  'keys.register',
  `INSERT INTO key_register (purpose, key_id, check_value, registered_at)
   SELECT purpose, key_id, check_value, $4 FROM unnest($1::text[], $2::text[], $3::text[]) AS k(purpose, key_id, check_value)
   ON CONFLICT DO NOTHING`,
);
const REGISTERED = statement(
  'keys.registered',
  `SELECT purpose, key_id AS "keyId", check_value AS "checkValue", retired_at AS "retiredAt" FROM key_register
   ORDER BY registered_at, key_id`,
);
const RETIRE = statement('keys.retire', 'UPDATE key_register SET retired_at = $3 WHERE purpose = $1 AND key_id = $2');

export type RegisteredKey = Omit<KeyRegisterEntity, 'registeredAt'>;

/** Keys of the settings, in their order. */
export function namedKeys({ encryptionKeys, blindIndexKeys }: Secrets): NamedKey[] {
  return [
    ...[...encryptionKeys].map(([keyId, key]) => ({ purpose: 'ENCRYPTION' as const, keyId, key })),
    ...[...blindIndexKeys].map(([id, key]) => ({ purpose: 'BLIND_INDEX' as const, keyId: String(id), key })),
  ];
}

/** A hash that shows which key it is and nothing of it. */
function checkValueOf({ purpose, key }: NamedKey): string {
  return purposeMac(key, `check:${purpose}`, 'county-medical-alliance').slice(0, 16);
}

export function registeredKeys(database: Queryable): Promise<RegisteredKey[]> {
  return database.query<RegisteredKey>(REGISTERED);
}

export async function retireKey(database: Queryable, key: Omit<NamedKey, 'key'>, now: Date): Promise<void> {
  await database.query(RETIRE, [key.purpose, key.keyId, now]);
}

/**
 * Enters the keys of the settings into the register of the database, once they have been found to fit it.
 * @throws StartupError where a key has changed, is missing although values stand under it, or was retired
 */
export async function registerKeys(database: Queryable, secrets: Secrets, now: Date): Promise<void> {
  const keys = namedKeys(secrets);
  const registered = await registeredKeys(database);
  refuseOtherKeys(keys, registered);
  const fresh = keys.filter((key) => !registered.some(same(key)));
  if (fresh.length === 0) return;
  const columns = [fresh.map(({ purpose }) => purpose), fresh.map(({ keyId }) => keyId), fresh.map(checkValueOf)];
  await database.query(REGISTER, [...columns, now]);
}

/** @throws StartupError naming the setting and the first key that does not fit what is registered */
function refuseOtherKeys(keys: readonly NamedKey[], registered: readonly RegisteredKey[]): void {
  for (const entry of registered) {
    const setting = SETTINGS[entry.purpose];
    const known = keys.find(same(entry));
    if (!known && !entry.retiredAt) {
      throw new StartupError(
        `${setting}: the key ${entry.keyId} is missing, and values of this database stand under it: add it, or change keys in the order of the operating guide.`,
      );
    }
    if (known && checkValueOf(known) !== entry.checkValue) {
      throw new StartupError(`${setting}: the key ${entry.keyId} is not the one that this database was written with.`);
    }
  }
  for (const purpose of ['ENCRYPTION', 'BLIND_INDEX'] as const) {
    const current = keys.findLast((key) => key.purpose === purpose)!;
    if (registered.find(same(current))?.retiredAt) {
      throw new StartupError(
        `${SETTINGS[purpose]}: the key ${current.keyId} is retired, so it may not be the last one.`,
      );
    }
  }
}

function same(one: Omit<NamedKey, 'key'>): (other: Omit<NamedKey, 'key'>) => boolean {
  return (other) => other.purpose === one.purpose && other.keyId === one.keyId;
}
