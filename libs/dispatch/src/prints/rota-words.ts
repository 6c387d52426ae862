import { addDays, weekdayOf, type LocalDate, type WorkCalendar } from '#kernel';
import { dateText, dayText, table, text, type Column, type PrintContent } from '#platform';
import type { SessionKind, SessionState } from '../domain/session-state.js';
import type { RotaLine } from '../queries/rota-sheet.query.js';

/** Of a week, from Monday on. */
export const WEEKDAY_NAMES = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const;

export const weekdayName = (day: LocalDate): string => WEEKDAY_NAMES[weekdayOf(day) - 1]!;
export const HALF_NAMES = { MORNING: '上午', AFTERNOON: '下午' } as const;
const TITLES: Readonly<Record<string, string>> = {
  NONE: '',
  JUNIOR: '初级',
  INTERMEDIATE: '中级',
  DEPUTY_SENIOR: '副高',
  SENIOR: '正高',
};
export const titleName = (title: string): string => TITLES[title] ?? '';

export const KIND_NAMES: Readonly<Record<SessionKind, string>> = {
  SUPPORT: '支援',
  ROUNDS: '巡诊',
  CLINIC: '专家门诊',
  WARD_ROUND: '联合查房',
  SURGERY: '手术',
  TEACHING: '带教',
  OUTREACH: '义诊',
};
export const STATE_NAMES: Readonly<Record<SessionState, string>> = {
  PLANNED: '待确认',
  CONFIRMED: '已确认',
  CHECKED_IN: '已签到',
  COMPLETED: '已完成',
  SWAP_PENDING: '换班待审批',
  SUBSTITUTED: '已换人',
  CANCELLED: '已取消',
  NO_SHOW: '未到岗',
  SUSPENDED: '停诊',
};

/** What a calendar on the wall says of a day: a public holiday, or a weekend that is worked on. */
export function dayMark(calendar: WorkCalendar, day: LocalDate): string {
  if (calendar.isHoliday(day)) return '休';
  return weekdayOf(day) > 5 && calendar.isWorkday(day) ? '班' : '';
}

/** `03-17 周二` */
export const dayName = (day: LocalDate): string => `${day.slice(5)} ${weekdayName(day)}`;

/** `2026年03月`, or both days where it is no whole month. */
export function periodName({ from, to }: { readonly from: LocalDate; readonly to: LocalDate }): string {
  const isMonth = from.endsWith('-01') && addDays(to, 1) === firstOfNextMonth(from);
  return isMonth ? `${from.slice(0, 4)}年${from.slice(5, 7)}月` : `${dateText(from)}至${dateText(to)}`;
}

function firstOfNextMonth(day: LocalDate): LocalDate {
  const later = addDays(`${day.slice(0, 7)}-01`, 31);
  return `${later.slice(0, 7)}-01`;
}

/** What was called off, or handed over to somebody else, is on no paper. */
export const linesToShow = (lines: readonly RotaLine[]): RotaLine[] =>
  lines.filter(({ state }) => state !== 'CANCELLED' && state !== 'SUBSTITUTED');

export const issuedOn = ({ printedAt }: { readonly printedAt: Date }): string => dayText(printedAt);

/** A table that says so where it has no row. */
export function listing(
  name: string,
  columns: readonly Column[],
  rows: readonly (readonly (string | null)[])[],
): PrintContent {
  return table(name, columns, rows.length > 0 ? rows : [['无', ...columns.slice(1).map(() => '')]]);
}

/** Something to be minded, below a table. */
export const remark = (words: string): PrintContent => text(words, { margin: [0, 6, 0, 0], color: '#555555' });
