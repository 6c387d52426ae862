import fc from 'fast-check';
import { checkOrganisationCode, checkSocialCreditCode, institutionCodeWarnings } from './organisation-codes.js';

const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const textOf = (alphabet: string, length: number) =>
  fc.string({ unit: fc.constantFrom(...Array.from(alphabet)), minLength: length, maxLength: length });
const creditBody = fc
  .tuple(textOf(CREDIT_ALPHABET, 2), textOf('0123456789', 6), textOf(CREDIT_ALPHABET, 9))
  .map((parts) => parts.join(''));
const accepted = (characters: string, isValid: (character: string) => boolean) =>
  Array.from(characters).filter(isValid);

describe('a unified social credit code', () => {
  it('is read, in capitals and without spaces around it', () => {
    expect(checkSocialCreditCode('91350100M000100Y43')).toEqual({ valid: true, value: '91350100M000100Y43' });
    expect(checkSocialCreditCode(' 91350100m000100y43 ')).toEqual({ valid: true, value: '91350100M000100Y43' });
  });

  it('has exactly one check character, the one that makes the sum by powers of three a multiple of 31', () => {
    fc.assert(
      fc.property(creditBody, (body) => {
        const sum = (code: string) =>
          Array.from(code).reduceRight((rest, character) => (rest * 3 + CREDIT_ALPHABET.indexOf(character)) % 31, 0);
        const checks = accepted(CREDIT_ALPHABET, (check) => checkSocialCreditCode(body + check).valid);
        expect(checks).toHaveLength(1);
        expect((sum(body) + CREDIT_ALPHABET.indexOf(checks[0]!)) % 31).toBe(0);
      }),
    );
  });

  it('is refused when any one character is mistyped', () => {
    fc.assert(
      fc.property(fc.nat(17), fc.integer({ min: 1, max: 30 }), (place, shift) => {
        const code = '91350100M000100Y43';
        const other = CREDIT_ALPHABET.charAt((CREDIT_ALPHABET.indexOf(code.charAt(place)) + shift) % 31);
        expect(checkSocialCreditCode(code.slice(0, place) + other + code.slice(place + 1)).valid).toBe(false);
      }),
    );
  });

  it.each([
    ['is empty', '', 'FORMAT'],
    ['has 17 characters', '91350100M000100Y4', 'FORMAT'],
    ['has a letter that the alphabet leaves out', '91350100O000100Y43', 'FORMAT'],
    ['has a letter in its area', '913501A0M000100Y43', 'FORMAT'],
    ['has a wrong check character', '91350100M000100Y44', 'CHECK_DIGIT'],
  ])('is none when it %s', (_, text, reason) => {
    expect(checkSocialCreditCode(text)).toEqual({ valid: false, reason });
  });
});

describe('an organisation code', () => {
  it('is read with or without its hyphen', () => {
    expect(checkOrganisationCode('M000100Y4')).toEqual({ valid: true, value: 'M000100Y4' });
    expect(checkOrganisationCode('m000100y-4')).toEqual({ valid: true, value: 'M000100Y4' });
  });

  it('ends in X where the rule gives 10 and in 0 where it gives 11', () => {
    expect(checkOrganisationCode('40000000X')).toMatchObject({ valid: true });
    expect(checkOrganisationCode('000000000')).toMatchObject({ valid: true });
  });

  it('has exactly one check character', () => {
    fc.assert(
      fc.property(textOf('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', 8), (body) => {
        expect(accepted('0123456789X', (check) => checkOrganisationCode(body + check).valid)).toHaveLength(1);
      }),
    );
  });

  it('is refused when one digit is mistyped', () => {
    fc.assert(
      fc.property(fc.constantFrom(1, 2, 3, 4, 5, 6, 8), fc.integer({ min: 1, max: 9 }), (place, shift) => {
        const code = 'M000100Y4';
        const digit = (Number(code.charAt(place)) + shift) % 10;
        expect(checkOrganisationCode(code.slice(0, place) + digit + code.slice(place + 1)).valid).toBe(false);
      }),
    );
  });

  it.each(['', 'M000100Y', 'M00010-0Y4', 'M000100YA', 'M000100Y44'])('is not %j', (text) => {
    expect(checkOrganisationCode(text)).toEqual({ valid: false, reason: 'FORMAT' });
  });
});

describe('a medical institution code', () => {
  it('with every part as expected gives no warning', () => {
    expect(institutionCodeWarnings('M000100Y435010011A1001')).toEqual([]);
  });

  it('of another length says only that', () => {
    expect(institutionCodeWarnings('M000100Y4')).toEqual(['LENGTH']);
  });

  it('names each part that is unusual', () => {
    expect(institutionCodeWarnings('M000100Y535010011A1001')).toEqual(['ORGANISATION_CODE']);
    expect(institutionCodeWarnings('M000100Y4A50100X111001X')).toEqual(['LENGTH']);
    expect(institutionCodeWarnings('M000100Y4A50100X11100X')).toEqual([
      'AREA_CODE',
      'ECONOMIC_TYPE',
      'CATEGORY',
      'MANAGEMENT_CLASS',
    ]);
  });
});
