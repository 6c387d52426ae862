import type { Actor, RequestOrigin } from '../actor/actor.js';

/** What a request brings to say who it comes from. */
export interface Credentials {
  readonly sessionToken: string | null;
}

/** Turns the credentials of a request into an actor; provided by the identity library. */
export abstract class Authenticator {
  /** @returns null when nobody is signed in with these credentials (any more) */
  abstract authenticate(credentials: Credentials, origin: RequestOrigin): Promise<Actor | null>;

  /** The actor of a session that something signed stands for; null when it is over. */
  abstract resume(sessionId: string, origin: RequestOrigin): Promise<Actor | null>;

  /** How it stands with sessions that signed in earlier, in one statement whatever their number. */
  abstract standingOf(actors: readonly Actor[]): Promise<ReadonlyMap<Actor, Standing>>;

  /** Whether an event of this topic may change what {@link standingOf} answers. */
  abstract changesStanding(topic: string): boolean;
}

/** `changed`: the session goes on, at another institution or with other roles. */
export type Standing = 'same' | 'changed' | 'over';
