import type { Cell, Sheet } from '#kernel';
import readWorkbookFile from 'read-excel-file/universal';
import { unpackArchive } from './archive.js';
import { UnsupportedFileError } from './errors.js';
import { attribute, marksOf, type SheetMarks } from './sheet-marks.js';

/** Ten thousand rows unpack to some ten MiB. */
const MAX_UNPACKED_BYTES = 32 * 1024 * 1024;
/** Cells that a sheet reaches over, filled or not: one cell at its far end makes it as large as 17 thousand million. */
const MOST_CELLS = 2_000_000;
const TYPES = '[Content_Types].xml';
const PARTS = [TYPES, 'xl/workbook.xml'];
/** Parts with macros of today and of Excel 4, and how a workbook says that it has some, wherever they lie. */
const MACRO_PARTS = /(^|\/)(vbaProject\.bin$|macrosheets\/)/i;
const MACRO_TYPES = /macroEnabled|vbaProject|macrosheet/i;
/** How files of Excel 97 begin, and those with a password around the newer ones (MS-CFB 2.2). */
const COMPOUND_FILE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** The stream of a compound file that holds an encrypted workbook (MS-OFFCRYPTO 2.3.4.4). */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');

type Parts = ReadonlyMap<string, Buffer>;

/**
 * The sheets of an `.xlsx` workbook. What the file is shows in its content, never in its name or its claimed type.
 * @throws UnsupportedFileError
 */
export async function readWorkbook(file: Buffer): Promise<Sheet[]> {
  if (file.subarray(0, COMPOUND_FILE.length).equals(COMPOUND_FILE)) {
    throw new UnsupportedFileError(file.includes(ENCRYPTED) ? 'WORKBOOK_ENCRYPTED' : 'WORKBOOK_TOO_OLD');
  }
  const parts = await unpackArchive(file, MAX_UNPACKED_BYTES);
  if (!PARTS.every((part) => parts.has(part))) throw new UnsupportedFileError('NOT_A_WORKBOOK');
  if (hasMacros(parts)) throw new UnsupportedFileError('WORKBOOK_WITH_MACROS');
  const marks = sheetMarks(parts);
  if (marks.some(({ extent }) => extent > MOST_CELLS)) throw new UnsupportedFileError('TOO_LARGE_INSIDE');
  const values = await valuesOf(file);
  if (values.length !== marks.length) throw new UnsupportedFileError('NOT_A_WORKBOOK');
  return values.map(({ name, rows }, at) => {
    const { formulas, merged } = marks[at]!;
    return { name, rows, formulas, merged };
  });
}

function hasMacros(parts: Parts): boolean {
  return (
    [...parts.keys()].some((part) => MACRO_PARTS.test(part)) || MACRO_TYPES.test(parts.get(TYPES)!.toString('utf8'))
  );
}

async function valuesOf(file: Buffer): Promise<Pick<Sheet, 'name' | 'rows'>[]> {
  try {
    // This reader goes by the directory that was unpacked; the one for streams would also unpack what it does not list.
    const sheets = await readWorkbookFile(new Uint8Array(file).buffer);
    return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data as Cell[][] }));
  } catch {
    // The archive was whole: it is the XML in it that no reader understands.
    throw new UnsupportedFileError('NOT_A_WORKBOOK');
  }
}

/** The marks of each sheet, in the order of the workbook. */
function sheetMarks(parts: Parts): SheetMarks[] {
  const targets = new Map(
    tagsOf(parts, 'xl/_rels/workbook.xml.rels', 'Relationship').map((tag) => [
      attribute(tag, 'Id'),
      attribute(tag, 'Target'),
    ]),
  );
  return tagsOf(parts, 'xl/workbook.xml', 'sheet').map((tag) => {
    const target = targets.get(attribute(tag, 'id')) ?? '';
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
    return marksOf(parts.get(path)?.toString('utf8') ?? '');
  });
}

/** The attributes of each tag of that name. */
function tagsOf(parts: Parts, part: string, tag: string): string[] {
  const xml = parts.get(part)?.toString('utf8') ?? '';
  return [...xml.matchAll(new RegExp(`<(?:\\w+:)?${tag}\\s([^>]*)`, 'g'))].map(([, attributes]) => attributes!);
}
