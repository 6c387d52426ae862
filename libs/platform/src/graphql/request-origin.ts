import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { Locale, RequestOrigin } from '../actor/actor.js';

/** Where the API is. */
export const GRAPHQL_PATH = '/graphql';

const REQUEST_ID = /^[A-Za-z0-9._-]{8,64}$/;
const SESSION_COOKIE = '__Host-session';

/** The id of a request: the caller's own where it is harmless, else a new one. */
export function requestIdOf(header: string | string[] | undefined): string {
  return typeof header === 'string' && REQUEST_ID.test(header) ? header : randomUUID();
}

export function originOf(request: FastifyRequest): RequestOrigin {
  return { requestId: request.id, address: request.ip, locale: localeOf(request.headers['accept-language']) };
}

/** The same of a request that asks for a WebSocket, which Fastify never sees. */
export function originOfUpgrade(request: IncomingMessage, { trustProxy }: { trustProxy: boolean }): RequestOrigin {
  const { headers, socket } = request;
  const forwarded = trustProxy
    ? String(headers['x-forwarded-for'] ?? '')
        .split(',')[0]
        ?.trim()
    : '';
  return {
    requestId: requestIdOf(headers['x-request-id']),
    address: forwarded || socket.remoteAddress || null,
    locale: localeOf(headers['accept-language']),
  };
}

/**
 * Whether a browser sent the request from a page of somebody else: a session cookie must not answer to that. Browsers
 * say where a request comes from; whoever brings no cookie proves who they are in another way.
 */
export function isFromForeignPage(headers: IncomingHttpHeaders, allowedOrigins: readonly string[]): boolean {
  const { origin, cookie, host } = headers;
  if (!origin || !cookie || allowedOrigins.includes(origin)) return false;
  return !(URL.canParse(origin) && new URL(origin).host === host);
}

/** English where it is preferred to Chinese; Chinese otherwise. */
export function localeOf(header: string | undefined): Locale {
  return /^\s*en\b/i.test(header ?? '') ? 'en' : 'zh-CN';
}

/** The session token of a request: a bearer token, or the cookie that browsers keep from scripts. */
export function sessionTokenOf(headers: Pick<IncomingHttpHeaders, 'authorization' | 'cookie'>): string | null {
  const bearer = /^Bearer ([\w.~+/-]+=*)$/i.exec(headers.authorization ?? '')?.[1];
  return bearer ?? cookieOf(headers, SESSION_COOKIE);
}

/** `Set-Cookie` for a session: never sent along from other sites. */
export function sessionCookie(token: string, expiresAt: Date): string {
  return hostCookie(SESSION_COOKIE, token, { sameSite: 'Strict', expiresAt });
}

/** `Set-Cookie` for a `__Host-` name: sent over TLS to this host alone, never readable by scripts. */
export function hostCookie(
  name: `__Host-${string}`,
  value: string,
  { sameSite, expiresAt }: { readonly sameSite: 'Strict' | 'Lax'; readonly expiresAt: Date },
): string {
  return `${name}=${value}; Path=/; Secure; HttpOnly; SameSite=${sameSite}; Expires=${expiresAt.toUTCString()}`;
}

/** What a request brings in the cookie of that name. */
export function cookieOf({ cookie }: Pick<IncomingHttpHeaders, 'cookie'>, name: string): string | null {
  const pair = cookie?.split(/;\s*/).find((item) => item.startsWith(`${name}=`));
  return pair?.slice(name.length + 1) || null;
}
