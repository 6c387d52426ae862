import { randomUUID } from 'node:crypto';
import { days, after } from '#kernel';
import { ReferralStory, TestApp, World, withClient, type Person, type SeenReferral } from '#testing';

let compiling: TestApp;
let plain: TestApp;
let doctor: Person;
let draft: SeenReferral;
let claimed: SeenReferral;
let arranged: SeenReferral;

beforeAll(async () => {
  compiling = await TestApp.start({ GRAPHQL_COMPILED: 'true' });
  plain = await compiling.startBeside({ GRAPHQL_COMPILED: 'false' });
  const world = await World.create(compiling);
  const story = new ReferralStory(world);
  doctor = world.person('township-doctor');
  const cardiologist = world.person('cardiologist');
  draft = await story.draft(doctor);
  claimed = await story.claim(cardiologist, await story.submitted(doctor));
  const accepted = await story.accept(cardiologist, await story.claim(cardiologist, await story.submitted(doctor)));
  arranged = await story.arrange(world.person('coordinator'), accepted, after(compiling.clock.now(), days(1)));
});

afterAll(() => compiling.stop());

interface Request {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  readonly signedIn?: boolean;
}

/** Status and whole body, but for the id of the request. */
async function answerOf(app: TestApp, { signedIn = true, ...payload }: Request): Promise<string> {
  const headers = signedIn ? { authorization: `Bearer ${doctor.token}` } : {};
  const response = await app.nest.inject({ method: 'POST', url: '/graphql', headers, payload });
  const body = response.payload.replaceAll(/"requestId":"[^"]+"/g, '"requestId"');
  return `${response.statusCode} ${response.headers['content-type']} ${body}`;
}

async function compiledExecutions(app: TestApp): Promise<number> {
  const { payload } = await app.nest.inject({ method: 'GET', url: '/metrics' });
  return Number(/^graphql_compiled_executions_total (\d+)$/m.exec(payload)![1]);
}

/** Sends a request three times each way; answers what both say, or fails where they differ. */
async function sameAnswer(request: Request, { compiled }: { compiled: boolean }): Promise<string> {
  const before = await compiledExecutions(compiling);
  const expected = await answerOf(plain, request);
  for (let time = 1; time <= 3; time++) expect(await answerOf(compiling, request)).toBe(expected);
  const executions = (await compiledExecutions(compiling)) - before;
  // The first time an operation is seen it is not worth compiling.
  expect(Math.min(executions, 2)).toBe(compiled ? 2 : 0);
  expect(await compiledExecutions(plain)).toBe(0);
  return expected;
}

const ONE = 'query One($id: ID!) { referral(id: $id) { id state } }';
const LIST = `query List($box: ReferralBox!, $states: [ReferralState!], $first: Int = 2, $after: String) {
  referrals(box: $box, states: $states, first: $first, after: $after) {
    nodes { id state patient { name } owner { name } } pageInfo { hasNextPage endCursor } totalCount } }`;

describe('a query answered by compiled execution', () => {
  it.each<[string, () => Request, string]>([
    ['a referral', () => ({ query: ONE, variables: { id: draft.id } }), '"state":"DRAFT"'],
    ['a list with defaults', () => ({ query: LIST, variables: { box: 'SENT' } }), '"hasNextPage":true'],
    [
      'nulls for what may be left out',
      () => ({ query: LIST, variables: { box: 'SENT', states: null, after: null } }),
      '"totalCount":3',
    ],
    [
      'a list of enum values',
      () => ({ query: LIST, variables: { box: 'SENT', states: ['DRAFT', 'ARRANGED'], first: 5 } }),
      '"totalCount":2',
    ],
    [
      'values in the text',
      () => ({ query: '{ referrals(box: SENT, states: [DRAFT], first: 1) { nodes { id } } }' }),
      'nodes',
    ],
    [
      'names of types',
      () => ({
        query: '{ __typename referrals(box: SENT) { __typename nodes { __typename patient { __typename } } } }',
      }),
      '"__typename":"Patient"',
    ],
    [
      'fragments, named and inline',
      () => ({
        query: `query F($id: ID!) { referral(id: $id) { ...Head ... on Referral { priority patient { ...Who } } } }
          fragment Head on Referral { id ...State } fragment State on Referral { state }
          fragment Who on Patient { name sex }`,
        variables: { id: claimed.id },
      }),
      '"sex"',
    ],
    [
      'the same field under two names with different selections',
      () => ({
        query: `query A($id: ID!, $other: ID!) { a: referral(id: $id) { state } b: referral(id: $other) { version p: patient { name }
          q: patient { idNumberMasked birthDate } state } }`,
        variables: { id: draft.id, other: claimed.id },
      }),
      '"birthDate"',
    ],
    [
      'the same field twice',
      () => ({
        query:
          'query T($id: ID!) { referral(id: $id) { id patient { name } } referral(id: $id) { state patient { sex } } }',
        variables: { id: draft.id },
      }),
      '"sex"',
    ],
    [
      'a field that the rules answer',
      () => ({
        query: 'query P($id: ID!) { referral(id: $id) { permittedActions { action permitted failingRule } } }',
        variables: { id: claimed.id },
      }),
      '"failingRule":"STATE"',
    ],
    [
      'what is loaded for a page, made or signed when it is asked for',
      () => ({
        query: `{ referrals(box: SENT, first: 3) { nodes { children { id } answeredBy { id } attachments { downloadUrl }
          deadlineStatus { kind dueAt } closingNodes { node occurredAt } routingChoice { candidates } greenChannel { channel }
          arrangement { code doctor { name } } wantedDoctor { name } clinical { transportNeeds admittedOn }
          patient { consents { fileUrl } } } } }`,
      }),
      '"fileUrl":null',
    ],
    [
      'two lists',
      () => ({ query: '{ me { loginName } mySessions { current } institutions { totalCount } }' }),
      '"totalCount":4',
    ],
    [
      'one operation of two',
      () => ({ query: `${ONE} ${LIST}`, operationName: 'One', variables: { id: draft.id } }),
      'DRAFT',
    ],
    [
      'the other of two',
      () => ({ query: `${ONE} ${LIST}`, operationName: 'List', variables: { box: 'SENT' } }),
      'nodes',
    ],
    [
      'the schema itself',
      () => ({ query: '{ __type(name: "Referral") { fields { name type { kind } } } }' }),
      '"fields"',
    ],
  ])('says the same of %s', async (_what, request, part) => {
    expect(await sameAnswer(request(), { compiled: true })).toContain(part);
  });

  it.each([
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ])('leaves out what a request leaves out: skip %s, include %s', async (skip, include) => {
    const query = `query S($id: ID!, $skip: Boolean!, $include: Boolean!) { referral(id: $id) { id
      state @skip(if: $skip) patient @include(if: $include) { name sex @skip(if: $skip) }
      ... @include(if: $include) { priority } ...V @skip(if: $skip) } } fragment V on Referral { version }`;
    const answer = await sameAnswer({ query, variables: { id: draft.id, skip, include } }, { compiled: true });
    expect(answer.includes('"state"')).toBe(!skip);
    expect(answer.includes('"priority"')).toBe(include);
  });
});

it('a text that is longer than any client needs is answered and not kept', async () => {
  const padded = (length: number): Request => ({ query: '{ me { loginName } } #'.padEnd(length, 'x') });
  expect(await sameAnswer(padded(32_768), { compiled: true })).toContain('loginName');
  expect(await sameAnswer(padded(32_769), { compiled: false })).toContain('loginName');
});

describe('a refusal through compiled execution', () => {
  it.each<[string, () => Request, string]>([
    ['of what does not exist', () => ({ query: ONE, variables: { id: randomUUID() } }), 'NOT_FOUND'],
    ['of what the role does not allow', () => ({ query: '{ accounts { nodes { id } } }' }), 'FORBIDDEN'],
    ['of somebody who is not signed in', () => ({ query: '{ me { accountId } }', signedIn: false }), 'UNAUTHENTICATED'],
    [
      'of a null where a default stands for nothing but what is left out',
      () => ({ query: LIST, variables: { box: 'SENT', first: null } }),
      '"code":"BAD_USER_INPUT","facts":{"path":"first"',
    ],
    ['of an id that is none', () => ({ query: ONE, variables: { id: 'x' } }), 'INVALID_INPUT'],
    ['of a cursor that is none', () => ({ query: LIST, variables: { box: 'SENT', after: 'x' } }), 'INVALID_CURSOR'],
    [
      'of one of two questions',
      () => ({
        query: 'query Q($id: ID!) { me { loginName } travelMinutes(fromInstitutionId: $id, toInstitutionId: $id) }',
        variables: { id: 'x' },
      }),
      '"travelMinutes":null',
    ],
    [
      'of one question that must be answered',
      () => ({
        query: 'query Q($id: ID!) { me { loginName } a: referral(id: $id) { id } }',
        variables: { id: randomUUID() },
      }),
      '"data":null',
    ],
  ])('%s is the same, places and paths included', async (_what, request, part) => {
    const answer = await sameAnswer(request(), { compiled: true });
    expect(answer).toContain(part);
    expect(answer).toContain('"locations":[{"line":');
    expect(answer).toContain('"path":["');
  });

  it.each<[string, Request, string]>([
    ['a variable that is missing', { query: ONE }, '"code":"BAD_USER_INPUT"'],
    ['a variable that is null', { query: ONE, variables: { id: null } }, '"code":"BAD_USER_INPUT"'],
    [
      'a default of what must not be null',
      { query: 'query D($first: Int! = 1) { institutions(first: $first) { nodes { name } } }' },
      '"nodes"',
    ],
    [
      'a variable of another type',
      { query: LIST, variables: { box: 'SENT', first: 'many' } },
      '"code":"BAD_USER_INPUT"',
    ],
    [
      'two wrong variables',
      { query: LIST, variables: { box: 'X', states: ['Y'], first: 1.5 } },
      '"code":"BAD_USER_INPUT"',
    ],
    [
      'a null inside an input, where a default stands for nothing but what is left out',
      {
        query: `query N($id: ID!, $codes: [String!]) {
          downRoutingSuggestions(input: { patientId: $id, drugCodes: $codes }) { at } }`,
        variables: { id: randomUUID(), codes: null },
      },
      '"code":"BAD_USER_INPUT","facts":{"path":"input"',
    ],
    [
      'a null that decides nothing, where a directive asks to decide',
      {
        query: `fragment Name on Viewer { loginName @include(if: $named) }
          query N($named: Boolean = true) { me { accountId ...Name } }`,
        variables: { named: null },
      },
      '"code":"BAD_USER_INPUT","facts":{"path":"if"',
    ],
    ['no operation of that name', { query: ONE, operationName: 'Two' }, '"code":"OPERATION_RESOLUTION_FAILURE"'],
    [
      'one of two operations, without saying which',
      { query: `${ONE} ${LIST}` },
      '"code":"OPERATION_RESOLUTION_FAILURE"',
    ],
    ['a field that does not exist', { query: '{ me { salary } }' }, '"code":"GRAPHQL_VALIDATION_FAILED"'],
    ['half a query', { query: '{ me {' }, '"code":"GRAPHQL_PARSE_FAILED"'],
  ])('is left to the plain way for %s', async (_what, request, part) => {
    expect(await sameAnswer(request, { compiled: false })).toContain(part);
  });
});

describe('a fault of the database', () => {
  const asOwner = (sql: string) => withClient(compiling.database.ownerUrl, (owner) => owner.query(sql));

  it('deep in an answer takes only the object that it is part of', async () => {
    await asOwner(
      `UPDATE referral_arrangements SET code_ciphertext = 'test.broken' WHERE referral_id = '${arranged.id}'`,
    );
    const query = '{ referrals(box: SENT) { nodes { id arrangement { room code } } } }';
    const answer = await sameAnswer({ query }, { compiled: true });
    expect(answer).toContain('"code":"INTERNAL"');
    expect(answer).toMatch(/"path":\["referrals","nodes",\d,"arrangement","code"\]/);
    expect(answer).toContain('"arrangement":null');
    expect(answer).not.toMatch(/broken|cipher|authenticat|node_modules/i);
  });

  it('that quotes a patient is told without the patient', async () => {
    const query = '{ referrals(box: SENT) { nodes { patient { name } } } }';
    expect(await sameAnswer({ query }, { compiled: true })).toContain('测试患者');
    await asOwner(`
      CREATE FUNCTION fail_over(name text) RETURNS text LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'no room for %', name; END $$;
      ALTER TABLE patients RENAME TO patients_kept;
      CREATE VIEW patients AS SELECT id, fail_over(name) AS name, sex, birth_date FROM patients_kept;
      GRANT SELECT ON patients TO PUBLIC`);
    const before = await compiledExecutions(compiling);
    const answers = [await answerOf(plain, { query }), await answerOf(compiling, { query })];
    await asOwner('DROP VIEW patients; ALTER TABLE patients_kept RENAME TO patients; DROP FUNCTION fail_over(text)');
    expect(answers[1]).toBe(answers[0]);
    expect(await compiledExecutions(compiling)).toBe(before + 1);
    expect(answers[0]).toContain('"code":"INTERNAL"');
    expect(answers[0]).not.toMatch(/测试患者|no room|P0001|fail_over/);
  });

  it('of a column that is gone is told without its name', async () => {
    const query = '{ referrals(box: SENT) { nodes { purposeCode } } }';
    await sameAnswer({ query }, { compiled: true });
    await asOwner('ALTER TABLE referrals RENAME COLUMN purpose_code TO purpose_code_gone');
    const answers = [await answerOf(plain, { query }), await answerOf(compiling, { query })];
    await asOwner('ALTER TABLE referrals RENAME COLUMN purpose_code_gone TO purpose_code');
    expect(answers[1]).toBe(answers[0]);
    expect(answers[0]).toContain('"code":"INTERNAL"');
    expect(answers[0]).not.toMatch(/purpose_code|42703|does not exist/);
  });
});
