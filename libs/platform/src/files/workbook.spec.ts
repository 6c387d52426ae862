import { buffer } from 'node:stream/consumers';
import { code, day, optional, readTable, required, yesNo, yuan, type Cents } from '#kernel';
import { ZipFile } from 'yazl';
import { unpackArchive } from './archive.js';
import { tableSheet } from './table-sheet.js';
import { GridLook, type GridSheet } from './grid-sheet.js';
import { streamWorkbook } from './workbook-stream.js';
import { readWorkbook } from './workbook.js';

const ITEMS = {
  name: '收费 & 项目',
  columns: {
    code: required('编码', code(/^\d{3,}$/), { hint: '三位数字', example: '001' }),
    price: required('单价', yuan(), { hint: '元', example: '12.50' }),
    active: required('启用', yesNo(), { hint: '', example: '是' }),
    until: optional('止', day(), { hint: '', example: '2026-12-31' }),
  },
  key: ({ code: itemCode }: { code: string }) => itemCode,
};
const ROWS = [
  { code: '001', price: 1_250 as Cents, active: true, until: '2026-12-31' },
  { code: '002', price: 5 as Cents, active: false, until: null },
];

const MAIN = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A workbook of one sheet, written part by part, as programs do that give every name a prefix. */
function workbook(sheet: string, more: Readonly<Record<string, string>> = {}): Promise<Buffer> {
  const parts = {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<x:workbook ${MAIN} xmlns:r="${RELATIONS}"><x:sheets><x:sheet name="一" sheetId="1" r:id="rId7"/></x:sheets></x:workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id='rId7' Type="${RELATIONS}/worksheet" Target="/xl/worksheets/a.xml"/></Relationships>`,
    'xl/worksheets/a.xml': sheet,
    ...more,
  };
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  return buffer(zip.outputStream);
}
const worksheet = (data: string, more = ''): string =>
  `<x:worksheet ${MAIN}><x:sheetData>${data}</x:sheetData>${more}</x:worksheet>`;
const refusalOf = async (file: Buffer): Promise<string> => {
  const error: { rule?: string } = await readWorkbook(file).then(
    () => ({}),
    (refused: { rule: string }) => refused,
  );
  return error.rule ?? 'read';
};

describe('a table in a workbook', () => {
  test('is read as it was written, sheet by sheet', async () => {
    const file = await buffer(streamWorkbook(tableSheet(ITEMS, ROWS), tableSheet({ ...ITEMS, name: '二' }, [])));
    const sheets = await readWorkbook(file);
    expect(sheets.map(({ name }) => name)).toEqual(['收费 & 项目', '二']);
    expect(readTable(sheets[0]!, ITEMS)).toEqual({
      rows: ROWS.map((values, at) => ({ row: at + 2, values })),
      refused: [],
      problems: [],
      absent: [],
    });
  });

  test('may have charts of its columns, and is read as before', async () => {
    const charts = ['line', 'bar'].map((kind) => ({
      title: '单价 & 月份',
      kind: kind as 'line' | 'bar',
      rows: 2,
      names: 0,
      values: [1],
    }));
    const file = await buffer(streamWorkbook({ ...tableSheet(ITEMS, ROWS), charts }));
    expect((await readWorkbook(file))[0]!.rows).toHaveLength(3);
    const parts = await unpackArchive(file, 1_000_000);
    const textOf = (path: string): string => parts.get(path)!.toString();
    expect(textOf('xl/worksheets/sheet1.xml')).toContain('<drawing r:id="rId1"/></worksheet>');
    expect(textOf('xl/worksheets/_rels/sheet1.xml.rels')).toContain('Target="../drawings/drawing1.xml"');
    expect(textOf('xl/drawings/_rels/drawing1.xml.rels')).toContain('Target="../charts/chart1-2.xml"');
    expect(textOf('xl/charts/chart1-1.xml')).toContain(`<c:f>'收费 &amp; 项目'!$B$2:$B$3</c:f>`);
    expect(textOf('xl/charts/chart1-2.xml')).toContain('<a:t>单价 &amp; 月份</a:t>');
    const listed = textOf('[Content_Types].xml');
    const drawn = [...parts.keys()].filter((path) => /drawings\/d|charts/.test(path));
    expect(drawn.filter((path) => !listed.includes(`PartName="/${path}"`))).toEqual([]);
  });

  test('may stand beside a grid, whose heads are on every page and whose cells all have a border', async () => {
    const grid: GridSheet = {
      name: `三月 '甲' & 乙`,
      paper: 'A3',
      widths: [12, 6],
      fixed: { rows: 1, columns: 1 },
      grid: [
        { height: 30, cells: [{ text: '标题', look: GridLook.TITLE }] },
        {
          height: 20,
          cells: [
            { text: '=1+1', look: GridLook.SIDE },
            { text: '', look: GridLook.CELL_OFF },
          ],
        },
      ],
      merged: [{ row: 0, column: 0, rows: 1, columns: 2 }],
    };
    const file = await buffer(streamWorkbook(tableSheet(ITEMS, ROWS), grid));
    const parts = await unpackArchive(file, 1_000_000);
    const textOf = (path: string): string => parts.get(path)!.toString();
    const drawn = textOf('xl/worksheets/sheet2.xml');
    expect(drawn).toContain('<pageSetup paperSize="8" orientation="landscape" fitToWidth="1" fitToHeight="0"/>');
    expect(drawn).toContain('<mergeCell ref="A1:B1"/>');
    expect(drawn).toContain('topLeftCell="B2"');
    expect(drawn).toContain(`<c r="B2" s="${GridLook.CELL_OFF}"/>`);
    expect(drawn).not.toContain('<f>');
    const always = `'三月 ''甲'' &amp; 乙'!$A:$A,'三月 ''甲'' &amp; 乙'!$1:$1`;
    expect(textOf('xl/workbook.xml')).toContain(
      `<definedName name="_xlnm.Print_Titles" localSheetId="1">${always}</definedName>`,
    );
    const styles = Number(/<cellXfs count="(\d+)"/.exec(textOf('xl/styles.xml'))![1]);
    expect(Math.max(...Object.values(GridLook))).toBeLessThan(styles);
    const [list, wall] = await readWorkbook(file);
    expect(readTable(list!, ITEMS).rows).toHaveLength(ROWS.length);
    expect(wall!.rows[1]![0]).toBe('=1+1');
  });

  test('without rows shows an example, which says nothing when it comes back', async () => {
    const [sheet] = await readWorkbook(await buffer(streamWorkbook(tableSheet(ITEMS, []))));
    expect(sheet!.rows).toEqual([
      ['编码*', '单价*', '启用*', '止'],
      ['示例：001', '12.50', '是', '2026-12-31'],
    ]);
    expect(readTable(sheet!, ITEMS)).toEqual({ rows: [], refused: [], problems: [], absent: [] });
  });
});

describe('the cells of a workbook', () => {
  test('are marked where they are computed, and where several are one', async () => {
    const row = `<x:row r="2"><x:c r="A2"><x:f>1+1</x:f><x:v>2</x:v></x:c><x:c r="B2"><x:v>3</x:v></x:c><x:c r="C2"><x:f t="shared" si="0"/><x:v>4</x:v></x:c></x:row>`;
    const merges = '<x:mergeCells count="1"><x:mergeCell ref="A3:B5"/></x:mergeCells>';
    const [sheet] = await readWorkbook(await workbook(worksheet(row, merges)));
    expect([...sheet!.formulas]).toEqual(['1:0', '1:2']);
    expect(sheet!.merged).toEqual([{ fromRow: 2, toRow: 4, fromColumn: 0, toColumn: 1 }]);
  });
});

describe('what is refused', () => {
  const compound = (content: string): Buffer =>
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504), Buffer.from(content, 'utf16le')]);

  test('is a workbook with a password, one of old, and one with macros', async () => {
    expect(await refusalOf(compound('EncryptedPackage'))).toBe('WORKBOOK_ENCRYPTED');
    expect(await refusalOf(compound('Workbook'))).toBe('WORKBOOK_TOO_OLD');
  });

  test.each([
    ['xl/vbaProject.bin', 'x'],
    ['xl/VBAProject.BIN', 'x'],
    ['xl/macrosheets/sheet1.xml', '<x/>'],
    [
      '[Content_Types].xml',
      '<Types><Override PartName="/xl/a.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
    ],
  ])('is one with macros in %s', async (part, content) => {
    expect(await refusalOf(await workbook(worksheet(''), { [part]: content }))).toBe('WORKBOOK_WITH_MACROS');
  });

  test('is one in which a byte has changed, though it can still be unpacked', async () => {
    const zip = new ZipFile();
    const parts = await unpackArchive(await workbook(worksheet('<x:row r="1"/>')), 1_000_000);
    for (const [name, content] of parts) zip.addBuffer(content, name, { compress: false });
    zip.end();
    const file = await buffer(zip.outputStream);
    expect(await refusalOf(file)).toBe('read');
    const at = file.indexOf('<x:row r="1"/>') + '<x:row r="'.length;
    expect(await refusalOf(file.fill('2', at, at + 1))).toBe('NOT_A_WORKBOOK');
  });

  test('is a sheet that reaches further than anybody fills in', async () => {
    const far = '<x:row r="1048576"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>';
    expect(await refusalOf(await workbook(worksheet(far)))).toBe('TOO_LARGE_INSIDE');
  });

  test('is XML that breaks off', async () => {
    expect(await refusalOf(await workbook(`<x:worksheet ${MAIN}><x:sheetData><x:row`))).toBe('NOT_A_WORKBOOK');
  });
});
