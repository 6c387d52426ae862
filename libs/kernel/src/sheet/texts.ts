import { isMobilePhone } from '../identifiers/mobile-phone.js';
import { cellText, halfWidth } from './cell.js';
import type { FilledCell, Kind, Reading } from './kind.js';

/** Excel keeps 15 digits of a number; what had more is not what was typed. */
const MOST_EXACT = 999_999_999_999_999;
/** What databases and prints cannot hold: control characters but for line breaks and tabs, halves of characters. */
const NOT_STORABLE = /[^\P{Cc}\t\n\r]|\p{Cs}/u;
const YES = new Set(['是', '有', '对', 'y', 'yes', 'true', '1', '√', '✓']);
const NO = new Set(['否', '无', '不', 'n', 'no', 'false', '0', '×', '✗']);

/** Words as people write them, of at most so many characters. */
export function text(most: number): Kind<string> {
  return {
    read: (cell) => {
      const value = cellText(cell);
      if (NOT_STORABLE.test(value)) return { constraint: 'TEXT_NOT_STORABLE' };
      return Array.from(value).length > most ? { constraint: 'maxLength' } : { value };
    },
    write: (value) => value,
  };
}

/** A code, which is digits and letters and never a quantity. */
export function code(pattern: RegExp): Kind<string> {
  return {
    asText: true,
    read: (cell) => {
      const typed = digitsOf(cell);
      if ('constraint' in typed) return typed;
      return pattern.test(typed.value) ? typed : { constraint: 'matches' };
    },
    write: (value) => value,
  };
}

/** A mobile phone number, blanks, hyphens and the code of the country left out. */
export function mobilePhone(): Kind<string> {
  return {
    asText: true,
    read: (cell) => {
      const typed = digitsOf(cell);
      if ('constraint' in typed) return typed;
      const value = typed.value.replaceAll(/[\s-]/g, '').replace(/^\+?86(?=1\d{10}$)/, '');
      return isMobilePhone(value) ? { value } : { constraint: 'MOBILE_PHONE' };
    },
    write: (value) => value,
  };
}

export function yesNo(): Kind<boolean> {
  return {
    choices: ['是', '否'],
    read: (cell) => {
      const typed = halfWidth(cellText(cell)).toLowerCase();
      if (YES.has(typed)) return { value: true };
      return NO.has(typed) ? { value: false } : { constraint: 'YES_OR_NO' };
    },
    write: (value) => (value ? '是' : '否'),
  };
}

/** One of a few values, by its label or its code. @param labels what the sheet calls each value */
export function choice<Value extends string>(labels: Readonly<Record<Value, string>>): Kind<Value> {
  const known = Object.entries(labels) as [Value, string][];
  const byName = new Map(
    known.flatMap(([value, label]) => [nameKey(value), nameKey(label)].map((key) => [key, value])),
  );
  return {
    choices: known.map(([, label]) => label),
    read: (cell) => {
      const value = byName.get(nameKey(cellText(cell)));
      return value === undefined ? { constraint: 'isIn' } : { value };
    },
    write: (value) => labels[value],
  };
}

/** Several values in one cell, each once, in the order in which they stand. */
export function listOf<Value>(kind: Kind<Value>): Kind<readonly Value[]> {
  return {
    asText: true,
    ...(kind.choices && { choices: kind.choices }),
    read: (cell) => {
      const parts = cellText(cell).split(/[、,，;；\n]/);
      const readings = parts
        .map((part) => part.trim())
        .filter((part) => part !== '')
        .map((part) => kind.read(part));
      const wrong = readings.find((reading) => 'constraint' in reading);
      if (wrong) return wrong;
      return { value: [...new Set(readings.flatMap((reading) => ('value' in reading ? [reading.value] : [])))] };
    },
    write: (values) => values.map((value) => String(kind.write(value))).join('、'),
  };
}

/** The same with a rule more. @param check the constraint that a value does not meet, or null */
export function checked<Value>(kind: Kind<Value>, check: (value: Value) => string | null): Kind<Value> {
  return {
    ...kind,
    read: (cell) => {
      const reading = kind.read(cell);
      const constraint = 'value' in reading ? check(reading.value) : null;
      return constraint === null ? reading : { constraint };
    },
  };
}

function digitsOf(cell: FilledCell): Reading<string> {
  if (typeof cell === 'number' && !isExact(cell)) return { constraint: 'NUMBER_NOT_EXACT' };
  const value = halfWidth(cellText(cell));
  return NOT_STORABLE.test(value) ? { constraint: 'TEXT_NOT_STORABLE' } : { value };
}

const isExact = (number: number): boolean => Number.isInteger(number) && Math.abs(number) <= MOST_EXACT;

const nameKey = (name: string): string => halfWidth(name).replaceAll(/\s/g, '').toLowerCase();
