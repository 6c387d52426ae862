import { randomUUID } from 'node:crypto';
import { after, days } from '#kernel';
import { DownStory, ReferralStory, TestApp, World, completeForm, withClient, type Person } from '#testing';

let app: TestApp;
let world: World;
let story: ReferralStory;
let doctor: Person;
let cardiologist: Person;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  story = new ReferralStory(world);
  doctor = world.person('township-doctor');
  cardiologist = world.person('cardiologist');
});

afterAll(() => app.stop());

const at = ({ id, version }: { id: string; version: number }) => ({ id, expectedVersion: version });

const FIELDS = `advice informationExchange { action comment staffName } closingNodes { node occurredAt staffName institutionName }`;

interface Detail {
  readonly advice: string | null;
  readonly informationExchange: readonly { readonly action: string; readonly comment: string }[];
  readonly closingNodes: readonly { readonly node: string; readonly occurredAt: string | null }[];
}

const detail = async (person: Person, id: string): Promise<Detail> =>
  (await person.asks<{ referral: Detail }>(`query($id: ID!) { referral(id: $id) { ${FIELDS} } }`, { id })).referral;

describe('the detail of a referral', () => {
  it('shows the owner what they asked and what the author answered, the newest first', async () => {
    const claimed = await story.claim(cardiologist, await story.submitted(doctor));
    const asked = await story.act(cardiologist, 'requestReferralInformation', claimed, { question: '有无造影结果？' });
    await story.act(doctor, 'supplyReferralInformation', asked, { answer: '未做造影。' });
    expect((await detail(cardiologist, claimed.id)).informationExchange).toMatchObject([
      { action: 'supplyInformation', comment: '未做造影。' },
      { action: 'requestInformation', comment: '有无造影结果？' },
    ]);
  });

  it('shows the author with which advice it came back', async () => {
    const claimed = await story.claim(cardiologist, await story.submitted(doctor));
    const advice = '建议在当地继续抗凝治疗并每周复查。';
    await story.act(cardiologist, 'returnReferralWithAdvice', claimed, { advice });
    expect((await detail(doctor, claimed.id)).advice).toBe(advice);
  });

  it('shows both sides in five nodes how far it has come, and what is missing', async () => {
    const accepted = await story.accept(cardiologist, await story.claim(cardiologist, await story.submitted(doctor)));
    await story.arrange(world.person('coordinator'), accepted, after(app.clock.now(), days(1)));
    expect((await detail(doctor, accepted.id)).closingNodes).toMatchObject([
      { node: 'SUBMITTED', staffName: 'township-doctor 医生', institutionName: '北乡卫生院' },
      { node: 'ACCEPTED', staffName: 'cardiologist 医生' },
      { node: 'ARRANGED', staffName: 'coordinator 医生', institutionName: '县人民医院' },
      { node: 'ARRIVED', occurredAt: null, staffName: null },
      { node: 'ENDED', occurredAt: null, staffName: null },
    ]);
  });
});

describe('the form of a referral', () => {
  const inpatient = {
    ...completeForm,
    admittedOn: '2026-03-01',
    treatmentPlan: '抗血小板、抗凝治疗',
    conditionChange: '今晨胸痛再发，持续二十分钟',
    transportNeeds: ['OXYGEN', 'MONITOR', 'AMBULANCE'],
    consciousness: 'ALERT',
  };
  const FORM = `source expectedHandling wantedDoctor { id } clinical { admittedOn treatmentPlan conditionChange
    transportNeeds consciousness }`;
  const formOf = async (person: Person, id: string) =>
    (await person.asks<{ referral: object }>(`query($id: ID!) { referral(id: $id) { ${FORM} } }`, { id })).referral;

  it('says of an inpatient what was planned and how it went, what the way takes, and whom the sender asks for', async () => {
    const wantedDoctorStaffId = cardiologist.staffId;
    const draft = await story.draft(doctor, {
      expectedHandling: 'INPATIENT',
      wantedDoctorStaffId,
      source: 'INPATIENT',
      form: inpatient,
    });
    const { id } = await story.submit(doctor, draft);
    const { admittedOn, treatmentPlan, conditionChange, transportNeeds, consciousness } = inpatient;
    expect(await formOf(cardiologist, id)).toEqual({
      source: 'INPATIENT',
      expectedHandling: 'INPATIENT',
      wantedDoctor: { id: cardiologist.staffId },
      clinical: { admittedOn, treatmentPlan, conditionChange, transportNeeds, consciousness },
    });
    const target = { toDepartmentId: world.departmentId('tcm-internal') };
    const claimed = await story.claim(cardiologist, await story.look(cardiologist, id));
    await story.act(cardiologist, 'redirectReferral', claimed, target);
    const { referral } = await doctor.asks<{ referral: { children: { id: string }[] } }>(
      'query($id: ID!) { referral(id: $id) { children { id } } }',
      { id },
    );
    expect(await formOf(world.person('tcm-doctor'), referral.children[0]!.id)).toMatchObject({
      expectedHandling: 'INPATIENT',
      wantedDoctor: null,
      clinical: { admittedOn },
    });
  });

  it('names no doctor of another department, and no stay that is to begin', async () => {
    const surgeon = world.person('surgeon').staffId;
    await expect(story.draft(doctor, { wantedDoctorStaffId: surgeon })).rejects.toThrow(/RECEIVING_DOCTOR/);
    const form = { ...inpatient, admittedOn: '2026-03-05' };
    await expect(story.draft(doctor, { source: 'INPATIENT', form })).rejects.toThrow(/ADMISSION_IN_FUTURE/);
  });

  it('is told at the visit which doctor expects the patient', async () => {
    const coordinator = world.person('coordinator');
    const accepted = await story.accept(cardiologist, await story.claim(cardiologist, await story.submitted(doctor)));
    const visit = { visitTime: after(app.clock.now(), days(1)) };
    const arrange = (doctorStaffId: string) =>
      coordinator.tries<{ arrangeReferral: object }>(
        'mutation($i: ArrangeReferralInput!) { arrangeReferral(input: $i) { arrangement { doctor { id } } } }',
        { i: { ...at(accepted), ...visit, doctorStaffId } },
      );
    const refused = await arrange(world.person('surgeon').staffId);
    expect(refused.errors[0]?.extensions).toMatchObject({
      code: 'INVALID_INPUT',
      facts: { fields: [{ path: 'doctorStaffId', constraint: 'RECEIVING_DOCTOR' }] },
    });
    const expecting = world.person('second-cardiologist').staffId;
    expect((await arrange(expecting)).data?.arrangeReferral).toEqual({ arrangement: { doctor: { id: expecting } } });
  });
});

describe('what follows from a referral', () => {
  it('is nothing to the other side before it is sent', async () => {
    const down = new DownStory(world);
    const coordinator = world.person('coordinator');
    const accepted = await story.accept(cardiologist, await story.claim(cardiologist, await story.submitted(doctor)));
    const { id, arrangement } = await story.arrange(coordinator, accepted, after(app.clock.now(), days(1)));
    await story.arrive(world.person('registrar'), arrangement!.code);
    const answer = await down.does(cardiologist, 'answerReferral', 'AnswerReferralInput', {
      idempotencyKey: randomUUID(),
      referralId: id,
      purposeCode: 'post_surgery',
    });
    const answers = async (person: Person) =>
      (
        await person.asks<{ referral: { answeredBy: { id: string }[] } }>(
          'query($id: ID!) { referral(id: $id) { answeredBy { id } } }',
          { id },
        )
      ).referral.answeredBy;
    expect(await answers(cardiologist)).toEqual([{ id: answer.id }]);
    expect(await answers(doctor)).toEqual([]);
    const complete = { ...at(answer), ...down.content(), receiverStaffId: doctor.staffId };
    await down.submit(
      cardiologist,
      await down.does(cardiologist, 'editDownReferral', 'EditDownReferralInput', complete),
    );
    expect(await answers(doctor)).toEqual([{ id: answer.id }]);
  });
});

describe('the event log', () => {
  it('shows auditors of the receiver nothing of what was not sent to it', async () => {
    const auditor = await world.hire('AUDITOR', 'tcm');
    const draft = await story.draft(doctor, { toDepartmentId: world.departmentId('tcm-internal') });
    const log = async () =>
      (await auditor.tries('query($id: ID!) { referralEventLog(id: $id) { action } }', { id: draft.id })).errors[0]
        ?.extensions.code;
    expect(await log()).toBe('NOT_FOUND');
    await story.submit(doctor, draft);
    expect(await log()).toBeUndefined();
  });

  it('tells auditors who did what, nothing clinical, and that they looked is in the trail', async () => {
    const { id } = await story.claim(cardiologist, await story.submitted(doctor));
    const auditor = world.person('auditor');
    const { referralEventLog: log } = await auditor.asks<{ referralEventLog: { action: string; staffId: string }[] }>(
      'query($id: ID!) { referralEventLog(id: $id) { version action staffId institutionId requestId occurredAt } }',
      { id },
    );
    expect(log.map(({ action, staffId }) => [action, staffId])).toEqual([
      ['draft', doctor.staffId],
      ['submit', doctor.staffId],
      ['claim', cardiologist.staffId],
    ]);
    const { rows } = await withClient(app.database.ownerUrl, (owner) =>
      owner.query("SELECT detail FROM audit_entries WHERE action = 'referral.event-log-read' AND account_id = $1", [
        auditor.accountId,
      ]),
    );
    expect(rows).toEqual([{ detail: { referralId: id } }]);
  });
});
