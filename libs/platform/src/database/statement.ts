import { createHash } from 'node:crypto';

/** SQL with a stable name, so that the server plans it once a connection. */
export interface Statement {
  /** Null where the text is one of too many: it is then sent unnamed, and the server does not keep it. */
  readonly name: string | null;
  readonly text: string;
}

/** Selections make texts; a client that varies them without end must not fill the server with prepared statements. */
const MAX_NAMED = 1_000;
const known = new Map<string, Statement>();

/** For whoever ends a product and begins another one in the same process, which starts anew with what it names. */
export function forgetStatements(): void {
  known.clear();
}

/** A named statement; the name carries a hash of the text, so that two texts never share one. */
export function statement(label: string, text: string): Statement {
  const existing = known.get(text);
  if (existing) return existing;
  if (known.size >= MAX_NAMED) return { name: null, text };
  const hash = createHash('sha256').update(text).digest('base64url').slice(0, 16);
  const named = { name: `${label}:${hash}`.slice(-63), text };
  known.set(text, named);
  return named;
}
