import pdfmake from 'pdfmake';
import type { Content } from 'pdfmake/interfaces.js';
import { MAIN_FACE, faces } from './fonts.js';
import { text } from './layout.js';

export const PDF_TYPE = 'application/pdf';

/** What is printed: the body flows over as many A4 pages as it needs. */
export interface Print {
  /** What the document is, for the heads of further pages and the reader's window; no personal data. */
  readonly title: string;
  /** Number of the record, at the top of each page. */
  readonly number: string | null;
  /** Who printed it and when, at the foot of each page. */
  readonly imprint: string;
  readonly body: readonly Content[];
}

const MARGINS: [number, number, number, number] = [48, 56, 48, 56];

/**
 * The print as a PDF with the characters of the embedded fonts that it needs. Nothing is read but the fonts.
 */
export function renderPrint({ title, number, imprint, body }: Print): Promise<Buffer> {
  prepare();
  const document = pdfmake.createPdf({
    pageSize: 'A4',
    pageMargins: MARGINS,
    info: { title },
    language: 'zh-CN',
    defaultStyle: { font: MAIN_FACE, fontSize: 10.5, lineHeight: 1.15 },
    header: (page: number) =>
      edge(page > 1 ? `（续页）${title}` : '', number ? `编号：${number}` : '', [48, 28, 48, 0]),
    footer: (page: number, pages: number) =>
      edge(imprint, `第 ${page} 页 / 共 ${pages} 页${page < pages ? '（转下页）' : ''}`, [48, 20, 48, 0]),
    content: [...body],
  });
  return document.getBuffer();
}

function edge(left: string, right: string, margin: [number, number, number, number]): Content {
  const small = { fontSize: 8.5, color: '#555555' };
  return { margin, columns: [text(left, small), text(right, { ...small, alignment: 'right' })] };
}

/** The library keeps fonts and policies for the process: no document opens an address, or a file but those of the fonts. */
function prepare(): void {
  const files = Object.entries(faces()).map(([name, { normal, bold }]) => [name, { normal, bold }] as const);
  const paths = new Set(files.flatMap(([, { normal, bold }]) => [normal, bold]));
  pdfmake.setFonts(Object.fromEntries(files));
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => paths.has(path));
}
