/** What a look without a relation has turned out to be. */
export const BreakGlassVerdict = { JUSTIFIED: 'JUSTIFIED', UNJUSTIFIED: 'UNJUSTIFIED' } as const;
export type BreakGlassVerdict = (typeof BreakGlassVerdict)[keyof typeof BreakGlassVerdict];
