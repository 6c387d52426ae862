/** What one process allows those who listen. */
export const liveLimits = {
  /** Browser tabs of one person, with room for a reload that overlaps. */
  connectionsPerAccount: 20,
  /** Work lists and open details of one tab. */
  subscriptionsPerConnection: 50,
  /** Of a message from a client: an operation and its variables. */
  messageBytes: 64 * 1024,
  /** Written to a connection and not yet taken by its other end; beyond it the client is cut. */
  bufferedBytes: 256 * 1024,
  /** Updates of one subscription that wait behind a slow connection. */
  waitingUpdates: 100,
  /** How far back a client can go on: positions of all events, not only of those it may see. */
  missedEvents: 2_000,
  /** After so many events of others a client is given a newer cursor, so that it can still go on from it. */
  cursorAgeEvents: 500,
  /** From opening the socket to saying who it is. */
  initMs: 5_000,
  /** A connection that has not answered the last ping by the next is cut. */
  pingMs: 15_000,
  /** How often sessions are looked at again when nothing has been heard of them. */
  recheckMs: 3_000,
  /** Between two looks for new events: what comes in between goes out as one update, which is what telling costs. */
  pollMs: 150,
  /** Of a clean end, until sockets that do not answer are cut. */
  closeMs: 2_000,
} as const;

/** Why the server ends a connection: the code of the WebSocket and, as its reason, a code of the house. */
export const Closing = {
  /** The session is over: sign in, then connect. Client libraries do not try again by themselves. */
  SessionOver: { code: 4401, reason: 'UNAUTHENTICATED' },
  /** What the person may do has changed: connect again, and read again. */
  RightsChanged: { code: 4403, reason: 'RIGHTS_CHANGED' },
  TooManyConnections: { code: 4429, reason: 'TOO_MANY_CONNECTIONS' },
  /** Connect again and go on from the last cursor. */
  TooSlow: { code: 1013, reason: 'TOO_SLOW' },
  Unavailable: { code: 1013, reason: 'UNAVAILABLE' },
  Restart: { code: 1001, reason: 'RESTART' },
  Internal: { code: 4500, reason: 'INTERNAL' },
} as const;

export type Closing = (typeof Closing)[keyof typeof Closing];
