import type { Lifecycle, TransitionTable } from '#kernel';

export const BoxState = { PACKED: 'PACKED', IN_TRANSIT: 'IN_TRANSIT', ARRIVED: 'ARRIVED' } as const;
export type BoxState = (typeof BoxState)[keyof typeof BoxState];

export type BoxAction = 'dispatch' | 'measure' | 'arrive';

/** A box of specimens; it has arrived when nothing in it is on the way any more. */
export const boxTransitions = {
  dispatch: { from: 'PACKED', to: 'IN_TRANSIT', who: 'sender' },
  measure: { from: ['PACKED', 'IN_TRANSIT'], to: 'unchanged', who: ['sender', 'laboratory'] },
  arrive: { from: 'IN_TRANSIT', to: 'ARRIVED', who: 'laboratory' },
} as const satisfies TransitionTable<BoxState, BoxAction>;

export interface BoxFacts {
  readonly fromInstitutionId: string;
  readonly toInstitutionId: string;
  /** Where the actor works. */
  readonly institutionId: string;
}

export const boxLifecycle: Lifecycle<typeof boxTransitions, BoxFacts, object> = {
  table: boxTransitions,
  who: {
    sender: ({ fromInstitutionId, institutionId }) => fromInstitutionId === institutionId,
    laboratory: ({ toInstitutionId, institutionId }) => toInstitutionId === institutionId,
  },
  guards: {},
  demands: {},
  choices: {},
};
