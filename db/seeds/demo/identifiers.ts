import { checkOrganisationCode, checkResidentId, checkSocialCreditCode, type LocalDate, type Sex } from '#kernel';

/** 99 is no province and will be none, so a number that begins with it is nobody's. */
export const FICTIONAL_AREA = '990127';
/** 登记管理部门 1 机构编制, 机构类别 2 事业单位. */
const PUBLIC_INSTITUTION = '12';
const CHECK_CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** The one check character of `characters` that makes the text valid; the kernel's own check decides. */
function completed(text: string, isValid: (candidate: string) => boolean): string {
  const found = Array.from(CHECK_CHARACTERS, (character) => text + character).find(isValid);
  if (!found) throw new Error(`No check character completes ${text}`);
  return found;
}

/** A resident id number that is valid and nobody's. @param sequence 0 to 499, one for each person born on that day */
export function fictionalResidentId(birthDate: LocalDate, sex: Sex, sequence: number): string {
  const odd = 2 * sequence + (sex === '1' ? 1 : 0);
  const body = `${FICTIONAL_AREA}${birthDate.replaceAll('-', '')}${String(odd).padStart(3, '0')}`;
  return completed(body, (candidate) => checkResidentId(candidate, birthDate).valid);
}

/** A mobile number out of a block kept for the demonstration. */
export function fictionalMobile(number: number): string {
  return `1990000${String(number).padStart(4, '0')}`;
}

/** 组织机构代码; the eight characters before the check are `number` in a fictional block. */
export function organisationCode(number: number): string {
  return completed(`MB99${String(number).padStart(4, '0')}`, (candidate) => checkOrganisationCode(candidate).valid);
}

/** 统一社会信用代码 of the public institution with this organisation code. */
export function creditCode(organisation: string): string {
  const body = PUBLIC_INSTITUTION + FICTIONAL_AREA + organisation;
  return completed(body, (candidate) => checkSocialCreditCode(candidate).valid);
}

/** 医疗机构代码: organisation, area, economic type 11 (state-owned), category, management class 1 (not for profit). */
export function institutionCode(organisation: string, category: string): string {
  return `${organisation}${FICTIONAL_AREA}11${category}1`;
}
