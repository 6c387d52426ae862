import type { Clock } from '#kernel';
import type { Cipher, Database, HashColumn, SealedTable, Secrets } from '#platform';

/** What the work on keys needs: the database, the keys of the settings, and where values stand under them. */
export interface KeyRoom {
  readonly database: Database;
  readonly secrets: Secrets;
  readonly cipher: Cipher;
  readonly tables: readonly SealedTable[];
  readonly hashes: readonly HashColumn[];
  readonly clock: Clock;
  readonly say: (line: string) => void;
}
