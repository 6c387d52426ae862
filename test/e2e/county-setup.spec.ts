import { randomUUID } from 'node:crypto';
import { XLSX_TYPE, readWorkbook } from '#platform';
import { TestApp, World, withClient, type Person } from '#testing';
import writeWorkbook from 'write-excel-file/node';

const IMPORT = (mutation: string): string =>
  `mutation($input: ImportWorkbookInput!) { ${mutation}(input: $input) { dryRun
     sheets { sheet absentColumns added changed unchanged elsewhere passedOver missing } problems { sheet row column code message }
     accounts { staffNo loginName password } } }`;
const STAFF = ['工号', '姓名', '机构代码', '科室代码', '职称', '独立执业起始日期', '专业代码', '手机号码', '在岗'];
/** As workbooks had it before roles had times. */
const ACCOUNTS = ['工号', '登录名', '角色', '任职机构代码', '任职科室代码'];
const DOCTOR = ['0012', '张三', 'TEST-county', 'cardiology', '中级', null, null, 13_800_138_000, '是'];
const ELSEWHERE = ['0013', '李四', 'TEST-north', null, '初级', null, null, null, '是'];

let app: TestApp;
let world: World;
let systemAdmin: Person;
let securityAdmin: Person;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  systemAdmin = world.person('system-admin');
  securityAdmin = world.person('security-admin');
  await withClient(app.database.ownerUrl, (owner) =>
    owner.query(`INSERT INTO alliances (id, code, name) VALUES (gen_random_uuid(), 'LX', '兰溪县医共体')`),
  );
});
afterAll(() => app.stop());

type Cells = readonly (string | number | null)[];

function workbook(staff: readonly Cells[], accounts: readonly Cells[]): Promise<Buffer> {
  const data = (rows: readonly Cells[]) => rows.map((row) => row.map((value) => (value === null ? null : { value })));
  return writeWorkbook([
    { sheet: '人员', data: data([STAFF, ...staff]) },
    { sheet: '账号与角色', data: data([ACCOUNTS, ...accounts]) },
  ]).toBuffer();
}

async function upload(by: Person, file: Buffer): Promise<{ status: number; id: string; code: string | undefined }> {
  const response = await app.nest.inject({
    method: 'POST',
    url: '/setup-workbooks',
    headers: { authorization: `Bearer ${by.token}`, 'content-type': XLSX_TYPE, 'idempotency-key': randomUUID() },
    payload: file,
  });
  const body = response.json<{ id: string; errors?: { extensions: { code: string; rule?: string } }[] }>();
  const refused = body.errors?.[0]?.extensions;
  return { status: response.statusCode, id: body.id, code: refused?.rule ?? refused?.code };
}

interface Imported {
  readonly dryRun: boolean;
  readonly sheets: readonly Record<string, unknown>[];
  readonly problems: readonly { row: number; column: string | null; code: string; message: string }[];
  readonly accounts: readonly { staffNo: string; loginName: string; password: string }[];
}

async function brought(by: Person, mutation: string, file: Buffer, dryRun = false): Promise<Imported> {
  const { id: fileId } = await upload(by, file);
  const data = await by.asks<Record<string, Imported>>(IMPORT(mutation), { input: { fileId, dryRun } });
  return data[mutation]!;
}

describe('a workbook that administrators upload', () => {
  const accounts: Cells[] = [
    ['0012', 'zhang.san', '专家', 'TEST-county', null],
    ['0013', 'li.si', '乡镇医生', 'TEST-north', null],
  ];

  it('sets up the directory by the one and accounts by the other, each passing over what is not theirs', async () => {
    const file = await workbook([DOCTOR, ELSEWHERE], accounts);
    const directory = await brought(systemAdmin, 'importDirectory', file);
    expect(directory.sheets).toMatchObject([
      { sheet: '人员', added: 2, passedOver: false },
      { sheet: '账号与角色', added: 0, passedOver: true },
    ]);
    expect(directory.accounts).toEqual([]);
    const given = await brought(securityAdmin, 'importAccounts', file);
    expect(given.sheets).toMatchObject([
      {
        sheet: '账号与角色',
        absentColumns: ['任职开始日期', '任职结束日期'],
        added: 1,
        elsewhere: 1,
        passedOver: false,
      },
      { sheet: '人员', passedOver: true },
    ]);
    expect(given.accounts).toEqual([
      { staffNo: '0012', loginName: 'zhang.san', password: expect.stringMatching(/^[\w-]{23}$/) },
    ]);
    const { password, loginName } = given.accounts[0]!;
    const { data } = await app.graphql<{ signIn: { token: string } }>(
      'mutation($input: SignInInput!) { signIn(input: $input) { token } }',
      { input: { loginName, password } },
    );
    expect(data?.signIn.token).toEqual(expect.any(String));
    expect((await brought(securityAdmin, 'importAccounts', file)).accounts).toEqual([]);
  });

  it('brings in what rotas are made from by their manager, for the own institution alone', async () => {
    const data = (rows: readonly Cells[]) => rows.map((row) => row.map((value) => (value === null ? null : { value })));
    const tcm = world.person('tcm-doctor');
    const file = await writeWorkbook([
      { sheet: '人员', data: data([STAFF, DOCTOR]) },
      {
        sheet: '下派专家',
        data: data([
          ['工号', '负荷权重（%）', '每周最多班次', '最多连续天数', '参与排班'],
          ['expert', 100, 3, 2, '是'],
          [tcm.name, 100, 3, 2, '是'],
        ]),
      },
    ]).toBuffer();
    const manager = world.person('rota-manager');
    const { sheets } = await brought(manager, 'importRotaSetUp', file);
    expect(sheets).toMatchObject([
      { sheet: '下派专家', added: 1, elsewhere: 1, passedOver: false },
      { sheet: '人员', added: 0, passedOver: true },
    ]);
    const { dispatchExperts } = await manager.asks<{
      dispatchExperts: { maxPerWeek: number; expert: { id: string } }[];
    }>('{ dispatchExperts { maxPerWeek expert { id } } }');
    expect(dispatchExperts).toEqual([{ maxPerWeek: 3, expert: { id: world.person('expert').staffId } }]);
    const again = await brought(manager, 'importRotaSetUp', file);
    expect(again.sheets[0]).toMatchObject({ added: 0, unchanged: 1 });
  });

  it('of a township’s administrator is about the township alone', async () => {
    const admin = await world.hire('SYSTEM_ADMIN', 'north');
    const file = await workbook([[...DOCTOR].with(1, '别人'), [...ELSEWHERE].with(1, '李四光')], []);
    const { sheets } = await brought(admin, 'importDirectory', file);
    expect(sheets[0]).toMatchObject({ sheet: '人员', changed: 1, elsewhere: 1, missing: expect.any(Array) });
    expect(sheets[0]!['missing']).not.toContain('cardiologist');
  });

  it('tells what is wrong in the language of whoever asks: all of it in a dry run, and in the refusal', async () => {
    const file = await workbook([[...DOCTOR].with(4, '院士').with(7, '12'), [...ELSEWHERE].with(2, 'X')], []);
    const { problems } = await brought(systemAdmin, 'importDirectory', file, true);
    expect(problems.map(({ row, column, code, message }) => [row, column, code, message])).toEqual([
      [2, '职称', 'isIn', '不在允许的取值内'],
      [2, '手机号码', 'MOBILE_PHONE', '不是有效的手机号码'],
      [3, '机构代码', 'FIXED_ONCE_ENTERED', '建立后不可更改'],
    ]);
    const { id: fileId } = await upload(systemAdmin, file);
    const headers = { 'accept-language': 'en' };
    const { errors } = await systemAdmin.tries(
      IMPORT('importDirectory'),
      { input: { fileId, dryRun: false } },
      { headers },
    );
    expect(errors[0]!.extensions).toMatchObject({ code: 'SETUP_REFUSED', facts: { count: 3 } });
    expect(errors[0]!.extensions.facts['rows']).toContainEqual(
      expect.objectContaining({ row: 2, column: '手机号码', message: 'is no mobile phone number' }),
    );
    const { rows } = await withClient(app.database.ownerUrl, (owner) =>
      owner.query(`SELECT DISTINCT result FROM audit_entries WHERE code = 'SETUP_REFUSED'`),
    );
    expect(rows).toEqual([{ result: 'REFUSED' }]);
  });

  it('is nobody else’s to import, and refused at the door where it is no workbook', async () => {
    const { id: fileId } = await upload(systemAdmin, await workbook([DOCTOR], []));
    const { errors } = await securityAdmin.tries(IMPORT('importAccounts'), { input: { fileId, dryRun: true } });
    expect(errors[0]!.extensions.code).toBe('NOT_FOUND');
    expect(await upload(systemAdmin, Buffer.from('工号,姓名'))).toMatchObject({ status: 415, code: 'NOT_A_WORKBOOK' });
    const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
    expect(await upload(systemAdmin, old)).toMatchObject({ status: 415, code: 'WORKBOOK_TOO_OLD' });
    expect(await upload(systemAdmin, Buffer.alloc(50 * 1024 * 1024))).toMatchObject({ status: 413 });
    for (const name of ['township-doctor', 'auditor'] as const) {
      expect((await upload(world.person(name), await workbook([], []))).status).toBe(403);
    }
  });

  it('begins with the template', async () => {
    const headers = { authorization: `Bearer ${systemAdmin.token}` };
    const { rawPayload } = await app.nest.inject({ method: 'GET', url: '/setup-template', headers });
    const sheets = await readWorkbook(rawPayload);
    expect(sheets.map(({ name }) => name).slice(0, 5)).toEqual(['填写说明', '机构', '科室', '人员', '账号与角色']);
  });
});
