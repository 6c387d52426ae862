import { randomUUID } from 'node:crypto';
import type { Narrator } from '../narrator.js';
import { StoryError } from '../story-error.js';
import { fullName, type Cast, type Character } from './cast.js';
import { criticalAct, lookAt, type Critical } from './critical-acts.js';
import { does, draftOrder, seen, type ShownOrder } from './exams.js';
import { registerNewcomer } from './patients.js';

interface Versioned {
  readonly id: string;
  readonly version: number;
}

interface Specimen extends Versioned {
  readonly barcode: string;
  readonly accessionNo: string | null;
}

interface LabReport extends Versioned {
  readonly specimenId: string;
  readonly groupCode: string;
  readonly results: readonly {
    readonly name: string;
    readonly value: string;
    readonly unit: string;
    readonly flag: string;
    readonly rangeText: string;
    readonly criticalValueId: string | null;
  }[];
}

/** Operations with the types of their inputs and what the screens show. */
const SPECIMEN = 'id version barcode accessionNo';
const REPORT = 'id version specimenId groupCode results { name value unit flag rangeText criticalValueId }';
const OPERATIONS = {
  collectSpecimen: ['CollectSpecimenInput', SPECIMEN],
  packSpecimens: ['PackSpecimensInput', 'id version boxNo'],
  dispatchSpecimenBox: ['BoxTemperatureInput', 'id version boxNo'],
  receiveSpecimen: ['ReceiveSpecimenInput', SPECIMEN],
  claimReading: ['ClaimReadingInput', 'fencingToken'],
  enterLabResults: ['EnterLabResultsInput', REPORT],
  submitLabReport: ['SubmitLabReportInput', REPORT],
  approveLabReport: ['LabReportActionInput', REPORT],
  markLabReportSeen: ['LabReportActionInput', REPORT],
} as const;

const FLAGS: Readonly<Record<string, string>> = { LOW: '↓', HIGH: '↑', NORMAL: '', ABNORMAL: '异常' };
const VALUES = [
  { itemCode: 'K', value: '6.9', unit: 'mmol/L' },
  { itemCode: 'NA', value: '139', unit: 'mmol/L' },
  { itemCode: 'CL', value: '104', unit: 'mmol/L' },
  { itemCode: 'CA', value: '2.24', unit: 'mmol/L' },
];
const newly = () => ({ idempotencyKey: randomUUID() });

async function acts<Node>(who: Character, name: keyof typeof OPERATIONS, input: object): Promise<Node> {
  const [type, fields] = OPERATIONS[name];
  const text = `mutation($input: ${type}!) { ${name}(input: $input) { ${fields} } }`;
  return (await who.product.ask<Record<string, Node>>(text, { input }))[name]!;
}

/** Blood of a township from the arm to the report; a potassium that is critical does not wait for it. */
export async function examineBlood(cast: Cast, narrator: Narrator): Promise<void> {
  const specimen = await takeBlood(cast, narrator);
  const { report, fencingToken } = await measure(cast, narrator, await receive(cast, narrator, specimen));
  const criticalId = await answer(cast, narrator, report);
  const corrected = await correct(cast, narrator, { report, fencingToken }, criticalId);
  await publish(cast, narrator, corrected);
}

async function takeBlood(cast: Cast, narrator: Narrator): Promise<Specimen> {
  const { townshipDoctor, townshipTechnician } = cast;
  narrator.step(`${fullName(townshipDoctor)}申请电解质四项，由县检验中心检测`);
  const patient = await registerNewcomer(townshipDoctor, '周秋萍', '2');
  const wanted = { itemCode: 'LAB-ELECTROLYTES', visitType: 'EMERGENCY', clinicalQuestion: '乏力、心悸，慢性肾病史' };
  const draft = await draftOrder(townshipDoctor, cast, { ...wanted, patientId: patient.id });
  const order = await does<ShownOrder>(townshipDoctor, 'placeExamOrder', seen(draft));
  narrator.step(`${fullName(townshipTechnician)}采血、贴条码、装箱送出`);
  const itemIds = order.items.map(({ id }) => id);
  const specimen = await acts<Specimen>(townshipTechnician, 'collectSpecimen', {
    ...newly(),
    orderId: order.id,
    itemIds,
    type: 'SERUM',
  });
  const { barcode } = specimen;
  const { me } = await cast.reporter.product.ask<{ me: { institution: { id: string } } }>(
    '{ me { institution { id } } }',
  );
  const packing = { toInstitutionId: me.institution.id, barcodes: [barcode], lowCelsius: 2, highCelsius: 8 };
  const box = await acts<Versioned & { boxNo: string }>(townshipTechnician, 'packSpecimens', {
    ...newly(),
    ...packing,
  });
  await acts(townshipTechnician, 'dispatchSpecimenBox', { ...seen(box), celsius: 4.5 });
  narrator.shows(`条码 ${barcode}，运送箱 ${box.boxNo}，送出时 4.5℃（要求 2～8℃）`);
  return specimen;
}

async function receive({ technician }: Cast, narrator: Narrator, { barcode }: Specimen): Promise<Specimen> {
  narrator.step(`${fullName(technician)}扫码接收`);
  const received = await acts<Specimen>(technician, 'receiveSpecimen', { ...newly(), barcode });
  narrator.shows(`检验登记号 ${received.accessionNo!}，进入检验队列`);
  return received;
}

interface Measured {
  readonly report: LabReport;
  readonly fencingToken: number;
}

async function measure({ reporter }: Cast, narrator: Narrator, specimen: Specimen): Promise<Measured> {
  narrator.step(`${fullName(reporter)}领取标本并录入结果`);
  const draft = await draftOf(reporter, specimen);
  const { readingQueue } = await reporter.product.ask<{
    readingQueue: { nodes: (Versioned & { subjectId: string })[] };
  }>(`{ readingQueue(groupCode: "${draft.groupCode}", first: 100) { nodes { id version subjectId } } }`);
  const task = readingQueue.nodes.find(({ subjectId }) => subjectId === specimen.id);
  if (!task) throw new StoryError('接收的标本应在检验队列中');
  const { fencingToken } = await acts<{ fencingToken: number }>(reporter, 'claimReading', seen(task));
  const report = await acts<LabReport>(reporter, 'enterLabResults', { ...seen(draft), fencingToken, results: VALUES });
  narrator.shows(
    ...report.results.map(
      ({ name, value, unit, flag, rangeText }) => `${name} ${value} ${unit} ${FLAGS[flag]}（参考 ${rangeText}）`,
    ),
  );
  return { report, fencingToken };
}

async function draftOf({ product }: Character, { id }: Specimen): Promise<LabReport> {
  const { labReports } = await product.ask<{ labReports: { nodes: LabReport[] } }>(
    `{ labReports(list: BENCH, first: 100) { nodes { ${REPORT} } } }`,
  );
  return labReports.nodes.find(({ specimenId }) => specimenId === id)!;
}

const verify = (who: Character, critical: Critical) =>
  criticalAct(who, 'verifyCriticalValue', 'CriticalValueActionInput', seen(critical));

/** Two people verify it, and whoever ordered reads it back. */
async function answer(
  { reporter, reviewer, townshipDoctor }: Cast,
  narrator: Narrator,
  report: LabReport,
): Promise<string> {
  const criticalId = report.results.find(({ criticalValueId }) => criticalValueId !== null)?.criticalValueId;
  if (!criticalId) throw new StoryError('血钾 6.9 应成为危急值');
  narrator.step('血钾超过危急值界限：系统自动上报，不等报告审核');
  const told = await verify(reviewer, await verify(reporter, await lookAt(reporter, criticalId)));
  narrator.shows(`${told.findingText} 6.9 mmol/L：${reporter.name}与${reviewer.name}核对后已通知申请医生`);
  const read = await criticalAct(townshipDoctor, 'acknowledgeCriticalValue', 'AcknowledgeCriticalValueInput', {
    ...seen(told),
    readBack: '6.9 mmol/L',
  });
  await criticalAct(townshipDoctor, 'handleCriticalValue', 'HandleCriticalValueInput', {
    ...seen(read),
    measures: '10%葡萄糖酸钙10ml静脉缓推，停用保钾药物，联系上级医院。',
  });
  narrator.shows(`${fullName(townshipDoctor)}复述“6.9 mmol/L”：一致，已接收并登记处置`);
  return criticalId;
}

/** Measured again, it is another value: what was read back counts no longer. */
async function correct(
  { reporter, reviewer, townshipDoctor }: Cast,
  narrator: Narrator,
  { report, fencingToken }: Measured,
  criticalId: string,
): Promise<Measured> {
  narrator.step(`${fullName(reporter)}复测血钾，更正为 7.2 mmol/L`);
  const results = [{ itemCode: 'K', value: '7.2', unit: 'mmol/L' }];
  const corrected = await acts<LabReport>(reporter, 'enterLabResults', { ...seen(report), fencingToken, results });
  const reopened = await lookAt(townshipDoctor, criticalId);
  if (reopened.state !== 'NOTIFIED') throw new StoryError('结果更正后，危急值应重新等待复述');
  narrator.shows('危急值随之更正，原 6.9 及其复述、处置留痕；申请医生收到更正通知，须重新复述');
  const told = await verify(reviewer, await verify(reporter, reopened));
  const read = await criticalAct(townshipDoctor, 'acknowledgeCriticalValue', 'AcknowledgeCriticalValueInput', {
    ...seen(told),
    readBack: '7.2',
  });
  await criticalAct(townshipDoctor, 'handleCriticalValue', 'HandleCriticalValueInput', {
    ...seen(read),
    measures: '胰岛素加葡萄糖静滴，准备转上级医院血液透析。',
  });
  narrator.shows(`${fullName(townshipDoctor)}复述“7.2”：一致，已重新登记处置`);
  return { report: corrected, fencingToken };
}

async function publish(
  { reporter, reviewer, townshipDoctor }: Cast,
  narrator: Narrator,
  measured: Measured,
): Promise<void> {
  narrator.step(`${reporter.name}技术审核、${reviewer.name}医学审核，报告发布`);
  const { report, fencingToken } = measured;
  const submitted = await acts<LabReport>(reporter, 'submitLabReport', {
    ...seen(report),
    fencingToken,
    kind: 'FINAL',
  });
  const published = await acts<LabReport>(reviewer, 'approveLabReport', seen(submitted));
  await acts(townshipDoctor, 'markLabReportSeen', seen(published));
  narrator.shows('申请医生已查阅报告；从采血到报告，每一步都有时间和人');
}
