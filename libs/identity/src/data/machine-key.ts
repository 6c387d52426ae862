import { hash, randomBytes, timingSafeEqual } from 'node:crypto';

/** `mk_` and 12 characters that name the key, a dot, 256 random bits in base64url. */
const KEY = /^(mk_[a-z0-9]{12})\.([\w-]{43})$/;
const PREFIX_BYTES = 12;
const SECRET_BYTES = 32;
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** A key in its two parts: what it is found by, and what proves it. */
export interface MachineKeyParts {
  readonly prefix: string;
  readonly secret: string;
}

/** A new key; it is handed out once, and its secret is never stored. */
export function newMachineKey(): MachineKeyParts {
  const name = [...randomBytes(PREFIX_BYTES)].map((byte) => ALPHABET[byte % ALPHABET.length]!).join('');
  return { prefix: `mk_${name}`, secret: randomBytes(SECRET_BYTES).toString('base64url') };
}

/** The parts of a text that can be a key; null for any other. */
export function machineKeyParts(text: string): MachineKeyParts | null {
  const [, prefix, secret] = KEY.exec(text) ?? [];
  return prefix && secret ? { prefix, secret } : null;
}

/** What is stored of a secret; a plain hash is enough because the secret cannot be guessed. */
export function hashMachineSecret(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}

/** Whether the secret is the one that was stored. */
export function isMachineSecret(secret: string, stored: Buffer): boolean {
  return timingSafeEqual(hashMachineSecret(secret), stored);
}
