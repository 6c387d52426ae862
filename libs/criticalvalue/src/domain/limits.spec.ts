import { isNight, limitKeys, type CriticalValueLimits } from './limits.js';

const limits = {
  ...Object.fromEntries(limitKeys.map((key) => [key, 1])),
  'critical-value.night_from_minutes': 22 * 60,
  'critical-value.night_to_minutes': 6 * 60,
} as CriticalValueLimits;

describe('the night, in which one person verifies twice', () => {
  it.each([
    ['2026-03-04T21:59:59+08:00', false],
    ['2026-03-04T22:00:00+08:00', true],
    ['2026-03-05T00:00:00+08:00', true],
    ['2026-03-05T05:59:59+08:00', true],
    ['2026-03-05T06:00:00+08:00', false],
  ])('is that of China: at %s %s', (instant, night) => {
    expect(isNight(new Date(instant), limits)).toBe(night);
  });
});
