import { Platform1763769600001 } from './1763769600001-platform.js';
import { Identity1763769600003 } from './1763769600003-identity.js';

/** The timeline of the schema, in order. A migration is never edited once it has been merged. */
export const migrations = [Platform1763769600001, Identity1763769600003];
