import { hash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;
/** 32 bytes in base64url. */
const TOKEN = /^[\w-]{43}$/;

/** A new opaque token of 256 random bits. It is handed out once and never stored. */
export function newSessionToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** What is stored of a token; a plain hash is enough because the token cannot be guessed. */
export function hashSessionToken(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}

/** Whether a text can be a session token at all, before the database is asked. */
export function isSessionToken(text: string): boolean {
  return TOKEN.test(text);
}
