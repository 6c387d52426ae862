import { ALLIANCE_ZONE, localMinute, type JsonRecord, type JsonValue } from '#kernel';
import type { Locale } from '../actor/actor.js';
import { fieldLabel } from './field-labels.js';
import { constraintMessages, platformMessages, type Message, type MessageCatalogue } from './messages.js';

const messages = new Map<string, Message>(Object.entries(platformMessages));
const constraints = new Map<string, Message>(Object.entries(constraintMessages));

/** Adds the messages of a library; called once when its module is loaded. @throws Error for a code given twice */
export function registerMessages(catalogue: MessageCatalogue): void {
  for (const [code, message] of Object.entries(catalogue)) {
    const existing = messages.get(code);
    if (existing && existing !== message) throw new Error(`Two messages for the code ${code}`);
    messages.set(code, message);
  }
}

/** Adds words for constraints of input fields (`CHECK_DIGIT`). */
export function registerConstraints(catalogue: MessageCatalogue): void {
  for (const [name, message] of Object.entries(catalogue)) constraints.set(name, message);
}

/** Every registered code, for the generated catalogue. */
export function allMessages(): ReadonlyMap<string, Message> {
  return messages;
}

/** What is wrong with a cell, a row or a field, in words: by the name of a constraint, or by a code with its rule. */
export function problemText(locale: Locale, constraint: string): string {
  const [code = constraint, rule] = constraint.split('.');
  return constraints.get(constraint)?.[locale] ?? messageFor(locale, { code, rule, facts: {} });
}

/** The message of a code in the caller's language: that of the rule where it has one, else that of the code. */
export function messageFor(
  locale: Locale,
  error: { code: string; rule?: string | undefined; facts: JsonRecord },
): string {
  const { code, rule, facts } = error;
  const message = (rule && messages.get(`${code}.${rule}`)) || messages.get(code) || platformMessages.INTERNAL;
  return filledIn(locale, message[locale], { ...facts, rule: rule ?? '' });
}

function filledIn(locale: Locale, text: string, facts: JsonRecord): string {
  return text.replace(/\{(\w+)\}/g, (_match, name: string) => wordsFor(locale, facts[name]));
}

function wordsFor(locale: Locale, value: JsonValue | undefined): string {
  if (Array.isArray(value)) {
    const words = value.map((item: JsonValue) =>
      typeof item === 'string' ? named(locale, item) : wordsFor(locale, item),
    );
    return words.join(locale === 'en' ? '; ' : '；');
  }
  if (typeof value === 'string') return INSTANT.test(value) ? timeIn(locale, new Date(value)) : value;
  if (value !== null && typeof value === 'object') return aboutFact(locale, value as JsonRecord);
  return value === undefined || value === null ? '' : String(value);
}

/** As facts write it; people read the clock on the wall. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

function timeIn(locale: Locale, instant: Date): string {
  const shown = localMinute(instant, ALLIANCE_ZONE);
  return locale === 'en' ? `${shown} (China time)` : shown;
}

/** A fact that brings its words in every language, or a field with what is wrong with it. */
function aboutFact(locale: Locale, fact: JsonRecord): string {
  const words = fact[locale];
  return typeof words === 'string' ? words : fieldProblem(locale, fact);
}

/** What a constraint says of the value (at least so many letters) stands beside its name. */
function fieldProblem(locale: Locale, problem: JsonRecord): string {
  const { path, constraint } = problem;
  const name = typeof constraint === 'string' ? constraint : '';
  const words = filledIn(locale, constraints.get(name)?.[locale] ?? name, problem);
  return `${typeof path === 'string' ? named(locale, path) : ''} ${words}`;
}

/** Strings in a list of facts are names of fields. */
function named(locale: Locale, field: string): string {
  return locale === 'zh-CN' ? fieldLabel(field) : field;
}
