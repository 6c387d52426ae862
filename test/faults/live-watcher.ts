import { LiveClient } from '#testing';
import { setTimeout as delay } from 'node:timers/promises';

/** Follows a work list as a browser would: whenever the connection ends, it comes back with the last cursor. */
export class LiveWatcher {
  /** Referrals that it was told were submitted, each as often as it was told. */
  readonly submitted: string[] = [];
  reloads = 0;
  connections = 0;
  private cursor: string | undefined;
  private client: LiveClient | undefined;
  private isEnding = false;
  private watching: Promise<void> | undefined;

  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  begin(): void {
    this.watching = this.watch();
  }

  async end(): Promise<void> {
    this.isEnding = true;
    await this.client?.close();
    await this.watching;
  }

  private async watch(): Promise<void> {
    while (!this.isEnding) {
      await this.listen().catch(() => undefined);
      if (!this.isEnding) await delay(500);
    }
  }

  /** @throws Error when the subscription ends */
  private async listen(): Promise<void> {
    this.client = await LiveClient.connect(this.url, { token: this.token });
    this.connections += 1;
    const list = this.client.workList({ box: 'RECEIVED', ...(this.cursor && { after: this.cursor }) });
    try {
      for (;;) {
        const { cursor, reload, changes } = await list.next();
        this.cursor = cursor;
        if (reload) this.reloads += 1;
        this.submitted.push(...changes.filter(({ topic }) => topic === 'referral.submitted').map(({ id }) => id));
      }
    } finally {
      this.client.webSocket.terminate();
    }
  }
}
