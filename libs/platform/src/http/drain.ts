import type { Server } from 'node:http';

/** Longer than any request of ours takes, shorter than the patience of whoever stops the process (often 30 s). */
const LIMIT_MS = 10_000;

/** Refuses new connections and waits until the requests under way are answered; cuts off what takes too long. */
export async function drain(server: Server): Promise<void> {
  const limit = setTimeout(() => server.closeAllConnections(), LIMIT_MS);
  await new Promise((resolve) => server.close(resolve));
  clearTimeout(limit);
}
