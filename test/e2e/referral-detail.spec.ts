import { after, days } from '#kernel';
import { ReferralStory, TestApp, World, withClient, type Person } from '#testing';

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

describe('the event log', () => {
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
