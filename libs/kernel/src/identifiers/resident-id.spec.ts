import fc from 'fast-check';
import { Sex, checkResidentId } from './resident-id.js';

const TODAY = '2026-03-02';

/** ISO 7064 MOD 11-2 as the standard defines it, by powers of two: a check other than the weights of the product. */
function withCheckDigit(body: string): string {
  const sum = Array.from(body, Number).reduce((total, digit, index) => total + digit * 2 ** (17 - index), 0);
  return body + '0123456789X'.charAt((12 - (sum % 11)) % 11);
}

const anyBody = fc
  .tuple(
    fc.integer({ min: 110_000, max: 820_000 }),
    fc.date({ min: new Date('1900-01-01'), max: new Date(TODAY), noInvalidDate: true }),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(([area, birth, sequence]) => {
    return `${area}${birth.toISOString().slice(0, 10).replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  });
const anyId = anyBody.map(withCheckDigit);

describe('a resident id number', () => {
  it('tells birth date and sex', () => {
    expect(checkResidentId('11010519491231002X', TODAY)).toEqual({
      valid: true,
      value: '11010519491231002X',
      birthDate: '1949-12-31',
      sex: Sex.Female,
    });
    expect(checkResidentId('440524188001010014', TODAY)).toEqual({
      valid: true,
      value: '440524188001010014',
      birthDate: '1880-01-01',
      sex: Sex.Male,
    });
  });

  it('is valid with the check digit of the standard and with no other', () => {
    fc.assert(
      fc.property(anyBody, (body) => {
        const accepted = Array.from('0123456789X').filter((check) => checkResidentId(body + check, TODAY).valid);
        expect(accepted).toEqual([withCheckDigit(body).charAt(17)]);
      }),
    );
  });

  it('is refused when any one digit is mistyped', () => {
    fc.assert(
      fc.property(anyId, fc.nat(16), fc.integer({ min: 1, max: 9 }), (id, place, shift) => {
        const digit = (Number(id.charAt(place)) + shift) % 10;
        expect(checkResidentId(id.slice(0, place) + digit + id.slice(place + 1), TODAY).valid).toBe(false);
      }),
    );
  });

  it('is refused when two neighbouring digits that differ are swapped', () => {
    fc.assert(
      fc.property(anyId, fc.nat(15), (id, place) => {
        fc.pre(id.charAt(place) !== id.charAt(place + 1));
        const swapped = id.slice(0, place) + id.charAt(place + 1) + id.charAt(place) + id.slice(place + 2);
        expect(checkResidentId(swapped, TODAY).valid).toBe(false);
      }),
    );
  });

  it('tells a man by an odd sequence', () => {
    fc.assert(
      fc.property(anyId, (id) => {
        const sex = '13579'.includes(id.charAt(16)) ? Sex.Male : Sex.Female;
        expect(checkResidentId(id, TODAY)).toMatchObject({ valid: true, sex });
      }),
    );
  });

  it('is read with a small x and with spaces around it', () => {
    expect(checkResidentId(' 11010519491231002x\n', TODAY)).toMatchObject({ valid: true, value: '11010519491231002X' });
  });

  it('of 15 digits gains the century and a check digit', () => {
    expect(checkResidentId('110105491231002', TODAY)).toMatchObject({
      valid: true,
      value: '11010519491231002X',
      birthDate: '1949-12-31',
    });
    expect(checkResidentId('110105490231002', TODAY)).toEqual({ valid: false, reason: 'BIRTH_DATE_NOT_REAL' });
  });

  it.each([
    ['is empty', '', 'FORMAT'],
    ['has 17 digits', '11010519491231002', 'FORMAT'],
    ['has an X before its end', '1101051949123100X2', 'FORMAT'],
    ['is written in full-width digits', '１１０１０５１９４９１２３１００２Ｘ', 'FORMAT'],
    ['has an area that begins with 0', withCheckDigit('01010519491231002'), 'FORMAT'],
    ['has a birthday on 30 February', withCheckDigit('11010519490230002'), 'BIRTH_DATE_NOT_REAL'],
    ['has a birthday tomorrow', withCheckDigit('11010520260303002'), 'BIRTH_DATE_IN_FUTURE'],
    ['has a wrong check digit', '110105194912310021', 'CHECK_DIGIT'],
  ])('is none when it %s', (_, text, reason) => {
    expect(checkResidentId(text, TODAY)).toEqual({ valid: false, reason });
  });

  it('of a child born today is valid', () => {
    expect(checkResidentId(withCheckDigit('11010520260302002'), TODAY).valid).toBe(true);
  });
});
