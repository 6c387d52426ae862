import { UnsupportedFileError } from './errors.js';

/** Reads `length` bytes from `start`, fewer where the file ends before. */
export type PartReader = (start: number, length: number) => Promise<Buffer>;

/** The end of a file names its last cross-reference section; writers put little behind it. */
const TAIL_BYTES = 2_048;
const PIECE_BYTES = 64 * 1024;
/** Sections are parts of the file, so all of them together are no longer than it; a cycle of them would be. */
const SLACK_BYTES = 64 * PIECE_BYTES;
const SECTION_END = /startxref|\bstream\b/;
const END_LENGTH = 'startxref'.length;

/**
 * Follows the cross-reference sections of a PDF from the newest to the oldest (ISO 32000-1, 7.5.4 to 7.5.8): each has to
 * be where it is said to be, the newest has to name the catalogue, and none may know of an encryption. What the sections
 * lead to is not looked at.
 *
 * @throws UnsupportedFileError
 */
export async function checkPdf(read: PartReader, size: number): Promise<void> {
  const budgeted = withinBudget(read, 2 * size + SLACK_BYTES);
  const tail = await budgeted(Math.max(0, size - TAIL_BYTES), TAIL_BYTES);
  const last = [...tail.toString('latin1').matchAll(/startxref\s+(\d+)/g)].at(-1);
  let at = Number(last?.[1] ?? 0);
  let trailer = await trailerAt(budgeted, at, size);
  if (!/\/Root\s+\d+\s+\d+\s+R/.test(trailer)) throw damaged();
  for (;;) {
    if (/\/Encrypt(?![A-Za-z])/.test(trailer)) throw new UnsupportedFileError('PDF_ENCRYPTED');
    at = Number(/\/Prev\s+(\d+)/.exec(trailer)?.[1] ?? 0);
    if (at === 0) return;
    trailer = await trailerAt(budgeted, at, size);
  }
}

/** The dictionary of a section, which stands behind a table and before the data of a stream, with what surrounds it. */
async function trailerAt(read: PartReader, at: number, size: number): Promise<string> {
  const section = at > 0 && at < size ? await sectionAt(read, at, size) : '';
  const table = /^\s*xref\b[\s\S]*?\btrailer\s*(<<[\s\S]*)/.exec(section)?.[1];
  const stream = /^\s*\d+\s+\d+\s+obj\s*(<<[\s\S]*\/Type\s*\/XRef\b[\s\S]*)/.exec(section)?.[1];
  const trailer = table ?? stream;
  if (trailer === undefined) throw damaged();
  return trailer;
}

async function sectionAt(read: PartReader, at: number, size: number): Promise<string> {
  const pieces: string[] = [];
  let overlap = '';
  for (let position = at; position < size; position += PIECE_BYTES) {
    const piece = (await read(position, PIECE_BYTES)).toString('latin1');
    // Each piece is looked through once: a section may be as long as the file.
    const end = (overlap + piece).search(SECTION_END);
    pieces.push(piece);
    if (end >= 0) return pieces.join('').slice(0, position - at - overlap.length + end);
    overlap = piece.slice(-END_LENGTH);
  }
  return '';
}

function withinBudget(read: PartReader, bytes: number): PartReader {
  let left = bytes;
  return (start, length) => {
    left -= length;
    if (left < 0) throw damaged();
    return read(start, length);
  };
}

const damaged = (): UnsupportedFileError => new UnsupportedFileError('PDF_DAMAGED');
