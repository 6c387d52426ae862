import { randomUUID } from 'node:crypto';
import { ReferralStory, TestApp, World, completeForm, withClient, type Person, type SeenReferral } from '#testing';
import { after, days, hours, minutes } from '#kernel';

let app: TestApp;
let world: World;
let story: ReferralStory;
let doctor: Person;
let cardiologist: Person;
let coordinator: Person;
let registrar: Person;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  story = new ReferralStory(world);
  doctor = world.person('township-doctor');
  cardiologist = world.person('cardiologist');
  coordinator = world.person('coordinator');
  registrar = world.person('registrar');
});

afterAll(() => app.stop());

const tomorrow = (): Date => after(app.clock.now(), days(1));
const at = ({ id, version }: SeenReferral) => ({ id, expectedVersion: version });

async function accepted(): Promise<SeenReferral> {
  const claimed = await story.claim(cardiologist, await story.submitted(doctor));
  return story.accept(cardiologist, claimed);
}

describe('the way of an up-referral', () => {
  it('leads from a draft to a patient who was treated and a doctor who knows it', async () => {
    const submitted = await story.submitted(doctor);
    expect(submitted.state).toBe('PENDING_ACCEPTANCE');
    expect(submitted.referralNo).toMatch(/^ZZ20260304\d{6}$/);
    const claimed = await story.claim(cardiologist, submitted);
    const acceptedReferral = await story.accept(cardiologist, claimed);
    const arranged = await story.arrange(coordinator, acceptedReferral, tomorrow());
    await story.arrive(registrar, arranged.arrangement!.code);
    const arrived = await story.look(cardiologist, arranged.id);
    expect(arrived.state).toBe('ARRIVED');
    const judged = await story.recordOutcome(cardiologist, arrived);
    await story.complete(coordinator, judged);

    const { referral } = await doctor.asks<{ referral: { state: string; outcome: object; events: object[] } }>(
      `query($id: ID!) { referral(id: $id) { state outcome { feedback appropriate }
         events { action fromState toState staffName } } }`,
      { id: submitted.id },
    );
    expect(referral.state).toBe('COMPLETED');
    expect(referral.outcome).toEqual({ feedback: '请继续双联抗血小板治疗', appropriate: true });
    expect(referral.events.map((event) => (event as { action: string }).action)).toEqual([
      'complete',
      'recordOutcome',
      'confirmArrival',
      'arrange',
      'accept',
      'claim',
      'submit',
      'draft',
    ]);
  });

  it('leads back to the author for editing, and keeps number and place in the queue', async () => {
    const submitted = await story.submitted(doctor);
    const { returnReferralForEdit } = await coordinator.asks<{ returnReferralForEdit: SeenReferral }>(
      `mutation($input: ReferralReasonInput!) { returnReferralForEdit(input: $input) { id version state } }`,
      { input: { ...at(submitted), reasonCode: 'incomplete_info' } },
    );
    expect(returnReferralForEdit.state).toBe('RETURNED_FOR_EDIT');
    app.clock.advance(hours(1));
    const again = await story.submit(doctor, returnReferralForEdit);
    expect(again).toMatchObject({ state: 'PENDING_ACCEPTANCE', referralNo: submitted.referralNo });
    const { referral } = await doctor.asks<{ referral: { firstSubmittedAt: string; stateChangedAt: string } }>(
      'query($id: ID!) { referral(id: $id) { firstSubmittedAt stateChangedAt } }',
      { id: submitted.id },
    );
    expect(Date.parse(referral.stateChangedAt) - Date.parse(referral.firstSubmittedAt)).toBe(hours(1));
  });

  it('ends with a rejection for a coded reason, which the author reads', async () => {
    const claimed = await story.claim(cardiologist, await story.submitted(doctor));
    await cardiologist.asks('mutation($input: ReferralReasonInput!) { rejectReferral(input: $input) { id } }', {
      input: { ...at(claimed), reasonCode: 'other', comment: '请先完善心电图' },
    });
    const { referral } = await doctor.asks<{ referral: object }>(
      'query($id: ID!) { referral(id: $id) { state latestEvents { reasonCode comment } } }',
      { id: claimed.id },
    );
    expect(referral).toMatchObject({
      state: 'REJECTED',
      latestEvents: [{ reasonCode: 'other', comment: '请先完善心电图' }, {}, {}],
    });
  });
});

describe('rules', () => {
  const refusal = (person: Person, mutation: string, type: string, input: object) =>
    person.tries(`mutation($input: ${type}!) { ${mutation}(input: $input) { id } }`, { input });

  it('refuse a form that lacks something, and say what', async () => {
    const draft = await story.draft(doctor, { form: { ...completeForm, chiefComplaint: '', diagnoses: [] } });
    const { errors } = await refusal(doctor, 'submitReferral', 'SubmitReferralInput', at(draft));
    expect(errors[0]).toMatchObject({
      message: '转诊单未填写完整：diagnoses；主诉',
      extensions: { code: 'TRANSITION_REFUSED', rule: 'FORM_INCOMPLETE' },
    });
  });

  it('refuse to send a patient who has not consented', async () => {
    const patientId = await story.patient(doctor, { consent: false });
    const draft = await story.draft(doctor, { patientId });
    const { errors } = await refusal(doctor, 'submitReferral', 'SubmitReferralInput', at(draft));
    expect(errors[0]?.extensions).toMatchObject({ code: 'TRANSITION_REFUSED', rule: 'CONSENT_MISSING' });
    await story.consent(doctor, patientId);
    expect((await story.submit(doctor, draft)).state).toBe('PENDING_ACCEPTANCE');
  });

  it('keep a referral with its receiver once it was sent: another institution sees nothing before consent and submit', async () => {
    const submitted = await story.submitted(doctor);
    const { returnReferralForEdit: returned } = await coordinator.asks<{ returnReferralForEdit: SeenReferral }>(
      'mutation($input: ReferralReasonInput!) { returnReferralForEdit(input: $input) { id version } }',
      { input: { ...at(submitted), reasonCode: 'incomplete_info' } },
    );
    const content = { source: 'OUTPATIENT', priority: 'III', purposeCode: 'specialist_needed', form: completeForm };
    const edit = (department: 'surgery' | 'tcm-internal') =>
      refusal(doctor, 'editReferral', 'EditReferralInput', {
        ...at(returned),
        ...content,
        toDepartmentId: world.departmentId(department),
      });
    expect((await edit('tcm-internal')).errors[0]?.extensions).toMatchObject({
      code: 'INVALID_INPUT',
      facts: { fields: [{ path: 'toDepartmentId', constraint: 'SAME_RECEIVER' }] },
    });
    expect((await edit('surgery')).errors).toEqual([]);
  });

  it('arrange no visit in a year that is a slip of the pen', async () => {
    const { id, version } = await accepted();
    const arrange = (visitTime: string) =>
      refusal(coordinator, 'arrangeReferral', 'ArrangeReferralInput', { id, expectedVersion: version, visitTime });
    expect((await arrange('9998-12-31T00:00:00Z')).errors[0]?.extensions.rule).toBe('VISIT_TOO_FAR');
    expect((await arrange('9999-12-31T23:59:59-23:59')).errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('ask about a second request to the same department, and take the answer', async () => {
    const patientId = await story.patient(doctor);
    const first = await story.submit(doctor, await story.draft(doctor, { patientId }));
    const second = await story.draft(doctor, { patientId });
    const refused = await refusal(doctor, 'submitReferral', 'SubmitReferralInput', at(second));
    expect(refused.errors[0]?.extensions).toMatchObject({
      rule: 'POSSIBLE_DUPLICATE',
      facts: { referralId: first.id },
    });
    const confirmed = { ...at(second), confirmDuplicateOf: first.id };
    expect((await refusal(doctor, 'submitReferral', 'SubmitReferralInput', confirmed)).errors).toEqual([]);
  });

  it('ask so for seven days', async () => {
    const patientId = await story.patient(doctor);
    await story.submit(doctor, await story.draft(doctor, { patientId }));
    const second = await story.draft(doctor, { patientId });
    const submit = () => refusal(doctor, 'submitReferral', 'SubmitReferralInput', at(second));
    app.clock.advance(minutes(7 * 24 * 60 - 1));
    expect((await submit()).errors[0]?.extensions.rule).toBe('POSSIBLE_DUPLICATE');
    app.clock.advance(minutes(1));
    expect((await submit()).errors).toEqual([]);
  });

  it('are asked before the version, so that the loser of a race hears the reason', async () => {
    const submitted = await story.submitted(doctor);
    await story.claim(cardiologist, submitted);
    const second = world.person('second-cardiologist');
    const { errors } = await refusal(second, 'claimReferral', 'ReferralActionInput', at(submitted));
    expect(errors[0]?.extensions).toMatchObject({ rule: 'ALREADY_CLAIMED', facts: { ownerName: 'cardiologist 医生' } });
  });

  it('let nobody change what somebody else has changed meanwhile', async () => {
    const draft = await story.draft(doctor);
    const stale = { ...at(draft), expectedVersion: 7 };
    const { errors } = await refusal(doctor, 'submitReferral', 'SubmitReferralInput', stale);
    expect(errors[0]?.extensions).toMatchObject({ code: 'STALE_VERSION', facts: { expected: 7, actual: 1 } });
  });

  it('know every reason, and which of them needs words', async () => {
    const claimed = await story.claim(cardiologist, await story.submitted(doctor));
    const reject = (reasonCode: string) =>
      refusal(cardiologist, 'rejectReferral', 'ReferralReasonInput', { ...at(claimed), reasonCode });
    expect((await reject('no_such_reason')).errors[0]?.extensions.rule).toBe('REASON_UNKNOWN');
    expect((await reject('other')).errors[0]?.extensions.rule).toBe('REASON_COMMENT_MISSING');
  });

  it('tell a client what it may do, without its having to try', async () => {
    const submitted = await story.submitted(doctor);
    const { referral } = await cardiologist.asks<{ referral: { permittedActions: object[] } }>(
      'query($id: ID!) { referral(id: $id) { permittedActions { action permitted failingRule } } }',
      { id: submitted.id },
    );
    expect(referral.permittedActions).toEqual(
      expect.arrayContaining([
        { action: 'claim', permitted: true, failingRule: null },
        { action: 'accept', permitted: false, failingRule: 'NOT_CLAIMED' },
        { action: 'submit', permitted: false, failingRule: 'STATE' },
      ]),
    );
  });
});

describe('many at once', () => {
  it('have one winner among fifty who claim the same referral, and the others hear who it is', async () => {
    const submitted = await story.submitted(doctor);
    const claimants = [cardiologist, world.person('second-cardiologist'), world.person('cardiology-head')];
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        claimants[index % claimants.length]!.tries(
          'mutation($input: ReferralActionInput!) { claimReferral(input: $input) { owner { id } } }',
          { input: at(submitted) },
        ),
      ),
    );
    const winners = answers.filter(({ errors }) => errors.length === 0);
    expect(winners).toHaveLength(1);
    const { owner } = winners[0]!.data!['claimReferral'] as { owner: { id: string } };
    for (const { errors } of answers.filter((answer) => answer !== winners[0])) {
      expect(errors[0]?.extensions).toMatchObject({ rule: 'ALREADY_CLAIMED', facts: { ownerStaffId: owner.id } });
    }
  });

  it('make one referral and one submit out of a request that is sent again and again', async () => {
    const patientId = await story.patient(doctor);
    const key = randomUUID();
    const drafts = await Promise.all(
      Array.from({ length: 8 }, () => story.draft(doctor, { patientId, idempotencyKey: key })),
    );
    expect(new Set(drafts.map(({ id }) => id)).size).toBe(1);
    const input = { ...at(drafts[0]!), idempotencyKey: randomUUID() };
    const submits = await Promise.all(
      Array.from({ length: 8 }, () =>
        doctor.tries('mutation($input: SubmitReferralInput!) { submitReferral(input: $input) { id version } }', {
          input,
        }),
      ),
    );
    expect(submits.map(({ errors }) => errors).flat()).toEqual([]);
    expect(new Set(submits.map(({ data }) => JSON.stringify(data))).size).toBe(1);
    const { rows } = await withClient(app.database.ownerUrl, (client) =>
      client.query(`SELECT 1 FROM domain_events WHERE aggregate_id = $1 AND action = 'submit'`, [drafts[0]!.id]),
    );
    expect(rows).toHaveLength(1);
  });

  it('are told when a key comes back with another request', async () => {
    const idempotencyKey = randomUUID();
    const draft = await story.draft(doctor, { idempotencyKey });
    const patientId = await story.patient(doctor);
    const { errors } = await doctor.tries(
      'mutation($input: DraftReferralInput!) { draftReferral(input: $input) { id } }',
      {
        input: {
          idempotencyKey,
          patientId,
          toDepartmentId: world.departmentId('surgery'),
          source: 'OUTPATIENT',
          priority: 'IV',
          purposeCode: 'specialist_needed',
          form: completeForm,
        },
      },
    );
    expect(draft.state).toBe('DRAFT');
    expect(errors[0]?.extensions.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });
});

describe('the desk', () => {
  const verify = (person: Person, code: string) =>
    person.tries<{ verifyAppointmentCode: object }>(
      `mutation($input: VerifyAppointmentCodeInput!) { verifyAppointmentCode(input: $input) {
         referralNo patientNameMasked departmentName room } }`,
      { input: { code } },
    );

  it('sees a masked name and where the patient goes', async () => {
    const arranged = await story.arrange(coordinator, await accepted(), tomorrow());
    const wide = arranged.arrangement!.code.replace(/\d/g, (digit) => '０１２３４５６７８９'[Number(digit)]!);
    const { data, errors } = await verify(registrar, wide);
    expect(errors).toEqual([]);
    expect(data!.verifyAppointmentCode).toEqual({
      referralNo: arranged.referralNo,
      patientNameMasked: '测***',
      departmentName: 'cardiology',
      room: '302',
    });
  });

  it('is locked for fifteen minutes after five wrong codes, whatever comes next', async () => {
    const desk = world.person('second-registrar');
    const arranged = await story.arrange(coordinator, await accepted(), tomorrow());
    for (const attemptsLeft of [4, 3, 2, 1, 0]) {
      const { errors } = await verify(desk, '0000 0000');
      expect(errors[0]?.extensions).toMatchObject({ code: 'APPOINTMENT_CODE_WRONG', facts: { attemptsLeft } });
    }
    const locked = await verify(desk, arranged.arrangement!.code);
    expect(locked.errors[0]?.extensions).toMatchObject({ code: 'DESK_LOCKED', facts: { retryAfterSeconds: 900 } });
    app.clock.advance(minutes(15));
    expect((await verify(desk, arranged.arrangement!.code)).errors).toEqual([]);
  });

  it('does not take a code of another hospital, nor one more than 48 hours after the visit', async () => {
    const visitTime = tomorrow();
    const arranged = await story.arrange(coordinator, await accepted(), visitTime);
    const elsewhere = await verify(world.person('tcm-coordinator'), arranged.arrangement!.code);
    expect(elsewhere.errors[0]?.extensions.code).toBe('APPOINTMENT_CODE_WRONG');
    const inTime = await story.arrange(coordinator, await accepted(), visitTime);
    app.clock.set(after(visitTime, hours(48)));
    expect((await verify(registrar, inTime.arrangement!.code)).errors).toEqual([]);
    app.clock.advance(minutes(1));
    const late = await verify(registrar, arranged.arrangement!.code);
    expect(late.errors[0]?.extensions).toMatchObject({ code: 'TRANSITION_REFUSED', rule: 'CODE_EXPIRED' });
  });
});

describe('who sees a referral', () => {
  const sees = async (person: Person, id: string): Promise<boolean> => {
    const { errors } = await person.tries('query($id: ID!) { referral(id: $id) { id } }', { id });
    if (errors.length > 0) expect(errors[0]?.extensions.code).toBe('NOT_FOUND');
    return errors.length === 0;
  };

  it('is decided by institution, department and authorship', async () => {
    const submitted = await story.submitted(doctor);
    const seen = async (...names: Parameters<World['person']>[0][]) =>
      Promise.all(names.map(async (name) => [name, await sees(world.person(name), submitted.id)]));
    expect(await seen('township-doctor', 'township-head', 'cardiologist', 'cardiology-head', 'coordinator')).toEqual([
      ['township-doctor', true],
      ['township-head', true],
      ['cardiologist', true],
      ['cardiology-head', true],
      ['coordinator', true],
    ]);
    expect(
      await seen('township-colleague', 'other-township-doctor', 'other-township-head', 'surgeon', 'tcm-coordinator'),
    ).toEqual([
      ['township-colleague', false],
      ['other-township-doctor', false],
      ['other-township-head', false],
      ['surgeon', false],
      ['tcm-coordinator', false],
    ]);
  });

  it('does not include the receiver before the referral is sent, nor thirty days after its end', async () => {
    const draft = await story.draft(doctor);
    expect(await sees(coordinator, draft.id)).toBe(false);
    const claimed = await story.claim(cardiologist, await story.submit(doctor, draft));
    await cardiologist.asks('mutation($input: ReferralReasonInput!) { rejectReferral(input: $input) { id } }', {
      input: { ...at(claimed), reasonCode: 'out_of_scope' },
    });
    const { referral } = await doctor.asks<{ referral: { patient: { id: string } } }>(
      'query($id: ID!) { referral(id: $id) { patient { id } } }',
      { id: draft.id },
    );
    const mayRead = async (): Promise<boolean> => {
      const query = 'query($id: ID!) { patient(id: $id) { id } }';
      return (await cardiologist.tries(query, { id: referral.patient.id })).errors.length === 0;
    };
    app.clock.advance(minutes(30 * 24 * 60 - 1));
    expect([await sees(cardiologist, draft.id), await mayRead()]).toEqual([true, true]);
    app.clock.advance(minutes(1));
    expect([await sees(cardiologist, draft.id), await mayRead()]).toEqual([false, false]);
    expect(await sees(doctor, draft.id)).toBe(true);
  });
});
