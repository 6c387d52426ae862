import { ALLIANCE_ZONE, localDate } from '#kernel';
import type { TestApp } from './test-app.js';

/** One entry of the log, of whatever it is about. */
export interface Entry {
  readonly type: string;
  readonly id: string;
  readonly topic: string;
  readonly action: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly reason: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly at: Date;
}
/** Numerator and denominator. */
export type Count = readonly [numerator: number, denominator: number];
/** Entries about one thing, in the order in which they were made. */
export type Story = readonly Entry[];

const MINUTE = 60_000;

/** All that the log has. */
export async function entriesOf(app: TestApp): Promise<Entry[]> {
  return app.asOwner<Entry & Record<string, unknown>>(
    `SELECT e.aggregate_type AS type, e.aggregate_id AS id, e.topic, e.action, e.from_state AS "from", e.to_state AS "to",
       e.reason_code AS reason, e.payload, e.occurred_at AS at
     FROM domain_events e ORDER BY e.occurred_at, e.aggregate_version, e.id`,
  );
}

/** Whether an instant lies in a month of Shanghai. */
export const isWithin = (period: string, at: Date): boolean => localDate(at, ALLIANCE_ZONE).startsWith(period);
/** Entries of one of these topics. */
export const topic =
  (...names: readonly string[]) =>
  (entry: Entry): boolean =>
    names.includes(entry.topic);
/** Whether anything of these topics was done. */
export const did = (story: Story, ...names: readonly string[]): boolean => story.some(topic(...names));
/** When the first of such entries was made; null where none was. */
export const when = (story: Story, isWanted: (entry: Entry) => boolean): Date | null =>
  story.find(isWanted)?.at ?? null;
/** The state in which something stands by its log. */
export const endOf = (story: readonly Pick<Entry, 'to'>[]): string | null | undefined =>
  story.findLast(({ to }) => to !== null)?.to;
/** Whether something happened before so many minutes were over. */
export const within = (from: Date, to: Date | null, minutes: number): boolean =>
  to !== null && to.getTime() - from.getTime() <= minutes * MINUTE;
/** Minutes between two instants. */
export const apart = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / MINUTE;
/** Either it has happened, or its time is over. */
export const isKnown = (from: Date, to: Date | null, { minutes, now }: { minutes: number; now: Date }): boolean =>
  to !== null || from.getTime() + minutes * MINUTE <= now.getTime();
/** Of all of them. */
export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const HALF = 0.5;

/** The middle of some times, as PostgreSQL's `percentile_cont` has it. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const place = (sorted.length - 1) * HALF;
  const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  return low + (high - low) * (place - Math.floor(place));
}

/** Sum and number of some times, and their middle where there is one. */
export const times = (name: string, values: readonly number[]): Record<string, Count> => ({
  [name]: [sum(values), values.length],
  ...(values.length > 0 && { [name.replace(/\/ALL$/, '/P50')]: [median(values), values.length] as Count }),
});
