import type { Actor, RequestOrigin } from '../actor/actor.js';

/** What a request brings to say who it comes from. */
export interface Credentials {
  readonly sessionToken: string | null;
}

/** Turns the credentials of a request into an actor; provided by the identity library. */
export abstract class Authenticator {
  /** @returns null when nobody is signed in with these credentials (any more) */
  abstract authenticate(credentials: Credentials, origin: RequestOrigin): Promise<Actor | null>;
}
