import { randomUUID } from 'node:crypto';
import { before, days, hours, minutes } from '#kernel';
import { ReferralStory, TestApp, World, personNames, withClient, type AnswerError, type Person } from '#testing';

let app: TestApp;
let world: World;
let story: ReferralStory;
let auditor: Person;
let doctor: Person;
let patientId: string;
let referralId: string;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  story = new ReferralStory(world);
  [auditor, doctor] = [world.person('auditor'), world.person('township-doctor')];
  patientId = await story.patient(doctor);
  const submitted = await story.submit(doctor, await story.draft(doctor, { patientId }));
  referralId = submitted.id;
  await story.look(world.person('cardiologist'), referralId);
  await world.person('registrar').tries('{ patients { nodes { id } } }');
  app.clock.advance(hours(1));
});

afterAll(() => app.stop());

interface Entry {
  readonly id: string;
  readonly action: string;
  readonly institutionId: string | null;
  readonly detail: string | null;
}
interface Entries {
  readonly auditEntries: { nodes: Entry[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
}
const FIELDS = 'nodes { id action institutionId detail } pageInfo { hasNextPage endCursor }';
const entries = async (filter = '', by = auditor): Promise<Entry[]> =>
  (await by.asks<Entries>(`{ auditEntries(first: 100${filter}) { ${FIELDS} } }`)).auditEntries.nodes;
const actions = async (filter: string): Promise<string[]> =>
  [...new Set((await entries(filter)).map(({ action }) => action))].toSorted();

const download = (person: Person | null, query: string) =>
  app.nest.inject({
    method: 'GET',
    url: `/audit/export?${query}`,
    headers: person ? { authorization: `Bearer ${person.token}` } : {},
  });
const since = `from=${encodeURIComponent(before(new Date('2026-03-04T09:00:00+08:00'), days(1)).toISOString())}`;

async function refusalOf(answer: ReturnType<typeof download>): Promise<unknown[]> {
  const { statusCode, body } = await answer;
  const [error] = (JSON.parse(body) as { errors: AnswerError[] }).errors;
  const { code, rule, facts } = error!.extensions;
  return [statusCode, [code, rule].filter(Boolean).join(' '), facts];
}

/** As an administrator of the installation changes a limit. */
const limitTo = (key: string, value: number) =>
  withClient(app.database.ownerUrl, (owner) =>
    owner.query('UPDATE reference_settings SET value = $2 WHERE key = $1', [key, value]),
  );

describe('the auditor', () => {
  it('finds entries by every question that there is', async () => {
    const looked = 'referral.read';
    const { accountId, staffId, institutionId } = world.person('cardiologist');
    expect(await actions(`, accountId: "${accountId}"`)).toEqual([looked]);
    expect(await actions(`, staffId: "${staffId}"`)).toEqual([looked]);
    expect(await actions(`, institutionId: "${institutionId}", result: OK, action: "${looked}"`)).toEqual([looked]);
    expect(await actions(`, patientId: "${patientId}", action: "${looked}"`)).toEqual([looked]);
    expect(await actions(`, objectId: "${referralId}"`)).toEqual(['referral.drafted', looked, 'referral.submitted']);
    expect(await actions(', result: DENIED')).toEqual(['patients']);
    expect(await actions(`, patientId: "${patientId}"`)).toEqual(
      expect.arrayContaining(['consent.recorded', 'patient.registered', looked, 'referral.submitted']),
    );
    expect(await entries(', to: "2026-03-04T08:00:00+08:00"')).toEqual([]);
  });

  it('pages through everything once, newest first, while more is written', async () => {
    const to = app.clock.now().toISOString();
    const all = (await entries(`, to: "${to}", institutionId: "${doctor.institutionId}"`)).map(({ id }) => id);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { auditEntries }: Entries = await auditor.asks<Entries>(
        `query($after: String) { auditEntries(first: 2, after: $after, to: "${to}", institutionId: "${doctor.institutionId}") { ${FIELDS} } }`,
        { after },
      );
      seen.push(...auditEntries.nodes.map(({ id }) => id));
      after = auditEntries.pageInfo.hasNextPage ? auditEntries.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual(all);
    expect(all.length).toBeGreaterThan(3);
  });

  it('leaves an entry of each look, with the question and without a name', async () => {
    await entries(`, patientId: "${patientId}"`);
    const [look] = await entries(`, accountId: "${auditor.accountId}", action: "audit.list"`);
    const newest = await entries(`, accountId: "${auditor.accountId}", action: "audit.list"`);
    expect(newest.length).toBeGreaterThan(1);
    expect(newest.map(({ detail }) => JSON.parse(detail!) as object)).toContainEqual(
      expect.objectContaining({ patientId, first: 100 }),
    );
    expect(JSON.parse(look!.detail!)).toMatchObject({ from: expect.any(String), to: expect.any(String) });
  });

  it('refuses cursors that are none', async () => {
    for (const after of ['x', Buffer.from('["2026",1]').toString('base64url')]) {
      const { errors } = await auditor.tries(`{ auditEntries(after: "${after}") { nodes { id } } }`);
      expect(errors[0]?.extensions.code).toBe('INVALID_CURSOR');
    }
  });

  it('of another institution sees what was done there, and nothing else', async () => {
    const north = await world.hire('AUDITOR', 'north');
    const seen = await entries('', north);
    expect(new Set(seen.map(({ institutionId }) => institutionId))).toEqual(new Set([doctor.institutionId]));
    expect(await entries(`, institutionId: "${auditor.institutionId}"`, north)).toEqual([]);
    const { body } = await download(north, since);
    const institutions = body
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',')[4]);
    expect(new Set(institutions)).toEqual(new Set([doctor.institutionId]));
  });
});

describe('the export', () => {
  it('holds everything that was asked for, as CSV or as lines of JSON', async () => {
    const csv = await download(auditor, `${since}&objectId=${referralId}`);
    expect(csv.statusCode).toBe(200);
    expect(csv.headers['content-type']).toContain('text/csv');
    const [head, ...lines] = csv.body.trim().split('\r\n');
    expect(head).toMatch(/^id,occurredAt,accountId/);
    expect(lines.map((line) => line.split(',')[8]!).toSorted()).toEqual([
      'referral.drafted',
      'referral.read',
      'referral.submitted',
    ]);
    const json = await download(auditor, `${since}&objectId=${referralId}&format=ndjson`);
    const objects = json.body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(objects).toHaveLength(3);
    expect(objects[0]).toMatchObject({ patientIds: [patientId], result: 'OK' });
    expect(await actions(`, accountId: "${auditor.accountId}", action: "audit.export"`)).toEqual(['audit.export']);
  });

  it('reads batch by batch, the oldest first, and disarms what a spreadsheet would compute', async () => {
    await withClient(app.database.appUrl, (client) =>
      client.query(
        `INSERT INTO audit_entries (id, occurred_at, request_id, action, result)
         SELECT gen_random_uuid(), $1::timestamptz + (i / 7) * interval '1 microsecond', '=1+1', 'bulk', 'OK'
         FROM generate_series(1, 2500) i`,
        [app.clock.now()],
      ),
    );
    app.clock.advance(hours(1));
    const { body } = await download(auditor, `${since}&action=bulk`);
    const lines = body.trim().split('\r\n').slice(1);
    expect(new Set(lines.map((line) => line.slice(0, 36))).size).toBe(2500);
    expect(lines[0]).toContain(",'=1+1,");
  });

  it('is refused where it holds more days or more entries than one file may, and the trail says so', async () => {
    const asked = download(auditor, 'from=2025-01-01T00:00:00Z');
    expect(await refusalOf(asked)).toEqual([422, 'AUDIT_EXPORT_REFUSED RANGE', { most: 92 }]);
    app.clock.advance(minutes(1));
    await limitTo('audit.export_limit_entries', 2_499);
    const refused = await refusalOf(download(auditor, `${since}&action=bulk`));
    expect(refused).toEqual([422, 'AUDIT_EXPORT_REFUSED ENTRIES', { most: 2_499 }]);
    await limitTo('audit.export_limit_entries', 2_500);
    expect((await download(auditor, `${since}&action=bulk`)).statusCode).toBe(200);
    const own = `, accountId: "${auditor.accountId}", action: "audit.export", result: REFUSED`;
    const { auditEntries } = await auditor.asks<{ auditEntries: { nodes: object[] } }>(
      `{ auditEntries(first: 9${own}) { nodes { code rule } } }`,
    );
    expect(auditEntries.nodes).toEqual([
      { code: 'AUDIT_EXPORT_REFUSED', rule: 'ENTRIES' },
      { code: 'AUDIT_EXPORT_REFUSED', rule: 'RANGE' },
    ]);
  });

  it('is to be had so often in an hour, also by those who ask all at once', async () => {
    await limitTo('audit.export_hourly_limit_exports', 5);
    const busy = await world.hire('AUDITOR', 'county');
    const bulk = `${since}&action=bulk`;
    const answers = await Promise.all(Array.from({ length: 9 }, () => download(busy, bulk)));
    const statuses = answers.map(({ statusCode }) => statusCode);
    expect([200, 429].map((status) => statuses.filter((one) => one === status).length)).toEqual([5, 4]);
    app.clock.advance(minutes(59));
    expect(await refusalOf(download(busy, bulk))).toEqual([429, 'RATE_LIMITED', { retryAfterSeconds: 60 }]);
    expect((await download(auditor, bulk)).statusCode).toBe(200);
    app.clock.advance(minutes(1));
    expect((await download(busy, bulk)).statusCode).toBe(200);
  });

  it('is refused to everybody else, which leaves a trace; and to whoever is not signed in', async () => {
    for (const name of personNames.filter((one) => one !== 'auditor')) {
      const person = world.person(name);
      expect((await download(person, since)).statusCode).toBe(403);
      expect((await person.tries('{ auditEntries { nodes { id } } }')).errors[0]?.extensions.code).toBe('FORBIDDEN');
    }
    expect((await download(null, since)).statusCode).toBe(401);
    const denied = await entries(`, action: "GET /audit/export", result: DENIED`);
    expect(denied).toHaveLength(personNames.length - 1);
  });

  it('refuses a question that does not make sense', async () => {
    for (const query of ['', 'from=x', `${since}&accountId=x`, `${since}&more=1`, `${since}&action=%00`]) {
      const { statusCode, body } = await download(auditor, query);
      expect([statusCode, body]).toEqual([422, expect.stringContaining('INVALID_INPUT')]);
    }
    expect((await download(auditor, `${since}&patientId=${randomUUID()}`)).body.trim().split('\r\n')).toHaveLength(1);
  });
});
