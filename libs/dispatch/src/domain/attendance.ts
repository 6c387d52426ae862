import { cents, totalOf, type Cents, type LocalDate } from '#kernel';
import { SessionState } from './session-state.js';

/** What counts of a session when a period is added up. */
export interface Attended {
  readonly expertId: string;
  readonly township: string;
  readonly day: LocalDate;
  readonly state: SessionState;
  /** Patients who had a place, and those of them who came. */
  readonly booked: number;
  readonly attended: number;
  readonly patientsSeen: number | null;
  readonly wardRounds: number | null;
  readonly surgeries: number | null;
  readonly teachingMinutes: number | null;
  /** Whether the way there takes as long as the county counts as far. */
  readonly far: boolean;
  /** What a session was worth on its day, and what a far one adds. */
  readonly allowanceCents: number;
  readonly farAllowanceCents: number;
}

/** What somebody did at the townships during a period: what was completed counts, and nobody's absence is left out. */
export interface AttendanceSum {
  readonly sessions: number;
  readonly days: number;
  readonly townships: number;
  /** Patients who had a place at a session that was held, and those of them who came. */
  readonly booked: number;
  readonly attended: number;
  readonly patientsSeen: number;
  readonly wardRounds: number;
  readonly surgeries: number;
  readonly teachingMinutes: number;
  readonly noShows: number;
  readonly farSessions: number;
  readonly allowance: Cents;
}

type Counted = 'booked' | 'attended' | 'patientsSeen' | 'wardRounds' | 'surgeries' | 'teachingMinutes';

/** Adds up the sessions of one expert, or of everybody. */
export function attendanceOf(sessions: readonly Attended[]): AttendanceSum {
  const done = sessions.filter(({ state }) => state === SessionState.COMPLETED);
  const sum = (of: Counted): number => done.reduce((total, session) => total + (session[of] ?? 0), 0);
  return {
    sessions: done.length,
    days: new Set(done.map(({ expertId, day }) => `${expertId} ${day}`)).size,
    townships: new Set(done.map(({ township }) => township)).size,
    booked: sum('booked'),
    attended: sum('attended'),
    patientsSeen: sum('patientsSeen'),
    wardRounds: sum('wardRounds'),
    surgeries: sum('surgeries'),
    teachingMinutes: sum('teachingMinutes'),
    noShows: sessions.filter(({ state }) => state === SessionState.NO_SHOW).length,
    farSessions: done.filter(({ far }) => far).length,
    allowance: totalOf(done.map(allowanceFor)),
  };
}

const allowanceFor = ({ far, allowanceCents, farAllowanceCents }: Attended): Cents =>
  cents(allowanceCents + (far ? farAllowanceCents : 0));

/** Sessions of each expert, in the order of their names. */
export function byExpert<Line extends Attended & { readonly expert: string }>(lines: readonly Line[]): Line[][] {
  return [...Map.groupBy(lines, ({ expertId }) => expertId).values()].toSorted((left, right) =>
    left[0]!.expert.localeCompare(right[0]!.expert, 'zh'),
  );
}

/** Hours of teaching with one decimal. */
export const teachingHours = (minutes: number): number => Math.round(minutes / 6) / 10;
