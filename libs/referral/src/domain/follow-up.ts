import type { Lifecycle, LocalDate, TransitionTable } from '#kernel';

/** How far a follow-up task has come. */
export const FollowUpState = { OPEN: 'OPEN', DONE: 'DONE', WITHDRAWN: 'WITHDRAWN' } as const;
export type FollowUpState = (typeof FollowUpState)[keyof typeof FollowUpState];

/** How somebody looks after a patient. */
export const FollowUpMethod = { PHONE: 'PHONE', VISIT: 'VISIT', CLINIC: 'CLINIC' } as const;
export type FollowUpMethod = (typeof FollowUpMethod)[keyof typeof FollowUpMethod];

/** How the patient is. */
export const PatientCondition = {
  STABLE: 'STABLE',
  IMPROVED: 'IMPROVED',
  NEEDS_ATTENTION: 'NEEDS_ATTENTION',
  NEEDS_UP_REFERRAL: 'NEEDS_UP_REFERRAL',
} as const;
export type PatientCondition = (typeof PatientCondition)[keyof typeof PatientCondition];

/** Something that was measured: blood pressure, glucose, weight. */
export interface MeasuredValue {
  readonly name: string;
  readonly value: string;
  readonly unit: string | null;
}

/** One look after a patient, as its rules see it. */
export interface FollowUpFacts {
  readonly actorStaffId: string;
  readonly team: readonly string[];
  readonly today: LocalDate;
  /** A later day for the next one is a slip of the pen. */
  readonly latestNext: LocalDate;
}

/** What one attempt brings along. */
export interface FollowUpAttempt {
  /** When the next one is to be, where there is to be one. */
  readonly nextOn?: LocalDate | null | undefined;
}

/** A follow-up task: what can happen to it. Nobody withdraws one by itself: the end of the whole follow-up does. */
export const followUpTransitions = {
  record: { from: 'OPEN', to: 'DONE', who: 'team', demands: ['nextLater', 'nextNotTooFar'] },
  logNotReached: { from: 'OPEN', to: 'unchanged', who: 'team' },
  withdraw: { from: 'OPEN', to: 'WITHDRAWN', who: 'endOfFollowUp' },
} as const satisfies TransitionTable<FollowUpState, 'record' | 'logNotReached' | 'withdraw'>;

export const followUpLifecycle: Lifecycle<typeof followUpTransitions, FollowUpFacts, FollowUpAttempt> = {
  table: followUpTransitions,
  who: { team: ({ actorStaffId, team }) => team.includes(actorStaffId), endOfFollowUp: () => false },
  guards: {},
  demands: {
    nextLater: ({ nextOn, today }) => !nextOn || nextOn > today || { rule: 'NEXT_FOLLOW_UP_IN_PAST' },
    nextNotTooFar: ({ nextOn, latestNext }) =>
      !nextOn || nextOn <= latestNext || { rule: 'NEXT_FOLLOW_UP_TOO_FAR', facts: { latest: latestNext } },
  },
  choices: {},
};

/** The day of the first task of a patient who is back: as it was planned, or today where that day has passed. */
export function firstTaskOn(planned: LocalDate | null, today: LocalDate): LocalDate {
  return planned !== null && planned > today ? planned : today;
}

/** The values of past follow-ups in words, the newest first, as the form of an up-referral takes them. */
export function followUpText(
  records: readonly { readonly on: string; readonly values: readonly MeasuredValue[]; readonly summary: string }[],
): string {
  return records
    .map(({ on, values, summary }) => {
      const measured = values.map(({ name, value, unit }) => `${name} ${value}${unit ?? ''}`);
      return `${on}：${[...measured, summary].join('；')}`;
    })
    .join('\n');
}
