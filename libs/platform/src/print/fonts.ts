import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Fontkit from 'fontkit';

const require = createRequire(import.meta.url);

/** Noto Sans JP has some characters of names that Noto Sans SC lacks (𠮷). Both: SIL OFL 1.1. */
export const MAIN_FACE = 'NotoSansSC';
const SPARE_FACE = 'NotoSansJP';

/** A stretch of text in one face. */
export interface Run {
  readonly text: string;
  readonly font: string;
}

interface Face {
  readonly normal: string;
  readonly bold: string;
  readonly characters: ReadonlySet<number>;
}

let loaded: Readonly<Record<string, Face>> | undefined;

/** The faces by name, with their files; which characters they have is read when something is printed for the first time. */
export function faces(): Readonly<Record<string, Face>> {
  return (loaded ??= {
    [MAIN_FACE]: face(
      require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
      require.resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf'),
    ),
    [SPARE_FACE]: face(
      require.resolve('@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf'),
      require.resolve('@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf'),
    ),
  });
}

/**
 * The text in faces that have its characters. What no face has is named by its code, `〔U+2A6A5〕`: a name with a blank in
 * it would be another name.
 */
export function runsOf(text: string): Run[] {
  const runs: { text: string; font: string }[] = [];
  for (const character of text.replaceAll(/\r\n?/g, '\n').replaceAll('\t', ' ')) {
    const { text: shown, font } = drawn(character);
    const last = runs.at(-1);
    if (last?.font === font) last.text += shown;
    else runs.push({ text: shown, font });
  }
  return runs;
}

function drawn(character: string): Run {
  const code = character.codePointAt(0)!;
  const known = Object.entries(faces()).find(([, { characters }]) => characters.has(code));
  if (known || character === '\n') return { text: character, font: known?.[0] ?? MAIN_FACE };
  return { text: `〔U+${code.toString(16).toUpperCase().padStart(4, '0')}〕`, font: MAIN_FACE };
}

function face(normal: string, bold: string): Face {
  // With the first print alone: what it unpacks as it is loaded, every start of the product would wait for.
  const { create } = require('fontkit') as typeof Fontkit;
  const font = create(readFileSync(normal));
  // Collections have no characters of their own; these files hold one face each.
  return { normal, bold, characters: new Set('characterSet' in font ? font.characterSet : []) };
}
