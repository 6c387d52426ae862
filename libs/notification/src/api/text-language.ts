import type { TextLocale } from '../domain/template.js';

/** Languages by names that GraphQL allows. */
export const TextLanguage = { ZH_CN: 'zh-CN', EN: 'en' } as const satisfies Record<string, TextLocale>;
export type TextLanguage = (typeof TextLanguage)[keyof typeof TextLanguage];
