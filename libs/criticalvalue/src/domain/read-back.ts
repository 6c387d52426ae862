import type { MeasuredValue } from './critical-value.js';

/** What has to be read back: a value with its unit, or else the words of the finding. */
export interface Told {
  readonly findingText: string;
  readonly measured: MeasuredValue | null;
}

const NUMBER = /^([<>≤≥]?)([+-]?\d+(?:\.\d+)?)(.*)$/;

/** One spelling: full width, case, blanks and punctuation make no difference; the signs of micro become one. */
function plain(text: string): string {
  return text.normalize('NFKC').replaceAll(/[µμ]/g, 'u').toLowerCase().replaceAll(/\s/g, '');
}

function words(text: string): string {
  return plain(text).replaceAll(/[\p{P}\p{S}]/gu, '');
}

/**
 * Whether somebody has repeated what they were told. A value matches as a number (`2.30` is `2.3`) with the same bound
 * (`<`, `>`); its unit may be left out, but another one does not match. A finding matches word for word, whatever the
 * punctuation; part of it does not.
 */
export function readBackMatches(told: Told, readBack: string): boolean {
  if (!told.measured) return words(readBack) !== '' && words(readBack) === words(told.findingText);
  const read = NUMBER.exec(plain(readBack));
  const wanted = NUMBER.exec(plain(told.measured.value));
  // A value that is no number, such as a positive culture, is read back as it stands.
  if (!wanted) return words(readBack) === words(told.measured.value);
  if (!read || read[1] !== wanted[1] || Number(read[2]) !== Number(wanted[2])) return false;
  return read[3] === '' || read[3] === plain(told.measured.unit);
}
