/** Minutes after midnight from which on unused places of the next day go back. */
export const RELEASE_SETTING = 'capacity.release_minutes';
