import { addMonths, closesAt, intervalOf, monthOf, monthsBetween, monthsTold } from './period.js';

test('a month begins and ends at midnight in Shanghai, wherever the server stands', () => {
  expect(monthOf(new Date('2026-02-28T15:59:59.999Z'))).toBe('2026-02');
  expect(monthOf(new Date('2026-02-28T16:00:00Z'))).toBe('2026-03');
  expect(intervalOf('2026-02')).toEqual({
    start: new Date('2026-01-31T16:00:00Z'),
    end: new Date('2026-02-28T16:00:00Z'),
  });
});

test.each([
  ['2026-12', 1, '2027-01'],
  ['2026-01', -1, '2025-12'],
  ['2026-03', -14, '2025-01'],
])('%s and %i months are %s', (month, n, expected) => {
  expect(addMonths(month, n)).toBe(expected);
});

test('a month is closed by itself on a day of the next one', () => {
  expect(closesAt('2026-12', 5)).toEqual(new Date('2027-01-05T00:00:00+08:00'));
});

test('months between two of them are those, over the end of a year', () => {
  expect(monthsBetween('2026-11', '2027-02')).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
  expect(monthsBetween('2026-11', '2026-10')).toEqual([]);
});

test('months are told since the first of everything, and for a year at most', () => {
  const now = new Date('2027-03-05T00:00:00+08:00');
  expect(monthsTold(new Date('2027-01-31T23:00:00+08:00'), now)).toEqual(['2027-01', '2027-02', '2027-03']);
  expect(monthsTold(new Date('2020-01-01T00:00:00+08:00'), now)).toHaveLength(13);
});
