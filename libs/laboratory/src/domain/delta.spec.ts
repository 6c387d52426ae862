import fc from 'fast-check';
import { before, days, minutes } from '#kernel';
import { deltaOf } from './delta.js';

const NOW = new Date('2026-03-04T09:00:00+08:00');
const rule = { deltaPercent: 20, deltaDays: 7 };
const earlier = (value: string, ago = days(3)) => ({ value, measuredAt: before(NOW, ago) });

describe('a delta check', () => {
  it.each([
    ['4.8', '4.0', { percent: 20, exceeded: false }],
    ['4.81', '4.0', { percent: 20, exceeded: true }],
    ['3.1', '4.0', { percent: 23, exceeded: true }],
    ['4.0', '4.0', { percent: 0, exceeded: false }],
    ['1', '0', { percent: null, exceeded: true }],
    ['0', '0', { percent: null, exceeded: false }],
    ['>4', '4.0', null],
    ['4', '阴性', null],
  ] as const)('of %s after %s answers %j', (value, last, expected) => {
    const delta = deltaOf(value, NOW, earlier(last), rule);
    expect(delta).toEqual(expected);
  });

  it('looks back as many days as the item says, and no minute more', () => {
    expect(deltaOf('8', NOW, earlier('4', days(7)), rule)).toMatchObject({ exceeded: true });
    expect(deltaOf('8', NOW, { value: '4', measuredAt: before(before(NOW, days(7)), minutes(1)) }, rule)).toBeNull();
  });

  it('has nothing to say without an earlier result, or of an item that is not checked', () => {
    expect(deltaOf('8', NOW, null, rule)).toBeNull();
    expect(deltaOf('8', NOW, earlier('4'), null)).toBeNull();
  });

  it('finds no fault with a value that has not changed, and always one with a value that has doubled', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 99 }), (value, deltaPercent) => {
        const strict = { deltaPercent, deltaDays: 1 };
        const last = earlier(String(value), minutes(5));
        expect(deltaOf(String(value), NOW, last, strict)).toEqual({ percent: 0, exceeded: false });
        expect(deltaOf(String(value * 2), NOW, last, strict)).toEqual({ percent: 100, exceeded: true });
      }),
    );
  });
});
