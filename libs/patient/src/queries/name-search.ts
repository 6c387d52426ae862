import { InvalidInputError } from '#kernel';
import type { Parameters } from '#platform';
import { LEAST_LETTERS, soughtName } from '../data/name-sound.js';

/** The beginning of one of the columns that hold a name. */
interface Beginning {
  readonly column: 'name_search' | 'name_pinyin' | 'name_initials';
  readonly prefix: string;
}

/** Ways in which a name can begin like a text: of each, the first leads an index to the fewest. */
export type NameSearch = readonly (readonly [Beginning, ...Beginning[]])[];

/**
 * Names as they are written, or as they sound where the text holds letters.
 * @param text in the form that searches compare
 * @throws InvalidInputError for letters that are too few to look for
 */
export function nameSearch(text: string): NameSearch {
  const { characters, sound } = soughtName(text);
  if (!sound) return [[{ column: 'name_search', prefix: text }]];
  const pinyin = { column: 'name_pinyin', prefix: sound.pinyin } as const;
  const initials = { column: 'name_initials', prefix: sound.initials } as const;
  if (characters) {
    const written = { column: 'name_search', prefix: characters } as const;
    return [
      [pinyin, written],
      [initials, written],
    ];
  }
  if (text.length < LEAST_LETTERS) {
    throw new InvalidInputError([{ path: 'nameStartsWith', constraint: 'LETTERS_TOO_FEW', least: LEAST_LETTERS }]);
  }
  return [[pinyin], [initials], [{ column: 'name_search', prefix: text }]];
}

/** SQL about patients (alias `p`), one of which has to be true: each index finds its own, as none answers them with OR. */
export function indexedNames(search: NameSearch, parameters: Parameters): string[] {
  return search.map(([first, ...others]) =>
    [between(first, parameters), ...others.map((other) => beginsWith('p', other, parameters))].join(' AND '),
  );
}

/** SQL of the same about a patient at hand, which no index is looked through for. */
export function testedName(alias: string, search: NameSearch, parameters: Parameters): string {
  const ways = search.map((way) => way.map((one) => beginsWith(alias, one, parameters)).join(' AND '));
  return `(${ways.join(' OR ')})`;
}

/** The highest code point: no name that begins like another goes on with it. */
const BEYOND = '\u{10FFFF}';

/** In the order of the index. PostgreSQL finds no index for a pattern that it does not know when it plans. */
function between({ column, prefix }: Beginning, parameters: Parameters): string {
  return `p.${column} ~>=~ ${parameters.add(prefix)} AND p.${column} ~<~ ${parameters.add(`${prefix}${BEYOND}`)}`;
}

function beginsWith(alias: string, { column, prefix }: Beginning, parameters: Parameters): string {
  return `left(${alias}.${column}, ${Array.from(prefix).length}) = ${parameters.add(prefix)}`;
}
