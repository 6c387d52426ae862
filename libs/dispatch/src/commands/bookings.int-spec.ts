import { randomUUID } from 'node:crypto';
import { ALLIANCE_ZONE, instantAt, minutes } from '#kernel';
import {
  START,
  ReferralStory,
  StatementCounter,
  TestApp,
  World,
  fictionalIdNumber,
  withClient,
  type Person,
} from '#testing';

let app: TestApp;
let world: World;
let story: ReferralStory;
let doctor: Person;
let head: Person;
let expert: Person;
let colleague: Person;
let manager: Person;
let affairs: Person;

const TUESDAY = '2026-03-17';
const PLAN = '01900000-0000-7000-8000-000000000001';
const at = (day: string, time: string): Date => instantAt(day, time, ALLIANCE_ZONE);
const sql = <Row = Record<string, unknown>>(text: string, values: readonly unknown[] = []): Promise<Row[]> =>
  withClient(app.database.ownerUrl, async (owner) => (await owner.query(text, [...values])).rows as Row[]);
const key = () => ({ idempotencyKey: randomUUID() });

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  story = new ReferralStory(world);
  [doctor, head, expert] = [world.person('township-doctor'), world.person('township-head'), world.person('expert')];
  [manager, affairs] = [world.person('rota-manager'), world.person('medical-affairs')];
  colleague = await world.hire('EXPERT', 'county', 'cardiology');
  const channel = {
    ...key(),
    kind: 'SMS_GATEWAY',
    name: '短信',
    lowestUrgency: 'ROUTINE',
    url: 'http://127.0.0.1:9/sms',
  };
  await (
    await world.hire('SYSTEM_ADMIN', 'north')
  ).asks('mutation($input: AddNoticeChannelInput!) { addNoticeChannel(input: $input) { id } }', { input: channel });
  const county = world.institutionId('county');
  await sql(`UPDATE staff SET specialty_codes = '{0301}', title = 'SENIOR' WHERE id = ANY($1)`, [
    [expert.staffId, colleague.staffId],
  ]);
  await sql(
    `INSERT INTO dispatch_plans (id, institution_id, name, from_day, to_day, state, revision, created_by_staff_id,
       created_at, published_at, version)
     VALUES ($1, $2, '三月', '2026-03-01', '2026-03-31', 'PUBLISHED', 1, $3, '2026-02-01', '2026-02-10', 1)`,
    [PLAN, county, manager.staffId],
  );
  for (const township of ['north', 'south'] as const) {
    await sql('INSERT INTO travel_times VALUES ($1, $2, 40)', [county, world.institutionId(township)]);
    for (const weekday of [2, 3]) {
      await sql(
        `INSERT INTO dispatch_demands VALUES (gen_random_uuid(), $1, $2, '0301', 'CLINIC', $3, 'MORNING', 'NONE', 1, 2, 1,
           '2026-01-01', NULL, 1)`,
        [county, world.institutionId(township), weekday],
      );
    }
  }
  for (const { staffId } of [expert, colleague]) {
    await sql(`INSERT INTO dispatch_experts VALUES ($1, $2, 100, 5, 5, '[]', true, 1)`, [staffId, county]);
    await sql('INSERT INTO calendars VALUES ($1, 0, 0, 1)', [staffId]);
  }
});

beforeEach(() => app.clock.set(START));
afterEach(() =>
  sql('DELETE FROM dispatch_bookings; DELETE FROM deadlines; DELETE FROM dispatch_sessions; DELETE FROM commitments'),
);
afterAll(() => app.stop());

interface Session {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly places: number;
  readonly booked: number;
  readonly attended: number;
  readonly toMove: number;
}
interface Booking {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly place: number;
  readonly sessionId: string;
  readonly patient: { readonly id: string };
}
const SESSION = 'id version state places booked attended toMove';
const BOOKING = 'id version state place sessionId patient { id name }';

interface Holding {
  readonly day?: string;
  readonly who?: Person;
  readonly places?: number | null;
  readonly kind?: string;
  readonly township?: 'north' | 'south';
}

/** A published session on a morning, with the time of its expert taken. */
async function held({ day = TUESDAY, who = expert, places = null, kind = 'CLINIC', township = 'north' }: Holding = {}) {
  const id = randomUUID();
  const weekday = day === TUESDAY ? 2 : 3;
  await sql(
    `INSERT INTO dispatch_sessions (id, plan_id, demand_id, institution_id, township_id, expert_id, specialty, kind, day, half,
       starts_at, ends_at, state, pinned, leaving, published_at, places, version)
     SELECT $1, $2, d.id, d.institution_id, d.township_id, $3, '0301', $4, $5, 'MORNING', $6, $7, 'CONFIRMED', false, false,
       '2026-02-10', $8, 1 FROM dispatch_demands d WHERE d.township_id = $9 AND d.weekday = $10`,
    [
      id,
      PLAN,
      who.staffId,
      kind,
      day,
      at(day, '08:00'),
      at(day, '12:00'),
      places,
      world.institutionId(township),
      weekday,
    ],
  );
  await sql(
    `INSERT INTO commitments (id, expert_id, kind, exclusive, state, starts_at, ends_at, blocked_from, blocked_until,
       subject_domain, subject_id, created_by_staff_id, created_at, version)
     VALUES (gen_random_uuid(), $1, 'DISPATCH_SESSION', true, 'CONFIRMED', $2, $3, $2, $3, 'dispatch', $4, $1, $2, 1)`,
    [who.staffId, at(day, '08:00'), at(day, '12:00'), id],
  );
  return id;
}

async function act<Node>(by: Person, [operation, type, fields]: readonly [string, string, string], input: object) {
  const { data, errors } = await by.tries<Record<string, Node>>(
    `mutation($input: ${type}!) { ${operation}(input: $input) { ${fields} } }`,
    { input },
  );
  const codes = errors.map(({ extensions: { code, rule } }) => [code, rule].filter(Boolean).join(' '));
  return { node: data?.[operation] as Node, code: codes[0] ?? null, errors };
}

const patient = (by: Person = doctor) => story.patient(by, { consent: false });
const book = (
  sessionId: string,
  patientId: string,
  { by = doctor, ...more }: { by?: Person; [name: string]: unknown } = {},
) => act<Booking>(by, ['bookSession', 'BookSessionInput', BOOKING], { ...key(), sessionId, patientId, ...more });
const change = ({ id, version }: { id: string; version: number }, more: object) => ({
  id,
  expectedVersion: version,
  ...more,
});
const move = (booking: Booking, sessionId: string, by: Person = doctor) =>
  act<Booking>(by, ['moveSessionBooking', 'MoveSessionBookingInput', BOOKING], change(booking, { sessionId }));
const cancel = (booking: Booking, by: Person = doctor) =>
  act<Booking>(
    by,
    ['cancelSessionBooking', 'SessionReasonInput', BOOKING],
    change(booking, { reasonCode: 'patient_request' }),
  );
const came = (booking: Booking, attended: boolean, by: Person = doctor) =>
  act<Booking>(by, ['recordBookingAttendance', 'BookingAttendanceInput', BOOKING], change(booking, { attended }));
const setPlaces = (session: Session, places: number, by: Person = head) =>
  act<Session>(by, ['setSessionPlaces', 'SessionPlacesInput', SESSION], change(session, { places }));
const decide = (by: Person, operation: string, session: Session, more: object = { reasonCode: 'expert_ill' }) =>
  act<Session>(by, [operation, INPUTS[operation] ?? 'SessionReasonInput', SESSION], change(session, more));
const INPUTS: Readonly<Record<string, string>> = {
  substituteExpert: 'SubstituteExpertInput',
  completeSession: 'AttendanceInput',
  checkInSession: 'SessionActionInput',
  resumeSession: 'SessionActionInput',
};

async function look(id: string, by: Person = head): Promise<Session> {
  const { rotaSessions } = await by.asks<{ rotaSessions: Session[] }>(
    `{ rotaSessions(fromDay: "2026-03-01", toDay: "2026-03-31") { ${SESSION} } }`,
  );
  return rotaSessions.find((one) => one.id === id)!;
}
async function listed(by: Person, sessionId: string | null = null): Promise<readonly Booking[]> {
  const { rotaBookings } = await by.asks<{ rotaBookings: { nodes: Booking[] } }>(
    `query($id: ID) { rotaBookings(sessionId: $id, first: 50) { nodes { ${BOOKING} } } }`,
    { id: sessionId },
  );
  return rotaBookings.nodes;
}
async function alternatives({ id }: Booking, by: Person = doctor): Promise<string[]> {
  const { bookingAlternatives } = await by.asks<{ bookingAlternatives: { id: string }[] }>(
    'query($id: ID!) { bookingAlternatives(bookingId: $id) { id } }',
    { id },
  );
  return bookingAlternatives.map((one) => one.id);
}

/** A patient of the north who can be called, and who agrees to text messages or not. */
async function reachable(agrees: boolean): Promise<string> {
  const input = {
    ...key(),
    name: '测试患者',
    idType: 'RESIDENT_ID',
    idNumber: fictionalIdNumber(),
    phone: '13900000011',
  };
  const { registerPatient } = await doctor.asks<{ registerPatient: { id: string } }>(
    'mutation($input: RegisterPatientInput!) { registerPatient(input: $input) { id } }',
    { input },
  );
  if (agrees) await story.consent(doctor, registerPatient.id, 'CONTACT');
  return registerPatient.id;
}

/** What was told about somebody, and how. */
async function told(patientId: string): Promise<string[]> {
  await app.work('deliver.dispatch.booking-notices');
  await app.work('deliver.dispatch.booked-session-notices');
  const rows = await sql<{ how: string }>(
    `SELECT how FROM (
       SELECT 'TEXT ' || a.template_code AS how, a.created_at, a.id FROM notice_deliveries d
         JOIN notice_announcements a ON a.id = d.announcement_id WHERE d.patient_id = $1
       UNION ALL SELECT 'CALL ' || a.template_code, a.created_at, a.id FROM notice_calls c
         JOIN notice_announcements a ON a.id = c.announcement_id WHERE c.patient_id = $1) told
     ORDER BY created_at, id`,
    [patientId],
  );
  return rows.map(({ how }) => how.replace('dispatch.booking-', ''));
}

describe('a place at a session', () => {
  it('is given to patients of the township in order, as long as there are some, and once to each', async () => {
    const session = await held({ places: 2 });
    const [first, second, third] = [await patient(), await patient(), await patient()];
    expect((await book(session, first)).node).toMatchObject({ state: 'BOOKED', place: 1, patient: { id: first } });
    expect((await book(session, first)).code).toBe('NO_PLACE BOOKED_ALREADY');
    const { node: seconds } = await book(session, second, { by: head });
    const full = await book(session, third);
    expect([full.code, full.errors[0]!.message]).toEqual(['NO_PLACE FULL', '该班次 2 个号源已约满。']);
    expect(await look(session)).toMatchObject({ places: 2, booked: 2, toMove: 0 });
    expect((await cancel(seconds)).node.state).toBe('CANCELLED');
    expect((await book(session, third)).node.place).toBe(2);
    expect((await listed(doctor, session)).map(({ patient: { id } }) => id)).toEqual([first, third]);
  });

  it('is one of as many as the county gives to such a session, where nobody has said how many', async () => {
    expect((await look(await held())).places).toBe(20);
    const teaching = await held({ kind: 'TEACHING', who: colleague });
    expect((await look(teaching)).places).toBe(0);
    expect((await book(teaching, await patient())).code).toBe('NO_PLACE FULL');
    const { node } = await setPlaces(await look(teaching), 3, manager);
    expect(node.places).toBe(3);
    await book(teaching, await patient());
    await book(teaching, await patient());
    const fewer = await setPlaces(await look(teaching), 1);
    expect([fewer.code, fewer.errors[0]!.message]).toEqual([
      'TRANSITION_REFUSED FEWER_THAN_BOOKED',
      '已有 2 人预约，号源数不能更少。',
    ]);
    expect((await setPlaces(await look(teaching), 2)).node.places).toBe(2);
    expect((await setPlaces({ ...(await look(teaching)), version: 1 }, 5)).code).toBe('STALE_VERSION');
  });

  it('goes once where the same request comes twice, and the last one to one of many who want it at once', async () => {
    const session = await held({ places: 1 });
    const same = key();
    const wanted = await patient();
    const twice = [await book(session, wanted, same), await book(session, wanted, same)];
    expect(twice[0]!.node.id).toBe(twice[1]!.node.id);
    const last = await held({ places: 1, who: colleague });
    const patients = await Promise.all(Array.from({ length: 12 }, () => patient()));
    const answers = await Promise.all(patients.map((id) => book(last, id)));
    expect(answers.filter(({ code }) => code === null)).toHaveLength(1);
    expect(answers.filter(({ code }) => code === 'NO_PLACE FULL')).toHaveLength(11);
  });

  it('is at the own township, for a patient of one’s own, and while the session can take place', async () => {
    const [here, there] = [await held(), await held({ township: 'south', who: colleague })];
    const [ours, theirs] = [await patient(), await patient(world.person('other-township-doctor'))];
    expect((await book(there, ours)).code).toBe('NOT_FOUND');
    expect((await book(here, theirs)).code).toBe('NOT_FOUND');
    expect((await book(here, ours, { by: expert })).code).toBe('FORBIDDEN');
    await sql('UPDATE dispatch_sessions SET published_at = NULL, state = $2 WHERE id = $1', [there, 'PLANNED']);
    expect((await book(there, theirs, { by: world.person('other-township-doctor') })).code).toBe('NOT_FOUND');
    app.clock.set(at(TUESDAY, '11:59'));
    expect((await book(here, ours)).code).toBeNull();
    app.clock.set(at(TUESDAY, '12:00'));
    expect((await book(here, await patient())).code).toBe('NO_PLACE OVER');
  });

  it('may be the visit of a referral, of that patient and of this township', async () => {
    const session = await held();
    const patientId = await story.patient(doctor);
    const { id: referralId } = await story.submit(doctor, await story.draft(doctor, { patientId }));
    const draft = await story.draft(doctor, { patientId: await story.patient(doctor) });
    expect((await book(session, await patient(), { referralId })).code).toBe('OTHER_REFERRAL');
    expect((await book(session, patientId, { referralId: draft.id })).code).toBe('OTHER_REFERRAL');
    expect((await book(session, patientId, { referralId })).code).toBeNull();
  });

  it('shows its patient to the township and to whoever comes, until a while after the session, and leaves a trace', async () => {
    const session = await held();
    const { node } = await book(session, await patient());
    expect(await listed(expert, session)).toMatchObject([{ id: node.id, patient: { id: node.patient.id } }]);
    for (const stranger of [colleague, manager, affairs, world.person('other-township-head')]) {
      expect(await listed(stranger, session)).toEqual([]);
    }
    const [trace] = await sql(
      `SELECT basis, staff_id AS "staffId" FROM audit_entries WHERE action = 'rota-booking.list' AND $1 = ANY (patient_ids)`,
      [node.patient.id],
    );
    expect(trace).toMatchObject({ basis: 'ENCOUNTER', staffId: expert.staffId });
    app.clock.set(at('2026-04-16', '11:59'));
    expect(await listed(expert, session)).toHaveLength(1);
    app.clock.set(at('2026-04-16', '12:00'));
    expect(await listed(expert, session)).toEqual([]);
    const grants = await sql(
      'SELECT staff_id AS "staffId", expires_at AS until FROM patient_access_grants WHERE source_id = $1',
      [node.id],
    );
    expect(grants).toEqual([{ staffId: expert.staffId, until: at('2026-04-16', '12:00') }]);
  });

  it('is given up by who has read it last, for a reason, and not by another township', async () => {
    const session = await held();
    const { node } = await book(session, await patient());
    expect((await cancel(node, world.person('other-township-doctor'))).code).toBe('NOT_FOUND');
    expect((await move(node, session, world.person('other-township-doctor'))).code).toBe('NOT_FOUND');
    expect((await cancel({ ...node, version: 7 })).code).toBe('STALE_VERSION');
    const input = change(node, { reasonCode: 'nonsense' });
    expect((await act(doctor, ['cancelSessionBooking', 'SessionReasonInput', 'id'], input)).code).toBe(
      'TRANSITION_REFUSED REASON_UNKNOWN',
    );
    const [one, two] = await Promise.all([cancel(node), cancel(node, head)]);
    expect(new Set([one.code, two.code])).toEqual(new Set([null, 'TRANSITION_REFUSED STATE']));
    expect(await listed(expert, session)).toEqual([]);
  });
});

describe('a session that does not take place', () => {
  it('has its patients listed and told, who are moved to where there is a place', async () => {
    const [session, later, full] = [
      await held(),
      await held({ day: '2026-03-18' }),
      await held({ day: '2026-03-18', who: colleague, places: 0 }),
    ];
    const elsewhere = await held({ township: 'south', who: colleague });
    const [agrees, silent] = [await reachable(true), await reachable(false)];
    const { node: first } = await book(session, agrees);
    app.clock.advance(minutes(1));
    const { node: second } = await book(session, silent);
    expect([await told(agrees), await told(silent)]).toEqual([['TEXT made'], ['CALL made']]);
    expect(await listed(doctor)).toEqual([]);

    app.clock.advance(minutes(1));
    await decide(manager, 'suspendSession', await look(session));
    expect([await told(agrees), await told(silent)]).toEqual([
      ['TEXT made', 'TEXT called-off'],
      ['CALL made', 'CALL called-off'],
    ]);
    const [asked] = await sql<{ count: string }>(
      `SELECT a.parameters ->> 'count' AS count FROM notice_announcements a JOIN notices n ON n.announcement_id = a.id
       WHERE a.template_code = 'dispatch.bookings-affected' AND n.staff_id = $1`,
      [doctor.staffId],
    );
    expect(asked).toEqual({ count: '2' });
    const { rotaRepairList } = await manager.asks<{ rotaRepairList: Session[] }>(`{ rotaRepairList { ${SESSION} } }`);
    expect(rotaRepairList).toMatchObject([{ id: session, state: 'SUSPENDED', toMove: 2 }]);
    expect((await listed(doctor)).map(({ id }) => id)).toEqual([first.id, second.id]);
    expect(await listed(world.person('other-township-head'))).toEqual([]);

    expect(await alternatives(first)).toEqual([later]);
    expect((await move(first, full)).code).toBe('TRANSITION_REFUSED FULL');
    expect((await move(first, elsewhere)).code).toBe('NOT_FOUND');
    expect((await move(first, session)).code).toBe('TRANSITION_REFUSED NOT_HELD_THEN');
    app.clock.advance(minutes(1));
    const { node: moved } = await move(first, later);
    expect(moved).toMatchObject({ sessionId: later, place: 1, state: 'BOOKED' });
    expect((await move(first, later)).code).toBe('TRANSITION_REFUSED BOOKED_ALREADY');
    expect(await told(agrees)).toEqual(['TEXT made', 'TEXT called-off', 'TEXT moved']);
    expect((await listed(doctor)).map(({ id }) => id)).toEqual([second.id]);
    expect((await look(session)).toMove).toBe(1);
  });

  it('keeps its patients where it takes place after all', async () => {
    const session = await held();
    const patientId = await reachable(true);
    await book(session, patientId);
    await decide(manager, 'suspendSession', await look(session));
    await told(patientId);
    app.clock.advance(minutes(1));
    expect((await decide(manager, 'resumeSession', await look(session), {})).code).toBeNull();
    expect((await told(patientId)).at(-1)).toBe('TEXT resumed');
    expect(await listed(doctor)).toEqual([]);
  });

  it('stays on the list of repairs after it was called off, until its patients have gone elsewhere', async () => {
    const session = await held();
    const { node } = await book(session, await patient());
    await decide(manager, 'cancelSession', await look(session));
    const mending = async () => {
      const { rotaRepairList } = await manager.asks<{ rotaRepairList: Session[] }>(`{ rotaRepairList { ${SESSION} } }`);
      return rotaRepairList.map(({ state, toMove }) => `${state} ${toMove}`);
    };
    expect(await mending()).toEqual(['CANCELLED 1']);
    await cancel(node);
    expect(await mending()).toEqual([]);
  });

  it('is looked at by the township before patients hear of it, where nobody has checked in', async () => {
    const session = await held();
    const patientId = await reachable(true);
    await book(session, patientId);
    await told(patientId);
    app.clock.advance(minutes(1));
    await decide(manager, 'suspendSession', await look(session));
    await told(patientId);
    app.clock.advance(minutes(1));
    // Whoever lets it take place sets the time until somebody has to be there.
    await decide(manager, 'resumeSession', await look(session), {});
    await told(patientId);
    app.clock.set(at(TUESDAY, '08:32'));
    await app.work('deadlines.sweep');
    expect(await look(session)).toMatchObject({ state: 'NO_SHOW', toMove: 1 });
    expect(await told(patientId)).toEqual(['TEXT made', 'TEXT called-off', 'TEXT resumed']);
    const asked = await sql(
      `SELECT 1 FROM notice_announcements a JOIN notices n ON n.announcement_id = a.id
       WHERE a.template_code = 'dispatch.bookings-affected' AND n.staff_id = $1 AND a.subject_id = $2`,
      [doctor.staffId, session],
    );
    expect(asked).toHaveLength(2);
  });

  it('is so by leave as well, in the transaction of the leave', async () => {
    const session = await held();
    const { node } = await book(session, await patient());
    const leave = { expertId: expert.staffId, kind: 'LEAVE', reasonCode: 'sick' };
    const times = { from: at(TUESDAY, '00:00'), to: at(TUESDAY, '24:00') };
    await act(expert, ['enterCommitment', 'EnterCommitmentInput', 'id'], { ...key(), ...leave, ...times });
    expect((await listed(doctor)).map(({ id }) => id)).toEqual([node.id]);
  });

  it('hands its patients to whoever goes instead, who sees them from then on, while the other does no more', async () => {
    const session = await held({ places: 7 });
    const patientId = await reachable(true);
    const { node } = await book(session, patientId);
    await told(patientId);
    app.clock.advance(minutes(1));
    const other = { otherExpertId: colleague.staffId, reasonCode: 'expert_ill' };
    expect((await decide(affairs, 'substituteExpert', await look(session), other)).code).toBeNull();
    const [handed] = await listed(
      doctor,
      (await sql<{ id: string }>('SELECT id FROM dispatch_sessions WHERE replaces_session_id = $1', [session]))[0]!.id,
    );
    expect(handed).toMatchObject({ id: node.id, place: 1, state: 'BOOKED' });
    expect(await look(handed!.sessionId)).toMatchObject({ places: 7, booked: 1 });
    expect([await listed(colleague, handed!.sessionId), await listed(expert, handed!.sessionId)]).toMatchObject([
      [{ id: node.id }],
      [],
    ]);
    expect((await told(patientId)).at(-1)).toBe('TEXT expert-changed');
    const live = await sql(
      'SELECT staff_id AS "staffId" FROM patient_access_grants WHERE source_id = $1 AND expires_at > $2',
      [node.id, app.clock.now()],
    );
    expect(live).toEqual([{ staffId: colleague.staffId }]);
  });
});

describe('patients who come', () => {
  it('are counted among those seen, by whoever was there, until attendance closes', async () => {
    const session = await held();
    const [{ node: first }, { node: second }] = [
      await book(session, await patient()),
      await book(session, await patient()),
    ];
    expect((await came(first, true)).code).toBe('TRANSITION_REFUSED SESSION_NOT_HELD');
    app.clock.set(at(TUESDAY, '08:00'));
    await decide(expert, 'checkInSession', await look(session), {});
    const { node: there } = await came(first, true, expert);
    expect(there.state).toBe('ATTENDED');
    expect((await came(second, false)).node.state).toBe('ABSENT');
    expect(await look(session)).toMatchObject({ booked: 2, attended: 1 });
    const none = await decide(expert, 'completeSession', await look(session), { patientsSeen: 0 });
    expect([none.code, none.errors[0]!.message]).toEqual([
      'TRANSITION_REFUSED FEWER_THAN_ATTENDED',
      '接诊人次不能少于已到诊的预约患者 1 人。',
    ]);
    expect((await decide(expert, 'completeSession', await look(session), { patientsSeen: 1 })).node.state).toBe(
      'COMPLETED',
    );
    expect((await came(there, false, world.person('other-township-head'))).code).toBe('NOT_FOUND');
    app.clock.set(at('2026-04-04', '00:00'));
    expect((await came(there, false)).code).toBe('TRANSITION_REFUSED ATTENDANCE_CLOSED');
  });

  it('cost the same statements however many they are', async () => {
    const session = await held();
    await book(session, await patient());
    const statements = StatementCounter.on(app);
    const one = (await statements.during(() => listed(doctor, session))).length;
    for (let n = 0; n < 9; n += 1) await book(session, await patient());
    const ten = (await statements.during(() => listed(doctor, session))).length;
    expect([ten, (await listed(doctor, session)).length]).toEqual([one, 10]);
  });
});
