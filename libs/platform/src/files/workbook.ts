import readWorkbookFile from 'read-excel-file/universal';
import { inspectArchive } from './archive.js';
import { UnsupportedFileError } from './errors.js';

/** A cell as it was typed; a date is midnight UTC of its day. */
export type Cell = string | number | boolean | Date | null;

/** A sheet of a workbook, row by row from the first one. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
}

/** A few thousand rows unpack to a few MiB. */
const MAX_UNPACKED_BYTES = 32 * 1024 * 1024;
const PARTS = ['[Content_Types].xml', 'xl/workbook.xml'];

/**
 * The sheets of an `.xlsx` workbook. What the file is shows in its content, never in its name or its claimed type.
 * @throws UnsupportedFileError
 */
export async function readWorkbook(file: Buffer): Promise<Sheet[]> {
  const names = await inspectArchive(file, MAX_UNPACKED_BYTES);
  if (!PARTS.every((part) => names.includes(part))) throw new UnsupportedFileError('NOT_A_WORKBOOK');
  try {
    // This reader goes by the directory that was inspected; the one for streams would also unpack what it does not list.
    const sheets = await readWorkbookFile(new Uint8Array(file).buffer);
    return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data as Cell[][] }));
  } catch {
    // The archive was whole: it is the XML in it that no reader understands.
    throw new UnsupportedFileError('NOT_A_WORKBOOK');
  }
}
