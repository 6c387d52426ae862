import { atHand, listingSheet, type ListingColumn, type StreamedSheet } from '#platform';
import { attendanceOf, byExpert, teachingHours, type AttendanceSum } from '../domain/attendance.js';
import type { RotaLine } from '../queries/rota-sheet.query.js';
import { HALF_NAMES, KIND_NAMES, STATE_NAMES, titleName, weekdayName } from './rota-words.js';

const ROTA: readonly ListingColumn<RotaLine>[] = [
  ['日期', 12, ({ day }) => day],
  ['星期', 8, ({ day }) => weekdayName(day)],
  ['时段', 8, ({ half }) => HALF_NAMES[half]],
  ['乡镇卫生院', 20, ({ township }) => township],
  ['专科', 16, ({ specialtyName }) => specialtyName],
  ['类别', 12, ({ kind }) => KIND_NAMES[kind]],
  ['专家', 12, ({ expert }) => expert],
  ['职称', 8, ({ title }) => titleName(title)],
  ['派出单位', 20, ({ home }) => home],
  ['状态', 12, ({ state }) => STATE_NAMES[state]],
];

interface ExpertSum extends AttendanceSum {
  readonly expert: string;
  readonly home: string;
}

const ATTENDANCE: readonly ListingColumn<ExpertSum>[] = [
  ['专家', 12, ({ expert }) => expert],
  ['派出单位', 20, ({ home }) => home],
  ['完成班次', 10, ({ sessions }) => sessions],
  ['下派天数', 10, ({ days }) => days],
  ['到达乡镇数', 12, ({ townships }) => townships],
  ['预约人数', 10, ({ booked }) => booked],
  ['预约到诊', 10, ({ attended }) => attended],
  ['诊疗人次', 10, ({ patientsSeen }) => patientsSeen],
  ['查房次数', 10, ({ wardRounds }) => wardRounds],
  ['手术台次', 10, ({ surgeries }) => surgeries],
  ['带教学时（小时）', 16, ({ teachingMinutes }) => teachingHours(teachingMinutes)],
  ['未到岗', 8, ({ noShows }) => noShows],
];

/** The rota day by day, as it is posted at a township: names and times, no telephones. */
export function rotaSheet(lines: readonly RotaLine[]): StreamedSheet {
  return listingSheet('下派安排', ROTA, atHand(lines));
}

/** What came of it, expert by expert: what allowances are reckoned from. */
export function attendanceSheet(lines: readonly RotaLine[]): StreamedSheet {
  const sums = byExpert(lines).map((own) => {
    const { expert, home } = own[0]!;
    return { expert, home, ...attendanceOf(own) };
  });
  return listingSheet('出勤汇总', ATTENDANCE, atHand(sums));
}
