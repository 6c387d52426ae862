import { hours, type Duration } from '#kernel';

/**
 * How long after its time an entry may still appear: longer than any transaction runs and than clocks of processes
 * differ. Whatever appears later is sealed all the same, and found by the verification.
 */
export const LATENESS_GRACE: Duration = hours(1);
