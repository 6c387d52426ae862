import { randomUUID } from 'node:crypto';
import { days, hours, minutes, type Duration } from '#kernel';
import {
  LaboratoryStory,
  TestApp,
  World,
  readPdf,
  withClient,
  type Person,
  type SeenLabReport,
  type SeenPdf,
  type SeenSpecimen,
} from '#testing';

let app: TestApp;
let world: World;
let story: LaboratoryStory;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  story = await LaboratoryStory.begin(app, world);
});

afterAll(() => app.stop());

const mmol = (itemCode: string, value: string) => ({ itemCode, value, unit: 'mmol/L' });
const BASIC = [mmol('K', '6.9'), mmol('NA', '130'), mmol('CL', '101')];

const COUNT = [
  { itemCode: 'WBC', value: '5.1', unit: '10^9/L' },
  { itemCode: 'HB', value: '140', unit: 'g/L' },
  { itemCode: 'PLT', value: '210', unit: '10^9/L' },
];

async function rejected({ barcode }: Pick<SeenSpecimen, 'barcode'>): Promise<void> {
  const input = { idempotencyKey: randomUUID(), barcode, reasonCode: 'haemolysed' };
  await story.technician.asks('mutation($input: RejectSpecimenInput!) { rejectSpecimen(input: $input) { id } }', {
    input,
  });
}

const download = (person: Person, url: string) =>
  app.nest.inject({ url, headers: { authorization: `Bearer ${person.token}` } });

async function paper(person: Person, url: string): Promise<{ pages: string; seen: SeenPdf; name: string }> {
  const { statusCode, rawPayload, headers } = await download(person, url);
  expect([statusCode, headers['content-type'], headers['cache-control']]).toEqual([200, 'application/pdf', 'no-store']);
  const seen = await readPdf(rawPayload);
  return { pages: seen.pages.join(''), seen, name: String(headers['content-disposition']) };
}

const reportPaper = async (person: Person, { id }: Pick<SeenLabReport, 'id'>): Promise<string> => {
  const { pages } = await paper(person, `/lab-reports/${id}/print`);
  return pages;
};

/** The county's laboratory is qualified for everything it measures. */
async function qualified(scope: string, validFrom: string, validTo: string): Promise<void> {
  await withClient(app.database.ownerUrl, (owner) =>
    owner.query(
      `INSERT INTO quality_qualifications (id, institution_id, certificate_no, name, category, item_codes, scope,
         issued_by, valid_from, valid_to, active, version)
       VALUES (gen_random_uuid(), $1, $2 || '-' || $5, '室间质评合格', 'LABORATORY', '{}', $2, '临检中心', $3::date, $4::date, true, 1)`,
      [world.institutionId('county'), scope, validFrom, validTo, validFrom],
    ),
  );
}

describe('the paper of a report', () => {
  it('says whose it is, what was measured and what is usual, who has signed, and how far it is recognised', async () => {
    await qualified('PROVINCE', '2020-01-01', '2020-12-31');
    await qualified('CITY', '2020-01-01', '2099-12-31');
    const published = await story.published(await story.onTheBench(['LAB-BASIC']), BASIC);
    const { pages, seen, name } = await paper(story.doctor, `/lab-reports/${published.id}/print`);
    expect(seen.pages).toHaveLength(1);
    expect(seen.size).toEqual([210, 297]);
    expect(name).toMatch(/^inline; filename="lab-report-L\d+-1\.pdf"$/);
    for (const words of [
      '检验报告单',
      '测试患者',
      '乏力待查',
      '电解质三项【医联体HR】',
      '血钾（K）',
      '3.5–5.3',
      'mmol/L',
    ]) {
      expect(pages).toContain(words);
    }
    expect(pages).toContain('6.9↑危急');
    expect(pages).toContain('130↓');
    expect(pages).toMatch(/技术审核：.+医学审核：.+报告时间：/);
    expect(pages).not.toMatch(/已更正|已撤回|初步报告|不再有效/);
    const looks = await app.asOwner<{ patients: number }>(
      `SELECT cardinality(patient_ids) AS patients FROM audit_entries WHERE action = 'lab-report.print' AND object_id = $1`,
      [published.id],
    );
    expect(looks).toEqual([{ patients: 1 }]);
  });

  it('says 已更正 where it takes the place of a final one, which says that it does not count any more', async () => {
    const specimen = await story.onTheBench(['LAB-K']);
    const first = await story.published(specimen, [mmol('K', '4.0')]);
    await story.does(world.person('reviewer'), 'amendLabReport', first, { reasonCode: 'wrong_value' });
    const second = await story.published(specimen, [mmol('K', '4.6')]);
    expect(await reportPaper(story.doctor, second)).toContain('已更正（第2版）');
    const old = await reportPaper(story.doctor, first);
    expect(old).toContain('已有新版本，本页不再有效');
    expect(old).not.toContain('HR');
  });

  it('says what is preliminary, and what was taken back; neither is recognised', async () => {
    const culture = await story.onTheBench(['LAB-CULTURE'], 'BLOOD_CULTURE');
    const positive = [{ itemCode: 'BLOOD_CULTURE', value: '阳性', unit: '定性' }];
    const preliminary = await story.published(culture, positive, { kind: 'PRELIMINARY', conclusion: '革兰阳性球菌' });
    const early = await reportPaper(story.doctor, preliminary);
    expect(early).toContain('初步报告，最终报告另发');
    expect(early).toContain('革兰阳性球菌');
    const wrong = await story.published(await story.onTheBench(['LAB-K']), [mmol('K', '4.0')]);
    const asked = await story.does(world.person('center-head'), 'askLabReportRetraction', wrong, {
      reasonCode: 'wrong_patient',
    });
    const retracted = await story.does(world.person('medical-affairs'), 'retractLabReport', asked);
    const late = await reportPaper(story.doctor, retracted);
    expect(late).toContain('已撤回，不得作为诊疗依据');
    expect(early + late).not.toContain('HR');
  });

  it('does not exist before its publication, nor for anybody else', async () => {
    const specimen = await story.onTheBench(['LAB-K']);
    const submitted = await story.submitted(specimen, [mmol('K', '4.0')]);
    const url = `/lab-reports/${submitted.id}/print`;
    expect((await download(world.person('reviewer'), url)).statusCode).toBe(404);
    await story.does(world.person('reviewer'), 'approveLabReport', submitted);
    expect((await download(world.person('other-township-doctor'), url)).statusCode).toBe(404);
    expect((await download(world.person('registrar'), url)).statusCode).toBe(403);
    expect((await download(story.doctor, '/lab-reports/none/print')).statusCode).toBe(422);
  });
});

describe('the hand-over list of a box', () => {
  it('says what is in it and how warm it was, names no patient, and tells what came of each specimen', async () => {
    const order = await story.ordered(['LAB-CBC'], { visitType: 'EMERGENCY' });
    const [one, other] = [await story.collected(order, 'BLOOD'), await story.collected(await story.ordered(['LAB-K']))];
    const box = await story.sent(one, other);
    const before = (await paper(story.collector, `/specimen-boxes/${box.id}/hand-over`)).pages;
    for (const words of ['标本运送交接单', one.barcode, other.barcode, '【急】血细胞分析', '2～8℃', '4℃', '接收人']) {
      expect(before).toContain(words);
    }
    expect(before).not.toMatch(/测试患者|已收|拒收/);
    await story.received(one);
    await rejected(other);
    const after = (await paper(story.technician, `/specimen-boxes/${box.id}/hand-over`)).pages;
    expect(after).toMatch(/已收.*拒收：溶血/);
  });

  it('is no list for an institution that it does not go to', async () => {
    const box = await story.sent(await story.collected(await story.ordered(['LAB-K'])));
    const stranger = await world.hire('TECHNICIAN', 'south');
    expect((await download(stranger, `/specimen-boxes/${box.id}/hand-over`)).statusCode).toBe(404);
  });
});

/** Codes of what somebody was told of a thing, the oldest first; none of them names anybody. */
async function told(person: Person, { id }: { readonly id: string }): Promise<string[]> {
  await app.work('deliver.laboratory.report-news');
  await app.work('deliver.laboratory.rejection-news');
  const { myNotices } = await person.asks<{
    myNotices: { nodes: { templateCode: string; subjectId: string; title: string; body: string }[] };
  }>('{ myNotices(first: 100) { nodes { templateCode subjectId title body } } }');
  const own = myNotices.nodes.filter(({ subjectId }) => subjectId === id);
  for (const { title, body } of own) expect(`${title}${body}`).not.toMatch(/测试患者|血钾|\{/);
  return own.map(({ templateCode }) => templateCode.replace('laboratory.', '')).toReversed();
}

async function pass(time: Duration): Promise<void> {
  app.clock.advance(time);
  await app.work('deadlines.sweep');
}

describe('the time that a report has', () => {
  it('is told to the head of the laboratory when it has passed, then to 医务科, and to nobody once it is met', async () => {
    const [head, affairs] = [world.person('center-head'), world.person('medical-affairs')];
    const emergency = { visitType: 'EMERGENCY' };
    const late = await story.submitted(await story.onTheBench(['LAB-CBC'], 'BLOOD', emergency), COUNT);
    const met = await story.published(await story.onTheBench(['LAB-CBC'], 'BLOOD', emergency), COUNT);
    const routine = await story.report(await story.onTheBench(['LAB-CBC'], 'BLOOD'));
    await pass(minutes(31));
    expect(await told(head, late)).toEqual(['report-overdue']);
    expect(await told(affairs, late)).toEqual([]);
    app.clock.advance(minutes(1));
    await pass(minutes(30));
    expect(await told(head, late)).toEqual(['report-overdue', 'report-overdue']);
    expect(await told(affairs, late)).toEqual(['report-overdue']);
    for (const person of [head, affairs]) {
      for (const report of [met, routine]) expect(await told(person, report)).toEqual([]);
    }
    await pass(hours(2));
    expect(await told(head, routine)).toContain('report-overdue');
  });

  it('ends with a specimen that is rejected after all', async () => {
    const specimen = await story.onTheBench(['LAB-K'], 'SERUM', { visitType: 'GREEN_CHANNEL' });
    const draft = await story.report(specimen);
    await rejected(specimen);
    await pass(days(2));
    expect(await told(world.person('center-head'), draft)).toEqual([]);
  });
});

describe('whoever ordered', () => {
  it('hears of the report, of its correction, and when it is taken back', async () => {
    const specimen = await story.onTheBench(['LAB-K']);
    const first = await story.published(specimen, [mmol('K', '4.0')]);
    expect(await told(story.doctor, first)).toEqual(['report-published']);
    await story.does(world.person('reviewer'), 'amendLabReport', first, { reasonCode: 'wrong_value' });
    const second = await story.published(specimen, [mmol('K', '4.6')]);
    expect(await told(story.doctor, second)).toEqual(['report-corrected']);
    const mistake = { reasonCode: 'wrong_patient' };
    const asked = await story.does(world.person('center-head'), 'askLabReportRetraction', second, mistake);
    expect(await told(world.person('medical-affairs'), second)).toEqual(['retraction-asked']);
    await story.does(world.person('medical-affairs'), 'retractLabReport', asked);
    app.clock.advance(minutes(1));
    expect((await told(story.doctor, second)).toSorted()).toEqual(['report-corrected', 'report-retracted']);
  });

  it('hears of a rejected specimen, as whoever took it does, and the reporter of a report that was given back', async () => {
    const specimen = await story.onTheBench(['LAB-K']);
    const submitted = await story.submitted(specimen, [mmol('K', '4.0')]);
    await story.does(world.person('reviewer'), 'returnLabReport', submitted, { reasonCode: 'incomplete' });
    expect(await told(world.person('reporter'), submitted)).toEqual(['report-returned']);
    const other = await story.onTheBench(['LAB-K']);
    await rejected(other);
    for (const person of [story.doctor, story.collector])
      expect(await told(person, other)).toEqual(['specimen-rejected']);
  });

  it('and recognised a result hears of its correction and sees it', async () => {
    const specimen = await story.onTheBench(['LAB-K']);
    const first = await story.published(specimen, [mmol('K', '4.0')]);
    const other = world.person('other-township-doctor');
    const [item] = (await story.ordered(['LAB-K'])).items;
    await app.asOwner(
      `UPDATE recognition_decisions SET decision = 'RECOGNIZED', report_domain = 'laboratory', report_id = $2,
         source_institution_id = $3, days_old = 0, institution_id = $4, doctor_staff_id = $5 WHERE order_item_id = $1`,
      [item!.id, first.id, world.institutionId('county'), other.institutionId, other.staffId],
    );
    await story.does(world.person('reviewer'), 'amendLabReport', first, { reasonCode: 'wrong_value' });
    const second = await story.published(specimen, [mmol('K', '4.6')]);
    expect(await told(other, second)).toEqual(['recognised-corrected']);
    expect(await other.asks('query($id: ID!) { labReport(id: $id) { state } }', { id: second.id })).toEqual({
      labReport: { state: 'PUBLISHED' },
    });
  });
});

describe('how long reports take', () => {
  it('is told by group and kind of visit: median and P90 of the days, and the way of the specimens', async () => {
    app.clock.set(new Date('2026-05-06T01:00:00Z'));
    for (const waited of [10, 20, 90]) {
      const specimen = await story.collected(await story.ordered(['LAB-CBC'], { visitType: 'INPATIENT' }), 'BLOOD');
      await story.sent(specimen);
      app.clock.advance(minutes(waited * 2));
      await story.received(specimen);
      const submitted = await story.submitted(specimen, COUNT);
      app.clock.advance(minutes(waited));
      await story.does(world.person('reviewer'), 'approveLabReport', submitted);
    }
    const ask = (from: string, to: string) =>
      world.person('center-head').tries<{ labTurnaround: object[] }>(
        `{ labTurnaround(from: "${from}", to: "${to}") { groupCode urgency visitType reports overdue medianMinutes
          p90Minutes transportMedianMinutes transportP90Minutes } }`,
      );
    expect((await ask('2026-05-06', '2026-05-06')).data!.labTurnaround).toEqual([
      {
        groupCode: 'LAB_GENERAL',
        urgency: 'INPATIENT',
        visitType: 'INPATIENT',
        reports: 3,
        overdue: 0,
        medianMinutes: 20,
        p90Minutes: 76,
        transportMedianMinutes: 40,
        transportP90Minutes: 152,
      },
    ]);
    expect((await ask('2026-05-07', '2026-05-31')).data!.labTurnaround).toEqual([]);
    for (const to of ['2026-05-05', '2027-05-08']) {
      expect((await ask('2026-05-06', to)).errors[0]!.extensions.code).toBe('INVALID_INPUT');
    }
  });
});
