/** What became of one attempt to send something out. */
export type Verdict =
  | { readonly kind: 'SENT'; readonly status: number }
  /** Not now: the receiver says how long to wait. */
  | { readonly kind: 'LATER'; readonly status: number; readonly seconds: number }
  /** It may work the next time. */
  | { readonly kind: 'RETRY'; readonly status: number | null; readonly failure: string }
  /** It will not work however often it is tried. */
  | { readonly kind: 'FAILED'; readonly status: number | null; readonly failure: string };

const LONGEST_WAIT_SECONDS = 6 * 3600;
const DEFAULT_WAIT_SECONDS = 60;
/** Refusals of the moment: the request came too slowly, or too early. */
const FOR_NOW: readonly number[] = [408, 425];

/** What the status of an HTTP answer means for sending again. Redirects are not followed: they end here. */
export function verdictOfStatus(status: number, retryAfter: string | null, now: Date): Verdict {
  const hundreds = Math.floor(status / 100);
  if (hundreds === 2) return { kind: 'SENT', status };
  if (status === 429 || (status === 503 && retryAfter !== null)) {
    return { kind: 'LATER', status, seconds: waitOf(retryAfter, now) };
  }
  if (hundreds === 5 || FOR_NOW.includes(status)) return { kind: 'RETRY', status, failure: `HTTP_${status}` };
  return { kind: 'FAILED', status, failure: hundreds === 3 ? 'REDIRECTED' : `HTTP_${status}` };
}

/** Seconds, or a date of HTTP; what is neither, or missing, is a minute. Bounded, so that nobody is silenced for good. */
function waitOf(retryAfter: string | null, now: Date): number {
  const text = retryAfter?.trim() ?? '';
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - +now) / 1000;
  const wait = Number.isFinite(seconds) ? Math.max(1, Math.ceil(seconds)) : DEFAULT_WAIT_SECONDS;
  return Math.min(wait, LONGEST_WAIT_SECONDS);
}
