import { deflateRawSync } from 'node:zlib';
import { Role } from '#identity';
import { minutes } from '#kernel';
import { readWorkbook, XLSX_TYPE } from '#platform';
import { TestApp, World, withClient, type Person } from '#testing';
import writeWorkbook from 'write-excel-file/node';

let app: TestApp;
let world: World;
let planner: Person;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  planner = world.person('rota-manager');
});

afterEach(async () => {
  await withClient(app.database.ownerUrl, (owner) => owner.query('DELETE FROM duty_entries'));
});
afterAll(() => app.stop());

type CellText = string | number | null;
const HEADINGS = ['日期', '科室', '班次/时间', '职能', '姓名', '工号', '电话', '备注'];
const NIGHT: CellText[] = [
  '2026-03-04',
  'cardiology',
  '夜班',
  '值班医生',
  'cardiologist 医生',
  null,
  13800138000,
  null,
];

async function workbook(rows: readonly (readonly CellText[])[], sheet = '值班表'): Promise<Buffer> {
  const cells = rows.map((row) => row.map((value) => (value === null ? null : { value })));
  return writeWorkbook(cells, { sheet }).toBuffer();
}
const roster = (...rows: readonly CellText[][]): Promise<Buffer> => workbook([HEADINGS, ...rows]);

interface Report {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rows: readonly { row: number; change: string }[];
  readonly problems: readonly Problem[];
  readonly missing: readonly { readonly department: string | null; readonly staffName: string | null }[];
  readonly elsewhere: number;
}
interface Problem {
  readonly row: number;
  readonly column: string | null;
  readonly constraint: string;
  readonly other?: string;
}
interface Refusal {
  readonly errors: readonly [
    { readonly message: string; readonly extensions: { code: string; rule?: string; facts: { problems: Problem[] } } },
  ];
}

interface Sending {
  readonly by?: Person | null;
  readonly dryRun?: boolean;
  readonly type?: string;
  readonly month?: string;
  readonly reasonCode?: string;
}

async function send(file: Buffer, { by = planner, type = XLSX_TYPE, ...asked }: Sending = {}) {
  const { dryRun = false, month = '2026-03', reasonCode } = asked;
  const response = await app.nest.inject({
    method: 'POST',
    url: `/duty/roster-imports?month=${month}&dryRun=${dryRun}${reasonCode ? `&reasonCode=${reasonCode}` : ''}`,
    headers: { 'content-type': type, ...(by && { authorization: `Bearer ${by.token}` }) },
    payload: file,
  });
  return { status: response.statusCode, body: response.json<Report & Refusal>() };
}

const count = (): Promise<number> =>
  withClient(app.database.ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ count: number }>('SELECT count(*)::int AS count FROM duty_entries');
    return rows[0]!.count;
  });
const told = (problems: readonly Problem[]): string[] =>
  problems.map(({ row, column, constraint }) => `${row} ${column ?? '-'} ${constraint}`);

describe('a roster that is brought in', () => {
  it('is on the roster, night shifts over midnight included', async () => {
    const head = ['3月4日', '', '18:00-次日08:00', '总值班', '', 'general-duty', '0571-8712345', '主楼'];
    const { status, body } = await send(await roster(NIGHT, head));
    expect({ status, ...body }).toMatchObject({ status: 200, added: 2, changed: 0, unchanged: 0, problems: [] });
    const { onDutyAt } = await planner.asks<{ onDutyAt: object[] }>(
      `query($id: ID!) { onDutyAt(institutionId: $id, at: "2026-03-05T07:59:00+08:00") { function phone staff { staffNo } } }`,
      { id: world.institutionId('county') },
    );
    expect(onDutyAt).toEqual([
      { function: 'DUTY_DOCTOR', phone: '13800138000', staff: { staffNo: 'cardiologist' } },
      { function: 'GENERAL_DUTY', phone: '0571-8712345', staff: { staffNo: 'general-duty' } },
    ]);
  });

  it('changes nothing the second time, and changes who has a duty of the same times', async () => {
    await send(await roster(NIGHT));
    expect((await send(await roster(NIGHT))).body).toMatchObject({ added: 0, changed: 0, unchanged: 1 });
    const other = NIGHT.with(4, 'second-cardiologist 医生');
    const { body } = await send(await roster(other, NIGHT.with(0, '2026-03-05')));
    expect(body).toMatchObject({
      added: 1,
      changed: 1,
      unchanged: 0,
      rows: [
        { row: 2, change: 'CHANGED' },
        { row: 3, change: 'ADDED' },
      ],
    });
    expect(await count()).toBe(2);
  });

  it('tells beforehand what would change and what is wrong, and writes nothing', async () => {
    const { status, body } = await send(await roster(NIGHT, NIGHT.with(0, '2026-03-05').with(4, '无此人')), {
      dryRun: true,
    });
    expect({ status, ...body }).toMatchObject({ status: 200, added: 1 });
    expect(told(body.problems)).toEqual(['3 姓名 STAFF_UNKNOWN']);
    expect(await count()).toBe(0);
  });

  it('is announced and audited like any other month', async () => {
    await send(await roster(NIGHT));
    const { rows } = await withClient(app.database.ownerUrl, (owner) =>
      owner.query(`SELECT action FROM audit_entries a JOIN duty_entries e ON e.id = a.object_id`),
    );
    expect(rows).toEqual([{ action: 'duty.entered' }]);
  });
});

describe('what a roster does not mention', () => {
  const general = ['2026-03-04', '', '夜班', '总值班', '', 'general-duty', '8000', null];

  it('is told by its names and stays: at the same places one by one, elsewhere by their number', async () => {
    await send(await roster(NIGHT, NIGHT.with(0, '2026-03-05'), general));
    for (const dryRun of [true, false]) {
      const { body } = await send(await roster(NIGHT.with(0, '2026-03-05')), { dryRun });
      const { missing, elsewhere } = body;
      expect(missing).toMatchObject([
        {
          department: 'cardiology',
          function: 'DUTY_DOCTOR',
          staffName: 'cardiologist 医生',
          from: '2026-03-04T10:00:00.000Z',
        },
      ]);
      expect(elsewhere).toBe(1);
    }
    expect(await count()).toBe(3);
  });

  it('is told as far as the caller plans it', async () => {
    await send(await roster(NIGHT, general));
    const { body } = await send(await roster(NIGHT), { by: world.person('cardiology-head') });
    expect(body).toMatchObject({ unchanged: 1, missing: [], elsewhere: 0 });
  });
});

describe('a roster of days that have been', () => {
  const YESTERDAY = NIGHT.with(0, '2026-03-02');

  it('is refused row by row, unless its address says why; what does not change needs no reason', async () => {
    const file = await roster(YESTERDAY, NIGHT);
    const refused = await send(file);
    expect(told(refused.body.errors[0].extensions.facts.problems)).toEqual(['2 日期 IN_THE_PAST']);
    expect((await send(file, { reasonCode: 'other' })).status).toBe(422);
    expect((await send(file, { reasonCode: 'entered_late' })).body).toMatchObject({ added: 2 });
    expect((await send(file)).body).toMatchObject({ unchanged: 2 });
    const other = YESTERDAY.with(4, 'second-cardiologist 医生');
    expect(told((await send(await roster(other, NIGHT), { dryRun: true })).body.problems)).toEqual([
      '2 日期 IN_THE_PAST',
    ]);
    app.clock.advance(minutes(1));
    const put = await send(await roster(other, NIGHT), { reasonCode: 'somebody_else_was_there' });
    expect(put.body).toMatchObject({ changed: 1, unchanged: 1 });
    const { rows } = await withClient(app.database.ownerUrl, (owner) =>
      owner.query('SELECT act, reason_code FROM duty_corrections ORDER BY id'),
    );
    expect(rows).toEqual([
      { act: 'ENTERED', reason_code: 'entered_late' },
      { act: 'CHANGED', reason_code: 'somebody_else_was_there' },
    ]);
  });
});

describe('a roster with mistakes', () => {
  it('is refused whole, each mistake by its row and column', async () => {
    const day = (n: number): string => `2026-03-${String(n).padStart(2, '0')}`;
    const { status, body } = await send(
      await roster(
        NIGHT,
        NIGHT.with(0, '某日'),
        NIGHT.with(0, '2026-04-04'),
        NIGHT.with(0, day(5)).with(1, '牙科'),
        NIGHT.with(0, day(6)).with(2, '大夜'),
        NIGHT.with(0, day(7)).with(3, '保安'),
        NIGHT.with(0, day(8)).with(4, '无此人'),
        NIGHT.with(0, day(9)).with(5, 'surgeon'),
        NIGHT.with(0, day(10)).with(6, '12'),
        NIGHT.with(0, day(11)).with(6, null),
        NIGHT.with(2, '20:00-22:00'),
      ),
    );
    expect(status).toBe(422);
    const [{ extensions, message }] = body.errors;
    expect(extensions.code).toBe('DUTY_IMPORT_REFUSED');
    expect(told(extensions.facts.problems)).toEqual([
      '3 日期 DATE_UNREADABLE',
      '4 日期 OUTSIDE_MONTH',
      '5 科室 DEPARTMENT_UNKNOWN',
      '6 班次/时间 SHIFT_UNKNOWN',
      '7 职能 FUNCTION_UNKNOWN',
      '8 姓名 STAFF_UNKNOWN',
      '9 工号 STAFF_MISMATCH',
      '10 电话 DUTY_PHONE',
      '11 电话 PHONE_MISSING',
      '12 班次/时间 OVERLAPS_ANOTHER',
    ]);
    expect(extensions.facts.problems.at(-1)).toMatchObject({ other: 'R2' });
    expect(message).toMatch(/^值班表有 10 处问题.*R8 姓名 本机构没有该人员/);
    expect(await count()).toBe(0);
  });

  it('with a name that two people have asks for the number', async () => {
    const twins = [
      await world.hire('COUNTY_DOCTOR', 'county', 'cardiology'),
      await world.hire('COUNTY_DOCTOR', 'county', 'cardiology'),
    ];
    await withClient(app.database.ownerUrl, (owner) =>
      owner.query(`UPDATE staff SET name = '李同名' WHERE id = ANY($1)`, [twins.map(({ staffId }) => staffId)]),
    );
    const { body } = await send(await roster(NIGHT.with(4, '李同名')));
    expect(told(body.errors[0].extensions.facts.problems)).toEqual(['2 姓名 STAFF_AMBIGUOUS']);
  });

  it('names who is on duty where it overlaps the roster', async () => {
    await send(await roster(NIGHT));
    const { body } = await send(await roster(NIGHT.with(2, '20:00-22:00')));
    const [problem] = body.errors[0].extensions.facts.problems;
    expect(problem).toMatchObject({ row: 2, constraint: 'OVERLAPS_DUTY', other: 'cardiologist 医生' });
  });

  it('leaves a trace as a refused act', async () => {
    await send(await roster(NIGHT.with(4, '无此人')));
    const { rows } = await withClient(app.database.ownerUrl, (owner) =>
      owner.query(
        `SELECT action, result, code, staff_id FROM audit_entries WHERE code = 'DUTY_IMPORT_REFUSED' ORDER BY occurred_at DESC LIMIT 1`,
      ),
    );
    const action = 'POST /duty/roster-imports';
    expect(rows).toEqual([{ action, result: 'REFUSED', code: 'DUTY_IMPORT_REFUSED', staff_id: planner.staffId }]);
  });

  it.each<[string, () => Promise<Buffer>, string]>([
    ['no headings', () => workbook([NIGHT]), '1 日期 COLUMN_MISSING'],
    ['headings and nothing else', () => roster(), '1 - NO_ROWS'],
    [
      'more rows than a month can have',
      () => roster(...Array.from({ length: 2_000 }, () => NIGHT)),
      '2001 - TOO_MANY_ROWS',
    ],
  ])('that has %s is refused', async (_name, file, problem) => {
    const { status, body } = await send(await file());
    expect(status).toBe(422);
    expect(told(body.errors[0].extensions.facts.problems)).toContain(problem);
  });

  it('without a sheet for duty among several is refused', async () => {
    const sheets = ['一', '二'].map((sheet) => ({ sheet, data: [[{ value: '日期' }]] }));
    const { body } = await send(await writeWorkbook(sheets).toBuffer());
    expect(told(body.errors[0].extensions.facts.problems)).toEqual(['1 - SHEET_MISSING']);
  });
});

/** A ZIP archive with one packed file, written byte by byte. */
function archive(name: string, content: Buffer, claimed = content.length): Buffer {
  const data = deflateRawSync(content);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(data.length, 18);
  local.writeUInt32LE(claimed, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(data.length, 20);
  central.writeUInt32LE(claimed, 24);
  central.writeUInt16LE(name.length, 28);
  const body = Buffer.concat([local, Buffer.from(name), data]);
  const directory = Buffer.concat([central, Buffer.from(name)]);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(body.length, 16);
  return Buffer.concat([body, directory, end]);
}

describe('a file that is no workbook', () => {
  const refusal = async (file: Buffer, sending: Sending = {}): Promise<string> => {
    const { status, body } = await send(file, sending);
    const [{ extensions, message }] = body.errors;
    expect(message).toMatch(/\p{Script=Han}/u);
    return [status, extensions.code, extensions.rule].filter(Boolean).join(' ');
  };

  it.each<[string, Buffer]>([
    ['nothing', Buffer.alloc(0)],
    ['a text', Buffer.from('日期,科室\n')],
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex')],
    ['an archive of something else', archive('hello.txt', Buffer.from('hello'))],
    ['an archive that claims to be huge', archive('xl/workbook.xml', Buffer.from('hello'), 4_000_000_000)],
    ['the end of an archive alone', Buffer.from(`504b0506${'00'.repeat(18)}`, 'hex')],
  ])('but %s is recognised by its content', async (_name, file) => {
    expect(await refusal(file)).toBe('415 UNSUPPORTED_FILE NOT_A_WORKBOOK');
  });

  it('any more because half of it is missing is refused', async () => {
    const whole = await roster(NIGHT);
    for (const length of [100, whole.length / 2, whole.length - 1]) {
      expect(await refusal(whole.subarray(0, length))).toBe('415 UNSUPPORTED_FILE NOT_A_WORKBOOK');
    }
  });

  it('and unpacks to far more than it claims is refused before it does', async () => {
    expect(await refusal(archive('xl/workbook.xml', Buffer.alloc(64 * 1024 * 1024), 10))).toBe(
      '415 UNSUPPORTED_FILE TOO_LARGE_INSIDE',
    );
  });

  it('and is larger than a month can be is refused', async () => {
    expect(await refusal(Buffer.alloc(1024 * 1024 + 1))).toBe('413 BODY_TOO_LARGE');
  });

  it('and comes under another type, or for no month, is refused', async () => {
    const file = await roster(NIGHT);
    expect(await refusal(file, { type: 'application/json' })).toMatch(/^4\d\d BAD_REQUEST$/);
    expect(await refusal(file, { month: '2026-13' })).toBe('422 INVALID_INPUT');
    expect(await count()).toBe(0);
  });
});

describe('who may bring a roster in', () => {
  it('is whoever plans; everybody else is told so, and leaves a trace where they tried', async () => {
    const file = await roster();
    const answers: Record<string, number> = {};
    for (const role of Object.values(Role)) {
      const by = await world.hire(
        role,
        'county',
        ['DEPT_HEAD', 'COUNTY_DOCTOR'].includes(role) ? 'cardiology' : undefined,
      );
      answers[role] = (await send(file, { by, dryRun: true })).status;
    }
    const allowed = Object.keys(answers).filter((role) => answers[role] === 200);
    expect(allowed).toEqual(['TOWNSHIP_HEAD', 'DEPT_HEAD', 'ROTA_MANAGER', 'MEDICAL_AFFAIRS']);
    expect(
      Object.values(answers)
        .filter((status) => status !== 200)
        .every((status) => status === 403),
    ).toBe(true);
    const { rows } = await withClient(app.database.ownerUrl, (owner) =>
      owner.query(
        `SELECT DISTINCT result FROM audit_entries WHERE action = 'POST /duty/roster-imports' AND code = 'FORBIDDEN'`,
      ),
    );
    expect(rows).toEqual([{ result: 'DENIED' }]);
  });

  it('is nobody who is not signed in', async () => {
    const { status, body } = await send(await roster(NIGHT), { by: null });
    expect([status, body.errors[0].extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('is a head for the own department alone', async () => {
    const general = ['3月4日', '', '夜班', '总值班', '', 'general-duty', '8000', null];
    const { body } = await send(await roster(NIGHT, general), { by: world.person('cardiology-head') });
    expect(told(body.errors[0].extensions.facts.problems)).toEqual(['3 科室 NOT_YOURS']);
  });

  it('knows nobody and nothing of another institution', async () => {
    const other = await world.hire('ROTA_MANAGER', 'tcm');
    const { body } = await send(await roster(NIGHT), { by: other });
    expect(told(body.errors[0].extensions.facts.problems)).toEqual([
      '2 科室 DEPARTMENT_UNKNOWN',
      '2 姓名 STAFF_UNKNOWN',
    ]);
  });
});

describe('the template', () => {
  const fetch = (month: string, by: Person) =>
    app.nest.inject({
      method: 'GET',
      url: `/duty/roster-template?month=${month}`,
      headers: { authorization: `Bearer ${by.token}` },
    });

  it('is a workbook with our headings and the days of the month, which can be read again', async () => {
    const response = await fetch('2026-02', planner);
    expect(response.headers).toMatchObject({
      'content-type': XLSX_TYPE,
      'content-disposition': 'attachment; filename="duty-roster-2026-02.xlsx"',
    });
    const [sheet] = await readWorkbook(response.rawPayload);
    expect(sheet!.rows[0]).toEqual(HEADINGS);
    expect(sheet!.rows).toHaveLength(29);
    const { body } = await send(response.rawPayload, { dryRun: true, month: '2026-02' });
    expect(new Set(body.problems.map(({ constraint }) => constraint))).toEqual(new Set(['STAFF_MISSING']));
  });

  it('is for whoever plans', async () => {
    expect((await fetch('2026-02', world.person('cardiologist'))).statusCode).toBe(403);
  });
});
