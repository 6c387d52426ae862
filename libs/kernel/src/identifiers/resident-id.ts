import type { LocalDate } from '../local-date.js';
import { isLocalDate } from '../local-date.js';
import type { Checked } from './checked.js';
import { weightedSum } from './checked.js';

/** Sex codes of GB/T 2261.1. */
export const Sex = { Unknown: '0', Male: '1', Female: '2', Unspecified: '9' } as const;
export type Sex = (typeof Sex)[keyof typeof Sex];

/** Why a text is no resident id number. */
export const ResidentIdProblem = {
  /** Neither 17 digits and a digit or X, nor 15 digits. */
  Format: 'FORMAT',
  BirthDateNotReal: 'BIRTH_DATE_NOT_REAL',
  BirthDateInFuture: 'BIRTH_DATE_IN_FUTURE',
  CheckDigit: 'CHECK_DIGIT',
} as const;
export type ResidentIdProblem = (typeof ResidentIdProblem)[keyof typeof ResidentIdProblem];

export type CheckedResidentId = Checked<ResidentIdProblem, { birthDate: LocalDate; sex: Sex }>;

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';
const DIGITS = '0123456789';

/**
 * Reads a resident id number (居民身份证号码, GB 11643): 6 digits area, 8 birth date, 3 sequence (odd for men), check digit.
 * Surrounding spaces are dropped, `x` becomes `X`, and 15-digit numbers of the first generation gain century and check digit.
 *
 * @param today the day in the alliance's zone, after which nobody is born yet
 */
export function checkResidentId(text: string, today: LocalDate): CheckedResidentId {
  const value = upgraded(text.trim().toUpperCase());
  if (!/^[1-9]\d{16}[\dX]$/.test(value)) return { valid: false, reason: ResidentIdProblem.Format };
  const birthDate = `${value.slice(6, 10)}-${value.slice(10, 12)}-${value.slice(12, 14)}`;
  if (!isLocalDate(birthDate)) return { valid: false, reason: ResidentIdProblem.BirthDateNotReal };
  if (birthDate > today) return { valid: false, reason: ResidentIdProblem.BirthDateInFuture };
  if (checkDigitOf(value) !== value.charAt(17)) return { valid: false, reason: ResidentIdProblem.CheckDigit };
  const sex = Number(value.charAt(16)) % 2 === 1 ? Sex.Male : Sex.Female;
  return { valid: true, value, birthDate, sex };
}

function upgraded(text: string): string {
  if (!/^\d{15}$/.test(text)) return text;
  const body = `${text.slice(0, 6)}19${text.slice(6)}`;
  return body + checkDigitOf(body);
}

function checkDigitOf(body: string): string {
  return CHECK_DIGITS.charAt(weightedSum(body, WEIGHTS, DIGITS) % 11);
}
