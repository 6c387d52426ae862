import type { Verdict } from './verdict.js';

/** Robots say in the body whether they took a message: `{"errcode": 0}`; these codes mean too many at a time. */
const TOO_MANY = new Set([45009, 130101, 410100, 660026]);
const BUSY = -1;

/** What a robot's answer means, where HTTP itself was content. */
export function verdictOfErrcode(status: number, body: string): Verdict {
  const code = errcodeIn(body);
  if (code === 0) return { kind: 'SENT', status };
  if (code === null) return { kind: 'RETRY', status, failure: 'ANSWER_UNREADABLE' };
  if (TOO_MANY.has(code)) return { kind: 'LATER', status, seconds: 60 };
  if (code === BUSY) return { kind: 'RETRY', status, failure: 'ERRCODE_-1' };
  return { kind: 'FAILED', status, failure: `ERRCODE_${code}` };
}

function errcodeIn(body: string): number | null {
  try {
    const { errcode } = JSON.parse(body) as { errcode?: unknown };
    return typeof errcode === 'number' ? errcode : null;
  } catch {
    return null;
  }
}
