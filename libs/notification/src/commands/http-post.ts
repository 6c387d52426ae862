import { verdictOfStatus, type Verdict } from '../domain/verdict.js';

/** One call to the outside. */
export interface Call {
  readonly url: string;
  readonly body: object | string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly now: Date;
  /** Aborted when the process stops. */
  readonly signal: AbortSignal;
}

export interface Answered {
  readonly verdict: Verdict;
  readonly body: string;
}

/** Answers of receivers are short; nobody fills the memory with a long one. */
const LONGEST_ANSWER = 64 * 1024;

/**
 * Posts JSON within the time limit, which covers the answer's body too. Addresses of a private network are the rule in a
 * county; redirects are not followed, so that a receiver cannot send the call, signature and all, somewhere else.
 */
export async function postJson(call: Call): Promise<Answered> {
  const { url, body, headers, timeoutMs, signal, now } = call;
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    const text = await beginningOf(response);
    return { verdict: verdictOfStatus(response.status, response.headers.get('retry-after'), now), body: text };
  } catch (error) {
    if (signal.aborted) throw error;
    return { verdict: { kind: 'RETRY', status: null, failure: failureOf(error) }, body: '' };
  }
}

async function beginningOf({ body }: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body ?? []) {
    parts.push(part);
    length += part.length;
    if (length >= LONGEST_ANSWER) break;
  }
  return Buffer.concat(parts).subarray(0, LONGEST_ANSWER).toString('utf8');
}

/** The kind of a failure, never its words, which quote the address. */
function failureOf(error: unknown): string {
  const { name, cause } = error as { name?: string; cause?: { code?: unknown } };
  if (name === 'TimeoutError') return 'TIMEOUT';
  return typeof cause?.code === 'string' ? cause.code : 'CONNECTION_FAILED';
}
