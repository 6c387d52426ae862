import { UnsupportedFileError } from './errors.js';
import type { PartReader } from './pdf-structure.js';

/** Read at a time: a store far away is asked a dozen times for the largest picture. */
const PIECE_BYTES = 1024 * 1024;
const PNG_SIGNATURE_BYTES = 8;
/** Length, type and checksum, which every chunk has around its data. */
const CHUNK_FRAME_BYTES = 12;
/** Writers need some thousands of them for the largest picture. */
const MOST_CHUNKS = 50_000;
const END_OF_IMAGE = Buffer.from([0xff, 0xd9]);

/** @throws UnsupportedFileError for a PNG that ends before its last chunk (ISO 15948, 5.3 and 5.6) */
export async function checkPng(read: PartReader, size: number): Promise<void> {
  const forward = inPieces(read);
  let at = PNG_SIGNATURE_BYTES;
  for (let chunks = 0; chunks < MOST_CHUNKS; chunks++) {
    const head = await forward(at, 8);
    if (head.length < 8) throw damaged();
    at += CHUNK_FRAME_BYTES + head.readUInt32BE(0);
    if (at > size) throw damaged();
    if (head.toString('latin1', 4) === 'IEND') return;
  }
  throw damaged();
}

/**
 * Passes over the segments before the image, one of which may hold a small picture of its own, and looks for the end of the
 * image itself (ISO 10918-1, B.1). Cameras put films and notes behind it.
 * @throws UnsupportedFileError for a JPEG that ends before
 */
export async function checkJpeg(read: PartReader, size: number): Promise<void> {
  const forward = inPieces(read);
  let at = 2;
  for (;;) {
    const head = await forward(at, 4);
    if (head.length < 2 || head[0] !== 0xff) throw damaged();
    const marker = head[1]!;
    if (marker === 0xd9) return;
    if (marker === 0xda) return endsAfter(forward, at, size);
    if (marker === 0xff) at += 1;
    else if (head.length < 4 || head.readUInt16BE(2) < 2) throw damaged();
    else at += 2 + head.readUInt16BE(2);
  }
}

async function endsAfter(read: PartReader, start: number, size: number): Promise<void> {
  for (let at = start; at < size; at += PIECE_BYTES) {
    // One byte more, where the marker lies across two pieces.
    const piece = await read(at, PIECE_BYTES + 1);
    if (piece.includes(END_OF_IMAGE)) return;
  }
  throw damaged();
}

/** Reads what lies behind each other with few requests. */
function inPieces(read: PartReader): PartReader {
  let piece: Buffer = Buffer.alloc(0);
  let from = 0;
  return async (start, length) => {
    if (start < from || start + length > from + piece.length) {
      piece = await read(start, Math.max(PIECE_BYTES, length));
      from = start;
    }
    return piece.subarray(start - from, start - from + length);
  };
}

const damaged = (): UnsupportedFileError => new UnsupportedFileError('IMAGE_DAMAGED');
