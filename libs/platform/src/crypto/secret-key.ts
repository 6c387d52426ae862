import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';

/** Which algorithms a key serves: AES, SHA-256; or SM4, SM3 (国密). One key never serves both. */
export type Suite = 'international' | 'national';

export interface SecretKey {
  readonly suite: Suite;
  /** 32 bytes. */
  readonly bytes: Buffer;
}

/** What the hash of a suite is called by OpenSSL. */
const HASHES = { international: 'sha256', national: 'sm3' } as const;

/** HMAC-SHA-256 or HMAC-SM3 under the key itself, base64url. */
export function keyedHash({ suite, bytes }: SecretKey, content: string): string {
  // Bytes as they are take Node three times as long as the key that they are made into.
  return createHmac(HASHES[suite], createSecretKey(bytes)).update(content).digest('base64url');
}

/** A key for one purpose alone, by HKDF over the hash of the suite. */
export function derivedBytes({ suite, bytes }: SecretKey, purpose: string, length: number): Buffer {
  return Buffer.from(hkdfSync(HASHES[suite], bytes, '', purpose, length));
}

/** HMAC under a key that is derived for this purpose alone, base64url. */
export function purposeMac(key: SecretKey, purpose: string, content: string): string {
  return keyedHash({ suite: key.suite, bytes: derivedBytes(key, purpose, 32) }, content);
}
