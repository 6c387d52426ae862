/** What the minutes until a report is due are of: all time, or working time. */
export const DueClock = { WALL: 'WALL', WORK: 'WORK' } as const;
export type DueClock = (typeof DueClock)[keyof typeof DueClock];
