import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { open, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress, createZstdDecompress } from 'node:zlib';
import { StartupError } from '#platform';
import { Decryption, Encryption, type PartKeys } from './cryptor.js';
import { manifestFile, type Part } from './manifest.js';

/** The folder of one backup: parts that are compressed, encrypted if there is a key, and checksummed as they lie there. */
export class BackupFolder {
  constructor(
    readonly path: string,
    private readonly keys: PartKeys | null,
  ) {}

  /** A folder for a new backup. @throws StartupError where there is anything in it */
  static create(path: string, keys: PartKeys | null): BackupFolder {
    if (existsSync(path) && readdirSync(path).length > 0) {
      throw new StartupError(`The folder ${path} is not empty: a backup overwrites nothing.`);
    }
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return new BackupFolder(path, keys);
  }

  async write(name: string, content: Readable): Promise<Part> {
    const hash = createHash('sha256');
    let bytes = 0;
    const measure = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        hash.update(chunk);
        bytes += chunk.length;
        done(null, chunk);
      },
    });
    const file = createWriteStream(join(this.path, name), { flags: 'wx', mode: 0o600, flush: true });
    const encryption = this.keys ? new Encryption(this.keys.keyOf(name)) : new PassThrough();
    await pipeline(content, createZstdCompress(), encryption, measure, file);
    return { name, bytes, sha256: hash.digest('hex') };
  }

  /** What was written, again. Errors of the file, of decryption and of decompression end the stream that is answered. */
  read({ name }: Part): { content: Readable; done: Promise<void> } {
    const content = new PassThrough();
    const decryption = this.keys ? new Decryption(this.keys.keyOf(name)) : new PassThrough();
    const done = pipeline(createReadStream(join(this.path, name)), decryption, createZstdDecompress(), content);
    // Whoever reads the stream hears of it as well.
    done.catch(() => undefined);
    return { content, done };
  }

  /** @throws StartupError where the part is not what was written */
  async verify({ name, bytes, sha256 }: Part): Promise<void> {
    const path = join(this.path, name);
    const size = await stat(path).then(
      (found) => found.size,
      () => null,
    );
    if (size === null) throw new StartupError(`The backup is damaged: ${name} is missing.`);
    const hash = createHash('sha256');
    if (size === bytes) await pipeline(createReadStream(path), hash);
    if (size !== bytes || hash.digest('hex') !== sha256) {
      throw new StartupError(`The backup is damaged: ${name} is not what was written.`);
    }
  }

  /** Makes a backup of the folder: everything else lies there durably by now. */
  async finish(manifest: string): Promise<void> {
    const draft = `${manifestFile(this.path)}.partial`;
    await writeFile(draft, manifest, { mode: 0o600, flush: true });
    await rename(draft, manifestFile(this.path));
    const folder = await open(this.path);
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }
}
