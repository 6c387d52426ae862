import { after, before, milliseconds, minutes, seconds } from '#kernel';
import { addressStoppedUntil, lockedUntil, mustWaitFor, secondsUntil, signInLimits } from './sign-in-limits.js';

const now = new Date('2026-03-02T08:00:00+08:00');
const minutesAgo = (...ago: number[]): Date[] => ago.map((count) => before(now, minutes(count)));

describe('locking a login name', () => {
  test('four failures do not lock', () => {
    expect(lockedUntil(minutesAgo(0, 1, 2, 3), now)).toBeNull();
  });

  test('the fifth failure within 15 minutes locks for 15 minutes from that failure', () => {
    expect(lockedUntil(minutesAgo(2, 3, 4, 5, 16), now)).toEqual(after(now, minutes(13)));
  });

  test('failures spread over 15 minutes do not lock', () => {
    expect(lockedUntil(minutesAgo(0, 4, 8, 12, 15), now)).toBeNull();
  });

  test('the lock ends 15 minutes after the last failure, to the millisecond', () => {
    const failures = minutesAgo(0, 0, 0, 0, 0);
    expect(lockedUntil(failures, after(now, milliseconds(minutes(15) - 1)))).not.toBeNull();
    expect(lockedUntil(failures, after(now, minutes(15)))).toBeNull();
  });

  test('the first failure after a lock does not lock again', () => {
    expect(lockedUntil([now, ...minutesAgo(15, 15, 15, 15)], now)).toBeNull();
  });
});

describe('guessing many at once', () => {
  test('a fifth guess is looked at while four are under way, a sixth waits', () => {
    expect(mustWaitFor(minutesAgo(0, 0, 0, 0), [], now)).toBe(false);
    expect(mustWaitFor(minutesAgo(0, 0, 0, 0, 0), [], now)).toBe(true);
  });

  test('failures before count along', () => {
    expect(mustWaitFor([now], minutesAgo(1, 2, 3, 4), now)).toBe(true);
    expect(mustWaitFor([now], minutesAgo(1, 2, 3), now)).toBe(false);
  });

  test('failures of long ago do not', () => {
    expect(mustWaitFor([now], minutesAgo(16, 17, 18, 19), now)).toBe(false);
  });

  test('with nothing under way nobody waits', () => {
    expect(mustWaitFor([], minutesAgo(0, 4, 8, 12, 15), now)).toBe(false);
  });
});

describe('stopping an address', () => {
  const attempts = (count: number): Date[] => Array.from({ length: count }, () => before(now, seconds(20)));

  test('one attempt fewer than the limit passes', () => {
    expect(addressStoppedUntil(attempts(signInLimits.attemptsPerAddress - 1), now)).toBeNull();
  });

  test('at the limit the address waits until the oldest of them is a minute old', () => {
    expect(addressStoppedUntil(attempts(signInLimits.attemptsPerAddress), now)).toEqual(after(now, seconds(40)));
  });

  test('it may try again once the minute is over', () => {
    expect(addressStoppedUntil(attempts(signInLimits.attemptsPerAddress), after(now, seconds(40)))).toBeNull();
  });
});

test('a wait is told in whole seconds and is never zero', () => {
  expect(secondsUntil(after(now, milliseconds(1_001)), now)).toBe(2);
  expect(secondsUntil(now, now)).toBe(1);
});
