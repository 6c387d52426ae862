import { Inject, Injectable } from '@nestjs/common';
import { DutyTimes, type DutyTime } from '#duty';
import { ALLIANCE_ZONE, before, localDate, minutes, overlaps, type Clock, type Interval } from '#kernel';
import { CLOCK, type Queryable } from '#platform';
import { CalendarTimes, type Standing } from '../data/calendar-times.reader.js';
import { availableIn, restAfter, type NightRule } from '../domain/availability.js';
import { BusyKind } from '../domain/commitment.js';
import { freeTime, type BusyTime } from '../domain/free-time.js';

const NIGHT_SETTINGS = [
  'calendar.night_from_minutes',
  'calendar.night_to_minutes',
  'calendar.night_rest_minutes',
] as const;
/** A duty that ended longer ago than this leaves no rest, whatever the setting. */
const LONGEST_REST = minutes(48 * 60);

/** What takes the time of an expert, and where they are meanwhile (null at home). */
export interface Busy extends BusyTime {
  readonly placeInstitutionId: string | null;
  /** What it is for; null for duty and rest. */
  readonly subject: { readonly domain: string; readonly id: string } | null;
}

/** When an expert can be had; buffers in minutes. */
export interface ExpertTime {
  readonly expertId: string;
  /** What they have published, whatever takes it. */
  readonly published: readonly Interval[];
  readonly free: readonly Interval[];
  readonly busy: readonly Busy[];
  readonly bufferBefore: number;
  readonly bufferAfter: number;
}

/** Reads when experts are free: what they have published, without what takes their time. */
@Injectable()
export class FreeTimes {
  constructor(
    private readonly calendars: CalendarTimes,
    private readonly duties: DutyTimes,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The time of experts within a span, by their ids; two statements, however many they are.
   * @param despite kinds that take nothing: an emergency reaches who is on call
   */
  async of(
    on: Queryable,
    expertIds: readonly string[],
    span: Interval,
    despite: ReadonlySet<BusyKind> = new Set(),
  ): Promise<ReadonlyMap<string, ExpertTime>> {
    const days = [localDate(span.start, ALLIANCE_ZONE), localDate(span.end, ALLIANCE_ZONE)] as const;
    const [calendars, duties] = await Promise.all([
      this.calendars.whole(on, expertIds, { ...this.looking(span), days }),
      this.dutiesAround(on, expertIds, span),
    ]);
    const times = busyTimes(expertIds, span, { ...calendars, duties });
    const available = availableIn(span, ALLIANCE_ZONE);
    return new Map(
      expertIds.map((expertId) => {
        const [bufferBefore, bufferAfter] = calendars.buffers.get(expertId) ?? [0, 0];
        const busy = times.get(expertId)!;
        const published = available(calendars.weeks.get(expertId) ?? []);
        const free = freeTime(published, busy, despite);
        return [expertId, { expertId, published, free, busy, bufferBefore, bufferAfter }];
      }),
    );
  }

  /** What takes the time of experts within a span, by their ids, each list in the order of begins; two statements as well. */
  async busy(on: Queryable, expertIds: readonly string[], span: Interval): Promise<ReadonlyMap<string, Busy[]>> {
    const [calendars, duties] = await Promise.all([
      this.calendars.standing(on, expertIds, this.looking(span)),
      this.dutiesAround(on, expertIds, span),
    ]);
    return busyTimes(expertIds, span, { ...calendars, duties });
  }

  private looking(span: Interval) {
    return { span, now: this.clock.now(), keys: NIGHT_SETTINGS };
  }

  /** Duties that end before the span may leave a rest in it. */
  private dutiesAround(on: Queryable, expertIds: readonly string[], { start, end }: Interval): Promise<DutyTime[]> {
    return this.duties.of(on, expertIds, { start: before(start, LONGEST_REST), end });
  }
}

/** What has been read of some experts. */
interface Known extends Standing<(typeof NIGHT_SETTINGS)[number]> {
  readonly duties: readonly DutyTime[];
}

function busyTimes(
  expertIds: readonly string[],
  span: Interval,
  { standing, settings, duties }: Known,
): ReadonlyMap<string, Busy[]> {
  const night = nightRule(settings);
  const times = new Map<string, Busy[]>(expertIds.map((id) => [id, []]));
  for (const { expertId, domain, subjectId, kind, start, end, placeInstitutionId } of standing) {
    times.get(expertId)!.push({ kind, start, end, placeInstitutionId, subject: { domain, id: subjectId } });
  }
  for (const { staffId, start, end } of duties) {
    const rest = restAfter({ start, end }, night, ALLIANCE_ZONE);
    const onDuty = { kind: BusyKind.ON_CALL, start, end, placeInstitutionId: null, subject: null };
    const own = [onDuty, ...(rest ? [{ ...onDuty, ...rest, kind: BusyKind.NIGHT_REST }] : [])];
    times.get(staffId)!.push(...own.filter((time) => overlaps(time, span)));
  }
  for (const own of times.values()) own.sort((a, b) => +a.start - +b.start);
  return times;
}

function nightRule(settings: Record<(typeof NIGHT_SETTINGS)[number], number>): NightRule {
  return {
    nightFrom: settings['calendar.night_from_minutes'],
    nightTo: settings['calendar.night_to_minutes'],
    rest: settings['calendar.night_rest_minutes'],
  };
}
