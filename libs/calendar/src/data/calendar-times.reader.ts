import { Injectable } from '@nestjs/common';
import type { Interval, LocalDate } from '#kernel';
import { ReferenceData, SETTINGS_REVISION, statement, type Queryable } from '#platform';
import type { PublishedTime } from '../domain/availability.js';
import type { CommitmentKind } from '../domain/commitment.js';

// Lists, and instants as numbers: a search reads thousands of them, and the driver takes long over each row and date.
const milliseconds = (at: string): string => `round(date_part('epoch', ${at}) * 1000)::bigint`;
const STANDING_OF_ALL = `(SELECT json_object_agg(s.expert_id, s.times) FROM (SELECT expert_id,
    json_agg(json_build_array(kind, ${milliseconds('blocked_from')}, ${milliseconds('blocked_until')}, place_institution_id,
      subject_domain, subject_id) ORDER BY blocked_from) AS times
  FROM commitments
  WHERE expert_id = ANY($1::uuid[]) AND ended_at IS NULL AND blocked_until > $2 AND blocked_from < $3
    AND (expires_at IS NULL OR expires_at > $4) GROUP BY expert_id) s)`;
const PUBLISHED = `(SELECT json_object_agg(a.expert_id, a.week) FROM (SELECT expert_id,
    json_agg(json_build_array(weekday, from_time, to_time, effective_from, effective_to)
      ORDER BY weekday, from_time, effective_from) AS week
  FROM calendar_availability
  WHERE expert_id = ANY($1::uuid[]) AND effective_from <= $6::date AND (effective_to IS NULL OR effective_to >= $5::date)
  GROUP BY expert_id) a)`;
const BUFFERS = `(SELECT json_object_agg(expert_id, json_build_array(buffer_before_minutes, buffer_after_minutes))
  FROM calendars WHERE expert_id = ANY($1::uuid[]))`;
const TIMES = `${STANDING_OF_ALL} AS times, ${SETTINGS_REVISION} AS "settingsRevision"`;
const STANDING = statement('calendar.standing', `SELECT ${TIMES}`);
const WHOLE = statement('calendar.whole', `SELECT ${TIMES}, ${PUBLISHED} AS weeks, ${BUFFERS} AS buffers`);

/** Something that takes time now, buffers included. */
export interface StandingCommitment extends Interval {
  readonly expertId: string;
  readonly kind: CommitmentKind;
  readonly placeInstitutionId: string | null;
  readonly domain: string;
  readonly subjectId: string;
}

/** Within which span something is looked for, when, and the keys of settings that whoever asks goes by. */
export interface Looking<Key extends string> {
  readonly span: Interval;
  readonly now: Date;
  readonly keys: readonly Key[];
}

/** The same with the first and the last day of the span. */
export interface LookingAtDays<Key extends string> extends Looking<Key> {
  readonly days: readonly [from: LocalDate, to: LocalDate];
}

/** What takes the time of experts, of each in the order of its begin. */
export interface Standing<Key extends string> {
  readonly standing: readonly StandingCommitment[];
  readonly settings: Record<Key, number>;
}

/** Before and after a booking, in minutes. */
export type Buffers = readonly [before: number, after: number];

/** All that calendars say, by the ids of the experts; who has published nothing, or has no calendar, is left out. */
export interface WholeCalendars<Key extends string> extends Standing<Key> {
  readonly weeks: ReadonlyMap<string, readonly PublishedTime[]>;
  readonly buffers: ReadonlyMap<string, Buffers>;
}

/** Kind, begin and end in milliseconds, place, and what it is for. */
type StandingTime = readonly [CommitmentKind, number, number, string | null, string, string];
type WeekTime = readonly [number, string, string, LocalDate, LocalDate | null];
/** By experts; null where there is nothing of any. */
type ByExperts<T> = Readonly<Record<string, T>> | null;

interface StandingRow extends Record<string, unknown> {
  readonly times: ByExperts<readonly StandingTime[]>;
  readonly settingsRevision: number;
}

interface WholeRow extends StandingRow {
  readonly weeks: ByExperts<readonly WeekTime[]>;
  readonly buffers: ByExperts<Buffers>;
}

/** Reads the time of experts, however many they are, in one row of one statement. */
@Injectable()
export class CalendarTimes {
  constructor(private readonly reference: ReferenceData) {}

  /** What takes it. */
  async standing<Key extends string>(
    on: Queryable,
    expertIds: readonly string[],
    looking: Looking<Key>,
  ): Promise<Standing<Key>> {
    const [row] = await on.query<StandingRow>(STANDING, valuesOf(expertIds, looking));
    return this.standingIn(on, row!, looking);
  }

  /** What takes it, what they have published, and what they keep free around a booking. */
  async whole<Key extends string>(
    on: Queryable,
    expertIds: readonly string[],
    looking: LookingAtDays<Key>,
  ): Promise<WholeCalendars<Key>> {
    const values = [...valuesOf(expertIds, looking), ...looking.days];
    const [row] = await on.query<WholeRow>(WHOLE, values);
    const { weeks, buffers } = row!;
    return {
      ...(await this.standingIn(on, row!, looking)),
      weeks: new Map(Object.entries(weeks ?? {}).map(([id, week]) => [id, week.map(publishedOf)])),
      buffers: new Map(Object.entries(buffers ?? {})),
    };
  }

  private async standingIn<Key extends string>(
    on: Queryable,
    { times, settingsRevision }: StandingRow,
    { now, keys }: Looking<Key>,
  ): Promise<Standing<Key>> {
    const standing = Object.entries(times ?? {}).flatMap(([id, own]) => own.map((time) => standingOf(id, time)));
    return { standing, settings: await this.reference.settingsOf(settingsRevision, keys, now, on) };
  }
}

const valuesOf = (expertIds: readonly string[], { span, now }: Looking<string>): unknown[] => [
  [...expertIds],
  span.start,
  span.end,
  now,
];

function standingOf(expertId: string, [kind, start, end, placeInstitutionId, domain, subjectId]: StandingTime) {
  const time = { start: new Date(start), end: new Date(end) };
  return { expertId, kind, ...time, placeInstitutionId, domain, subjectId } satisfies StandingCommitment;
}

function publishedOf([weekday, fromTime, toTime, effectiveFrom, effectiveTo]: WeekTime): PublishedTime {
  return { weekday, fromTime, toTime, effectiveFrom, effectiveTo };
}
