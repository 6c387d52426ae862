import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Secrets } from '../config/secrets.js';
import { markedIndex, type BlindIndexes } from './blind-index.js';
import { valueCipher } from './providers.js';
import { keyedHash, purposeMac } from './secret-key.js';
import type { ValueCipher } from './value-cipher.js';

/**
 * Encrypts identifiers at rest. Ciphertext is `keyId.base64url(…)`: the key says with which algorithms, so that keys and
 * algorithms change while old rows stay readable. The context (table and column) is authenticated: a value cannot be
 * moved to another column.
 */
@Injectable()
export class Cipher {
  private readonly currentKeyId: string;
  private readonly ciphers: ReadonlyMap<string, ValueCipher>;

  constructor(private readonly secrets: Secrets) {
    this.currentKeyId = [...secrets.encryptionKeys.keys()].at(-1)!;
    this.ciphers = new Map([...secrets.encryptionKeys].map(([id, key]) => [id, valueCipher(key)]));
  }

  encrypt(plain: string, context: string): string {
    const bytes = this.cipherOf(this.currentKeyId).encrypt(plain, context);
    return `${this.currentKeyId}.${bytes.toString('base64url')}`;
  }

  /** @throws Error when the key is unknown, the value was altered, or it belongs to another context. */
  decrypt(ciphertext: string, context: string): string {
    const separator = ciphertext.indexOf('.');
    const bytes = Buffer.from(ciphertext.slice(separator + 1), 'base64url');
    return this.cipherOf(ciphertext.slice(0, separator)).decrypt(bytes, context);
  }

  /** Keyed hashes for exact lookup of an encrypted value, for both columns of a blind index. */
  blindIndexes(plain: string, context: string): BlindIndexes {
    const of = (parity: number): string | null => {
      const generation = [...this.secrets.blindIndexKeys.keys()].find((each) => each % 2 === parity);
      return generation === undefined ? null : this.hashUnder(generation, plain, context);
    };
    return [of(0), of(1)];
  }

  /**
   * Keyed hashes of what is recognised for a short time and stored once: the first one is to be stored, each of the
   * others may have been stored under a key that is being changed.
   */
  keyedHashes(plain: string, context: string): readonly [string, ...string[]] {
    const generations = [...this.secrets.blindIndexKeys.keys()].toReversed();
    const [current, ...others] = generations.map((generation) => this.hashUnder(generation, plain, context));
    return [current!, ...others];
  }

  /** Under which key values are encrypted and {@link sign} signs now. */
  get signingKeyId(): string {
    return this.currentKeyId;
  }

  /** A keyed hash (base64url) under a key that is derived from the current one for this purpose alone. */
  sign(content: string, purpose: string): string {
    return purposeMac(this.secrets.encryptionKeys.get(this.currentKeyId)!, purpose, content);
  }

  /** Whether the content was signed so; null where the key is not known (any more). */
  isSigned(content: string, purpose: string, { mac, keyId }: { mac: string; keyId: string }): boolean | null {
    const key = this.secrets.encryptionKeys.get(keyId);
    if (!key) return null;
    const [expected, actual] = [Buffer.from(purposeMac(key, purpose, content)), Buffer.from(mac)];
    return expected.length === actual.length && timingSafeEqual(expected, actual);
  }

  private hashUnder(generation: number, plain: string, context: string): string {
    const key = this.secrets.blindIndexKeys.get(generation)!;
    return markedIndex(generation, keyedHash(key, `${context}\0${plain}`));
  }

  private cipherOf(id: string): ValueCipher {
    const cipher = this.ciphers.get(id);
    if (!cipher) throw new Error(`Unknown encryption key id ${id}`);
    return cipher;
  }
}
