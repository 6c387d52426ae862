import { hours } from '#kernel';

/** How long a file stays that nothing uses. */
export const UNUSED_KEPT_FOR = hours(1);
