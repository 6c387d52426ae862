import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';
import { UnsupportedFileError } from './errors.js';

const inflate = promisify(inflateRaw);

const END_RECORD = 0x06054b50;
const END_RECORD_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
const LOCAL_ENTRY = 0x04034b50;
const LOCAL_ENTRY_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly compressed: number;
  readonly size: number;
  readonly offset: number;
}

/**
 * Unpacks a ZIP archive, which shows that it is whole and that it does not grow beyond `limit` bytes, whatever sizes it
 * claims for itself. The format is PKWARE's APPNOTE 6.3.
 * @returns its files by their names
 * @throws UnsupportedFileError
 */
export async function unpackArchive(file: Buffer, limit: number): Promise<ReadonlyMap<string, Buffer>> {
  const contents = new Map<string, Buffer>();
  let left = limit;
  for (const entry of entriesOf(file)) {
    const content = await contentOf(file, entry, left);
    // Readers make room for what is claimed, and a file that a bad disk has changed still unpacks.
    if (content.length !== entry.size || crc32(content) !== entry.crc) throw damaged();
    left -= content.length;
    contents.set(entry.name, content);
  }
  return contents;
}

function entriesOf(file: Buffer): Entry[] {
  const end = endRecordOf(file);
  const entries: Entry[] = [];
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left--) {
    if (at + ENTRY_BYTES > file.length || file.readUInt32LE(at) !== ENTRY) throw damaged();
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => file.readUInt16LE(at + field));
    entries.push({
      name: file.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameLength!),
      method: file.readUInt16LE(at + 10),
      crc: file.readUInt32LE(at + 16),
      compressed: file.readUInt32LE(at + 20),
      size: file.readUInt32LE(at + 24),
      offset: file.readUInt32LE(at + 42),
    });
    at += ENTRY_BYTES + nameLength! + extraLength! + commentLength!;
  }
  return entries;
}

/** Where the record at the end of the archive begins; only a comment may follow it. */
function endRecordOf(file: Buffer): number {
  const last = file.length - END_RECORD_BYTES;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
    if (file.readUInt32LE(at) === END_RECORD) return at;
  }
  throw damaged();
}

async function contentOf(file: Buffer, { method, compressed, offset }: Entry, left: number): Promise<Buffer> {
  if (offset + LOCAL_ENTRY_BYTES > file.length || file.readUInt32LE(offset) !== LOCAL_ENTRY) throw damaged();
  const begin = offset + LOCAL_ENTRY_BYTES + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
  const data = file.subarray(begin, begin + compressed);
  if (data.length < compressed) throw damaged();
  if (method === STORED && compressed <= left) return data;
  if (method !== DEFLATED) throw new UnsupportedFileError(method === STORED ? 'TOO_LARGE_INSIDE' : 'NOT_A_WORKBOOK');
  try {
    return await inflate(data, { maxOutputLength: Math.max(left, 1) });
  } catch (error) {
    const tooLarge = (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
    throw tooLarge ? new UnsupportedFileError('TOO_LARGE_INSIDE') : damaged();
  }
}

const damaged = (): UnsupportedFileError => new UnsupportedFileError('NOT_A_WORKBOOK');
