import { ALLIANCE_ZONE, localDate } from '#kernel';
import type { Narrator } from '../narrator.js';
import { StoryError } from '../story-error.js';
import { fullName, type Cast, type Character } from './cast.js';
import { does, draftOrder, examine, refused, report, seen, type ShownOrder, type ShownReport } from './exams.js';
import { registerNewcomer } from './patients.js';

interface Offer {
  readonly reportId: string;
  readonly itemName: string;
  readonly institutionName: string;
  readonly publishedOn: string | null;
  readonly because: string | null;
  readonly daysOld: number | null;
  readonly savedCents: number;
}

interface Known {
  readonly itemName: string;
  readonly candidates: readonly Offer[];
  readonly nearMisses: readonly Offer[];
}

const OFFER = 'reportId itemName institutionName publishedOn because daysOld savedCents';
const REASONS: Readonly<Record<string, string>> = { OTHER_CONTRAST: '增强方式不同', OUTSIDE_WINDOW: '超过互认时限' };
const yuan = (cents: number): string => `${(cents / 100).toFixed(2)} 元`;

/** A CT that was paid for once is recognised by the next doctor, and what that saves is counted. */
export async function recogniseCt(cast: Cast, narrator: Narrator): Promise<void> {
  const patientId = (await registerNewcomer(cast.townshipDoctor, '周玉兰', '2')).id;
  const examId = await examineOnce(cast, narrator, patientId);
  await orderAgain(cast, narrator, { patientId, examId });
}

const chest = { visitType: 'OUTPATIENT', clinicalQuestion: '咳嗽两周，痰中带血' };

async function examineOnce(cast: Cast, narrator: Narrator, patientId: string): Promise<string> {
  const { townshipDoctor, technician, reporter, reviewer } = cast;
  narrator.step(`${fullName(townshipDoctor)}申请胸部CT，到县医院检查`);
  const draft = await draftOrder(townshipDoctor, cast, { ...chest, patientId, itemCode: 'CT-CHEST' });
  const order = await does<ShownOrder>(townshipDoctor, 'placeExamOrder', seen(draft));
  const exam = await examine(technician, order, 'CT');
  const { fencingToken } = await does<{ fencingToken: number }>(reporter, 'claimReading', seen(exam.reading!));
  const signed = await report(reporter, {
    examId: exam.id,
    fencingToken,
    templateCode: 'ct_chest',
    findings: '右肺上叶见直径约6mm磨玻璃结节，边界清；纵隔未见肿大淋巴结。',
    conclusion: '右肺上叶磨玻璃结节，建议3个月复查。',
    structured: [
      { code: 'nodule', value: '磨玻璃' },
      { code: 'nodule_diameter', value: '6' },
    ],
  });
  const published = await does<ShownReport>(reviewer, 'approveImagingReport', {
    ...seen(signed),
    password: reviewer.password,
  });
  narrator.shows(`${reporter.name}书写、${reviewer.name}审核，两级签名后发布：${published.conclusion}`);
  return exam.id;
}

interface Again {
  readonly patientId: string;
  readonly examId: string;
}

async function orderAgain(cast: Cast, narrator: Narrator, { patientId, examId }: Again): Promise<void> {
  const { countyDoctor, medicalAffairs } = cast;
  narrator.step(`${fullName(countyDoctor)}接诊同一患者，准备再开胸部CT`);
  const [plain, enhanced] = await known(countyDoctor, patientId);
  for (const offer of plain!.candidates) {
    const { itemName, institutionName, publishedOn, savedCents } = offer;
    narrator.shows(`可互认：${institutionName} ${publishedOn} ${itemName}，可节约 ${yuan(savedCents)}`);
  }
  for (const { because } of enhanced!.nearMisses) {
    narrator.shows(`${enhanced!.itemName}：不可互认（${REASONS[because!] ?? because}）`);
  }
  const draft = await draftOrder(countyDoctor, cast, { ...chest, patientId, itemCode: 'CT-CHEST' });
  const silent = await refused(countyDoctor, 'placeExamOrder', seen(draft));
  narrator.shows(`不作选择直接开单时，系统回答（${silent.code}）：${silent.message}`);
  narrator.step(`${countyDoctor.name}选择互认`);
  const choices = [{ itemId: draft.items[0]!.id, reportId: examId }];
  const order = await does<ShownOrder>(countyDoctor, 'placeExamOrder', { ...seen(draft), choices });
  const [item] = order.items;
  if (item?.state !== 'RECOGNIZED') throw new StoryError('互认后的项目不应再检查');
  narrator.shows(`${item.name}：已互认，不再检查，节约 ${yuan(item.priceCents)}`);
  narrator.step(`${fullName(medicalAffairs)}查看今天的互认统计`);
  narrator.shows(...(await statisticsOfToday(medicalAffairs)));
}

async function known({ product }: Character, patientId: string): Promise<readonly Known[]> {
  const { recognitionCandidates } = await product.ask<{ recognitionCandidates: readonly Known[] }>(
    `query($patientId: ID!) { recognitionCandidates(patientId: $patientId, itemCodes: ["CT-CHEST", "CT-CHEST-C"]) {
       itemName candidates { ${OFFER} } nearMisses { ${OFFER} } } }`,
    { patientId },
  );
  return recognitionCandidates;
}

interface Line {
  readonly institutionName: string;
  readonly recognized: number;
  readonly declined: number;
  readonly savedCents: number;
}

async function statisticsOfToday({ product }: Character): Promise<string[]> {
  const today = localDate(new Date(), ALLIANCE_ZONE);
  const { recognitionStatistics } = await product.ask<{ recognitionStatistics: readonly Line[] }>(
    `query($day: LocalDate!) { recognitionStatistics(from: $day, to: $day) {
       institutionName recognized declined savedCents } }`,
    { day: today },
  );
  return recognitionStatistics.map(
    ({ institutionName, recognized, declined, savedCents }) =>
      `${institutionName}：互认 ${recognized} 项，不互认 ${declined} 项，节约 ${yuan(savedCents)}`,
  );
}
