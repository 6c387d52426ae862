import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FileStore, type ByteRange } from './file-store.js';

/** Files on a disk of this machine, or on one that all machines mount; spread over folders by the random end of the id. */
export class LocalFileStore extends FileStore {
  constructor(private readonly folder: string) {
    super();
  }

  override async put(id: string, content: Readable): Promise<void> {
    const folder = this.folderOf(id);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await pipeline(content, createWriteStream(join(folder, id), { flags: 'wx', mode: 0o600, flush: true }));
    for (const changed of [folder, this.folder]) await flushFolder(changed);
  }

  override async read(id: string, range?: ByteRange): Promise<Readable> {
    const file = await open(join(this.folderOf(id), id));
    return file.createReadStream(range);
  }

  override async remove(id: string): Promise<void> {
    await rm(join(this.folderOf(id), id), { force: true });
  }

  override async *ids(): AsyncIterable<string> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    for (const folder of await readdir(this.folder)) yield* await readdir(join(this.folder, folder));
  }

  private folderOf(id: string): string {
    return join(this.folder, id.slice(-2));
  }
}

/** A new name outlives a power failure only once its folder is written. */
async function flushFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
