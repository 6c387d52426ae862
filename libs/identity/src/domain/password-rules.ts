const PASSWORD_MIN_LENGTH = 10;
/** Bounds the work that hashing a submitted password takes. */
export const PASSWORD_MAX_LENGTH = 128;
const CHARACTER_CLASSES = [/\p{Ll}|\p{Lo}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u];
const CLASSES_NEEDED = 3;
/** How many passwords, the current one included, a new one must differ from. */
export const REMEMBERED_PASSWORDS = 5;

/** The rule that a weak password breaks. */
export const PasswordRule = {
  TooShort: 'TOO_SHORT',
  TooLong: 'TOO_LONG',
  TooFewClasses: 'TOO_FEW_CLASSES',
  ContainsLoginName: 'CONTAINS_LOGIN_NAME',
} as const;

export type PasswordRule = (typeof PasswordRule)[keyof typeof PasswordRule];

/**
 * The first rule that a password breaks, or null. At least 10 characters out of 3 of the 4 classes lower case, upper
 * case, digits, others (等保三级); letters without case, as Chinese has, count as lower case.
 *
 * @param loginName the normalised login name of the account
 */
export function brokenPasswordRule(password: string, loginName: string): PasswordRule | null {
  const length = Array.from(password).length;
  if (length < PASSWORD_MIN_LENGTH) return PasswordRule.TooShort;
  if (length > PASSWORD_MAX_LENGTH) return PasswordRule.TooLong;
  const classes = CHARACTER_CLASSES.filter((characters) => characters.test(password)).length;
  if (classes < CLASSES_NEEDED) return PasswordRule.TooFewClasses;
  return password.toLowerCase().includes(loginName) ? PasswordRule.ContainsLoginName : null;
}
