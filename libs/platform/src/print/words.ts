import { ALLIANCE_ZONE, ageAt, localDate, localMinute, weekdayOf, type CodedConcept, type LocalDate } from '#kernel';

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];
const SEXES: Readonly<Record<string, string>> = { '1': '男', '2': '女' };

export const sexOf = (code: string): string => SEXES[code] ?? '不详';

/** Completed years at that time. */
export function ageOf(birthDate: LocalDate | null, at: Date): string {
  if (birthDate === null) return '不详';
  const years = ageAt(birthDate, at, ALLIANCE_ZONE);
  return years < 1 ? '不满1岁' : `${years}岁`;
}

/** `2026年03月04日`, or room to write it. */
export function dayText(instant: Date | null): string {
  return dateText(instant && localDate(instant, ALLIANCE_ZONE));
}

/** The same of a day. */
export function dateText(date: LocalDate | null): string {
  if (date === null) return '＿＿＿年＿＿月＿＿日';
  const [year, month, day] = date.split('-');
  return `${year}年${month}月${day}日`;
}

/** `2026年03月04日（周三）09:00` */
export function momentText(instant: Date): string {
  const date = localDate(instant, ALLIANCE_ZONE);
  return `${dayText(instant)}（周${WEEKDAYS[weekdayOf(date) - 1]}）${timeText(instant)}`;
}

/** `09:00` */
export function timeText(instant: Date): string {
  return localMinute(instant, ALLIANCE_ZONE).slice(-5);
}

/** Diagnoses with their codes, the main one first. */
export const diagnosesText = (diagnoses: readonly CodedConcept[] | null): string =>
  (diagnoses ?? []).map(({ display, code }) => `${display}（${code}）`).join('；');

/** What there is of the parts, each under its heading. */
export const partsText = (...parts: readonly (readonly [heading: string, value: string | null])[]): string =>
  parts.flatMap(([heading, value]) => (value ? [`${heading}：${value}`] : [])).join('\n');

/** Who printed it and when, at the foot of a paper. */
export const imprintOf = ({ printedAt, printedBy }: { readonly printedAt: Date; readonly printedBy: string }): string =>
  `打印：${dayText(printedAt)} ${timeText(printedAt)}　${printedBy}`;
