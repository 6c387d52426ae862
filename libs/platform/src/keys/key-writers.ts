import type { Secrets } from '../config/secrets.js';
import type { Queryable } from '../database/database.js';
import { statement } from '../database/statement.js';
import type { KeyPurpose } from './key-register.js';

const PRODUCT = 'county-medical-alliance';

const WRITERS = statement(
  'keys.writers',
  `SELECT split_part(application_name, ' ', $2) AS "keyId", count(*)::int AS connections FROM pg_stat_activity
   WHERE datname = current_database() AND split_part(application_name, ' ', 1) = $1 GROUP BY 1`,
);

/** How connections of the product are called: they tell under which keys their process writes, so that none is retired too early. */
export function writerName({ encryptionKeys, blindIndexKeys }: Secrets): string {
  return [PRODUCT, [...encryptionKeys.keys()].at(-1), [...blindIndexKeys.keys()].at(-1)].join(' ');
}

/** How many connections there are of processes that write under the key. */
export async function writersUnder(database: Queryable, purpose: KeyPurpose, keyId: string): Promise<number> {
  const part = purpose === 'ENCRYPTION' ? 2 : 3;
  const rows = await database.query<{ keyId: string; connections: number }>(WRITERS, [PRODUCT, part]);
  return rows.find((row) => row.keyId === keyId)?.connections ?? 0;
}
