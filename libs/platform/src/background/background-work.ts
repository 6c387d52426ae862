import { pause } from './pause.js';

/**
 * Something that worker processes do again and again, any number of them at once: every round claims what it works on in
 * the database, so that two workers never do the same. Providers that extend this are found and run by themselves.
 */
export abstract class BackgroundWork {
  /** In logs and metrics: `audit.seal`. */
  abstract readonly name: string;

  /** Milliseconds until the next round when there was nothing left to do. */
  abstract readonly intervalMs: number;

  /**
   * One round, small enough to end soon after `signal` is aborted. An error is logged and the round comes again later.
   * @returns whether there is more to do at once
   */
  abstract round(signal: AbortSignal): Promise<boolean>;

  /** The pause after a round that has left nothing to do; a work that can be told of something new ends it then. */
  rest(signal: AbortSignal): Promise<void> {
    return pause(this.intervalMs, signal);
  }
}

/** Somebody who brings work that is known only once all modules are there. */
export abstract class BackgroundWorkSource {
  abstract works(): BackgroundWork[];
}
