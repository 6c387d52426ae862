import { randomUUID } from 'node:crypto';
import { after, days, hours } from '#kernel';
import { DownStory, ReferralStory, TestApp, World, type Answer, type Person, refusalOf } from '#testing';

const LEAVE =
  'mutation($input: RecordLeavingInput!) { recordLeaving(input: $input) { status version roles { role } } }';
const HOLDINGS = 'query($id: ID!) { accountHoldings(id: $id) { kind id dueAt } }';
const PLAN = 'mutation($input: PlanDutyMonthInput!) { planDutyMonth(input: $input) { entries { id } } }';
const ACT = 'mutation($input: ActOnBehalfInput!) { actOnBehalf(input: $input) { accountId } }';
const DELEGATE = 'mutation($input: DelegateRolesInput!) { delegateRoles(input: $input) { id } }';

interface Held {
  readonly accountHoldings: { readonly kind: string; readonly id: string }[];
}

let app: TestApp;
let world: World;
let story: ReferralStory;
let guard: Person;

beforeEach(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  story = new ReferralStory(world);
  guard = world.person('security-admin');
});
afterEach(() => app.stop());

const leave = (person: Person, more: object = {}, by = guard): Promise<Answer<unknown>> =>
  by.tries(LEAVE, { input: { id: person.accountId, expectedVersion: 1, reasonCode: 'resigned', ...more } });
const held = async (person: Person, by = guard): Promise<Held['accountHoldings']> =>
  (await by.asks<Held>(HOLDINGS, { id: person.accountId })).accountHoldings;

/** What the domains do as soon as they hear of it. */
async function heard(): Promise<void> {
  await app.work('deliver.referral.leavers');
  await app.work('deliver.duty.leavers');
}

async function onDuty(person: Person, ...daysAhead: number[]): Promise<string[]> {
  const day = (ahead: number): Date => after(new Date('2026-03-04T00:00:00Z'), days(ahead));
  const entries = daysAhead.map((ahead) => ({
    departmentId: world.departmentId('cardiology'),
    function: 'DUTY_DOCTOR',
    from: day(ahead),
    to: after(day(ahead), hours(24)),
    staffId: person.staffId,
    phone: '13800138000',
  }));
  const input = { idempotencyKey: randomUUID(), month: '2026-03', entries };
  const { planDutyMonth } = await world
    .person('cardiology-head')
    .asks<{ planDutyMonth: { entries: { id: string }[] } }>(PLAN, { input });
  return planDutyMonth.entries.map(({ id }) => id);
}

async function claimed(by: Person): Promise<string> {
  const { id } = await story.claim(by, await story.submitted(world.person('township-doctor')));
  return id;
}

const ownerOf = async (id: string): Promise<unknown> =>
  (await app.asOwner('SELECT owner_staff_id AS owner FROM referrals WHERE id = $1', [id]))[0]!['owner'];

test('a doctor who leaves loses account, roles and delegations at once, and a colleague has what was theirs', async () => {
  const [leaver, successor] = [world.person('cardiologist'), world.person('second-cardiologist')];
  const referral = await claimed(leaver);
  await app.asOwner(`UPDATE departments SET phone = '8001' WHERE id = $1`, [world.departmentId('cardiology')]);
  const duties = await onDuty(leaver, 2, 3);
  const delegation = {
    idempotencyKey: randomUUID(),
    delegateStaffId: successor.staffId,
    reasonCode: 'leave',
    validTo: after(app.clock.now(), days(3)),
  };
  const { delegateRoles } = await leaver.asks<{ delegateRoles: { id: string } }>(DELEGATE, { input: delegation });
  await successor.asks(ACT, { input: { delegationId: delegateRoles.id } });
  const before = (await held(leaver)).map(({ kind, id }) => `${kind} ${id}`);
  expect(before.toSorted()).toEqual([...duties.map((id) => `DUTY ${id}`), `REFERRAL ${referral}`].toSorted());

  const { data } = await leave(leaver, { successorStaffId: successor.staffId });
  expect(data).toEqual({ recordLeaving: { status: 'DISABLED', version: 2, roles: [] } });
  expect(refusalOf(await leaver.tries('{ me { accountId } }'))).toBe('UNAUTHENTICATED');
  // Whoever acts in their name can do nothing in it any more, and goes back to their own.
  const named = '{ me { roles { role } permissions } }';
  expect(await successor.asks(named)).toMatchObject({ me: { roles: [] } });
  await successor.asks('mutation { actForMyself { accountId } }');
  expect(await app.asOwner('SELECT count(*)::int AS n FROM delegations WHERE ended_at IS NULL')).toEqual([{ n: 0 }]);

  await heard();
  await heard();
  expect(await held(leaver)).toEqual([]);
  expect(await ownerOf(referral)).toBe(successor.staffId);
  const roster = await app.asOwner('SELECT staff_id FROM duty_entries ORDER BY starts_at');
  expect(roster).toEqual([{ staff_id: successor.staffId }, { staff_id: successor.staffId }]);
  const [event] = await app.asOwner(
    `SELECT reason_code, account_id FROM domain_events WHERE topic = 'account.left' AND aggregate_id = $1`,
    [leaver.accountId],
  );
  expect(event).toEqual({ reason_code: 'resigned', account_id: guard.accountId });
});

test('without a successor a claimed referral is free again, and duties to come are gaps', async () => {
  const leaver = world.person('cardiologist');
  const referral = await claimed(leaver);
  await onDuty(leaver, 2);
  await leave(leaver);
  await heard();
  expect(await ownerOf(referral)).toBeNull();
  expect(await app.asOwner('SELECT count(*)::int AS n FROM duty_entries')).toEqual([{ n: 0 }]);
  const colleague = world.person('second-cardiologist');
  await story.claim(colleague, await story.look(colleague, referral));
  expect(await ownerOf(referral)).toBe(colleague.staffId);
});

test.each<[string, boolean]>([
  ['goes on with the colleague', true],
  ['is free again', false],
])(
  'a referral for which information is owed to somebody who leaves %s, and the answer reaches whoever is there',
  async (_, hasSuccessor) => {
    const [leaver, successor] = [world.person('cardiologist'), world.person('second-cardiologist')];
    const author = world.person('township-doctor');
    const id = await claimed(leaver);
    await story.act(leaver, 'requestReferralInformation', await story.look(leaver, id), { question: '有无造影结果？' });
    await leave(leaver, hasSuccessor ? { successorStaffId: successor.staffId } : {});
    await heard();
    expect(await ownerOf(id)).toBe(hasSuccessor ? successor.staffId : null);
    const clocks = () =>
      app.asOwner(`SELECT kind, state FROM deadlines WHERE subject_id = $1 AND state IN ('RUNNING', 'PAUSED')`, [id]);
    expect(await clocks()).toEqual(hasSuccessor ? [{ kind: 'referral.answer', state: 'PAUSED' }] : []);
    app.clock.advance(hours(1));
    await story.act(author, 'supplyReferralInformation', await story.look(author, id), { answer: '未做造影。' });
    expect(await clocks()).toEqual([{ kind: hasSuccessor ? 'referral.answer' : 'referral.claim', state: 'RUNNING' }]);
    await app.work('deliver.referral.notices');
    const told = await app.asOwner(
      `SELECT 1 FROM notices n JOIN notice_announcements a ON a.id = n.announcement_id
     WHERE a.subject_id = $1 AND a.template_code = 'referral.information-supplied' AND n.staff_id = $2`,
      [id, successor.staffId],
    );
    expect(told).toHaveLength(1);
  },
);

test('a successor who may not receive referrals there gets none of them', async () => {
  const leaver = world.person('cardiologist');
  const referral = await claimed(leaver);
  await leave(leaver, { successorStaffId: world.person('surgeon').staffId });
  await heard();
  expect(await ownerOf(referral)).toBeNull();
});

test('what a doctor has accepted goes on with the colleague, or waits for the referral centre to name one', async () => {
  const [leaver, successor] = [world.person('cardiologist'), world.person('second-cardiologist')];
  const coordinator = world.person('coordinator');
  const accepted = await story.accept(leaver, await story.look(leaver, await claimed(leaver)));
  const arranged = await story.arrange(
    coordinator,
    await story.accept(leaver, await story.look(leaver, await claimed(leaver))),
    after(app.clock.now(), days(1)),
  );
  await leave(leaver, { successorStaffId: successor.staffId });
  await heard();
  expect([await ownerOf(accepted.id), await ownerOf(arranged.id)]).toEqual([successor.staffId, successor.staffId]);
  expect(await app.asOwner('SELECT state FROM referrals ORDER BY state')).toEqual([
    { state: 'ACCEPTED' },
    { state: 'ARRANGED' },
  ]);
  await leave(successor);
  await heard();
  expect(await ownerOf(accepted.id)).toBe(successor.staffId);
  const next = await world.hire('COUNTY_DOCTOR', 'county', 'cardiology');
  const { version } = await story.look(coordinator, accepted.id);
  await coordinator.asks('mutation($input: AssignReferralInput!) { assignReferral(input: $input) { id } }', {
    input: { id: accepted.id, expectedVersion: version, doctorStaffId: next.staffId },
  });
  expect(await ownerOf(accepted.id)).toBe(next.staffId);
});

test('patients who are followed up by a township doctor go on with the colleague', async () => {
  const down = new DownStory(world);
  const [leaver, successor] = [world.person('township-doctor'), world.person('township-colleague')];
  const head = world.person('township-head');
  const sent = await down.submitted(world.person('cardiologist'));
  const { id } = await down.receive(leaver, await down.allocate(head, sent, leaver));
  const local = await world.hire('SECURITY_ADMIN', 'north');
  expect(await held(leaver, local)).toMatchObject([{ kind: 'REFERRAL', id }]);
  await leave(leaver, { successorStaffId: successor.staffId }, local);
  await heard();
  expect(await ownerOf(id)).toBe(successor.staffId);
});

test('the administrator is told what does not fit', async () => {
  const leaver = world.person('cardiologist');
  const tcm = await world.hire('SECURITY_ADMIN', 'tcm');
  expect(refusalOf(await leave(leaver, {}, tcm))).toBe('NOT_FOUND');
  expect(refusalOf(await tcm.tries(HOLDINGS, { id: leaver.accountId }))).toBe('NOT_FOUND');
  expect(refusalOf(await leave(leaver, {}, world.person('system-admin')))).toBe('FORBIDDEN');
  expect(refusalOf(await leave(leaver, { reasonCode: 'because' }))).toBe('INVALID_INPUT');
  expect(refusalOf(await leave(leaver, { reasonCode: 'other' }))).toBe('INVALID_INPUT');
  expect(refusalOf(await leave(leaver, { successorStaffId: leaver.staffId }))).toBe('INVALID_INPUT');
  expect(refusalOf(await leave(leaver, { successorStaffId: world.person('tcm-doctor').staffId }))).toBe(
    'INVALID_INPUT',
  );
  expect(refusalOf(await leave(leaver, { expectedVersion: 7 }))).toBe('STALE_VERSION');
  expect(refusalOf(await leave(guard))).toBe('OWN_ACCOUNT');
  expect(await app.asOwner(`SELECT count(*)::int AS n FROM domain_events WHERE topic = 'account.left'`)).toEqual([
    { n: 0 },
  ]);
});
