import { levelOf } from './definition.js';

const completion = { higherIsBetter: true, green: 0.9, yellow: 0.8 };
const delays = { higherIsBetter: false, green: 0.08, yellow: 0.12 };

test.each([
  [0.9, 'GREEN'],
  [0.89, 'YELLOW'],
  [0.8, 'YELLOW'],
  [0.79, 'RED'],
])('where more is better, %d is %s', (value, level) => {
  expect(levelOf(value, completion)).toBe(level);
});

test.each([
  [0.08, 'GREEN'],
  [0.09, 'YELLOW'],
  [0.13, 'RED'],
])('where less is better, %d is %s', (value, level) => {
  expect(levelOf(value, delays)).toBe(level);
});

test('nothing measured, or no thresholds, is no level', () => {
  expect(levelOf(null, delays)).toBeNull();
  expect(levelOf(1, { higherIsBetter: true, green: null, yellow: null })).toBeNull();
});
