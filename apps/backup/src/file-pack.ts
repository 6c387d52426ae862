import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { StartupError, type FileStore } from '#platform';

/** Ahead of each file: its id, and how many bytes it has. */
const ID_BYTES = 36;
const HEAD_BYTES = ID_BYTES + 4;

/** A file that the database knows; one that nothing uses may go at any moment. */
export interface KnownFile {
  readonly id: string;
  readonly used: boolean;
}

/** What has been packed, while it is. */
interface Packed {
  count: number;
  /** Files that are in use and whose content is not there. */
  readonly missing: string[];
}

/** Files one after the other; one at a time is in memory, and uploads are limited. */
export function packFiles(store: FileStore, files: readonly KnownFile[], packed: Packed): Readable {
  return Readable.from(entries(store, files, packed), { objectMode: false });
}

async function* entries(store: FileStore, files: readonly KnownFile[], packed: Packed): AsyncIterable<Buffer> {
  for (const { id, used } of files) {
    const content = await store.read(id).then(buffer, () => null);
    if (content) {
      const head = Buffer.alloc(HEAD_BYTES);
      head.write(id, 'ascii');
      head.writeUInt32BE(content.length, ID_BYTES);
      yield Buffer.concat([head, content]);
      packed.count += 1;
    } else if (used) {
      packed.missing.push(id);
    }
  }
}

/** Puts packed files into the store, in place of what lies there under the same ids. @returns how many */
export async function unpackFiles(store: FileStore, pack: Readable): Promise<number> {
  const take = exactly(pack);
  let count = 0;
  for (let head = await take(HEAD_BYTES); head.length > 0; head = await take(HEAD_BYTES)) {
    const id = head.toString('ascii', 0, ID_BYTES);
    const content = await take(head.readUInt32BE(ID_BYTES));
    await store.remove(id);
    await store.put(id, Readable.from([content]), content.length);
    count += 1;
  }
  return count;
}

/** Reads so many bytes; nothing at the end. @throws StartupError where it ends in between */
function exactly(stream: Readable): (bytes: number) => Promise<Buffer> {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let rest = Buffer.alloc(0);
  return async (bytes) => {
    while (rest.length < bytes) {
      const next = await chunks.next();
      if (next.done) {
        if (rest.length === 0) return rest;
        throw new StartupError('The backup is damaged: its files end too early.');
      }
      rest = Buffer.concat([rest, next.value]);
    }
    const taken = rest.subarray(0, bytes);
    rest = rest.subarray(bytes);
    return taken;
  };
}
