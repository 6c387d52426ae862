import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Transform } from 'node:stream';

/** What passes over the line: what is asked of the database, and what it answers. */
type Direction = 'request' | 'answer';

/** A connection that is to be broken as soon as something passes over it. */
interface Trap {
  readonly direction: Direction;
  /** Of what passes, how many bytes still arrive; null where it is not what the trap waits for. */
  readonly arriving: (chunk: Buffer) => number | null;
  readonly sprung: () => void;
}

/** Both ends of one connection. */
type Ends = readonly [client: Socket, database: Socket];

/** A transaction is committed by this text, or by the name under which it is prepared; the database answers with the text. */
const COMMITS = ['COMMIT\0', 'transaction.commit:'].map((text) => Buffer.from(text));

/** A line to a database that can be cut, frozen, slowed down and mended, at an address that stays the same. */
export class UnreliableLine {
  private readonly sockets = new Set<Socket>();
  private readonly traps: Trap[] = [];
  private isCut = false;
  private isFrozen = false;
  private delayMs = 0;

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {
    server.on('connection', (socket) => this.pass(socket));
  }

  static async to(url: string): Promise<UnreliableLine> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new UnreliableLine(server, new URL(url));
  }

  /** The same database, over this line. */
  get url(): string {
    const { port } = this.server.address() as AddressInfo;
    return Object.assign(new URL(this.target), { port: String(port) }).href;
  }

  /** Breaks what is connected and takes no more until it is mended. */
  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  /** Keeps what is connected and passes nothing on until it is mended: a server that hangs. */
  freeze(): void {
    this.isFrozen = true;
    for (const socket of this.sockets) socket.pause();
  }

  /** Lets everything arrive so much later until it is mended. */
  slowDown(milliseconds: number): void {
    this.delayMs = milliseconds;
  }

  /**
   * Breaks the connection of the next transaction to commit: `request` before the COMMIT arrives, so that it never
   * happens; `answer` when it has happened, before anybody hears of it. Resolves when that is done.
   */
  breakNextCommit(direction: Direction): Promise<void> {
    return this.trap(direction, (chunk) => (COMMITS.some((text) => chunk.includes(text)) ? 0 : null));
  }

  /** Breaks the next connection in the middle of what the database answers. Resolves when that is done. */
  breakNextAnswer(): Promise<void> {
    return this.trap('answer', (chunk) => Math.floor(chunk.length / 2));
  }

  /** Takes back whatever was done to the line. */
  mend(): void {
    this.isCut = false;
    this.isFrozen = false;
    this.delayMs = 0;
    this.traps.length = 0;
    for (const socket of this.sockets) socket.resume();
  }

  close(): void {
    this.cut();
    this.server.close();
  }

  private trap(direction: Direction, arriving: Trap['arriving']): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.traps.push({ direction, arriving, sprung: resolve });
    return promise;
  }

  private pass(client: Socket): void {
    if (this.isCut) {
      client.destroy();
      return;
    }
    const database = connect(Number(this.target.port), this.target.hostname);
    const ends = [client, database] as const;
    this.join(ends, 'request');
    this.join(ends, 'answer');
  }

  private join(ends: Ends, direction: Direction): void {
    const [client, database] = ends;
    const [from, to] = direction === 'request' ? [client, database] : [database, client];
    this.sockets.add(from);
    from.on('error', () => undefined);
    from.on('close', () => {
      this.sockets.delete(from);
      to.destroy();
    });
    from.pipe(this.watch(ends, direction)).pipe(to);
    if (this.isFrozen) from.pause();
  }

  private watch(ends: Ends, direction: Direction): Transform {
    return new Transform({
      transform: (chunk: Buffer, _encoding, arrive) => {
        const arriving = this.spring(direction, chunk);
        if (arriving !== null) {
          arrive(null, chunk.subarray(0, arriving));
          for (const end of ends) end.destroySoon();
        } else if (this.delayMs > 0) setTimeout(() => arrive(null, chunk), this.delayMs);
        else arrive(null, chunk);
      },
    });
  }

  /** Springs the first trap that waits for this. @returns how many bytes still arrive, null where nothing is broken */
  private spring(direction: Direction, chunk: Buffer): number | null {
    for (const [index, trap] of this.traps.entries()) {
      const arriving = trap.direction === direction ? trap.arriving(chunk) : null;
      if (arriving === null) continue;
      this.traps.splice(index, 1);
      trap.sprung();
      return arriving;
    }
    return null;
  }
}
