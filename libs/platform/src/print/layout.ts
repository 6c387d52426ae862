import type { Content, ContentText, CustomTableLayout, Style, TableCell } from 'pdfmake/interfaces.js';
import { runsOf } from './fonts.js';

/** Lengths are points (1/72 inch). Between the margins of an A4 page lie 499, of an A3 page that lies on its side 1094. */
const PAGE_WIDTH = 499;
const WALL_WIDTH = 1094;
const PADDING = 4;
const RULE = 0.7;
const LABEL_WIDTH = 96;
/** Of a bold character of the usual size. */
const CHARACTER_WIDTH = 11;
const RULE_COLOR = '#444444';
const RULED = 'ruled';
const TITLED = 'titled';
const HEADING = { fontSize: 12.5, bold: true } as const;

/** `titled`: the first row is a title without a rule above it. */
const ruledWith = (padding: number, { titled = false } = {}): CustomTableLayout => ({
  hLineWidth: (index) => (titled && index === 0 ? 0 : RULE),
  vLineWidth: () => RULE,
  hLineColor: () => RULE_COLOR,
  vLineColor: () => RULE_COLOR,
  paddingLeft: () => PADDING,
  paddingRight: () => PADDING,
  paddingTop: () => padding,
  paddingBottom: () => padding,
});

/** Of tables, by name: prints go to another thread, where no function can follow. */
export const LAYOUTS = layoutsWith(PADDING);
/** The same names, for prints that have to be laid out closer. */
export const CLOSE_LAYOUTS = layoutsWith(PADDING / 2);

function layoutsWith(padding: number): Readonly<Record<string, CustomTableLayout>> {
  return { [RULED]: ruledWith(padding), [TITLED]: ruledWith(padding, { titled: true }) };
}

/** A part of a print, as pdfmake takes it. */
export type PrintContent = Content;

/** Stands where a hand is to write. */
export const BLANK = '＿＿＿＿＿＿';

/** A paragraph. Every text of a print goes through here, so that rare characters find their face. */
export function text(words: string, style: Style = {}): ContentText {
  return { text: runsOf(words), ...style };
}

export function title(words: string, under?: string): Content {
  return [
    text(words, { fontSize: 18, bold: true, alignment: 'center', margin: [0, 0, 0, 4] }),
    ...(under ? [text(under, { alignment: 'center', color: '#555555', margin: [0, 0, 0, 4] })] : []),
  ];
}

/** Label and value; the value of a row that matters is printed large. */
export interface FormRow {
  readonly label: string;
  readonly value: string | null;
  /** At least so high: room to write by hand. */
  readonly height?: number;
  readonly large?: boolean;
}

/** What a row that is filled in by hand keeps of its height, however close the rest is laid out. */
const ROOM_BY_HAND = 0.4;

/** A ruled form: a label and its value a row. A value that is too long for the page goes on in the same row on the next. */
export function form(rows: readonly FormRow[]): Content {
  return ruled({
    widths: [LABEL_WIDTH, null],
    heights: rows.map(({ height }) => height ?? 18),
    body: rows.map(({ label, value, height, large }) => [
      // On one line with a value that is larger.
      text(label, { bold: true, ...(large && { margin: [0, 4, 0, 0] }) }),
      value === null
        ? text('', { margin: [0, 0, 0, (height ?? 0) * ROOM_BY_HAND] })
        : text(value, large ? { fontSize: 15, bold: true } : {}),
    ]),
  });
}

/** `characters`: how many the value has at most; without it, it gets its share of what the others leave. */
export type Field = readonly [label: string, value: string | null, characters?: number];

/** Short fields side by side: label, value, label, value … */
export function fields(...lines: readonly (readonly Field[])[]): Content[] {
  return lines.map((line) =>
    ruled({
      widths: line.flatMap(([label, , characters]) => [
        widthOf(label.length),
        characters === undefined ? null : widthOf(characters),
      ]),
      body: [line.flatMap(([label, value]) => [text(label, { bold: true }), text(value ?? '')])],
    }),
  );
}

const widthOf = (characters: number): number => characters * CHARACTER_WIDTH + 2 * PADDING;

/** A column of a table: its heading, and how wide it is compared with the others. */
export type Column = readonly [heading: string, share: number];

/**
 * A table under its title; where it goes on over further pages, each repeats title and headings. `size` of letters, and how far
 * it reaches `across` where that is not the whole page, in points.
 */
export function table(
  words: string,
  columns: readonly Column[],
  rows: readonly (readonly (string | null)[])[],
  { size, across }: { readonly size?: number; readonly across?: number } = {},
): Content {
  const whole = columns.reduce((sum, [, share]) => sum + share, 0);
  const width = (across ?? PAGE_WIDTH) - (columns.length + 1) * RULE;
  const border: [boolean, boolean, boolean, boolean] = [false, false, false, true];
  const titleCell = { ...text(words, { ...HEADING, margin: [-PADDING, 8, 0, 0] }), colSpan: columns.length, border };
  const drawn = ruled({
    ...(across !== undefined && { across }),
    headerRows: 2,
    titled: true,
    widths: columns.map(([, share]) => (width * share) / whole),
    body: [
      [titleCell, ...columns.slice(1).map((): TableCell => ({ text: '', border }))],
      columns.map(([name]) => text(name, { bold: true, ...(size !== undefined && { fontSize: size }) })),
      ...rows.map((row) => row.map((cell) => text(cell ?? '', { fontSize: size ?? 9.5 }))),
    ],
  });
  return across === undefined ? drawn : ({ ...(drawn as object), width: across } as Content);
}

/** A table across a sheet for the wall (A3 on its side), its columns equally wide; no row is torn apart. */
export function wallTable(headings: readonly string[], rows: readonly (readonly Content[])[]): Content {
  return ruled({
    across: WALL_WIDTH,
    headerRows: 1,
    widths: headings.map(() => null),
    body: [
      headings.map((words) => text(words, { bold: true, alignment: 'center' })),
      ...rows.map((cells) => [...(cells as readonly TableCell[])]),
    ],
  });
}

/** Lines at the right margin that belong together: who signs, from where, when. */
export function signatures(...lines: readonly string[]): Content {
  return {
    unbreakable: true,
    margin: [0, 14, 0, 0],
    stack: lines.map((line) => text(line, { alignment: 'right', margin: [0, 3, 0, 3] })),
  };
}

/** Points, one a line. */
export function points(...words: readonly string[]): Content {
  return { ul: words.map((one) => text(one, { margin: [0, 2, 0, 2] })) };
}

export function heading(words: string): Content {
  return text(words, { ...HEADING, margin: [0, 12, 0, 4] });
}

interface Ruled {
  /** Padding included; columns without a width share what is left. */
  readonly widths: readonly (number | null)[];
  /** Of the whole table; that of an A4 page where it is left out. */
  readonly across?: number;
  /** Whether its first row is a title without a rule above it. */
  readonly titled?: boolean;
  readonly heights?: readonly number[];
  readonly headerRows?: number;
  readonly body: readonly (readonly TableCell[])[];
}

function ruled({ widths, across = PAGE_WIDTH, titled, heights, headerRows, body }: Ruled): Content {
  return {
    // Neighbouring tables share a rule.
    margin: [0, 0, 0, -RULE],
    table: {
      widths: columnWidths(widths, across),
      ...(heights && { heights: [...heights] }),
      // A row of a list is read as one; a form's field may be longer than a page.
      ...(headerRows !== undefined && { headerRows, keepWithHeaderRows: 1, dontBreakRows: true }),
      body: body.map((row) => [...row]),
    },
    layout: titled ? TITLED : RULED,
  };
}

/** Every column gets a width in points: only then are words that are wider than their column broken. */
function columnWidths(widths: readonly (number | null)[], across: number): number[] {
  const taken = widths.reduce<number>((sum, width) => sum + (width ?? 0), (widths.length + 1) * RULE);
  const share = (across - taken) / widths.filter((width) => width === null).length;
  return widths.map((width) => (width ?? share) - 2 * PADDING);
}
