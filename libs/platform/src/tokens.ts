/** Injection tokens of values that have no class of their own. */
export const LOGGER = Symbol('LOGGER');
export const CLOCK = Symbol('CLOCK');
