import { Inject, Injectable } from '@nestjs/common';
import type { GraphQLSchema } from 'graphql';
import { handleProtocols, type Server as ProtocolServer } from 'graphql-ws';
import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { WebSocketServer, type WebSocket } from 'ws';
import { Authenticator } from '../access/authenticator.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Config } from '../config/config.js';
import { isUnavailable } from '../database/database-failure.js';
import { GRAPHQL_PATH, isFromForeignPage, originOfUpgrade } from '../graphql/request-origin.js';
import { logUnexpected } from '../logging/logger.js';
import { LOGGER } from '../tokens.js';
import { LiveConnections } from './live-connections.js';
import { Closing, liveLimits } from './live-limits.js';
import { LiveMetrics } from './live-metrics.js';
import { LiveOperations } from './live-operations.js';
import { liveProtocol, type LiveExtra } from './live-protocol.js';
import { LiveSocket } from './live-socket.js';

/** Takes WebSockets on the HTTP server and keeps them as long as they are alive and their sessions last. */
@Injectable()
export class LiveGateway {
  private readonly webSockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: liveLimits.messageBytes,
    handleProtocols,
  });
  private readonly sockets = new Set<LiveSocket>();
  private readonly timers: NodeJS.Timeout[] = [];
  private protocol: ProtocolServer<LiveExtra> | undefined;
  private ending: Promise<void> | undefined;
  private lastGone = Promise.withResolvers<void>();

  constructor(
    private readonly config: Config,
    private readonly authenticator: Authenticator,
    private readonly connections: LiveConnections,
    private readonly auditTrail: AuditTrail,
    private readonly metrics: LiveMetrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Serves subscriptions at the endpoint of the API. */
  attach(server: Server, schema: GraphQLSchema): void {
    const { authenticator, connections, auditTrail, logger } = this;
    const operations = new LiveOperations(schema);
    this.protocol = liveProtocol({ authenticator, connections, operations, auditTrail, logger });
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      const status = this.refusalOf(request);
      if (status) answer(socket, status);
      else this.webSockets.handleUpgrade(request, socket, head, (webSocket) => this.open(webSocket, request));
    });
    this.every(liveLimits.pingMs, () => this.ping());
    this.every(liveLimits.recheckMs, () => void this.recheck());
  }

  /** Asks every client whether it is there, and cuts those that have not answered the last time. */
  ping(): void {
    this.sockets.forEach((socket) => socket.ping());
  }

  /** Takes no more, and asks everybody to connect again, which they do elsewhere. Resolves when all have gone. */
  end(): Promise<void> {
    this.ending ??= this.closeAll();
    return this.ending;
  }

  private async closeAll(): Promise<void> {
    this.timers.forEach((timer) => clearInterval(timer));
    for (const socket of this.sockets) socket.close(Closing.Restart);
    if (this.sockets.size > 0) await this.lastGone.promise;
  }

  /** @returns the HTTP status of a refusal, null where the request may become a WebSocket */
  private refusalOf(request: IncomingMessage): number | null {
    if (this.ending) return 503;
    if (request.url?.split('?')[0] !== GRAPHQL_PATH) return 404;
    if (isFromForeignPage(request.headers, this.config.allowedOrigins)) return 403;
    return null;
  }

  private open(webSocket: WebSocket, request: IncomingMessage): void {
    const socket = new LiveSocket(webSocket, originOfUpgrade(request, this.config), ({ reason }) =>
      this.metrics.closed.inc({ reason }),
    );
    this.sockets.add(socket);
    this.metrics.connections.set(this.sockets.size);
    const closed = this.protocol!.opened(
      {
        protocol: socket.protocol,
        send: (data) => socket.send(data),
        close: (code = 1000, reason = '') => socket.end(code, reason),
        onMessage: (take) => socket.onMessage(take, (error) => this.report(error, socket)),
      },
      { socket, headers: request.headers },
    );
    // A broken line, or a message that is too large: 'close' follows, and the library has chosen the code.
    webSocket.on('error', () => undefined);
    webSocket.once('close', (code, reason) => {
      this.forget(socket);
      closed(code, reason.toString()).catch((error: unknown) => this.report(error, socket));
    });
  }

  private forget(socket: LiveSocket): void {
    this.sockets.delete(socket);
    if (socket.actor) this.connections.remove(socket.actor);
    this.metrics.connections.set(this.sockets.size);
    if (this.ending && this.sockets.size === 0) this.lastGone.resolve();
  }

  private async recheck(): Promise<void> {
    try {
      await this.connections.recheck();
    } catch (error) {
      // Without the database nothing is told either; the next look comes soon.
      if (!isUnavailable(error)) logUnexpected(this.logger, error, 'live.recheck');
    }
  }

  private report(error: unknown, { origin }: LiveSocket): void {
    logUnexpected(this.logger, error, origin.requestId);
  }

  private every(ms: number, work: () => void): void {
    this.timers.push(setInterval(work, ms).unref());
  }
}

function answer(socket: Duplex, status: number): void {
  socket.on('error', () => undefined);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
