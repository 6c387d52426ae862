import { LiveClient } from '#testing';
import type { SeenUpdate } from '#testing';

/** How many sockets are opened at once. */
const AT_ONCE = 50;

interface NextMessage {
  readonly type: string;
  readonly payload?: { readonly data?: { readonly referralWorkListChanged?: SeenUpdate } };
}

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
    await client.workList().next();
    client.webSocket.on('message', (data: Buffer) => this.take(JSON.parse(data.toString()) as NextMessage));
  }

  private take({ payload }: NextMessage): void {
    const update = payload?.data?.referralWorkListChanged;
    if (!update) return;
    this.updates += 1;
    const now = performance.now();
    for (const { id, version } of update.changes) {
      const begun = this.begun.get(`${id} ${version}`);
      if (begun !== undefined) this.delays.push(now - begun);
    }
  }
}
