import { randomUUID } from 'node:crypto';
import { days } from '#kernel';
import {
  DownStory,
  ReferralStory,
  StatementCounter,
  TestApp,
  World,
  completeForm,
  completePackage,
  withClient,
  type Person,
  type SeenDown,
} from '#testing';
import { after } from '#kernel';

let app: TestApp;
let world: World;
let story: DownStory;
let up: ReferralStory;
let cardiologist: Person;
let doctor: Person;
let head: Person;
let villageDoctor: Person;
let coordinator: Person;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  story = new DownStory(world);
  up = new ReferralStory(world);
  cardiologist = world.person('cardiologist');
  doctor = world.person('township-doctor');
  head = world.person('township-head');
  villageDoctor = world.person('village-doctor');
  coordinator = world.person('coordinator');
});

afterAll(() => app.stop());

const at = ({ id, version }: { id: string; version: number }) => ({ id, expectedVersion: version });

const tries = (person: Person, mutation: string, type: string, input: object) =>
  person.tries(`mutation($input: ${type}!) { ${mutation}(input: $input) { id } }`, { input });

async function refusal(person: Person, mutation: string, type: string, input: object) {
  const { errors } = await tries(person, mutation, type, input);
  const { code, rule } = errors[0]?.extensions ?? {};
  return rule ? `${code} ${rule}` : code;
}

interface Task {
  readonly id: string;
  readonly version: number;
  readonly dueOn: string;
  readonly referralId: string;
  readonly patient: { readonly name: string };
}

const MINE = `query($due: FollowUpDue!) { myFollowUps(due: $due) { totalCount nodes {
  id version dueOn referralId patient { name } attempts { note } } } }`;

async function followUpOf(person: Person, referral: { id: string }, due = 'ALL'): Promise<Task | undefined> {
  const { myFollowUps } = await person.asks<{ myFollowUps: { nodes: Task[] } }>(MINE, { due });
  return myFollowUps.nodes.find(({ referralId }) => referralId === referral.id);
}

/** Received by the township's doctor; the patient has a contract with them and the village doctor. */
async function inTransit(): Promise<SeenDown> {
  const patientId = await up.patient(doctor);
  await up.contract(doctor, patientId, villageDoctor);
  await up.submit(doctor, await up.draft(doctor, { patientId }));
  const submitted = await story.submitted(cardiologist, { patientId, receiverStaffId: doctor.staffId });
  return story.receive(doctor, submitted);
}

const inFollowUp = async (): Promise<SeenDown> => story.confirmArrival(doctor, await inTransit());

const record = (task: Task, more: object = {}) => ({
  ...at(task),
  method: 'VISIT',
  condition: 'STABLE',
  values: [{ name: '血压', value: '128/80', unit: 'mmHg' }],
  summary: '无胸痛，按时服药',
  ...more,
});

describe('the way of a patient who is sent down', () => {
  it('leads from the answer to an up-referral to the end of the follow-up', async () => {
    const claimed = await up.claim(cardiologist, await up.submitted(doctor));
    const accepted = await up.accept(cardiologist, claimed);
    const arranged = await up.arrange(coordinator, accepted, after(app.clock.now(), days(1)));
    await up.arrive(world.person('registrar'), arranged.arrangement!.code);
    const arrived = await up.look(cardiologist, arranged.id);
    await up.recordOutcome(cardiologist, arrived);

    const { answerReferral } = await cardiologist.asks<{ answerReferral: SeenDown }>(
      `mutation($input: AnswerReferralInput!) { answerReferral(input: $input) { id version direction
         owner { id } toInstitution { id } answers { id } downPackage { summary recheckAdvice dischargeDiagnoses { code } } } }`,
      { input: { idempotencyKey: randomUUID(), referralId: arrived.id, purposeCode: 'chronic_management' } },
    );
    expect(answerReferral).toMatchObject({
      direction: 'DOWN',
      owner: { id: doctor.staffId },
      toInstitution: { id: doctor.institutionId },
      answers: { id: arrived.id },
      downPackage: { summary: '冠脉造影后药物治疗', recheckAdvice: '请继续双联抗血小板治疗' },
    });
    const edited = await story.does(cardiologist, 'editDownReferral', 'EditDownReferralInput', {
      ...at(answerReferral),
      ...story.content(),
      receiverStaffId: doctor.staffId,
    });
    const submitted = await story.submit(cardiologist, edited);
    expect(submitted.state).toBe('PENDING_RECEIPT');
    const received = await story.receive(doctor, submitted);
    expect(received.state).toBe('IN_TRANSIT');
    const back = await story.confirmArrival(doctor, received);
    expect(back.state).toBe('FOLLOW_UP');
    const task = await followUpOf(doctor, back);
    expect(task).toMatchObject({ dueOn: '2026-03-09' });
    expect(await refusal(doctor, 'recordFollowUp', 'RecordFollowUpInput', record(task!))).toBeUndefined();
    const ended = await story.withReason(doctor, 'endDownReferralFollowUp', back, 'recovered');
    expect(ended.state).toBe('COMPLETED');

    const { referral } = await cardiologist.asks<{ referral: { events: { action: string }[]; followUps: object[] } }>(
      'query($id: ID!) { referral(id: $id) { events { action } followUps { state values { value } } } }',
      { id: ended.id },
    );
    expect(referral.followUps).toEqual([{ state: 'DONE', values: [{ value: '128/80' }] }]);
    expect(referral.events.map(({ action }) => action)).toEqual([
      'endFollowUp',
      'confirmArrival',
      'receive',
      'submit',
      'edit',
      'draft',
    ]);
  });

  it('leads over the head where no doctor is named, and to another one where that doctor declines', async () => {
    const submitted = await story.submitted(cardiologist);
    expect(submitted.state).toBe('PENDING_ALLOCATION');
    const allocated = await story.allocate(head, submitted, doctor);
    expect(allocated).toMatchObject({ state: 'PENDING_RECEIPT', owner: { id: doctor.staffId } });
    const declined = await story.withReason(doctor, 'declineDownReferral', allocated, 'workload_saturated');
    expect(declined).toMatchObject({ state: 'PENDING_REASSIGNMENT', owner: null });
    const again = await story.allocate(head, declined, head);
    expect((await story.receive(head, again)).state).toBe('IN_TRANSIT');
  });

  it('leads to another township where the first one refuses', async () => {
    const submitted = await story.submitted(cardiologist);
    const refused = await story.withReason(head, 'refuseDownReferral', submitted, 'bed_full');
    expect(refused.state).toBe('REFUSED');
    const { redirectDownReferral } = await coordinator.asks<{
      redirectDownReferral: { state: string; children: { id: string; state: string; referralNo: string }[] };
    }>(
      `mutation($input: RedirectDownReferralInput!) { redirectDownReferral(input: $input) { state
         children { id state referralNo } } }`,
      { input: { ...at(refused), toDepartmentId: world.departmentId('general-south') } },
    );
    const [child] = redirectDownReferral.children;
    expect(redirectDownReferral.state).toBe('REDIRECTED');
    expect(child).toMatchObject({ state: 'PENDING_ALLOCATION', referralNo: expect.stringMatching(/^ZZ/) as string });
    const southHead = world.person('other-township-head');
    const { referral } = await southHead.asks<{ referral: object }>(
      'query($id: ID!) { referral(id: $id) { parent { id } author { id } downPackage { summary } } }',
      { id: child!.id },
    );
    expect(referral).toMatchObject({
      parent: { id: refused.id },
      author: { id: cardiologist.staffId },
      downPackage: { summary: completePackage.summary },
    });
  });

  it('leads to no department that takes nobody, nor to where it is already', async () => {
    const submitted = await story.submitted(cardiologist);
    const redirect = (department: string) =>
      refusal(coordinator, 'redirectDownReferral', 'RedirectDownReferralInput', {
        ...at(submitted),
        toDepartmentId: world.departmentId(department),
      });
    expect(await redirect('general-north')).toBe('INVALID_INPUT');
    const accepts = (yes: boolean) =>
      withClient(app.database.ownerUrl, (owner) =>
        owner.query('UPDATE departments SET accepts_referrals = $2 WHERE id = $1', [
          world.departmentId('general-south'),
          yes,
        ]),
      );
    await accepts(false);
    expect(await redirect('general-south')).toBe('TRANSITION_REFUSED DEPARTMENT_CLOSED');
    await accepts(true);
    expect(await redirect('general-south')).toBeUndefined();
  });

  it('is followed by calls where the patient does not come, and ends by agreement', async () => {
    const missing = await story.does(doctor, 'reportDownReferralNotArrived', 'ReportNotArrivedInput', {
      ...at(await inTransit()),
      calls: [{ madeAt: '2026-03-04T08:00:00+08:00', note: '无人接听' }],
    });
    expect(missing.state).toBe('NOT_ARRIVED');
    const { referral } = await doctor.asks<{ referral: { contactAttempts: object[] } }>(
      'query($id: ID!) { referral(id: $id) { contactAttempts { note staffName } } }',
      { id: missing.id },
    );
    expect(referral.contactAttempts).toMatchObject([{ note: '无人接听' }]);
    const closed = await story.withReason(coordinator, 'closeDownReferralByAgreement', missing, 'patient_giveup');
    expect(closed.state).toBe('CLOSED');
  });
});

describe('a call to the patient', () => {
  const call = { madeAt: '2026-03-04T09:30:00+08:00', note: '无人接听' };

  it('is not logged before it was made', async () => {
    const referral = await inTransit();
    const input = { ...at(referral), calls: [call] };
    expect(await refusal(doctor, 'reportDownReferralNotArrived', 'ReportNotArrivedInput', input)).toBe('INVALID_INPUT');
    const task = (await followUpOf(doctor, await story.confirmArrival(doctor, referral)))!;
    const visit = { ...at(task), ...call };
    expect(await refusal(doctor, 'logFollowUpNotReached', 'LogFollowUpNotReachedInput', visit)).toBe('INVALID_INPUT');
  });
});

describe('the follow-up', () => {
  it('stays with the township when its doctor works elsewhere', async () => {
    const mover = await world.hire('TOWNSHIP_DOCTOR', 'north');
    const submitted = await story.submitted(cardiologist, { receiverStaffId: mover.staffId });
    const referral = await story.confirmArrival(mover, await story.receive(mover, submitted));
    const task = (await followUpOf(mover, referral))!;
    const sql = (text: string, values: unknown[]) => withClient(app.database.ownerUrl, (o) => o.query(text, values));
    const south = world.institutionId('south');
    await sql('UPDATE role_assignments SET institution_id = $2 WHERE staff_id = $1', [mover.staffId, south]);
    await sql('UPDATE sessions SET institution_id = $2 WHERE account_id = $1', [mover.accountId, south]);
    expect(await followUpOf(mover, referral)).toBeUndefined();
    expect(await refusal(mover, 'recordFollowUp', 'RecordFollowUpInput', record(task))).toBe('NOT_FOUND');
  });

  it('is the family doctor’s and the village doctor’s task, and each next date makes the next one', async () => {
    const referral = await inFollowUp();
    const task = await followUpOf(villageDoctor, referral);
    expect(task).toMatchObject({ dueOn: '2026-03-09', patient: { name: '测试患者' } });
    await villageDoctor.asks(
      'mutation($input: LogFollowUpNotReachedInput!) { logFollowUpNotReached(input: $input) { id } }',
      { input: { ...at(task!), madeAt: '2026-03-04T08:00:00+08:00', note: '家中无人' } },
    );
    const tried = (await followUpOf(doctor, referral))!;
    expect(tried).toMatchObject({ attempts: [{ note: '家中无人' }] });
    const { recordFollowUp } = await villageDoctor.asks<{ recordFollowUp: object }>(
      'mutation($input: RecordFollowUpInput!) { recordFollowUp(input: $input) { state recordedByName } }',
      { input: record(tried, { nextOn: '2026-03-20' }) },
    );
    expect(recordFollowUp).toMatchObject({ state: 'DONE', recordedByName: 'village-doctor 医生' });
    expect(await followUpOf(doctor, referral)).toMatchObject({ dueOn: '2026-03-20' });
  });

  it('is shown as due and overdue by the day in China, and costs one statement a page', async () => {
    const referral = await inFollowUp();
    expect(await followUpOf(doctor, referral, 'DUE')).toBeUndefined();
    app.clock.set(new Date('2026-03-09T15:59:00Z'));
    expect(await followUpOf(doctor, referral, 'DUE')).toBeDefined();
    expect(await followUpOf(doctor, referral, 'OVERDUE')).toBeUndefined();
    app.clock.set(new Date('2026-03-09T16:00:00Z'));
    expect(await followUpOf(doctor, referral, 'OVERDUE')).toBeDefined();
    const page =
      '{ myFollowUps(first: 1) { nodes { id dueOn patient { name } attempts { note } } pageInfo { endCursor } } }';
    const statements = await StatementCounter.on(app).during(() => doctor.asks(page));
    const kinds = statements.filter((text) => !text.startsWith('UPDATE sessions'));
    expect(kinds).toHaveLength(3);
    app.clock.set(new Date('2026-03-04T01:00:00Z'));
  });

  it('goes on page by page', async () => {
    await inFollowUp();
    await inFollowUp();
    interface Page {
      myFollowUps: { nodes: { id: string }[]; pageInfo: { endCursor: string } };
    }
    const page =
      'query($after: String) { myFollowUps(first: 1, after: $after) { nodes { id } pageInfo { endCursor } } }';
    const first = await doctor.asks<Page>(page);
    const second = await doctor.asks<Page>(page, { after: first.myFollowUps.pageInfo.endCursor });
    expect(second.myFollowUps.nodes).toHaveLength(1);
    expect(second.myFollowUps.nodes[0]!.id).not.toBe(first.myFollowUps.nodes[0]!.id);
  });

  it('goes on with another doctor whom the head names, with the tasks that are open', async () => {
    const colleague = world.person('township-colleague');
    const submitted = await story.submitted(cardiologist, { receiverStaffId: doctor.staffId });
    const referral = await story.confirmArrival(doctor, await story.receive(doctor, submitted));
    const handOver = (receiver: Person) => ({
      ...at(referral),
      receiverStaffId: receiver.staffId,
      reasonCode: 'doctor_unavailable',
    });
    const type = 'ReassignDownReferralInput';
    expect(await refusal(head, 'reassignDownReferral', type, handOver(doctor))).toBe('TRANSITION_REFUSED SAME_DOCTOR');
    expect(await refusal(head, 'reassignDownReferral', type, handOver(cardiologist))).toBe('INVALID_INPUT');
    expect(await refusal(doctor, 'reassignDownReferral', type, handOver(colleague))).toBe('FORBIDDEN');
    const reassigned = await story.reassign(head, referral, colleague);
    expect(reassigned).toMatchObject({ state: 'FOLLOW_UP', owner: { id: colleague.staffId } });
    expect(await followUpOf(doctor, referral)).toBeUndefined();
    expect(await followUpOf(colleague, referral)).toMatchObject({ referralId: referral.id });
    expect(
      await refusal(doctor, 'endDownReferralFollowUp', 'ReferralReasonInput', {
        ...at(reassigned),
        reasonCode: 'lost',
      }),
    ).toBe('TRANSITION_REFUSED WHO');
  });

  it('of a head who is no doctor is referred back by a doctor who takes over', async () => {
    const submitted = await story.submitted(cardiologist, { receiverStaffId: head.staffId });
    const referral = await story.confirmArrival(head, await story.receive(head, submitted));
    const { referral: seen } = await head.asks<{ referral: { permittedActions: object[] } }>(
      'query($id: ID!) { referral(id: $id) { permittedActions { action permitted failingRule } } }',
      { id: referral.id },
    );
    expect(seen.permittedActions).toContainEqual({
      action: 'referBack',
      permitted: false,
      failingRule: 'DOCTOR_REFERS_BACK',
    });
    const reassigned = await story.reassign(head, referral, doctor);
    const back = { ...at(reassigned), priority: 'II', purposeCode: 'followup_abnormal' };
    expect(await refusal(doctor, 'referBackToCounty', 'ReferBackToCountyInput', back)).toBeUndefined();
  });

  it('ends in a draft upwards that carries everything, where the patient has to go back', async () => {
    const referral = await inFollowUp();
    const task = (await followUpOf(doctor, referral))!;
    await tries(doctor, 'recordFollowUp', 'RecordFollowUpInput', record(task, { condition: 'NEEDS_UP_REFERRAL' }));
    const end = { ...at(referral), reasonCode: 'back_to_county' };
    expect(await refusal(doctor, 'endDownReferralFollowUp', 'ReferralReasonInput', end)).toBe(
      'TRANSITION_REFUSED REFERRAL_BACK_MISSING',
    );
    const { referBackToCounty } = await doctor.asks<{
      referBackToCounty: { state: string; children: { id: string }[] };
    }>('mutation($input: ReferBackToCountyInput!) { referBackToCounty(input: $input) { state children { id } } }', {
      input: { ...at(referral), priority: 'II', purposeCode: 'followup_abnormal' },
    });
    expect(referBackToCounty.state).toBe('COMPLETED');
    const { referral: child } = await doctor.asks<{ referral: object }>(
      `query($id: ID!) { referral(id: $id) { direction state toDepartment { id } parent { id }
         clinical { diagnoses { code } presentIllness treatmentCourse currentMedication } } }`,
      { id: referBackToCounty.children[0]!.id },
    );
    expect(child).toEqual({
      direction: 'UP',
      state: 'DRAFT',
      toDepartment: { id: world.departmentId('cardiology') },
      parent: { id: referral.id },
      clinical: {
        diagnoses: [{ code: 'I20.0' }],
        presentIllness: '2026-03-04：血压 128/80mmHg；无胸痛，按时服药',
        treatmentCourse:
          '诊疗小结：冠脉支架植入术后恢复良好\n复查建议：一个月后复查血脂\n预警症状：胸痛持续超过 15 分钟',
        currentMedication: '阿司匹林肠溶片 100 mg 1 片 口服 每日一次 长期',
      },
    });
  });

  it('goes on upwards to whoever accepts the patient there, once however often it is sent', async () => {
    const referral = await inFollowUp();
    const back = { ...at(referral), priority: 'II', purposeCode: 'followup_abnormal', idempotencyKey: randomUUID() };
    const refers = (person: Person, more: object = {}) =>
      refusal(person, 'referBackToCounty', 'ReferBackToCountyInput', { ...back, ...more });
    const south = world.person('other-township-doctor');
    expect(await refers(south, { idempotencyKey: randomUUID() })).toBe('NOT_FOUND');
    const stale = { expectedVersion: referral.version - 1, idempotencyKey: randomUUID() };
    expect(await refers(doctor, stale)).toBe('STALE_VERSION');
    const township = { toDepartmentId: world.departmentId('general-south'), idempotencyKey: randomUUID() };
    expect(await refers(doctor, township)).toBe('INVALID_INPUT');

    expect(await Promise.all([refers(doctor), refers(doctor)])).toEqual([undefined, undefined]);
    expect(await refers(doctor, { idempotencyKey: randomUUID() })).toBe('TRANSITION_REFUSED STATE');
    const looks = (person: Person) =>
      person.asks<{ referral: { state: string; children: { id: string }[] } }>(
        'query($id: ID!) { referral(id: $id) { state children { id } } }',
        { id: referral.id },
      );
    const { state, children } = (await looks(doctor)).referral;
    expect([state, children.length]).toEqual(['COMPLETED', 1]);

    const draft = await up.look(doctor, children[0]!.id);
    expect(await up.refusal(doctor, 'submitReferral', draft)).toBe('FORM_INCOMPLETE');
    await doctor.asks('mutation($input: EditReferralInput!) { editReferral(input: $input) { id } }', {
      input: {
        ...at(draft),
        toDepartmentId: world.departmentId('cardiology'),
        source: 'OUTPATIENT',
        priority: 'II',
        purposeCode: 'followup_abnormal',
        form: completeForm,
      },
    });
    const edited = await up.look(doctor, draft.id);
    const { errors } = await tries(doctor, 'submitReferral', 'SubmitReferralInput', at(edited));
    expect(errors[0]!.extensions).toMatchObject({ rule: 'POSSIBLE_DUPLICATE' });
    const confirmDuplicateOf = errors[0]!.extensions.facts['referralId'];
    const submitted = await up.act(doctor, 'submitReferral', edited, { confirmDuplicateOf });
    const accepted = await up.accept(cardiologist, await up.claim(cardiologist, submitted));
    expect(accepted.state).toBe('ACCEPTED');
    expect((await looks(cardiologist)).referral.children).toMatchObject([{ id: accepted.id }]);
  });

  it('is nobody’s task any more once it has ended', async () => {
    const referral = await inFollowUp();
    await story.withReason(doctor, 'endDownReferralFollowUp', referral, 'lost');
    expect(await followUpOf(doctor, referral)).toBeUndefined();
  });
});

describe('rules', () => {
  const submit = (referral: SeenDown) =>
    refusal(cardiologist, 'submitDownReferral', 'ReferralActionInput', at(referral));
  const packed = (changes: object) => story.draft(cardiologist, { package: { ...completePackage, ...changes } });

  it('refuse a package that lacks something, or a first follow-up that is too late for the risk', async () => {
    expect(await submit(await packed({ summary: ' ' }))).toBe('TRANSITION_REFUSED PACKAGE_INCOMPLETE');
    expect(await submit(await packed({ firstFollowUpOn: '2026-03-12' }))).toBe(
      'TRANSITION_REFUSED FIRST_FOLLOW_UP_TOO_LATE',
    );
    expect(await submit(await packed({ firstFollowUpOn: '2026-03-08', highRisk: true }))).toBe(
      'TRANSITION_REFUSED FIRST_FOLLOW_UP_TOO_LATE',
    );
    expect(await submit(await packed({ firstFollowUpOn: '2026-03-03' }))).toBe(
      'TRANSITION_REFUSED FIRST_FOLLOW_UP_IN_PAST',
    );
    expect(await submit(await packed({ firstFollowUpOn: '2026-03-07', highRisk: true }))).toBeUndefined();
  });

  it('send patients down to townships only, and only to doctors who work there', async () => {
    const draft = async (more: object) =>
      (
        await tries(cardiologist, 'draftDownReferral', 'DraftDownReferralInput', {
          idempotencyKey: randomUUID(),
          ...story.content(),
          patientId: await up.patient(cardiologist),
          ...more,
        })
      ).errors[0]?.extensions.facts;
    expect(await draft({ toDepartmentId: world.departmentId('tcm-internal') })).toMatchObject({
      fields: [{ path: 'toDepartmentId', constraint: 'TOWNSHIP' }],
    });
    expect(await draft({ receiverStaffId: world.person('other-township-doctor').staffId })).toMatchObject({
      fields: [{ path: 'receiverStaffId', constraint: 'RECEIVING_DOCTOR' }],
    });
  });

  it('leave receiving to the named doctor, and allocating to the head of that township', async () => {
    const submitted = await story.submitted(cardiologist, { receiverStaffId: doctor.staffId });
    const receive = (person: Person) => refusal(person, 'receiveDownReferral', 'ReferralActionInput', at(submitted));
    expect(await receive(world.person('township-colleague'))).toBe('TRANSITION_REFUSED WHO');
    expect(await receive(world.person('other-township-doctor'))).toBe('NOT_FOUND');
    expect(await receive(cardiologist)).toBe('FORBIDDEN');
    const allocation = { ...at(await story.submitted(cardiologist)), receiverStaffId: doctor.staffId };
    const southHead = world.person('other-township-head');
    expect(await refusal(southHead, 'allocateDownReferral', 'AllocateDownReferralInput', allocation)).toBe('NOT_FOUND');
  });

  it('tell the rule before the stale version, and take no reason of another list', async () => {
    const submitted = await story.submitted(cardiologist, { receiverStaffId: doctor.staffId });
    const stale = { id: submitted.id, expectedVersion: 1 };
    expect(await refusal(doctor, 'receiveDownReferral', 'ReferralActionInput', stale)).toBe('STALE_VERSION');
    await story.receive(doctor, submitted);
    expect(await refusal(doctor, 'receiveDownReferral', 'ReferralActionInput', stale)).toBe('TRANSITION_REFUSED STATE');
    const waiting = await story.submitted(cardiologist);
    const refuse = (reasonCode: string) =>
      refusal(head, 'refuseDownReferral', 'ReferralReasonInput', { ...at(waiting), reasonCode });
    expect(await refuse('doctor_unavailable')).toBe('TRANSITION_REFUSED REASON_UNKNOWN');
    expect(await refuse('other')).toBe('TRANSITION_REFUSED REASON_COMMENT_MISSING');
  });

  it('keep a patient from being sent down before they have arrived, and up-referrals from the table of the others', async () => {
    const submitted = await up.submitted(doctor);
    const input = { idempotencyKey: randomUUID(), referralId: submitted.id, purposeCode: 'post_surgery' };
    expect(await refusal(cardiologist, 'answerReferral', 'AnswerReferralInput', input)).toBe(
      'INVALID_INPUT PATIENT_ARRIVED',
    );
    expect(await refusal(cardiologist, 'submitDownReferral', 'ReferralActionInput', at(submitted))).toBe('NOT_FOUND');
  });

  it('let the author withdraw it until it is received', async () => {
    const cancel = (referral: SeenDown) =>
      refusal(cardiologist, 'cancelDownReferral', 'ReferralReasonInput', { ...at(referral), reasonCode: 'form_error' });
    expect(await cancel(await story.draft(cardiologist))).toBeUndefined();
    expect(await cancel(await story.submitted(cardiologist))).toBeUndefined();
    expect(await cancel(await inTransit())).toBe('TRANSITION_REFUSED STATE');
  });

  it('are told with each of the actions, for both directions', async () => {
    const submitted = await story.submitted(cardiologist, { receiverStaffId: doctor.staffId });
    const { referral } = await doctor.asks<{
      referral: { permittedActions: { action: string; permitted: boolean; failingRule: string | null }[] };
    }>('query($id: ID!) { referral(id: $id) { permittedActions { action permitted failingRule } } }', {
      id: submitted.id,
    });
    const of = (name: string) => referral.permittedActions.find(({ action }) => action === name);
    expect(of('receive')).toEqual({ action: 'receive', permitted: true, failingRule: null });
    expect(of('confirmArrival')).toMatchObject({ permitted: false, failingRule: 'STATE' });
    expect(of('cancel')).toMatchObject({ permitted: false, failingRule: 'WHO' });
    expect(of('claim')).toBeUndefined();
  });
});

describe('who sees a down-referral', () => {
  it('is its author, the department’s head, the coordinator, and the township once it is submitted', async () => {
    const sees = async (name: Parameters<World['person']>[0], id: string): Promise<boolean> =>
      (await world.person(name).tries('query($id: ID!) { referral(id: $id) { id } }', { id })).errors.length === 0;
    const draft = await story.draft(cardiologist);
    expect(await sees('cardiology-head', draft.id)).toBe(true);
    expect(await sees('township-head', draft.id)).toBe(false);
    const { id } = await story.submit(cardiologist, draft);
    for (const name of ['cardiologist', 'coordinator', 'township-head', 'township-doctor'] as const) {
      expect([name, await sees(name, id)]).toEqual([name, true]);
    }
    for (const name of ['second-cardiologist', 'surgeon', 'other-township-head', 'tcm-coordinator'] as const) {
      expect([name, await sees(name, id)]).toEqual([name, false]);
    }
  });
});

describe('a township that has refused a patient', () => {
  it('sees them no longer after thirty days, also when another township is asked only then', async () => {
    const refused = await story.withReason(head, 'refuseDownReferral', await story.submitted(cardiologist), 'bed_full');
    const look = async () =>
      (await head.tries('query($id: ID!) { referral(id: $id) { id } }', refused as never)).errors[0]?.extensions.code;
    expect(await look()).toBeUndefined();
    app.clock.advance(days(31));
    expect(await look()).toBe('NOT_FOUND');
    await story.does(coordinator, 'redirectDownReferral', 'RedirectDownReferralInput', {
      ...at(refused),
      toDepartmentId: world.departmentId('general-south'),
    });
    expect(await look()).toBe('NOT_FOUND');
  });
});
