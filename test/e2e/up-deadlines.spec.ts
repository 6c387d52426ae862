import { randomUUID } from 'node:crypto';
import { after, days, hours, minutes } from '#kernel';
import { START, ReferralStory, TestApp, World, withClient, type Person, type PersonName } from '#testing';
import { TimeLimits } from './time-limits.js';

let app: TestApp;
let other: TestApp;
let world: World;
let story: ReferralStory;
let doctor: Person;
let cardiologist: Person;
let coordinator: Person;
let limits: TimeLimits;

beforeAll(async () => {
  app = await TestApp.start();
  other = await app.startBeside({});
  world = await World.create(app);
  story = new ReferralStory(world);
  limits = new TimeLimits(app, () => doctor);
  doctor = world.person('township-doctor');
  cardiologist = world.person('cardiologist');
  coordinator = world.person('coordinator');
});
beforeEach(() => app.clock.set(START));
afterAll(() => app.stop());

const claimed = async () => story.claim(cardiologist, await story.submitted(doctor));
const accepted = async () => story.accept(cardiologist, await claimed());

describe('a referral that nobody claims', () => {
  it('becomes the referral centre’s after two hours of work, and stays as it is', async () => {
    const referral = await story.submitted(doctor);
    const due = after(START, hours(2)).toISOString();
    expect(await limits.of(referral.id)).toEqual([
      { kind: 'CLAIM', state: 'RUNNING', level: 0, dueAt: due, assignee: null, escalations: [] },
    ]);
    await limits.pass(minutes(119));
    expect(await limits.told(coordinator, referral.id)).toEqual([]);
    await limits.pass(minutes(1));
    expect(await limits.told(coordinator, referral.id)).toEqual(['referral.unclaimed']);
    const turn = { level: 1, target: 'REFERRAL_COORDINATOR', staffName: null, isGap: false };
    expect(await limits.of(referral.id)).toEqual([
      { kind: 'CLAIM', state: 'OVERDUE', level: 1, dueAt: due, assignee: turn, escalations: [turn] },
    ]);
    // Whoever has opened it before may still act on what they see.
    const doctorStaffId = cardiologist.staffId;
    const assigned = await story.act(coordinator, 'assignReferral', referral, { doctorStaffId });
    expect(await limits.of(assigned.id)).toMatchObject([{ kind: 'ANSWER', state: 'RUNNING', assignee: null }]);
  });

  it('waits over a weekend and a holiday', async () => {
    app.clock.set(new Date('2026-04-03T16:30:00+08:00'));
    const referral = await story.submitted(doctor);
    // An hour of Friday, and one of the Tuesday after the Qingming holiday, which lasts until Monday.
    expect((await limits.of(referral.id))[0]!.dueAt).toBe(new Date('2026-04-07T09:00:00+08:00').toISOString());
    await limits.pass(days(3));
    expect(await limits.escalations(referral.id)).toBe(0);
    app.clock.set(new Date('2026-04-07T09:00:00+08:00'));
    await limits.pass(minutes(0));
    expect(await limits.told(coordinator, referral.id)).toEqual(['referral.unclaimed']);
  });

  it('is escalated once, however many workers there are', async () => {
    const referral = await story.submitted(doctor);
    app.clock.advance(hours(2));
    await Promise.all([app, other, app, other].map((worker) => worker.work('deadlines.sweep')));
    expect(await limits.escalations(referral.id)).toBe(1);
    expect(await limits.told(coordinator, referral.id)).toEqual(['referral.unclaimed']);
  });

  it('is waited for anew at the department that it is redirected to', async () => {
    const toDepartmentId = world.departmentId('tcm-internal');
    const { id } = await story.act(cardiologist, 'redirectReferral', await claimed(), { toDepartmentId });
    expect(await limits.of(id)).toEqual([]);
    const query = 'query($id: ID!) { referral(id: $id) { children { id } } }';
    const { referral } = await doctor.asks<{ referral: { children: { id: string }[] } }>(query, { id });
    await limits.pass(hours(2));
    expect(await limits.told(world.person('tcm-coordinator'), referral.children[0]!.id)).toEqual([
      'referral.unclaimed',
    ]);
  });
});

describe('a review that nobody does', () => {
  const SWITCH = 'mutation($input: SwitchReferralReviewInput!) { switchReferralReview(input: $input) { id } }';
  let author: Person;
  let head: Person;

  beforeAll(async () => {
    app.clock.set(START);
    author = await world.hire('TOWNSHIP_DOCTOR', 'south');
    head = world.person('other-township-head');
    await head.asks(SWITCH, { input: { direction: 'UP', reviewRequired: true, expectedVersion: 0 } });
  });

  const seen = () => new TimeLimits(app, () => author);
  const lists = async (person: Person, list: string): Promise<string[]> => {
    const query = 'query($list: ReferralWorkList!) { referralWorkList(list: $list, first: 100) { nodes { id } } }';
    const { referralWorkList } = await person.asks<{ referralWorkList: { nodes: { id: string }[] } }>(query, { list });
    return referralWorkList.nodes.map(({ id }) => id);
  };

  it('urges the head after four hours of work, is the referral centre’s after a day, and medical affairs’ after two', async () => {
    const referral = await story.submitted(author);
    const { id } = referral;
    const due = new Date('2026-03-04T15:00:00+08:00').toISOString();
    expect(await seen().of(id)).toMatchObject([{ kind: 'REVIEW', state: 'RUNNING', level: 0, dueAt: due }]);
    await limits.passTo('2026-03-04T14:59:00+08:00');
    expect(await limits.told(head, id)).toEqual([]);
    await limits.passTo(due);
    expect(await limits.told(head, id)).toEqual(['referral.unreviewed']);
    expect(await lists(head, 'OVERDUE')).toContain(id);
    expect(await lists(coordinator, 'TO_REVIEW')).not.toContain(id);
    expect(await story.refusal(coordinator, 'approveReferral', referral)).toBe('NOT_FOUND');
    await limits.passTo('2026-03-05T09:29:00+08:00');
    expect(await limits.told(coordinator, id)).toEqual([]);
    await limits.passTo('2026-03-05T09:30:00+08:00');
    expect(await limits.told(coordinator, id)).toEqual(['referral.unreviewed']);
    expect(await lists(coordinator, 'TO_REVIEW')).toContain(id);
    expect(await lists(head, 'TO_REVIEW')).toContain(id);
    expect(await seen().one(id, 'REVIEW')).toMatchObject({ assignee: { target: 'REFERRAL_COORDINATOR' } });
    await limits.passTo('2026-03-06T10:00:00+08:00');
    expect(await limits.told(world.person('medical-affairs'), id)).toEqual(['referral.unreviewed']);
    expect(await seen().turns(id, 'REVIEW')).toEqual(['1 REVIEWER', '2 REFERRAL_COORDINATOR', '3 MEDICAL_AFFAIRS']);
    // Nothing of this has changed what the coordinator opened before.
    const approved = await story.act(coordinator, 'approveReferral', referral);
    expect(approved.state).toBe('PENDING_ACCEPTANCE');
    expect(await seen().of(id)).toMatchObject([{ kind: 'CLAIM', state: 'RUNNING', assignee: null }]);
  });

  it('stays the head’s beside the referral centre, who is told in vain then', async () => {
    const referral = await story.submitted(author);
    await limits.passTo('2026-03-05T09:30:00+08:00');
    expect((await story.act(head, 'approveReferral', referral)).state).toBe('PENDING_ACCEPTANCE');
    expect(await story.refusal(coordinator, 'approveReferral', referral)).toBe('STATE');
  });

  it('is not counted while the author edits, and counts anew from the next submit', async () => {
    const referral = await story.submitted(author);
    await limits.pass(hours(1));
    const returned = await story.act(head, 'returnReferralForEdit', referral, { reasonCode: 'handle_locally' });
    await limits.pass(days(2));
    expect(await seen().of(referral.id)).toEqual([]);
    const again = await story.act(author, 'submitReferral', returned);
    const due = new Date('2026-03-06T16:00:00+08:00').toISOString();
    expect(await seen().of(again.id)).toMatchObject([{ kind: 'REVIEW', state: 'RUNNING', dueAt: due }]);
  });

  it('passes the gap at once where the head has gone, and begins with the referral centre from then on', async () => {
    const before = await story.submitted(author);
    await withClient(app.database.ownerUrl, (owner) =>
      owner.query('UPDATE role_assignments SET valid_to = $1 WHERE staff_id = $2', [app.clock.now(), head.staffId]),
    );
    const since = await story.submitted(author);
    await limits.passTo('2026-03-04T15:00:00+08:00');
    expect(await seen().turns(before.id, 'REVIEW')).toEqual(['1 REVIEWER gap', '1 REFERRAL_COORDINATOR']);
    expect(await seen().turns(since.id, 'REVIEW')).toEqual(['1 REFERRAL_COORDINATOR']);
    expect(await limits.told(coordinator, before.id)).toEqual(['referral.unreviewed']);
    expect((await story.act(coordinator, 'approveReferral', before)).state).toBe('PENDING_ACCEPTANCE');
    await limits.passTo('2026-03-05T09:30:00+08:00');
    expect(await seen().turns(since.id, 'REVIEW')).toEqual(['1 REFERRAL_COORDINATOR', '2 MEDICAL_AFFAIRS']);
  });
});

describe('a referral that is claimed', () => {
  it('is to be answered, and the time stands still while information is owed', async () => {
    const referral = await claimed();
    await limits.pass(hours(1));
    const asked = await story.act(cardiologist, 'requestReferralInformation', referral, { question: '请补充心电图' });
    expect(await limits.of(asked.id)).toMatchObject([{ kind: 'ANSWER', state: 'PAUSED', dueAt: null }]);
    await limits.pass(days(1));
    expect(await limits.escalations(referral.id)).toBe(0);
    await story.act(doctor, 'supplyReferralInformation', asked, { answer: '心电图未见异常' });
    // Three hours of work were left at ten in the morning, two of them before noon.
    const due = new Date('2026-03-05T15:00:00+08:00');
    expect(await limits.of(asked.id)).toMatchObject([{ state: 'RUNNING', dueAt: due.toISOString() }]);
    app.clock.set(due);
    await limits.pass(minutes(0));
    expect(await limits.told(coordinator, referral.id)).toEqual(['referral.unanswered']);
    expect(await limits.one(referral.id, 'ANSWER')).toMatchObject({
      state: 'OVERDUE',
      assignee: { target: 'REFERRAL_COORDINATOR' },
    });
  });
});

describe('a referral that is accepted', () => {
  it('is urged after two hours of work, and medical affairs’ after two more', async () => {
    const { id } = await accepted();
    await limits.pass(hours(2));
    expect(await limits.told(coordinator, id)).toEqual(['referral.unarranged']);
    expect(await limits.told(world.person('medical-affairs'), id)).toEqual([]);
    app.clock.set(new Date('2026-03-04T15:00:00+08:00'));
    await limits.pass(minutes(0));
    expect(await limits.told(world.person('medical-affairs'), id)).toEqual(['referral.unarranged']);
    expect(await limits.turns(id, 'ARRANGEMENT')).toEqual(['1 REFERRAL_COORDINATOR', '2 MEDICAL_AFFAIRS']);
    expect((await limits.one(id, 'ARRANGEMENT'))!.assignee!.target).toBe('MEDICAL_AFFAIRS');
  });

  it('is urged no more once a visit is arranged; two days after that, also on a Saturday, the coordinator decides', async () => {
    const referral = await accepted();
    const visitTime = after(START, hours(24));
    const { id } = await story.arrange(coordinator, referral, visitTime);
    const due = after(visitTime, hours(48));
    expect(await limits.of(id)).toMatchObject([{ kind: 'ARRIVAL', state: 'RUNNING', dueAt: due.toISOString() }]);
    await limits.pass(hours(71));
    expect(await limits.told(coordinator, id)).toEqual([]);
    await limits.pass(hours(1));
    expect(await limits.told(coordinator, id)).toEqual(['referral.arrival-unconfirmed']);
    expect(await limits.one(id, 'ARRIVAL')).toMatchObject({
      state: 'OVERDUE',
      assignee: { target: 'REFERRAL_COORDINATOR' },
    });
    await story.act(coordinator, 'markReferralNoShow', await story.look(coordinator, id), {
      reasonCode: 'patient_forgot',
    });
    expect(await limits.of(id)).toEqual([]);
  });

  it('waits for nothing once it has ended', async () => {
    const referral = await accepted();
    await story.act(doctor, 'cancelReferral', referral, { reasonCode: 'patient_withdraw' });
    await limits.pass(days(2));
    expect(await limits.of(referral.id)).toEqual([]);
    expect(await limits.escalations(referral.id)).toBe(0);
  });
});

describe('an emergency', () => {
  async function onDuty(duty: string, name: PersonName | null): Promise<void> {
    await withClient(app.database.ownerUrl, (owner) =>
      owner.query('DELETE FROM duty_entries WHERE function = $1', [duty]),
    );
    if (!name) return;
    const isOfDepartment = duty === 'DUTY_DOCTOR' || duty === 'DUTY_HEAD';
    const entry = {
      function: duty,
      departmentId: isOfDepartment ? world.departmentId('cardiology') : null,
      from: START,
      to: after(START, days(10)),
      staffId: world.person(name).staffId,
      phone: '8001',
    };
    const planner = world.person(duty === 'GENERAL_DUTY' ? 'medical-affairs' : 'rota-manager');
    await planner.asks('mutation($input: PlanDutyMonthInput!) { planDutyMonth(input: $input) { id } }', {
      input: { idempotencyKey: randomUUID(), month: '2026-03', entries: [entry] },
    });
  }

  beforeEach(async () => {
    await onDuty('DUTY_DOCTOR', 'second-cardiologist');
    await onDuty('DUTY_HEAD', 'cardiology-head');
    await onDuty('MEDICAL_AFFAIRS_DUTY', 'medical-affairs');
    await onDuty('GENERAL_DUTY', 'general-duty');
  });

  it('goes along the duty roster by wall clock, also on a Sunday', async () => {
    app.clock.set(new Date('2026-03-08T12:30:00+08:00'));
    const { id } = await story.emergency(doctor);
    await limits.pass(minutes(0));
    const first = await limits.one(id, 'ACKNOWLEDGEMENT');
    expect(first).toMatchObject({ state: 'RUNNING', level: 0, assignee: { staffName: 'second-cardiologist 医生' } });
    expect(first!.dueAt).toBe(new Date('2026-03-08T12:40:00+08:00').toISOString());
    await limits.pass(minutes(10));
    expect(await limits.one(id, 'ACKNOWLEDGEMENT')).toMatchObject({
      state: 'OVERDUE',
      assignee: { target: 'DUTY_HEAD' },
    });
    expect(await limits.told(world.person('cardiology-head'), id)).toEqual(['referral.emergency-unacknowledged']);
    await limits.pass(minutes(5));
    expect(await limits.told(world.person('medical-affairs'), id)).toEqual(['referral.emergency-unacknowledged']);
    await limits.pass(minutes(15));
    expect(await limits.told(world.person('general-duty'), id)).toEqual(['referral.emergency-unacknowledged']);
    expect(await limits.turns(id, 'ACKNOWLEDGEMENT')).toEqual([
      '0 DUTY_DOCTOR',
      '1 DUTY_HEAD',
      '2 MEDICAL_AFFAIRS_DUTY',
      '3 GENERAL_DUTY',
    ]);
    const acknowledged = await story.look(cardiologist, id);
    await story.act(world.person('second-cardiologist'), 'acknowledgeEmergencyReferral', acknowledged);
    expect(await limits.one(id, 'ACKNOWLEDGEMENT')).toBeUndefined();
  });

  it('that somebody expects goes no further', async () => {
    const emergency = await story.emergency(doctor);
    await limits.pass(minutes(9));
    await story.act(world.person('second-cardiologist'), 'acknowledgeEmergencyReferral', emergency);
    await limits.pass(hours(1));
    expect(await limits.told(world.person('cardiology-head'), emergency.id)).toEqual([]);
  });

  it('shows that nobody is on duty, and calls the next one at once', async () => {
    await onDuty('DUTY_DOCTOR', null);
    const { id } = await story.emergency(doctor);
    await limits.pass(minutes(0));
    expect(await limits.turns(id, 'ACKNOWLEDGEMENT')).toEqual(['0 DUTY_DOCTOR gap', '0 DUTY_HEAD']);
    expect(await limits.told(world.person('cardiology-head'), id)).toEqual(['referral.emergency-unacknowledged']);
    await onDuty('MEDICAL_AFFAIRS_DUTY', null);
    await limits.pass(minutes(10));
    expect((await limits.turns(id, 'ACKNOWLEDGEMENT')).at(-1)).toBe('1 GENERAL_DUTY');
  });

  it('asks the author for the consent a day after the arrival, unless it has been recorded', async () => {
    const patientId = await story.patient(doctor, { consent: false });
    const emergency = await story.emergency(doctor, { patientName: null, patientId });
    await story.act(cardiologist, 'confirmReferralArrival', emergency);
    await limits.pass(hours(24));
    expect(await limits.told(doctor, emergency.id)).toEqual(['referral.consent-overdue']);
    expect(await limits.of(emergency.id)).toMatchObject([
      { kind: 'CONSENT', state: 'OVERDUE', assignee: { target: 'AUTHOR', staffName: 'township-doctor 医生' } },
    ]);
    await story.consent(doctor, patientId);
    await app.work('deliver.referral.consent-clock');
    expect(await limits.of(emergency.id)).toEqual([]);
  });
});
