import { addDays, type LocalDate } from '#kernel';

export const SecondmentState = {
  PLANNED: 'PLANNED',
  ACTIVE: 'ACTIVE',
  ENDED: 'ENDED',
  TERMINATED: 'TERMINATED',
  WITHDRAWN: 'WITHDRAWN',
} as const;
export type SecondmentState = (typeof SecondmentState)[keyof typeof SecondmentState];

/** Days away from the host, both included, that do not count as service. */
export interface SecondmentBreak {
  readonly fromDay: LocalDate;
  readonly toDay: LocalDate;
}

interface Stay {
  readonly fromDay: LocalDate;
  readonly toDay: LocalDate;
  readonly breaks: readonly SecondmentBreak[];
}

/** Days of service within a year, without breaks: 183 of them make a long-term secondment of that year. */
export function serviceDaysIn(year: number, stays: readonly Stay[]): number {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  const days = new Set<LocalDate>();
  for (const { fromDay, toDay, breaks } of stays) {
    const [from, to] = [fromDay > first ? fromDay : first, toDay < last ? toDay : last];
    for (let day = from; day <= to; day = addDays(day, 1)) {
      if (!breaks.some((pause) => pause.fromDay <= day && day <= pause.toDay)) days.add(day);
    }
  }
  return days.size;
}

/** What is wrong with a break, as a constraint of the field; null where nothing is. */
export function breakProblem({ fromDay, toDay, breaks }: Stay, pause: SecondmentBreak): string | null {
  if (pause.toDay < pause.fromDay) return 'PERIOD_EMPTY';
  if (pause.fromDay < fromDay || pause.toDay > toDay) return 'OUTSIDE_SECONDMENT';
  const meets = breaks.some((other) => other.fromDay <= pause.toDay && pause.fromDay <= other.toDay);
  return meets ? 'PERIOD_MEETS_ANOTHER' : null;
}
