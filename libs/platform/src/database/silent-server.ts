import type { Socket } from 'node:net';
import type { Client } from 'pg';

/** What the driver knows of a connection and does not declare: whether the server has answered everything. */
interface AnsweredClient {
  readonly readyForQuery: boolean;
}

/**
 * Gives up a connection on which something was asked and nothing has come or gone for so long: whoever waits hears that
 * the database is away. One timer a connection, because the driver's `query_timeout` sets one for each statement, and
 * that costs more than a short statement itself: the timers keep the rows of answers from being collected young.
 */
export function giveUpWhenSilent(client: Client, seconds: number): void {
  const stream = client.connection.stream as Socket;
  stream.setTimeout(seconds * 1_000);
  stream.on('timeout', () => {
    const { readyForQuery } = client as unknown as AnsweredClient;
    if (!readyForQuery) stream.destroy(new Error('Query read timeout'));
  });
}
