import { fileTypeFromBuffer } from 'file-type';
import { UnsupportedFileError } from './errors.js';
import { checkJpeg, checkPng } from './image-structure.js';
import { checkPdf, type PartReader } from './pdf-structure.js';
import { readWorkbook } from './workbook.js';

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What may be kept, with the ends that names of such files have; the first one is given to a name that has none. */
export const CONTENT_TYPES = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  [XLSX_TYPE]: ['xlsx'],
} as const satisfies Record<string, readonly string[]>;
export type ContentType = keyof typeof CONTENT_TYPES;

/** Says what a file is by its content, or refuses it. */
export type ContentCheck = (read: PartReader, size: number) => Promise<ContentType>;

/** As much as the signatures of all types take. */
const HEAD_BYTES = 4_100;

/**
 * What a document is: neither its name nor its claimed type is asked.
 * @throws UnsupportedFileError for other types, for a PDF that is encrypted, and for what is damaged or cut off
 */
export async function checkContent(read: PartReader, size: number): Promise<ContentType> {
  const found = await fileTypeFromBuffer(await read(0, HEAD_BYTES));
  const type = found?.mime;
  if (!isDocumentType(type)) throw new UnsupportedFileError('TYPE_NOT_ALLOWED');
  await STRUCTURE[type](read, size);
  return type;
}

/** Whether it is a workbook that can be read. @throws UnsupportedFileError */
export async function checkWorkbook(read: PartReader, size: number): Promise<ContentType> {
  await readWorkbook(await read(0, size));
  return XLSX_TYPE;
}

type DocumentType = Exclude<ContentType, typeof XLSX_TYPE>;

/** Whether all of it is there. */
const STRUCTURE: Readonly<Record<DocumentType, (read: PartReader, size: number) => Promise<void>>> = {
  'application/pdf': checkPdf,
  'image/jpeg': checkJpeg,
  'image/png': checkPng,
};

function isDocumentType(type: string | undefined): type is DocumentType {
  return type !== undefined && Object.hasOwn(STRUCTURE, type);
}
