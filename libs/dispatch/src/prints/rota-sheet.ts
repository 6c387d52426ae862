import { weekdayOf } from '#kernel';
import { atHand, listingSheet, type ListingColumn, type StreamedSheet } from '#platform';
import { SessionState, type SessionKind } from '../domain/session-state.js';
import type { RotaLine } from '../queries/rota-sheet.query.js';

const WEEKDAYS = ['', '周一', '周二', '周三', '周四', '周五', '周六', '周日'];
const HALVES = { MORNING: '上午', AFTERNOON: '下午' } as const;
const TITLES: Readonly<Record<string, string>> = {
  NONE: '',
  JUNIOR: '初级',
  INTERMEDIATE: '中级',
  DEPUTY_SENIOR: '副高',
  SENIOR: '正高',
};
const KINDS: Readonly<Record<SessionKind, string>> = {
  SUPPORT: '支援',
  ROUNDS: '巡诊',
  CLINIC: '专家门诊',
  WARD_ROUND: '联合查房',
  SURGERY: '手术',
  TEACHING: '带教',
  OUTREACH: '义诊',
};
const STATES: Readonly<Record<SessionState, string>> = {
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

const ROTA: readonly ListingColumn<RotaLine>[] = [
  ['日期', 12, ({ day }) => day],
  ['星期', 8, ({ day }) => WEEKDAYS[weekdayOf(day)]!],
  ['时段', 8, ({ half }) => HALVES[half]],
  ['乡镇卫生院', 20, ({ township }) => township],
  ['专科代码', 10, ({ specialty }) => specialty],
  ['类别', 12, ({ kind }) => KINDS[kind]],
  ['专家', 12, ({ expert }) => expert],
  ['职称', 8, ({ title }) => TITLES[title] ?? ''],
  ['派出单位', 20, ({ home }) => home],
  ['状态', 12, ({ state }) => STATES[state]],
];

/** What one expert did at the townships in the period. */
interface Attendance {
  readonly expert: string;
  readonly home: string;
  readonly lines: readonly RotaLine[];
}

const count = ({ lines }: Attendance, state: SessionState): number =>
  lines.filter((line) => line.state === state).length;
const sum = ({ lines }: Attendance, of: 'patientsSeen' | 'wardRounds' | 'surgeries' | 'teachingMinutes'): number =>
  lines.reduce((total, line) => total + (line[of] ?? 0), 0);

const ATTENDANCE: readonly ListingColumn<Attendance>[] = [
  ['专家', 12, ({ expert }) => expert],
  ['派出单位', 20, ({ home }) => home],
  ['完成班次', 10, (one) => count(one, SessionState.COMPLETED)],
  ['下派天数', 10, ({ lines }) => new Set(lines.filter(isDone).map(({ day }) => day)).size],
  ['到达乡镇数', 12, ({ lines }) => new Set(lines.filter(isDone).map(({ township }) => township)).size],
  ['诊疗人次', 10, (one) => sum(one, 'patientsSeen')],
  ['查房次数', 10, (one) => sum(one, 'wardRounds')],
  ['手术台次', 10, (one) => sum(one, 'surgeries')],
  ['带教学时（小时）', 16, (one) => Math.round(sum(one, 'teachingMinutes') / 6) / 10],
  ['未到岗', 8, (one) => count(one, SessionState.NO_SHOW)],
];

const isDone = ({ state }: RotaLine): boolean => state === SessionState.COMPLETED;

/** The rota day by day, as it is posted at a township: names and times, no telephones. */
export function rotaSheet(lines: readonly RotaLine[]): StreamedSheet {
  return listingSheet('下派安排', ROTA, atHand(lines));
}

/** What came of it, expert by expert: what allowances are reckoned from. */
export function attendanceSheet(lines: readonly RotaLine[]): StreamedSheet {
  const byExpert = Map.groupBy(lines, ({ expertId }) => expertId);
  const all = [...byExpert.values()].map((own) => ({ expert: own[0]!.expert, home: own[0]!.home, lines: own }));
  const sorted = all.toSorted((left, right) => left.expert.localeCompare(right.expert, 'zh'));
  return listingSheet('出勤汇总', ATTENDANCE, atHand(sorted));
}
