import { Readable } from 'node:stream';
import { ALLIANCE_ZONE, localDate, startOfDay } from '#kernel';
import { ZipFile } from 'yazl';
import { gridXml, printedAlways, type GridSheet } from './grid-sheet.js';
import { chartParts, chartTypes, type SheetChart } from './sheet-chart.js';
import { MAIN, RELATIONSHIPS, XML, columnName, escaped, textCell } from './sheet-parts.js';
import { STYLES, Style } from './sheet-styles.js';

/** A cell; an instant shows as the time of the alliance. */
export type StreamedCell = string | number | Date | null;

export interface StreamedSheet {
  readonly name: string;
  /** Heading of each column, and its width in characters. */
  readonly columns: readonly (readonly [heading: string, width: number, filling?: ColumnFilling])[];
  readonly rows: AsyncIterable<readonly (readonly StreamedCell[])[]>;
  /** Drawn beside the cells, one below the other. */
  readonly charts?: readonly SheetChart[];
}

/** A sheet that is streamed row by row, or one that is a grid. */
export type WorkbookSheet = StreamedSheet | GridSheet;

const isGrid = (sheet: WorkbookSheet): sheet is GridSheet => 'grid' in sheet;

/** What Excel does for whoever fills a column in. */
export interface ColumnFilling {
  /** Whether what is typed stays as it is: `001` is no number. */
  readonly asText: boolean;
  /** Shown beside a cell that is selected. */
  readonly prompt: string;
  /** What may be chosen from a list; something else may be typed all the same. */
  readonly choices: readonly string[];
}

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const ROOT = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONSHIPS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;
/** Printed on A4, as wide as the page and as long as it has to be. */
const PAGE =
  '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>';
/** Rows that a list of choices reaches over, and as much as Excel takes of one and of a prompt. */
const LAST_FILLED_ROW = 20_000;
const LONGEST_LIST = 255;
const LONGEST_PROMPT = 255;

/** Rows written before others have their turn: each takes a while, and is packed before the next ones are written. */
const AT_ONCE = 100;

/**
 * An `.xlsx` workbook while its rows are being read: whoever takes it slowly is waited for, and no more than a batch of
 * rows is ever kept. Texts are texts, whatever they begin with: Excel computes none of them, not even edited.
 */
export function streamWorkbook(...sheets: readonly WorkbookSheet[]): Readable {
  const zip = new ZipFile();
  for (const [name, xml] of Object.entries(partsOf(sheets))) zip.addBuffer(Buffer.from(xml), name);
  const contents = sheets.map((sheet) =>
    Readable.from(isGrid(sheet) ? [gridXml(sheet)] : sheetXml(sheet), { objectMode: false }),
  );
  contents.forEach((rows, at) => zip.addReadStream(rows, `xl/${sheetPath(at)}`));
  zip.end();
  const file = zip.outputStream as Readable;
  zip.on('error', (error: Error) => file.destroy(error));
  for (const rows of contents) rows.on('error', (error) => file.destroy(error));
  file.on('close', () => contents.forEach((rows) => rows.destroy()));
  return file;
}

/** Rows that are there already. */
export async function* atHand<Row>(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  yield rows;
}

const sheetPath = (at: number): string => `worksheets/sheet${at + 1}.xml`;

function partsOf(sheets: readonly WorkbookSheet[]): Record<string, string> {
  const all = (xml: (sheet: WorkbookSheet, at: number) => string): string => sheets.map(xml).join('');
  const charts = (sheet: WorkbookSheet): readonly SheetChart[] => (isGrid(sheet) ? [] : (sheet.charts ?? []));
  return {
    '[Content_Types].xml': `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>${all((_, at) => `<Override PartName="/xl/${sheetPath(at)}" ContentType="${TYPE}.worksheet+xml"/>`)}<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${all((sheet, at) => chartTypes(charts(sheet).length, at))}</Types>`,
    '_rels/.rels': ROOT,
    'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}"><sheets>${all(({ name }, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)}</sheets>${printedNames(sheets)}</workbook>`,
    'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships">${all((_, at) => `<Relationship Id="rId${at + 1}" Type="${RELATIONSHIPS}/worksheet" Target="${sheetPath(at)}"/>`)}<Relationship Id="styles" Type="${RELATIONSHIPS}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': STYLES,
    ...Object.fromEntries(
      sheets.flatMap((sheet, at) => {
        const headings = isGrid(sheet) ? [] : sheet.columns.map(([heading]) => escaped(heading));
        return [...chartParts(charts(sheet), { at, sheet: escaped(sheet.name), headings, escaped })];
      }),
    ),
  };
}

function printedNames(sheets: readonly WorkbookSheet[]): string {
  const names = sheets.map((sheet, at) =>
    isGrid(sheet)
      ? `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${escaped(printedAlways(sheet))}</definedName>`
      : '',
  );
  return names.some(Boolean) ? `<definedNames>${names.join('')}</definedNames>` : '';
}

async function* sheetXml({ columns, rows, charts = [] }: StreamedSheet): AsyncGenerator<string> {
  const widths = columns.map(([, width, filling], at) => {
    const style = filling?.asText ? ` style="${Style.TEXT}"` : '';
    return `<col min="${at + 1}" max="${at + 1}" width="${width}"${style} customWidth="1"/>`;
  });
  const headings = columns.map(([heading], at) => textCell(`${columnName(at)}1`, heading, Style.HEADING)).join('');
  yield `${XML}<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData><row r="1">${headings}</row>`;
  let line = 1;
  for await (const batch of rows) {
    for (let from = 0; from < batch.length; from += AT_ONCE) {
      const some = batch.slice(from, from + AT_ONCE);
      yield some.map((cells) => rowXml(cells, ++line)).join('');
    }
  }
  yield `</sheetData>${validations(columns)}${PAGE}${charts.length > 0 ? '<drawing r:id="rId1"/>' : ''}</worksheet>`;
}

/** Lists to choose from and prompts, which Excel calls validations. */
function validations(columns: StreamedSheet['columns']): string {
  const each = columns.flatMap(([heading, , filling], at) => (filling ? [validation(heading, filling, at)] : []));
  return each.length > 0 ? `<dataValidations count="${each.length}">${each.join('')}</dataValidations>` : '';
}

function validation(heading: string, { prompt, choices }: ColumnFilling, at: number): string {
  const list = choices.join(',');
  const offered = list !== '' && list.length <= LONGEST_LIST;
  const cells = `${columnName(at)}2:${columnName(at)}${LAST_FILLED_ROW}`;
  const shown = `showInputMessage="1" promptTitle="${escaped(heading)}" prompt="${escaped(prompt.slice(0, LONGEST_PROMPT))}"`;
  if (!offered) return `<dataValidation allowBlank="1" ${shown} sqref="${cells}"/>`;
  return `<dataValidation type="list" allowBlank="1" ${shown} sqref="${cells}"><formula1>"${escaped(list)}"</formula1></dataValidation>`;
}

const rowXml = (cells: readonly StreamedCell[], line: number): string =>
  `<row r="${line}">${cells.map((value, at) => cellXml(`${columnName(at)}${line}`, value)).join('')}</row>`;

function cellXml(place: string, value: StreamedCell): string {
  if (value === null || value === '') return '';
  if (typeof value === 'number') return `<c r="${place}"><v>${value}</v></c>`;
  if (value instanceof Date) return `<c r="${place}" s="${Style.MOMENT}"><v>${serialOf(value)}</v></c>`;
  return textCell(place, value, /^[=+\-@\t\r]/.test(value) ? Style.DISARMED : Style.PLAIN);
}

/** Days since 30 December 1899, as workbooks count them. */
function serialOf(instant: Date): number {
  const day = localDate(instant, ALLIANCE_ZONE);
  const [sinceMidnight, midnight] = [+instant - +startOfDay(day, ALLIANCE_ZONE), Date.parse(`${day}T00:00:00Z`)];
  return (midnight + sinceMidnight) / 86_400_000 + 25_569;
}
