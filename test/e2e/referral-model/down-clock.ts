import { ALLIANCE_ZONE, after, dayOf, days, hours, type Duration, type WorkCalendar } from '#kernel';

/** A down-referral as far as time decides about it. */
export interface Clocked {
  readonly state: string;
  readonly stateChangedAt: Date;
  readonly editedAt: Date;
  readonly archivedAt: Date | null;
  /** The day of the task that the team has to do. */
  readonly followUpOn: string | null;
}

/** What the system does by itself, by the state that it leaves, and after how long. */
const SYSTEM: Readonly<Record<string, readonly [action: string, after: Duration]>> = {
  DRAFT: ['archive', days(30)],
  PENDING_RECEIPT: ['declineReceipt', hours(48)],
  IN_TRANSIT: ['reportNotArrived', hours(72)],
};

/** The limits that turn to somebody, by the state in which they count. */
const LIMITS: Readonly<Record<string, readonly [kind: string, levels: readonly Duration[]]>> = {
  PENDING_INTERNAL_REVIEW: ['referral.down-review', [hours(4), hours(8), hours(16)]],
  PENDING_RECEIPT: ['referral.receipt', [hours(48)]],
  PENDING_ALLOCATION: ['referral.allocation', [hours(24), hours(48), hours(72)]],
  PENDING_REASSIGNMENT: ['referral.allocation', [hours(24), hours(48), hours(72)]],
  IN_TRANSIT: ['referral.transit', [hours(72)]],
  FOLLOW_UP: ['referral.follow-up', [hours(0), hours(24)]],
};

/** What the system has done by `now` with a referral that nobody has touched. */
export function actsOfSystem({ state, stateChangedAt, editedAt, archivedAt }: Clocked, now: Date): string[] {
  const [action, limit] = SYSTEM[state] ?? [];
  if (action === undefined || limit === undefined || archivedAt !== null) return [];
  return after(state === 'DRAFT' ? editedAt : stateChangedAt, limit) <= now ? [action] : [];
}

/** Levels that are still to come, and those that have passed and turned to somebody, as `kind level`. */
export function levelsAt(
  referral: Clocked,
  { now, calendar }: { now: Date; calendar: WorkCalendar },
): { open: string[]; passed: string[] } {
  const [kind, durations = []] = LIMITS[referral.state] ?? [];
  const from = countedFrom(referral);
  // A review among colleagues counts working time, whatever a patient waits for all of it.
  const dueAt = (start: Date, duration: Duration): Date =>
    referral.state === 'PENDING_INTERNAL_REVIEW' ? calendar.addWorkingTime(start, duration) : after(start, duration);
  const levels = durations.map((duration, index) => ({
    level: `${kind} ${index + 1}`,
    isOpen: from !== null && dueAt(from, duration) > now,
  }));
  const named = (isOpen: boolean): string[] =>
    levels.filter((each) => from !== null && each.isOpen === isOpen).map(({ level }) => level);
  return { open: named(true), passed: named(false) };
}

function countedFrom({ state, stateChangedAt, followUpOn }: Clocked): Date | null {
  if (state !== 'FOLLOW_UP') return stateChangedAt;
  return followUpOn === null ? null : dayOf(followUpOn, ALLIANCE_ZONE).end;
}
