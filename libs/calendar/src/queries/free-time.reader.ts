import { Inject, Injectable } from '@nestjs/common';
import { DutyTimes } from '#duty';
import { ALLIANCE_ZONE, before, localDate, minutes, overlaps, type Clock, type Interval } from '#kernel';
import { CLOCK, type Queryable } from '#platform';
import { AvailabilityRepository } from '../data/availability.repository.js';
import { CommitmentRepository } from '../data/commitment.repository.js';
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
  readonly free: readonly Interval[];
  readonly busy: readonly Busy[];
  readonly bufferBefore: number;
  readonly bufferAfter: number;
}

/** Reads when experts are free: what they have published, without what takes their time. */
@Injectable()
export class FreeTimes {
  constructor(
    private readonly commitments: CommitmentRepository,
    private readonly availability: AvailabilityRepository,
    private readonly duties: DutyTimes,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The time of experts within a span, by their ids; four statements, however many they are.
   * @param despite kinds that take nothing: an emergency reaches who is on call
   */
  async of(
    on: Queryable,
    expertIds: readonly string[],
    span: Interval,
    despite: ReadonlySet<BusyKind> = new Set(),
  ): Promise<ReadonlyMap<string, ExpertTime>> {
    const [from, to] = [localDate(span.start, ALLIANCE_ZONE), localDate(span.end, ALLIANCE_ZONE)];
    const [busy, weeks, calendars] = await Promise.all([
      this.busy(on, expertIds, span),
      this.availability.published(on, expertIds, from, to),
      this.availability.calendars(on, expertIds),
    ]);
    const available = availableIn(span, ALLIANCE_ZONE);
    const calendarOf = new Map(calendars.map((calendar) => [calendar.expertId, calendar]));
    return new Map(
      expertIds.map((expertId) => {
        const calendar = calendarOf.get(expertId);
        const own = busy.get(expertId) ?? [];
        const week = weeks.get(expertId) ?? [];
        const free = freeTime(available(week), own, despite);
        const { bufferBefore = 0, bufferAfter = 0 } = calendar ?? {};
        return [expertId, { expertId, free, busy: own, bufferBefore, bufferAfter }];
      }),
    );
  }

  /** What experts have published within a span, whatever takes it meanwhile, by their ids; one statement. */
  async published(on: Queryable, expertIds: readonly string[], span: Interval): Promise<Map<string, Interval[]>> {
    const [from, to] = [localDate(span.start, ALLIANCE_ZONE), localDate(span.end, ALLIANCE_ZONE)];
    const weeks = await this.availability.published(on, expertIds, from, to);
    const available = availableIn(span, ALLIANCE_ZONE);
    return new Map(expertIds.map((expertId) => [expertId, available(weeks.get(expertId) ?? [])]));
  }

  /** What takes the time of experts within a span, by their ids, each list in the order of begins. */
  async busy(on: Queryable, expertIds: readonly string[], span: Interval): Promise<ReadonlyMap<string, Busy[]>> {
    const now = this.clock.now();
    const lookBack = { start: before(span.start, LONGEST_REST), end: span.end };
    const [{ standing, settings }, duties] = await Promise.all([
      this.commitments.standing(on, expertIds, { span, now, keys: NIGHT_SETTINGS }),
      this.duties.of(on, expertIds, lookBack),
    ]);
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
}

function nightRule(settings: Record<(typeof NIGHT_SETTINGS)[number], number>): NightRule {
  return {
    nightFrom: settings['calendar.night_from_minutes'],
    nightTo: settings['calendar.night_to_minutes'],
    rest: settings['calendar.night_rest_minutes'],
  };
}
