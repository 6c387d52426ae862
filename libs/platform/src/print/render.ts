import pdfmake from 'pdfmake';
import type { Content } from 'pdfmake/interfaces.js';
import { MAIN_FACE, faces } from './fonts.js';
import { LAYOUTS, text } from './layout.js';
import type { Print } from './print.js';

const MARGINS: [number, number, number, number] = [48, 56, 48, 56];

/** What the thread of prints does. Nothing is read but the fonts. */
export async function render({ title, number, imprint, body }: Print): Promise<Uint8Array> {
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

/** The library keeps fonts and policies for the thread: no document opens an address, or a file but those of the fonts. */
function prepare(): void {
  const files = Object.entries(faces()).map(([name, { normal, bold }]) => [name, { normal, bold }] as const);
  const paths = new Set(files.flatMap(([, { normal, bold }]) => [normal, bold]));
  pdfmake.setFonts(Object.fromEntries(files));
  pdfmake.setTableLayouts(LAYOUTS);
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => paths.has(path));
}
