import { after, hours, minutes, type Duration } from '#kernel';
import type { CriticalValueState } from './critical-value.js';

/** Settings that critical values go by, all in minutes. */
export const limitKeys = [
  'critical-value.verification_minutes',
  'critical-value.notice_minutes',
  'critical-value.duty_doctor_minutes',
  'critical-value.head_minutes',
  'critical-value.centre_minutes',
  'critical-value.general_duty_minutes',
  'critical-value.repeat_minutes',
  'critical-value.handling_minutes',
  'critical-value.night_from_minutes',
  'critical-value.night_to_minutes',
] as const;
export type CriticalValueLimits = Readonly<Record<(typeof limitKeys)[number], number>>;

export const CriticalValueDeadline = {
  VERIFICATION: 'critical-value.verification',
  ACKNOWLEDGEMENT: 'critical-value.acknowledgement',
  HANDLING: 'critical-value.handling',
  UNREACHABLE: 'critical-value.unreachable',
} as const;
export type CriticalValueDeadline = (typeof CriticalValueDeadline)[keyof typeof CriticalValueDeadline];

const limit = (limits: CriticalValueLimits, name: string): Duration =>
  minutes(limits[`critical-value.${name}_minutes` as keyof CriticalValueLimits]);

/** When the chain goes on, counted from the notice. */
function escalationTimes(limits: CriticalValueLimits): [Duration, ...Duration[]] {
  const [first, ...later] = ['head', 'centre', 'general_duty'].map((name) => limit(limits, name));
  return [limit(limits, 'duty_doctor'), first!, ...later];
}

/** Since when a critical value that stays as it is counts as overdue; null for what waits for nobody. */
export function dueAtIn(state: CriticalValueState, now: Date, limits: CriticalValueLimits): Date | null {
  switch (state) {
    case 'DETECTED':
      return after(now, limit(limits, 'notice'));
    case 'NOTIFIED':
      return after(now, limit(limits, 'duty_doctor'));
    case 'ACKNOWLEDGED':
    case 'UNREACHABLE':
      return after(now, limit(limits, 'handling'));
    default:
      return null;
  }
}

const CHINA = hours(8);
const DAY = 24 * 60;

/** Whether one person may verify twice: from the evening of China until its morning. */
export function isNight(now: Date, limits: CriticalValueLimits): boolean {
  const minute = Math.floor((now.getTime() + CHINA) / minutes(1)) % DAY;
  const [from, to] = [limits['critical-value.night_from_minutes'], limits['critical-value.night_to_minutes']];
  return from > to ? minute >= from || minute < to : minute >= from && minute < to;
}

/** The limits that run in a state, from now on; whatever else was open has been met. */
export function deadlinesIn(state: CriticalValueState, limits: CriticalValueLimits) {
  const running = RUNNING[state];
  return {
    ends: Object.values(CriticalValueDeadline),
    as: 'FINISHED' as const,
    sets: running ? [runningLimit(running, limits)] : [],
  };
}

/** The one limit that runs in a state. */
export const RUNNING: Readonly<Partial<Record<CriticalValueState, CriticalValueDeadline>>> = {
  DETECTED: CriticalValueDeadline.VERIFICATION,
  NOTIFIED: CriticalValueDeadline.ACKNOWLEDGEMENT,
  ACKNOWLEDGED: CriticalValueDeadline.HANDLING,
  UNREACHABLE: CriticalValueDeadline.UNREACHABLE,
};

/** A limit as it begins; all of them count wall-clock time. */
function runningLimit(kind: CriticalValueDeadline, limits: CriticalValueLimits) {
  const [first, ...later] = timesOf(kind, limits);
  return {
    kind,
    clock: 'WALL' as const,
    levels: [{ due: first }, ...later.map((due) => ({ due }))] as [{ due: Duration }, ...{ due: Duration }[]],
  };
}

function timesOf(kind: CriticalValueDeadline, limits: CriticalValueLimits): [Duration, ...Duration[]] {
  if (kind === CriticalValueDeadline.ACKNOWLEDGEMENT) return escalationTimes(limits);
  if (kind === CriticalValueDeadline.VERIFICATION) return [limit(limits, 'verification')];
  return [limit(limits, kind === CriticalValueDeadline.HANDLING ? 'handling' : 'repeat')];
}

/** The same limit once more, after everything in it has passed and nothing has happened. */
export function repeatedLimit(kind: CriticalValueDeadline, limits: CriticalValueLimits) {
  return { kind, clock: 'WALL' as const, levels: [{ due: limit(limits, 'repeat') }] as [{ due: Duration }] };
}
