import { AesGcm } from './aes-gcm.js';
import type { SecretKey } from './secret-key.js';
import { Sm4Hmac } from './sm4-hmac.js';

/** Encrypts and authenticates values under one key; the context is authenticated and not kept. */
export interface ValueCipher {
  encrypt(plain: string, context: string): Buffer;
  /** @throws Error when the bytes were altered or belong to another context */
  decrypt(bytes: Buffer, context: string): string;
}

/** The provider that the key is for. */
export function valueCipher(key: SecretKey): ValueCipher {
  return key.suite === 'national' ? new Sm4Hmac(key) : new AesGcm(key);
}
