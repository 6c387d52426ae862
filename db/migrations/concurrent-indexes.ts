import type { QueryRunner } from 'typeorm';

/**
 * Builds indexes on tables that are being written to, which nobody has to wait for; for a migration with
 * `transaction = false`. It may be cut short and run again: what an interrupted build has left is removed first.
 * @param indexes by name: `table (columns) WHERE …`, with `UNIQUE` in front where it is
 */
export async function buildIndexes(runner: QueryRunner, indexes: Readonly<Record<string, string>>): Promise<void> {
  // A build waits for transactions that are older than itself, and holds up no writer meanwhile.
  await runner.query('SET lock_timeout = 0');
  for (const [name, definition] of Object.entries(indexes)) {
    const [, unique = '', on] = /^(UNIQUE )?(.*)$/.exec(definition)!;
    await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
    await runner.query(`CREATE ${unique}INDEX CONCURRENTLY ${name} ON ${on}`);
  }
  await runner.query('RESET lock_timeout');
}
