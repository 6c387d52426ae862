import { MAIN, XML } from './sheet-parts.js';

/** Styles of cells by their place in {@link STYLES}; from `GRID_TITLE` on those of grids, the `_OFF` ones of days without work. */
export const Style = {
  PLAIN: 0,
  HEADING: 1,
  MOMENT: 2,
  DISARMED: 3,
  TEXT: 4,
  GRID_TITLE: 5,
  GRID_HEAD: 6,
  GRID_HEAD_OFF: 7,
  GRID_CELL: 8,
  GRID_CELL_OFF: 9,
  GRID_SIDE: 10,
  GRID_NOTE: 11,
} as const;

const font = (size: number, more = ''): string => `<font>${more}<sz val="${size}"/><name val="等线"/></font>`;
const FONTS = [
  font(11),
  font(11, '<b/>'),
  font(16, '<b/>'),
  font(10, '<b/>'),
  font(9),
  `<font><sz val="9"/><color rgb="FF555555"/><name val="等线"/></font>`,
];
const filled = (colour: string): string =>
  `<fill><patternFill patternType="solid"><fgColor rgb="FF${colour}"/></patternFill></fill>`;
const FILLS = [
  '<fill><patternFill patternType="none"/></fill>',
  '<fill><patternFill patternType="gray125"/></fill>',
  filled('F2F2F2'),
  filled('FBE5E1'),
];
const side = (name: string): string => `<${name} style="thin"><color rgb="FF999999"/></${name}>`;
const BORDERS = ['<border/>', `<border>${['left', 'right', 'top', 'bottom'].map(side).join('')}</border>`];

/** In a grid every cell has its border, and what is too long goes on in the next line. */
const inGrid = (fontId: number, fillId: number, across: string, upright: string): string =>
  `<xf fontId="${fontId}" fillId="${fillId}" borderId="1" quotePrefix="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="${across}" vertical="${upright}" wrapText="1"/></xf>`;

const CELLS = [
  '<xf/>',
  '<xf fontId="1" applyFont="1"/>',
  '<xf numFmtId="164" applyNumberFormat="1"/>',
  '<xf quotePrefix="1"/>',
  '<xf numFmtId="49" applyNumberFormat="1"/>',
  '<xf fontId="2" quotePrefix="1" applyFont="1" applyAlignment="1"><alignment horizontal="center" vertical="center"/></xf>',
  inGrid(3, 2, 'center', 'center'),
  inGrid(3, 3, 'center', 'center'),
  inGrid(4, 0, 'left', 'top'),
  inGrid(4, 3, 'left', 'top'),
  inGrid(3, 0, 'left', 'center'),
  '<xf fontId="5" quotePrefix="1" applyFont="1"/>',
];

const all = (name: string, parts: readonly string[]): string =>
  `<${name} count="${parts.length}">${parts.join('')}</${name}>`;

export const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>${all('fonts', FONTS)}${all('fills', FILLS)}${all('borders', BORDERS)}<cellStyleXfs count="1"><xf/></cellStyleXfs>${all('cellXfs', CELLS)}</styleSheet>`;
