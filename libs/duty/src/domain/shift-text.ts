import type { DailyTimes } from './gaps.js';

/** What a shift is called, and when it is. */
export interface NamedShift extends DailyTimes {
  readonly name: string;
}

const TIME = String.raw`(\d{1,2})[:：](\d{2})`;
const BETWEEN = String.raw`\s*(?:-|—|–|~|～|至|到)+\s*(?:次日|第二天|翌日)?\s*`;
const TIMES = new RegExp(`^${TIME}${BETWEEN}${TIME}$`);

/** The times of a shift as people write it: by its name, or as `17:30-次日08:00`. Null where it is neither. */
export function timesOf(text: string, shifts: readonly NamedShift[]): DailyTimes | null {
  const written = text.trim();
  const named = shifts.find(({ name }) => name === written);
  if (named) return named;
  const match = TIMES.exec(written);
  if (!match) return null;
  const [fromTime, toTime] = [timeOf(match[1]!, match[2]!), timeOf(match[3]!, match[4]!)];
  return fromTime && toTime && fromTime !== '24:00' ? { fromTime, toTime } : null;
}

function timeOf(hour: string, minute: string): string | null {
  const time = `${hour.padStart(2, '0')}:${minute}`;
  return /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(time) ? time : null;
}
