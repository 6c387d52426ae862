import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  randomBytes,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto';
import { derivedBytes, type SecretKey } from './secret-key.js';
import type { ValueCipher } from './value-cipher.js';

const IV_BYTES = 16;
const TAG_BYTES = 32;

/**
 * SM4 in counter mode (GB/T 32907), then HMAC-SM3 (GB/T 32905) over what came out: `iv ‖ tag ‖ data`. OpenSSL has no
 * SM4-GCM. Both keys are derived, so that neither algorithm sees what the other one works with.
 */
export class Sm4Hmac implements ValueCipher {
  private readonly encryptionKey: KeyObject;
  private readonly macKey: KeyObject;

  constructor(key: SecretKey) {
    this.encryptionKey = createSecretKey(derivedBytes(key, 'sm4-ctr', 16));
    this.macKey = createSecretKey(derivedBytes(key, 'hmac-sm3', 32));
  }

  encrypt(plain: string, context: string): Buffer {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('sm4-ctr', this.encryptionKey, iv);
    const data = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, this.tagOf(iv, data, context), data]);
  }

  decrypt(bytes: Buffer, context: string): string {
    const iv = bytes.subarray(0, IV_BYTES);
    const tag = bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
    const data = bytes.subarray(IV_BYTES + TAG_BYTES);
    if (tag.length !== TAG_BYTES || !timingSafeEqual(tag, this.tagOf(iv, data, context))) {
      throw new Error('The value was altered or belongs to another context');
    }
    const decipher = createDecipheriv('sm4-ctr', this.encryptionKey, iv);
    return decipher.update(data, undefined, 'utf8') + decipher.final('utf8');
  }

  /** The length of the context goes first: no part can be taken for another one. */
  private tagOf(iv: Buffer, data: Buffer, context: string): Buffer {
    const name = Buffer.from(context);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(name.length);
    return createHmac('sm3', this.macKey).update(length).update(name).update(iv).update(data).digest();
  }
}
