import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/** Longer than any request of ours takes, shorter than the patience of whoever stops the process (often 30 s). */
const LIMIT_MS = 10_000;
/** Whoever had an answer and asks nothing more keeps nobody waiting for longer. */
const SWEEP_MS = 500;

/**
 * Refuses new connections and waits until the requests under way are answered; cuts off what takes too long. Whoever
 * goes on asking over a connection that they have gets one more answer, which ends the connection.
 */
export async function drain(server: Server): Promise<void> {
  server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) =>
    response.setHeader('connection', 'close'),
  );
  const limit = setTimeout(() => server.closeAllConnections(), LIMIT_MS);
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  await new Promise((resolve) => server.close(resolve));
  clearTimeout(limit);
  clearInterval(sweep);
}
