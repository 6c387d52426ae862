import { createHash } from 'node:crypto';

/** SQL with a stable name, so that the server plans it once a connection. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** A named statement; the name carries a hash of the text, so that two texts never share one. */
export function statement(label: string, text: string): Statement {
  const hash = createHash('sha256').update(text).digest('base64url').slice(0, 12);
  return { name: `${label}:${hash}`.slice(0, 63), text };
}
