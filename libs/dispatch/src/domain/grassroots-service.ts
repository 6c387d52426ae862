import { addDays, type LocalDate } from '#kernel';
import type { SecondmentBreak } from './secondment.js';

/** A stay at a host, as far as it has been served. */
export interface ServedStay {
  readonly fromDay: LocalDate;
  readonly toDay: LocalDate;
  readonly breaks: readonly SecondmentBreak[];
}

/** Days of service at the grassroots. */
export interface GrassrootsService {
  /** Of each stay, without its breaks. */
  readonly stays: readonly number[];
  /** Days with a completed session that no stay counts already. */
  readonly sessionDays: number;
  readonly total: number;
}

/** Days that count within a period: no day counts twice, and no break counts. */
export function grassrootsService(
  { fromDay, toDay }: { readonly fromDay: LocalDate; readonly toDay: LocalDate },
  stays: readonly ServedStay[],
  sessionDays: readonly LocalDate[],
): GrassrootsService {
  const served = new Set<LocalDate>();
  const ofStays = stays.map((stay) => {
    const own = daysServed(stay).filter((day) => fromDay <= day && day <= toDay && !served.has(day));
    for (const day of own) served.add(day);
    return own.length;
  });
  const others = new Set(sessionDays.filter((day) => !served.has(day)));
  return { stays: ofStays, sessionDays: others.size, total: served.size + others.size };
}

function daysServed({ fromDay, toDay, breaks }: ServedStay): LocalDate[] {
  const days: LocalDate[] = [];
  for (let day = fromDay; day <= toDay; day = addDays(day, 1)) {
    if (!breaks.some((pause) => pause.fromDay <= day && day <= pause.toDay)) days.push(day);
  }
  return days;
}
