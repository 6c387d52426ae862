import { addDays, daysBetween, weekdayOf, type LocalDate } from '#kernel';
import { text, timeText, wallTable, type PrintContent } from '#platform';
import type { PaperContent } from '../queries/rota-paper.query.js';
import type { RotaLine } from '../queries/rota-sheet.query.js';
import { HALF_NAMES, WEEKDAY_NAMES, dayMark } from './rota-words.js';

/** A list of so many days still fits on a page or two; more than these are looked at as a month. */
const LONGEST_LIST_DAYS = 14;
const DAYS_A_WEEK = 7;
const SMALL = { fontSize: 10 } as const;

type Period = Pick<PaperContent, 'from' | 'to' | 'calendar'>;

/** Whether a period is so long that it is printed as a sheet of weeks for the wall. */
export const isForWall = ({ from, to }: Pick<Period, 'from' | 'to'>): boolean =>
  daysBetween(from, to) >= LONGEST_LIST_DAYS;

/** Weeks from Monday to Sunday, each day with who comes in the morning and in the afternoon. */
export function monthGrid(
  { from, to, calendar }: Period,
  lines: readonly RotaLine[],
  words: (line: RotaLine) => string,
): PrintContent {
  const byDay = Map.groupBy(lines, ({ day }) => day);
  const first = addDays(from, 1 - weekdayOf(from));
  const weeks = Math.floor(daysBetween(first, to) / DAYS_A_WEEK) + 1;
  const cell = (day: LocalDate): PrintContent =>
    day < from || day > to
      ? text('')
      : { stack: [dayHead(day, dayMark(calendar, day)), ...halves(byDay.get(day) ?? [], words)] };
  return wallTable(
    WEEKDAY_NAMES,
    Array.from({ length: weeks }, (_week, week) =>
      WEEKDAY_NAMES.map((_name, weekday) => cell(addDays(first, week * DAYS_A_WEEK + weekday))),
    ),
  );
}

/** `3月17日`, or `10月1日（休）` */
const dayHead = (day: LocalDate, mark: string): PrintContent =>
  text(`${Number(day.slice(5, 7))}月${Number(day.slice(8))}日${mark && `（${mark}）`}`, {
    bold: true,
    margin: [0, 0, 0, 2],
  });

function halves(lines: readonly RotaLine[], words: (line: RotaLine) => string): PrintContent[] {
  return (['MORNING', 'AFTERNOON'] as const).flatMap((half) => {
    const own = lines.filter((line) => line.half === half);
    if (own.length === 0) return [];
    return [
      text(HALF_NAMES[half], { ...SMALL, color: '#555555' }),
      ...own.map((line) => text(words(line), { ...SMALL, margin: [8, 0, 0, 1] })),
    ];
  });
}

/** From when until when: `上午 08:00–12:00`, as far as all sessions of a half-day agree. */
export function hoursName(lines: readonly RotaLine[]): string {
  const named = (['MORNING', 'AFTERNOON'] as const).flatMap((half) => {
    const own = lines.filter((line) => line.half === half);
    const times = new Set(own.map(({ startsAt, endsAt }) => `${timeText(startsAt)}–${timeText(endsAt)}`));
    return times.size === 1 ? [`${HALF_NAMES[half]} ${[...times][0]}`] : [];
  });
  return named.join('　');
}
