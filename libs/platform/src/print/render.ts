import pdfmake from 'pdfmake';
import type { Content } from 'pdfmake/interfaces.js';
import { MAIN_FACE, faces } from './fonts.js';
import { CLOSE_LAYOUTS, LAYOUTS, text } from './layout.js';
import type { LabelPaper, Print } from './print.js';

const SIDES = 48;
const TOP = 56;
/** What header and footer need. */
const LEAST_TOP = 45;

/** How close together a print is laid out: the size of its letters, and how much of the room to write by hand is left. */
interface Density {
  readonly size: number;
  readonly room: number;
}

const FULL: Density = { size: 1, room: 1 };
/** What is tried until everything is on one page, down to letters of 7.5 points (六号). */
const CLOSER: readonly Density[] = [
  { size: 1, room: 0.4 },
  { size: 0.92, room: 0 },
  { size: 0.84, room: 0 },
  { size: 0.78, room: 0 },
  { size: 0.715, room: 0 },
];
/** More pages never become one. */
const MOST_PAGES_TO_FIT = 3;

/**
 * What the thread of prints does. Nothing is read but the fonts. A print that is a little too long for one page is laid
 * out closer; one that is far too long goes on over further pages in its full size.
 */
export async function render(print: Print): Promise<Uint8Array> {
  prepare();
  if (print.label) return labelOf(print, print.label);
  const full = await laidOut(print, FULL);
  if (full.pages === 1 || full.pages > MOST_PAGES_TO_FIT) return full.file;
  for (const density of CLOSER) {
    const { file, pages } = await laidOut(print, density);
    if (pages === 1) return file;
  }
  return full.file;
}

function labelOf({ title, body }: Print, { width, height, margin }: LabelPaper): Promise<Uint8Array> {
  pdfmake.setTableLayouts(CLOSE_LAYOUTS);
  const document = pdfmake.createPdf({
    pageSize: { width, height },
    pageMargins: margin,
    info: { title },
    language: 'zh-CN',
    defaultStyle: { font: MAIN_FACE, fontSize: 7, lineHeight: 1 },
    content: [...body],
  });
  return document.getBuffer();
}

async function laidOut(
  { title, number, imprint, body, forWall = false }: Print,
  density: Density,
): Promise<{ file: Uint8Array; pages: number }> {
  let counted = 0;
  const top = Math.max(LEAST_TOP, TOP * density.size);
  pdfmake.setTableLayouts(density.size < 1 ? CLOSE_LAYOUTS : LAYOUTS);
  const document = pdfmake.createPdf({
    pageSize: forWall ? 'A3' : 'A4',
    pageOrientation: forWall ? 'landscape' : 'portrait',
    pageMargins: [SIDES, top, SIDES, top],
    info: { title },
    language: 'zh-CN',
    defaultStyle: { font: MAIN_FACE, fontSize: 10.5 * density.size, lineHeight: 1.15 },
    header: (page: number) =>
      edge(page > 1 ? `（续页）${title}` : '', number ? `编号：${number}` : '', [SIDES, 28, SIDES, 0]),
    footer: (page: number, pages: number) => {
      counted = pages;
      return edge(imprint, `第 ${page} 页 / 共 ${pages} 页${page < pages ? '（转下页）' : ''}`, [SIDES, 20, SIDES, 0]);
    },
    content: [...(closer(body, density) as readonly Content[])],
  });
  return { file: await document.getBuffer(), pages: counted };
}

/** The same content with its own sizes, distances and heights in proportion; the layout writes into what it is given. */
function closer(content: unknown, density: Density): unknown {
  if (Array.isArray(content)) return content.map((part) => closer(part, density));
  if (typeof content !== 'object' || content === null) return content;
  return Object.fromEntries(
    Object.entries(content).map(([name, value]) => [name, scaled(name, value, density) ?? closer(value, density)]),
  );
}

/** Undefined for what has no size. */
function scaled(name: string, value: unknown, { size, room }: Density): unknown {
  if (name === 'fontSize') return (value as number) * size;
  if (name === 'margin') return (value as readonly number[]).map((length) => (length > 0 ? length * size : length));
  if (name === 'heights') return (value as readonly number[]).map((height) => height * room);
  return undefined;
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
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => paths.has(path));
}
