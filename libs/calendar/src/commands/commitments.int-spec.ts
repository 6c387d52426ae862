import { randomUUID } from 'node:crypto';
import { Module } from '@nestjs/common';
import { ALLIANCE_ZONE, after, hours, instantAt, minutes } from '#kernel';
import { Database, UnitOfWork, systemActor, type ActorContext, type Transaction } from '#platform';
import { START, StatementCounter, TestApp, World, withClient, type Person } from '#testing';
import { BusyKind, CommitmentKind } from '../domain/commitment.js';
import type { KnownCommitment, Reservation } from '../domain/reservation.js';
import { Slots, type SlotSearch } from '../queries/slot.reader.js';
import { CommitmentOwner } from './commitment-owner.js';
import { Commitments } from './commitments.js';

const told: KnownCommitment[] = [];
let refusesToLose = false;

/** Stands for a rota whose sessions leave takes away. */
class SessionsOfTest extends CommitmentOwner {
  readonly domain = 'test';

  displaced(_tx: Transaction, commitments: readonly KnownCommitment[]): Promise<void> {
    if (refusesToLose) return Promise.reject(new Error('It cannot be suspended'));
    told.push(...commitments);
    return Promise.resolve();
  }
}

@Module({ providers: [SessionsOfTest] })
class OwnerModule {}

let app: TestApp;
let world: World;
let commitments: Commitments;
let slots: Slots;
let database: Database;
let statements: StatementCounter;
let unitOfWork: UnitOfWork;
let actor: ActorContext;
let expert: Person;
let colleague: Person;
let manager: Person;

beforeAll(async () => {
  app = await TestApp.startWith(OwnerModule);
  world = await World.create(app);
  commitments = app.nest.get(Commitments, { strict: false });
  slots = app.nest.get(Slots, { strict: false });
  database = app.nest.get(Database);
  statements = StatementCounter.on(app);
  unitOfWork = app.nest.get(UnitOfWork);
  actor = systemActor(world.institutionId('county'), 'test');
  expert = world.person('expert');
  manager = world.person('rota-manager');
  colleague = await world.hire('EXPERT', 'county', 'surgery');
});

beforeEach(() => {
  app.clock.set(START);
  told.length = 0;
  refusesToLose = false;
});
afterEach(() =>
  withClient(app.database.ownerUrl, (owner) =>
    owner.query(
      'DELETE FROM commitments; DELETE FROM calendar_availability; DELETE FROM calendars; DELETE FROM duty_entries',
    ),
  ),
);
afterAll(() => app.stop());

const at = (time: string, day = '2026-03-12') => instantAt(day, time, ALLIANCE_ZONE);
const MORNING = { start: at('08:00'), end: at('12:00') };
const AFTERNOON = { start: at('14:00'), end: at('17:30') };

const wanted = (more: Partial<Reservation> = {}): Reservation => ({
  subject: { domain: 'test', id: randomUUID() },
  expertIds: [expert.staffId],
  kind: CommitmentKind.DISPATCH_SESSION,
  time: MORNING,
  ...more,
});
const reserve = (more: Partial<Reservation> = {}) => commitments.reserve(actor, wanted(more));
const inTransaction = (work: (tx: Transaction) => Promise<void>) => unitOfWork.run(actor, work);

interface Seen {
  readonly version: number;
  readonly commitments: readonly { id: string; kind: string; state: string; version: number; from: string }[];
  readonly free: readonly { from: string; to: string }[];
  readonly busy: readonly { kind: string; from: string; to: string }[];
}

const LOOK = `query($expertId: ID!) { expertCalendar(expertId: $expertId, fromDay: "2026-03-09", toDay: "2026-03-22") {
  version commitments { id kind state version from } free { from to } busy { kind from to } } }`;

async function calendar(of: Person = expert, by: Person = manager): Promise<Seen> {
  const { expertCalendar } = await by.asks<{ expertCalendar: Seen }>(LOOK, { expertId: of.staffId });
  return expertCalendar;
}

async function publish(by: Person, week: readonly object[], more: object = {}) {
  const { version } = await calendar(expert);
  return by.tries('mutation($input: PublishAvailabilityInput!) { publishAvailability(input: $input) { version } }', {
    input: { id: expert.staffId, expectedVersion: version, effectiveFrom: '2026-03-09', week, ...more },
  });
}

const enter = (by: Person, input: object) =>
  by.tries<{ enterCommitment: { id: string; version: number }[] }>(
    'mutation($input: EnterCommitmentInput!) { enterCommitment(input: $input) { id version } }',
    { input: { idempotencyKey: randomUUID(), expertId: expert.staffId, ...input } },
  );
const leave = (by: Person = expert, more: object = {}) =>
  enter(by, { kind: 'LEAVE', from: at('00:00'), to: at('24:00'), reasonCode: 'annual', ...more });
const change = (by: Person, operation: string, input: object) =>
  by.tries(
    `mutation($input: ${operation[0]!.toUpperCase()}${operation.slice(1)}Input!) { ${operation}(input: $input) { id state } }`,
    { input },
  );
const codes = ({ errors }: { errors: readonly { extensions: { code: string; rule?: string } }[] }) =>
  errors.map(({ extensions }) => [extensions.code, extensions.rule].filter(Boolean).join(' '));

async function outcomesOf(attempts: readonly Promise<unknown>[]): Promise<Record<string, number>> {
  const settled = await Promise.allSettled(attempts);
  const names = settled.map((one) => (one.status === 'fulfilled' ? 'taken' : (one.reason as { code: string }).code));
  return Object.fromEntries([...new Set(names)].map((name) => [name, names.filter((each) => each === name).length]));
}

describe('the time of an expert', () => {
  it('goes to exactly one of 32 rotas and consultations that want the same half-day at once', async () => {
    const attempts = Array.from({ length: 32 }, (_, n) =>
      n % 2
        ? reserve({ subject: { domain: 'dispatch', id: randomUUID() } })
        : reserve({
            subject: { domain: 'consultation', id: randomUUID() },
            kind: CommitmentKind.CONSULTATION,
            time: { start: at('09:00'), end: at('09:30') },
            withBuffers: true,
            expiresAt: after(app.clock.now(), minutes(10)),
          }),
    );
    expect(await outcomesOf(attempts)).toEqual({ taken: 1, EXPERT_BUSY: 31 });
    expect((await calendar()).commitments).toHaveLength(1);
  });

  it('goes to nobody twice where 32 want two experts in either order, and none waits in a circle', async () => {
    const both = [expert.staffId, colleague.staffId];
    const attempts = Array.from({ length: 32 }, (_, n) => reserve({ expertIds: n % 2 ? both : both.toReversed() }));
    expect(await outcomesOf(attempts)).toEqual({ taken: 1, EXPERT_BUSY: 31 });
    expect((await calendar(colleague)).commitments).toHaveLength(1);
  });

  it('is taken of all experts or of none', async () => {
    await reserve({ expertIds: [colleague.staffId] });
    await expect(reserve({ expertIds: [expert.staffId, colleague.staffId] })).rejects.toMatchObject({
      code: 'EXPERT_BUSY',
      rule: 'TAKEN',
      facts: { expertId: colleague.staffId },
    });
    expect((await calendar()).commitments).toEqual([]);
  });

  it('is refused twice by the database itself, whoever writes', async () => {
    await reserve();
    const again = withClient(app.database.appUrl, (client) =>
      client.query(
        `INSERT INTO commitments SELECT gen_random_uuid(), expert_id, 'CONSULTATION', exclusive, state, starts_at, ends_at,
           blocked_from, blocked_until, subject_domain, gen_random_uuid(), NULL, NULL, NULL, NULL, NULL, NULL,
           created_by_staff_id, created_at, NULL, 1 FROM commitments`,
      ),
    );
    await expect(again).rejects.toMatchObject({ constraint: 'ex_commitments_one_at_a_time' });
  });

  it('may be touched from both sides, and buffers keep others away', async () => {
    await publish(expert, [], { bufferBeforeMinutes: 15, bufferAfterMinutes: 30 });
    await reserve();
    await reserve({ time: { start: at('12:00'), end: at('13:00') } });
    const consultation = { kind: CommitmentKind.CONSULTATION, withBuffers: true };
    await expect(reserve({ ...consultation, time: { start: at('13:10'), end: at('13:40') } })).rejects.toMatchObject({
      rule: 'TAKEN',
    });
    await reserve({ ...consultation, time: { start: at('13:15'), end: at('13:40') } });
    await expect(reserve({ time: { start: at('14:00'), end: at('17:00') } })).rejects.toMatchObject({ rule: 'TAKEN' });
  });

  it('is free again when it is released, and moves with its subject', async () => {
    const subject = { domain: 'test', id: randomUUID() };
    await reserve({ subject });
    await reserve({ subject, time: AFTERNOON });
    await reserve();
    await inTransaction((tx) => Promise.resolve(commitments.releaseFor(tx, subject)));
    await reserve({ time: AFTERNOON });
    expect((await calendar()).commitments).toHaveLength(2);
  });

  it('is looked at once where that was done beforehand, and again where something has been given back since', async () => {
    const standing = wanted();
    await commitments.reserve(actor, standing);
    const looks = async (before: (tx: Transaction) => void) => {
      const taking = (tx: Transaction) => commitments.reserveIn(tx, [wanted()]);
      const sent = await statements.during(() =>
        inTransaction(async (tx) => {
          await commitments.lock(tx, [expert.staffId]);
          await commitments.foresee(tx, [expert.staffId], MORNING);
          before(tx);
          await taking(tx);
        }).catch((error: unknown) => expect(error).toMatchObject({ rule: 'TAKEN' })),
      );
      return sent.filter((text) => text.includes('FROM commitments') && text.includes('blocked_from < $3')).length;
    };
    expect(await looks(() => undefined)).toBe(1);
    expect((await calendar()).commitments).toHaveLength(1);
    expect(await looks((tx) => commitments.releaseFor(tx, standing.subject))).toBe(2);
    expect((await calendar()).commitments).toMatchObject([{ version: 1 }]);
  });

  it('can be locked together with that of experts whom a statement finds', async () => {
    await reserve({ expertIds: [colleague.staffId] });
    await reserve();
    const held = Promise.withResolvers<void>();
    const locked = Promise.withResolvers<void>();
    const locking = inTransaction(async (tx) => {
      await commitments.lock(tx, [], (parameters) => `SELECT unnest(${parameters.add([expert.staffId])}::uuid[])`);
      locked.resolve();
      await held.promise;
    });
    await locked.promise;
    const late = reserve({ time: AFTERNOON }).then(() => 'late');
    expect(await Promise.race([late, reserve({ expertIds: [colleague.staffId], time: AFTERNOON })])).toBeUndefined();
    held.resolve();
    await Promise.all([locking, late]);
  });

  it('of somebody who does not exist is not found', async () => {
    await expect(reserve({ expertIds: [randomUUID()] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('held time', () => {
  const held = () => ({
    kind: CommitmentKind.CONSULTATION,
    subject: { domain: 'test', id: randomUUID() },
    expiresAt: after(app.clock.now(), minutes(10)),
  });

  it('is free again at its end, at once for whoever wants it and by a deadline for everybody', async () => {
    await reserve(held());
    await expect(reserve()).rejects.toMatchObject({ code: 'EXPERT_BUSY' });
    app.clock.advance(minutes(10));
    expect((await calendar()).busy).toEqual([]);
    await app.work('deadlines.sweep');
    expect((await calendar()).commitments).toEqual([]);
    const events = await eventsOf('calendar.hold-expired');
    expect(events).toMatchObject([{ payload: { domain: 'test', expertIds: [expert.staffId] } }]);
    await reserve();
  });

  it('stays when it is confirmed, and longer when it is extended', async () => {
    const [one, other] = [held(), { ...held(), time: AFTERNOON }];
    await reserve(one);
    await reserve(other);
    await inTransaction((tx) => commitments.confirmFor(tx, one.subject));
    await inTransaction((tx) => commitments.extendFor(tx, other.subject, after(app.clock.now(), hours(4))));
    app.clock.advance(minutes(11));
    await app.work('deadlines.sweep');
    expect((await calendar()).commitments.map(({ state }) => state)).toEqual(['CONFIRMED', 'TENTATIVE']);
    app.clock.advance(hours(4));
    await app.work('deadlines.sweep');
    expect((await calendar()).commitments.map(({ state }) => state)).toEqual(['CONFIRMED']);
  });

  it('cannot be confirmed or extended once it is over', async () => {
    const hold = held();
    await reserve(hold);
    app.clock.advance(minutes(10));
    const ended = { code: 'COMMITMENT_ENDED' };
    const confirming = inTransaction((tx) => commitments.confirmFor(tx, hold.subject));
    await expect(confirming).rejects.toMatchObject(ended);
    const until = after(app.clock.now(), hours(1));
    const extending = inTransaction((tx) => commitments.extendFor(tx, hold.subject, until));
    await expect(extending).rejects.toMatchObject(ended);
  });
});

describe('leave', () => {
  it('takes the time of what stands, tells its owner in the same transaction, and keeps others out', async () => {
    const subject = { domain: 'test', id: randomUUID() };
    await reserve({ subject });
    await reserve({ time: { start: at('08:00', '2026-03-13'), end: at('12:00', '2026-03-13') } });
    expect(codes(await leave())).toEqual([]);
    expect(told).toMatchObject([{ subject, expertId: expert.staffId, start: MORNING.start }]);
    expect((await calendar()).commitments.map(({ kind }) => kind)).toEqual(['LEAVE', 'DISPATCH_SESSION']);
    await expect(reserve()).rejects.toMatchObject({ code: 'EXPERT_BUSY', rule: 'LEAVE' });
    await reserve({ despite: [BusyKind.LEAVE] });
  });

  it('does not come about where what it meets cannot be suspended', async () => {
    await reserve();
    refusesToLose = true;
    expect(codes(await leave())).toEqual(['INTERNAL']);
    expect((await calendar()).commitments.map(({ kind }) => kind)).toEqual(['DISPATCH_SESSION']);
  });

  it('is approved by somebody else, once', async () => {
    const { data } = await leave();
    const { id, version } = data!.enterCommitment[0]!;
    expect(codes(await change(manager, 'approveLeave', { id, expectedVersion: version + 1 }))).toEqual([
      'STALE_VERSION',
    ]);
    expect(codes(await change(manager, 'approveLeave', { id, expectedVersion: version }))).toEqual([]);
    expect(codes(await change(manager, 'approveLeave', { id, expectedVersion: version + 1 }))).toEqual([
      'COMMITMENT_FIXED APPROVED',
    ]);
    const own = await leave(manager, { expertId: manager.staffId });
    const { id: ownId } = own.data!.enterCommitment[0]!;
    expect(codes(await change(manager, 'approveLeave', { id: ownId, expectedVersion: 1 }))).toEqual([
      'COMMITMENT_FIXED OWN_LEAVE',
    ]);
  });

  it('needs a reason of the list, and is entered for oneself or by whoever plans', async () => {
    expect(codes(await leave(expert, { reasonCode: null }))).toEqual(['INVALID_INPUT CALENDAR']);
    expect(codes(await leave(expert, { reasonCode: 'other' }))).toEqual(['INVALID_INPUT CALENDAR']);
    expect(codes(await leave(colleague))).toEqual(['FORBIDDEN']);
    expect(codes(await leave(await world.hire('ROTA_MANAGER', 'tcm')))).toEqual(['NOT_FOUND']);
  });

  it('is taken back with the rest of its series where that is wanted, and what belongs elsewhere is not', async () => {
    const weekly = { kind: 'OWN_CLINIC', from: MORNING.start, to: MORNING.end, weeklyUntil: '2026-03-26' };
    const { data } = await enter(expert, weekly);
    const [first, second] = data!.enterCommitment;
    expect(data!.enterCommitment).toHaveLength(3);
    expect(codes(await enter(expert, { ...weekly, kind: 'SURGERY_LIST', from: at('11:00') }))).toEqual([
      'EXPERT_BUSY TAKEN',
    ]);
    const input = { id: second!.id, expectedVersion: 1, following: true };
    expect(codes(await change(manager, 'withdrawCommitment', input))).toEqual([]);
    expect(codes(await change(manager, 'withdrawCommitment', input))).toEqual(['COMMITMENT_FIXED ENDED']);
    expect((await calendar()).commitments.map(({ id }) => id)).toEqual([first!.id]);
    await reserve({ time: AFTERNOON });
    const [, session] = (await calendar()).commitments;
    expect(codes(await change(manager, 'withdrawCommitment', { id: session!.id, expectedVersion: 1 }))).toEqual([
      'COMMITMENT_FIXED OWNED_ELSEWHERE',
    ]);
  });
});

describe('free time', () => {
  const week = [{ weekday: 4, fromTime: '08:00', toTime: '12:00' }];

  async function onDuty(from: Date, to: Date): Promise<void> {
    await withClient(app.database.ownerUrl, (owner) =>
      owner.query(
        `INSERT INTO duty_entries (id, plan_id, institution_id, department_id, function, starts_at, ends_at, staff_id,
           phone_ciphertext, version)
         VALUES (gen_random_uuid(), gen_random_uuid(), $1, $2, 'DUTY_DOCTOR', $3, $4, $5, 'unread', 1)`,
        [world.institutionId('county'), world.departmentId('cardiology'), from, to, expert.staffId],
      ),
    );
  }

  it('is what was published without what takes it', async () => {
    expect(codes(await publish(expert, week))).toEqual([]);
    await reserve({ time: { start: at('09:00'), end: at('10:00') } });
    expect((await calendar()).free).toEqual([
      { from: '2026-03-12T00:00:00.000Z', to: '2026-03-12T01:00:00.000Z' },
      { from: '2026-03-12T02:00:00.000Z', to: '2026-03-12T04:00:00.000Z' },
      { from: '2026-03-19T00:00:00.000Z', to: '2026-03-19T04:00:00.000Z' },
    ]);
  });

  it('ends on the evening before a night on duty and begins eleven hours after it', async () => {
    await publish(expert, [{ weekday: 4, fromTime: '00:00', toTime: '24:00' }]);
    await onDuty(at('17:30', '2026-03-11'), at('08:00'));
    const { free, busy } = await calendar();
    expect(busy.map(({ kind }) => kind)).toEqual(['ON_CALL', 'NIGHT_REST']);
    expect(free[0]).toEqual({ from: at('19:00').toISOString(), to: at('24:00').toISOString() });
    await expect(reserve()).rejects.toMatchObject({ code: 'EXPERT_BUSY', rule: 'NIGHT_REST' });
    await reserve({ despite: [BusyKind.NIGHT_REST], kind: CommitmentKind.CONSULTATION });
  });

  it('counts the duty of whoever stands in', async () => {
    await onDuty(at('08:00'), at('17:30'));
    await withClient(app.database.ownerUrl, (owner) =>
      owner.query(
        `INSERT INTO duty_substitutions (id, entry_id, entry_starts_at, entry_ends_at, starts_at, ends_at, staff_id,
           phone_ciphertext) SELECT gen_random_uuid(), id, starts_at, ends_at, starts_at, $1, $2, 'unread' FROM duty_entries`,
        [at('12:00'), colleague.staffId],
      ),
    );
    await reserve();
    await expect(reserve({ time: AFTERNOON })).rejects.toMatchObject({ rule: 'ON_CALL' });
    await expect(reserve({ expertIds: [colleague.staffId] })).rejects.toMatchObject({ rule: 'ON_CALL' });
    await reserve({ expertIds: [colleague.staffId], time: AFTERNOON });
    await withClient(app.database.ownerUrl, (owner) => owner.query('DELETE FROM duty_substitutions'));
  });

  it('changes from the day on from which another week was published', async () => {
    await publish(expert, week);
    await publish(expert, [{ weekday: 5, fromTime: '14:00', toTime: '17:30' }], { effectiveFrom: '2026-03-16' });
    expect((await calendar()).free.map(({ from }) => from)).toEqual([
      '2026-03-12T00:00:00.000Z',
      '2026-03-20T06:00:00.000Z',
    ]);
  });

  it('is published by the expert or for them, for days to come, under the version that was read', async () => {
    expect(codes(await publish(manager, week))).toEqual([]);
    expect(codes(await publish(colleague, week))).toEqual(['FORBIDDEN']);
    expect(codes(await publish(expert, week, { effectiveFrom: '2026-03-03' }))).toEqual(['INVALID_INPUT CALENDAR']);
    expect(codes(await publish(expert, week, { expectedVersion: 1 }))).toEqual(['STALE_VERSION']);
  });
});

describe('times that can be booked', () => {
  const weekly = { weekday: 4, fromTime: '08:00', toTime: '12:00' };
  const wish = (more: Partial<SlotSearch> = {}): SlotSearch => ({
    expertIds: [expert.staffId],
    window: MORNING,
    hours: [MORNING],
    length: minutes(30),
    every: minutes(30),
    needed: 1,
    ...more,
  });
  const offered = async (more: Partial<SlotSearch> = {}): Promise<Date[]> =>
    (await slots.find(database, wish(more), 100)).map(({ start }) => start);
  const begins = (...clocks: string[]): Date[] => clocks.map((clock) => at(clock));

  async function publishColleague(): Promise<void> {
    const input = { id: colleague.staffId, expectedVersion: 1, effectiveFrom: '2026-03-09', week: [weekly] };
    const { errors } = await colleague.tries(
      'mutation($input: PublishAvailabilityInput!) { publishAvailability(input: $input) { version } }',
      { input },
    );
    expect(errors).toEqual([]);
  }

  it('are none while an expert is sent to a township, and taking what is offered works', async () => {
    await publish(expert, [weekly], { bufferBeforeMinutes: 10, bufferAfterMinutes: 20 });
    await reserve({ time: { start: at('09:30'), end: at('11:00') } });
    const times = await slots.find(database, wish({ every: minutes(10) }), 100);
    expect(times.map(({ start }) => start)).toEqual(begins('08:10', '08:20', '08:30', '08:40', '11:10'));
    await reserve({ kind: CommitmentKind.CONSULTATION, withBuffers: true, time: times[3]! });
    await reserve({ kind: CommitmentKind.CONSULTATION, withBuffers: true, time: times[4]! });
    expect(await offered({ every: minutes(10) })).toEqual([]);
  });

  it('may keep their buffers outside of the window, never outside of what is published', async () => {
    await publish(expert, [weekly], { bufferBeforeMinutes: 10, bufferAfterMinutes: 20 });
    const window = { start: at('09:00'), end: at('09:30') };
    expect(await offered({ window })).toEqual(begins('09:00'));
    expect((await offered())[0]).toEqual(at('08:30'));
  });

  it('say who is free, of several experts any, all, or enough of them', async () => {
    await publish(expert, [weekly]);
    await publishColleague();
    await reserve({ time: { start: at('08:00'), end: at('11:00') } });
    const both = [colleague.staffId, expert.staffId];
    const any = await slots.find(database, wish({ expertIds: both }), 100);
    expect(any.map(({ expertIds }) => expertIds.length)).toEqual([1, 1, 1, 1, 1, 1, 2, 2]);
    expect(any[0]!.expertIds).toEqual([colleague.staffId]);
    expect(await offered({ expertIds: both, needed: 2 })).toEqual(begins('11:00', '11:30'));
  });

  it('cost the same number of statements for one expert and for sixty', async () => {
    const count = (expertIds: readonly string[]): Promise<readonly string[]> =>
      statements.during(() => slots.find(database, wish({ expertIds }), 100));
    const sixty = [expert.staffId, ...Array.from({ length: 59 }, () => randomUUID())];
    await offered();
    expect(await count(sixty)).toHaveLength((await count([expert.staffId])).length);
  });
});

async function eventsOf(topic: string): Promise<object[]> {
  const { rows } = await withClient(app.database.ownerUrl, (owner) =>
    owner.query<object>('SELECT payload FROM domain_events WHERE topic = $1', [topic]),
  );
  return rows;
}
