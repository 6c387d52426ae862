/** What whoever works in portions asks after each: rests as that wants, and resolves to whether there shall be another. */
export type Pace = (tookMs: number) => Promise<boolean>;

/** Without a rest, for those who wait for it. */
export const atOnce: Pace = () => Promise.resolve(true);
