import type { IndicatorLevel, IndicatorUnit } from '../domain/definition.js';
import type { AnalysisTopic } from '../domain/analysis.js';
import { partsOf, percentileOf } from '../domain/part.js';
import type { Month } from '../domain/period.js';
import type { Locale } from '#platform';
import type { LabelledLine } from '../queries/analysis.query.js';
import type { Figure as ToldFigure } from '../queries/figure-row.js';
import type { ReasonNames } from '../queries/reasons.js';

/** How units are written behind a value. */
const UNITS: Readonly<Record<IndicatorUnit, string>> = {
  RATIO: '%',
  MINUTES: '分钟',
  COUNT: '次',
  PER_SESSION: '每次',
  MONEY: '元',
};
export const LEVELS: Readonly<Record<IndicatorLevel, string>> = { GREEN: '绿', YELLOW: '黄', RED: '红' };
export const TOPICS: Readonly<Record<AnalysisTopic, string>> = {
  RETURN: '退回修改',
  REFUSAL: '拒绝',
  OVERDUE: '环节超时',
  DIED: '断链',
};

/** Sides, stages, states and acts as the list of the meeting names them; what is not among them shows its code. */
const WORDS: Readonly<Record<string, string>> = {
  RETURNED_BY_SENDER: '转出机构院内审核',
  RETURNED_BY_RECEIVER: '接收机构',
  UP: '上转',
  LATERAL: '平级转诊',
  DOWN: '下转（机构）',
  DOCTOR: '下转（医生）',
  'referral.review': '院内审核',
  'referral.down-review': '下转院内审核',
  'referral.claim': '认领',
  'referral.answer': '答复',
  'referral.arrangement': '安排就诊',
  'referral.arrival': '到院',
  'referral.acknowledgement': '急诊确认',
  'referral.consent': '知情同意',
  'referral.receipt': '基层接收',
  'referral.allocation': '基层分派',
  'referral.transit': '转运途中',
  'referral.follow-up': '随访',
  PENDING_INTERNAL_REVIEW: '院内审核中',
  RETURNED_FOR_EDIT: '退回修改中',
  PENDING_ACCEPTANCE: '待受理',
  AWAITING_INFORMATION: '待补充资料',
  ACCEPTED: '已受理待安排',
  ARRANGED: '已安排待就诊',
  ARRIVED: '已到院',
  NO_SHOW: '爽约',
  PENDING_RECEIPT: '待基层接收',
  PENDING_ALLOCATION: '待基层分派',
  PENDING_REASSIGNMENT: '待重新分派',
  IN_TRANSIT: '转运途中',
  NOT_ARRIVED: '未到达',
  FOLLOW_UP: '随访中',
  cancel: '撤销',
  closeByAgreement: '协商关闭',
  expire: '过期',
  closeUnanswered: '逾期未补充关闭',
  declineReceipt: '逾期未接收',
  reportNotArrived: '逾期未到达',
};

/** Parts of figures, where they are called otherwise than in the list of the meeting, or are not in it. */
const PARTS: Readonly<Record<string, string>> = {
  DOWN: '下转',
  P50: '中位数',
  P90: 'P90',
  STAGE: '环节',
  REASON: '原因',
  ADVICE: '退回并建议',
  DAYS: '天数',
  WARD_ROUNDS: '查房',
  SURGERIES: '手术',
  TEACHING_MINUTES: '带教分钟数',
  ORDINARY: '普通会诊',
  MDT: '多学科会诊',
  STORE_AND_FORWARD: '存储转发',
  TEACHING_ROUND: '教学查房',
  PARTLY: '部分采纳',
  NOT_ADOPTED: '未采纳',
  IMAGING: '影像',
  ECG: '心电',
  OUTPATIENT: '门诊',
  INPATIENT: '住院',
  EMERGENCY: '急诊',
  NOTIFIED: '已通报',
};

const wordFor = (code: string): string => WORDS[code] ?? code;

/** What an indicator is called in the language of whoever reads it. */
export const nameWords = ({ nameZh, nameEn }: Pick<ToldFigure, 'nameZh' | 'nameEn'>, locale: Locale): string =>
  locale === 'en' ? nameEn : nameZh;

/** What a reason is called in the language of whoever reads it; null of none. */
const reasonWords = ({ labelZh, labelEn }: ReasonNames, locale: Locale): string | null =>
  locale === 'en' ? labelEn : labelZh;

/** A part as a cell tells it, with what its reason is called; empty for the whole. */
export function partWords({ part, ...names }: ReasonNames & { readonly part: string }, locale: Locale): string {
  if (part === 'ALL') return '';
  const told = percentileOf(part);
  if (told) return [told.of, told.percentile].flatMap((each) => (each === 'ALL' ? [] : [partWord(each)])).join('·');
  const [before, behind] = partsOf(part);
  return behind === null ? partWord(part) : `${partWord(before)}·${reasonWords(names, locale) ?? wordFor(behind)}`;
}

const partWord = (code: string): string => PARTS[code] ?? wordFor(code);

/** A line of the meeting's list: where, and why. */
export function lineWords(
  { where, why, ...names }: LabelledLine,
  locale: Locale,
): readonly [where: string, why: string] {
  return [wordFor(where), reasonWords(names, locale) ?? (why === null ? '' : wordFor(why))];
}

/** What is no share of anything: up against down, and an index. */
const NO_SHARES = ['REF-01', 'EXP-03'];
const HOUR = 60;
const PERCENT = 100;
type Worded = Pick<ToldFigure, 'unit' | 'code' | 'part'>;

/** Whether a value is a share, which is written in percent; the parts of a ratio are. */
const isShare = ({ unit, code, part }: Worded): boolean =>
  unit === 'RATIO' && !(part === 'ALL' && NO_SHARES.includes(code));

/** In what a value is written in a cell. */
export const unitOf = (figure: Worded): string =>
  figure.unit === 'RATIO' && !isShare(figure) ? '比' : UNITS[figure.unit];

/** What a value is multiplied by before it is written in its unit. */
const scaleOf = (figure: Worded): number => (isShare(figure) ? PERCENT : figure.unit === 'MONEY' ? 1 / PERCENT : 1);

/** A value as it stands in a cell, in the unit that {@link unitOf} names. */
export const cellOf = (value: number | null, figure: Worded): number | null => rounded(value, scaleOf(figure));

/** With two digits behind the point. */
export function rounded(value: number | null, scale = 1): number | null {
  return value === null ? null : Math.round(value * scale * PERCENT) / PERCENT;
}

/** A value as people read it: long times in hours. */
export function valueText(value: number | null, figure: Worded): string {
  if (value === null) return '—';
  if (isShare(figure)) return `${(value * PERCENT).toFixed(1)}%`;
  if (figure.unit === 'MONEY') return `${(value / PERCENT).toFixed(2)}元`;
  if (figure.unit === 'MINUTES')
    return value < 2 * HOUR ? `${Math.round(value)}分钟` : `${(value / HOUR).toFixed(1)}小时`;
  return String(rounded(value));
}

/** From where on characters are as wide as they are high. */
const FIRST_WIDE = '\u1100';
const signWidth = (sign: string): number => (sign < FIRST_WIDE ? 1 : 2);

/** How wide words are, a Chinese character counting as two. */
export const widthOf = (words: string): number => Array.from(words).reduce((sum, sign) => sum + signWidth(sign), 0);

/** What finds room within so many Chinese characters; others are half as wide. */
export function shortened(words: string, room: number): string {
  let left = room * 2;
  const whole = Array.from(words);
  const end = whole.findIndex((sign) => (left -= signWidth(sign)) < 0);
  // In the place of the last one.
  return end < 0 ? words : `${whole.slice(0, end - 1).join('')}…`;
}

/** On which side of the other townships one lies outside. */
export const outlierWords = ({ higherIsBetter }: { readonly higherIsBetter: boolean }): string =>
  higherIsBetter ? '低于全县P5' : '高于全县P95';

export function monthText(month: Month): string {
  const [year, number] = month.split('-');
  return `${year}年${Number(number)}月`;
}
