import { createHmac } from 'node:crypto';
import { cookieOf, hostCookie } from '#platform';
import { hashSessionToken, isSessionToken } from './session-token.js';

const COOKIE = '__Host-sign-in';

/** What nobody but the browser brings that began a sign-in at the provider. */
export interface SignInProofs {
  /** Comes back inside the provider's signed answer. */
  readonly nonce: string;
  /** PKCE (RFC 7636): shows that whoever exchanges the provider's code has asked for it. */
  readonly verifier: string;
}

/** The key that a browser holds while it signs in at the provider; null where it holds none, or something else. */
export function browserKeyOf(headers: { readonly cookie?: string | undefined }): string | null {
  const key = cookieOf(headers, COOKIE);
  return key !== null && isSessionToken(key) ? key : null;
}

/** `Set-Cookie` for that key. `Lax`: it has to come along when the provider sends the browser back. */
export function browserKeyCookie(key: string, expiresAt: Date): string {
  return hostCookie(COOKIE, key, { sameSite: 'Lax', expiresAt });
}

/** What is stored of such a key. */
export const hashBrowserKey = hashSessionToken;

/** Derived from what the browser keeps and the state of one sign-in, so that the database holds no secret of it. */
export function proofsOf(browserKey: string, state: string): SignInProofs {
  const derived = (purpose: string): string =>
    createHmac('sha256', browserKey).update(`${purpose}\0${state}`).digest('base64url');
  return { nonce: derived('nonce'), verifier: derived('verifier') };
}
