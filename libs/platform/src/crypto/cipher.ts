import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Secrets } from '../config/secrets.js';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts identifiers at rest with AES-256-GCM. Ciphertext is `keyId.base64url(nonce ‖ tag ‖ data)`, so that keys rotate
 * while old rows stay readable. The context (table and column) is authenticated: a value cannot be moved to another column.
 */
@Injectable()
export class Cipher {
  private readonly currentKeyId: string;
  private readonly blindIndexKey: KeyObject;

  constructor(private readonly secrets: Secrets) {
    this.blindIndexKey = createSecretKey(secrets.blindIndexKey);
    this.currentKeyId = [...secrets.encryptionKeys.keys()].at(-1)!;
  }

  encrypt(plain: string, context: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.keyOf(this.currentKeyId), nonce);
    cipher.setAAD(Buffer.from(context));
    const data = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return `${this.currentKeyId}.${Buffer.concat([nonce, cipher.getAuthTag(), data]).toString('base64url')}`;
  }

  /** @throws Error when the key is unknown, the value was altered, or it belongs to another context. */
  decrypt(ciphertext: string, context: string): string {
    const separator = ciphertext.indexOf('.');
    const bytes = Buffer.from(ciphertext.slice(separator + 1), 'base64url');
    const decipher = createDecipheriv(
      'aes-256-gcm',
      this.keyOf(ciphertext.slice(0, separator)),
      bytes.subarray(0, NONCE_BYTES),
    );
    decipher.setAAD(Buffer.from(context));
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  }

  /** Keyed hash for exact lookup of an encrypted value (HMAC-SHA-256, base64url). */
  blindIndex(plain: string, context: string): string {
    return createHmac('sha256', this.blindIndexKey).update(`${context}\0${plain}`).digest('base64url');
  }

  /** Under which key {@link sign} signs now. */
  get signingKeyId(): string {
    return this.currentKeyId;
  }

  /** HMAC-SHA-256 (base64url) under a key that is derived from the current one for this purpose alone. */
  sign(content: string, purpose: string): string {
    return macOf(content, this.keyOf(this.currentKeyId), purpose);
  }

  /** Whether the content was signed so; null where the key is not known (any more). */
  isSigned(content: string, purpose: string, { mac, keyId }: { mac: string; keyId: string }): boolean | null {
    const key = this.secrets.encryptionKeys.get(keyId);
    if (!key) return null;
    const [expected, actual] = [Buffer.from(macOf(content, key, purpose)), Buffer.from(mac)];
    return expected.length === actual.length && timingSafeEqual(expected, actual);
  }

  private keyOf(id: string): Buffer {
    const key = this.secrets.encryptionKeys.get(id);
    if (!key) throw new Error(`Unknown encryption key id ${id}`);
    return key;
  }
}

function macOf(content: string, key: Buffer, purpose: string): string {
  const derived = Buffer.from(hkdfSync('sha256', key, '', purpose, 32));
  return createHmac('sha256', derived).update(content).digest('base64url');
}
