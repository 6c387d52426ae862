import { AesGcm } from './aes-gcm.js';
import type { SecretKey } from './secret-key.js';
import { Sm4Hmac } from './sm4-hmac.js';
import type { ValueCipher } from './value-cipher.js';

/** The provider that the key is for. */
export function valueCipher(key: SecretKey): ValueCipher {
  return key.suite === 'national' ? new Sm4Hmac(key) : new AesGcm(key);
}
