import type { Cell } from '#kernel';
import { DutyFunction } from './duty-function.js';
import { resolveRoster, type Known } from './roster-import.js';
import { readRoster, type RosterRow } from './roster-sheet.js';
import { timesOf } from './shift-text.js';

const SHIFTS = [{ name: '夜班', fromTime: '18:00', toTime: '08:00' }];
const HEADINGS = ['日期', '科室', '班次/时间', '职能', '姓名', '工号', '电话', '备注'];
const ROW: Cell[] = ['2026-03-04', '心内科', '夜班', '值班医生', '张三', null, 13800138000, null];
const read = (...rows: Cell[][]) => readRoster([HEADINGS, ...rows], '2026-03', SHIFTS);
const problems = (...rows: Cell[][]) =>
  read(...rows).problems.map(({ row, column, constraint }) => [row, column, constraint]);
const rowWith = (column: number, cell: Cell): Cell[] => ROW.with(column, cell);

describe('the times of a shift', () => {
  test.each([
    ['夜班', '18:00', '08:00'],
    ['17:30-08:00', '17:30', '08:00'],
    ['8:00～17:30', '08:00', '17:30'],
    ['18：00至次日8：00', '18:00', '08:00'],
    ['00:00 — 24:00', '00:00', '24:00'],
  ])('%s', (text, fromTime, toTime) => {
    expect(timesOf(text, SHIFTS)).toMatchObject({ fromTime, toTime });
  });

  test.each(['', '大夜', '25:00-08:00', '24:00-08:00', '8-18', '08:00'])('%j are none', (text) => {
    expect(timesOf(text, SHIFTS)).toBeNull();
  });
});

describe('a row of a roster', () => {
  test('is read as it was meant', () => {
    expect(read(ROW).rows).toEqual([
      {
        row: 2,
        start: new Date('2026-03-04T18:00:00+08:00'),
        end: new Date('2026-03-05T08:00:00+08:00'),
        function: DutyFunction.DUTY_DOCTOR,
        department: '心内科',
        name: '张三',
        staffNo: '',
        phone: '13800138000',
        note: '',
      },
    ]);
  });

  test.each<[Cell]>([
    [new Date('2026-03-04T00:00:00Z')],
    ['2026/3/4'],
    ['2026年3月4日'],
    ['3月4日（周三）'],
    ['3.4'],
    ['4'],
    [4],
  ])('has its day as people write it: %s', (day) => {
    expect(read(rowWith(0, day)).rows[0]?.start).toEqual(new Date('2026-03-04T18:00:00+08:00'));
  });

  test('takes its day from the row above where cells were merged, and empty rows count for nothing', () => {
    const { rows } = read(ROW, [], rowWith(0, null).with(3, '二线'));
    expect(rows.map(({ row, start }) => [row, start.toISOString()])).toEqual([
      [2, '2026-03-04T10:00:00.000Z'],
      [4, '2026-03-04T10:00:00.000Z'],
    ]);
  });

  test.each<[string, number, Cell, unknown[]]>([
    ['no day', 0, '周三', [2, '日期', 'DATE_UNREADABLE']],
    ['a day that does not exist', 0, '2026-03-32', [2, '日期', 'DATE_UNREADABLE']],
    ['a day of another month', 0, '2026-04-01', [2, '日期', 'OUTSIDE_MONTH']],
    ['no shift', 2, '不知道', [2, '班次/时间', 'SHIFT_UNKNOWN']],
    ['no function', 3, '保安', [2, '职能', 'FUNCTION_UNKNOWN']],
  ])('with %s is named by row and column', (_name, column, cell, problem) => {
    expect(problems(rowWith(column, cell))).toEqual([problem]);
  });

  test('tells all that is wrong with it at once', () => {
    expect(problems(rowWith(0, 'x').with(2, 'x').with(3, 'x'))).toHaveLength(3);
  });
});

describe('a sheet', () => {
  test('may have a title, other headings of the same meaning, and its columns in any order', () => {
    const sheet = [
      ['心内科 2026年3月值班表'],
      ['值班人员', '岗位', '时间', '部门', '值班日期'],
      ['张三', '一线', '夜班', '心内科', 4],
    ];
    const { rows, problems: wrong } = readRoster(sheet, '2026-03', SHIFTS);
    expect(wrong).toEqual([]);
    expect(rows[0]).toMatchObject({ row: 3, name: '张三', function: DutyFunction.DUTY_DOCTOR });
  });

  test('without a column that is needed is refused by that column', () => {
    const { problems: wrong } = readRoster([HEADINGS.slice(0, 3)], '2026-03', SHIFTS);
    expect(wrong.map(({ column, constraint }) => [column, constraint])).toEqual([
      ['职能', 'COLUMN_MISSING'],
      ['姓名', 'COLUMN_MISSING'],
    ]);
  });

  test('with nothing in it lacks everything', () => {
    expect(readRoster([], '2026-03', SHIFTS).problems).toHaveLength(5);
  });
});

describe('whom a roster names', () => {
  const known: Known = {
    departments: [
      { id: 'cardiology', code: 'XNK', name: '心内科' },
      { id: 'surgery', code: 'PWK', name: '普外科' },
      { id: 'clinic-1', code: 'A', name: '门诊' },
      { id: 'clinic-2', code: 'B', name: '门诊' },
    ],
    colleagues: [
      { id: 'zhang-1', staffNo: '001', name: '张三', departmentId: 'cardiology' },
      { id: 'zhang-2', staffNo: '002', name: '张三', departmentId: 'surgery' },
      { id: 'li-1', staffNo: '003', name: '李四', departmentId: 'cardiology' },
      { id: 'li-2', staffNo: '004', name: '李四', departmentId: 'cardiology' },
    ],
  };
  const row = (more: Partial<RosterRow>): RosterRow => ({ ...read(ROW).rows[0]!, ...more });
  const resolve = (more: Partial<RosterRow>) => resolveRoster([row(more)], known);
  const problem = (more: Partial<RosterRow>) =>
    resolve(more).problems.map(({ column, constraint }) => [column, constraint]);

  test('is found by name and department, or by number', () => {
    expect(resolve({}).rows[0]?.draft).toMatchObject({ staffId: 'zhang-1', departmentId: 'cardiology' });
    expect(resolve({ department: 'PWK' }).rows[0]?.draft).toMatchObject({ staffId: 'zhang-2' });
    expect(resolve({ name: '', staffNo: '002' }).rows[0]?.draft).toMatchObject({ staffId: 'zhang-2' });
  });

  test('has the function for the institution, whichever office the roster names for it', () => {
    const { draft } = resolve({ function: DutyFunction.GENERAL_DUTY, department: '院办公室', staffNo: '001' }).rows[0]!;
    expect(draft.departmentId).toBeNull();
  });

  test.each<[string, Partial<RosterRow>, string[]]>([
    ['nobody', { name: '王五' }, ['姓名', 'STAFF_UNKNOWN']],
    ['two people', { name: '李四' }, ['姓名', 'STAFF_AMBIGUOUS']],
    ['somebody by the number of somebody else', { staffNo: '003' }, ['工号', 'STAFF_MISMATCH']],
    ['no name where somebody is needed', { name: '' }, ['姓名', 'STAFF_MISSING']],
    ['no department', { department: '牙科' }, ['科室', 'DEPARTMENT_UNKNOWN']],
    ['two departments', { department: '门诊', staffNo: '001' }, ['科室', 'DEPARTMENT_AMBIGUOUS']],
  ])('is refused as %s', (_name, more, expected) => {
    expect(problem(more)).toContainEqual(expected);
  });

  test('may be nobody for the telephone of a centre', () => {
    expect(resolve({ name: '', function: DutyFunction.CENTRE_PHONE }).rows[0]?.draft.staffId).toBeNull();
  });
});
