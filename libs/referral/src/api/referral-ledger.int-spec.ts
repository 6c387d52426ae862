import { type Cell, days, minutes } from '#kernel';
import { readWorkbook } from '#platform';
import { DownStory, ReferralStory, TestApp, World, completeForm, withClient, type Person } from '#testing';

let app: TestApp;
let world: World;
let story: ReferralStory;
let doctor: Person;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  story = new ReferralStory(world);
  doctor = world.person('township-doctor');
});

afterAll(() => app.stop());

const YEAR = 'from=2026-01-01&to=2026-12-31';

const download = (person: Person | null, query: string) =>
  app.nest.inject({
    url: `/referral-ledger?${query}`,
    headers: person ? { authorization: `Bearer ${person.token}` } : {},
  });

async function linesOf(person: Person, query: string): Promise<Readonly<Record<string, Cell>>[]> {
  const { statusCode, rawPayload } = await download(person, query);
  expect(statusCode).toBe(200);
  const [sheet] = await readWorkbook(rawPayload);
  const [headings, ...rows] = sheet!.rows;
  return rows.map((row) => Object.fromEntries(headings!.map((heading, at) => [String(heading), row[at] ?? null])));
}

describe('the register', () => {
  it('lists what the institution sends and receives, patients by masked names, what looks like a formula as text', async () => {
    const display = '=HYPERLINK("http://x")';
    const diagnosis = { system: 'ICD-10-CN-CLINICAL', version: '2.0', code: 'I20.0', display };
    const draft = await story.draft(doctor, { form: { ...completeForm, diagnoses: [diagnosis] } });
    const { referralNo } = await story.submit(doctor, draft);
    await story.draft(doctor);
    const sent = await linesOf(world.person('township-head'), `side=SENT&${YEAR}`);
    expect(sent).toEqual([
      expect.objectContaining({
        序号: 1,
        转诊单号: referralNo,
        方向: '上转',
        患者: '测***',
        转出机构: '北乡卫生院',
        转入机构: '县人民医院',
        初步诊断: `${display}（I20.0）`,
        '转诊目的（下转原因）': '需专科诊治',
        类别: '普通',
        状态: '待受理',
      }),
    ]);
    expect(sent[0]!['日期']).toEqual(new Date('2026-03-04T09:00:00Z'));
    expect(await linesOf(world.person('coordinator'), `side=RECEIVED&${YEAR}`)).toEqual(sent);
    expect(await linesOf(world.person('coordinator'), `side=SENT&${YEAR}`)).toEqual([]);
    expect(await linesOf(world.person('other-township-head'), `side=SENT&${YEAR}`)).toEqual([]);
  });

  it('lists patients who are sent down, with the reason, and tells emergencies from the others', async () => {
    const down = new DownStory(world);
    const cardiologist = world.person('cardiologist');
    const patientId = await story.patient(doctor);
    await story.submit(doctor, await story.draft(doctor, { patientId }));
    const receiverStaffId = doctor.staffId;
    await down.receive(doctor, await down.submitted(cardiologist, { patientId, receiverStaffId }));
    await story.emergency(doctor);
    const lines = (side: string) => linesOf(world.person('coordinator'), `side=${side}&${YEAR}`);
    const [line] = await lines('SENT');
    expect(line).toMatchObject({
      方向: '下转',
      类别: '普通',
      患者来源: '住院',
      转出科室: 'cardiology',
      转入机构: '北乡卫生院',
      '转诊目的（下转原因）': '术后恢复',
      状态: '转回中',
    });
    expect(line!['受理时间']).toEqual(new Date('2026-03-04T09:00:00Z'));
    expect(await linesOf(world.person('coordinator'), `side=SENT&${YEAR}&direction=DOWN&state=IN_TRANSIT`)).toEqual([
      line,
    ]);
    expect((await lines('RECEIVED')).map((one) => one['类别'])).toContain('急诊');
  });

  it('goes on to list what has ended, masked, after the receiver’s access to the patient is over', async () => {
    const coordinator = world.person('coordinator');
    const submitted = await story.submitted(doctor);
    const closed = await story.act(coordinator, 'closeReferralByAgreement', submitted, {
      reasonCode: 'patient_giveup',
    });
    app.clock.advance(days(31));
    await expect(story.look(coordinator, closed.id)).rejects.toThrow(/NOT_FOUND/);
    const lines = await linesOf(coordinator, `side=RECEIVED&${YEAR}`);
    expect(lines.find((line) => line['转诊单号'] === submitted.referralNo)).toMatchObject({
      患者: '测***',
      状态: '协商关闭',
    });
  });

  it('stands in the order of the first submit, not of the drafts, over as many batches as it takes', async () => {
    const [early, late] = [await story.draft(doctor), await story.draft(doctor)];
    app.clock.advance(minutes(1));
    const first = await story.submit(doctor, late);
    app.clock.advance(minutes(1));
    const second = await story.submit(doctor, early);
    const numbers = (await linesOf(world.person('township-head'), `side=SENT&${YEAR}`)).map((one) => one['转诊单号']);
    expect(numbers.slice(-2)).toEqual([first.referralNo, second.referralNo]);
  });

  it('is narrowed by day, direction and state', async () => {
    await story.submitted(doctor);
    const head = world.person('township-head');
    expect((await linesOf(head, 'side=SENT&from=2026-03-04&to=2026-03-04')).length).toBeGreaterThan(0);
    expect(await linesOf(head, 'side=SENT&from=2026-03-05&to=2026-03-31')).toEqual([]);
    expect(await linesOf(head, `side=SENT&${YEAR}&direction=LATERAL`)).toEqual([]);
    expect(await linesOf(head, `side=SENT&${YEAR}&state=COMPLETED`)).toEqual([]);
    expect((await linesOf(head, `side=SENT&${YEAR}&state=PENDING_ACCEPTANCE&direction=UP`)).length).toBeGreaterThan(0);
  });

  it('refuses more than a year, and what makes no sense', async () => {
    const head = world.person('township-head');
    const questions = [
      'side=SENT&from=2025-01-01&to=2026-12-31',
      'side=SENT&from=2026-02-01&to=2026-01-01',
      YEAR,
      'side=SENT&from=x&to=y',
    ];
    for (const query of questions) expect((await download(head, query)).statusCode).toBe(422);
  });

  it('is for coordinators and heads, and leaves an entry of the question', async () => {
    expect((await download(null, `side=SENT&${YEAR}`)).statusCode).toBe(401);
    for (const name of ['township-doctor', 'cardiologist', 'registrar', 'auditor'] as const) {
      expect((await download(world.person(name), `side=SENT&${YEAR}`)).statusCode).toBe(403);
    }
    const [entry] = await withClient(app.database.ownerUrl, async (owner) => {
      const { rows } = await owner.query<{ detail: object }>(
        `SELECT detail FROM audit_entries WHERE action = 'referral.ledger-exported' AND detail->>'from' < '2026' LIMIT 1`,
      );
      return rows;
    });
    expect(entry!.detail).toMatchObject({ from: '2025-12-31T16:00:00.000Z', to: '2026-12-31T16:00:00.000Z' });
  });
});
