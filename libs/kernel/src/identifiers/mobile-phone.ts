/** Whether the text is a mobile number of mainland China: 11 digits, no country code, spaces or hyphens. */
export function isMobilePhone(text: string): boolean {
  return /^1[3-9]\d{9}$/.test(text);
}
