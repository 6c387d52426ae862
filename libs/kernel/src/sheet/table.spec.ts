import type { Cell } from './cell.js';
import type { Kind } from './kind.js';
import { day, timeOfDay, wholeNumber, yuan } from './quantities.js';
import { cellKey, optional, readTable, required, telling, type Sheet } from './table.js';
import { checked, choice, code, listOf, mobilePhone, text, yesNo } from './texts.js';

const said = <Value>(kind: Kind<Value>, cell: NonNullable<Cell>): unknown => {
  const reading = kind.read(cell);
  return 'value' in reading ? reading.value : `! ${reading.constraint}`;
};
const kinds = { code: code(/^[\w-]{1,32}$/), phone: mobilePhone(), title: choice({ SENIOR: '正高级', NONE: '无' }) };

describe('what a cell means', () => {
  test.each<[string, Kind<unknown>, NonNullable<Cell>, unknown]>([
    ['a code with zeros in front', kinds.code, '00123', '00123'],
    ['a code that Excel made a number', kinds.code, 123, '123'],
    ['a code in full width', kinds.code, '　Ａ１２－３ ', 'A12-3'],
    ['a code of more digits than Excel keeps', kinds.code, 430_123_199_001_010 * 1_000, '! NUMBER_NOT_EXACT'],
    ['half a code', kinds.code, 12.5, '! NUMBER_NOT_EXACT'],
    ['a code with a blank in it', kinds.code, 'A 1', '! matches'],
    ['a phone that Excel made a number', kinds.phone, 13_800_138_000, '13800138000'],
    ['a phone as it is spoken', kinds.phone, '+86 138-0013-8000', '13800138000'],
    ['a telephone of a desk', kinds.phone, '0571-8712345', '! MOBILE_PHONE'],
    ['a number with commas', wholeNumber(0, 9_999), '１,２34', 1_234],
    ['a number as a text', wholeNumber(0, 9), ' 7 ', 7],
    ['a number beyond the largest', wholeNumber(0, 9), 10, '! max'],
    ['half a number', wholeNumber(0, 9), 1.5, '! WHOLE_NUMBER'],
    ['an amount', yuan(), '￥1,280.5元', 128_050],
    ['an amount that is a number', yuan(), 12.3, 1_230],
    ['a fraction of a cent', yuan(), '1.005', '! AMOUNT'],
    ['a debt', yuan(), -1, '! min'],
    ['a date cell', day(), new Date('2026-03-05T00:00:00Z'), '2026-03-05'],
    ['a day in Chinese', day(), '2026年3月5日', '2026-03-05'],
    ['a day without signs', day(), 20_260_305, '2026-03-05'],
    ['a day that lost its format', day(), 46_086, '2026-03-05'],
    ['a day that does not exist', day(), '2026-02-29', '! DATE_UNREADABLE'],
    ['a time', timeOfDay(), '８：00', '08:00'],
    ['a time cell', timeOfDay(), new Date('1899-12-30T08:30:00Z'), '08:30'],
    ['a time that lost its format', timeOfDay(), 0.5, '12:00'],
    ['no time', timeOfDay(), '上午', '! TIME_UNREADABLE'],
    ['yes', yesNo(), '是', true],
    ['yes in a box', yesNo(), true, true],
    ['no', yesNo(), '无', false],
    ['perhaps', yesNo(), '可能', '! YES_OR_NO'],
    ['a label', kinds.title, ' 正 高级', 'SENIOR'],
    ['the code behind a label', kinds.title, 'senior', 'SENIOR'],
    ['another label', kinds.title, '院士', '! isIn'],
    ['a list', listOf(kinds.title), '正高级；无，正高级', ['SENIOR', 'NONE']],
    ['a list with a mistake', listOf(kinds.title), '正高级、院士', '! isIn'],
    ['a text with blanks around it', text(5), '\u00A0\u3000李四\u200B', '李四'],
    ['a text that is too long', text(2), '阿卜杜', '! maxLength'],
    ['a text with half a character', text(9), 'a\uD800', '! TEXT_NOT_STORABLE'],
    ['what breaks a rule more', checked(text(9), () => 'CHECK_DIGIT'), 'x', '! CHECK_DIGIT'],
  ])('%s', (_name, kind, cell, meaning) => {
    expect(said(kind, cell)).toEqual(meaning);
  });
});

const TABLE = {
  name: '人员',
  columns: {
    staffNo: required('工号', kinds.code, { hint: '', example: '001' }),
    name: required('姓名', text(20), { hint: '', example: '张三' }),
    phone: optional('电话', kinds.phone, { hint: '', example: '' }),
  },
  key: ({ staffNo }: { staffNo: string }) => staffNo,
};
const sheet = (rows: readonly (readonly Cell[])[], marks: Partial<Sheet> = {}): Sheet => ({
  name: '人员',
  rows,
  formulas: new Set(),
  merged: [],
  ...marks,
});
const HEADINGS = ['工号*', ' 姓 名＊', '备注', '电话'];
const problemsOf = (read: Sheet): string[] =>
  readTable(read, TABLE).problems.map(({ row, column, constraint }) => `${row} ${column ?? '-'} ${constraint}`);

describe('a sheet', () => {
  test('is read by its headings, below a title, without empty rows, examples and columns of its own', () => {
    const rows = [
      ['人员名单'],
      HEADINGS,
      ['示例：001', '张三'],
      ['007', '李四', '新'],
      [null, ' '],
      ['8', '王五', '', 13800138000],
    ];
    expect(readTable(sheet(rows), TABLE)).toEqual({
      rows: [
        { row: 4, values: { staffNo: '007', name: '李四', phone: null } },
        { row: 6, values: { staffNo: '8', name: '王五', phone: '13800138000' } },
      ],
      refused: [],
      problems: [],
      absent: [],
    });
  });

  test('tells all that is wrong with it', () => {
    const rows = [HEADINGS, ['1', null, '', '12'], ['2', '李四'], ['2', '李四'], ['a b', '王五']];
    const read = readTable(sheet(rows), TABLE);
    expect(problemsOf(sheet(rows))).toEqual([
      '2 姓名 isDefined',
      '2 电话 MOBILE_PHONE',
      '4 - ROW_TWICE',
      '5 工号 matches',
    ]);
    expect(read.refused).toEqual([
      { row: 2, values: { staffNo: '1' } },
      { row: 5, values: { name: '王五', phone: null } },
    ]);
  });

  test('says nothing by formulas and merged cells, as far as its columns go', () => {
    const rows = [HEADINGS, ['1', '李四', '=A1'], ['2', '王五'], ['3', '赵六']];
    const formulas = new Set([cellKey(1, 0), cellKey(1, 2)]);
    const merged = [
      { fromRow: 0, toRow: 0, fromColumn: 0, toColumn: 3 },
      { fromRow: 2, toRow: 3, fromColumn: 1, toColumn: 1 },
    ];
    expect(problemsOf(sheet(rows, { formulas, merged }))).toEqual(['2 工号 FORMULA', '3 姓名 MERGED_CELLS']);
  });

  test('lacks a column, which is told instead of everything below it', () => {
    expect(problemsOf(sheet([['工号', '电话'], ['1']]))).toEqual(['1 姓名 COLUMN_MISSING']);
    expect(problemsOf(sheet([]))).toEqual(['1 工号 COLUMN_MISSING', '1 姓名 COLUMN_MISSING']);
  });

  test('does without a column that need not be filled in, but not without one that tells what a row is about', () => {
    const narrow = readTable(
      sheet([
        ['工号', '姓名'],
        ['1', '李四'],
      ]),
      TABLE,
    );
    expect(narrow).toMatchObject({ rows: [{ values: { phone: null } }], problems: [], absent: ['phone'] });
    const ward = telling('科室', kinds.code, { hint: '', example: '' });
    const { problems } = readTable(sheet([HEADINGS, ['1', '李四']]), { ...TABLE, columns: { ...TABLE.columns, ward } });
    expect(problems).toEqual([{ sheet: '人员', row: 1, column: '科室', constraint: 'COLUMN_MISSING' }]);
  });
});
