/** A number as a laboratory writes it; `bound` where the instrument can tell no more than `<0.5` or `>100`. */
export interface MeasuredNumber {
  readonly bound: '' | '<' | '>';
  readonly number: number;
}

const MEASURED = /^([<>]?)\s*(-?\d{1,15}(?:\.\d{1,15})?)$/;

/** Null for whatever is no number: `阳性`, `1:160`. Full-width digits and signs are read as their plain ones. */
export function measuredNumber(value: string): MeasuredNumber | null {
  const read = MEASURED.exec(value.normalize('NFKC').trim());
  return read && { bound: read[1] as MeasuredNumber['bound'], number: Number(read[2]) };
}

/** Units are written in more than one way: `µmol/L` with either sign, with blanks, in capitals. */
export function isSameUnit(one: string, other: string): boolean {
  return plainUnit(one) === plainUnit(other);
}

function plainUnit(unit: string): string {
  return unit.normalize('NFKC').replaceAll(/[µμ]/g, 'u').replaceAll(/\s/g, '').toLowerCase();
}
