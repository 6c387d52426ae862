import { getDocumentProxy } from 'unpdf';

/** A PDF as a reader sees it. */
export interface SeenPdf {
  /** The text of each page, without the blanks that a layout puts in. */
  readonly pages: readonly string[];
  /** Where words of the first page stand that are printed in one go, in points above its lower edge. */
  readonly heights: ReadonlyMap<string, number>;
  /** Of the letters, in points. */
  readonly sizes: readonly number[];
  /** Names of its fonts, and whether the file brings them. */
  readonly fonts: readonly { readonly name: string; readonly embedded: boolean }[];
  /** Size of the first page in millimetres. */
  readonly size: readonly [width: number, height: number];
}

export async function readPdf(file: Buffer): Promise<SeenPdf> {
  const document = await getDocumentProxy(new Uint8Array(file), { verbosity: 0 });
  const pages: string[] = [];
  const heights = new Map<string, number>();
  const sizes = new Set<number>();
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const texts = items.filter((item) => 'str' in item);
    for (const { str, height } of texts) if (str.trim()) sizes.add(height);
    if (number === 1) for (const { str, transform } of texts) heights.set(str.trim(), (transform as number[])[5]!);
    pages.push(
      texts
        .map(({ str }) => str)
        .join('')
        .replaceAll(/\s/g, ''),
    );
  }
  const [, , width, height] = (await document.getPage(1)).view;
  await document.loadingTask.destroy();
  const descriptors = file.toString('latin1').matchAll(/<<[^<>]*\/FontName \/(\S+)[^<>]*>>/g);
  return {
    pages,
    heights,
    sizes: [...sizes],
    fonts: [...descriptors].map(([descriptor, name]) => ({ name: name!, embedded: descriptor.includes('/FontFile') })),
    size: [millimetres(width!), millimetres(height!)],
  };
}

const millimetres = (length: number): number => Math.round((length / 72) * 25.4);
