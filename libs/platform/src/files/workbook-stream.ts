import { Readable } from 'node:stream';
import { ALLIANCE_ZONE, localDate, startOfDay } from '#kernel';
import { ZipFile } from 'yazl';

/** A cell; an instant shows as the time of the alliance. */
export type StreamedCell = string | number | Date | null;

export interface StreamedSheet {
  readonly name: string;
  /** Heading of each column, and its width in characters. */
  readonly columns: readonly (readonly [heading: string, width: number])[];
  readonly rows: AsyncIterable<readonly (readonly StreamedCell[])[]>;
}

/** Styles by their place in {@link STYLES}. */
const Style = { PLAIN: 0, HEADING: 1, MOMENT: 2, DISARMED: 3 } as const;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf quotePrefix="1"/></cellXfs></styleSheet>`;
const CONTENT_TYPES = `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`;
const ROOT = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONSHIPS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;
const PARTS = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONSHIPS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${RELATIONSHIPS}/styles" Target="styles.xml"/></Relationships>`;

/** Rows written before others have their turn: each takes a while, and is packed before the next ones are written. */
const AT_ONCE = 100;

/**
 * An `.xlsx` workbook of one sheet while its rows are being read: whoever takes it slowly is waited for, and no more than
 * a batch of rows is ever kept. Texts are texts, whatever they begin with: Excel computes none of them, not even edited.
 */
export function streamWorkbook(sheet: StreamedSheet): Readable {
  const zip = new ZipFile();
  const parts = {
    '[Content_Types].xml': CONTENT_TYPES,
    '_rels/.rels': ROOT,
    'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}"><sheets><sheet name="${escaped(sheet.name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': PARTS,
    'xl/styles.xml': STYLES,
  };
  for (const [name, xml] of Object.entries(parts)) zip.addBuffer(Buffer.from(xml), name);
  const rows = Readable.from(sheetXml(sheet), { objectMode: false });
  zip.addReadStream(rows, 'xl/worksheets/sheet1.xml');
  zip.end();
  const file = zip.outputStream as Readable;
  zip.on('error', (error: Error) => file.destroy(error));
  rows.on('error', (error) => file.destroy(error));
  file.on('close', () => rows.destroy());
  return file;
}

async function* sheetXml({ columns, rows }: StreamedSheet): AsyncGenerator<string> {
  const widths = columns.map(
    ([, width], at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  const headings = columns.map(([heading], at) => textCell(`${columnName(at)}1`, heading, Style.HEADING)).join('');
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData><row r="1">${headings}</row>`;
  let line = 1;
  for await (const batch of rows) {
    for (let from = 0; from < batch.length; from += AT_ONCE) {
      const some = batch.slice(from, from + AT_ONCE);
      yield some.map((cells) => rowXml(cells, ++line)).join('');
    }
  }
  yield '</sheetData></worksheet>';
}

const rowXml = (cells: readonly StreamedCell[], line: number): string =>
  `<row r="${line}">${cells.map((value, at) => cellXml(`${columnName(at)}${line}`, value)).join('')}</row>`;

function cellXml(place: string, value: StreamedCell): string {
  if (value === null || value === '') return '';
  if (typeof value === 'number') return `<c r="${place}"><v>${value}</v></c>`;
  if (value instanceof Date) return `<c r="${place}" s="${Style.MOMENT}"><v>${serialOf(value)}</v></c>`;
  return textCell(place, value, /^[=+\-@\t\r]/.test(value) ? Style.DISARMED : Style.PLAIN);
}

const textCell = (place: string, text: string, style: number): string =>
  `<c r="${place}" t="inlineStr" s="${style}"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;

/** A, B … Z, AA, AB … */
const columnName = (at: number): string =>
  (at >= 26 ? columnName(Math.floor(at / 26) - 1) : '') + String.fromCodePoint(65 + (at % 26));

/** Days since 30 December 1899, as workbooks count them. */
function serialOf(instant: Date): number {
  const day = localDate(instant, ALLIANCE_ZONE);
  const [sinceMidnight, midnight] = [+instant - +startOfDay(day, ALLIANCE_ZONE), Date.parse(`${day}T00:00:00Z`)];
  return (midnight + sinceMidnight) / 86_400_000 + 25_569;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Without the control characters that XML cannot hold. */
const escaped = (text: string): string =>
  text.replaceAll(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu, '').replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign]!);
