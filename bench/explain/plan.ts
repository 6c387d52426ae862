import type { Client } from 'pg';
import type { OverheardStatement } from '../servers/child-server.js';

/** How PostgreSQL has answered one statement, with the plan that the product's connections keep. */
export interface Answered {
  readonly ms: number;
  /** Pages of 8 KB, from memory or not. */
  readonly pages: number;
  /** What would grow with the county, in words. */
  readonly findings: readonly string[];
  readonly plan: string;
}

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly 'Shared Hit Blocks'?: number;
  readonly 'Shared Read Blocks'?: number;
  readonly Plans?: readonly PlanNode[];
}
interface Explained {
  readonly Plan: PlanNode;
  readonly 'Execution Time': number;
}

/** Beyond so many rows a scan, a sort or a filter is no longer bounded by what one page or one department needs. */
const MANY = 5_000;

/** Executes it once to warm up and once to look, and takes back what it writes. */
export async function answer(client: Client, { text, values }: OverheardStatement): Promise<Answered> {
  await client.query('BEGIN; SET LOCAL plan_cache_mode = force_generic_plan');
  try {
    await client.query(`PREPARE asked AS ${text}`);
    const execute = `EXECUTE asked${values.length > 0 ? `(${values.map((value) => literal(client, value)).join(', ')})` : ''}`;
    const explain = async <Plan>(format: string): Promise<Plan[]> => {
      await client.query('SAVEPOINT looked');
      const { rows } = await client.query<{ 'QUERY PLAN': Plan }>(
        `EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, FORMAT ${format}) ${execute}`,
      );
      await client.query('ROLLBACK TO looked');
      return rows.map((row) => row['QUERY PLAN']);
    };
    const plan = (await explain<string>('TEXT')).join('\n');
    const [[explained]] = (await explain<[Explained]>('JSON')) as [[Explained]];
    const { Plan: root, 'Execution Time': ms } = explained;
    return { ms, pages: pagesOf(root), findings: findingsOf(root), plan };
  } finally {
    await client.query('ROLLBACK');
    await client.query('DEALLOCATE ALL');
  }
}

const pagesOf = (node: PlanNode): number => (node['Shared Hit Blocks'] ?? 0) + (node['Shared Read Blocks'] ?? 0);

function findingsOf(node: PlanNode): string[] {
  const sorted = node['Node Type'] === 'Sort' ? sortedRows(node) : 0;
  const sorts = sorted > MANY ? [`sorts ${sorted}`] : [];
  return [...readsOf(node), ...sorts, ...(node.Plans ?? []).flatMap(findingsOf)];
}

function readsOf(node: PlanNode): string[] {
  const { 'Node Type': type, 'Relation Name': relation, 'Actual Loops': loops } = node;
  const rows = Math.round(node['Actual Rows'] * loops);
  const removed = Math.round((node['Rows Removed by Filter'] ?? 0) * loops);
  // A small table may be read whole as often as one likes.
  if (type === 'Seq Scan') return (rows + removed) / loops > MANY ? [`reads all ${rows + removed} of ${relation}`] : [];
  if (removed > MANY) return [`passes over ${removed} of ${relation ?? type}`];
  return relation && rows > MANY ? [`reads ${rows} of ${relation}`] : [];
}

const sortedRows = ({ Plans: [below] = [], 'Actual Loops': loops }: PlanNode): number =>
  below ? Math.round(below['Actual Rows'] * Math.max(loops, 1)) : 0;

function literal(client: Client, value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'`;
  if (Array.isArray(value)) return client.escapeLiteral(`{${value.map(elementOf).join(',')}}`);
  return client.escapeLiteral(textOf(value));
}

const elementOf = (value: unknown): string => (value === null ? 'NULL' : JSON.stringify(textOf(value)));

function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' ? value : JSON.stringify(value);
}
