import { isPartOf, percentileOf } from './part.js';

test.each([
  ['P50', { of: 'ALL', percentile: 'P50' }],
  ['UP_P90', { of: 'UP', percentile: 'P90' }],
  ['UP', null],
  ['P95', null],
])('%s is a percentile of the whole, of a part, or none', (part, expected) => {
  expect(percentileOf(part)).toEqual(expected);
});

test.each([
  ['REF-03', 'ALL', false, true],
  ['REF-01', 'LATERAL', false, true],
  ['REF-06', 'DOWN_P90', true, true],
  ['REF-06', 'LATERAL_P90', true, false],
  // Shares have no percentiles.
  ['REF-03', 'P50', false, false],
  ['REF-03', 'UP', false, false],
  ['REF-99', 'UP', false, false],
])('%s by %s, told in minutes: %s, is a part: %s', (code, part, inMinutes, expected) => {
  expect(isPartOf(code, part, { inMinutes })).toBe(expected);
});
