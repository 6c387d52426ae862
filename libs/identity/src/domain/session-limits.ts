import { hours, minutes } from '#kernel';

/** How long a session lives (等保三级). */
export const sessionLimits = {
  /** Without any request for so long, a session is over. */
  idle: minutes(30),
  /** Whatever happens, a session is over so long after sign-in. */
  absolute: hours(12),
  /** How often the time of the last request is written: reading a page must not cost a write each time. */
  lastSeenPrecision: minutes(1),
} as const;
