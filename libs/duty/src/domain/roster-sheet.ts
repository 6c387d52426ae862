import { cellText, findHeadings, isLocalDate, type Cell, type Interval, type LocalDate } from '#kernel';
import { DutyFunction } from './duty-function.js';
import type { RowProblem } from './errors.js';
import { shiftOn } from './gaps.js';
import type { Month } from './month.js';
import { timesOf, type NamedShift } from './shift-text.js';

/** Columns of a roster, each under the headings that hospitals give it; the first one is ours. */
export const COLUMNS = {
  day: ['日期', '值班日期'],
  department: ['科室', '部门', '中心'],
  shift: ['班次/时间', '班次', '时间', '值班时间'],
  duty: ['职能', '值班类别', '岗位'],
  name: ['姓名', '值班人员', '值班人'],
  staffNo: ['工号', '人员编号'],
  phone: ['电话', '联系电话', '值班电话', '手机'],
  note: ['备注', '说明'],
} as const;
export type Column = keyof typeof COLUMNS;

const NEEDED: readonly Column[] = ['day', 'department', 'shift', 'duty'];

/** What rosters call the functions. */
const FUNCTIONS: Readonly<Record<string, DutyFunction>> = {
  值班医生: DutyFunction.DUTY_DOCTOR,
  值班医师: DutyFunction.DUTY_DOCTOR,
  一线: DutyFunction.DUTY_DOCTOR,
  一线值班: DutyFunction.DUTY_DOCTOR,
  值班主任: DutyFunction.DUTY_HEAD,
  二线: DutyFunction.DUTY_HEAD,
  二线值班: DutyFunction.DUTY_HEAD,
  听班: DutyFunction.DUTY_HEAD,
  中心电话: DutyFunction.CENTRE_PHONE,
  值班电话: DutyFunction.CENTRE_PHONE,
  医务科值班: DutyFunction.MEDICAL_AFFAIRS_DUTY,
  医务值班: DutyFunction.MEDICAL_AFFAIRS_DUTY,
  总值班: DutyFunction.GENERAL_DUTY,
  行政总值班: DutyFunction.GENERAL_DUTY,
};

/** A row as far as it can be understood without knowing who works there. */
export interface RosterRow extends Interval {
  /** Row of the sheet, counted from 1. */
  readonly row: number;
  readonly function: DutyFunction;
  readonly department: string;
  readonly name: string;
  readonly staffNo: string;
  readonly phone: string;
  readonly note: string;
}

export interface ReadRoster {
  readonly rows: readonly RosterRow[];
  readonly problems: readonly RowProblem[];
}

type Texts = Readonly<Record<Column, string>>;

/** Reads the duties of one month from a sheet. Empty rows are passed over; a day stands for the empty ones below it. */
export function readRoster(
  sheet: readonly (readonly Cell[])[],
  month: Month,
  shifts: readonly NamedShift[],
): ReadRoster {
  const { row: heading, columns } = findHeadings<Column>(sheet, COLUMNS);
  const missing = NEEDED.filter((column) => !columns.has(column));
  if (!columns.has('name') && !columns.has('staffNo')) missing.push('name');
  if (missing.length > 0) return { rows: [], problems: missing.map((column) => missingColumn(column, heading)) };
  const rows: RosterRow[] = [];
  const problems: RowProblem[] = [];
  let day: Cell = null;
  sheet.slice(heading + 1).forEach((cells, index) => {
    const texts = textsOf(cells, columns);
    if (Object.values(texts).every((text) => text === '')) return;
    day = cells[columns.get('day')!] ?? day;
    const result = readRow(texts, { row: heading + 2 + index, day: dayOf(day, month), month, shifts });
    if ('problems' in result) problems.push(...result.problems);
    else rows.push(result);
  });
  return { rows, problems };
}

interface RowContext {
  readonly row: number;
  readonly day: LocalDate | null;
  readonly month: Month;
  readonly shifts: readonly NamedShift[];
}

function readRow(texts: Texts, { row, day, month, shifts }: RowContext): RosterRow | { problems: RowProblem[] } {
  const times = timesOf(texts.shift, shifts);
  const duty = FUNCTIONS[texts.duty];
  const wrong: [Column, string][] = [];
  if (!day) wrong.push(['day', 'DATE_UNREADABLE']);
  else if (!day.startsWith(month)) wrong.push(['day', 'OUTSIDE_MONTH']);
  if (!times) wrong.push(['shift', 'SHIFT_UNKNOWN']);
  if (!duty) wrong.push(['duty', 'FUNCTION_UNKNOWN']);
  if (texts.note.length > LONGEST_NOTE) wrong.push(['note', 'maxLength']);
  if (wrong.length > 0 || !day || !times || !duty) {
    return { problems: wrong.map(([column, constraint]) => problemIn(row, column, constraint)) };
  }
  const { department, name, staffNo, phone, note } = texts;
  return { row, ...shiftOn(day, times), function: duty, department, name, staffNo, phone, note };
}

export const LONGEST_NOTE = 200;

export function problemIn(row: number, column: Column | null, constraint: string, other?: string): RowProblem {
  return { row, column: column && COLUMNS[column][0], constraint, ...(other !== undefined && { other }) };
}

function missingColumn(column: Column, heading: number): RowProblem {
  return problemIn(heading + 1, column, 'COLUMN_MISSING');
}

function textsOf(cells: readonly Cell[], columns: ReadonlyMap<Column, number>): Texts {
  const names = Object.keys(COLUMNS) as Column[];
  const texts = names.map((column) => [column, cellText(cells[columns.get(column) ?? -1] ?? null)]);
  return Object.fromEntries(texts) as Texts;
}

/** A day as people write it: a date cell, `2026-03-05`, `2026/3/5`, `2026年3月5日`, `3月5日`, `3/5` or `5`. */
function dayOf(cell: Cell, month: Month): LocalDate | null {
  if (cell instanceof Date) return cellText(cell) || null;
  const numbers = cellText(cell).match(/\d+/g) ?? [];
  const written = /^[\d\s/.\-年月日号]+(?:[(（]?(?:周|星期)[一二三四五六日天][)）]?)?$/.test(cellText(cell));
  if (!written || numbers.length > 3) return null;
  const [day = '', inMonth = month.slice(5), year = month.slice(0, 4)] = numbers.toReversed();
  const date = `${year}-${inMonth.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isLocalDate(date) ? date : null;
}
