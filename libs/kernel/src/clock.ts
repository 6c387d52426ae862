declare const unit: unique symbol;

/** A length of time in milliseconds, made by {@link minutes} and its siblings so that the unit is always named. */
export type Duration = number & { readonly [unit]: 'milliseconds' };

export const milliseconds = (n: number): Duration => n as Duration;
export const seconds = (n: number): Duration => milliseconds(n * 1_000);
export const minutes = (n: number): Duration => seconds(n * 60);
export const hours = (n: number): Duration => minutes(n * 60);

/** Days of exactly 24 hours. For calendar days in a time zone see `addDays` of local dates. */
export const days = (n: number): Duration => hours(n * 24);

/** The instant `duration` after `instant` by wall clock (before it, if negative). */
export function after(instant: Date, duration: Duration): Date {
  return new Date(instant.getTime() + duration);
}

/** The instant `duration` before `instant` by wall clock. */
export function before(instant: Date, duration: Duration): Date {
  return new Date(instant.getTime() - duration);
}

/** Wall-clock time from `from` to `to`; negative when `to` is the earlier one. */
export function elapsed(from: Date, to: Date): Duration {
  return milliseconds(to.getTime() - from.getTime());
}

/** Where the present comes from. Instants are JavaScript `Date`s throughout; rules take `now` as an argument instead. */
export interface Clock {
  now(): Date;
}

/** A clock that moves only when told to. */
export class ManualClock implements Clock {
  private current: number;

  constructor(start: Date) {
    this.current = start.getTime();
  }

  /** A fresh `Date` each time, so that a caller who mutates it does not move the clock. */
  now(): Date {
    return new Date(this.current);
  }

  set(instant: Date): void {
    this.current = instant.getTime();
  }

  advance(duration: Duration): void {
    this.current += duration;
  }
}
