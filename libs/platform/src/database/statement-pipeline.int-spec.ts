import { Client, type QueryConfig } from 'pg';
import { testServer } from '#testing';
import { isConsequence, isUnavailable } from './database-failure.js';
import { StatementPipeline } from './statement-pipeline.js';

let client: Client;
let pipeline: StatementPipeline;
/** Answers of the server that end with its being ready for more. */
let answers = 0;

beforeEach(async () => {
  client = new Client({ connectionString: testServer().superuserUrl, pipeline: true });
  client.on('error', () => undefined);
  await client.connect();
  pipeline = new StatementPipeline(client);
  answers = 0;
  client.connection.on('readyForQuery', () => answers++);
});

afterEach(() => client.end());

const BEGIN = { text: 'START TRANSACTION' };
const ROLLBACK = { text: 'ROLLBACK' };
const twice = (value: unknown): QueryConfig => ({ name: 'twice', text: 'SELECT 2 * $1::int AS n', values: [value] });
const divide = (by: number): QueryConfig => ({ name: 'divide', text: 'SELECT 12 / $1::int AS n', values: [by] });
const nobody: QueryConfig = { name: 'nobody', text: 'SELECT 1 AS n WHERE false' };

const together = (...asked: QueryConfig[]): Promise<unknown[][]> =>
  Promise.all(asked.map(async (config) => (await pipeline.query(config)).rows));
const outcomes = (...asked: QueryConfig[]): Promise<PromiseSettledResult<unknown>[]> =>
  Promise.allSettled(asked.map((config) => pipeline.query(config)));
const failures = (settled: readonly PromiseSettledResult<unknown>[]): (string | undefined | null)[] =>
  settled.map((one) => (one.status === 'rejected' ? (one.reason as { code?: string }).code : null));

describe('what one turn of the event loop asks', () => {
  it('is answered by the server at once, where all of it is prepared, and each with its own rows', async () => {
    const asked = [BEGIN, twice(4), nobody, divide(3), { text: 'SELECT $1::text AS n', values: ['own'] }, ROLLBACK];
    const rows = [[], [{ n: 8 }], [], [{ n: 4 }], [{ n: 'own' }], []];
    expect(await together(...asked)).toEqual(rows);
    expect(answers).toBe(asked.length);
    expect(await together(...asked)).toEqual(rows);
    expect(answers).toBe(asked.length + 1);
  });

  it('counts what it has changed, and may be empty', async () => {
    await together({ text: 'CREATE TEMP TABLE counted (n int)' });
    const [inserted, empty, deleted] = await Promise.all(
      ['INSERT INTO counted VALUES (1), (2)', '', 'DELETE FROM counted WHERE n = 2'].map((text) =>
        pipeline.query({ text }),
      ),
    );
    expect([inserted!.rowCount, empty!.rows, deleted!.rowCount]).toEqual([2, [], 1]);
    expect(answers).toBe(2);
  });

  it.each([
    ['while it runs', divide(0), '22012'],
    ['before it runs', twice('four'), '22P02'],
  ])('ends with what fails %s; what comes behind it is only a consequence', async (_when, failing, code) => {
    await together(twice(1), divide(1), nobody);
    const settled = await outcomes(BEGIN, nobody, failing, divide(1), { text: 'COMMIT' });
    expect(failures(settled)).toEqual([null, null, code, '25P02', '25P02']);
    expect(settled.slice(3).every((one) => one.status === 'rejected' && isConsequence(one.reason))).toBe(true);
    // The commit was not carried out either.
    expect(failures(await outcomes(divide(1)))).toEqual(['25P02']);
    expect(await together(ROLLBACK, divide(6), twice(2))).toEqual([[], [{ n: 2 }], [{ n: 4 }]]);
  });

  it('fails as a whole where the server has gone, or is gone already', async () => {
    await together(twice(1), nobody);
    const ending = { text: 'SELECT pg_terminate_backend(pg_backend_pid())' };
    const [first, ...others] = await outcomes(BEGIN, ending, twice(1), nobody);
    expect(first!.status).toBe('fulfilled');
    const after = await outcomes(twice(1), nobody);
    for (const one of [...others, ...after]) expect(one.status === 'rejected' && isUnavailable(one.reason)).toBe(true);
  });
});
