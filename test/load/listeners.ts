import { LiveClient } from '#testing';
import type { LiveSubscription, SeenUpdate } from '#testing';

/** How many sockets are opened at once. */
const AT_ONCE = 50;

/** Clients with their work list on the screen, who note when they hear of each change. */
export class Listeners {
  /** Milliseconds from before a change was asked for until a client had it. */
  readonly delays: number[] = [];
  updates = 0;
  private readonly clients: LiveClient[] = [];
  private readonly begun = new Map<string, number>();

  /** A change is on its way. */
  readonly expect = (id: string, version: number, at: number): void => {
    this.begun.set(`${id} ${version}`, at);
  };

  async connect(url: string, tokens: readonly string[]): Promise<void> {
    for (let from = 0; from < tokens.length; from += AT_ONCE) {
      await Promise.all(tokens.slice(from, from + AT_ONCE).map((token) => this.add(url, token)));
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.clients.splice(0).map((client) => client.close()));
  }

  get size(): number {
    return this.clients.length;
  }

  private async add(url: string, token: string): Promise<void> {
    const client = await LiveClient.connect(url, { token });
    this.clients.push(client);
    const list = client.workList();
    await list.next();
    this.follow(list).catch(() => undefined);
  }

  /** Until the client closes. */
  private async follow(list: LiveSubscription): Promise<never> {
    for (;;) this.take(await list.next());
  }

  private take(update: SeenUpdate): void {
    this.updates += 1;
    const now = performance.now();
    for (const { id, version } of update.changes) {
      const begun = this.begun.get(`${id} ${version}`);
      if (begun !== undefined) this.delays.push(now - begun);
    }
  }
}
