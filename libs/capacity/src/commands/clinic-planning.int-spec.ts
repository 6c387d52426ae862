import { randomUUID } from 'node:crypto';
import { UnitOfWork, systemActor } from '#platform';
import { START, TestApp, World, withClient, type Person } from '#testing';
import { Holds } from './holds.js';

let app: TestApp;
let world: World;
let coordinator: Person;
let departmentId: string;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  coordinator = world.person('coordinator');
  departmentId = world.departmentId('cardiology');
});

beforeEach(() => app.clock.set(START));
afterEach(() =>
  withClient(app.database.ownerUrl, (owner) =>
    owner.query('DELETE FROM capacity_holds; DELETE FROM capacity_sessions; DELETE FROM capacity_closures'),
  ),
);
afterAll(() => app.stop());

interface Seen {
  readonly id: string;
  readonly version: number;
  readonly from: string;
  readonly places: number;
  readonly free: number;
  readonly released: number;
  readonly state: string;
}

const SEEN = 'id version from places free released state';
const at = (text: string): string => new Date(`${text}:00+08:00`).toISOString();
const morning = (day: string, places = 3) => ({ from: at(`${day}T08:00`), to: at(`${day}T12:00`), places });

async function tries(name: string, type: string, input: object, by = coordinator) {
  const fields = /Week|plan/.test(name) ? `{ sessions { ${SEEN} } }` : `{ ${SEEN} }`;
  return by.tries<Record<string, Seen & { sessions: Seen[] }>>(
    `mutation($input: ${type}!) { ${name}(input: $input) ${fields} }`,
    { input },
  );
}

const plan = (sessions: object[], by = coordinator) =>
  tries('planClinicSessions', 'PlanClinicSessionsInput', { idempotencyKey: randomUUID(), departmentId, sessions }, by);

async function planned(...sessions: object[]): Promise<Seen[]> {
  const { data, errors } = await plan(sessions);
  expect(errors).toEqual([]);
  return data!['planClinicSessions']!.sessions;
}

function hold(sessionId: string, id: string = randomUUID()): Promise<unknown> {
  const reservation = { subject: { domain: 'referral', id }, departmentId, wanted: { sessionId } };
  const actor = systemActor(world.institutionId('county'), 'test');
  const holds = app.nest.get(Holds, { strict: false });
  return app.nest.get(UnitOfWork).run(actor, (tx) => holds.reserve(tx, reservation));
}

async function shown(by = world.person('township-doctor')): Promise<Seen[]> {
  const { clinicSessions } = await by.asks<{ clinicSessions: Seen[] }>(
    `query($id: ID!) { clinicSessions(fromDay: "2026-03-01", toDay: "2026-04-30", departmentId: $id) { ${SEEN} } }`,
    { id: departmentId },
  );
  return clinicSessions;
}

const CLOSURE = 'id version reasonCode reopenedAt affected { domain subjectId sessionId from }';
async function close(more: object = {}) {
  const period = { from: at('2026-03-11T00:00'), to: at('2026-03-12T00:00'), reasonCode: 'doctor_unavailable' };
  return coordinator.tries<{
    closeClinic: { id: string; version: number; affected: { subjectId: string; sessionId: string }[] };
  }>(`mutation($input: CloseClinicInput!) { closeClinic(input: $input) { ${CLOSURE} } }`, {
    input: { idempotencyKey: randomUUID(), departmentId, ...period, ...more },
  });
}

describe('a plan', () => {
  it('is seen by the whole alliance as what is free', async () => {
    const [session] = await planned(morning('2026-03-11'));
    await hold(session!.id);
    expect(await shown()).toMatchObject([{ places: 3, free: 2, state: 'OPEN' }]);
  });

  it('names each bad session by index and field, and writes nothing', async () => {
    const { errors } = await plan([
      morning('2026-03-11'),
      { ...morning('2026-03-12'), to: at('2026-03-12T08:00') },
      { ...morning('2026-03-13'), to: at('2026-03-14T08:00') },
      { ...morning('2026-03-11'), from: at('2026-03-11T11:00') },
      morning('2026-03-04'),
    ]);
    const fields = errors[0]!.extensions.facts['fields'] as { path: string; constraint: string }[];
    expect(fields.map(({ path, constraint }) => `${path} ${constraint}`)).toEqual([
      'sessions.1.to SESSION_EMPTY',
      'sessions.2.to SESSION_OVERNIGHT',
      'sessions.3.from SESSION_OVERLAPS',
      'sessions.4.from RELEASE_PASSED',
    ]);
    expect(await shown()).toEqual([]);
  });

  it('is refused where the department has a session, and names it', async () => {
    const [there] = await planned(morning('2026-03-11'));
    const { errors } = await plan([morning('2026-03-10'), morning('2026-03-11')]);
    expect(errors[0]!.extensions).toMatchObject({
      code: 'CLINIC_SESSION_OVERLAP',
      facts: { overlaps: [{ index: 1, sessionId: there!.id }] },
    });
  });

  it('is made by the head for the own department alone', async () => {
    const head = await world.hire('DEPT_HEAD', 'county', 'surgery');
    expect((await plan([morning('2026-03-11')], head)).errors[0]!.extensions.code).toBe('FORBIDDEN');
    expect((await plan([morning('2026-03-11')], world.person('cardiology-head'))).errors).toEqual([]);
  });

  it('of a week is copied to another one, weekday by weekday', async () => {
    await planned(morning('2026-03-09'), morning('2026-03-13', 5));
    const weeks = { fromWeek: '2026-03-12', toWeek: '2026-03-20' };
    const input = { idempotencyKey: randomUUID(), departmentId, ...weeks };
    const { data } = await tries('copyClinicWeek', 'CopyClinicWeekInput', input);
    expect(data!['copyClinicWeek']!.sessions).toMatchObject([
      { from: at('2026-03-16T08:00'), places: 3 },
      { from: at('2026-03-20T08:00'), places: 5 },
    ]);
  });
});

describe('a session', () => {
  const change = (session: Seen, more: object) =>
    tries('changeClinicSession', 'ChangeClinicSessionInput', {
      id: session.id,
      expectedVersion: session.version,
      ...morning('2026-03-11'),
      ...more,
    });

  it('loses places down to those that are taken, whichever they were', async () => {
    const [session] = await planned(morning('2026-03-11', 3));
    const [first, last] = [randomUUID(), randomUUID()];
    for (const id of [first, randomUUID(), last]) await hold(session!.id, id);
    await withClient(app.database.ownerUrl, (owner) =>
      owner.query(`UPDATE capacity_holds SET state = 'RELEASED', ended_at = $2 WHERE subject_id = $1`, [first, START]),
    );
    const { data } = await change(session!, { places: 2 });
    expect(data!['changeClinicSession']).toMatchObject({ places: 2, free: 0 });
    const { errors } = await change({ ...session!, version: 2 }, { places: 1 });
    expect(errors[0]!.extensions).toMatchObject({ code: 'CLINIC_SESSION_FIXED', rule: 'IN_USE', facts: { taken: 2 } });
  });

  it('that somebody counts on is not moved', async () => {
    const [session] = await planned(morning('2026-03-11'));
    await hold(session!.id);
    const { errors } = await change(session!, { from: at('2026-03-11T09:00') });
    expect(errors[0]!.extensions).toMatchObject({ code: 'CLINIC_SESSION_FIXED', rule: 'IN_USE' });
  });

  it('is withdrawn as far as nobody uses it', async () => {
    const [used, unused] = await planned(morning('2026-03-11'), morning('2026-03-12'));
    await hold(used!.id);
    for (const { id, version } of [used!, unused!]) {
      await tries('withdrawClinicSession', 'WithdrawClinicSessionInput', { id, expectedVersion: version });
    }
    expect(await shown()).toMatchObject([{ id: used!.id, places: 1, free: 0 }]);
    await expect(hold(unused!.id)).rejects.toMatchObject({ code: 'SLOT_TAKEN', rule: 'WITHDRAWN' });
  });
});

describe('the day before, at 16:00', () => {
  it('what nobody holds goes back to the hospital, once, by any number of workers', async () => {
    const [session, later] = await planned(morning('2026-03-11'), morning('2026-03-12'));
    await hold(session!.id);
    app.clock.set(new Date('2026-03-10T15:59:00+08:00'));
    await app.work('capacity.release-slots');
    expect(await shown()).toMatchObject([{ state: 'OPEN' }, { state: 'OPEN' }]);
    app.clock.set(new Date('2026-03-10T16:00:00+08:00'));
    const other = await app.startBeside({});
    await Promise.all([app.work('capacity.release-slots'), other.work('capacity.release-slots')]);
    expect(await shown()).toMatchObject([
      { id: session!.id, state: 'RELEASED', released: 2, free: 0, version: 2 },
      { id: later!.id, state: 'OPEN', released: 0, free: 3, version: 1 },
    ]);
    await expect(hold(session!.id)).rejects.toMatchObject({ code: 'SLOT_TAKEN', rule: 'RELEASED' });
  });
});

describe('a closed clinic', () => {
  it('names who has to be moved, tells it, and gives no places until it is open again', async () => {
    const [closed, open] = await planned(morning('2026-03-11'), morning('2026-03-12'));
    const subjectId = randomUUID();
    await hold(closed!.id, subjectId);
    const { data } = await close();
    expect(data!.closeClinic.affected).toMatchObject([{ domain: 'referral', subjectId, sessionId: closed!.id }]);
    const told = await withClient(app.database.ownerUrl, (owner) =>
      owner.query(`SELECT reason_code, payload->'subjects' AS subjects FROM domain_events WHERE aggregate_id = $1`, [
        data!.closeClinic.id,
      ]),
    );
    expect(told.rows).toEqual([
      { reason_code: 'doctor_unavailable', subjects: [{ domain: 'referral', subjectId, sessionId: closed!.id }] },
    ]);
    await expect(hold(closed!.id)).rejects.toMatchObject({
      code: 'SLOT_TAKEN',
      rule: 'CLOSED',
      facts: { next: [{ sessionId: open!.id }] },
    });
    await hold(open!.id, subjectId);
    const { clinicClosures } = await coordinator.asks<{ clinicClosures: { affected: object[] }[] }>(
      `query($id: ID!) { clinicClosures(departmentId: $id) { ${CLOSURE} } }`,
      { id: departmentId },
    );
    expect(clinicClosures).toMatchObject([{ affected: [] }]);
    const { id, version } = data!.closeClinic;
    await coordinator.asks('mutation($input: ReopenClinicInput!) { reopenClinic(input: $input) { reopenedAt } }', {
      input: { id, expectedVersion: version },
    });
    expect((await shown())[0]).toMatchObject({ state: 'OPEN', free: 3 });
  });

  it('is closed for a reason of the list, with words where it needs them, and once', async () => {
    expect((await close({ reasonCode: 'other' })).errors[0]!.extensions.code).toBe('INVALID_INPUT');
    expect((await close({ reasonCode: 'other', comment: '学术会议' })).errors).toEqual([]);
    expect((await close()).errors[0]!.extensions.code).toBe('CLINIC_CLOSED');
  });

  it('and somebody who takes a place at the same moment: either they are named, or they get none', async () => {
    const [session] = await planned(morning('2026-03-11', 8));
    const subjects = Array.from({ length: 8 }, () => randomUUID());
    const [closing, ...held] = await Promise.allSettled([close(), ...subjects.map((id) => hold(session!.id, id))]);
    const got = subjects.filter((_, index) => held[index]!.status === 'fulfilled').toSorted();
    const { data } = (closing as PromiseFulfilledResult<Awaited<ReturnType<typeof close>>>).value;
    const named = await withClient(app.database.ownerUrl, (owner) =>
      owner.query<{ id: string }>(
        `SELECT s->>'subjectId' AS id FROM domain_events, jsonb_array_elements(payload->'subjects') s
         WHERE aggregate_id = $1`,
        [data!.closeClinic.id],
      ),
    );
    expect(named.rows.map(({ id }) => id).toSorted()).toEqual(got);
  });
});
