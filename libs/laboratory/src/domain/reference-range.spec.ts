import fc from 'fast-check';
import { flagOf, rangeFor, rangeText, type ReferenceRange } from './reference-range.js';

const range = (changes: Partial<ReferenceRange> = {}): ReferenceRange => ({
  band: 'all',
  sex: null,
  fromAgeDays: null,
  beforeAgeDays: null,
  low: 3.5,
  high: 5.3,
  text: null,
  ...changes,
});
const YEAR = 365;

describe('a reference range', () => {
  const haemoglobin = [
    range({ band: 'all', low: 110, high: 160 }),
    range({ band: 'man', sex: '1', low: 130, high: 175 }),
    range({ band: 'newborn', beforeAgeDays: 28, low: 170, high: 200 }),
    range({ band: 'child', fromAgeDays: 28, beforeAgeDays: 14 * YEAR, low: 110, high: 150 }),
    range({ band: 'boy', sex: '1', fromAgeDays: 28, beforeAgeDays: 14 * YEAR, low: 112, high: 152 }),
  ];

  it.each([
    ['1', 40 * YEAR, 'man'],
    ['2', 40 * YEAR, 'all'],
    ['2', 27, 'newborn'],
    ['2', 28, 'child'],
    ['1', 28, 'boy'],
    ['1', 14 * YEAR, 'man'],
    ['0', 40 * YEAR, 'all'],
    ['1', null, 'man'],
    ['9', null, 'all'],
  ] as const)('of sex %s at %s days is that of %s', (sex, ageDays, band) => {
    expect(rangeFor(haemoglobin, { sex, ageDays })?.band).toBe(band);
  });

  it('is none where none fits', () => {
    expect(rangeFor([range({ sex: '2' })], { sex: '1', ageDays: 1 })).toBeNull();
  });

  it.each([
    [range(), '3.5–5.3'],
    [range({ low: null }), '≤ 5.3'],
    [range({ high: null }), '≥ 3.5'],
    [range({ low: null, high: null, text: '阴性' }), '阴性'],
  ] as const)('reads as people write it: %#', (one, text) => {
    expect(rangeText(one)).toBe(text);
  });
});

describe('a flag', () => {
  const negative = range({ low: null, high: null, text: '阴性' });

  it.each([
    ['4.1', range(), 'NORMAL'],
    ['3.5', range(), 'NORMAL'],
    ['5.3', range(), 'NORMAL'],
    ['3.49', range(), 'LOW'],
    ['5.31', range(), 'HIGH'],
    ['５.５', range(), 'HIGH'],
    ['<3.5', range(), 'LOW'],
    ['<3.6', range(), null],
    ['>5.3', range(), 'HIGH'],
    ['>5', range(), null],
    ['<0.5', range({ low: null, high: 10 }), 'NORMAL'],
    ['-4', range({ low: -3, high: 3 }), 'LOW'],
    ['溶血', range(), null],
    ['阴性', negative, 'NORMAL'],
    ['弱阳性', negative, 'ABNORMAL'],
    ['4', null, null],
  ] as const)('of %s is %s', (value, one, flag) => {
    expect(flagOf(value, one)).toBe(flag);
  });

  it('of a bounded value says what is true of everything it may stand for, and nothing otherwise', () => {
    const step = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(fc.constantFrom('<', '>'), step, fc.option(step), fc.option(step), (bound, number, first, second) => {
        const [low, high] = first !== null && second !== null && first > second ? [second, first] : [first, second];
        fc.pre(low !== null || high !== null);
        const bounds = range({ low, high });
        // Half steps lie between all bounds; the farthest ones beyond them.
        const possible = Array.from({ length: 100 }, (_, n) => n / 2 - 2).filter((real) =>
          bound === '<' ? real < number : real > number,
        );
        const flags = new Set(possible.map((real) => flagOf(String(real), bounds)));
        expect(flagOf(`${bound}${number}`, bounds)).toBe(flags.size === 1 ? [...flags][0] : null);
      }),
    );
  });
});
