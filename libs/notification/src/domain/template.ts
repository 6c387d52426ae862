import type { FieldProblem } from '#kernel';
import { Medium } from './medium.js';
import { PLACEHOLDERS } from './placeholders.js';

/** The languages that every text is written in. */
export const TEXT_LOCALES = ['zh-CN', 'en'] as const;
export type TextLocale = (typeof TEXT_LOCALES)[number];

export interface NoticeText {
  readonly title: string;
  readonly body: string;
}

/** A text in one language for one medium. */
export interface TemplateText extends NoticeText {
  readonly locale: TextLocale;
  readonly medium: Medium;
}

const PLACEHOLDER = /\{([^{}]*)\}/g;
/** As long as the number of a landline: in a text it can only be somebody's telephone or document. */
const NUMBER_OF_SOMEBODY = /\d[\d -]{5,}\d/;
/** Words that announce an illness or an identity where there is no room for either. */
const TELLING =
  /诊断|病名|疾病|姓名|身份证|证件号|手机号|diagnos|disease|illness|patient name|id (card|number)|phone number/i;

/** Names of the placeholders in a text, each once. */
export function placeholdersIn({ title, body }: NoticeText): string[] {
  return [...new Set([...`${title}\n${body}`.matchAll(PLACEHOLDER)].map(([, name]) => name!))];
}

/**
 * The text with words in place of its placeholders.
 * @throws RangeError for a placeholder that has no words: half a text must not go out
 */
export function render({ title, body }: NoticeText, words: ReadonlyMap<string, string>): NoticeText {
  const filled = (text: string): string =>
    text.replace(PLACEHOLDER, (_match, name: string) => {
      const word = words.get(name);
      if (word === undefined) throw new RangeError(`Nothing stands for the placeholder ${name}.`);
      return word;
    });
  return { title: filled(title), body: filled(body) };
}

/** What keeps texts from becoming a version of a template; nothing where they may. */
export function problemsOf(texts: readonly TemplateText[]): FieldProblem[] {
  return [...texts.flatMap((text, index) => problemsOfText(text, index)), ...problemsOfSet(texts)];
}

function problemsOfText(text: TemplateText, index: number): FieldProblem[] {
  const outside = text.medium !== Medium.INBOX;
  const unknown = placeholdersIn(text).filter((name) => !PLACEHOLDERS[name]);
  const kept = outside ? placeholdersIn(text).filter((name) => PLACEHOLDERS[name]?.outside === false) : [];
  const whole = `${text.title}\n${text.body}`;
  const braces = /[{}]/.test(whole.replaceAll(PLACEHOLDER, ''));
  const found: Readonly<Record<string, boolean>> = {
    PLACEHOLDER_UNKNOWN: unknown.length > 0 || braces,
    PLACEHOLDER_INSIDE_ONLY: kept.length > 0,
    TELLS_NUMBER: outside && NUMBER_OF_SOMEBODY.test(whole),
    TELLS_PERSON: outside && TELLING.test(whole),
  };
  return Object.keys(found)
    .filter((constraint) => found[constraint])
    .map((constraint) => ({ path: `texts.${index}.body`, constraint }));
}

/** The inbox is read in every language, and so is whatever else there is a text for; nothing is there twice. */
function problemsOfSet(texts: readonly TemplateText[]): FieldProblem[] {
  const keys = texts.map(({ locale, medium }) => `${medium} ${locale}`);
  const media = new Set([Medium.INBOX, ...texts.map(({ medium }) => medium)]);
  const missing = [...media].some((medium) => TEXT_LOCALES.some((locale) => !keys.includes(`${medium} ${locale}`)));
  return [
    ...(missing ? [{ path: 'texts', constraint: 'LANGUAGE_MISSING' }] : []),
    ...(new Set(keys).size < keys.length ? [{ path: 'texts', constraint: 'TEXT_TWICE' }] : []),
  ];
}
