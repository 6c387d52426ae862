import type { Lifecycle, TransitionTable } from '#kernel';

export const UnmatchedState = { UNMATCHED: 'UNMATCHED', MATCHED: 'MATCHED' } as const;
export type UnmatchedState = (typeof UnmatchedState)[keyof typeof UnmatchedState];

export type UnmatchedAction = 'propose' | 'decline' | 'confirm';

/** A study without an exam. Whose it is, two people say. */
export const unmatchedTransitions = {
  propose: { from: 'UNMATCHED', to: 'unchanged', who: 'staff', guards: 'notProposed' },
  decline: { from: 'UNMATCHED', to: 'unchanged', who: 'staff', guards: 'proposed' },
  confirm: { from: 'UNMATCHED', to: 'MATCHED', who: 'staff', guards: ['proposed', 'otherPerson'] },
} as const satisfies TransitionTable<UnmatchedState, UnmatchedAction>;

/** What is on record when somebody acts on such a study. */
export interface UnmatchedFacts {
  readonly people: readonly string[];
  readonly proposers: readonly string[];
}

export const unmatchedLifecycle: Lifecycle<typeof unmatchedTransitions, UnmatchedFacts> = {
  table: unmatchedTransitions,
  who: { staff: () => true },
  guards: {
    proposed: ({ proposers }) => proposers.length > 0 || { rule: 'NO_PROPOSAL' },
    notProposed: ({ proposers }) => proposers.length === 0 || { rule: 'PROPOSED_ALREADY' },
    otherPerson: ({ people, proposers }) =>
      !people.some((person) => proposers.includes(person)) || { rule: 'SAME_PERSON' },
  },
  demands: {},
  choices: {},
};
