import type { Checked } from './checked.js';
import { weightedSum } from './checked.js';

export const CodeProblem = { Format: 'FORMAT', CheckDigit: 'CHECK_DIGIT' } as const;
export type CodeProblem = (typeof CodeProblem)[keyof typeof CodeProblem];

/** GB 32100: digits and capitals without I, O, S, V, Z, which look like digits or like each other. */
const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

const ORGANISATION_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** Reads a unified social credit code (统一社会信用代码, GB 32100): 2 registration, 6 digits area, 9 organisation, check. */
export function checkSocialCreditCode(text: string): Checked<CodeProblem> {
  const value = text.trim().toUpperCase();
  const inAlphabet = Array.from(value).every((character) => CREDIT_ALPHABET.includes(character));
  if (!inAlphabet || !/^..\d{6}.{10}$/.test(value)) return { valid: false, reason: CodeProblem.Format };
  const check = (31 - (weightedSum(value, CREDIT_WEIGHTS, CREDIT_ALPHABET) % 31)) % 31;
  if (CREDIT_ALPHABET.charAt(check) !== value.charAt(17)) return { valid: false, reason: CodeProblem.CheckDigit };
  return { valid: true, value };
}

/** Reads an organisation code (组织机构代码, GB 11714) of 8 characters and a check, with or without the hyphen between. */
export function checkOrganisationCode(text: string): Checked<CodeProblem> {
  const value = text
    .trim()
    .toUpperCase()
    .replace(/-(?=.$)/, '');
  if (!/^[0-9A-Z]{8}[0-9X]$/.test(value)) return { valid: false, reason: CodeProblem.Format };
  const rest = 11 - (weightedSum(value, ORGANISATION_WEIGHTS, ORGANISATION_ALPHABET) % 11);
  // 11 is written 0, and 10 needs a single character.
  if ('0123456789X0'.charAt(rest) !== value.charAt(8)) return { valid: false, reason: CodeProblem.CheckDigit };
  return { valid: true, value };
}

/** What is unusual about a medical institution code; codes in use deviate, so it is shown and never refused. */
export const InstitutionCodeWarning = {
  /** Not 22 characters, so nothing else was looked at. */
  Length: 'LENGTH',
  OrganisationCode: 'ORGANISATION_CODE',
  AreaCode: 'AREA_CODE',
  EconomicType: 'ECONOMIC_TYPE',
  Category: 'CATEGORY',
  ManagementClass: 'MANAGEMENT_CLASS',
} as const;
export type InstitutionCodeWarning = (typeof InstitutionCodeWarning)[keyof typeof InstitutionCodeWarning];

/**
 * What is unusual about a medical institution code (医疗机构代码) of 9 organisation code, 6 area, 2 economic type,
 * 4 category and 1 management class. An empty list means nothing.
 */
export function institutionCodeWarnings(text: string): InstitutionCodeWarning[] {
  const code = text.trim().toUpperCase();
  if (code.length !== 22) return [InstitutionCodeWarning.Length];
  const parts: readonly (readonly [InstitutionCodeWarning, boolean])[] = [
    [InstitutionCodeWarning.OrganisationCode, checkOrganisationCode(code.slice(0, 9)).valid],
    [InstitutionCodeWarning.AreaCode, /^[1-9]\d{5}$/.test(code.slice(9, 15))],
    [InstitutionCodeWarning.EconomicType, /^\d{2}$/.test(code.slice(15, 17))],
    [InstitutionCodeWarning.Category, /^[A-Z]\d{3}$/.test(code.slice(17, 21))],
    [InstitutionCodeWarning.ManagementClass, /^\d$/.test(code.slice(21))],
  ];
  return parts.filter(([, asExpected]) => !asExpected).map(([warning]) => warning);
}
