import fc from 'fast-check';
import { isMobilePhone } from './mobile-phone.js';

describe('a mobile number', () => {
  it('is 1, a digit from 3 to 9, and nine more digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000_000_000, max: 19_999_999_999 }), (number) => {
        expect(isMobilePhone(String(number))).toBe(number >= 13_000_000_000);
      }),
    );
  });

  it.each(['', '1381234567', '138123456789', '+8613812345678', '138 1234 5678', '13812345678\n', '１３８12345678'])(
    'is not %j',
    (text) => {
      expect(isMobilePhone(text)).toBe(false);
    },
  );
});
