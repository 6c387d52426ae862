import { minutes, seconds } from '#kernel';
import { ReferralStory, StatementCounter, TestApp, World, withClient, type Person } from '#testing';

let app: TestApp;
let doctor: Person;
let statements: StatementCounter;
let referralId: string;
let patientId: string;

beforeAll(async () => {
  app = await TestApp.start();
  const world = await World.create(app);
  doctor = world.person('township-doctor');
  const story = new ReferralStory(world);
  patientId = await story.patient(doctor);
  referralId = (await story.submit(doctor, await story.draft(doctor, { patientId }))).id;
  await copies(120);
  statements = StatementCounter.on(app);
});

afterAll(() => app.stop());

/** As many more referrals and patients like the first ones. */
async function copies(count: number): Promise<void> {
  await withClient(app.database.ownerUrl, async (owner) => {
    for (const table of ['patients', 'referrals']) {
      const { rows } = await owner.query<{ names: string }>(
        `SELECT string_agg(quote_ident(attname), ', ') AS names FROM pg_attribute
         WHERE attrelid = $1::regclass AND attnum > 0 AND attname NOT IN ('id', 'referral_no', 'id_number_index')`,
        [table],
      );
      const unique = table === 'patients' ? 'id_number_index' : 'referral_no';
      await owner.query(
        `INSERT INTO ${table} (id, ${unique}, ${rows[0]!.names})
         SELECT gen_random_uuid(), 'copy ' || n, ${rows[0]!.names} FROM ${table}, generate_series(1, ${count}) n`,
      );
    }
  });
}

/** The statements of one request, each by the first words that tell what it is for. */
async function sent(query: string, variables: object = {}): Promise<string[]> {
  const texts = await statements.during(() => doctor.asks(query, { ...variables }));
  return texts.map((text) => {
    if (text.includes('FROM sessions s JOIN accounts')) return 'session';
    if (text.startsWith('INSERT INTO audit_entries')) return 'access';
    if (text.startsWith('UPDATE sessions SET last_seen_at')) return 'last seen';
    return /count\(\*\)/.test(text) ? 'count' : 'read';
  });
}

const REFERRAL = `id state version priority patient { id name consents { id } } fromInstitution { name }
  toInstitution { name } toDepartment { name } author { name } owner { name } arrangement { code }
  clinical { diagnoses { code } } latestEvents { action staffName }`;
const page = (fields: string): string =>
  `query($first: Int!) { referrals(box: SENT, first: $first) { nodes { ${fields} } pageInfo { endCursor } } }`;

describe('a page of referrals', () => {
  it.each([1, 20, 100])('with %d rows and all their relations costs session, page and access row', async (first) => {
    expect(await sent(page(REFERRAL), { first })).toEqual(['session', 'read', 'access']);
  });

  it.each([1, 20, 100])('with %d rows costs one statement more for what may be done with them', async (first) => {
    const statementsOfPage = await sent(page(`${REFERRAL} permittedActions { action permitted }`), { first });
    expect(statementsOfPage.filter((what) => what !== 'read')).toEqual(['session', 'access']);
    expect(statementsOfPage).toHaveLength(4);
  });

  it('costs one statement more with the count of all', async () => {
    const query = '{ referrals(box: SENT) { totalCount nodes { id patient { name } } } }';
    expect(await sent(query)).toEqual(['session', 'count', 'read', 'access']);
  });

  it('costs no access row where nobody is shown', async () => {
    expect(await sent('{ referrals(box: SENT, states: [REJECTED]) { nodes { id } } }')).toEqual(['session', 'read']);
  });
});

describe('a work list', () => {
  const list = (fields: string): string =>
    `query($first: Int!) { referralWorkList(list: MINE, first: $first) { nodes { ${fields} } } }`;

  it.each([1, 20, 100])('with %d rows and all their relations costs session, page and access row', async (first) => {
    expect(await sent(list(REFERRAL), { first })).toEqual(['session', 'read', 'access']);
  });

  it.each([1, 20, 100])('with %d rows costs one statement more for their closing nodes', async (first) => {
    const statementsOfPage = await sent(list(`${REFERRAL} closingNodes { node staffName }`), { first });
    expect(statementsOfPage.toSorted()).toEqual(['access', 'read', 'read', 'session']);
  });

  it('is counted with all others in one statement', async () => {
    expect(await sent('{ referralWorkListCounts { list count hasMore } }')).toEqual(['session', 'count']);
  });
});

describe('one referral', () => {
  it('costs session, read and access row, whatever is asked of it', async () => {
    const query = `query($id: ID!) { referral(id: $id) { ${REFERRAL} events { action } outcome { feedback } } }`;
    expect(await sent(query, { id: referralId })).toEqual(['session', 'read', 'access']);
  });
});

describe('patients', () => {
  const PATIENT = 'id name sex birthDate idNumberMasked phoneMasked consents { id kind } contracts { teamName }';

  it.each([1, 20, 100])('on a page of %d cost session, page and access row', async (first) => {
    const query = `query($first: Int!) { patients(first: $first) { nodes { ${PATIENT} } pageInfo { hasNextPage } } }`;
    expect(await sent(query, { first })).toEqual(['session', 'read', 'access']);
  });

  it('cost the same one by one', async () => {
    const query = `query($id: ID!) { patient(id: $id) { ${PATIENT} } }`;
    expect(await sent(query, { id: patientId })).toEqual(['session', 'read', 'access']);
  });
});

describe('the time a session was last seen', () => {
  it('is written at most once a minute', async () => {
    const again = await withClient(app.database.ownerUrl, (owner) =>
      owner.query('UPDATE sessions SET last_seen_at = $1 WHERE account_id = $2', [app.clock.now(), doctor.accountId]),
    );
    expect(again.rowCount).toBe(1);
    const look = (): Promise<string[]> => sent('{ mySessions { id } }');
    app.clock.advance(seconds(59));
    expect(await look()).toEqual(['session', 'read']);
    app.clock.advance(seconds(1));
    expect(await look()).toEqual(['session', 'last seen', 'read']);
    expect(await look()).toEqual(['session', 'read']);
    app.clock.advance(minutes(1));
    expect(await look()).toEqual(['session', 'last seen', 'read']);
  });
});
