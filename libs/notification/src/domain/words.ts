import { ALLIANCE_ZONE, localMinute } from '#kernel';
import { PLACEHOLDERS, type NoticeParameters } from './placeholders.js';
import type { TextLocale } from './template.js';

type Label = Readonly<Record<TextLocale, string>>;

/** Labels by what they name: the id of an institution or department, or `list/code` of a reason. */
export type Names = ReadonlyMap<string, Label>;

const DUTIES: Readonly<Record<string, Label>> = {
  DUTY_DOCTOR: { 'zh-CN': '值班医生', en: 'doctor on duty' },
  DUTY_HEAD: { 'zh-CN': '值班主任', en: 'senior doctor on call' },
  CENTRE_PHONE: { 'zh-CN': '中心电话', en: 'centre telephone' },
  MEDICAL_AFFAIRS_DUTY: { 'zh-CN': '医务科值班', en: 'medical affairs on duty' },
  GENERAL_DUTY: { 'zh-CN': '总值班', en: 'general duty officer' },
};

/** The words for each placeholder in the reader's language; what has no name (any more) is shown as a dash. */
export function wordsFor(parameters: NoticeParameters, names: Names, locale: TextLocale): Map<string, string> {
  return new Map(Object.entries(parameters).map(([name, value]) => [name, wordFor(name, value, { names, locale })]));
}

function wordFor(name: string, value: string, { names, locale }: { names: Names; locale: TextLocale }): string {
  const kind = PLACEHOLDERS[name]?.kind;
  if (kind === 'TIME') return localMinute(new Date(value), ALLIANCE_ZONE);
  if (kind === 'DUTY') return DUTIES[value]![locale];
  return kind === 'CODE' || kind === 'NUMBER' ? value : (names.get(value.toLowerCase())?.[locale] ?? '—');
}

/** What has to be looked up to put words to these parameters. */
export function namesNeeded(all: readonly NoticeParameters[]): { ids: string[]; reasons: string[] } {
  const entries = all.flatMap((parameters) => Object.entries(parameters));
  const of = (...kinds: string[]): string[] => [
    ...new Set(entries.filter(([name]) => kinds.includes(PLACEHOLDERS[name]?.kind ?? '')).map(([, value]) => value)),
  ];
  return { ids: of('INSTITUTION', 'DEPARTMENT'), reasons: of('REASON') };
}
