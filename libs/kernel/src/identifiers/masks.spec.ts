import fc from 'fast-check';
import { maskIdNumber, maskName, maskPhone } from './masks.js';

const hiddenShare = (text: string) => Array.from(text).filter((character) => character === '*').length;

describe('a masked id number', () => {
  it('of a resident keeps three characters in front and four behind', () => {
    expect(maskIdNumber('110105194912311234')).toBe('110***********1234');
    expect(maskIdNumber('11010519491231002X')).toBe('110***********002X');
    expect(maskIdNumber('110105491231002')).toBe('110********1002');
  });

  it('of another document keeps one in front and two behind, or nothing when it is short', () => {
    expect(maskIdNumber('E12345678')).toBe('E******78');
    expect(maskIdNumber('军字第1234567')).toBe('军*******67');
    expect(maskIdNumber('123456')).toBe('******');
    expect(maskIdNumber('')).toBe('');
  });

  it('hides more than half of any number', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 32, unit: fc.constantFrom(...Array.from('0123456789XE')) }),
        (number) => {
          expect(hiddenShare(maskIdNumber(number))).toBeGreaterThan(number.length / 2);
          expect(maskIdNumber(number)).toHaveLength(number.length);
        },
      ),
    );
  });
});

describe('a masked phone', () => {
  it('keeps three digits in front and four behind', () => {
    expect(maskPhone('13812345678')).toBe('138****5678');
    expect(maskPhone('0571-88881234')).toBe('057******1234');
  });

  it('keeps less of a shorter number', () => {
    expect(maskPhone('88881234')).toBe('******34');
    expect(maskPhone('12345')).toBe('*****');
    expect(maskPhone('')).toBe('');
  });
});

describe('a masked name', () => {
  it.each([
    ['张', '*'],
    ['张三', '张*'],
    ['欧阳修', '欧**'],
    ['欧阳修文', '欧***'],
    ['阿卜杜拉·买买提', '阿***'],
    ['John Smith', 'J***'],
    ['Li', 'L*'],
    ['𠮷田', '𠮷*'],
    ['  张三 ', '张*'],
    ['', ''],
  ])('of %j is %j', (name, expected) => {
    expect(maskName(name)).toBe(expected);
  });

  it('shows one character at most', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(maskName(name).replaceAll('*', '').length).toBeLessThanOrEqual(2);
        expect(maskName(name)).toMatch(/^(.?\*{1,3})?$/u);
      }),
    );
  });
});
