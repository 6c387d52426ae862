import { request as requestPlain, type IncomingMessage } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { Destinations } from './destinations.js';
import { verdictOfStatus, type Verdict } from '../domain/verdict.js';
import { ForbiddenAddressError, checkedLookup } from './checked-lookup.js';

/** One call to the outside. */
export interface Call {
  readonly url: string;
  readonly body: object | string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly now: Date;
  /** Aborted when the process stops. */
  readonly signal: AbortSignal;
  /** Where it may go. */
  readonly destinations: Destinations;
}

export interface Answered {
  readonly verdict: Verdict;
  readonly body: string;
}

/** Answers of receivers are short; nobody fills the memory with a long one. */
const LONGEST_ANSWER = 64 * 1024;

/**
 * Posts JSON within the time limit, which covers the answer's body too. Addresses of a private network are the rule in a
 * county; those of this machine and its neighbourhood are called by nobody. Redirects are not followed, so that a receiver
 * cannot send the call, signature and all, somewhere else.
 */
export async function postJson(call: Call): Promise<Answered> {
  const { signal, now } = call;
  try {
    const response = await post(call);
    const retryAfter = response.headers['retry-after'] ?? null;
    const body = await beginningOf(response);
    return { verdict: verdictOfStatus(response.statusCode ?? 0, retryAfter, now), body };
  } catch (error) {
    if (signal.aborted) throw error;
    if (error instanceof ForbiddenAddressError) {
      return { verdict: { kind: 'FAILED', status: null, failure: error.code }, body: '' };
    }
    return { verdict: { kind: 'RETRY', status: null, failure: failureOf(error) }, body: '' };
  }
}

function post({ url, body, headers, timeoutMs, signal, destinations }: Call): Promise<IncomingMessage> {
  const { hostname, protocol } = new URL(url);
  // Addresses that stand in the URL are not looked up.
  if (!destinations.allowsHost(hostname)) return Promise.reject(new ForbiddenAddressError());
  const request = protocol === 'https:' ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    const options = {
      method: 'POST',
      agent: false as const,
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      lookup: checkedLookup(destinations),
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    };
    request(url, options, resolve)
      .on('error', reject)
      .end(typeof body === 'string' ? body : JSON.stringify(body));
  });
}

async function beginningOf(response: IncomingMessage): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response as AsyncIterable<Uint8Array>) {
    parts.push(part);
    length += part.length;
    if (length >= LONGEST_ANSWER) break;
  }
  return Buffer.concat(parts).subarray(0, LONGEST_ANSWER).toString('utf8');
}

/** The kind of a failure, never its words, which quote the address. */
function failureOf(error: unknown): string {
  const { code, cause } = error as { code?: unknown; cause?: { name?: string } };
  if (cause?.name === 'TimeoutError') return 'TIMEOUT';
  return typeof code === 'string' ? code : 'CONNECTION_FAILED';
}
