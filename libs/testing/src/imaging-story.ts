import { randomUUID } from 'node:crypto';
import { hashPassword } from '#identity';
import { ReferralStory } from './referral-story.js';
import type { TestApp } from './test-app.js';
import type { Person, World } from './world.js';

/** An exam as tests look at it. */
export interface SeenExam {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly accessionNo: string;
  readonly dueAt: string | null;
  readonly openReportId: string | null;
  readonly openCriticalValueIds: readonly string[];
  readonly reading: {
    readonly id: string;
    readonly version: number;
    readonly state: string;
    readonly fencingToken: number;
  } | null;
  readonly report: {
    readonly id: string;
    readonly version: number;
    readonly number: number;
    readonly corrects: boolean;
  } | null;
  readonly versions: readonly { readonly number: number; readonly state: string; readonly corrects: boolean }[];
}

/** A version of a report as tests look at it. */
export interface SeenReport {
  readonly id: string;
  readonly version: number;
  readonly examId: string;
  readonly number: number;
  readonly kind: string;
  readonly state: string;
  readonly corrects: boolean;
  readonly findings: string;
  readonly signatures: readonly { readonly position: number; readonly staffName: string; readonly digest: string }[];
}

export const EXAM = `id version state accessionNo dueAt openReportId openCriticalValueIds
  reading { id version state fencingToken } report { id version number corrects } versions { number state corrects }`;
export const REPORT = 'id version examId number kind state corrects findings signatures { position staffName digest }';

/** Changes with the types of their inputs and what they answer. */
const MUTATIONS = {
  registerExam: ['RegisterExamInput', EXAM],
  startExam: ['StartExamInput', EXAM],
  acquireExam: ['AcquireExamInput', EXAM],
  linkExamStudy: ['LinkExamStudyInput', EXAM],
  cancelExam: ['EndExamInput', EXAM],
  abortExam: ['EndExamInput', EXAM],
  returnExamForRepeat: ['ReturnExamForRepeatInput', EXAM],
  moveExam: ['MoveExamInput', EXAM],
  raiseCriticalFinding: ['RaiseCriticalFindingInput', EXAM],
  acknowledgeExamResult: ['AcknowledgeExamResultInput', EXAM],
  draftImagingReport: ['DraftImagingReportInput', REPORT],
  saveImagingReport: ['SaveImagingReportInput', REPORT],
  submitImagingReport: ['SubmitImagingReportInput', REPORT],
  resumeImagingReport: ['ResumeImagingReportInput', REPORT],
  approveImagingReport: ['ApproveImagingReportInput', REPORT],
  returnImagingReport: ['ImagingReportReasonInput', REPORT],
  amendImagingReport: ['ImagingReportReasonInput', REPORT],
  requestReportRetraction: ['RequestReportRetractionInput', REPORT],
  confirmReportRetraction: ['DecideReportRetractionInput', REPORT],
  declineReportRetraction: ['DecideReportRetractionInput', REPORT],
} as const;
export type ImagingMutation = keyof typeof MUTATIONS;

/** The password of everybody who signs. */
export const SIGNING_PASSWORD = 'Signing-2026!';

const CONTENT = { findings: '脑实质密度未见异常。', conclusion: '未见明显异常。', structured: [], abnormal: false };
export const ECG_CONTENT = {
  ...CONTENT,
  templateCode: 'ecg_12_lead',
  structured: [
    { code: 'heart_rate', value: '72' },
    { code: 'rhythm', value: '窦性心律' },
  ],
};

/** How an order differs from one for a new patient who walks in. */
interface Placing {
  readonly visitType?: string;
  readonly patientId?: string;
}

let studies = 0;
/** A study that nobody else has. */
export const newStudy = () => ({ studyInstanceUid: `1.2.826.0.1.3680043.8.498.${++studies}`, imageCount: 2 });

/** What people do in imaging, in the words of the domain; each step answers what it acted on as it is then. */
export class ImagingStory {
  private readonly referrals: ReferralStory;

  private readonly signers = new Set<string>();

  private constructor(
    private readonly app: TestApp,
    private readonly world: World,
  ) {
    this.referrals = new ReferralStory(world);
  }

  /** With a catalogue of an ECG, and of CT that is recognised for 90 days. */
  static async in(app: TestApp, world: World): Promise<ImagingStory> {
    await app.asOwner(
      `INSERT INTO standard_items (id, effective_from, version, code, name, category, modality, body_part, contrast,
         panel_members, price_cents, recognition_scope, window_days, window_unlimited, active)
       SELECT gen_random_uuid(), '2020-01-01', 1, code, name, category, modality, part, contrast, '{}', cents,
         CASE WHEN days IS NULL THEN 'NONE' ELSE 'ALLIANCE' END, days, false, true
       FROM (VALUES ('ECG-12', '十二导联心电图', 'ECG', NULL, NULL, NULL, 2000, NULL::int),
         ('CT-HEAD', '头颅CT平扫', 'IMAGING', 'CT', 'HEAD', 'PLAIN', 18000, 90),
         ('CT-HEAD-C', '头颅CT增强', 'IMAGING', 'CT', 'HEAD', 'ENHANCED', 32000, 90),
         ('STORY-LAB', '血钾', 'LABORATORY', NULL, NULL, NULL, 2000, NULL))
         AS i(code, name, category, modality, part, contrast, cents, days)`,
    );
    return new ImagingStory(app, world);
  }

  /** Gives people the password that they sign with. */
  async letSign(...people: Person[]): Promise<void> {
    const others = people.map(({ accountId }) => accountId).filter((id) => !this.signers.has(id));
    if (others.length === 0) return;
    const hash = await hashPassword(SIGNING_PASSWORD);
    await this.app.asOwner('UPDATE accounts SET password_hash = $1 WHERE id = ANY($2)', [hash, others]);
    for (const id of others) this.signers.add(id);
  }

  /** Sends a change. @throws Error with the answer's errors */
  async does<Seen = SeenReport & SeenExam>(person: Person, name: ImagingMutation, input: object): Promise<Seen> {
    const data = await person.asks<Record<string, Seen>>(documentOf(name), { input });
    return data[name]!;
  }

  /** Changes what is named, under the version that was seen. */
  act(person: Person, name: ImagingMutation, { id, version }: { id: string; version: number }, more: object = {}) {
    return this.does(person, name, { id, expectedVersion: version, ...more });
  }

  /** The same as an attempt. @returns what was changed, or the rule or code that refuses it */
  async tries(person: Person, name: ImagingMutation, input: object): Promise<(SeenReport & SeenExam) | string> {
    const { data, errors } = await person.tries<Record<string, SeenReport & SeenExam>>(documentOf(name), { input });
    const extensions = errors[0]?.extensions;
    return extensions ? (extensions.rule ?? extensions.code) : data![name]!;
  }

  /** The rule, or code, by which a change is refused; null where it is not. */
  async refusal(person: Person, name: ImagingMutation, input: object): Promise<string | null> {
    const answer = await this.tries(person, name, input);
    return typeof answer === 'string' ? answer : null;
  }

  patient(): Promise<string> {
    return this.referrals.patient(this.world.person('township-doctor'), { consent: false });
  }

  /** One item that a doctor has ordered of the county hospital. */
  async ordered(itemCode = 'ECG-12', { visitType = 'OUTPATIENT', patientId }: Placing = {}) {
    const doctor = this.world.person('township-doctor');
    const content = {
      idempotencyKey: randomUUID(),
      patientId: patientId ?? (await this.patient()),
      toInstitutionId: this.world.institutionId('county'),
      visitType,
      clinicalQuestion: '胸痛待查',
      itemCodes: [itemCode],
    };
    const fields = '{ id version items { id } }';
    const { draftExamOrder } = await doctor.asks<{ draftExamOrder: Ordered }>(
      `mutation($input: DraftExamOrderInput!) { draftExamOrder(input: $input) ${fields} }`,
      { input: content },
    );
    const { placeExamOrder } = await doctor.asks<{ placeExamOrder: Ordered }>(
      `mutation($input: PlaceExamOrderInput!) { placeExamOrder(input: $input) ${fields} }`,
      { input: { id: draftExamOrder.id, expectedVersion: draftExamOrder.version } },
    );
    return { id: placeExamOrder.id, version: placeExamOrder.version, itemId: placeExamOrder.items[0]!.id };
  }

  async registered(technician: Person, groupCode = 'ECG', placing: Placing = {}): Promise<SeenExam> {
    const { itemId: orderItemId } = await this.ordered(groupCode === 'ECG' ? 'ECG-12' : 'CT-HEAD', placing);
    return this.does(technician, 'registerExam', { idempotencyKey: randomUUID(), orderItemId, groupCode });
  }

  /** An exam that waits to be read, with its images. */
  async acquired(technician: Person, groupCode = 'ECG', placing: Placing = {}): Promise<SeenExam> {
    const exam = await this.registered(technician, groupCode, placing);
    const started = await this.act(technician, 'startExam', exam);
    return this.act(technician, 'acquireExam', started, { study: newStudy() });
  }

  /** The reader takes it. @returns the token of the claim */
  async claims(reader: Person, exam: SeenExam): Promise<number> {
    const { reading } = await this.look(reader, exam.id);
    const { claimReading } = await reader.asks<{ claimReading: { fencingToken: number } }>(
      'mutation($input: ClaimReadingInput!) { claimReading(input: $input) { fencingToken } }',
      { input: { id: reading!.id, expectedVersion: reading!.version } },
    );
    return claimReading.fencingToken;
  }

  async drafted(reader: Person, exam: SeenExam, token: number, more: object = {}): Promise<SeenReport> {
    return this.does(reader, 'draftImagingReport', {
      idempotencyKey: randomUUID(),
      examId: exam.id,
      fencingToken: token,
      kind: 'FINAL',
      ...more,
    });
  }

  async submit(reader: Person, report: SeenReport, token: number, content: object = CONTENT): Promise<SeenReport> {
    await this.letSign(reader);
    const input = { fencingToken: token, content, password: SIGNING_PASSWORD };
    return this.act(reader, 'submitImagingReport', report, input);
  }

  /** Read and signed by the reader; published where that is enough. */
  async submitted(reader: Person, exam: SeenExam, kind = 'FINAL'): Promise<SeenReport> {
    const token = await this.claims(reader, exam);
    return this.submit(reader, await this.drafted(reader, exam, token, { kind }), token);
  }

  async approve(reviewer: Person, report: SeenReport): Promise<SeenReport> {
    await this.letSign(reviewer);
    return this.act(reviewer, 'approveImagingReport', report, { password: SIGNING_PASSWORD });
  }

  /** A study that somebody has found without an exam. */
  async recorded(person: Person): Promise<SeenStudy> {
    const { recordUnmatchedStudy } = await person.asks<{ recordUnmatchedStudy: SeenStudy }>(
      'mutation($input: RecordUnmatchedStudyInput!) { recordUnmatchedStudy(input: $input) { id version } }',
      { input: { idempotencyKey: randomUUID(), patientName: '测试 患者', modality: 'CT', ...newStudy() } },
    );
    return recordUnmatchedStudy;
  }

  /** One of which somebody says which exam it shows. */
  async proposed(person: Person, technician: Person, exam?: SeenExam): Promise<SeenStudy> {
    const { id, version } = await this.recorded(technician);
    const shown = exam ?? (await this.act(technician, 'startExam', await this.registered(technician)));
    const { proposeStudyMatch } = await person.asks<{ proposeStudyMatch: SeenStudy }>(
      'mutation($input: ProposeStudyMatchInput!) { proposeStudyMatch(input: $input) { id version } }',
      { input: { id, expectedVersion: version, examId: shown.id } },
    );
    return proposeStudyMatch;
  }

  async look(person: Person, id: string): Promise<SeenExam> {
    const { exam } = await person.asks<{ exam: SeenExam }>(`query($id: ID!) { exam(id: $id) { ${EXAM} } }`, { id });
    return exam;
  }

  async listed(person: Person, list: string): Promise<string[]> {
    const { exams } = await person.asks<{ exams: { nodes: { id: string }[] } }>(
      `{ exams(list: ${list}, first: 100) { nodes { id } } }`,
    );
    return exams.nodes.map(({ id }) => id);
  }
}

/** A study without an exam as tests look at it. */
export interface SeenStudy {
  readonly id: string;
  readonly version: number;
}

interface Ordered {
  readonly id: string;
  readonly version: number;
  readonly items: readonly { readonly id: string }[];
}

function documentOf(name: ImagingMutation): string {
  const [type, fields] = MUTATIONS[name];
  return `mutation($input: ${type}!) { ${name}(input: $input) { ${fields} } }`;
}
