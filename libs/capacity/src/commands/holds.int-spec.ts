import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { after, hours, minutes } from '#kernel';
import { UnitOfWork, systemActor, type ActorContext } from '#platform';
import { START, TestApp, World, withClient } from '#testing';
import { Holds } from './holds.js';

let app: TestApp;
let world: World;
let holds: Holds;
let unitOfWork: UnitOfWork;
let actor: ActorContext;
let departmentId: string;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  holds = app.nest.get(Holds, { strict: false });
  unitOfWork = app.nest.get(UnitOfWork);
  actor = systemActor(world.institutionId('county'), 'test');
  departmentId = world.departmentId('cardiology');
});

beforeEach(() => app.clock.set(START));
afterEach(() =>
  withClient(app.database.ownerUrl, (owner) =>
    owner.query('DELETE FROM capacity_holds; DELETE FROM capacity_sessions; DELETE FROM capacity_bed_pools'),
  ),
);
afterAll(() => app.stop());

const TIME = { from: '2026-03-11T08:00:00+08:00', to: '2026-03-11T12:00:00+08:00' };
const AFTERNOON = { from: '2026-03-11T14:00:00+08:00', to: '2026-03-11T17:00:00+08:00' };

async function session(places: number, { from, to } = TIME): Promise<string> {
  const input = { idempotencyKey: randomUUID(), departmentId, sessions: [{ from, to, places }] };
  const { planClinicSessions } = await world
    .person('coordinator')
    .asks<{ planClinicSessions: { sessions: { id: string }[] } }>(
      'mutation($input: PlanClinicSessionsInput!) { planClinicSessions(input: $input) { sessions { id } } }',
      { input },
    );
  return planClinicSessions.sessions[0]!.id;
}

async function beds(emptyBeds: number): Promise<string> {
  const { reportBeds } = await world
    .person('cardiologist')
    .asks<{ reportBeds: { id: string } }>('mutation($input: ReportBedsInput!) { reportBeds(input: $input) { id } }', {
      input: { idempotencyKey: randomUUID(), departmentId, emptyBeds },
    });
  return reportBeds.id;
}

type Wanted = { readonly sessionId: string } | { readonly bedPoolId: string };

const referral = (id: string = randomUUID()) => ({ domain: 'referral', id });
const reserve = (wanted: Wanted, subject = referral(), expiresAt?: Date) =>
  unitOfWork.run(actor, (tx) => holds.reserve(tx, { subject, departmentId, wanted, ...(expiresAt && { expiresAt }) }));
const release = (id: string) => unitOfWork.run(actor, (tx) => Promise.resolve(holds.releaseFor(tx, 'referral', id)));
const use = (id: string) => unitOfWork.run(actor, (tx) => Promise.resolve(holds.useFor(tx, 'referral', id)));

async function shownSession(id: string): Promise<{ places: number; taken: number; free: number; state: string }> {
  const { clinicSessions } = await world
    .person('township-doctor')
    .asks<{ clinicSessions: { id: string; places: number; taken: number; free: number; state: string }[] }>(
      '{ clinicSessions(fromDay: "2026-03-01", toDay: "2026-03-31") { id places taken free state } }',
    );
  const { places, taken, free, state } = clinicSessions.find((one) => one.id === id)!;
  return { places, taken, free, state };
}

async function shownBeds() {
  const { bedPools } = await world
    .person('township-doctor')
    .asks<{ bedPools: object[] }>('{ bedPools { emptyBeds held free ageMinutes updatedAt } }');
  return bedPools[0];
}

/** What came of many attempts at once: codes of refusals, and how many were given. */
async function outcomesOf(attempts: readonly Promise<unknown>[]): Promise<Record<string, number>> {
  const settled = await Promise.allSettled(attempts);
  const names = settled.map((one) => (one.status === 'fulfilled' ? 'given' : (one.reason as { code: string }).code));
  return Object.fromEntries([...new Set(names)].map((name) => [name, names.filter((each) => each === name).length]));
}

describe('a place of a session', () => {
  it('is given to exactly one of 32 who ask for the last at once', async () => {
    const sessionId = await session(3);
    await reserve({ sessionId });
    await reserve({ sessionId });
    const attempts = Array.from({ length: 32 }, () => reserve({ sessionId }));
    expect(await outcomesOf(attempts)).toEqual({ given: 1, SLOT_TAKEN: 31 });
    expect(await shownSession(sessionId)).toEqual({ places: 3, taken: 3, free: 0, state: 'OPEN' });
  });

  it('is given to as many of 32 as there are places, each another one', async () => {
    const sessionId = await session(20);
    const attempts = Array.from({ length: 32 }, () => reserve({ sessionId }));
    expect(await outcomesOf(attempts)).toEqual({ given: 20, SLOT_TAKEN: 12 });
    expect(await shownSession(sessionId)).toEqual({ places: 20, taken: 20, free: 0, state: 'OPEN' });
  });

  it('is not given while the session is being closed: whoever asks waits, and hears that it is closed', async () => {
    const sessionId = await session(1);
    await withClient(app.database.ownerUrl, async (owner) => {
      await owner.query('BEGIN');
      await owner.query('SELECT 1 FROM capacity_sessions WHERE id = $1 FOR NO KEY UPDATE', [sessionId]);
      const asked = outcomesOf([reserve({ sessionId }), reserve({ sessionId })]);
      await owner.query('UPDATE capacity_sessions SET withdrawn_at = $2, version = version + 1 WHERE id = $1', [
        sessionId,
        app.clock.now(),
      ]);
      await owner.query('COMMIT');
      expect(await asked).toEqual({ SLOT_TAKEN: 2 });
    });
  });

  it('is moved by 32 who change places with each other without a deadlock, and none is lost', async () => {
    const [morning, afternoon] = [await session(16), await session(17, AFTERNOON)];
    const subjects = Array.from({ length: 32 }, () => referral());
    await Promise.all(subjects.map((subject, n) => reserve({ sessionId: n < 16 ? morning : afternoon }, subject)));
    const move = subjects.map((subject, n) => reserve({ sessionId: n < 16 ? afternoon : morning }, subject));
    await outcomesOf(move);
    const [first, second] = [await shownSession(morning), await shownSession(afternoon)];
    expect(first.taken + second.taken).toBe(32);
    expect([first.taken <= 16, second.taken <= 17]).toEqual([true, true]);
  });

  it('is refused with what is free next, earliest first', async () => {
    const full = await session(1);
    const next = await session(2, AFTERNOON);
    await reserve({ sessionId: full });
    await expect(reserve({ sessionId: full })).rejects.toMatchObject({
      code: 'SLOT_TAKEN',
      rule: 'FULL',
      facts: { sessionId: full, next: [{ sessionId: next, free: 2 }] },
    });
  });

  it('of another department does not exist', async () => {
    const sessionId = await session(1);
    const elsewhere = { subject: referral(), departmentId: world.departmentId('surgery'), wanted: { sessionId } };
    await expect(unitOfWork.run(actor, (tx) => holds.reserve(tx, elsewhere))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(reserve({ sessionId: randomUUID() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is free again when its subject takes another one, and stays when that one cannot be had', async () => {
    const [morning, afternoon] = [await session(1), await session(1, AFTERNOON)];
    const subject = referral();
    await reserve({ sessionId: morning }, subject);
    await reserve({ sessionId: afternoon }, subject);
    expect((await shownSession(morning)).free).toBe(1);
    const another = referral();
    await reserve({ sessionId: morning }, another);
    await expect(reserve({ sessionId: afternoon }, another)).rejects.toMatchObject({ code: 'SLOT_TAKEN' });
    expect((await shownSession(morning)).free).toBe(0);
  });

  it('stays taken when the patient has come', async () => {
    const sessionId = await session(1);
    const subject = referral();
    await reserve({ sessionId }, subject);
    await use(subject.id);
    expect((await shownSession(sessionId)).free).toBe(0);
    await release(subject.id);
    expect((await shownSession(sessionId)).free).toBe(0);
  });

  it('beyond the places of its session is refused by the database itself', async () => {
    const sessionId = await session(1);
    await reserve({ sessionId });
    const again = withClient(app.database.appUrl, (client) =>
      client.query('UPDATE capacity_holds SET position = 2 WHERE session_id = $1', [sessionId]),
    );
    await expect(again).rejects.toMatchObject({ constraint: 'ck_capacity_holds_within' });
  });
});

describe('a tentative hold', () => {
  const soon = () => after(app.clock.now(), minutes(10));

  it('is free for others as soon as it has expired, and its subject is told', async () => {
    const sessionId = await session(1);
    const subject = referral();
    await reserve({ sessionId }, subject, soon());
    await expect(reserve({ sessionId })).rejects.toMatchObject({ code: 'SLOT_TAKEN' });
    app.clock.advance(minutes(10));
    expect((await shownSession(sessionId)).free).toBe(1);
    await reserve({ sessionId });
    const told = await withClient(app.database.ownerUrl, (owner) =>
      owner.query(`SELECT payload FROM domain_events WHERE topic = 'capacity.hold-expired'`),
    );
    expect(told.rows).toEqual([{ payload: { domain: 'referral', subjectId: subject.id } }]);
  });

  it('leaves its place to one of those who ask at once, as many as have expired', async () => {
    const sessionId = await session(2);
    for (const subject of [referral(), referral()]) await reserve({ sessionId }, subject, soon());
    app.clock.advance(minutes(10));
    const attempts = Array.from({ length: 8 }, () => reserve({ sessionId }));
    expect(await outcomesOf(attempts)).toEqual({ given: 2, SLOT_TAKEN: 6 });
  });

  it('is ended by one of the workers when nobody asks', async () => {
    const sessionId = await session(2);
    await reserve({ sessionId }, referral(), soon());
    await reserve({ sessionId }, referral(), soon());
    const other = await app.startBeside({});
    app.clock.advance(minutes(11));
    await Promise.all([app.work('capacity.expire-holds'), other.work('capacity.expire-holds')]);
    const { rows } = await withClient(app.database.ownerUrl, (owner) =>
      owner.query('SELECT state, ended_at FROM capacity_holds'),
    );
    expect(rows).toEqual([1, 2].map(() => ({ state: 'EXPIRED', ended_at: app.clock.now() })));
  });

  it('lasts once it is confirmed, and cannot be confirmed too late', async () => {
    const sessionId = await session(2);
    const [kept, lost] = [referral(), referral()];
    await reserve({ sessionId }, kept, soon());
    await reserve({ sessionId }, lost, soon());
    await unitOfWork.run(actor, (tx) => holds.confirmFor(tx, kept));
    app.clock.advance(minutes(11));
    await expect(unitOfWork.run(actor, (tx) => holds.confirmFor(tx, lost))).rejects.toMatchObject({
      code: 'HOLD_ENDED',
    });
    expect((await shownSession(sessionId)).taken).toBe(1);
  });
});

describe('a bed', () => {
  it('is given to exactly as many of 32 as the ward has told', async () => {
    const bedPoolId = await beds(2);
    const attempts = Array.from({ length: 32 }, () => reserve({ bedPoolId }));
    expect(await outcomesOf(attempts)).toEqual({ given: 2, NO_FREE_BED: 30 });
  });

  it('is shown with the age of what is known', async () => {
    await beds(2);
    app.clock.advance(minutes(40));
    expect(await shownBeds()).toEqual({
      emptyBeds: 2,
      held: 0,
      free: 2,
      ageMinutes: 40,
      updatedAt: START.toISOString(),
    });
  });

  it('that is held stays held when the ward counts fewer, and no more are given', async () => {
    const bedPoolId = await beds(3);
    const subjects = [referral(), referral()];
    for (const subject of subjects) await reserve({ bedPoolId }, subject);
    await beds(1);
    expect(await shownBeds()).toMatchObject({ emptyBeds: 1, held: 2, free: 0 });
    await release(subjects[0]!.id);
    await expect(reserve({ bedPoolId })).rejects.toMatchObject({ code: 'NO_FREE_BED' });
  });

  it('is no longer empty when its patient lies in it', async () => {
    const bedPoolId = await beds(2);
    const subject = referral();
    await reserve({ bedPoolId }, subject);
    await use(subject.id);
    expect(await shownBeds()).toMatchObject({ emptyBeds: 1, held: 0, free: 1 });
  });
});

describe('any sequence of acts', () => {
  const SUBJECTS = Array.from({ length: 5 }, () => randomUUID());
  const subject = fc.constantFrom(...SUBJECTS);
  const act = fc.oneof(
    fc.record({ kind: fc.constant('reserve' as const), subject, what: fc.integer({ min: 0, max: 2 }) }),
    fc.record({ kind: fc.constant('tentatively' as const), subject, what: fc.integer({ min: 0, max: 2 }) }),
    fc.record({ kind: fc.constant('release' as const), subject }),
    fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 20 }) }),
    fc.record({ kind: fc.constant('sweep' as const) }),
  );

  it('never exceeds what there is and never leaks: the database holds what a simple count says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 20 }), async (acts) => {
        app.clock.set(START);
        const wanted: Wanted[] = [
          { sessionId: await session(1) },
          { sessionId: await session(2, AFTERNOON) },
          { bedPoolId: await beds(2) },
        ];
        const capacities = [1, 2, 2];
        const model = new Map<string, { what: number; until: Date | null }>();
        const counts = (what: number, now: Date, except?: string): number =>
          [...model].filter(
            ([id, held]) => id !== except && held.what === what && (held.until === null || held.until > now),
          ).length;
        for (const one of acts) {
          const now = app.clock.now();
          if (one.kind === 'wait') app.clock.advance(minutes(one.minutes));
          else if (one.kind === 'sweep') await app.work('capacity.expire-holds');
          else if (one.kind === 'release') {
            await release(one.subject);
            model.delete(one.subject);
          } else {
            const until = one.kind === 'tentatively' ? after(now, minutes(10)) : null;
            const fits = counts(one.what, now, one.subject) < capacities[one.what]!;
            const attempt = reserve(wanted[one.what]!, referral(one.subject), until ?? undefined);
            if (fits) {
              await attempt;
              model.set(one.subject, { what: one.what, until });
            } else
              await expect(attempt).rejects.toMatchObject({ code: expect.stringMatching(/SLOT_TAKEN|NO_FREE_BED/) });
          }
        }
        await app.work('capacity.expire-holds');
        const { rows } = await withClient(app.database.ownerUrl, (owner) =>
          owner.query<{ what: string; held: number }>(
            `SELECT coalesce(session_id, bed_pool_id) AS what, count(*)::int AS held FROM capacity_holds
             WHERE ended_at IS NULL GROUP BY 1`,
          ),
        );
        const held = wanted.map((one) => rows.find(({ what }) => Object.values(one).includes(what))?.held ?? 0);
        expect(held).toEqual(wanted.map((_, what) => counts(what, app.clock.now())));
        await withClient(app.database.ownerUrl, (owner) =>
          owner.query('DELETE FROM capacity_holds; DELETE FROM capacity_sessions; DELETE FROM capacity_bed_pools'),
        );
      }),
      { numRuns: 10 },
    );
  }, 60_000);
});

it('nothing is held once its session has begun to pass', async () => {
  const sessionId = await session(1);
  app.clock.advance(hours(24 * 8));
  await expect(reserve({ sessionId })).rejects.toMatchObject({ code: 'SLOT_TAKEN', rule: 'PAST' });
});
