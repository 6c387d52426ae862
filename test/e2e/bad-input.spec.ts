import { GraphQLSchemaHost } from '@nestjs/graphql';
import { Role } from '#identity';
import { TestApp, World, withClient, type Answer, type Person } from '#testing';
import { leavesOf, requestWith, type Leaf } from './input-leaves.js';

let app: TestApp;
let world: World;
let leaves: Leaf[];
/** Somebody who may do everything, so that it is the input alone that is refused. */
let person: Person;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  leaves = leavesOf(app.nest.get(GraphQLSchemaHost).schema);
  person = await world.hire(Role.TOWNSHIP_DOCTOR, 'county');
  await withClient(app.database.ownerUrl, (owner) =>
    owner.query(
      `INSERT INTO role_assignments (id, staff_id, role, institution_id, valid_from)
       SELECT gen_random_uuid(), $1, role, $2, $3 FROM unnest($4::text[]) AS role`,
      [
        person.staffId,
        person.institutionId,
        app.clock.now(),
        Object.values(Role).filter((role) => role !== person.role),
      ],
    ),
  );
});

afterAll(() => app.stop());

/** Rows of every table but the audit trail, which keeps refused acts. */
async function rowCounts(): Promise<Record<string, string>> {
  return withClient(app.database.ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
         AND relname NOT LIKE 'audit_entries%' ORDER BY relname`,
    );
    const counts: Record<string, string> = {};
    for (const { name } of rows) {
      const { rows: found } = await owner.query<{ count: string }>(`SELECT count(*) FROM ${name}`);
      counts[name] = found[0]!.count;
    }
    return counts;
  });
}

let before: Record<string, string>;
beforeEach(async () => {
  before = await rowCounts();
});

const LEAKS =
  /node_modules|\.(js|ts):\d|\bSELECT\b|\bINSERT\b|\bUPDATE\b|violates|invalid byte|input syntax|out of range for type|QueryFailed|driverError|stack/;

interface Refusal {
  readonly code: string;
  /** The fields that the refusal names, with a dot between names and without the name of the argument `input`. */
  readonly fields: readonly string[];
}

function refusalOf({ errors }: Answer<unknown>): Refusal {
  const { code, facts } = errors[0]?.extensions ?? { code: 'NONE', facts: {} };
  const problems = (facts['fields'] ?? []) as { path: string }[];
  const variable = facts['path'] as string | undefined;
  const paths = [...problems.map(({ path }) => path), ...(variable ? [variable] : [])];
  return { code, fields: paths.map((path) => path.replaceAll(/\[(\d+)\]/g, '.$1').replace(/^input\./, '')) };
}

/** How class-validator names the field: without the place in a list of plain values. */
const fieldOf = ({ path }: Leaf): string => path.join('.').replace(/^input\./, '');

/** What is wrong with the answer to a value that the leaf must not take; nothing where all is well. */
async function faultsOf(leaf: Leaf, value: unknown, codes: readonly string[]): Promise<string[]> {
  const { query, variables } = requestWith(leaf, value);
  const answer = await person.tries(query, variables);
  const english = await person.tries(query, variables, { headers: { 'accept-language': 'en' } });
  const { code, fields } = refusalOf(answer);
  const [inChinese, inEnglish] = [answer, english].map(({ errors }) => errors[0]?.message ?? '');
  const named = code === 'INVALID_CURSOR' || fields.some((field) => [field, `${field}.0`].includes(fieldOf(leaf)));
  const faults: Record<string, boolean> = {
    [`code ${code}`]: !codes.includes(code),
    [`names ${fields.join()}`]: !named,
    [`message ${inChinese}`]: !/\p{Script=Han}/u.test(inChinese!),
    [`message ${inEnglish}`]: !/^[^\p{Script=Han}]+$/u.test(inEnglish!),
    leaks: LEAKS.test(JSON.stringify(answer)),
  };
  return Object.keys(faults).filter((fault) => faults[fault]);
}

/** Sends the value wherever it fits in form; answers the leaves that do not refuse it as expected. */
async function wronglyAnswered(
  chosen: readonly Leaf[],
  value: unknown,
  expected: (leaf: Leaf) => readonly string[],
): Promise<string[]> {
  const wrong: string[] = [];
  for (const leaf of chosen) {
    const faults = await faultsOf(leaf, value, expected(leaf));
    if (faults.length > 0) wrong.push(`${leaf.name}: ${faults.join('; ')}`);
  }
  if (JSON.stringify(await rowCounts()) !== JSON.stringify(before)) wrong.push('something was written');
  return wrong;
}

const ofType = (...types: string[]): Leaf[] => leaves.filter(({ type }) => types.includes(type));
const invalid = ({ path }: Leaf): readonly string[] =>
  path[0] === 'after' ? ['INVALID_CURSOR', 'INVALID_INPUT'] : ['INVALID_INPUT'];
const unfit = (): readonly string[] => ['BAD_USER_INPUT'];

describe('a value that cannot be right is refused by its field, everywhere in the API', () => {
  it.each(['', ' \t\u3000 ', '\u200b\u200d'])('nothing but %j where a name is needed', async (blank) => {
    const names = ofType('String').filter(({ path }) =>
      /^(name|shortName|teamName|display|treatment|feedback)$/.test(path.at(-1)!),
    );
    expect(names.length).toBeGreaterThan(7);
    expect(await wronglyAnswered(names, blank, invalid)).toEqual([]);
  });

  it.each(['', 'short'])('the idempotency key %j', async (idempotencyKey) => {
    const keys = ofType('String').filter(({ name }) =>
      /^(draft|register|record|submit)\w+ input.idempotencyKey$/.test(name),
    );
    expect(keys.length).toBeGreaterThan(5);
    expect(await wronglyAnswered(keys, idempotencyKey, invalid)).toEqual([]);
  });

  it('a cursor that no list has given', async () => {
    const cursors = ofType('String').filter(({ path }) => path[0] === 'after');
    const forged = (values: unknown): string => Buffer.from(JSON.stringify(values)).toString('base64url');
    const forgeries = [['not-an-id', 2], [null], [7], ['\u0000'], [{ id: 1 }], []].map(forged);
    for (const cursor of ['garbage', '', ...forgeries]) {
      expect(await wronglyAnswered(cursors, cursor, () => ['INVALID_CURSOR'])).toEqual([]);
    }
  });

  it('a page of none, or of more than a hundred', async () => {
    const firsts = leaves.filter(({ path }) => path[0] === 'first');
    expect(firsts.length).toBeGreaterThanOrEqual(7);
    for (const first of [0, 101, 1_000]) expect(await wronglyAnswered(firsts, first, invalid)).toEqual([]);
  });

  it('a text longer than any field takes', async () => {
    expect(await wronglyAnswered(ofType('String'), '长'.repeat(5_000), invalid)).toEqual([]);
  });

  it('a text with the character NUL, which no text of the database can hold', async () => {
    expect(await wronglyAnswered(ofType('String'), 'sample\u0000text', invalid)).toEqual([]);
  });

  it('a text with half a character', async () => {
    expect(await wronglyAnswered(ofType('String'), 'sample\ud800text', invalid)).toEqual([]);
    expect(await wronglyAnswered(ofType('String'), '\udc00sample text', invalid)).toEqual([]);
  });

  it.each(['1', 'not-an-id', "' OR 1=1 --", '\u0000', '00000000-0000-0000-0000-00000000000g'])(
    'the id %j',
    async (id) => {
      expect(await wronglyAnswered(ofType('ID'), id, invalid)).toEqual([]);
    },
  );

  it.each([2_147_483_648, -2_147_483_649, 1.5])('the number %d', async (number) => {
    expect(await wronglyAnswered(ofType('Int'), number, unfit)).toEqual([]);
  });

  it.each([1e308, -1e308])('the number %d, where fractions are allowed', async (number) => {
    expect(await wronglyAnswered(ofType('Float'), number, invalid)).toEqual([]);
  });

  it('a negative number', async () => {
    expect(await wronglyAnswered(ofType('Int'), -1, invalid)).toEqual([]);
  });

  it('a value that is not in its list', async () => {
    const enums = leaves.filter(({ isEnum }) => isEnum);
    expect(enums.length).toBeGreaterThan(10);
    expect(await wronglyAnswered(enums, 'NO_SUCH_VALUE', unfit)).toEqual([]);
  });

  it.each([
    '+275760-09-13T00:00:00.001Z',
    '-000001-01-01T00:00:00Z',
    '9999-01-01T00:00:00Z',
    '2026-02-30T08:00:00Z',
    '2026-03-05T09:00:00',
    '',
  ])('the instant %j', async (instant) => {
    expect(await wronglyAnswered(ofType('DateTime'), instant, unfit)).toEqual([]);
  });

  it.each(['0001-12-31', '9999-12-31', '10000-01-01', '-001-01-01', '2026-02-30', '2026-3-5', ''])(
    'the day %j',
    async (day) => {
      expect(await wronglyAnswered(ofType('LocalDate'), day, unfit)).toEqual([]);
    },
  );
});

describe('whatever a client sends', () => {
  const answered = async (chosen: readonly Leaf[], value: unknown): Promise<string[]> => {
    const wrong: string[] = [];
    for (const leaf of chosen) {
      const { query, variables } = requestWith(leaf, value);
      const answer = await person.tries(query, variables);
      const { code } = refusalOf(answer);
      if (code === 'INTERNAL' || LEAKS.test(JSON.stringify(answer.errors))) wrong.push(`${leaf.name}: ${code}`);
    }
    return wrong;
  };

  it.each(["'; DROP TABLE patients; --", '%_\\', '$1::text', '{"$ne":null}', '<script>alert(1)</script>', '😀𠮷'])(
    'the text %j is a text and nothing else',
    async (text) => {
      expect(await answered(ofType('String'), text)).toEqual([]);
      expect((await rowCounts())['patients']).toBe(before['patients']);
    },
  );

  it('null stands for nothing given, wherever the schema allows it', async () => {
    const nullable = leaves.filter((leaf) => leaf.nullable);
    expect(nullable.length).toBeGreaterThan(20);
    expect(await answered(nullable, null)).toEqual([]);
  });

  it('the earliest and the latest instants do no harm', async () => {
    expect(await answered(ofType('DateTime'), '0002-01-01T00:00:00Z')).toEqual([]);
    expect(await answered(ofType('DateTime'), '9998-12-31T23:59:59Z')).toEqual([]);
    expect(await answered(ofType('LocalDate'), '0002-01-01')).toEqual([]);
    expect(await answered(ofType('LocalDate'), '9998-12-31')).toEqual([]);
    expect(await answered(ofType('Int'), 2_147_483_647)).toEqual([]);
  });
});
