import { randomUUID } from 'node:crypto';
import { ReferralStory } from './referral-story.js';
import { withClient } from './test-server.js';
import type { TestApp } from './test-app.js';
import type { Person, World } from './world.js';

/** Items of the catalogue that stories about laboratories order. */
const CATALOGUE = {
  'LAB-BASIC': { name: '电解质三项', category: 'LABORATORY', members: ['K', 'NA', 'CL'], cents: 3_000 },
  'LAB-K': { name: '血钾', category: 'LABORATORY', members: ['K'], cents: 1_000 },
  'LAB-CBC': { name: '血细胞分析', category: 'LABORATORY', members: ['WBC', 'HB', 'PLT'], cents: 2_000 },
  'LAB-CULTURE': { name: '血培养', category: 'LABORATORY', members: ['BLOOD_CULTURE'], cents: 8_000 },
  'PATH-BIOPSY': { name: '活检病理', category: 'PATHOLOGY', members: [], cents: 20_000 },
} as const;
export type LabItemCode = keyof typeof CATALOGUE;

export interface SeenExamOrder {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly items: readonly { readonly id: string; readonly code: string; readonly state: string }[];
}

/** A specimen as tests look at it. */
export interface SeenSpecimen {
  readonly id: string;
  readonly version: number;
  readonly barcode: string;
  readonly accessionNo: string | null;
  readonly state: string;
  readonly groupCode: string;
}

/** A version of a report as tests look at it. */
export interface SeenLabReport {
  readonly id: string;
  readonly version: number;
  readonly number: number;
  readonly kind: string;
  readonly state: string;
  readonly corrected: boolean;
  readonly previousId: string | null;
  readonly groupCode: string;
  readonly conclusion: string | null;
  readonly results: readonly {
    readonly itemCode: string;
    readonly value: string;
    readonly flag: string | null;
    readonly rangeText: string | null;
    readonly deltaPercent: number | null;
    readonly deltaExceeded: boolean;
    readonly criticalValueId: string | null;
    readonly source: string;
  }[];
}

const REPORT = `id version number kind state corrected previousId groupCode conclusion
  results { itemCode value flag rangeText deltaPercent deltaExceeded criticalValueId source }`;

/** Changes of reports, with the types of their inputs. */
const REPORT_INPUTS: Readonly<Record<string, string>> = {
  enterLabResults: 'EnterLabResultsInput',
  submitLabReport: 'SubmitLabReportInput',
  returnLabReport: 'LabReportReasonInput',
  amendLabReport: 'LabReportReasonInput',
  askLabReportRetraction: 'LabReportReasonInput',
};

const ORDER = 'id version state items { id code state }';
const SPECIMEN = 'id version barcode accessionNo state groupCode';

interface Placing {
  readonly patientId?: string;
  readonly visitType?: string;
  readonly toInstitutionId?: string;
}

/** What people do with specimens of the north township, which the county examines; each step answers what is then. */
export class LaboratoryStory {
  readonly referrals: ReferralStory;

  private constructor(
    readonly world: World,
    readonly collector: Person,
    readonly technician: Person,
  ) {
    this.referrals = new ReferralStory(world);
  }

  /** Fills the catalogue, and hires whoever takes specimens in the township. */
  static async begin(app: Pick<TestApp, 'database'>, world: World): Promise<LaboratoryStory> {
    await withClient(app.database.ownerUrl, async (owner) => {
      for (const [code, { name, category, members, cents }] of Object.entries(CATALOGUE)) {
        await owner.query(
          `INSERT INTO standard_items (id, effective_from, version, code, name, category, panel_members, price_cents,
             recognition_scope, window_days, window_unlimited, active)
           VALUES (gen_random_uuid(), '2020-01-01', 1, $1, $2, $3, $4, $5, 'ALLIANCE', 14, false, true)`,
          [code, name, category, members, cents],
        );
      }
    });
    return new LaboratoryStory(world, await world.hire('TECHNICIAN', 'north'), world.person('technician'));
  }

  get doctor(): Person {
    return this.world.person('township-doctor');
  }

  /** An order that was sent to the county hospital. */
  async ordered(codes: readonly LabItemCode[], placing: Placing = {}): Promise<SeenExamOrder> {
    const input = {
      idempotencyKey: randomUUID(),
      patientId: placing.patientId ?? (await this.referrals.patient(this.doctor)),
      toInstitutionId: placing.toInstitutionId ?? this.world.institutionId('county'),
      visitType: placing.visitType ?? 'OUTPATIENT',
      clinicalQuestion: '乏力待查',
      itemCodes: codes,
    };
    const { draftExamOrder } = await this.doctor.asks<{ draftExamOrder: SeenExamOrder }>(
      `mutation($input: DraftExamOrderInput!) { draftExamOrder(input: $input) { ${ORDER} } }`,
      { input },
    );
    const { id, version } = draftExamOrder;
    const { placeExamOrder } = await this.doctor.asks<{ placeExamOrder: SeenExamOrder }>(
      `mutation($input: PlaceExamOrderInput!) { placeExamOrder(input: $input) { ${ORDER} } }`,
      { input: { id, expectedVersion: version } },
    );
    return placeExamOrder;
  }

  /** A specimen for all items of an order. */
  async collected(order: SeenExamOrder, type = 'SERUM', more: object = {}): Promise<SeenSpecimen> {
    const itemIds = order.items.map(({ id }) => id);
    const input = { idempotencyKey: randomUUID(), orderId: order.id, itemIds, type, ...more };
    const { collectSpecimen } = await this.collector.asks<{ collectSpecimen: SeenSpecimen }>(
      `mutation($input: CollectSpecimenInput!) { collectSpecimen(input: $input) { ${SPECIMEN} } }`,
      { input },
    );
    return collectSpecimen;
  }

  /** A box with these specimens, on its way to the county in the cold. */
  async sent(...specimens: readonly SeenSpecimen[]): Promise<{ id: string; version: number }> {
    const { packSpecimens } = await this.collector.asks<{ packSpecimens: { id: string; version: number } }>(
      'mutation($input: PackSpecimensInput!) { packSpecimens(input: $input) { id version } }',
      {
        input: {
          idempotencyKey: randomUUID(),
          toInstitutionId: this.world.institutionId('county'),
          barcodes: specimens.map(({ barcode }) => barcode),
          lowCelsius: 2,
          highCelsius: 8,
        },
      },
    );
    const { id, version } = packSpecimens;
    const { dispatchSpecimenBox } = await this.collector.asks<{ dispatchSpecimenBox: { id: string; version: number } }>(
      'mutation($input: BoxTemperatureInput!) { dispatchSpecimenBox(input: $input) { id version } }',
      { input: { id, expectedVersion: version, celsius: 4 } },
    );
    return dispatchSpecimenBox;
  }

  async received({ barcode }: Pick<SeenSpecimen, 'barcode'>): Promise<SeenSpecimen> {
    const { receiveSpecimen } = await this.technician.asks<{ receiveSpecimen: SeenSpecimen }>(
      `mutation($input: ReceiveSpecimenInput!) { receiveSpecimen(input: $input) { ${SPECIMEN} } }`,
      { input: { idempotencyKey: randomUUID(), barcode } },
    );
    return receiveSpecimen;
  }

  /** The open version about a specimen, as the laboratory sees it. */
  async report({ id }: Pick<SeenSpecimen, 'id'>): Promise<SeenLabReport> {
    const { labReports } = await this.world
      .person('reviewer')
      .asks<{ labReports: { nodes: (SeenLabReport & { specimenId: string })[] } }>(
        `{ labReports(list: BENCH, first: 100) { nodes { specimenId ${REPORT} } } }`,
      );
    return labReports.nodes.find(({ specimenId }) => specimenId === id)!;
  }

  /** What somebody is answered who acts on a report. */
  async tries(person: Person, act: string, { id, version }: SeenLabReport, more: object = {}) {
    const type = REPORT_INPUTS[act] ?? 'LabReportActionInput';
    return person.tries<Record<string, SeenLabReport>>(
      `mutation($input: ${type}!) { ${act}(input: $input) { ${REPORT} } }`,
      { input: { id, expectedVersion: version, ...more } },
    );
  }

  async does(person: Person, act: string, report: SeenLabReport, more: object = {}): Promise<SeenLabReport> {
    const { data, errors } = await this.tries(person, act, report, more);
    if (!data) throw new Error(`${act}: ${JSON.stringify(errors)}`);
    return data[act]!;
  }

  /** Takes a specimen to examine it. @returns the token under which the reader works */
  async claimed(reader: Person, { id }: Pick<SeenSpecimen, 'id'>, groupCode: string): Promise<number> {
    const { readingQueue } = await reader.asks<{
      readingQueue: { nodes: { id: string; version: number; subjectId: string }[] };
    }>(`{ readingQueue(groupCode: "${groupCode}", first: 100) { nodes { id version subjectId } } }`);
    const task = readingQueue.nodes.find(({ subjectId }) => subjectId === id)!;
    const { claimReading } = await reader.asks<{ claimReading: { fencingToken: number } }>(
      'mutation($input: ClaimReadingInput!) { claimReading(input: $input) { fencingToken } }',
      { input: { id: task.id, expectedVersion: task.version } },
    );
    return claimReading.fencingToken;
  }

  /** Values of a specimen, entered and signed once by the reporter. */
  async submitted(
    specimen: SeenSpecimen,
    results: readonly object[],
    { kind = 'FINAL', ...words }: { kind?: string; conclusion?: string } = {},
  ): Promise<SeenLabReport> {
    const reporter = this.world.person('reporter');
    const draft = await this.report(specimen);
    const fencingToken = await this.claimed(reporter, specimen, draft.groupCode);
    const entered = await this.does(reporter, 'enterLabResults', draft, { fencingToken, results, ...words });
    return this.does(reporter, 'submitLabReport', entered, { fencingToken, kind });
  }

  /** The same, with the second signature. */
  async published(
    specimen: SeenSpecimen,
    results: readonly object[],
    more: { kind?: string; conclusion?: string } = {},
  ): Promise<SeenLabReport> {
    return this.does(this.world.person('reviewer'), 'approveLabReport', await this.submitted(specimen, results, more));
  }

  /** A specimen of a new order that the county has received. */
  async onTheBench(codes: readonly LabItemCode[], type = 'SERUM', placing: Placing = {}): Promise<SeenSpecimen> {
    const specimen = await this.collected(await this.ordered(codes, placing), type);
    await this.sent(specimen);
    return this.received(specimen);
  }
}
