import { isLocalDate, type LocalDate, type LocalTime } from '../local-date.js';
import { centsFromYuan, yuanText, type Cents } from '../money.js';
import { cellText, halfWidth } from './cell.js';
import type { FilledCell, Kind, Reading } from './kind.js';

const DAY = 86_400_000;
/** Day 0 of workbooks. */
const FIRST_DAY = Date.UTC(1899, 11, 30);
/** Days that workbooks count since then: the years 1954 to 2119. What lies outside is no date that lost its format. */
const DATE_NUMBERS = { least: 20_000, most: 80_000 } as const;
const WRITTEN_DAY = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;
const WRITTEN_TIME = /^(\d{1,2}):(\d{2})(?::00)?$/;

/** A whole number between two others, both included. */
export function wholeNumber(least: number, most: number): Kind<number> {
  return {
    read: (cell) => {
      const typed = plain(cell);
      if (!/^[-+]?\d{1,15}(\.0+)?$/.test(typed)) return { constraint: 'WHOLE_NUMBER' };
      const value = Number(typed);
      if (value < least) return { constraint: 'min' };
      return value > most ? { constraint: 'max' } : { value };
    },
    write: (value) => value,
  };
}

/** A number between two others, both included, whole or not. */
export function decimal(least: number, most: number): Kind<number> {
  return {
    read: (cell) => {
      const typed = plain(cell);
      if (!/^[-+]?\d{1,15}(\.\d{1,15})?$/.test(typed)) return { constraint: 'NUMBER' };
      const value = Number(typed);
      if (value < least) return { constraint: 'min' };
      return value > most ? { constraint: 'max' } : { value };
    },
    write: (value) => value,
  };
}

/** An amount of yuan, with cents at most, as a price list has it. */
export function yuan(): Kind<Cents> {
  return {
    read: (cell) => {
      const value = centsFromYuan(
        plain(cell)
          .replace(/^[¥￥]/, '')
          .replace(/元$/, ''),
      );
      if (value === null) return { constraint: 'AMOUNT' };
      return value < 0 ? { constraint: 'min' } : { value };
    },
    write: (value) => yuanText(value),
  };
}

/** A day: a date cell, `2026-03-05`, `2026/3/5`, `2026年3月5日`, `20260305`, or a date that lost its format. */
export function day(): Kind<LocalDate> {
  return {
    asText: true,
    read: (cell) => {
      const value = dayOf(cell);
      return value !== null && isLocalDate(value) ? { value } : { constraint: 'DATE_UNREADABLE' };
    },
    write: (value) => value,
  };
}

/** A time of day: a time cell, `8:00`, `08：00`; `24:00` is the end of the day. */
export function timeOfDay(): Kind<LocalTime> {
  return { asText: true, read: timeOf, write: (value) => value };
}

function dayOf(cell: FilledCell): string | null {
  if (typeof cell === 'number' && cell >= DATE_NUMBERS.least && cell <= DATE_NUMBERS.most) {
    return cellText(new Date(FIRST_DAY + Math.floor(cell) * DAY));
  }
  const typed = halfWidth(cellText(cell)).replaceAll(/\s/g, '');
  if (/^\d{8}$/.test(typed)) return `${typed.slice(0, 4)}-${typed.slice(4, 6)}-${typed.slice(6)}`;
  const [, year, month, dayOfMonth] = WRITTEN_DAY.exec(typed) ?? [];
  return year ? `${year}-${month!.padStart(2, '0')}-${dayOfMonth!.padStart(2, '0')}` : null;
}

function timeOf(cell: FilledCell): Reading<LocalTime> {
  if (cell instanceof Date) return { value: clockTime(Math.round(+cell / 60_000) % 1440) };
  if (typeof cell === 'number' && cell >= 0 && cell < 1) return { value: clockTime(Math.round(cell * 1440)) };
  const [, hour, minute] = WRITTEN_TIME.exec(halfWidth(cellText(cell))) ?? [];
  const value = `${hour?.padStart(2, '0')}:${minute}`;
  return /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(value) ? { value } : { constraint: 'TIME_UNREADABLE' };
}

/** @param minutes since midnight; before 1970, as Excel's times without a day are, they count backwards */
function clockTime(minutes: number): LocalTime {
  const ofDay = minutes < 0 ? minutes + 1440 : minutes;
  return `${String(Math.floor(ofDay / 60)).padStart(2, '0')}:${String(ofDay % 60).padStart(2, '0')}`;
}

/** Without the commas between thousands. */
const plain = (cell: FilledCell): string => halfWidth(cellText(cell)).replaceAll(/(?<=\d),(?=\d{3})/g, '');
