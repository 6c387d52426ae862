import type { Client } from 'pg';

/**
 * What a connection is asked within one turn of the event loop leaves together: the system call that sends a statement
 * costs this process more than everything else about it. Call it before each statement.
 */
export function writeTogether({ connection: { stream } }: Client): void {
  if (stream.writableCorked > 0) return;
  stream.cork();
  process.nextTick(() => stream.uncork());
}
