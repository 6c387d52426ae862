import type { LocalDate } from '../local-date.js';
import type { Checked } from './checked.js';
import type { ResidentIdProblem } from './resident-id.js';
import { checkResidentId } from './resident-id.js';

/** Kinds of identity documents, by the codes of the health data standard (CV02.01.101). */
export const IdDocumentType = {
  /** 居民身份证 */
  ResidentId: '01',
  /** 居民户口簿 */
  HouseholdRegister: '02',
  /** 护照 */
  Passport: '03',
  /** 军官证 */
  MilitaryOfficer: '04',
  /** 港澳居民来往内地通行证 */
  HongKongMacaoPermit: '06',
  /** 台湾居民来往内地通行证 */
  TaiwanPermit: '07',
  /** 其他 */
  Other: '99',
} as const;
export type IdDocumentType = (typeof IdDocumentType)[keyof typeof IdDocumentType];

const LONGEST_NUMBER = 32;

export function isIdDocumentType(text: string): text is IdDocumentType {
  return Object.values<string>(IdDocumentType).includes(text);
}

/**
 * Reads the number of an identity document, trimmed and in capitals. A resident id number is checked digit by digit;
 * the others follow too many rules of too many issuers, so only their characters and length (1–32) are looked at.
 *
 * @param today the day in the alliance's zone
 */
export function checkIdDocument(type: IdDocumentType, text: string, today: LocalDate): Checked<ResidentIdProblem> {
  if (type === IdDocumentType.ResidentId) return checkResidentId(text, today);
  const value = text.trim().toUpperCase();
  // Letters include Chinese ones: officers' certificates begin with 军 or 武.
  const wellFormed = /^[\p{L}\p{N}][\p{L}\p{N}()（）/-]*$/u.test(value) && value.length <= LONGEST_NUMBER;
  return wellFormed ? { valid: true, value } : { valid: false, reason: 'FORMAT' };
}
