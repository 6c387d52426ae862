import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A PDF as a reader sees it. */
export interface SeenPdf {
  /** The text of each page, without the blanks that a layout puts in. */
  readonly pages: readonly string[];
  /** Names of its fonts, and whether the file brings them. */
  readonly fonts: readonly { readonly name: string; readonly embedded: boolean }[];
  /** Size of the first page in millimetres. */
  readonly size: readonly [width: number, height: number];
}

interface FontObject {
  readonly name: string;
  readonly missingFile: boolean;
}

export async function readPdf(file: Buffer): Promise<SeenPdf> {
  const task = getDocument({ data: new Uint8Array(file), verbosity: 0 });
  const document = await task.promise;
  const pages: string[] = [];
  const fonts = new Map<string, boolean>();
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    await page.getOperatorList();
    const { items } = await page.getTextContent();
    pages.push(
      items
        .map((item) => ('str' in item ? item.str : ''))
        .join('')
        .replaceAll(/\s/g, ''),
    );
    for (const item of items) {
      if (!('fontName' in item)) continue;
      const { name, missingFile } = page.commonObjs.get(item.fontName) as FontObject;
      fonts.set(name, !missingFile);
    }
  }
  const [, , width, height] = (await document.getPage(1)).view;
  await task.destroy();
  return {
    pages,
    fonts: [...fonts].map(([name, embedded]) => ({ name, embedded })),
    size: [millimetres(width!), millimetres(height!)],
  };
}

const millimetres = (length: number): number => Math.round((length / 72) * 25.4);
