import { ALLIANCE_ZONE, after, checkResidentId, days, localDate } from '#kernel';
import { PatientContext } from '#patient';
import { Cipher } from '#platform';
import { START, TestApp, createTestDatabase, withClient } from '#testing';
import { demoIsLoaded, seedDemo, type DemoAccount } from './index.js';
import { fictionalResidentId } from './identifiers.js';

/** A machine with much else to do still loads the county and signs everybody in. */
const PATIENCE_MS = 60_000;

let app: TestApp;
let accounts: DemoAccount[];
let loadedBefore: boolean;

beforeAll(async () => {
  app = await TestApp.start();
  const { ownerUrl } = app.database;
  loadedBefore = await demoIsLoaded(ownerUrl);
  accounts = await seedDemo({ ownerUrl, secrets: app.secrets, now: START, password: 'Lanxi-demo-2026' });
}, PATIENCE_MS);

afterAll(() => app.stop());

async function rows<Row>(sql: string, url = app.database.ownerUrl): Promise<Row[]> {
  let found: Row[] = [];
  await withClient(url, async (owner) => {
    found = (await owner.query(sql)).rows as Row[];
  });
  return found;
}

async function ask<Data>(loginName: string, query: string, variables: Record<string, unknown> = {}): Promise<Data> {
  const input = { loginName, password: 'Lanxi-demo-2026' };
  const signIn = 'mutation($input: SignInInput!) { signIn(input: $input) { token } }';
  const { data } = await app.graphql<{ signIn: { token: string } }>(signIn, { input });
  const answer = await app.graphql<Data>(query, variables, { token: data!.signIn.token });
  expect(answer.errors).toEqual([]);
  return answer.data!;
}

describe('the demo county', () => {
  it('knows whether it is loaded', async () => {
    expect(loadedBefore).toBe(false);
    expect(await demoIsLoaded(app.database.ownerUrl)).toBe(true);
  });

  it('has the size of a county, and people and stories of some months', async () => {
    const [size] = await rows(`SELECT
      (SELECT jsonb_object_agg(kind, n) FROM (SELECT kind, count(*) AS n FROM institutions GROUP BY kind) k) AS institutions,
      (SELECT count(*)::int FROM staff) AS staff,
      (SELECT count(DISTINCT staff_id)::int FROM role_assignments WHERE role = 'EXPERT') AS experts,
      (SELECT count(*)::int FROM patients) AS patients,
      (SELECT count(*) > 400 AND max(created_at) - min(created_at) > interval '90 days' FROM referrals) AS busy,
      (SELECT count(*)::int FROM institutions i WHERE kind = 'TOWNSHIP_CENTER' AND NOT EXISTS (SELECT FROM travel_times
         JOIN institutions l ON l.id = to_institution_id WHERE from_institution_id = i.id AND l.kind = 'LEAD_HOSPITAL')
      ) AS unreachable`);
    expect(size).toEqual({
      institutions: { LEAD_HOSPITAL: 1, TCM_HOSPITAL: 1, TOWNSHIP_CENTER: 12, VILLAGE_CLINIC: 4 },
      staff: 210,
      experts: 60,
      patients: 500,
      busy: true,
      unreachable: 0,
    });
  });

  it(
    'is the same county whoever loads it',
    async () => {
      const told = [
        'institutions',
        'departments',
        'staff',
        'patients',
        'referrals',
        'domain_events',
        'duty_entries',
        'exams',
      ];
      // Encrypted values and keyed hashes of them differ, as they should.
      const facts = `string_agg((SELECT string_agg(f.key || f.value, ',' ORDER BY f.key) FROM jsonb_each_text(to_jsonb(t)) f
        WHERE f.key !~ '_(ciphertext|index|index_2)$'), ';' ORDER BY t.id)`;
      const fingerprint = (url: string) =>
        rows(told.map((table) => `SELECT '${table}' AS told, md5(${facts}) FROM ${table} t`).join(' UNION ALL '), url);
      const other = await createTestDatabase();
      try {
        await seedDemo({ ownerUrl: other.ownerUrl, secrets: app.secrets, now: START });
        expect(await fingerprint(other.ownerUrl)).toEqual(await fingerprint(app.database.ownerUrl));
      } finally {
        await other.drop();
      }
    },
    PATIENCE_MS,
  );

  it(
    'has somebody for every role that people hold, who can sign in and holds it',
    async () => {
      expect(new Set(accounts.map(({ role }) => role)).size).toBe(21);
      for (const { role, loginName } of accounts) {
        const { me } = await ask<{ me: { roles: { role: string }[] } }>(loginName, '{ me { roles { role } } }');
        expect(me.roles.map((held) => held.role)).toContain(role);
      }
    },
    PATIENCE_MS,
  );

  it('has experts of every specialty whom a township can book in the days that come, and rooms to meet in', async () => {
    const query = `query($code: String!, $from: DateTime!, $to: DateTime!) {
      consultationSlots(specialtyCode: $code, from: $from, to: $to, durationMinutes: 30) { slots { proposed { reason } } } }`;
    type Answer = { consultationSlots: { slots: { proposed: { reason: string } | null }[] } };
    const specialties = await rows<{ code: string }>(
      `SELECT DISTINCT unnest(specialty_codes) AS code FROM staff ORDER BY code`,
    );
    expect(specialties.length).toBeGreaterThan(15);
    const window = { from: START, to: after(START, days(14)) };
    for (const { code } of specialties) {
      const { consultationSlots } = await ask<Answer>('township-doctor', query, { code, ...window });
      expect([code, consultationSlots.slots[0]?.proposed]).toEqual([code, { reason: expect.any(String) }]);
    }
    const rooms = '{ consultationSetUp { rooms { template } } }';
    const { consultationSetUp } = await ask<{ consultationSetUp: object }>('system-admin', rooms);
    expect(consultationSetUp).toEqual({ rooms: [{ template: expect.stringContaining('{room}') }] });
  });

  it('lets the receiver see the patient of what was sent, and nobody before', async () => {
    const wrong = await rows(`
      SELECT r.id FROM referrals r LEFT JOIN patient_access_grants g ON g.source_id = r.id
      WHERE (r.received_at IS NULL) <> (g.id IS NULL)
        OR g.institution_id <> r.to_institution_id OR (r.ended_at IS NULL) <> (g.expires_at IS NULL)`);
    expect(wrong).toEqual([]);
  });

  it('encrypts patients so that the product finds and reads them', async () => {
    const [patient] = await rows<{ id: string; sealed: string }>(`
      SELECT p.id, p.id_number_ciphertext AS sealed FROM patients p JOIN institutions i ON i.id = p.registered_institution_id
      WHERE i.short_name = '双河镇中心卫生院' LIMIT 1`);
    const idNumber = new Cipher(app.secrets).decrypt(patient!.sealed, PatientContext.IdNumber);
    expect(checkResidentId(idNumber, localDate(START, ALLIANCE_ZONE)).valid).toBe(true);
    const { patients } = await ask<{ patients: { nodes: { id: string }[] } }>(
      'township-doctor',
      'query($idNumber: String!) { patients(idType: RESIDENT_ID, idNumber: $idNumber) { nodes { id } } }',
      { idNumber },
    );
    expect(patients.nodes.map(({ id }) => id)).toEqual([patient!.id]);
  });

  it('encrypts appointment codes so that the product can read them', async () => {
    const { referrals } = await ask<{ referrals: { nodes: { kind: string; arrangement: { code: string } | null }[] } }>(
      'referral-coordinator',
      '{ referrals(box: RECEIVED, states: [ARRANGED]) { nodes { kind arrangement { code } } } }',
    );
    const codes = referrals.nodes.flatMap(({ kind, arrangement }) => (kind === 'ROUTINE' ? [arrangement!.code] : []));
    expect(codes.length).toBeGreaterThan(0);
    for (const code of codes) expect(code).toMatch(/^\d{8}$/);
  });

  it('has somebody on duty in every function this month, and one gap that shows', async () => {
    const { me, dutyRoster } = await ask<{ me: { institution: { id: string } }; dutyRoster: { gaps: object[] } }>(
      'medical-affairs',
      '{ me { institution { id } } dutyRoster(month: "2026-03") { gaps { departmentId function from to } } }',
    );
    expect(dutyRoster.gaps).toEqual([
      {
        departmentId: expect.any(String),
        function: 'DUTY_DOCTOR',
        from: '2026-03-05T00:00:00.000Z',
        to: '2026-03-06T00:00:00.000Z',
      },
    ]);
    const { currentOnDuty } = await ask<{ currentOnDuty: { function: string; phone: string }[] }>(
      'township-doctor',
      'query($id: ID!) { currentOnDuty(institutionId: $id) { function phone staff { name } department { name } } }',
      { id: me.institution.id },
    );
    expect([...new Set(currentOnDuty.map((one) => one.function))].toSorted()).toEqual([
      'CENTRE_PHONE',
      'DUTY_DOCTOR',
      'DUTY_HEAD',
      'GENERAL_DUTY',
      'MEDICAL_AFFAIRS_DUTY',
    ]);
    expect(currentOnDuty.filter(({ phone }) => !/^[\d-]{11,}$/.test(phone))).toEqual([]);
  });

  it('has places for referred patients on the working days of two weeks to come, and beds told within the last hours', async () => {
    const [found] = await rows<object>(`
      SELECT count(DISTINCT department_id)::int AS departments, min(starts_at) AS first, max(starts_at) AS last,
        (SELECT count(*)::int FROM capacity_bed_pools WHERE reported_at > '${START.toISOString()}'::timestamptz - interval '2 h')
          AS pools
      FROM capacity_sessions WHERE starts_at > '${START.toISOString()}'`);
    expect(found).toEqual({
      departments: 20,
      first: new Date('2026-03-04T14:30:00+08:00'),
      last: new Date('2026-03-18T14:30:00+08:00'),
      pools: 20,
    });
  });

  it.each(['county-doctor', 'dept-head', 'referral-coordinator', 'township-doctor'])(
    'has told %s what happened, in words without a blank: the old is read, of the new some waits',
    async (loginName) => {
      const { myNotices, myNoticeCounts } = await ask<{
        myNotices: { nodes: { title: string; body: string; readAt: string | null; createdAt: string }[] };
        myNoticeCounts: { unread: number };
      }>(loginName, '{ myNotices(first: 100) { nodes { title body readAt createdAt } } myNoticeCounts { unread } }');
      expect(myNotices.nodes.length).toBeGreaterThan(2);
      expect(myNotices.nodes.filter(({ title, body }) => /[{}—]|^$/.test(`${title}${body}`))).toEqual([]);
      const old = myNotices.nodes.filter(({ createdAt }) => Date.parse(createdAt) < +START - 3 * 86_400_000);
      expect(old.every(({ readAt }) => readAt !== null)).toBe(true);
      expect(myNoticeCounts.unread).toBe(myNotices.nodes.filter(({ readAt }) => readAt === null).length);
    },
  );

  it('leaves work for everybody who is shown: something unread, and patients to be called', async () => {
    const [found] = await rows<{ unread: number; open: number; reached: number }>(`
      SELECT (SELECT count(*)::int FROM notices n JOIN staff s ON s.id = n.staff_id WHERE n.read_at IS NULL) AS unread,
        count(*) FILTER (WHERE state = 'OPEN')::int AS open, count(*) FILTER (WHERE state = 'REACHED')::int AS reached
      FROM notice_calls`);
    expect(found!.unread).toBeGreaterThan(10);
    expect(found!.open).toBeGreaterThan(0);
    expect(found!.reached).toBeGreaterThan(found!.open);
    const { callTasks } = await ask<{ callTasks: { nodes: { phone: string; body: string }[] } }>(
      'referral-coordinator',
      '{ callTasks { nodes { phone body attempts } } }',
    );
    expect(callTasks.nodes.length).toBeGreaterThan(0);
    expect(callTasks.nodes.filter(({ phone }) => !/^1\d{10}$/.test(phone))).toEqual([]);
  });

  it('has said and done nothing ahead of its time', async () => {
    const late = await rows(`
      SELECT id FROM notices WHERE greatest(created_at, read_at, acknowledged_at) > '${START.toISOString()}'
        OR read_at < created_at
      UNION ALL SELECT id FROM notice_call_attempts WHERE made_at > '${START.toISOString()}'
      UNION ALL SELECT c.id FROM notice_calls c WHERE c.attempts <> (SELECT count(*) FROM notice_call_attempts a
        WHERE a.call_id = c.id)`);
    expect(late).toEqual([]);
  });

  it('fills in no form that still has a blank to choose', async () => {
    const found = await rows(`
      SELECT id FROM clinical_packages WHERE concat(chief_complaint, present_illness, past_history, treatment_course,
        current_medication) ~ '[{}|]' OR length(chief_complaint) > 500`);
    expect(found).toEqual([]);
  });
});

describe('a resident id of the demo county', () => {
  it('is valid and belongs to no province', () => {
    const number = fictionalResidentId('1958-02-28', '2', 17);
    expect(checkResidentId(number, localDate(START, ALLIANCE_ZONE))).toMatchObject({ valid: true, sex: '2' });
    expect(number.startsWith('99')).toBe(true);
  });
});
