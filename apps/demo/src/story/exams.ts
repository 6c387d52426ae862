import { randomInt, randomUUID } from 'node:crypto';
import type { Refusal, Variables } from '../graphql-client.js';
import type { Cast, Character } from './cast.js';

interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** An order as the screens of the story show it. */
export interface ShownOrder extends Versioned {
  readonly state: string;
  readonly items: readonly {
    readonly id: string;
    readonly name: string;
    readonly state: string;
    readonly priceCents: number;
  }[];
}

export interface ShownExam extends Versioned {
  readonly accessionNo: string;
  readonly acquiredAt: string | null;
  readonly dueAt: string | null;
  readonly openCriticalValueIds: readonly string[];
  readonly reading: (Versioned & { readonly fencingToken: number }) | null;
}

export interface ShownReport extends Versioned {
  readonly examId: string;
  readonly state: string;
  readonly conclusion: string;
  readonly publishedAt: string | null;
}

const ORDER = 'id version state items { id name state priceCents }';
const EXAM = 'id version accessionNo acquiredAt dueAt openCriticalValueIds reading { id version fencingToken }';
const REPORT = 'id version examId state conclusion publishedAt';

/** Operations with the types of their inputs and what the screens show. */
const OPERATIONS = {
  draftExamOrder: ['DraftExamOrderInput', ORDER],
  placeExamOrder: ['PlaceExamOrderInput', ORDER],
  registerExam: ['RegisterExamInput', EXAM],
  startExam: ['StartExamInput', EXAM],
  acquireExam: ['AcquireExamInput', EXAM],
  raiseCriticalFinding: ['RaiseCriticalFindingInput', EXAM],
  acknowledgeExamResult: ['AcknowledgeExamResultInput', EXAM],
  draftImagingReport: ['DraftImagingReportInput', REPORT],
  submitImagingReport: ['SubmitImagingReportInput', REPORT],
  approveImagingReport: ['ApproveImagingReportInput', REPORT],
  claimReading: ['ClaimReadingInput', 'fencingToken'],
} as const;
type Operation = keyof typeof OPERATIONS;

const documentOf = (name: Operation): string => {
  const [type, fields] = OPERATIONS[name];
  return `mutation($input: ${type}!) { ${name}(input: $input) { ${fields} } }`;
};

/** @throws StoryError where it is refused */
export async function does<Node>(who: Character, name: Operation, input: Variables): Promise<Node> {
  return (await who.product.ask<Record<string, Node>>(documentOf(name), { input }))[name]!;
}

/** @throws StoryError where it is not refused */
export const refused = (who: Character, name: Operation, input: Variables): Promise<Refusal> =>
  who.product.refusal(documentOf(name), { input });

export const seen = ({ id, version }: Versioned) => ({ id, expectedVersion: version });
const newly = () => ({ idempotencyKey: randomUUID() });

export interface Wanted {
  readonly patientId: string;
  readonly itemCode: string;
  readonly visitType: string;
  readonly clinicalQuestion: string;
}

/** An order to the reading centre that is not sent yet. */
export async function draftOrder(
  doctor: Character,
  { reporter }: Pick<Cast, 'reporter'>,
  { itemCode, ...wanted }: Wanted,
): Promise<ShownOrder> {
  const toInstitutionId = await institutionOf(reporter);
  return does(doctor, 'draftExamOrder', { ...newly(), ...wanted, toInstitutionId, itemCodes: [itemCode] });
}

async function institutionOf({ product }: Character): Promise<string> {
  const { me } = await product.ask<{ me: { institution: { id: string } } }>('{ me { institution { id } } }');
  return me.institution.id;
}

/** Registered, done, and with its images in the archive. */
export async function examine(technician: Character, order: ShownOrder, groupCode: string): Promise<ShownExam> {
  const registered = await does<ShownExam>(technician, 'registerExam', {
    ...newly(),
    orderItemId: order.items[0]!.id,
    groupCode,
  });
  const started = await does<ShownExam>(technician, 'startExam', seen(registered));
  const study = { studyInstanceUid: `2.25.${randomInt(2 ** 47)}${randomInt(2 ** 47)}`, imageCount: 12 };
  return does(technician, 'acquireExam', { ...seen(started), study });
}

export interface Said {
  readonly examId: string;
  readonly fencingToken: number;
  readonly templateCode: string;
  readonly findings: string;
  readonly conclusion: string;
  readonly structured: readonly { readonly code: string; readonly value: string }[];
}

/** Written by the template of the group, and signed with the password. */
export async function report(reporter: Character, { examId, fencingToken, ...said }: Said): Promise<ShownReport> {
  const { templateCode } = said;
  const draft = await does<ShownReport>(reporter, 'draftImagingReport', {
    ...newly(),
    examId,
    fencingToken,
    kind: 'FINAL',
    templateCode,
  });
  const signed = { fencingToken, content: { ...said, abnormal: true }, password: reporter.password };
  return does(reporter, 'submitImagingReport', { ...seen(draft), ...signed });
}
