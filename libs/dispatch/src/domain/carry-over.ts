import { daysBetween, type LocalDate } from '#kernel';
import type { Expert, Travel } from './solver/model.js';

/** Sessions that an expert held, or is to hold, at one township before a period, setting out from one place. */
export interface PastSessions {
  readonly expertId: string;
  readonly townshipId: string;
  readonly fromId: string;
  readonly sessions: number;
  /** How many of them on days off. */
  readonly weekends: number;
}

/** Who shares the load, and since when; null for longer than anybody looks back. */
export interface Sharing {
  readonly id: string;
  readonly weight: number;
  readonly enrolledOn: LocalDate | null;
}

/** The days before a period that are looked back on, the last one left out. */
interface Window {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

type CarryOver = Expert['carryOver'];

/**
 * What everybody brings along into a period. Whoever was not there for all of the time gets for the rest what the others
 * had on average for their share, so that nobody has to catch up with years in which they were not sent.
 */
export function carryOverOf(
  experts: readonly Sharing[],
  past: readonly PastSessions[],
  { window, travel }: { readonly window: Window; readonly travel: Pick<Travel, 'farMinutes' | 'minutes'> },
): ReadonlyMap<string, CarryOver> {
  const own = ownOf(past, travel);
  const bore = ({ id }: Sharing): CarryOver => own.get(id) ?? { sessions: 0, burdens: 0 };
  const present = experts.reduce((sum, expert) => sum + expert.weight * (1 - missedShare(expert, window)), 0);
  const average = (of: keyof CarryOver): number =>
    present === 0 ? 0 : experts.reduce((sum, expert) => sum + bore(expert)[of], 0) / present;
  const usual = { sessions: average('sessions'), burdens: average('burdens') };
  return new Map(
    experts.map((expert) => {
      const { sessions, burdens } = bore(expert);
      const missed = expert.weight * missedShare(expert, window);
      return [
        expert.id,
        {
          sessions: sessions + Math.round(missed * usual.sessions),
          burdens: burdens + Math.round(missed * usual.burdens),
        },
      ] as const;
    }),
  );
}

/** The part of the days before somebody was sent at all. */
function missedShare({ enrolledOn }: Sharing, { from, to }: Window): number {
  if (enrolledOn === null || enrolledOn <= from) return 0;
  return Math.min(1, daysBetween(from, enrolledOn) / daysBetween(from, to));
}

/** Weekends and distance are burdens, one each. */
function ownOf(
  past: readonly PastSessions[],
  { farMinutes, minutes }: Pick<Travel, 'farMinutes' | 'minutes'>,
): ReadonlyMap<string, CarryOver> {
  const far = new Set(
    minutes
      .filter((way) => way.minutes >= farMinutes)
      .flatMap(({ fromId, toId }) => [`${fromId} ${toId}`, `${toId} ${fromId}`]),
  );
  const sums = new Map<string, CarryOver>();
  for (const { expertId, townshipId, fromId, sessions, weekends } of past) {
    const before = sums.get(expertId) ?? { sessions: 0, burdens: 0 };
    const burdens = weekends + (far.has(`${fromId} ${townshipId}`) ? sessions : 0);
    sums.set(expertId, { sessions: before.sessions + sessions, burdens: before.burdens + burdens });
  }
  return sums;
}
