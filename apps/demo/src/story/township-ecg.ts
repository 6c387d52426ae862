import { randomUUID } from 'node:crypto';
import { ALLIANCE_ZONE } from '#kernel';
import type { Narrator } from '../narrator.js';
import { StoryError } from '../story-error.js';
import { fullName, type Cast, type Character } from './cast.js';
import { criticalAct, lookAt, type Critical } from './critical-acts.js';
import { does, draftOrder, examine, report, seen, type ShownExam, type ShownReport } from './exams.js';
import { registerNewcomer } from './patients.js';

const FINDING = 'st_elevation_infarction';
const CLAIM_NEXT = `mutation($input: ClaimNextReadingInput!) {
  claimNextReading(input: $input) { id fencingToken subjectId dueAt
    exam { accessionNo clinicalQuestion orderingInstitution { shortName } earlierExams { id } } }
}`;

interface Claimed {
  readonly fencingToken: number;
  readonly subjectId: string;
  readonly dueAt: string;
  readonly exam: {
    readonly accessionNo: string;
    readonly clinicalQuestion: string;
    readonly orderingInstitution: { readonly shortName: string };
    readonly earlierExams: readonly object[];
  };
}

const TIME = new Intl.DateTimeFormat('zh-CN', { timeZone: ALLIANCE_ZONE, timeStyle: 'medium' });
const timeText = (at: string): string => TIME.format(new Date(at));

/** An ECG is made in a township and read in the county within minutes; what is critical does not wait for the report. */
export async function readEcgOfTownship(cast: Cast, narrator: Narrator): Promise<void> {
  const exam = await makeEcg(cast, narrator);
  const { critical, published } = await read(cast, narrator, exam);
  await answer(cast, narrator, { exam, critical, published });
}

async function makeEcg(cast: Cast, narrator: Narrator): Promise<ShownExam> {
  const { townshipDoctor, townshipTechnician } = cast;
  narrator.step(`${fullName(townshipDoctor)}为胸痛患者申请心电图，由县级中心诊断`);
  const patient = await registerNewcomer(townshipDoctor, '陈长河', '1');
  const wanted = { itemCode: 'ECG-12', visitType: 'GREEN_CHANNEL', clinicalQuestion: '突发胸痛1小时，大汗' };
  const draft = await draftOrder(townshipDoctor, cast, { ...wanted, patientId: patient.id });
  const order = await does<typeof draft>(townshipDoctor, 'placeExamOrder', seen(draft));
  narrator.step(`${fullName(townshipTechnician)}在乡镇做心电图`);
  const exam = await examine(townshipTechnician, order, 'ECG');
  narrator.shows(`检查号 ${exam.accessionNo}，报告时限 ${timeText(exam.dueAt!)}（胸痛心电图 10 分钟）`);
  return exam;
}

interface Read {
  readonly critical: Critical;
  readonly published: ShownReport;
}

async function read({ reporter, reviewer }: Cast, narrator: Narrator, exam: ShownExam): Promise<Read> {
  narrator.step(`${fullName(reporter)}领取队列中的下一个`);
  const input = { idempotencyKey: randomUUID(), groupCode: 'ECG' };
  const { claimNextReading: claimed } = await reporter.product.ask<{ claimNextReading: Claimed }>(CLAIM_NEXT, {
    input,
  });
  if (claimed.subjectId !== exam.id) throw new StoryError('绿色通道的心电图应排在队列最前');
  const { orderingInstitution, clinicalQuestion } = claimed.exam;
  narrator.shows(`${orderingInstitution.shortName}　${clinicalQuestion}：绿色通道排在所有待诊断检查之前`);
  narrator.step(`${reporter.name}一看到ST段抬高就上报危急值，不等报告`);
  const raised = await does<ShownExam>(reporter, 'raiseCriticalFinding', {
    ...seen(await current(reporter, exam.id)),
    findingCode: FINDING,
  });
  const [criticalId] = raised.openCriticalValueIds;
  const first = await criticalAct(
    reporter,
    'verifyCriticalValue',
    'CriticalValueActionInput',
    seen(await lookAt(reporter, criticalId!)),
  );
  const critical = await criticalAct(reviewer, 'verifyCriticalValue', 'CriticalValueActionInput', seen(first));
  narrator.shows(`${critical.findingText}：${reporter.name}与${reviewer.name}核对后已通知申请医生`);
  const published = await report(reporter, {
    examId: exam.id,
    fencingToken: claimed.fencingToken,
    templateCode: 'ecg_12_lead',
    findings: '窦性心律，V1～V4导联ST段弓背向上抬高0.3～0.5mV，对应导联ST段压低。',
    conclusion: '急性前壁心肌梗死（超急性期），请立即处理。',
    structured: [
      { code: 'heart_rate', value: '104' },
      { code: 'rhythm', value: '窦性心律' },
    ],
  });
  const took = (Date.parse(published.publishedAt!) - Date.parse(exam.acquiredAt!)) / 60_000;
  narrator.shows(`报告已签名发布：${published.conclusion}`, `从检查完成到报告 ${took.toFixed(1)} 分钟`);
  return { critical, published };
}

async function answer(
  { townshipDoctor }: Cast,
  narrator: Narrator,
  { exam, critical, published }: Read & { readonly exam: ShownExam },
): Promise<void> {
  narrator.step(`${fullName(townshipDoctor)}复述危急值`);
  const wrong = await townshipDoctor.product.refusal(
    'mutation($input: AcknowledgeCriticalValueInput!) { acknowledgeCriticalValue(input: $input) { id } }',
    { input: { ...seen(await lookAt(townshipDoctor, critical.id)), readBack: '心房颤动' } },
  );
  narrator.shows(`复述“心房颤动”时，系统回答（${wrong.code}）：${wrong.message}`);
  const acknowledged = await criticalAct(townshipDoctor, 'acknowledgeCriticalValue', 'AcknowledgeCriticalValueInput', {
    ...seen(await lookAt(townshipDoctor, critical.id)),
    readBack: critical.findingText,
  });
  narrator.shows(`复述“${critical.findingText}”：一致，已接收`);
  narrator.step(`${townshipDoctor.name}一键发起绿色通道转诊`);
  const referred = await criticalAct(townshipDoctor, 'referCriticalValue', 'ReferCriticalValueInput', {
    ...seen(acknowledged),
    consciousness: 'ALERT',
  });
  const { referral } = await townshipDoctor.product.ask<{ referral: Sent }>(
    'query($id: ID!) { referral(id: $id) { referralNo toDepartment { name } toInstitution { shortName } } }',
    { id: referred.referralId },
  );
  narrator.shows(`转诊单 ${referral.referralNo}：${referral.toInstitution.shortName}${referral.toDepartment.name}`);
  await criticalAct(townshipDoctor, 'handleCriticalValue', 'HandleCriticalValueInput', {
    ...seen(referred),
    measures: '阿司匹林300mg、替格瑞洛180mg口服，吸氧、心电监护，救护车转运。',
  });
  await does(townshipDoctor, 'acknowledgeExamResult', seen(await current(townshipDoctor, published.examId)));
  narrator.shows(`检查号 ${exam.accessionNo} 的结果已查看，危急值已处置`);
}

interface Sent {
  readonly referralNo: string;
  readonly toDepartment: { readonly name: string };
  readonly toInstitution: { readonly shortName: string };
}

async function current({ product }: Character, id: string): Promise<ShownExam> {
  const { exam } = await product.ask<{ exam: ShownExam }>('query($id: ID!) { exam(id: $id) { id version } }', { id });
  return exam;
}
