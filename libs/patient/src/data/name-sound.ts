import { pinyin } from 'pinyin-pro';

/** How a name is typed by those who hear it: `zhangsan` or `zs`. */
export interface NameSound {
  readonly pinyin: string;
  readonly initials: string;
}

/**
 * The sound of a name (or of its beginning) without tones, ü as `v`. Surnames that are read otherwise than as words are read
 * as surnames: 单 shan, 仇 qiu, 解 xie, 曾 zeng, 尉迟 yuchi. Letters stand for themselves; what is neither is passed over.
 */
export function soundOf(name: string): NameSound {
  const characters = Array.from(name.toLowerCase().replaceAll('ü', 'v')).filter((one) => /[\p{L}\p{N}]/u.test(one));
  const syllables = pinyin(characters.join(''), {
    type: 'array',
    toneType: 'none',
    surname: 'head',
    nonZh: 'spaced',
    v: true,
  }).map((syllable) => syllable.toLowerCase());
  return { pinyin: syllables.join(''), initials: syllables.map((syllable) => Array.from(syllable)[0]).join('') };
}

/** What somebody types who looks for a name, taken apart. */
export interface SoughtName {
  /** Characters before the first letter, as in `张s`; empty where it begins with letters. */
  readonly characters: string;
  /** How the whole of it sounds; null where it holds no letters. */
  readonly sound: NameSound | null;
}

/** @param text in the form that searches compare */
export function soughtName(text: string): SoughtName {
  const [characters] = /^[^a-zü]*/.exec(text)!;
  return { characters, sound: characters.length < text.length ? soundOf(text) : null };
}

/** Fewer letters than these are the beginning of a tenth of all names. */
export const LEAST_LETTERS = 2;
