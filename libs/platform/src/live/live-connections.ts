import { Injectable } from '@nestjs/common';
import { Authenticator } from '../access/authenticator.js';
import type { Actor } from '../actor/actor.js';
import { Closing, liveLimits } from './live-limits.js';

/** One open connection, from the side of the server. */
export interface LiveConnection {
  close(closing: Closing): void;
}

/** Who is connected. The actor of a connection is an object of its own, even where a person has several. */
@Injectable()
export class LiveConnections {
  private readonly open = new Map<Actor, LiveConnection>();
  private checking: Promise<void> | undefined;

  constructor(private readonly authenticator: Authenticator) {}

  get size(): number {
    return this.open.size;
  }

  /** @returns false where the account has as many as it may have */
  add(actor: Actor, connection: LiveConnection): boolean {
    const others = [...this.open.keys()].filter(({ accountId }) => accountId === actor.accountId);
    if (others.length >= liveLimits.connectionsPerAccount) return false;
    this.open.set(actor, connection);
    return true;
  }

  remove(actor: Actor): void {
    this.open.delete(actor);
  }

  cut(actor: Actor, closing: Closing): void {
    this.open.get(actor)?.close(closing);
  }

  cutAll(closing: Closing): void {
    for (const actor of this.open.keys()) this.cut(actor, closing);
  }

  /** Cuts whoever is no longer signed in as they were when they connected. */
  async recheck(): Promise<void> {
    // One that is under way has perhaps read the sessions before the change that this one is about.
    await this.checking?.catch(() => undefined);
    this.checking = this.check();
    await this.checking;
  }

  private async check(): Promise<void> {
    const actors = [...this.open.keys()];
    if (actors.length === 0) return;
    const standing = await this.authenticator.standingOf(actors);
    for (const actor of actors) {
      if (standing.get(actor) === 'changed') this.cut(actor, Closing.RightsChanged);
      else if (standing.get(actor) !== 'same') this.cut(actor, Closing.SessionOver);
    }
  }
}
