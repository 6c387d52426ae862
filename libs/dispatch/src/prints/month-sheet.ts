import { daysOf, type LocalDate, type WorkCalendar } from '#kernel';
import { GridLook, type GridCell, type GridRow, type GridSheet } from '#platform';
import type { RotaLine } from '../queries/rota-sheet.query.js';
import {
  HALF_NAMES,
  KIND_NAMES,
  STATE_NAMES,
  dayMark,
  linesToShow,
  periodName,
  titleName,
  weekdayName,
} from './rota-words.js';

/** What a rota is laid out by: a row for each township or each expert. */
interface Layout {
  readonly name: string;
  readonly of: (line: RotaLine) => string;
  readonly side: (line: RotaLine) => string;
  readonly words: (line: RotaLine) => readonly string[];
}

const doing = ({ kind }: RotaLine): string => (kind === 'CLINIC' ? '' : KIND_NAMES[kind]);
const mark = ({ state }: RotaLine): string =>
  state === 'SUSPENDED' || state === 'NO_SHOW' ? `【${STATE_NAMES[state]}】` : '';

const LAYOUTS: readonly Layout[] = [
  {
    name: '按乡镇',
    of: ({ townshipId }) => townshipId,
    side: ({ township }) => township,
    words: (line) => [mark(line), line.specialtyName, line.expert, doing(line)],
  },
  {
    name: '按专家',
    of: ({ expertId }) => expertId,
    side: ({ expert, title }) => [expert, titleName(title)].filter(Boolean).join('\n'),
    words: (line) => [mark(line), line.township, doing(line)],
  },
];

const SIDE_WIDTHS = [12, 5] as const;
/** In characters, as wide as the sheet is printed at its own size. */
const PAPERS = { A3: 200, A4: 140 } as const;
/** More days than these are legible on A3 alone. */
const MOST_DAYS_ON_A4 = 16;
const WIDEST_DAY = 16;
const HEADING_ROWS = 2;
/** Points of a line of nine points, of what is around it, and of rows with nothing or with few words in them. */
const LINE = 13;
const MARGIN = 6;
const LEAST_HEIGHT = 20;
const HALVES = ['MORNING', 'AFTERNOON'] as const;
const NOTE = '有底色的是休息日；“休”为法定节假日，“班”为调休上班日。停诊、未到岗已注明，取消和换人的班次不列。';

interface Month {
  readonly days: readonly LocalDate[];
  readonly calendar: WorkCalendar;
  readonly dayWidth: number;
}

/** The rota month by month as grids for the wall, one of townships and one of experts: days across, halves of days below one another. */
export function monthSheets(
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
  lines: readonly RotaLine[],
  calendar: WorkCalendar,
): GridSheet[] {
  const shown = linesToShow(lines);
  return [...Map.groupBy(daysOf(from, to), (day) => day.slice(0, 7))].flatMap(([month, within]) => {
    const own = shown.filter(({ day }) => day.startsWith(month));
    return LAYOUTS.map((layout) => monthSheet(`${month} ${layout.name}`, { days: within, calendar, own, layout }));
  });
}

function monthSheet(
  name: string,
  { days, calendar, own, layout }: Omit<Month, 'dayWidth'> & { own: readonly RotaLine[]; layout: Layout },
): GridSheet {
  const paper = days.length > MOST_DAYS_ON_A4 ? 'A3' : 'A4';
  const left = PAPERS[paper] - SIDE_WIDTHS[0] - SIDE_WIDTHS[1];
  const dayWidth = Math.min(WIDEST_DAY, Math.floor((10 * left) / days.length) / 10);
  const month = { days, calendar, dayWidth };
  const rows = [...Map.groupBy(own, layout.of).values()]
    .toSorted(([one], [other]) => layout.side(one!).localeCompare(layout.side(other!), 'zh'))
    .map((lines) => rowsOf(lines, layout, month));
  const columns = SIDE_WIDTHS.length + days.length;
  const title = `专家下派排班表（${layout.name}）　${periodName({ from: days[0]!, to: days.at(-1)! })}`;
  const across = (row: number) => ({ row, column: 0, rows: 1, columns });
  const pairs = rows.map((_, index) => ({ row: HEADING_ROWS + 2 * index, column: 0, rows: 2, columns: 1 }));
  return {
    name,
    paper,
    widths: [...SIDE_WIDTHS, ...days.map(() => dayWidth)],
    fixed: { rows: HEADING_ROWS, columns: SIDE_WIDTHS.length },
    grid: [
      { height: 30, cells: [cell(title, GridLook.TITLE)] },
      headOf(month),
      ...rows.flat(),
      { height: LEAST_HEIGHT, cells: [cell(NOTE, GridLook.NOTE)] },
    ],
    merged: [across(0), ...pairs, across(HEADING_ROWS + 2 * rows.length)],
  };
}

const cell = (text: string, look: GridLook): GridCell => ({ text, look });

function headOf({ days, calendar }: Month): GridRow {
  const head = (day: LocalDate) => {
    const words = [String(Number(day.slice(8))), weekdayName(day).slice(1), dayMark(calendar, day)];
    return cell(words.filter(Boolean).join('\n'), calendar.isWorkday(day) ? GridLook.HEAD : GridLook.HEAD_OFF);
  };
  return { height: 44, cells: [cell('', GridLook.HEAD), cell('时段', GridLook.HEAD), ...days.map(head)] };
}

/** The mornings and the afternoons of one township or expert. */
function rowsOf(lines: readonly RotaLine[], { side, words }: Layout, { days, calendar, dayWidth }: Month): GridRow[] {
  return HALVES.map((half, index) => {
    const byDay = Map.groupBy(
      lines.filter((line) => line.half === half),
      ({ day }) => day,
    );
    const texts = days.map((day) =>
      (byDay.get(day) ?? []).map((line) => words(line).filter(Boolean).join('\n')).join('\n'),
    );
    const tallest = Math.max(...texts.map((text) => linesOf(text, dayWidth)));
    return {
      height: Math.max(LEAST_HEIGHT, tallest * LINE + MARGIN),
      cells: [
        cell(index === 0 ? side(lines[0]!) : '', GridLook.SIDE),
        cell(HALF_NAMES[half], GridLook.SIDE),
        ...texts.map((text, at) => cell(text, calendar.isWorkday(days[at]!) ? GridLook.CELL : GridLook.CELL_OFF)),
      ],
    };
  });
}

/** Lines that a text takes in a column so wide: Chinese is two characters wide, and nine points are narrower than eleven. */
function linesOf(text: string, width: number): number {
  if (text === '') return 0;
  const fitting = Math.floor((width * 11) / 9 / 2) * 2;
  return text
    .split('\n')
    .reduce(
      (total, line) => total + Math.max(1, Math.ceil(line.replaceAll(/[^\p{ASCII}]/gu, '??').length / fitting)),
      0,
    );
}
