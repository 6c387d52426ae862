import { firstRun, nextRunLength } from './run.js';

const days = (...names: string[]) => names.map((day) => ({ day }));

test.each([
  ['more days after a statement that took little', 4, 20, 8],
  ['as many after one that took its time', 4, 200, 4],
  ['fewer after one that took long', 7, 900, 3],
  ['one at least', 1, 5_000, 1],
  ['about a month at most', 32, 20, 32],
])('%s', (_, length, tookMs, expected) => {
  expect(nextRunLength(length, tookMs)).toBe(expected);
});

test('a run is of days that follow each other, over the end of a month, and no longer than is wanted', () => {
  const stale = days('2026-02-27', '2026-02-28', '2026-03-01', '2026-03-03');
  expect(firstRun(stale, 8)).toEqual(days('2026-02-27', '2026-02-28', '2026-03-01'));
  expect(firstRun(stale, 2)).toEqual(days('2026-02-27', '2026-02-28'));
  expect(firstRun(stale.slice(3), 8)).toEqual(days('2026-03-03'));
});
