import { randomUUID } from 'node:crypto';
import { DomainError, after, minutes } from '#kernel';
import { Database, UnitOfWork, statement, systemActor, type ActorContext } from '#platform';
import { START, TestApp, World, withClient, type Person } from '#testing';
import { compareInQueue, type QueuedItem } from '../domain/queue-order.js';
import { Urgency } from '../domain/urgency.js';
import { ClaimsService } from './claims.service.js';
import { ReadingTasks, type ReadingSubject } from './reading-tasks.js';

const READERS = 20;
const ITEMS = 400;

let app: TestApp;
let world: World;
let claims: ClaimsService;
let tasks: ReadingTasks;
let unitOfWork: UnitOfWork;
let county: ActorContext;
let readers: ActorContext[];

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  claims = app.nest.get(ClaimsService, { strict: false });
  tasks = app.nest.get(ReadingTasks, { strict: false });
  unitOfWork = app.nest.get(UnitOfWork);
  county = systemActor(world.institutionId('county'), 'test');
  readers = [];
  for (let n = 0; n < READERS; n++) readers.push(actorFor(await world.hire('REPORTER', 'county')));
});

beforeEach(() => app.clock.set(START));
afterEach(() => withClient(app.database.ownerUrl, (owner) => owner.query('DELETE FROM reading_tasks')));
afterAll(() => app.stop());

const actorFor = ({ staffId, accountId, institutionId }: Person): ActorContext => ({
  ...county,
  accountId,
  staffId,
  institutionId,
  permissions: new Set(['worklist.read', 'worklist.read-studies']),
});

interface Task {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly token: number;
  readonly subject: string;
  readonly claimant: string | null;
}

const TASKS = statement(
  'test.tasks',
  `SELECT id, state, version, fencing_token AS token, subject_id AS subject, claimed_by_staff_id AS claimant
   FROM reading_tasks WHERE $1::uuid IS NULL OR id = $1`,
);
const allTasks = (): Promise<Task[]> => app.nest.get(Database).query<Task & object>(TASKS, [null]);
const taskOf = async (id: string): Promise<Task> =>
  (await app.nest.get(Database).query<Task & object>(TASKS, [id]))[0]!;

function queue(more: { urgency?: Urgency; groupCode?: string; subspecialty?: string; from?: Date } = {}) {
  const subject: ReadingSubject = { domain: 'imaging', id: randomUUID() };
  const reading = { groupCode: 'ECG', urgency: Urgency.ROUTINE, from: app.clock.now(), ...more };
  return unitOfWork.run(county, async (tx) => ({
    ...(await tasks.queueIn(tx, { ...reading, subject, institutionId: county.institutionId })),
    subject,
  }));
}

const next = (reader: ActorContext, subspecialty?: string, groupCode = 'ECG') =>
  claims.claimNext(reader, { groupCode, subspecialty });
const subjectOf = (id: string): ReadingSubject => ({ domain: 'imaging', id });
const report = (reader: ActorContext, { subject, token }: Task) =>
  unitOfWork.run(reader, (tx) => tasks.reportIn(tx, subjectOf(subject), token));
const submit = (reader: ActorContext, { subject, token }: Task) =>
  unitOfWork.run(reader, (tx) => tasks.submitIn(tx, subjectOf(subject), token));

/** The rule (or code) by which something is refused. */
async function refusal(attempt: Promise<unknown>): Promise<string | null> {
  try {
    await attempt;
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.rule ?? error.code;
  }
}

/** The same run of numbers each time. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state / 2_147_483_648;
  }
}

async function queueMany(count: number): Promise<Map<string, QueuedItem>> {
  const random = numbers(7);
  const drawn = (most: number): number => Math.floor(random.next().value * most);
  const items = new Map<string, QueuedItem>();
  for (let n = 0; n < count; n++) {
    app.clock.advance(minutes(1));
    const urgency = Object.values(Urgency)[drawn(4)]!;
    const queuedAt = app.clock.now();
    const { id, dueAt } = await queue({ urgency, from: after(START, minutes(drawn(600))) });
    items.set(id, { urgency, dueAt, queuedAt, expectedMinutes: 4 });
  }
  return items;
}

const inOrder = (items: ReadonlyMap<string, QueuedItem>): string[] =>
  [...items.keys()].toSorted((left, right) => compareInQueue(items.get(left)!, items.get(right)!, app.clock.now()));

async function finish(reader: ActorContext, id: string): Promise<void> {
  const task = await taskOf(id);
  await report(reader, task);
  await submit(reader, task);
}

describe('a queue', () => {
  it('gives what waits in the order of class, slack and age', async () => {
    const items = await queueMany(60);
    const given: string[] = [];
    for (let claim = await next(readers[0]!); claim; claim = await next(readers[0]!)) {
      given.push(claim.aggregateId);
      await finish(readers[0]!, claim.aggregateId);
    }
    expect(given).toEqual(inOrder(items));
  });

  it('is shown in the order in which it is given', async () => {
    const items = await queueMany(30);
    const { readingQueue } = await world
      .person('reporter')
      .asks<{ readingQueue: { nodes: { id: string }[]; pageInfo: { endCursor: string } } }>(
        '{ readingQueue(groupCode: "ECG", first: 10) { nodes { id } pageInfo { endCursor } } }',
      );
    const { endCursor: cursor } = readingQueue.pageInfo;
    const rest = await world
      .person('reporter')
      .asks<{ readingQueue: { nodes: { id: string }[] } }>(
        'query($after: String) { readingQueue(groupCode: "ECG", first: 50, after: $after) { nodes { id } } }',
        { after: cursor },
      );
    const shown = [...readingQueue.nodes, ...rest.readingQueue.nodes].map(({ id }) => id);
    expect(shown).toEqual(inOrder(items));
  });

  it('is due after so much working time where its group says so', async () => {
    // Wednesday nine o'clock: three working days of seven and a half hours end on Monday, with the weekend between.
    const small = await queue({ groupCode: 'PATH_SMALL', from: START });
    const frozen = await queue({ groupCode: 'PATH_FROZEN', from: START });
    expect([small.dueAt, frozen.dueAt]).toEqual([new Date('2026-03-09T09:00:00+08:00'), after(START, minutes(30))]);
  });

  it('lets the same thing wait only once', async () => {
    const { subject } = await queue();
    const again = unitOfWork.run(county, (tx) =>
      tasks.queueIn(tx, {
        subject,
        institutionId: county.institutionId,
        groupCode: 'ECG',
        urgency: Urgency.GREEN,
        from: START,
      }),
    );
    expect(await refusal(again)).toBe('ALREADY_QUEUED');
  });

  it('gives each subspecialty what is for it, and everybody the rest', async () => {
    const [first, heart] = [await queue({ urgency: Urgency.GREEN }), await queue({ subspecialty: 'heart' })];
    expect(await next(readers[0]!, 'heart')).toMatchObject({ aggregateId: heart.id });
    expect(await next(readers[0]!, 'heart')).toBeNull();
    expect(await next(readers[0]!)).toMatchObject({ aggregateId: first.id });
  });

  it('is closed to whoever lacks the certificate of the group, until it is recorded', async () => {
    await withClient(app.database.ownerUrl, (owner) =>
      owner.query(
        `INSERT INTO reading_groups (code, effective_from, label_zh, label_en, lease_minutes, signatures, expected_minutes,
           certificate_code) VALUES ('MAMMO', '2020-01-01', '乳腺', 'Mammography', 20, 2, 10, 'mammography');
         INSERT INTO reading_due_times (group_code, urgency, effective_from, due_minutes)
           VALUES ('MAMMO', 'ROUTINE', '2020-01-01', 1440)`,
      ),
    );
    const { id } = await queue({ groupCode: 'MAMMO' });
    const reporter = world.person('reporter');
    expect(await refusal(next(actorFor(reporter), undefined, 'MAMMO'))).toBe('CERTIFICATE_MISSING');
    await world
      .person('center-head')
      .asks('mutation($input: CertifyReaderInput!) { certifyReader(input: $input) { staffId } }', {
        input: {
          idempotencyKey: randomUUID(),
          staffId: reporter.staffId,
          certificateCode: 'mammography',
          validFrom: '2026-01-01',
          validTo: '2026-12-31',
        },
      });
    expect(await next(actorFor(reporter), undefined, 'MAMMO')).toMatchObject({ aggregateId: id });
  });
});

describe('a claim', () => {
  it('is given three times and not once more to one reader who asks 32 times at once', async () => {
    await queueMany(10);
    const attempts = await Promise.all(Array.from({ length: 32 }, () => refusal(next(readers[0]!))));
    expect(attempts.filter((rule) => rule === null)).toHaveLength(3);
    expect(attempts.filter((rule) => rule !== null && rule !== 'TOO_MANY_CLAIMS')).toEqual([]);
  });

  it('is given to one of 20 who want the same', async () => {
    const { id } = await queue();
    const attempts = readers.map((reader) => refusal(claims.claim(reader, { id, expectedVersion: 1 })));
    const rules = await Promise.all(attempts);
    expect(rules.filter((rule) => rule === null)).toHaveLength(1);
    expect(new Set(rules.filter((rule) => rule !== null))).toEqual(new Set(['STATE']));
  });

  it('is answered alike when the same request comes twice', async () => {
    await queueMany(3);
    const request = { groupCode: 'ECG', idempotencyKey: randomUUID() };
    const first = await claims.claimNext(readers[0]!, request);
    const second = await claims.claimNext(readers[0]!, request);
    expect(second).toEqual({ fresh: false, aggregateId: first!.aggregateId });
    const early = { groupCode: 'MR', idempotencyKey: randomUUID() };
    expect(await claims.claimNext(readers[0]!, early)).toBeNull();
    const { id } = await queue({ groupCode: 'MR' });
    expect(await claims.claimNext(readers[0]!, early)).toBeNull();
    expect(await next(readers[0]!, undefined, 'MR')).toMatchObject({ aggregateId: id });
  });

  it('is answered alike where the same comes at once, or when the reader could hold no more, and not to another question', async () => {
    await queueMany(8);
    const [reader, idempotencyKey] = [readers[0]!, randomUUID()];
    await next(reader);
    await next(reader);
    const request = { groupCode: 'ECG', idempotencyKey };
    const answers = await Promise.all(Array.from({ length: 8 }, () => claims.claimNext(reader, request)));
    expect(answers.filter((answer) => answer?.fresh)).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer?.aggregateId)).size).toBe(1);
    expect(await refusal(next(reader))).toBe('TOO_MANY_CLAIMS');
    expect(await claims.claimNext(reader, request)).toEqual({ ...answers[0], fresh: false });
    expect(await refusal(claims.claimNext(reader, { groupCode: 'DR', idempotencyKey }))).toBe('IDEMPOTENCY_KEY_REUSED');
    expect((await allTasks()).filter(({ claimant }) => claimant === reader.staffId)).toHaveLength(3);
  });

  it('does not exist for another institution', async () => {
    const { id } = await queue();
    const stranger = actorFor(await world.hire('REPORTER', 'tcm'));
    expect(await refusal(claims.claim(stranger, { id, expectedVersion: 1 }))).toBe('NOT_FOUND');
    expect(await next(stranger)).toBeNull();
  });

  it('lapses when no heartbeat comes, and the task has its place again', async () => {
    const { id } = await queue({ urgency: Urgency.GREEN });
    await queue();
    await next(readers[0]!);
    const task = await taskOf(id);
    app.clock.advance(minutes(15));
    await claims.heartbeat(readers[0]!, id, task.token);
    app.clock.advance(minutes(15));
    await app.work('worklist.lapse-leases');
    expect(await taskOf(id)).toMatchObject({ state: 'CLAIMED' });
    app.clock.advance(minutes(5));
    await app.work('worklist.lapse-leases');
    expect(await taskOf(id)).toMatchObject({ state: 'QUEUED', claimant: null });
    expect(await refusal(claims.heartbeat(readers[0]!, id, task.token))).toBe('LEASE_LOST');
    expect(await next(readers[1]!)).toMatchObject({ aggregateId: id });
  });

  it('that has lapsed lets nobody submit over the work of the next', async () => {
    const { id } = await queue();
    await next(readers[0]!);
    const old = await taskOf(id);
    await report(readers[0]!, old);
    app.clock.advance(minutes(20));
    expect(await refusal(submit(readers[0]!, old))).toBe('LEASE_LOST');
    await app.work('worklist.lapse-leases');
    await next(readers[1]!);
    await report(readers[1]!, await taskOf(id));
    expect(await refusal(submit(readers[0]!, old))).toBe('LEASE_LOST');
    await submit(readers[1]!, await taskOf(id));
    expect(await taskOf(id)).toMatchObject({ state: 'DONE' });
  });

  it('lets its holder save as often as they like, and nobody who has lost it', async () => {
    const { id } = await queue();
    await next(readers[0]!);
    const held = await taskOf(id);
    const save = (): Promise<void> =>
      unitOfWork.run(readers[0]!, (tx) => tasks.writeIn(tx, subjectOf(held.subject), held.token));
    await save();
    const { version } = await taskOf(id);
    await save();
    expect(await taskOf(id)).toMatchObject({ state: 'REPORTING', version });
    app.clock.advance(minutes(20));
    expect(await refusal(save())).toBe('LEASE_LOST');
  });

  it('of the same reader anew does not let in what was written under the first', async () => {
    const { id } = await queue();
    await next(readers[0]!);
    const old = await taskOf(id);
    await claims.release(readers[0]!, { id, expectedVersion: old.version, fencingToken: old.token });
    await next(readers[0]!);
    expect(await refusal(report(readers[0]!, old))).toBe('LEASE_LOST');
  });

  it('is taken over by a colleague, for a reason that stays', async () => {
    const { id } = await queue();
    await next(readers[0]!);
    const { version, token, subject } = await taskOf(id);
    const command = { id, expectedVersion: version, reasonCode: 'shift_change' };
    expect(await refusal(claims.takeOver(readers[1]!, { ...command, reasonCode: 'none' }))).toBe('REASON_UNKNOWN');
    expect(await refusal(claims.takeOver(readers[1]!, { ...command, expectedVersion: 1 }))).toBe('STALE_VERSION');
    await claims.takeOver(readers[1]!, command);
    expect(await taskOf(id)).toMatchObject({ claimant: readers[1]!.staffId, token: token + 1 });
    expect(await refusal(report(readers[0]!, { ...(await taskOf(id)), token, subject }))).toBe('LEASE_LOST');
  });
});

describe('a report that two people sign', () => {
  it('is reviewed by somebody else, and given back and resumed until it is right', async () => {
    const { id, subject } = await queue({ groupCode: 'CT' });
    const [reporter, reviewer] = [readers[0]!, readers[1]!];
    await next(reporter, undefined, 'CT');
    await finish(reporter, id);
    expect(await taskOf(id)).toMatchObject({ state: 'PENDING_REVIEW', claimant: null });
    const approve = (actor: ActorContext) => unitOfWork.run(actor, (tx) => tasks.approveIn(tx, subject));
    expect(await refusal(approve(reporter))).toBe('REVIEWER_IS_REPORTER');
    await unitOfWork.run(reviewer, (tx) => tasks.returnToReporterIn(tx, subject, { reasonCode: 'wording' }));
    await unitOfWork.run(reporter, (tx) => tasks.resumeIn(tx, subject));
    await submit(reporter, await taskOf(id));
    await approve(reviewer);
    expect(await taskOf(id)).toMatchObject({ state: 'DONE' });
  });

  it('waits again in its place when what was read has been repeated', async () => {
    const { id, subject } = await queue({ groupCode: 'CT' });
    await next(readers[0]!, undefined, 'CT');
    const { token } = await taskOf(id);
    const given = { reasonCode: 'poor_quality' };
    await unitOfWork.run(readers[0]!, (tx) => tasks.returnForRepeatIn(tx, subject, given, token));
    expect(await next(readers[1]!, undefined, 'CT')).toBeNull();
    await unitOfWork.run(county, (tx) => tasks.requeueIn(tx, subject));
    expect(await next(readers[1]!, undefined, 'CT')).toMatchObject({ aggregateId: id });
  });
});

describe('twenty readers', () => {
  it(`read ${ITEMS} things once each, however often their leases lapse`, async () => {
    const items = await queueMany(ITEMS);
    const random = numbers(11);
    const submitted: string[] = [];
    const work = async (reader: ActorContext): Promise<void> => {
      for (let claim = await next(reader); claim; claim = await next(reader)) {
        const task = await taskOf(claim.aggregateId);
        if (random.next().value < 0.06) {
          app.clock.advance(minutes(21));
          await app.work('worklist.lapse-leases');
        }
        const rule = (await refusal(report(reader, task))) ?? (await refusal(submit(reader, task)));
        if (rule === null) submitted.push(task.id);
        else expect(['LEASE_LOST', 'STATE', 'NOT_FOUND']).toContain(rule);
      }
    };
    for (let left = ITEMS; left > 0; left = (await allTasks()).filter(({ state }) => state !== 'DONE').length) {
      await Promise.all(readers.map(work));
      app.clock.advance(minutes(21));
      await app.work('worklist.lapse-leases');
    }
    expect(submitted.toSorted()).toEqual([...items.keys()].toSorted());
    expect(await heldTwiceAtOnce()).toEqual([]);
  });

  it('take what is first, but for what the others are taking at that moment', async () => {
    const items = await queueMany(200);
    const taken: string[] = [];
    const drain = async (reader: ActorContext): Promise<void> => {
      for (let claim = await next(reader); claim; claim = await next(reader)) {
        taken.push(claim.aggregateId);
        await finish(reader, claim.aggregateId);
      }
    };
    await Promise.all(readers.map(drain));
    const place = new Map(inOrder(items).map((id, index) => [id, index]));
    const astray = taken.map((id, index) => Math.abs(place.get(id)! - index));
    expect(taken).toHaveLength(200);
    expect(Math.max(...astray)).toBeLessThan(2 * READERS);
  });
});

describe('whatever four readers do', () => {
  const LEASE = minutes(40);
  const MOST_CLAIMS = 3;
  const MOST_TASKS = 10;
  const STEPS = 500;
  const HELD = ['CLAIMED', 'REPORTING'];

  /** What should be so by the definition of a queue of two signatures, kept beside the product. */
  interface Expected {
    readonly id: string;
    readonly subject: ReadingSubject;
    readonly item: QueuedItem;
    state: string;
    holder: ActorContext | null;
    until: Date;
    token: number;
    reporter: ActorContext | null;
  }

  const holds = ({ holder, until }: Expected, reader: ActorContext): boolean =>
    holder === reader && until > app.clock.now();
  const give = (task: Expected, state: string, holder: ActorContext | null): void => {
    Object.assign(task, { state, holder, until: after(app.clock.now(), LEASE) });
    if (holder) task.token += 1;
  };
  const isFull = (all: readonly Expected[], reader: ActorContext): boolean =>
    all.filter((task) => holds(task, reader)).length >= MOST_CLAIMS;
  /** The rule by which whoever writes is refused. */
  const writing = (task: Expected, reader: ActorContext, from: string, token: number): string | null => {
    if (task.state === 'DONE') return 'NOT_FOUND';
    if (task.state !== from) return 'STATE';
    return holds(task, reader) && token === task.token ? null : 'LEASE_LOST';
  };
  const reviewing = ({ state, reporter }: Expected, reader: ActorContext): string | null => {
    if (state === 'DONE') return 'NOT_FOUND';
    if (state !== 'PENDING_REVIEW') return 'STATE';
    return reporter === reader ? 'REVIEWER_IS_REPORTER' : null;
  };

  /** What a reader does to a task, what the definition answers, and what the product does. */
  interface Act {
    readonly rule: (all: readonly Expected[], task: Expected, reader: ActorContext, token: number) => string | null;
    readonly after: (task: Expected, reader: ActorContext) => void;
    readonly real: (task: Expected, reader: ActorContext, version: number, token: number) => Promise<unknown>;
  }

  const inTx = (reader: ActorContext, act: (tx: Parameters<ReadingTasks['approveIn']>[0]) => Promise<unknown>) =>
    unitOfWork.run(reader, act);
  const ACTS: Readonly<Record<string, Act>> = {
    claim: {
      rule: (all, { state }, reader) => {
        if (state !== 'QUEUED') return 'STATE';
        return isFull(all, reader) ? 'TOO_MANY_CLAIMS' : null;
      },
      after: (task, reader) => give(task, 'CLAIMED', reader),
      real: ({ id }, reader, expectedVersion) => claims.claim(reader, { id, expectedVersion }),
    },
    takeOver: {
      rule: (all, { state, holder, reporter }, reader) => {
        if (![...HELD, 'RETURNED_TO_REPORTER'].includes(state)) return 'STATE';
        if ((holder ?? reporter) === reader) return 'HELD_BY_YOURSELF';
        return isFull(all, reader) ? 'TOO_MANY_CLAIMS' : null;
      },
      after: (task, reader) => give(task, 'CLAIMED', reader),
      real: ({ id }, reader, expectedVersion) =>
        claims.takeOver(reader, { id, expectedVersion, reasonCode: 'shift_change' }),
    },
    release: {
      rule: (_, task, reader, token) => {
        if (!HELD.includes(task.state)) return 'STATE';
        return holds(task, reader) && token === task.token ? null : 'LEASE_LOST';
      },
      after: (task) => give(task, 'QUEUED', null),
      real: ({ id }, reader, expectedVersion, fencingToken) =>
        claims.release(reader, { id, expectedVersion, fencingToken }),
    },
    heartbeat: {
      rule: (_, task, reader, token) => (holds(task, reader) && token === task.token ? null : 'LEASE_LOST'),
      after: (task) => (task.until = after(app.clock.now(), LEASE)),
      real: ({ id }, reader, _, token) => claims.heartbeat(reader, id, token),
    },
    report: {
      rule: (_, task, reader, token) => writing(task, reader, 'CLAIMED', token),
      after: (task) => (task.state = 'REPORTING'),
      real: ({ subject }, reader, _, token) => inTx(reader, (tx) => tasks.reportIn(tx, subject, token)),
    },
    submit: {
      rule: (_, task, reader, token) => writing(task, reader, 'REPORTING', token),
      after: (task, reader) => {
        give(task, 'PENDING_REVIEW', null);
        task.reporter = reader;
      },
      real: ({ subject }, reader, _, token) => inTx(reader, (tx) => tasks.submitIn(tx, subject, token)),
    },
    approve: {
      rule: (_, task, reader) => reviewing(task, reader),
      after: (task) => (task.state = 'DONE'),
      real: ({ subject }, reader) => inTx(reader, (tx) => tasks.approveIn(tx, subject)),
    },
    giveBack: {
      rule: (_, task, reader) => reviewing(task, reader),
      after: (task) => (task.state = 'RETURNED_TO_REPORTER'),
      real: ({ subject }, reader) =>
        inTx(reader, (tx) => tasks.returnToReporterIn(tx, subject, { reasonCode: 'wording' })),
    },
    resume: {
      rule: (_, { state, reporter }, reader) => {
        if (state === 'DONE') return 'NOT_FOUND';
        if (state !== 'RETURNED_TO_REPORTER') return 'STATE';
        return reporter === reader ? null : 'WHO';
      },
      after: (task, reader) => give(task, 'REPORTING', reader),
      real: ({ subject }, reader) => inTx(reader, (tx) => tasks.resumeIn(tx, subject)),
    },
  };

  async function arrived(urgency: Urgency, due: number): Promise<Expected> {
    app.clock.advance(minutes(1));
    const from = after(app.clock.now(), minutes(due));
    const { id, dueAt, subject } = await queue({ groupCode: 'CT', urgency, from });
    const item = { urgency, dueAt, queuedAt: app.clock.now(), expectedMinutes: 15 };
    return { id, subject, item, state: 'QUEUED', holder: null, until: app.clock.now(), token: 0, reporter: null };
  }

  async function takeNext(all: readonly Expected[], reader: ActorContext): Promise<void> {
    const [first] = all
      .filter(({ state }) => state === 'QUEUED')
      .toSorted((left, right) => compareInQueue(left.item, right.item, app.clock.now()));
    const expected = first ? (isFull(all, reader) ? 'TOO_MANY_CLAIMS' : first.id) : null;
    let taken: string | null = null;
    const take = async (): Promise<void> => {
      taken = (await next(reader, undefined, 'CT'))?.aggregateId ?? null;
    };
    const rule = await refusal(take());
    expect(rule ?? taken).toBe(expected);
    if (first && rule === null) give(first, 'CLAIMED', reader);
  }

  async function lapse(all: readonly Expected[], longest: number): Promise<void> {
    app.clock.advance(minutes(longest));
    await app.work('worklist.lapse-leases');
    for (const task of all) if (task.holder && task.until <= app.clock.now()) give(task, 'QUEUED', null);
  }

  it.each([1, 5])('the queue is as its definition says (seed %d)', async (seed) => {
    const random = numbers(seed);
    const drawn = (most: number): number => Math.floor(random.next().value * most);
    const pick = <Of>(from: readonly Of[]): Of => from[drawn(from.length)]!;
    const all: Expected[] = [];
    const reached = new Set<string>();
    const act = async (step: number, anybody: ActorContext): Promise<void> => {
      const [name, task] = [pick(Object.keys(ACTS)), pick(all)];
      // Mostly whoever has to do with it, so that it gets on.
      const concerned = task.holder ?? (name === 'resume' ? task.reporter : null);
      const reader = drawn(4) > 0 ? (concerned ?? anybody) : anybody;
      const { rule, after: change, real } = ACTS[name]!;
      const token = drawn(5) === 0 ? task.token - 1 : task.token;
      const expected = rule(all, task, reader, token);
      const { version } = await taskOf(task.id);
      const answered = await refusal(real(task, reader, version, token));
      expect([step, name, task.state, answered]).toEqual([step, name, task.state, expected]);
      if (expected === null) change(task, reader);
      reached.add(task.state);
    };
    for (let step = 0; step < STEPS; step++) {
      const [what, anybody] = [drawn(12), readers[drawn(4)]!];
      const comes = what === 0 && all.length < MOST_TASKS;
      if (comes || all.length === 0) all.push(await arrived(pick(Object.values(Urgency)), drawn(600)));
      else if (what === 1) await lapse(all, drawn(10));
      else if (what < 4) await takeNext(all, anybody);
      else await act(step, anybody);
    }
    const rows = new Map((await allTasks()).map((task) => [task.id, task]));
    for (const { id, state, token, holder } of all) {
      expect(rows.get(id)).toMatchObject({ state, token, claimant: holder?.staffId ?? null });
    }
    const states = ['CLAIMED', 'DONE', 'PENDING_REVIEW', 'QUEUED', 'REPORTING', 'RETURNED_TO_REPORTER'];
    expect([...reached].toSorted()).toEqual(states);
  });
});

/** Tasks that two held at once: a claim in the log while the one before stood. */
async function heldTwiceAtOnce(): Promise<string[]> {
  const sql = `SELECT aggregate_id AS id, topic FROM domain_events
    WHERE aggregate_type = 'reading-task' AND topic <> 'worklist.reporting' ORDER BY aggregate_id, aggregate_version`;
  const events = await app.nest.get(Database).query<{ id: string; topic: string }>(statement('test.events', sql));
  return events.flatMap(({ id, topic }, index) => {
    const previous = events[index - 1];
    const again = topic === 'worklist.claimed' && previous?.id === id && previous.topic === topic;
    return again ? [id] : [];
  });
}
