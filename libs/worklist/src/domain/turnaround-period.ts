import { ALLIANCE_ZONE, InvalidInputError, addDays, daysBetween, startOfDay, type LocalDate } from '#kernel';

/** Days that one question may span. */
const MOST_DAYS = 366;

/** The instants from the first day to after the last one, in China. @throws InvalidInputError for none, or more than a year */
export function turnaroundPeriod(from: LocalDate, to: LocalDate): [from: Date, before: Date] {
  const length = daysBetween(from, to) + 1;
  if (length < 1 || length > MOST_DAYS) throw new InvalidInputError([{ path: 'to', constraint: 'TURNAROUND_PERIOD' }]);
  return [startOfDay(from, ALLIANCE_ZONE), startOfDay(addDays(to, 1), ALLIANCE_ZONE)];
}
