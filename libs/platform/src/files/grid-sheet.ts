import { MAIN, XML, columnName, textCell } from './sheet-parts.js';
import { Style } from './sheet-styles.js';

/** How a cell of a grid looks: on `OFF` days nobody works. */
export const GridLook = {
  TITLE: Style.GRID_TITLE,
  HEAD: Style.GRID_HEAD,
  HEAD_OFF: Style.GRID_HEAD_OFF,
  CELL: Style.GRID_CELL,
  CELL_OFF: Style.GRID_CELL_OFF,
  SIDE: Style.GRID_SIDE,
  NOTE: Style.GRID_NOTE,
} as const;
export type GridLook = (typeof GridLook)[keyof typeof GridLook];

export interface GridCell {
  readonly text: string;
  readonly look: GridLook;
}

export interface GridRow {
  /** In points. */
  readonly height: number;
  /** From the first column on. */
  readonly cells: readonly GridCell[];
}

/** Cells that are one, counted from 0. */
interface GridArea {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** A sheet that is looked at as a whole and hung up: small enough to be written at once. */
export interface GridSheet {
  readonly name: string;
  readonly paper: 'A3' | 'A4';
  /** Of each column, in characters. */
  readonly widths: readonly number[];
  /** Rows and columns that stay in view, and are printed on every page. */
  readonly fixed: { readonly rows: number; readonly columns: number };
  readonly grid: readonly GridRow[];
  readonly merged: readonly GridArea[];
}

const PAPERS = { A3: 8, A4: 9 } as const;

/** The part of the workbook that is the sheet. */
export function gridXml({ paper, widths, fixed, grid, merged }: GridSheet): string {
  const columns = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`);
  const corner = placeOf(fixed.rows, fixed.columns);
  return [
    `${XML}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`,
    `<sheetViews><sheetView workbookViewId="0" showGridLines="0"><pane xSplit="${fixed.columns}" ySplit="${fixed.rows}" topLeftCell="${corner}" activePane="bottomRight" state="frozen"/></sheetView></sheetViews>`,
    `<cols>${columns.join('')}</cols><sheetData>${grid.map(rowXml).join('')}</sheetData>`,
    merged.length > 0 ? `<mergeCells count="${merged.length}">${merged.map(mergeXml).join('')}</mergeCells>` : '',
    '<printOptions horizontalCentered="1"/><pageMargins left="0.3" right="0.3" top="0.4" bottom="0.4" header="0.2" footer="0.2"/>',
    `<pageSetup paperSize="${PAPERS[paper]}" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>`,
  ].join('');
}

/** What is printed on every page of the sheet, as the workbook names it. */
export const printedAlways = ({ name, fixed }: Pick<GridSheet, 'name' | 'fixed'>): string => {
  const sheet = `'${name.replaceAll("'", "''")}'`;
  return `${sheet}!$A:$${columnName(fixed.columns - 1)},${sheet}!$1:$${fixed.rows}`;
};

const placeOf = (row: number, column: number): string => `${columnName(column)}${row + 1}`;

const rowXml = ({ height, cells }: GridRow, row: number): string =>
  `<row r="${row + 1}" ht="${height}" customHeight="1">${cells.map(({ text, look }, at) => cellXml(placeOf(row, at), text, look)).join('')}</row>`;

/** An empty one has its border all the same. */
const cellXml = (place: string, text: string, look: GridLook): string =>
  text === '' ? `<c r="${place}" s="${look}"/>` : textCell(place, text, look);

const mergeXml = ({ row, column, rows, columns }: GridArea): string =>
  `<mergeCell ref="${placeOf(row, column)}:${placeOf(row + rows - 1, column + columns - 1)}"/>`;
