import { ManualClock, after, before, days, elapsed, hours, milliseconds, minutes, seconds } from './clock.js';

const noon = new Date('2026-03-02T12:00:00Z');

describe('durations', () => {
  it('are milliseconds', () => {
    expect([milliseconds(7), seconds(1), minutes(1), hours(1), days(1)]).toEqual([
      7, 1_000, 60_000, 3_600_000, 86_400_000,
    ]);
  });

  it('move an instant forth and back without changing it', () => {
    expect(after(noon, minutes(90)).toISOString()).toBe('2026-03-02T13:30:00.000Z');
    expect(before(noon, days(1)).toISOString()).toBe('2026-03-01T12:00:00.000Z');
    expect(noon.toISOString()).toBe('2026-03-02T12:00:00.000Z');
  });

  it('measure the time between two instants, negative when they are reversed', () => {
    expect(elapsed(noon, after(noon, hours(2)))).toBe(hours(2));
    expect(elapsed(after(noon, hours(2)), noon)).toBe(hours(-2));
  });
});

describe('a manual clock', () => {
  it('stands still until it is advanced or set', () => {
    const clock = new ManualClock(noon);
    expect(clock.now()).toEqual(noon);

    clock.advance(minutes(10));
    expect(clock.now()).toEqual(new Date('2026-03-02T12:10:00Z'));

    clock.set(new Date('2026-01-01T00:00:00Z'));
    expect(clock.now()).toEqual(new Date('2026-01-01T00:00:00Z'));
  });

  it('is not moved by a caller who changes the instant it was given', () => {
    const clock = new ManualClock(noon);
    clock.now().setFullYear(1999);

    expect(clock.now()).toEqual(noon);
  });
});
