import { after, minutes, startOfDay, type Interval, type LocalDate } from '#kernel';

/** When an institution can sit in a consultation on working days: minutes since midnight; a half-day without them is closed. */
export interface OpeningHours {
  readonly morningFrom: number | null;
  readonly morningTo: number | null;
  readonly afternoonFrom: number | null;
  readonly afternoonTo: number | null;
}

/** The hours of a working day; the alliance's zone has no summer time. */
export function openOn(day: LocalDate, hours: OpeningHours, zone: string): Interval[] {
  const midnight = startOfDay(day, zone);
  const halves = [
    [hours.morningFrom, hours.morningTo],
    [hours.afternoonFrom, hours.afternoonTo],
  ] as const;
  return halves.flatMap(([from, to]) =>
    from === null || to === null ? [] : [{ start: after(midnight, minutes(from)), end: after(midnight, minutes(to)) }],
  );
}
