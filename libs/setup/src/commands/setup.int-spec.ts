import { buffer } from 'node:stream/consumers';
import { Role } from '#identity';
import type { Cell } from '#kernel';
import { SYSTEM_ACCOUNT_ID, readWorkbook, systemActor } from '#platform';
import { TestApp, createTestDatabase, withClient, type TestDatabase } from '#testing';
import writeWorkbook from 'write-excel-file/node';
import { SetupRefusedError } from '../domain/errors.js';
import type { FirstAccount, SetupReport } from '../domain/report.js';
import { SetupExportService } from './setup-export.service.js';
import { SetupImportService } from './setup-import.service.js';

const OPERATOR = systemActor(SYSTEM_ACCOUNT_ID, 'setup-command');
/** Whoever refers to others comes before them. */
const TABLES = [
  'commitments',
  'calendar_availability',
  'calendars',
  'dispatch_demands',
  'dispatch_experts',
  'capacity_sessions',
  'capacity_bed_pools',
  'service_offers',
  'travel_times',
  'institution_capabilities',
  'standard_items',
  'quality_qualifications',
  'role_assignments',
  'sessions',
  'sign_in_attempts',
  'accounts',
  'staff',
  'departments',
  'institutions',
  'alliances',
];
type Rows = Readonly<Record<string, readonly Readonly<Record<string, Cell>>[]>>;

let app: TestApp;
let headings: ReadonlyMap<string, readonly string[]>;
const more: { app: TestApp; database: TestDatabase }[] = [];

beforeAll(async () => {
  app = await TestApp.start();
  const template = await readWorkbook(await buffer(await app.nest.get(SetupExportService).template()));
  headings = new Map(template.map(({ name, rows }) => [name, rows[0]!.map(String)]));
});

beforeEach(() => empty(app.database));
afterAll(async () => {
  for (const other of more) await other.app.nest.close();
  await app.stop();
  for (const { database } of more) await database.drop();
});

/** A database with an alliance and nothing else. */
function empty({ ownerUrl }: TestDatabase): Promise<void> {
  return withClient(ownerUrl, async (owner) => {
    await owner.query(`UPDATE institutions SET parent_id = NULL`);
    for (const table of TABLES) await owner.query(`DELETE FROM ${table}`);
    await owner.query(`INSERT INTO alliances (id, code, name) VALUES (gen_random_uuid(), 'LX', '兰溪县医共体')`);
  });
}

/** A workbook with our headings, but for some of them, as Excel would save it. */
function workbook(sheets: Rows, without: readonly string[] = []): Promise<Buffer> {
  const written = Object.entries(sheets).map(([sheet, rows]) => {
    const columns = headings.get(sheet)!.filter((heading) => !without.includes(heading));
    const cells = rows.map((row) => columns.map((heading) => row[heading.replace(/\*$/, '')] ?? null));
    return {
      sheet,
      data: [columns, ...cells].map((row) =>
        row.map((value) => (value === null ? null : { value, ...(value instanceof Date && { format: 'yyyy-mm-dd' }) })),
      ),
    };
  });
  return writeWorkbook(written as never).toBuffer();
}

async function brought(
  sheets: Rows,
  { dryRun = false, to = app, without = [] as readonly string[] } = {},
): Promise<SetupReport> {
  const file = await workbook(sheets, without);
  return to.nest.get(SetupImportService).import(OPERATOR, { file, dryRun });
}

const refusal = async (sheets: Rows): Promise<string[]> => {
  const error: unknown = await brought(sheets).then(
    () => null,
    (refused: unknown) => refused,
  );
  if (!(error instanceof SetupRefusedError)) throw error;
  return error.problems.map(({ sheet, row, column, constraint }) => `${sheet} ${row} ${column ?? '-'} ${constraint}`);
};

const rowsOf = (sql: string, to = app): Promise<Record<string, unknown>[]> =>
  withClient(to.database.ownerUrl, async (owner) => (await owner.query<Record<string, unknown>>(sql)).rows);
const countOf = async (table: string): Promise<number> =>
  Number((await rowsOf(`SELECT count(*)::int AS n FROM ${table}`))[0]!['n']);
const counts = ({ sheets }: SetupReport) =>
  Object.fromEntries(sheets.map(({ sheet, added, changed, unchanged }) => [sheet, [added, changed, unchanged]]));

const HOSPITAL = { 机构代码: 'H-001', 机构名称: '兰溪县人民医院', 简称: '县医院', 机构类别: '牵头医院', 启用: '是' };
const CENTER = { ...HOSPITAL, 机构代码: 'T-001', 机构名称: '北乡卫生院', 简称: '北乡', 机构类别: '乡镇卫生院' };
const CLINIC = { ...CENTER, 机构代码: 'V-001', 机构名称: '北村卫生室', 机构类别: '村卫生室', 上级机构代码: 'T-001' };
const CARDIOLOGY = { 机构代码: 'H-001', 科室代码: '0301', 科室名称: '心内科', 接收转诊: '是', 启用: '是' };
const DOCTOR = { 工号: '0012', 姓名: '张三', 机构代码: 'H-001', 科室代码: '0301', 职称: '副高级', 在岗: '是' };
const NURSE = { ...DOCTOR, 工号: '0013', 姓名: '李四', 职称: '初级', 手机号码: 13_800_138_000, 专业代码: '0301、0302' };
const COUNT = {
  项目编码: '001',
  项目名称: '白细胞计数',
  项目类别: '检验',
  '单价（元）': 5,
  互认范围: '不互认',
  启用: '是',
};
const BLOOD = {
  ...COUNT,
  项目编码: '100',
  项目名称: '血常规',
  组合内项目: '001',
  '单价（元）': '15.50',
  互认范围: '本省HR',
  '互认有效期（天）': 7,
};
const COUNTY: Rows = {
  机构: [CLINIC, HOSPITAL, CENTER],
  科室: [CARDIOLOGY, { ...CARDIOLOGY, 科室代码: '0401', 科室名称: '外科', 接收转诊: '否', 启用: '否' }],
  人员: [DOCTOR, NURSE],
  账号与角色: [
    { 工号: '0012', 登录名: 'Zhang.San', 角色: '县级接诊医生', 任职机构代码: 'H-001', 任职科室代码: '0301' },
    { 工号: '0012', 登录名: 'zhang.san', 角色: '专家', 任职机构代码: 'H-001' },
    {
      工号: '0013',
      角色: 'TECHNICIAN',
      任职机构代码: 'H-001',
      任职开始日期: '2026-03-01',
      任职结束日期: '2026-12-31',
    },
  ],
  服务目录: [
    {
      机构代码: 'H-001',
      科室代码: '0301',
      服务编号: 1,
      转诊方向: '上转',
      处理方式: '门诊',
      转诊目的: '需专科诊治；缺乏检查条件',
      疾病编码范围: 'i20,I21',
      最小年龄: 18,
    },
  ],
  预留号源: [
    {
      机构代码: 'H-001',
      科室代码: '0301',
      日期: new Date('2026-03-10T00:00:00Z'),
      开始时间: '8:00',
      结束时间: '12：00',
      预留号数: 10,
    },
  ],
  床位: [{ 机构代码: 'H-001', 科室代码: '0301', 空床数: 5, 上报人工号: '0012' }],
  路程: [{ 出发机构代码: 'T-001', 到达机构代码: 'H-001', '路程（分钟）': '25' }],
  承接能力: [{ 机构代码: 'T-001', 类别: '药品', 编码: 'C09AA02', 名称: '依那普利' }],
  检查检验项目: [
    BLOOD,
    COUNT,
    { ...COUNT, 项目编码: '200', 项目名称: '血型', 互认范围: '全国HR', '互认有效期（天）': '长期' },
  ],
  质量资质: [
    {
      机构代码: 'H-001',
      证书编号: 'EQA-1',
      证书名称: '室间质评',
      项目类别: '检验',
      适用项目: '100',
      认可范围: '本省HR',
      发证机构: '省临检中心',
      生效日期: 46_023,
      失效日期: '2026/12/31',
      启用: '是',
    },
  ],
  下派专家: [{ 工号: '0012', '负荷权重（%）': 100, 每周最多班次: 3, 最多连续天数: 2, 参与排班: '是' }],
  下派偏好: [
    { 工号: '0012', 乡镇机构代码: 'T-001', 星期: '周二', '意愿（%）': 80 },
    { 工号: '0012', 星期: '周五', '意愿（%）': -100 },
  ],
  下派需求: [
    {
      派出机构代码: 'H-001',
      乡镇机构代码: 'T-001',
      专业代码: '0301',
      类别: '专家门诊',
      星期: '周二',
      时段: '上午',
      最低职称: '中级',
      最少人数: 1,
      理想人数: 2,
      优先级: 1,
      生效日期: '2026-03-10',
    },
  ],
  专家可用时间: [{ 工号: '0012', 生效日期: '2026-03-10', 周一: '08:00-12:00、14:00-17:30', 周三: '14:00-24:00' }],
  专家休假: [{ 工号: '0012', 开始日期: '2026-03-16', 结束日期: '2026-03-18', 休假类型: '年休假' }],
};

describe('a county that is set up by a workbook', () => {
  test('is all there, by the same commands as one by one, with a trace of each', async () => {
    const handedOut: FirstAccount[] = [];
    const file = await workbook(COUNTY);
    const report = await app.nest
      .get(SetupImportService)
      .import(OPERATOR, { file, dryRun: false, handOut: (accounts) => handedOut.push(...accounts) });
    expect(counts(report)).toEqual({
      机构: [3, 0, 0],
      科室: [2, 0, 0],
      人员: [2, 0, 0],
      账号与角色: [3, 0, 0],
      服务目录: [1, 0, 0],
      预留号源: [1, 0, 0],
      床位: [1, 0, 0],
      路程: [1, 0, 0],
      承接能力: [1, 0, 0],
      检查检验项目: [3, 0, 0],
      质量资质: [1, 0, 0],
      下派专家: [1, 0, 0],
      下派偏好: [2, 0, 0],
      下派需求: [1, 0, 0],
      专家可用时间: [1, 0, 0],
      专家休假: [1, 0, 0],
    });
    expect(handedOut).toEqual([
      { staffNo: '0012', loginName: 'zhang.san', password: expect.stringMatching(/^[\w-]{23}$/) },
    ]);
    expect(await rowsOf('SELECT login_name, must_change_password FROM accounts')).toEqual([
      { login_name: 'zhang.san', must_change_password: true },
    ]);
    expect(await rowsOf(`SELECT code, purpose_codes, diagnosis_prefixes FROM service_offers`)).toEqual([
      { code: '1', purpose_codes: ['specialist_needed', 'lack_examination'], diagnosis_prefixes: ['I20', 'I21'] },
    ]);
    expect(await rowsOf('SELECT starts_at, ends_at, places FROM capacity_sessions')).toEqual([
      { starts_at: new Date('2026-03-10T08:00:00+08:00'), ends_at: new Date('2026-03-10T12:00:00+08:00'), places: 10 },
    ]);
    expect(
      await rowsOf('SELECT code, price_cents, window_days, window_unlimited FROM standard_items ORDER BY code'),
    ).toEqual([
      { code: '001', price_cents: 500, window_days: null, window_unlimited: false },
      { code: '100', price_cents: 1550, window_days: 7, window_unlimited: false },
      { code: '200', price_cents: 500, window_days: null, window_unlimited: true },
    ]);
    expect(await rowsOf('SELECT valid_from::text, valid_to::text FROM quality_qualifications')).toEqual([
      { valid_from: '2026-01-01', valid_to: '2026-12-31' },
    ]);
    const township = (await rowsOf(`SELECT id FROM institutions WHERE code = 'T-001'`))[0]!['id'];
    expect(await rowsOf('SELECT weight_percent, max_per_week, preferences FROM dispatch_experts')).toEqual([
      {
        weight_percent: 100,
        max_per_week: 3,
        preferences: [
          { townshipId: township, weekday: 2, half: null, score: 0.8 },
          { townshipId: null, weekday: 5, half: null, score: -1 },
        ],
      },
    ]);
    expect(await rowsOf('SELECT township_id, weekday, half, minimum, ideal, valid_to FROM dispatch_demands')).toEqual([
      { township_id: township, weekday: 2, half: 'MORNING', minimum: 1, ideal: 2, valid_to: null },
    ]);
    expect(
      await rowsOf('SELECT weekday, from_time, to_time FROM calendar_availability ORDER BY weekday, from_time'),
    ).toEqual([
      { weekday: 1, from_time: '08:00', to_time: '12:00' },
      { weekday: 1, from_time: '14:00', to_time: '17:30' },
      { weekday: 3, from_time: '14:00', to_time: '24:00' },
    ]);
    expect(await rowsOf('SELECT kind, starts_at, ends_at, reason_code FROM commitments')).toEqual([
      {
        kind: 'LEAVE',
        starts_at: new Date('2026-03-16T00:00:00+08:00'),
        ends_at: new Date('2026-03-19T00:00:00+08:00'),
        reason_code: 'annual',
      },
    ]);
    expect(await rowsOf('SELECT kind, code, name FROM institution_capabilities')).toEqual([
      { kind: 'DRUG', code: 'C09AA02', name: '依那普利' },
    ]);
    expect(await rowsOf(`SELECT valid_from, valid_to FROM role_assignments WHERE role = 'TECHNICIAN'`)).toEqual([
      { valid_from: new Date('2026-03-01T00:00:00+08:00'), valid_to: new Date('2027-01-01T00:00:00+08:00') },
    ]);
    const trail = await rowsOf(`SELECT DISTINCT action FROM audit_entries WHERE request_id = 'setup-command'`);
    expect(trail.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['institution.registered', 'account.created', 'role.assigned', 'setup.imported']),
    );
  });

  test('stays as it is when the same workbook comes again, passwords and versions included', async () => {
    await brought(COUNTY);
    const state = () =>
      Promise.all([
        rowsOf('SELECT login_name, password_hash, version FROM accounts'),
        rowsOf('SELECT id, version FROM institutions UNION ALL SELECT id, version FROM staff ORDER BY id'),
        rowsOf('SELECT id, version FROM standard_items UNION ALL SELECT id, version FROM service_offers ORDER BY id'),
      ]);
    const before = await state();
    const again = await brought(COUNTY);
    expect(Object.values(counts(again)).every(([added, changed]) => added === 0 && changed === 0)).toBe(true);
    expect(again.accounts).toEqual([]);
    expect(await state()).toEqual(before);
  });

  test('is set up once by two imports at once, and each password that is handed out opens its account', async () => {
    const file = await workbook(COUNTY);
    const handedOut: FirstAccount[] = [];
    const bring = (): Promise<SetupReport> =>
      app.nest.get(SetupImportService).import(OPERATOR, {
        file,
        dryRun: false,
        handOut: (accounts) => handedOut.push(...accounts),
      });
    const reports = await Promise.all([bring(), bring()]);
    expect(reports.map((report) => counts(report)['人员']!.join()).toSorted()).toEqual(['0,0,2', '2,0,0']);
    expect(reports.flatMap(({ accounts }) => accounts)).toEqual(handedOut);
    expect(handedOut).toHaveLength(1);
    const [{ loginName, password }] = handedOut as [FirstAccount];
    const { data } = await app.graphql('mutation($input: SignInInput!) { signIn(input: $input) { token } }', {
      input: { loginName, password },
    });
    expect(data).toEqual({ signIn: { token: expect.any(String) } });
  });

  test('changes where a row has changed; what the workbook leaves out is told and stays', async () => {
    await brought(COUNTY);
    const report = await brought({
      人员: [{ ...DOCTOR, 姓名: '张三丰', 科室代码: null }],
      检查检验项目: [{ ...BLOOD, '单价（元）': 16 }],
      预留号源: [{ ...COUNTY['预留号源']![0], 预留号数: 12 }],
      床位: [{ ...COUNTY['床位']![0], 空床数: 99 }],
    });
    expect(counts(report)).toEqual({ 人员: [0, 1, 0], 检查检验项目: [0, 1, 0], 预留号源: [0, 1, 0], 床位: [0, 0, 1] });
    expect(report.sheets.find(({ sheet }) => sheet === '人员')!.missing).toEqual(['0013']);
    expect(await rowsOf('SELECT name, department_id, version FROM staff ORDER BY staff_no')).toEqual([
      { name: '张三丰', department_id: null, version: 2 },
      { name: '李四', department_id: expect.any(String), version: 1 },
    ]);
    expect(await rowsOf(`SELECT version, price_cents FROM standard_items WHERE code = '100' ORDER BY version`)).toEqual(
      [
        { version: 1, price_cents: 1550 },
        { version: 2, price_cents: 1600 },
      ],
    );
    expect(await rowsOf('SELECT places FROM capacity_sessions')).toEqual([{ places: 12 }]);
    expect(await rowsOf('SELECT empty_beds FROM capacity_bed_pools')).toEqual([{ empty_beds: 5 }]);
  });

  test('gives a role for another time by whoever gives roles, and not in passing', async () => {
    await brought(COUNTY);
    const [, , technician] = COUNTY['账号与角色']!;
    const later = { 账号与角色: [{ ...technician, 任职结束日期: '2027-12-31' }] };
    expect(await refusal(later)).toEqual(['账号与角色 2 任职结束日期 ROLE_PERIOD_FIXED']);
    expect(counts(await brought({ 账号与角色: [{ ...technician, 任职开始日期: null, 任职结束日期: null }] }))).toEqual({
      账号与角色: [0, 0, 1],
    });
  });

  test('may come from before a column existed: what is on record of it stays, and the import tells so', async () => {
    await brought(COUNTY);
    const [, , technician] = COUNTY['账号与角色']!;
    const without = ['手机号码', '专业代码', '任职开始日期', '任职结束日期'];
    const another = { 工号: '0013', 角色: '质控', 任职机构代码: 'H-001' };
    const report = await brought(
      { 人员: [{ ...NURSE, 姓名: '李四光' }], 账号与角色: [technician!, another] },
      { without },
    );
    expect(report.sheets).toMatchObject([
      { sheet: '人员', absent: ['专业代码', '手机号码'], changed: 1 },
      { sheet: '账号与角色', absent: ['任职开始日期', '任职结束日期'], added: 1, unchanged: 1 },
    ]);
    expect(
      await rowsOf(
        `SELECT name, specialty_codes, phone_masked IS NOT NULL AS has_phone FROM staff WHERE staff_no = '0013'`,
      ),
    ).toEqual([{ name: '李四光', specialty_codes: ['0301', '0302'], has_phone: true }]);
    await expect(brought({ 账号与角色: [another] }, { without: ['任职科室代码'] })).rejects.toMatchObject({
      problems: [{ column: '任职科室代码', constraint: 'COLUMN_MISSING' }],
    });
  });

  test('is tried without leaving anything behind', async () => {
    expect(counts(await brought(COUNTY, { dryRun: true }))).toMatchObject({ 人员: [2, 0, 0], 账号与角色: [3, 0, 0] });
    expect(await countOf('institutions')).toBe(0);
  });
});

describe('a workbook with mistakes', () => {
  test('is refused whole, and every mistake is told', async () => {
    const problems = await refusal({
      机构: [{ ...HOSPITAL, 统一社会信用代码: '91350100M000100Y44' }, { ...CENTER, 上级机构代码: 'X' }, CENTER],
      科室: [CARDIOLOGY, { ...CARDIOLOGY, 机构代码: 'X', 接收转诊: '也许' }],
      人员: [
        { ...DOCTOR, 手机号码: '12345', 职称: '院士' },
        { ...NURSE, 机构代码: 'T-001', 科室代码: '0999' },
      ],
      账号与角色: [
        { 工号: '0013', 登录名: '张', 角色: '专家', 任职机构代码: 'H-001' },
        { 工号: '0099', 角色: '专家', 任职机构代码: 'T-001' },
      ],
      路程: [{ 出发机构代码: 'T-001', 到达机构代码: 'T-001', '路程（分钟）': 0 }],
      检查检验项目: [
        { ...BLOOD, 项目类别: '影像', '互认有效期（天）': null, '单价（元）': 1.005 },
        { ...COUNT, 互认范围: '市HR' },
      ],
    });
    expect(problems).toEqual([
      '机构 2 统一社会信用代码 CHECK_DIGIT',
      '机构 4 - ROW_TWICE',
      '科室 3 接收转诊 YES_OR_NO',
      '人员 2 职称 isIn',
      '人员 2 手机号码 MOBILE_PHONE',
      '账号与角色 2 登录名 matches',
      '路程 2 路程（分钟） min',
      '检查检验项目 2 单价（元） AMOUNT',
      '机构 3 上级机构代码 INSTITUTION_UNKNOWN',
      '账号与角色 3 工号 STAFF_NOT_THERE',
      '检查检验项目 3 互认有效期（天） WINDOW_MISSING',
    ]);
    for (const table of ['institutions', 'departments', 'staff', 'accounts', 'standard_items']) {
      expect(await countOf(table)).toBe(0);
    }
  });

  test('is told what rules of roles, sessions and names refuse', async () => {
    await brought(COUNTY);
    const problems = await refusal({
      机构: [{ ...CENTER, 机构类别: '村卫生室' }],
      人员: [
        { ...NURSE, 机构代码: 'T-001', 科室代码: null },
        { ...NURSE, 工号: 12 },
      ],
      账号与角色: [
        { 工号: '0012', 登录名: 'other', 角色: '审计管理员', 任职机构代码: 'H-001' },
        { 工号: '0013', 登录名: 'zhang.san', 角色: '质控', 任职机构代码: 'H-001' },
        { 工号: '0013', 角色: '系统管理员', 任职机构代码: 'H-001' },
        { 工号: '0013', 角色: '系统接口', 任职机构代码: 'H-001' },
      ],
      预留号源: [
        { ...COUNTY['预留号源']![0], 开始时间: '09:00' },
        { ...COUNTY['预留号源']![0], 日期: '2026-03-01' },
      ],
    });
    expect(problems).toEqual([
      '机构 2 机构类别 FIXED_ONCE_ENTERED',
      '人员 2 机构代码 FIXED_ONCE_ENTERED',
      '人员 3 工号 LEADING_ZEROS',
      '账号与角色 2 登录名 LOGIN_NAME_FIXED',
      '账号与角色 3 登录名 LOGIN_NAME_TAKEN',
      '账号与角色 4 - ROLE_REFUSED.ADMINISTRATORS_APART',
      '账号与角色 5 - ROLE_REFUSED.NOT_FOR_PEOPLE',
      '预留号源 2 - CLINIC_SESSION_OVERLAP',
      '预留号源 3 开始时间 RELEASE_PASSED',
    ]);
    expect(await countOf('staff')).toBe(2);
  });

  test('changes what rotas are made from, row by row, and refuses what stays as it was entered', async () => {
    await brought(COUNTY);
    const [expert] = COUNTY['下派专家']!;
    const [wish] = COUNTY['下派偏好']!;
    const [demand] = COUNTY['下派需求']!;
    const [leave] = COUNTY['专家休假']!;
    const changed = await brought({
      下派专家: [{ ...expert, 每周最多班次: 4, 参与排班: '否' }],
      下派偏好: [{ ...wish, '意愿（%）': 20 }],
      下派需求: [{ ...demand, 最少人数: 0, 失效日期: '2026-12-31' }],
      专家可用时间: [{ 工号: '0012', 生效日期: '2026-03-10', 周二: '08:00-12:00' }],
    });
    expect(Object.values(counts(changed))).toEqual(Array.from({ length: 4 }, () => [0, 1, 0]));
    expect(
      await rowsOf(`SELECT max_per_week, active, preferences #>> '{1,score}' AS score FROM dispatch_experts`),
    ).toEqual([{ max_per_week: 4, active: false, score: '0.2' }]);
    expect(await rowsOf('SELECT minimum, valid_to::text FROM dispatch_demands')).toEqual([
      { minimum: 0, valid_to: '2026-12-31' },
    ]);
    expect(await rowsOf('SELECT weekday FROM calendar_availability')).toEqual([{ weekday: 2 }]);
    const problems = await refusal({
      下派专家: [{ ...expert, 工号: '9999' }],
      下派需求: [
        { ...demand, 类别: '手术' },
        { ...demand, 乡镇机构代码: 'X-1', 理想人数: 1, 最少人数: 2 },
        { ...demand, 时段: '下午', 理想人数: 1, 最少人数: 2 },
      ],
      专家可用时间: [{ 工号: '0012', 生效日期: '2026-03-01', 周二: '8点到12点' }],
      专家休假: [{ ...leave, 结束日期: '2026-03-20' }],
    });
    expect(problems).toEqual([
      '专家可用时间 2 周二 matches',
      '下派专家 2 工号 STAFF_NOT_THERE',
      '下派需求 2 类别 FIXED_ONCE_ENTERED',
      '下派需求 3 乡镇机构代码 INSTITUTION_UNKNOWN',
      '下派需求 4 理想人数 BELOW_MINIMUM',
      '专家休假 2 结束日期 FIXED_ONCE_ENTERED',
    ]);
  });

  test('is told so where none of its sheets is ours, and where nobody has founded the alliance', async () => {
    const file = await writeWorkbook([{ sheet: '表', data: [[{ value: '1' }]] }]).toBuffer();
    const service = app.nest.get(SetupImportService);
    await expect(service.import(OPERATOR, { file, dryRun: false })).rejects.toMatchObject({
      problems: [{ constraint: 'NO_SHEET' }],
    });
    await withClient(app.database.ownerUrl, (owner) => owner.query('DELETE FROM alliances'));
    await expect(brought(COUNTY)).rejects.toMatchObject({ code: 'ALLIANCE_MISSING' });
  });
});

describe('the workbook that is written down', () => {
  const written = async (of: TestApp) => {
    const sheets = await readWorkbook(await buffer(await of.nest.get(SetupExportService).export(OPERATOR)));
    return sheets.map(({ name, rows }) => ({ name, rows }));
  };

  test('sets up the same county elsewhere, and is written down there as it came', async () => {
    await brought(COUNTY);
    const database = await createTestDatabase();
    const other = await TestApp.startOn(database);
    more.push({ app: other, database });
    await empty(database);
    const file = await buffer(await app.nest.get(SetupExportService).export(OPERATOR));
    const report = await other.nest.get(SetupImportService).import(OPERATOR, { file, dryRun: false });
    expect(report.accounts.map(({ loginName }) => loginName)).toEqual(['zhang.san']);
    expect(await written(other)).toEqual(await written(app));
    const again = await app.nest.get(SetupImportService).import(OPERATOR, { file, dryRun: false });
    expect(Object.values(counts(again)).every(([added, changed]) => added === 0 && changed === 0)).toBe(true);
    expect(again.sheets.flatMap(({ missing }) => missing)).toEqual([]);
  });

  test('without a county is a template, which changes nothing when it comes back', async () => {
    const file = await buffer(await app.nest.get(SetupExportService).template());
    const report = await app.nest.get(SetupImportService).import(OPERATOR, { file, dryRun: false });
    expect(Object.values(counts(report))).toEqual(Array.from({ length: 16 }, () => [0, 0, 0]));
  });
});

test('a county of five thousand rows is brought in at once', async () => {
  const many = 4_000;
  const people = Array.from({ length: many }, (_, at) => ({
    ...DOCTOR,
    工号: `S-${at}`,
    手机号码: 13_800_000_000 + at,
  }));
  const items = Array.from({ length: 1_000 }, (_, at) => ({ ...COUNT, 项目编码: `I-${at}` }));
  const steps: string[] = [];
  const file = await workbook({
    ...COUNTY,
    人员: [...COUNTY['人员']!, ...people],
    检查检验项目: [...COUNTY['检查检验项目']!, ...items],
  });
  const progress = ({ sheet, done, total }: { sheet: string; done: number; total: number }): number =>
    steps.push(`${sheet} ${done}/${total}`);
  const report = await app.nest.get(SetupImportService).import(OPERATOR, { file, dryRun: false, progress });
  expect(counts(report)).toMatchObject({ 人员: [many + 2, 0, 0], 检查检验项目: [1_003, 0, 0] });
  expect(await countOf('staff')).toBe(many + 2);
  expect(steps).toEqual(expect.arrayContaining(['人员 500/4002', '人员 4002/4002']));
  expect(await rowsOf(`SELECT count(*)::int AS n FROM role_assignments WHERE role = '${Role.EXPERT}'`)).toEqual([
    { n: 1 },
  ]);
}, 120_000);
