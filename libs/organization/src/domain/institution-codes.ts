import { InvalidInputError, checkSocialCreditCode, institutionCodeWarnings } from '#kernel';

/** Codes of an institution as they are stored. */
export interface InstitutionCodes {
  readonly creditCode: string | null;
  readonly codeWarnings: string[];
}

/**
 * Checks the codes of an institution: the credit code must be right, what is unusual about the institution code is only
 * noted, because real registers hold such codes.
 * @throws InvalidInputError for a credit code whose form or check character is wrong
 */
export function checkedInstitutionCodes(code: string, creditCode: string | null | undefined): InstitutionCodes {
  const codeWarnings = [...institutionCodeWarnings(code)];
  if (!creditCode) return { creditCode: null, codeWarnings };
  const checked = checkSocialCreditCode(creditCode);
  if (!checked.valid) throw new InvalidInputError([{ path: 'creditCode', constraint: checked.reason }]);
  return { creditCode: checked.value, codeWarnings };
}
