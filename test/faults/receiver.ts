import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Of a hundred calls, how many are refused although nothing is wrong with them. */
const REFUSED = 5;

/** A receiver outside that counts by id what it has taken. */
export class Receiver {
  readonly taken = new Map<string, number>();
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      const id = (request.url ?? '').slice(1);
      const refused = Math.random() * 100 < REFUSED;
      if (!refused) this.taken.set(id, (this.taken.get(id) ?? 0) + 1);
      response.writeHead(refused ? 500 : 204).end();
    });
  }

  async listen(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
