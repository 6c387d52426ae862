import type { Client } from 'pg';
import { StartupError } from '../startup-error.js';

/** While a restore is under way, or was cut off, this table stands. */
export const RESTORE_MARK = 'unfinished_restore';

/** Nobody serves half a database. @throws StartupError */
export async function refuseHalfRestored(client: Client, setting: string): Promise<void> {
  const { rows } = await client.query<{ half: boolean }>(
    `SELECT to_regclass('public.${RESTORE_MARK}') IS NOT NULL AS half`,
  );
  if (!rows[0]!.half) return;
  throw new StartupError(
    `${setting}: a restore into this database was not finished: execute it again, with the same backup.`,
  );
}
