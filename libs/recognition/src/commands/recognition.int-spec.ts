import { randomUUID } from 'node:crypto';
import { days } from '#kernel';
import { LaboratoryStory, TestApp, World, refusalOf, type LabItemCode, type Person } from '#testing';

let app: TestApp;
let world: World;
let story: LaboratoryStory;
let doctor: Person;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  story = await LaboratoryStory.begin(app, world);
  doctor = story.doctor;
  await qualify('county', '2026-01-01', '2026-12-31');
});

afterAll(() => app.stop());

const key = () => ({ idempotencyKey: randomUUID() });

async function qualify(institution: 'county' | 'north', from: string, to: string): Promise<void> {
  await app.asOwner(
    `INSERT INTO quality_qualifications (id, institution_id, certificate_no, name, category, item_codes, scope, issued_by,
       valid_from, valid_to, active, version)
     VALUES (gen_random_uuid(), $1, $4, '室间质评', 'LABORATORY', '{}', 'PROVINCE', '省临检中心', $2, $3, true, 1)`,
    [world.institutionId(institution), from, to, randomUUID()],
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

async function offers(patientId: string, code: LabItemCode) {
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

async function drafted(patientId: string, code: LabItemCode): Promise<Draft> {
  const where = { toInstitutionId: world.institutionId('county'), visitType: 'OUTPATIENT', clinicalQuestion: '复查' };
  const { draftExamOrder } = await doctor.asks<{ draftExamOrder: Draft }>(
    `mutation($input: DraftExamOrderInput!) { draftExamOrder(input: $input) { ${ORDER} } }`,
    { input: { ...key(), patientId, itemCodes: [code], ...where } },
  );
  return draftExamOrder;
}

const place = ({ id, version, items }: Draft, choice?: object) =>
  doctor.tries<{ placeExamOrder: Draft }>(
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

describe('the statistics', () => {
  it('tell an institution of its own decisions, and the lead hospital of all', async () => {
    const query = `{ recognitionStatistics(from: "2026-03-01", to: "2026-12-31") { institutionName decided recognized
      declined notCounted noCandidate savedCents declineCodes { code count } } }`;
    const expected = { institutionName: '北乡卫生院', recognized: 1, declined: 1, notCounted: 0, savedCents: 1_000 };
    for (const person of [world.person('medical-affairs'), world.person('township-head')]) {
      const { recognitionStatistics } = await person.asks<{ recognitionStatistics: object[] }>(query);
      expect(recognitionStatistics).toMatchObject([{ ...expected, declineCodes: [{ code: '07', count: 1 }] }]);
    }
    const other = world.person('other-township-head');
    expect(await other.asks(query)).toEqual({ recognitionStatistics: [] });
  });
});
