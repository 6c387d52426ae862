import { after, days, hours, minutes } from '#kernel';
import { migrations } from '#migrations';
import { createDataSource } from '#platform';
import {
  DownStory,
  ReferralStory,
  START,
  TestApp,
  World,
  completePackage,
  refusalOf,
  withClient,
  type Person,
  type SeenDown,
} from '#testing';
import { TimeLimits } from './time-limits.js';

let app: TestApp;
let other: TestApp;
let world: World;
let story: DownStory;
let limits: TimeLimits;
let cardiologist: Person;
let doctor: Person;
let head: Person;
let coordinator: Person;

beforeAll(async () => {
  app = await TestApp.start();
  other = await app.startBeside({});
  world = await World.create(app);
  story = new DownStory(world);
  limits = new TimeLimits(app, () => coordinator);
  cardiologist = world.person('cardiologist');
  doctor = world.person('township-doctor');
  head = world.person('township-head');
  coordinator = world.person('coordinator');
});
beforeEach(() => app.clock.set(START));
afterAll(() => app.stop());

const at = ({ id, version }: { id: string; version: number }) => ({ id, expectedVersion: version });

const look = async (id: string): Promise<SeenDown> => {
  const query = 'query($id: ID!) { referral(id: $id) { id version state owner { id } } }';
  return (await coordinator.asks<{ referral: SeenDown }>(query, { id })).referral;
};

const isOverdueFor = async (person: Person, id: string): Promise<boolean> => {
  const query = '{ referralWorkList(list: OVERDUE, first: 100) { nodes { id } } }';
  const { referralWorkList: list } = await person.asks<{ referralWorkList: { nodes: { id: string }[] } }>(query);
  const found = list.nodes.filter((node) => node.id === id);
  expect(found.length).toBeLessThanOrEqual(1);
  return found.length === 1;
};

const actionsOf = async (id: string): Promise<string[]> => {
  const query = 'query($id: ID!) { referral(id: $id) { events { action staffName } } }';
  const { referral } = await coordinator.asks<{ referral: { events: { action: string; staffName: string | null }[] } }>(
    query,
    { id },
  );
  return referral.events.map(({ action, staffName }) => `${action} by ${staffName ?? 'the system'}`);
};

const APPROVE = 'mutation($input: ReferralActionInput!) { approveDownReferral(input: $input) { id } }';
/** What keeps somebody from letting it go. */
const approve = async (by: Person, referral: SeenDown): Promise<string | undefined> =>
  refusalOf(await by.tries(APPROVE, { input: at(referral) }));

const switchReview = (reviewRequired: boolean, expectedVersion: number) =>
  world
    .person('cardiology-head')
    .asks('mutation($input: SwitchReferralReviewInput!) { switchReferralReview(input: $input) { id } }', {
      input: { direction: 'DOWN', departmentId: world.departmentId('cardiology'), reviewRequired, expectedVersion },
    });

/** What is told of an event is told by its delivery. */
const deliver = () => app.work('deliver.referral.down-notices');

const named = () => story.submitted(cardiologist, { receiverStaffId: doctor.staffId });
const inTransit = async () => story.receive(doctor, await named());

describe('a doctor who is named', () => {
  it('and says nothing for two days loses the patient to the head, who is told', async () => {
    const { id } = await named();
    await deliver();
    const due = after(START, hours(48)).toISOString();
    expect(await limits.of(id)).toMatchObject([{ kind: 'RECEIPT', state: 'RUNNING', dueAt: due, assignee: null }]);
    await limits.pass(minutes(48 * 60 - 1));
    expect((await look(id)).state).toBe('PENDING_RECEIPT');
    await limits.pass(minutes(1));
    expect(await look(id)).toMatchObject({ state: 'PENDING_REASSIGNMENT', owner: null });
    expect((await actionsOf(id))[0]).toBe('declineReceipt by the system');
    await deliver();
    expect(await limits.told(head, id)).toEqual(['referral.down-receipt-missed']);
    expect(await limits.of(id)).toMatchObject([
      { kind: 'ALLOCATION', state: 'RUNNING', dueAt: after(START, hours(72)).toISOString() },
    ]);
    const again = await story.allocate(head, await look(id), world.person('township-colleague'));
    expect(again.state).toBe('PENDING_RECEIPT');
    expect(await limits.of(id)).toMatchObject([{ kind: 'RECEIPT', state: 'RUNNING' }]);
  });

  it('has two days also over a weekend, because the patient goes home all the same', async () => {
    app.clock.set(new Date('2026-03-06T17:00:00+08:00'));
    const { id } = await named();
    await limits.passTo('2026-03-08T16:59:00+08:00');
    expect((await look(id)).state).toBe('PENDING_RECEIPT');
    await limits.passTo('2026-03-08T17:00:00+08:00');
    expect((await look(id)).state).toBe('PENDING_REASSIGNMENT');
  });

  it('has as long as the setting says that counts when they are named', async () => {
    const before = await named();
    await limits.set('referral.receipt_limit_hours', 10);
    const { id } = await named();
    await limits.pass(hours(10));
    expect((await look(id)).state).toBe('PENDING_REASSIGNMENT');
    expect((await look(before.id)).state).toBe('PENDING_RECEIPT');
    await limits.set('referral.receipt_limit_hours', 48);
  });

  it('and receives or declines in time is waited for no longer', async () => {
    const received = await inTransit();
    const declined = await story.withReason(doctor, 'declineDownReferral', await named(), 'workload_saturated');
    await limits.pass(hours(49));
    expect((await look(received.id)).state).toBe('IN_TRANSIT');
    expect(await look(declined.id)).toMatchObject({ state: 'PENDING_REASSIGNMENT', version: declined.version });
  });

  it('loses the patient once, however many workers there are, or keeps them where they come first', async () => {
    const referrals = await Promise.all([named(), named(), named(), named()]);
    app.clock.advance(hours(48));
    const receive = 'mutation($input: ReferralActionInput!) { receiveDownReferral(input: $input) { id } }';
    const [, , ...answers] = await Promise.all([
      app.work('deadlines.sweep'),
      other.work('deadlines.sweep'),
      ...referrals.map((referral) => doctor.tries(receive, { input: at(referral) })),
    ]);
    await app.work('deadlines.sweep');
    for (const [index, { id }] of referrals.entries()) {
      const wasFirst = answers[index]!.errors.length === 0;
      expect((await look(id)).state).toBe(wasFirst ? 'IN_TRANSIT' : 'PENDING_REASSIGNMENT');
      const actions = (await actionsOf(id)).filter((action) => /^(declineReceipt|receive)/.test(action));
      expect(actions).toHaveLength(1);
    }
  });
});

describe('a patient whom nobody is named for', () => {
  const medicalAffairs = () => world.person('medical-affairs');

  it('is the head’s after a day, then the referral centre’s of the hospital, then medical affairs’', async () => {
    const referral = await story.submitted(cardiologist);
    await limits.pass(hours(23));
    expect(await limits.told(head, referral.id)).toEqual([]);
    expect(await isOverdueFor(head, referral.id)).toBe(false);
    await limits.pass(hours(1));
    expect(await limits.told(head, referral.id)).toEqual(['referral.down-unallocated']);
    expect(await limits.one(referral.id, 'ALLOCATION')).toMatchObject({
      state: 'OVERDUE',
      dueAt: after(START, hours(48)).toISOString(),
      assignee: { target: 'TOWNSHIP_HEAD' },
    });
    expect(await isOverdueFor(head, referral.id)).toBe(true);
    expect(await isOverdueFor(coordinator, referral.id)).toBe(false);
    await limits.pass(hours(24));
    expect(await limits.told(coordinator, referral.id)).toEqual(['referral.down-unallocated']);
    expect(await isOverdueFor(coordinator, referral.id)).toBe(true);
    expect(await limits.told(medicalAffairs(), referral.id)).toEqual([]);
    await limits.pass(hours(24));
    expect(await limits.told(medicalAffairs(), referral.id)).toEqual(['referral.down-unallocated']);
    expect(await limits.turns(referral.id, 'ALLOCATION')).toEqual([
      '1 TOWNSHIP_HEAD',
      '2 REFERRAL_COORDINATOR',
      '3 MEDICAL_AFFAIRS',
    ]);
    // Whoever has opened it before may still act on what they see.
    await story.allocate(head, referral, doctor);
    expect(await limits.of(referral.id)).toMatchObject([{ kind: 'RECEIPT', level: 0, escalations: [] }]);
    expect(await isOverdueFor(head, referral.id)).toBe(false);
    expect(await isOverdueFor(coordinator, referral.id)).toBe(false);
  });

  it('is the next one’s at once where a township has no head', async () => {
    const withoutHead = (status: string) =>
      withClient(app.database.ownerUrl, (owner) =>
        owner.query('UPDATE accounts SET status = $2 WHERE id = $1', [
          world.person('other-township-head').accountId,
          status,
        ]),
      );
    await withoutHead('DISABLED');
    const toDepartmentId = world.departmentId('general-south');
    const { id } = await story.submitted(cardiologist, { toDepartmentId });
    await limits.pass(hours(24));
    expect(await limits.told(coordinator, id)).toEqual(['referral.down-unallocated']);
    await limits.pass(hours(48));
    expect(await limits.turns(id, 'ALLOCATION')).toEqual([
      '1 TOWNSHIP_HEAD gap',
      '1 REFERRAL_COORDINATOR',
      '2 MEDICAL_AFFAIRS',
      '3 GENERAL_DUTY gap',
    ]);
    await withoutHead('ACTIVE');
  });

  it('is waited for anew after a doctor has declined, and at the township that they are redirected to', async () => {
    const referral = await story.submitted(cardiologist);
    await limits.pass(hours(30));
    const declined = await story.withReason(
      doctor,
      'declineDownReferral',
      await story.allocate(head, referral, doctor),
      'workload_saturated',
    );
    expect(await limits.of(declined.id)).toMatchObject([
      { kind: 'ALLOCATION', state: 'RUNNING', level: 0, dueAt: after(START, hours(54)).toISOString() },
    ]);
    const input = { ...at(declined), toDepartmentId: world.departmentId('general-south') };
    const { redirectDownReferral } = await coordinator.asks<{ redirectDownReferral: { children: { id: string }[] } }>(
      'mutation($input: RedirectDownReferralInput!) { redirectDownReferral(input: $input) { children { id } } }',
      { input },
    );
    const [child] = redirectDownReferral.children;
    await limits.pass(hours(24));
    expect(await limits.told(world.person('other-township-head'), child!.id)).toEqual(['referral.down-unallocated']);
    expect(await limits.of(declined.id)).toEqual([]);
    expect(await limits.escalations(declined.id)).toBe(1);
  });

  it.each([
    ['the author', 'cancelDownReferral', 'form_error'],
    ['the referral centre', 'closeDownReferralByAgreement', 'patient_giveup'],
    ['the township', 'refuseDownReferral', 'bed_full'],
  ])('is waited for no longer once %s has ended it', async (who, mutation, reasonCode) => {
    const person = { 'the author': cardiologist, 'the referral centre': coordinator, 'the township': head }[who]!;
    const { id } = await story.withReason(person, mutation, await story.submitted(cardiologist), reasonCode);
    await limits.pass(days(4));
    expect(await limits.of(id)).toEqual([]);
    expect(await limits.escalations(id)).toBe(0);
  });

  it('is waited for only once the department has let them go', async () => {
    await switchReview(true, 0);
    const reviewed = await story.submitted(cardiologist);
    await switchReview(false, 1);
    await limits.pass(days(1));
    expect(await limits.one(reviewed.id, 'ALLOCATION')).toBeUndefined();
    expect(await approve(world.person('cardiology-head'), reviewed)).toBeUndefined();
    const due = after(app.clock.now(), days(1)).toISOString();
    expect(await limits.of(reviewed.id)).toMatchObject([{ kind: 'ALLOCATION', state: 'RUNNING', dueAt: due }]);
  });

  it('is urged at the head who reviews, and let go by the referral centre where the head takes too long', async () => {
    const reviewer = world.person('cardiology-head');
    await switchReview(true, 2);
    const reviewed = await story.submitted(cardiologist);
    await limits.passTo('2026-03-04T15:00:00+08:00');
    expect(await limits.told(reviewer, reviewed.id)).toContain('referral.unreviewed');
    expect(await approve(coordinator, reviewed)).toContain('WHO');
    await limits.passTo('2026-03-05T09:30:00+08:00');
    expect(await limits.told(coordinator, reviewed.id)).toEqual(['referral.unreviewed']);
    expect(await limits.turns(reviewed.id, 'DOWN_REVIEW')).toEqual(['1 REVIEWER', '2 REFERRAL_COORDINATOR']);
    expect(await approve(coordinator, reviewed)).toBeUndefined();
    expect((await look(reviewed.id)).state).toBe('PENDING_ALLOCATION');
    await switchReview(false, 3);
  });

  it('is the referral centre’s to let go where nobody but the writing head could', async () => {
    const writing = world.person('cardiology-head');
    await switchReview(true, 4);
    const reviewed = await story.submitted(writing);
    await deliver();
    expect(await limits.told(coordinator, reviewed.id)).toEqual(['referral.down-submitted']);
    expect(await approve(writing, reviewed)).toContain('OWN_REFERRAL');
    expect(await approve(coordinator, reviewed)).toBeUndefined();
    expect((await look(reviewed.id)).state).toBe('PENDING_ALLOCATION');
    await switchReview(false, 5);
  });
});

describe('a patient on the way home', () => {
  it('counts as not arrived after three days; both sides and the doctor are told, and have it on their lists', async () => {
    const { id } = await inTransit();
    await deliver();
    const due = after(START, hours(72)).toISOString();
    expect(await limits.of(id)).toMatchObject([{ kind: 'TRANSIT', state: 'RUNNING', dueAt: due }]);
    await limits.pass(minutes(72 * 60 - 1));
    expect((await look(id)).state).toBe('IN_TRANSIT');
    await limits.pass(minutes(1));
    expect((await look(id)).state).toBe('NOT_ARRIVED');
    expect((await actionsOf(id))[0]).toBe('reportNotArrived by the system');
    await deliver();
    for (const person of [cardiologist, head, doctor]) {
      expect((await limits.told(person, id))[0]).toBe('referral.down-arrival-missed');
    }
    expect(await isOverdueFor(head, id)).toBe(true);
    expect(await isOverdueFor(coordinator, id)).toBe(true);
    const back = await story.confirmArrival(doctor, await look(id));
    expect(back.state).toBe('FOLLOW_UP');
    expect(await isOverdueFor(head, id)).toBe(false);
    expect(await isOverdueFor(coordinator, id)).toBe(false);
  });

  it('whose arrival is confirmed is waited for no longer', async () => {
    const { id, version } = await story.confirmArrival(doctor, await inTransit());
    await limits.pass(hours(80));
    expect(await look(id)).toMatchObject({ state: 'FOLLOW_UP', version });
  });
});

describe('the follow-up', () => {
  const villageDoctor = () => world.person('village-doctor');
  const OVERDUE = 'referral.follow-up-overdue';

  /** Of a patient who has a contract with the doctor and the village doctor. */
  async function inFollowUp(changes: object = {}): Promise<SeenDown> {
    const upwards = new ReferralStory(world);
    const patientId = await upwards.patient(doctor);
    await upwards.contract(doctor, patientId, villageDoctor());
    await upwards.submit(doctor, await upwards.draft(doctor, { patientId }));
    const content = { patientId, receiverStaffId: doctor.staffId, package: { ...completePackage, ...changes } };
    return story.confirmArrival(doctor, await story.receive(doctor, await story.submitted(cardiologist, content)));
  }

  async function record({ id }: SeenDown, nextOn?: string): Promise<void> {
    const query = '{ myFollowUps(due: ALL, first: 100) { nodes { id version referralId } } }';
    interface Task {
      readonly id: string;
      readonly version: number;
      readonly referralId: string;
    }
    const { myFollowUps } = await villageDoctor().asks<{ myFollowUps: { nodes: Task[] } }>(query);
    const task = myFollowUps.nodes.find(({ referralId }) => referralId === id)!;
    const input = { ...at(task), method: 'PHONE', condition: 'STABLE', values: [], summary: '病情平稳', nextOn };
    await villageDoctor().asks('mutation($input: RecordFollowUpInput!) { recordFollowUp(input: $input) { id } }', {
      input,
    });
  }

  it('is the team’s when its day is over, and the head’s a day later', async () => {
    const referral = await inFollowUp();
    const { id } = referral;
    const midnight = '2026-03-10T00:00:00+08:00';
    expect(await limits.of(id)).toMatchObject([
      { kind: 'FOLLOW_UP', state: 'RUNNING', dueAt: new Date(midnight).toISOString() },
    ]);
    await limits.passTo('2026-03-09T23:59:00+08:00');
    expect(await limits.told(doctor, id)).not.toContain(OVERDUE);
    await limits.passTo(midnight);
    for (const person of [doctor, villageDoctor()]) expect((await limits.told(person, id))[0]).toBe(OVERDUE);
    expect(await limits.told(head, id)).not.toContain(OVERDUE);
    expect(await limits.one(id, 'FOLLOW_UP')).toMatchObject({
      state: 'OVERDUE',
      assignee: { target: 'FOLLOW_UP_TEAM', staffName: 'township-doctor 医生' },
    });
    await limits.pass(hours(24));
    expect((await limits.told(head, id))[0]).toBe(OVERDUE);
    expect(await limits.turns(id, 'FOLLOW_UP')).toEqual(['1 FOLLOW_UP_TEAM', '2 TOWNSHIP_HEAD']);
    expect(await isOverdueFor(head, id)).toBe(true);
    // The limit is a note beside the referral, which the doctor ends under the version that they have read.
    await story.withReason(doctor, 'endDownReferralFollowUp', referral, 'recovered');
    expect(await limits.of(id)).toEqual([]);
    expect(await isOverdueFor(head, id)).toBe(false);
  });

  it('of a patient at high risk is due within three days', async () => {
    const { id } = await inFollowUp({ highRisk: true, firstFollowUpOn: '2026-03-07' });
    await limits.passTo('2026-03-08T00:00:00+08:00');
    expect((await limits.told(villageDoctor(), id))[0]).toBe(OVERDUE);
  });

  it('is waited for again by the next day that is agreed, and by none after the last', async () => {
    const referral = await inFollowUp();
    await limits.passTo('2026-03-10T08:00:00+08:00');
    await record(referral, '2026-03-20');
    const due = new Date('2026-03-21T00:00:00+08:00').toISOString();
    expect(await limits.of(referral.id)).toMatchObject([
      { kind: 'FOLLOW_UP', state: 'RUNNING', level: 0, dueAt: due, escalations: [] },
    ]);
    await limits.passTo('2026-03-20T12:00:00+08:00');
    expect((await limits.told(doctor, referral.id)).filter((each) => each === OVERDUE)).toHaveLength(1);
    await limits.passTo('2026-03-21T00:00:00+08:00');
    expect((await limits.told(doctor, referral.id)).filter((each) => each === OVERDUE)).toHaveLength(2);
    await record(referral);
    await limits.pass(days(9));
    expect(await limits.of(referral.id)).toEqual([]);
    expect(await limits.told(head, referral.id)).not.toContain(OVERDUE);
  });

  it('keeps its day when another doctor takes over, who is turned to then', async () => {
    const planned = await story.submitted(cardiologist, { receiverStaffId: doctor.staffId });
    const referral = await story.confirmArrival(doctor, await story.receive(doctor, planned));
    await limits.passTo('2026-03-08T09:00:00+08:00');
    const colleague = world.person('township-colleague');
    await story.does(head, 'reassignDownReferral', 'ReassignDownReferralInput', {
      ...at(referral),
      receiverStaffId: colleague.staffId,
      reasonCode: 'doctor_unavailable',
    });
    await limits.passTo('2026-03-10T00:00:00+08:00');
    expect(await limits.told(colleague, referral.id)).toContain(OVERDUE);
    expect(await limits.told(doctor, referral.id)).not.toContain(OVERDUE);
    expect(await limits.turns(referral.id, 'FOLLOW_UP')).toEqual(['1 FOLLOW_UP_TEAM']);
  });

  it('is due on the day of the arrival where the planned day has passed by then', async () => {
    const referral = await inTransit();
    app.clock.set(new Date('2026-03-12T10:00:00+08:00'));
    const { id } = await story.confirmArrival(doctor, referral);
    expect(await limits.of(id)).toMatchObject([
      { kind: 'FOLLOW_UP', dueAt: new Date('2026-03-13T00:00:00+08:00').toISOString() },
    ]);
  });
});

describe('what is not gone on with', () => {
  const drafts = async (): Promise<string[]> => {
    const query = '{ referrals(box: SENT, states: [DRAFT], first: 100) { nodes { id } } }';
    const { referrals } = await cardiologist.asks<{ referrals: { nodes: { id: string }[] } }>(query);
    return referrals.nodes.map(({ id }) => id);
  };

  it('is archived as a draft after thirty days without a change, and comes back with the next one', async () => {
    const draft = await story.draft(cardiologist);
    await limits.pass(days(29));
    const edit = async () =>
      story.does(cardiologist, 'editDownReferral', 'EditDownReferralInput', {
        ...at(await look(draft.id)),
        ...story.content(),
      });
    await edit();
    app.clock.advance(days(29));
    await app.work('referral.overdue');
    expect(await drafts()).toContain(draft.id);
    app.clock.advance(days(1));
    await app.work('referral.overdue');
    expect(await drafts()).not.toContain(draft.id);
    await edit();
    expect(await drafts()).toContain(draft.id);
    const version = (await look(draft.id)).version;
    app.clock.advance(days(30));
    await app.work('referral.overdue');
    await app.work('referral.overdue');
    expect((await look(draft.id)).version).toBe(version + 1);
    const firstFollowUpOn = '2026-06-05';
    app.clock.set(new Date('2026-06-03T09:00:00+08:00'));
    const content = { ...story.content(), package: { ...completePackage, firstFollowUpOn } };
    const input = { ...at(await look(draft.id)), ...content };
    const edited = await story.does(cardiologist, 'editDownReferral', 'EditDownReferralInput', input);
    expect((await story.submit(cardiologist, edited)).state).toBe('PENDING_ALLOCATION');
  });

  it('stays in the sight of the township for thirty days after its end', async () => {
    const closed = await story.withReason(coordinator, 'closeDownReferralByAgreement', await named(), 'patient_giveup');
    const sees = async (person: Person): Promise<boolean> =>
      (await person.tries('query($id: ID!) { referral(id: $id) { id } }', { id: closed.id })).errors.length === 0;
    app.clock.advance(minutes(30 * 24 * 60 - 1));
    expect(await sees(doctor)).toBe(true);
    app.clock.advance(minutes(1));
    expect(await sees(doctor)).toBe(false);
    expect(await sees(cardiologist)).toBe(true);
  });
});

describe('an installation from before these limits', () => {
  it('has them for everybody who is on the way when it is upgraded', async () => {
    const waiting = [await story.submitted(cardiologist), await named(), await inTransit()];
    const lookedAfter = await story.confirmArrival(doctor, await inTransit());
    const ids = [...waiting, lookedAfter].map(({ id }) => id);
    await withMigration('DownDeadlines1763769600026', async (migration, runner) => {
      // Nobody was turned to for a review then.
      await runner.query(`DELETE FROM referral_escalations WHERE target = 'REVIEWER'`);
      await migration.down(runner);
      expect((await Promise.all(ids.map((id) => limits.of(id)))).flat()).toEqual([]);
      await migration.up(runner);
    });
    const levels = await withClient(app.database.ownerUrl, (owner) =>
      owner.query<{ of: number; hours: number; due_at: Date }>(
        `SELECT array_position($1, subject_id) AS of, due_at,
           round(extract(epoch FROM due_at - set_at) / 3600)::int AS hours
         FROM deadlines WHERE subject_id = ANY($1) AND ended_at IS NULL ORDER BY 1, level`,
        [ids],
      ),
    );
    const hoursOf = (of: number): number[] => levels.rows.filter((row) => row.of === of).map((row) => row.hours);
    expect([hoursOf(1), hoursOf(2), hoursOf(3)]).toEqual([[24, 48, 72], [48], [72]]);
    expect(levels.rows.filter((row) => row.of === 4).map((row) => row.due_at)).toEqual([
      new Date('2026-03-10T00:00:00+08:00'),
      new Date('2026-03-11T00:00:00+08:00'),
    ]);
  });
});

it('an installation from before the limits of reviews has them for those under way, once', async () => {
  await switchReview(true, 6);
  const { id } = await story.submitted(cardiologist);
  await withMigration('ReviewLists1763769600059', async (migration, runner) => {
    await migration.down(runner);
    expect(await limits.of(id)).toEqual([]);
    await migration.up(runner);
    await migration.up(runner);
  });
  const { rows } = await withClient(app.database.ownerUrl, (owner) =>
    owner.query(`SELECT kind, level FROM deadlines WHERE subject_id = $1 AND ended_at IS NULL ORDER BY level`, [id]),
  );
  expect(rows).toEqual([1, 2, 3].map((level) => ({ kind: 'referral.down-review', level })));
});

type Runner = Parameters<InstanceType<(typeof migrations)[number]>['up']>[0];

async function withMigration(
  name: string,
  work: (migration: InstanceType<(typeof migrations)[number]>, runner: Runner) => Promise<void>,
): Promise<void> {
  const found = migrations.find((each) => each.name === name)!;
  const { ownerUrl: url } = app.database;
  const source = createDataSource({ url, entities: [], poolSize: 1, timeoutSeconds: 60, applicationName: 'upgrade' });
  await source.initialize();
  try {
    await work(new found(), source.createQueryRunner());
  } finally {
    await source.destroy();
  }
}
