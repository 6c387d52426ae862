import type { Parameters } from '../database/parameters.js';

/**
 * The indexes of one value in the two columns that a blind index has: `column` holds those of even generations of the
 * key, `column_2` those of odd ones. While a key is being changed both are filled, so that whoever knows either key finds
 * every row, and the database sees under either whether a value is there twice. Null: no key of that generation is known.
 */
export type BlindIndexes = readonly [even: string | null, odd: string | null];

/** The first generation, whose indexes bear no mark. */
export const UNMARKED = 0;

/** An index says which generation of the key made it, except for the first one. */
export function markedIndex(generation: number, hash: string): string {
  return generation === UNMARKED ? hash : `${generation}.${hash}`;
}

/** SQL for the rows that have the indexes in `column`, or in its second column. */
export function indexedBy([even, odd]: BlindIndexes, column: string, parameters: Parameters): string {
  const conditions = [
    ...(even === null ? [] : [`${column} = ${parameters.add(even)}`]),
    ...(odd === null ? [] : [`${column}_2 = ${parameters.add(odd)}`]),
  ];
  return `(${conditions.join(' OR ')})`;
}
