import { isMobilePhone } from '#kernel';

/** Landlines with or without area code and extension (`0571-8712345-201`), 400 numbers, and a hospital's short numbers. */
const LANDLINE = /^(0\d{2,3}-?)?[2-9]\d{6,7}(-\d{1,6})?$/;
const SERVICE_NUMBER = /^400-?\d{3}-?\d{4}$/;
const SHORT_NUMBER = /^\d{3,6}$/;

/** A number as it is dialled: without blanks, with plain hyphens. */
export function normalisedPhone(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/\s/g, '')
    .replaceAll(/[‐-―−]/g, '-');
}

/** Whether somebody on duty can be called under the (normalised) number. */
export function isDutyPhone(phone: string): boolean {
  return isMobilePhone(phone) || [LANDLINE, SERVICE_NUMBER, SHORT_NUMBER].some((form) => form.test(phone));
}
