import type { Lifecycle, TransitionTable } from '#kernel';

export const SpecimenState = {
  COLLECTED: 'COLLECTED',
  IN_TRANSIT: 'IN_TRANSIT',
  RECEIVED: 'RECEIVED',
  REJECTED: 'REJECTED',
} as const;
export type SpecimenState = (typeof SpecimenState)[keyof typeof SpecimenState];

export type SpecimenAction = 'pack' | 'dispatch' | 'receive' | 'reject';

/** A specimen on its way. One that was rejected comes back as another specimen. */
export const specimenTransitions = {
  pack: { from: 'COLLECTED', to: 'unchanged', who: 'sender', guards: ['goesElsewhere', 'unpacked'] },
  dispatch: { from: 'COLLECTED', to: 'IN_TRANSIT', who: 'sender' },
  receive: [
    { from: 'IN_TRANSIT', to: 'RECEIVED', who: 'laboratory' },
    { from: 'COLLECTED', to: 'RECEIVED', who: 'laboratory', guards: 'collectedHere' },
  ],
  reject: [
    { from: ['IN_TRANSIT', 'RECEIVED'], to: 'REJECTED', who: 'laboratory', guards: 'unreported', demands: 'reason' },
    { from: 'COLLECTED', to: 'REJECTED', who: 'laboratory', guards: 'collectedHere', demands: 'reason' },
  ],
} as const satisfies TransitionTable<SpecimenState, SpecimenAction>;

/** What is on record when somebody handles a specimen. */
export interface SpecimenFacts {
  readonly fromInstitutionId: string;
  readonly toInstitutionId: string;
  /** Where the actor works. */
  readonly institutionId: string;
  readonly boxId: string | null;
  /** Whether somebody has signed a report about it. */
  readonly isReported: boolean;
}

/** What an attempt brings along. */
export interface SpecimenAttempt {
  readonly reasonProblem?: string | null;
}

const collectedHere = ({ fromInstitutionId, toInstitutionId }: SpecimenFacts): boolean =>
  fromInstitutionId === toInstitutionId;

export const specimenLifecycle: Lifecycle<typeof specimenTransitions, SpecimenFacts, SpecimenAttempt> = {
  table: specimenTransitions,
  who: {
    sender: ({ fromInstitutionId, institutionId }) => fromInstitutionId === institutionId,
    laboratory: ({ toInstitutionId, institutionId }) => toInstitutionId === institutionId,
  },
  guards: {
    goesElsewhere: (facts) => !collectedHere(facts) || { rule: 'COLLECTED_HERE' },
    collectedHere: (facts) => collectedHere(facts) || { rule: 'NOT_DISPATCHED' },
    unpacked: ({ boxId }) => boxId === null || { rule: 'PACKED_ALREADY' },
    unreported: ({ isReported }) => !isReported || { rule: 'REPORTED_ALREADY' },
  },
  demands: { reason: ({ reasonProblem }) => !reasonProblem || { rule: reasonProblem } },
  choices: {},
};
