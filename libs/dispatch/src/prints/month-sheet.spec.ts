import { ALLIANCE_ZONE, WorkCalendar, instantAt } from '#kernel';
import type { RotaLine } from '../queries/rota-sheet.query.js';
import { monthSheets } from './month-sheet.js';

const calendar = new WorkCalendar({
  zone: ALLIANCE_ZONE,
  workingHours: [{ from: '08:00', to: '12:00' }],
  holidays: ['2026-10-01', '2026-10-02'],
  makeUpDays: ['2026-10-10'],
});

const line = (given: Partial<RotaLine> & Pick<RotaLine, 'day'>): RotaLine => ({
  expertId: 'a',
  expert: '张三',
  title: 'SENIOR',
  home: '县医院',
  townshipId: 'north',
  township: '北乡卫生院',
  specialty: '0301',
  specialtyName: '心血管内科',
  kind: 'CLINIC',
  half: 'MORNING',
  state: 'CONFIRMED',
  startsAt: instantAt(given.day, '08:00', ALLIANCE_ZONE),
  endsAt: instantAt(given.day, '12:00', ALLIANCE_ZONE),
  checkedInAt: null,
  booked: 0,
  attended: 0,
  patientsSeen: null,
  wardRounds: null,
  surgeries: null,
  teachingMinutes: null,
  far: false,
  allowanceCents: 0,
  farAllowanceCents: 0,
  ...given,
});

const OCTOBER = { from: '2026-10-01', to: '2026-10-31' };
const textsOf = (sheet: ReturnType<typeof monthSheets>[number]) =>
  sheet.grid.map(({ cells }) => cells.map(({ text }) => text));

describe('the grid of a month', () => {
  it('has a row for the mornings and one for the afternoons of each township, and of each expert', () => {
    const [townships, experts] = monthSheets(
      OCTOBER,
      [
        line({ day: '2026-10-06' }),
        line({ day: '2026-10-06', expertId: 'b', expert: '李四', specialtyName: '骨科' }),
        line({ day: '2026-10-31', half: 'AFTERNOON', kind: 'TEACHING', state: 'SUSPENDED' }),
        line({ day: '2026-10-07', state: 'CANCELLED' }),
      ],
      calendar,
    );
    expect([townships!.name, townships!.paper]).toEqual(['2026-10 按乡镇', 'A3']);
    const [title, head, morning, afternoon, note] = textsOf(townships!);
    expect(title).toEqual(['专家下派排班表（按乡镇）　2026年10月']);
    expect(head!.slice(0, 3)).toEqual(['', '时段', '1\n四\n休']);
    expect([head![7], head![11]]).toEqual(['6\n二', '10\n六\n班']);
    expect(morning!.slice(0, 2)).toEqual(['北乡卫生院', '上午']);
    expect(morning![7]).toBe('心血管内科\n张三\n骨科\n李四');
    expect(morning![8]).toBe('');
    expect([afternoon![1], afternoon![32]]).toEqual(['下午', '【停诊】\n心血管内科\n张三\n带教']);
    expect(note).toHaveLength(1);
    expect(textsOf(experts!).map(([side]) => side)).toEqual([
      '专家下派排班表（按专家）　2026年10月',
      '',
      '李四\n正高',
      '',
      '张三\n正高',
      '',
      expect.stringContaining('休息日'),
    ]);
    expect(townships!.merged).toContainEqual({ row: 2, column: 0, rows: 2, columns: 1 });
  });

  it('marks days without work in every row, and makes room for all that a day holds', () => {
    const many = Array.from({ length: 5 }, (_, index) =>
      line({ day: '2026-10-06', expertId: String(index), expert: `专家${index}` }),
    );
    const [townships] = monthSheets(OCTOBER, many, calendar);
    const [, head, morning, afternoon] = townships!.grid;
    const off = [1, 2, 3, 4, 11, 17, 18, 24, 25, 31];
    for (const { cells } of [head!, morning!, afternoon!]) {
      const looks = cells.slice(2).map(({ look }) => look);
      const workday = looks[5];
      expect(looks.flatMap((look, index) => (look === workday ? [] : [index + 1]))).toEqual(off);
    }
    expect(morning!.height).toBeGreaterThan(5 * 3 * 12);
    expect(afternoon!.height).toBeLessThan(30);
  });

  it('is one sheet for each month, over the end of a year too, and on A4 where the days are few', () => {
    const sheets = monthSheets({ from: '2026-12-21', to: '2027-01-03' }, [line({ day: '2027-01-01' })], calendar);
    expect(sheets.map(({ name, paper }) => [name, paper])).toEqual([
      ['2026-12 按乡镇', 'A4'],
      ['2026-12 按专家', 'A4'],
      ['2027-01 按乡镇', 'A4'],
      ['2027-01 按专家', 'A4'],
    ]);
    expect(textsOf(sheets[2]!)[0]![0]).toMatch(/2027-01-01至2027-01-03|2027年01月01日至/);
    expect(sheets[0]!.grid).toHaveLength(3);
  });
});
