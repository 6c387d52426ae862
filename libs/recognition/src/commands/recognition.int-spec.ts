import { randomUUID } from 'node:crypto';
import { days } from '#kernel';
import {
  ImagingStory,
  LaboratoryStory,
  TestApp,
  World,
  refusalOf,
  type LabItemCode,
  type Person,
  type SeenLabReport,
  type SeenReport,
  type SeenSpecimen,
} from '#testing';

let app: TestApp;
let world: World;
let story: LaboratoryStory;
let imaging: ImagingStory;
let doctor: Person;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  story = await LaboratoryStory.begin(app, world);
  imaging = await ImagingStory.in(app, world);
  doctor = story.doctor;
  await qualify('county', '2026-01-01', '2026-12-31');
});

afterAll(() => app.stop());

const key = () => ({ idempotencyKey: randomUUID() });

async function qualify(
  institution: 'county' | 'north',
  from: string,
  to: string,
  category = 'LABORATORY',
): Promise<void> {
  await app.asOwner(
    `INSERT INTO quality_qualifications (id, institution_id, certificate_no, name, category, item_codes, scope, issued_by,
       valid_from, valid_to, active, version)
     VALUES (gen_random_uuid(), $1, $4, '室间质评', $5, '{}', 'PROVINCE', '省临检中心', $2, $3, true, 1)`,
    [world.institutionId(institution), from, to, randomUUID(), category],
  );
}

const k = (value = '4.1') => [{ itemCode: 'K', value, unit: 'mmol/L' }];
const BASIC = [
  ...k(),
  { itemCode: 'NA', value: '140', unit: 'mmol/L' },
  { itemCode: 'CL', value: '101', unit: 'mmol/L' },
];

/** A published report of a patient. */
async function reported(patientId: string, code: LabItemCode = 'LAB-K'): Promise<string> {
  const specimen = await story.onTheBench([code], 'SERUM', { patientId });
  return (await story.published(specimen, code === 'LAB-K' ? k() : BASIC)).id;
}

interface SeenOffer {
  readonly reportId: string;
  readonly because: string | null;
  readonly daysOld: number | null;
  readonly savedCents: number;
  readonly institutionName: string;
}

type ItemCode = LabItemCode | 'CT-HEAD' | 'CT-HEAD-C';

async function offers(patientId: string, code: ItemCode) {
  const FIELDS = 'reportId because daysOld savedCents institutionName';
  const { recognitionCandidates } = await doctor.asks<{
    recognitionCandidates: { candidates: SeenOffer[]; nearMisses: SeenOffer[] }[];
  }>(
    `query($patientId: ID!, $codes: [String!]!) { recognitionCandidates(patientId: $patientId, itemCodes: $codes) {
       candidates { ${FIELDS} } nearMisses { ${FIELDS} } } }`,
    { patientId, codes: [code] },
  );
  return recognitionCandidates[0]!;
}

interface Draft {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly items: readonly { id: string; state: string; reportId: string | null }[];
}
const ORDER = 'id version state items { id state reportId }';

async function drafted(patientId: string, code: ItemCode, by = doctor): Promise<Draft> {
  const where = { toInstitutionId: world.institutionId('county'), visitType: 'OUTPATIENT', clinicalQuestion: '复查' };
  const { draftExamOrder } = await by.asks<{ draftExamOrder: Draft }>(
    `mutation($input: DraftExamOrderInput!) { draftExamOrder(input: $input) { ${ORDER} } }`,
    { input: { ...key(), patientId, itemCodes: [code], ...where } },
  );
  return draftExamOrder;
}

const place = ({ id, version, items }: Draft, choice?: object, by = doctor) =>
  by.tries<{ placeExamOrder: Draft }>(
    `mutation($input: PlaceExamOrderInput!) { placeExamOrder(input: $input) { ${ORDER} } }`,
    { input: { id, expectedVersion: version, ...(choice && { choices: [{ itemId: items[0]!.id, ...choice }] }) } },
  );

const decisions = (orderItemId: string) =>
  app.asOwner(
    'SELECT decision, saved_cents AS saved, decline_code AS code FROM recognition_decisions WHERE order_item_id = $1',
    [orderItemId],
  );

describe('a result', () => {
  it('is offered while it is young enough, with what it saves, and otherwise with the reason why not', async () => {
    const patientId = await story.referrals.patient(doctor);
    const reportId = await reported(patientId, 'LAB-BASIC');
    app.clock.advance(days(14));
    expect(await offers(patientId, 'LAB-K')).toEqual({
      candidates: [{ reportId, because: null, daysOld: 14, savedCents: 1_000, institutionName: '县人民医院' }],
      nearMisses: [],
    });
    expect(await offers(patientId, 'LAB-CBC')).toEqual({ candidates: [], nearMisses: [] });
    app.clock.advance(days(1));
    expect(await offers(patientId, 'LAB-BASIC')).toMatchObject({
      candidates: [],
      nearMisses: [{ reportId, because: 'OUTSIDE_WINDOW' }],
    });
  });

  it('is recognised inside the order: nothing is examined, and the price of then is what was saved', async () => {
    const patientId = await story.referrals.patient(doctor);
    const reportId = await reported(patientId);
    const draft = await drafted(patientId, 'LAB-K');
    await app.asOwner(
      `INSERT INTO standard_items (id, effective_from, version, code, name, category, panel_members, price_cents,
         recognition_scope, window_days, window_unlimited, active)
       SELECT id, $1, version + 1, code, name, category, panel_members, 9999, recognition_scope, window_days,
         window_unlimited, active FROM standard_items WHERE code = 'LAB-K'`,
      [app.clock.now()],
    );
    expect(refusalOf(await place(draft))).toBe('RECOGNITION_UNDECIDED');
    const { data } = await place(draft, { reportId });
    expect(data!.placeExamOrder).toMatchObject({ state: 'COMPLETED', items: [{ state: 'RECOGNIZED', reportId }] });
    expect(await decisions(draft.items[0]!.id)).toEqual([{ decision: 'RECOGNIZED', saved: 1_000, code: null }]);
  });

  it('is declined by a code, with words where the code asks for them, and the item is examined', async () => {
    const patientId = await story.referrals.patient(doctor);
    await reported(patientId);
    const draft = await drafted(patientId, 'LAB-K');
    expect(refusalOf(await place(draft, { declineCode: '55' }))).toBe('INVALID_INPUT');
    expect(refusalOf(await place(draft, { declineCode: '07' }))).toBe('INVALID_INPUT');
    const { data } = await place(draft, { declineCode: '07', comment: '需动态观察' });
    expect(data!.placeExamOrder).toMatchObject({ state: 'ORDERED', items: [{ state: 'ORDERED' }] });
    expect(await decisions(draft.items[0]!.id)).toEqual([{ decision: 'DECLINED', saved: 0, code: '07' }]);
  });

  it('that was taken back after it was offered cannot be recognised', async () => {
    const patientId = await story.referrals.patient(doctor);
    const reportId = await reported(patientId);
    const draft = await drafted(patientId, 'LAB-K');
    const report = { id: reportId, version: 4 } as Parameters<LaboratoryStory['tries']>[2];
    const [{ version }] = (await app.asOwner('SELECT version FROM lab_reports WHERE id = $1', [reportId])) as [
      { version: number },
    ];
    const asked = await story.does(
      world.person('center-head'),
      'askLabReportRetraction',
      { ...report, version },
      {
        reasonCode: 'wrong_patient',
      },
    );
    await story.does(world.person('medical-affairs'), 'retractLabReport', asked);
    expect(refusalOf(await place(draft, { reportId }))).toBe('NOT_RECOGNISABLE');
    expect((await offers(patientId, 'LAB-K')).nearMisses).toMatchObject([{ reportId, because: 'NOT_PUBLISHED' }]);
    const { data } = await place(draft);
    expect(data!.placeExamOrder.state).toBe('ORDERED');
    expect(await decisions(draft.items[0]!.id)).toEqual([{ decision: 'NO_CANDIDATE', saved: 0, code: null }]);
  });

  it('that was corrected is offered in its corrected version alone', async () => {
    const patientId = await story.referrals.patient(doctor);
    const specimen = await story.onTheBench(['LAB-K'], 'SERUM', { patientId });
    const first = await story.published(specimen, k());
    await story.does(world.person('reviewer'), 'amendLabReport', first, { reasonCode: 'wrong_value' });
    const second = await story.published(specimen, k('4.6'));
    const { candidates, nearMisses } = await offers(patientId, 'LAB-K');
    expect([candidates.map(({ reportId }) => reportId), nearMisses]).toEqual([[second.id], []]);
  });

  it('of somebody else is offered to nobody who may not see the patient', async () => {
    const patientId = await story.referrals.patient(doctor);
    await reported(patientId);
    const query =
      'query($patientId: ID!) { recognitionCandidates(patientId: $patientId, itemCodes: ["LAB-K"]) { itemCode } }';
    const elsewhere = world.person('other-township-doctor');
    expect(refusalOf(await elsewhere.tries(query, { patientId }))).toBe('NOT_FOUND');
  });
});

describe('a laboratory report that is corrected', () => {
  const reviewer = () => world.person('reviewer');
  const corrected = async (id: string, specimen: SeenSpecimen, value: string): Promise<string> => {
    const { labReport } = await reviewer().asks<{ labReport: SeenLabReport }>(
      'query($id: ID!) { labReport(id: $id) { id version } }',
      { id },
    );
    await story.does(reviewer(), 'amendLabReport', labReport, { reasonCode: 'wrong_value', ...key() });
    return (await story.published(specimen, k(value))).id;
  };

  it('is as old as what it corrects, and past its window with it', async () => {
    const patientId = await story.referrals.patient(doctor);
    const specimen = await story.onTheBench(['LAB-K'], 'SERUM', { patientId });
    const first = (await story.published(specimen, k())).id;
    app.clock.advance(days(10));
    const second = await corrected(first, specimen, '4.2');
    expect(await offers(patientId, 'LAB-K')).toMatchObject({
      candidates: [{ reportId: second, daysOld: 10 }],
      nearMisses: [],
    });
    app.clock.advance(days(4));
    const third = await corrected(second, specimen, '4.3');
    expect((await offers(patientId, 'LAB-K')).candidates).toMatchObject([{ reportId: third, daysOld: 14 }]);
    app.clock.advance(days(1));
    expect(await offers(patientId, 'LAB-K')).toMatchObject({
      candidates: [],
      nearMisses: [{ reportId: third, because: 'OUTSIDE_WINDOW' }],
    });
  });
});

describe('a CT', () => {
  const examined = async (patientId: string): Promise<SeenReport> => {
    const technician = world.person('technician');
    const exam = await imaging.acquired(technician, 'CT', { patientId });
    return imaging.approve(world.person('reviewer'), await imaging.submitted(world.person('reporter'), exam));
  };
  const amended = async ({ id }: SeenReport): Promise<SeenReport> => {
    const { imagingReport } = await world
      .person('reviewer')
      .asks<{ imagingReport: SeenReport }>('query($id: ID!) { imagingReport(id: $id) { id version } }', { id });
    const draft = await imaging.act(world.person('reviewer'), 'amendImagingReport', imagingReport, {
      reasonCode: 'finding_missed',
    });
    return imaging.approve(world.person('center-head'), await imaging.submit(world.person('reviewer'), draft, 1));
  };
  const retracted = async (report: SeenReport): Promise<void> => {
    const wish = { reasonCode: 'wrong_images', readAgain: true };
    const wanted = await imaging.act(world.person('center-head'), 'requestReportRetraction', report, wish);
    await imaging.act(world.person('medical-affairs'), 'confirmReportRetraction', wanted);
  };
  const told = async (person: Person, examId: string): Promise<string[]> => {
    const { myNotices } = await person.asks<{ myNotices: { nodes: { templateCode: string; subjectId: string }[] } }>(
      '{ myNotices(first: 100) { nodes { templateCode subjectId } } }',
    );
    return myNotices.nodes.filter(({ subjectId }) => subjectId === examId).map(({ templateCode }) => templateCode);
  };

  beforeAll(() => qualify('county', '2026-01-01', '2026-12-31', 'IMAGING'));

  it('made for one township is recognised by another at the next order, which sees report and images from then on', async () => {
    const patientId = await story.referrals.patient(doctor);
    const elsewhere = world.person('other-township-doctor');
    const { examId: reportId } = await examined(patientId);
    app.clock.advance(days(90));
    expect((await offers(patientId, 'CT-HEAD')).candidates).toMatchObject([{ reportId, daysOld: 90 }]);
    const look = 'query($id: ID!) { exam(id: $id) { accessionNo report { conclusion } } }';
    expect(refusalOf(await elsewhere.tries(look, { id: reportId }))).toBe('NOT_FOUND');
    await app.asOwner(
      `INSERT INTO patient_access_grants (id, patient_id, institution_id, basis, source_type, source_id, valid_from)
       VALUES (gen_random_uuid(), $1, $2, 'ENCOUNTER', 'encounter', gen_random_uuid(), $3)`,
      [patientId, elsewhere.institutionId, app.clock.now()],
    );
    const draft = await drafted(patientId, 'CT-HEAD', elsewhere);
    const { data } = await place(draft, { reportId }, elsewhere);
    expect(data!.placeExamOrder).toMatchObject({ state: 'COMPLETED', items: [{ state: 'RECOGNIZED', reportId }] });
    expect(await decisions(draft.items[0]!.id)).toEqual([{ decision: 'RECOGNIZED', saved: 18_000, code: null }]);
    const { recognitionStatistics } = await world
      .person('other-township-head')
      .asks<{ recognitionStatistics: object[] }>(
        '{ recognitionStatistics(from: "2026-03-01", to: "2026-12-31") { recognized savedCents } }',
      );
    expect(recognitionStatistics).toEqual([{ recognized: 1, savedCents: 18_000 }]);
    const { exam } = await elsewhere.asks<{ exam: { report: object } }>(look, { id: reportId });
    expect(exam.report).toMatchObject({ conclusion: '未见明显异常。' });
  });

  it('is offered once it is final, with the reason why not where contrast, age or the qualification differ', async () => {
    const patientId = await story.referrals.patient(doctor);
    const technician = world.person('technician');
    const exam = await imaging.acquired(technician, 'CT', { patientId });
    const preliminary = await imaging.submitted(world.person('reporter'), exam, 'PRELIMINARY');
    const published = await imaging.approve(world.person('reviewer'), preliminary);
    expect(await offers(patientId, 'CT-HEAD')).toEqual({ candidates: [], nearMisses: [] });
    await amended(published);
    expect((await offers(patientId, 'CT-HEAD')).candidates).toMatchObject([{ reportId: exam.id }]);
    expect((await offers(patientId, 'CT-HEAD-C')).nearMisses).toMatchObject([
      { reportId: exam.id, because: 'OTHER_CONTRAST' },
    ]);
    app.clock.advance(days(91));
    expect((await offers(patientId, 'CT-HEAD')).nearMisses).toMatchObject([{ because: 'OUTSIDE_WINDOW' }]);
    const township = await world.hire('TECHNICIAN', 'north');
    const other = await story.referrals.patient(doctor);
    const made = await imaging.acquired(township, 'CT', { patientId: other });
    await imaging.approve(world.person('reviewer'), await imaging.submitted(world.person('reporter'), made));
    expect((await offers(other, 'CT-HEAD')).nearMisses).toMatchObject([
      { because: 'NOT_QUALIFIED', institutionName: '北乡卫生院' },
    ]);
  });

  it('grows no younger by a correction, of which whoever recognised it hears, as of its retraction', async () => {
    const patientId = await story.referrals.patient(doctor);
    const first = await examined(patientId);
    const { examId: reportId } = first;
    app.clock.advance(days(5));
    await place(await drafted(patientId, 'CT-HEAD'), { reportId });
    const second = await amended(first);
    expect((await offers(patientId, 'CT-HEAD')).candidates).toMatchObject([{ reportId, daysOld: 5 }]);
    await retracted(second);
    expect((await offers(patientId, 'CT-HEAD')).nearMisses).toMatchObject([{ reportId, because: 'NOT_PUBLISHED' }]);
    const texts = ['imaging.recognised-corrected', 'imaging.recognised-retracted'];
    expect(await told(doctor, reportId)).toEqual(expect.arrayContaining(texts));
    const again = await imaging.submitted(
      world.person('reporter'),
      await imaging.look(world.person('reporter'), reportId),
    );
    await imaging.approve(world.person('reviewer'), again);
    expect((await offers(patientId, 'CT-HEAD')).candidates).toMatchObject([{ reportId, daysOld: 5 }]);
  });
});

describe('the statistics', () => {
  it('tell an institution of its own decisions, and the lead hospital of all', async () => {
    const query = `{ recognitionStatistics(from: "2026-03-01", to: "2026-12-31") { institutionName decided recognized
      declined notCounted noCandidate savedCents declineCodes { code count } } }`;
    const expected = { institutionName: '北乡卫生院', recognized: 2, declined: 1, notCounted: 0, savedCents: 19_000 };
    const north = { ...expected, declineCodes: [{ code: '07', count: 1 }] };
    const south = { institutionName: '南乡卫生院', decided: 1, recognized: 1, savedCents: 18_000, declineCodes: [] };
    const seen = async (person: Person): Promise<object[]> => {
      const { recognitionStatistics } = await person.asks<{ recognitionStatistics: { institutionName: string }[] }>(
        query,
      );
      return recognitionStatistics.toSorted((one, other) => (one.institutionName < other.institutionName ? -1 : 1));
    };
    expect(await seen(world.person('medical-affairs'))).toMatchObject([north, south]);
    expect(await seen(world.person('township-head'))).toMatchObject([north]);
    expect(await seen(world.person('other-township-head'))).toMatchObject([south]);
    expect(await seen(await world.hire('TOWNSHIP_HEAD', 'tcm'))).toEqual([]);
  });
});
