import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import type { SecretKey } from './secret-key.js';
import type { ValueCipher } from './value-cipher.js';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM: `nonce ‖ tag ‖ data`. */
export class AesGcm implements ValueCipher {
  private readonly key: KeyObject;

  constructor({ bytes }: SecretKey) {
    this.key = createSecretKey(bytes);
  }

  encrypt(plain: string, context: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce);
    cipher.setAAD(Buffer.from(context));
    const data = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), data]);
  }

  decrypt(bytes: Buffer, context: string): string {
    const options = { authTagLength: TAG_BYTES };
    const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, NONCE_BYTES), options);
    decipher.setAAD(Buffer.from(context));
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  }
}
