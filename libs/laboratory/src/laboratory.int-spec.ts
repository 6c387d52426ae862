import { randomUUID } from 'node:crypto';
import { after, before, days, hours, minutes, type Duration } from '#kernel';
import { XLSX_TYPE, streamWorkbook } from '#platform';
import {
  LaboratoryStory,
  TestApp,
  World,
  readPdf,
  refusalOf,
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

/** Whatever somebody still holds of a test lapses before the next one. */
afterEach(() => app.clock.advance(minutes(31)));

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
    const sent = (await paper(story.collector, `/specimen-boxes/${box.id}/hand-over`)).pages;
    for (const words of ['标本运送交接单', one.barcode, other.barcode, '【急】血细胞分析', '2～8℃', '4℃', '接收人']) {
      expect(sent).toContain(words);
    }
    expect(sent).not.toMatch(/测试患者|已收|拒收/);
    await story.received(one);
    await rejected(other);
    const handled = (await paper(story.technician, `/specimen-boxes/${box.id}/hand-over`)).pages;
    expect(handled).toMatch(/已收.*拒收：溶血/);
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

const culture = (value: string) => [{ itemCode: 'BLOOD_CULTURE', value, unit: '定性' }];
const GERM = {
  organism: '金黄色葡萄球菌',
  susceptibilities: [
    { agent: '青霉素', method: 'MIC', value: '≥0.5', interpretation: 'R' },
    { agent: '万古霉素', method: 'MIC', value: '1', interpretation: 'S' },
    { agent: '头孢西丁', method: 'DISK', value: '26', interpretation: 'S' },
  ],
};

async function cultureBench(): Promise<{ specimen: SeenSpecimen; draft: SeenLabReport; fencingToken: number }> {
  const specimen = await story.onTheBench(['LAB-CULTURE'], 'BLOOD_CULTURE');
  const draft = await story.report(specimen);
  return { specimen, draft, fencingToken: await story.claimed(world.person('reporter'), specimen, draft.groupCode) };
}

const isolatesOf = async (person: Person, { id }: Pick<SeenLabReport, 'id'>): Promise<unknown> => {
  const { labReport } = await person.asks<{ labReport: { isolates: unknown } }>(
    `query($id: ID!) { labReport(id: $id) { isolates { organism quantity
      susceptibilities { agent method value interpretation } } } }`,
    { id },
  );
  return labReport.isolates;
};

describe('an antibiogram', () => {
  it('goes from the preliminary report into the final one, and stands on paper', async () => {
    const { specimen, draft, fencingToken } = await cultureBench();
    const input = {
      fencingToken,
      results: culture('阳性'),
      isolates: [{ organism: '革兰阳性球菌', susceptibilities: [] }],
    };
    const entered = await story.does(world.person('reporter'), 'enterLabResults', draft, input);
    const submit = { fencingToken, kind: 'PRELIMINARY' };
    const submitted = await story.does(world.person('reporter'), 'submitLabReport', entered, submit);
    const preliminary = await story.does(world.person('reviewer'), 'approveLabReport', submitted);
    expect(await isolatesOf(story.doctor, preliminary)).toEqual([
      { organism: '革兰阳性球菌', quantity: null, susceptibilities: [] },
    ]);
    expect(await reportPaper(story.doctor, preliminary)).toContain('未做药敏试验');
    const next = await story.report(specimen);
    expect(await isolatesOf(world.person('reviewer'), next)).toMatchObject([{ organism: '革兰阳性球菌' }]);
    const token = await story.claimed(world.person('reporter'), specimen, 'LAB_MICRO_FINAL');
    const germs = { fencingToken: token, results: [], isolates: [{ ...GERM, quantity: '2瓶' }] };
    const written = await story.does(world.person('reporter'), 'enterLabResults', next, germs);
    const final = await story.does(world.person('reporter'), 'submitLabReport', written, {
      fencingToken: token,
      kind: 'FINAL',
    });
    await story.does(world.person('reviewer'), 'approveLabReport', final);
    expect(await isolatesOf(story.doctor, final)).toEqual([{ ...GERM, quantity: '2瓶' }]);
    const words = await reportPaper(story.doctor, final);
    for (const part of ['分离菌1：金黄色葡萄球菌', '青霉素', '≥0.5', 'R（耐药）', '纸片法（mm）'])
      expect(words).toContain(part);
    expect(await reportPaper(story.doctor, preliminary)).toContain('革兰阳性球菌');
  });

  it('is of cultures that are said to be positive, so that nobody misses what is critical', async () => {
    const { draft, fencingToken } = await cultureBench();
    const input = { fencingToken, results: culture('阴性'), isolates: [GERM] };
    const entered = await story.does(world.person('reporter'), 'enterLabResults', draft, input);
    const answer = await story.tries(world.person('reporter'), 'submitLabReport', entered, {
      fencingToken,
      kind: 'FINAL',
    });
    expect(refusalOf(answer)).toBe('TRANSITION_REFUSED GERMS_IN_NEGATIVE');
    const right = { fencingToken, results: culture('阴性'), isolates: [] };
    const corrected = await story.does(world.person('reporter'), 'enterLabResults', entered, right);
    await story.does(world.person('reporter'), 'submitLabReport', corrected, { fencingToken, kind: 'FINAL' });
  });

  it('is of microbiology alone, with each germ and drug once', async () => {
    const other = await story.onTheBench(['LAB-K']);
    const draft = await story.report(other);
    const token = await story.claimed(world.person('reporter'), other, draft.groupCode);
    const wrong = { fencingToken: token, results: [], isolates: [GERM] };
    expect(refusalOf(await story.tries(world.person('reporter'), 'enterLabResults', draft, wrong))).toBe(
      'INVALID_INPUT',
    );
    const { draft: cultured, fencingToken } = await cultureBench();
    const twice = { fencingToken, results: [], isolates: [GERM, GERM] };
    expect(refusalOf(await story.tries(world.person('reporter'), 'enterLabResults', cultured, twice))).toBe(
      'INVALID_INPUT',
    );
  });
});

describe('a value', () => {
  it('comes once in an answer, and was measured between the collection and now', async () => {
    const specimen = await story.onTheBench(['LAB-BASIC']);
    const draft = await story.report(specimen);
    const fencingToken = await story.claimed(world.person('reporter'), specimen, draft.groupCode);
    const enter = async (results: object[]) =>
      refusalOf(await story.tries(world.person('reporter'), 'enterLabResults', draft, { fencingToken, results }));
    expect(await enter([mmol('K', '4.0'), mmol('K', '4.1')])).toBe('RESULTS_REFUSED');
    expect(await enter([{ ...mmol('K', '4.0'), measuredAt: after(app.clock.now(), minutes(1)) }])).toBe(
      'RESULTS_REFUSED',
    );
    expect(await enter([{ ...mmol('K', '4.0'), measuredAt: before(app.clock.now(), days(1)) }])).toBe(
      'RESULTS_REFUSED',
    );
  });
});

/** Day and time of an instant, as somebody types them. */
function chinese(at: Date): [day: string, time: string] {
  const typed = new Date(at.getTime() + hours(8)).toISOString();
  return [typed.slice(0, 10), typed.slice(11, 16)];
}

type Line = readonly [barcode: string, itemCode: string, value: string, unit: string, day?: string, time?: string];

async function workbook(lines: readonly Line[], name = '检验结果'): Promise<Buffer> {
  const columns = ['条码', '项目代码', '结果', '单位', '检测日期', '检测时间'].map((heading) => [heading, 12] as const);
  const rows = (async function* () {
    yield lines.map((line) => columns.map((_, index) => line[index] ?? null));
  })();
  const chunks: Buffer[] = [];
  for await (const chunk of streamWorkbook({ name, columns, rows })) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

interface Answer {
  readonly errors?: readonly { readonly extensions: { readonly facts: { count: number; problems: object[] } } }[];
}

const factsOf = ({ body }: { readonly body: Answer }) => body.errors![0]!.extensions.facts;

async function imports(person: Person, lines: readonly Line[], name?: string) {
  const { statusCode, payload } = await app.nest.inject({
    method: 'POST',
    url: '/lab-results',
    headers: { authorization: `Bearer ${person.token}`, 'content-type': XLSX_TYPE },
    payload: await workbook(lines, name),
  });
  return { statusCode, body: JSON.parse(payload) as Answer };
}

const valuesOf = ({ id }: SeenSpecimen) =>
  app.asOwner<{ value: string; source: string }>(
    `SELECT v.value, v.source FROM lab_results v JOIN lab_reports r ON r.id = v.report_id
     WHERE r.specimen_id = $1 ORDER BY v.position`,
    [id],
  );

describe('results from a file', () => {
  const reporter = (): Person => world.person('reporter');

  it('come in together, raise what is critical, and change nothing when they come again', async () => {
    const [one, other] = [await story.onTheBench(['LAB-BASIC']), await story.onTheBench(['LAB-K'])];
    const lines: Line[] = [
      [one.barcode, 'K', '2.1', 'mmol/L'],
      [` ${one.barcode.toLowerCase()}`, 'NA', '139', 'mmol/L'],
      [other.barcode, 'K', '4.1', 'mmol/L', ...chinese(app.clock.now())],
    ];
    expect(await imports(reporter(), lines)).toEqual({
      statusCode: 200,
      body: { specimens: 2, written: 3, unchanged: 0 },
    });
    expect(await imports(reporter(), lines)).toMatchObject({ body: { specimens: 2, written: 0, unchanged: 3 } });
    expect(await valuesOf(one)).toEqual([
      { value: '2.1', source: 'FILE' },
      { value: '139', source: 'FILE' },
    ]);
    const raised = await app.asOwner('SELECT value FROM critical_values WHERE subject_id = $1', [one.id]);
    expect(raised).toEqual([{ value: '2.1' }]);
    const published = await story.published(other, []);
    expect(published.state).toBe('PUBLISHED');
    expect(await imports(reporter(), lines)).toMatchObject({ statusCode: 200, body: { written: 0, unchanged: 3 } });
  });

  it('come in whole or not at all, and every row that cannot stand is named', async () => {
    const [one, signed] = [await story.onTheBench(['LAB-BASIC']), await story.onTheBench(['LAB-K'])];
    await story.published(signed, [mmol('K', '4.0')]);
    const answer = await imports(reporter(), [
      [one.barcode, 'K', '4.1', 'mmol/L'],
      [one.barcode, 'NA', '139', 'mg/dL'],
      ['S0', 'K', '4.1', 'mmol/L'],
      [one.barcode, 'GLU', '5', 'mmol/L'],
      [signed.barcode, 'K', '4.4', 'mmol/L'],
      [one.barcode, 'CL', '101', 'mmol/L', ...chinese(after(app.clock.now(), days(1)))],
    ]);
    expect([answer.statusCode, factsOf(answer).count]).toEqual([422, 5]);
    expect(factsOf(answer).problems).toMatchObject([
      { row: 3, itemCode: 'NA', constraint: 'OTHER_UNIT', message: expect.stringContaining('单位') as string },
      { row: 4, constraint: 'SPECIMEN_UNKNOWN' },
      { row: 5, itemCode: 'GLU', constraint: 'NOT_ORDERED' },
      { row: 6, itemCode: 'K', constraint: 'SIGNED_ALREADY' },
      { row: 7, itemCode: 'CL', constraint: 'MEASURED_LATER' },
    ]);
    expect(await valuesOf(one)).toEqual([]);
  });

  it('are refused where the sheet cannot be read, and for whoever enters none', async () => {
    const { barcode } = await story.onTheBench(['LAB-K']);
    const line: Line = [barcode, 'K', '4.1', 'mmol/L'];
    expect(factsOf(await imports(reporter(), [line], 'Sheet1')).problems).toMatchObject([
      { constraint: 'RESULT_SHEET_MISSING' },
    ]);
    const halves = await imports(reporter(), [line, line, [barcode, 'NA', '140', 'mmol/L', '2026-05-06']]);
    expect(halves.statusCode).toBe(422);
    expect((await imports(story.technician, [line])).statusCode).toBe(403);
    const stranger = await world.hire('REPORTER', 'south');
    expect(factsOf(await imports(stranger, [line])).problems).toMatchObject([{ constraint: 'SPECIMEN_UNKNOWN' }]);
  });
});
