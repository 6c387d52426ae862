import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import { StartupError } from '#platform';

const CHUNK_BYTES = 64 * 1024;
const LENGTH_BYTES = 4;
const TAG_BYTES = 16;

/** Encrypts the parts of one backup, each under a key of its own. */
export interface PartKeys {
  /** 32 bytes for one part of one backup. */
  keyOf(part: string): Buffer;
}

/** @param id of the backup: no two backups share a key of a part */
export function partKeys(backupKey: Buffer, id: string): PartKeys {
  return { keyOf: (part) => Buffer.from(hkdfSync('sha256', backupKey, id, `backup:${part}`, 32)) };
}

/**
 * The number of a chunk is its nonce, and the last one is marked: chunks that are missing, repeated or in another order do
 * not open.
 */
function nonceOf(chunk: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt8(last ? 1 : 0, 0);
  nonce.writeBigUInt64BE(BigInt(chunk), 4);
  return nonce;
}

/** Collects bytes, and tells of each piece whether it is the last one. */
abstract class Chunks extends Transform {
  protected rest: Buffer[] = [];
  protected size = 0;
  private count = 0;

  constructor(protected readonly key: Buffer) {
    super();
  }

  protected abstract convert(piece: Buffer, nonce: Buffer): Buffer;

  protected emitPiece(piece: Buffer, last: boolean): void {
    this.push(this.convert(piece, nonceOf(this.count++, last)));
  }

  /** Takes the first bytes of what has been collected. */
  protected cut(bytes: number): Buffer {
    const all = Buffer.concat(this.rest);
    this.rest = [all.subarray(bytes)];
    this.size = all.length - bytes;
    return all.subarray(0, bytes);
  }

  override _transform(piece: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    try {
      this.rest.push(piece);
      this.size += piece.length;
      this.emitFull();
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  override _flush(done: TransformCallback): void {
    try {
      this.emitLast();
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  protected abstract emitFull(): void;
  protected abstract emitLast(): void;
}

/** AES-256-GCM in chunks: `length ‖ data ‖ tag`, again and again. */
export class Encryption extends Chunks {
  protected convert(plain: Buffer, nonce: Buffer): Buffer {
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce);
    const data = Buffer.concat([cipher.update(plain), cipher.final()]);
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, data, cipher.getAuthTag()]);
  }

  protected emitFull(): void {
    // The last chunk is only known at the end, so one is always kept back.
    while (this.size > CHUNK_BYTES) this.emitPiece(this.cut(CHUNK_BYTES), false);
  }

  protected emitLast(): void {
    this.emitPiece(this.cut(this.size), true);
  }
}

/** Opens what {@link Encryption} made. */
export class Decryption extends Chunks {
  protected convert(sealed: Buffer, nonce: Buffer): Buffer {
    const decipher = createDecipheriv('aes-256-gcm', this.key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    try {
      return Buffer.concat([decipher.update(sealed.subarray(LENGTH_BYTES, -TAG_BYTES)), decipher.final()]);
    } catch (cause) {
      throw new StartupError('BACKUP_KEY does not open this backup.', { cause });
    }
  }

  protected emitFull(): void {
    for (let length = this.chunkLength(); length !== null && this.size > length; length = this.chunkLength()) {
      this.emitPiece(this.cut(length), false);
    }
  }

  protected emitLast(): void {
    const length = this.chunkLength();
    if (length !== this.size) throw new StartupError('The backup is damaged: an encrypted part ends too early.');
    this.emitPiece(this.cut(length), true);
  }

  /** Of the chunk that comes next; null where not even its length has come. */
  private chunkLength(): number | null {
    if (this.size < LENGTH_BYTES) return null;
    if (this.rest[0]!.length < LENGTH_BYTES) this.rest = [Buffer.concat(this.rest)];
    return LENGTH_BYTES + this.rest[0]!.readUInt32BE() + TAG_BYTES;
  }
}
