/** What is looked for: a place of a session, or a bed. */
export const WantedPlace = { SLOT: 'SLOT', BED: 'BED' } as const;
export type WantedPlace = (typeof WantedPlace)[keyof typeof WantedPlace];
