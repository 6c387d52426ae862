import fc from 'fast-check';
import { cents, centsFromYuan, times, totalOf, yuanText } from './money.js';

const anyAmount = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }).map(cents);

describe('money', () => {
  it('is a whole number of cents', () => {
    expect(() => cents(0.5)).toThrow(RangeError);
    expect(() => cents(Number.NaN)).toThrow(RangeError);
    expect(() => cents(2 ** 53)).toThrow(RangeError);
  });

  it('adds up exactly where floating yuan would not', () => {
    expect(totalOf([cents(10), cents(20)])).toBe(30);
    expect(totalOf([])).toBe(0);
    expect(times(cents(1_999), 3)).toBe(5_997);
    expect(() => times(cents(1), 0.5)).toThrow(RangeError);
  });

  it('is written in yuan with two decimals and read back the same', () => {
    fc.assert(
      fc.property(anyAmount, (amount) => {
        expect(centsFromYuan(yuanText(amount))).toBe(amount === 0 ? 0 : amount);
        expect(yuanText(amount)).toMatch(/^-?\d+\.\d{2}$/);
      }),
    );
    expect([cents(0), cents(5), cents(-5), cents(123_456)].map(yuanText)).toEqual(['0.00', '0.05', '-0.05', '1234.56']);
  });

  it('is read with none, one or two decimals', () => {
    expect(['12', '12.5', '-12.50', '0.07', '-0'].map(centsFromYuan)).toEqual([1_200, 1_250, -1_250, 7, 0]);
  });

  it.each(['', '12.', '.5', '12.345', '1,200', '¥12', '1e3', '99999999999999'])('is not read from %j', (text) => {
    expect(centsFromYuan(text)).toBeNull();
  });
});
