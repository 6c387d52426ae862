import type { Content } from 'pdfmake/interfaces.js';
import { text } from './layout.js';

/** One bar: what stands below it, how high it is, and what stands above it. */
export interface Bar {
  readonly label: string;
  /** Null where there is nothing to show. */
  readonly value: number | null;
  readonly shown: string;
  /** Drawn apart from the others. */
  readonly marked?: boolean;
}

const HEIGHT = 54;
/** Of the room that a bar has, how much it fills. */
const FILLED = 0.62;
const COLOR = '#5b7fa6';
const MARKED = '#c0504d';

/** Bars side by side with their values and labels; `width` in points. */
export function barChart(words: string, bars: readonly Bar[], width: number): Content {
  const room = width / Math.max(1, bars.length);
  const row = (of: (bar: Bar) => string): Content => ({
    columnGap: 0,
    columns: bars.map((bar) => text(of(bar), { fontSize: 6.5, alignment: 'center', width: room } as object)),
  });
  const drawn: Content = {
    unbreakable: true,
    stack: [
      text(words, { bold: true, margin: [0, 8, 0, 2] }),
      row(({ shown }) => shown),
      { svg: barsSvg(bars, width), width },
      row(({ label }) => label),
    ],
  };
  return { ...drawn, width } as Content;
}

/** Contents side by side; several of one column stand one below the other, in the room that is left. */
export function beside(...contents: readonly (Content | readonly Content[])[]): Content {
  const columns = contents.map((one) => (Array.isArray(one) ? { stack: [...one], width: '*' } : one));
  return { columns, columnGap: 19 } as Content;
}

function barsSvg(bars: readonly Bar[], width: number): string {
  const highest = Math.max(...bars.map(({ value }) => value ?? 0), Number.MIN_VALUE);
  const room = width / Math.max(1, bars.length);
  const drawn = bars.map(({ value, marked }, at) => {
    const height = (Math.max(0, value ?? 0) / highest) * HEIGHT;
    return `<rect x="${(at + (1 - FILLED) / 2) * room}" y="${HEIGHT - height}" width="${room * FILLED}" height="${height}" fill="${marked ? MARKED : COLOR}"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${HEIGHT + 1}" width="${width}" height="${HEIGHT + 1}">${drawn.join('')}<line x1="0" y1="${HEIGHT + 0.5}" x2="${width}" y2="${HEIGHT + 0.5}" stroke="#444444" stroke-width="0.7"/></svg>`;
}
