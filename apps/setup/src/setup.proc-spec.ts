import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Launchpad, productionSettings, withClient, type ProductProcess, type Settings } from '#testing';
import writeWorkbook from 'write-excel-file/node';

const PEOPLE = '--system-admin li.si:李四 --security-admin wang.wu:王五 --auditor zhao.liu:赵六'.split(' ');
const ALLIANCE = [
  'create',
  '--code',
  'LX',
  '--name',
  '兰溪县医共体',
  '--hospital-code',
  'H-001',
  '--hospital-name',
  '县医院',
];
const launchpad = new Launchpad();

afterEach(() => launchpad.endProcesses());
afterAll(() => launchpad.clear());

async function finished(process: ProductProcess): Promise<{ code: number | null; output: string; errors: string[] }> {
  const code = await process.exitCode();
  return { code, output: process.output.join('\n'), errors: [...process.errors] };
}

test('an operator sets a county up by a workbook, and writes it down again', async () => {
  const database = await launchpad.externalDatabase();
  const settings: Settings = { ...productionSettings, DATABASE_URL: database.appUrl };
  await launchpad.migrate({ ...settings, DATABASE_OWNER_URL: database.ownerUrl }).exitCode();
  const folder = launchpad.folder();
  const setup = (...words: string[]) => finished(launchpad.command('setup', words, settings));
  const file = (name: string): string => join(folder, name);
  await launchpad.command('alliance', [...ALLIANCE, ...PEOPLE, '--passwords', file('first')], settings).exitCode();

  expect((await setup('import', file('none.xlsx'))).errors).toEqual([expect.stringMatching(/^There is no workbook/)]);
  writeFileSync(file('large.xlsx'), Buffer.alloc(50 * 1024 * 1024));
  const large = await setup('import', file('large.xlsx'));
  expect(large).toMatchObject({ code: 1, errors: [expect.stringMatching(/^The workbook has more than 16 MiB/)] });

  const staff = [['工号', '姓名', '机构代码', '科室代码', '职称', '独立执业起始日期', '专业代码', '手机号码', '在岗']];
  const accounts = [
    ['工号', '登录名', '角色', '任职机构代码', '任职科室代码', '任职开始日期', '任职结束日期'],
    ['0012', 'zhang.san', '专家', 'H-001', '', '', ''],
  ];
  const book = (title: string) =>
    writeWorkbook([
      { sheet: '人员', data: [...staff, ['0012', '张三', 'H-001', '', title, '', '', '13800138000', '是']] },
      { sheet: '账号与角色', data: accounts },
    ]).toBuffer();
  writeFileSync(file('bad.xlsx'), await book('院士'));
  const bad = await setup('import', file('bad.xlsx'));
  expect(bad).toMatchObject({ code: 1, errors: [] });
  expect(bad.output).toContain('人员 R2 职称: 不在允许的取值内 / is not an allowed value [isIn]');

  writeFileSync(file('county.xlsx'), await book('中级'));
  const good = await setup('import', file('county.xlsx'));
  expect([good.code, good.errors]).toEqual([0, []]);
  const passwords = file('county-passwords.csv');
  expect(statSync(passwords).mode & 0o777).toBe(0o600);
  const [, line] = readFileSync(passwords, 'utf8').split('\n');
  expect(line).toMatch(/^0012,zhang\.san,[\w-]{23}$/);
  expect(good.output).not.toContain(line!.split(',')[2]);
  const { rows } = await withClient(database.superuserUrl, (client) =>
    client.query<Record<string, unknown>>(`SELECT login_name FROM accounts WHERE must_change_password ORDER BY 1`),
  );
  expect(rows.map((row) => row['login_name'])).toEqual(['li.si', 'wang.wu', 'zhang.san', 'zhao.liu']);

  expect(await setup('export', file('written.xlsx'))).toMatchObject({ code: 0 });
  expect(statSync(file('written.xlsx')).mode & 0o777).toBe(0o600);
  const again = await setup('import', file('written.xlsx'));
  expect(again.code).toBe(0);
  expect(again.output).not.toMatch(/[1-9]\d* (added|changed)/);
});
