import type { WebSocket } from 'ws';
import type { Actor, RequestOrigin } from '../actor/actor.js';
import type { LiveConnection } from './live-connections.js';
import { Closing, liveLimits } from './live-limits.js';

/** The WebSocket of one client, as the product uses it. */
export class LiveSocket implements LiveConnection {
  /** Who it belongs to, once they have said so. */
  actor: Actor | null = null;
  private answered = true;

  /**
   * @param origin where it comes from; its language is the one of its messages
   * @param onCut told each time the server ends one
   */
  constructor(
    private readonly webSocket: WebSocket,
    public origin: RequestOrigin,
    private readonly onCut: (closing: Closing) => void,
  ) {
    webSocket.on('pong', () => {
      this.answered = true;
    });
  }

  get protocol(): string {
    return this.webSocket.protocol;
  }

  get isOpen(): boolean {
    return this.webSocket.readyState === this.webSocket.OPEN;
  }

  /**
   * Resolves when the message has left this process, so that whoever sends the next one waits for a slow line. A client
   * that lets too much pile up is cut.
   */
  async send(data: string): Promise<void> {
    if (!this.isOpen) return;
    if (this.webSocket.bufferedAmount > liveLimits.bufferedBytes) {
      this.close(Closing.TooSlow);
      return;
    }
    // A line that breaks meanwhile closes the socket, which is noticed there.
    await new Promise<void>((resolve) => this.webSocket.send(data, () => resolve()));
  }

  /** Says why, and does not wait long for an answer. */
  close(closing: Closing): void {
    if (!this.isOpen) return;
    this.onCut(closing);
    this.end(closing.code, closing.reason);
  }

  /** The same with a code of the protocol itself. */
  end(code: number, reason: string): void {
    this.webSocket.close(code, reason);
    const patience = setTimeout(() => this.webSocket.terminate(), liveLimits.closeMs);
    this.webSocket.once('close', () => clearTimeout(patience));
  }

  /** Asks whether the other end is there, and cuts it when it has not answered the last time. */
  ping(): void {
    if (!this.answered) {
      this.webSocket.terminate();
      return;
    }
    this.answered = false;
    this.webSocket.ping();
  }

  onMessage(take: (data: string) => Promise<void>, onFailure: (error: unknown) => void): void {
    this.webSocket.on('message', (data: Buffer) => {
      take(data.toString()).catch((error: unknown) => {
        onFailure(error);
        this.close(Closing.Internal);
      });
    });
  }
}
