import { statement, type Queryable } from '#platform';
import type { Anchor } from '../domain/finding.js';

const HEAD = statement('audit.head', 'SELECT number, hash FROM audit_seals ORDER BY number DESC LIMIT 1');

/** The last seal of the chain; null where nothing has been sealed yet. */
export async function headOf(database: Queryable): Promise<Anchor | null> {
  const [head] = await database.query<Anchor & Record<string, unknown>>(HEAD);
  return head ? { number: head.number, hash: head.hash } : null;
}
