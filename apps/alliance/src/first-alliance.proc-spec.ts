import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { URI } from 'otpauth';
import {
  HttpClient,
  Launchpad,
  productionSettings,
  withClient,
  type ExternalDatabase,
  type ProductProcess,
  type Settings,
} from '#testing';

const ALLIANCE = ['create', '--code', 'LX', '--name', '兰溪县医共体'];
const HOSPITAL = ['--hospital-code', '48612345-7', '--hospital-name', '兰溪县人民医院'];
const PEOPLE = '--system-admin li.si:李四 --security-admin wang.wu:王五:A-002 --auditor zhao.liu:赵六'.split(' ');
const WORDS = [...ALLIANCE, ...HOSPITAL, ...PEOPLE];
const CHANGE =
  'mutation($input: ChangePasswordInput!) { changePassword(input: $input) { roles { role } secondFactorDue } }';
const BEGIN = 'mutation($input: BeginSecondFactorInput!) { beginSecondFactor(input: $input) { uri } }';
const CONFIRM = 'mutation($input: SecondFactorCodeInput!) { confirmSecondFactor(input: $input) { codes } }';

const launchpad = new Launchpad();
let database: ExternalDatabase;
let settings: Settings;

beforeAll(async () => {
  database = await launchpad.externalDatabase();
  settings = { ...productionSettings, DATABASE_URL: database.appUrl };
});
afterEach(() => launchpad.endProcesses());
afterAll(() => launchpad.clear());

const alliance = (...words: string[]): ProductProcess => launchpad.command('alliance', words, settings);

async function refusal(...words: string[]): Promise<string> {
  const process = alliance(...words);
  expect(await process.exitCode()).toBe(1);
  expect(process.output).toEqual([]);
  expect(process.errors).toHaveLength(1);
  return process.errors[0]!;
}

async function rows(sql: string): Promise<Record<string, unknown>[]> {
  return withClient(database.superuserUrl, async (client) => (await client.query<Record<string, unknown>>(sql)).rows);
}

/** Lets an authenticator app show codes for the account. */
async function enrol(person: HttpClient, currentPassword: string): Promise<void> {
  const { beginSecondFactor } = await person.asks<{ beginSecondFactor: { uri: string } }>(BEGIN, {
    input: { currentPassword },
  });
  await person.asks(CONFIRM, { input: { code: URI.parse(beginSecondFactor.uri).generate() } });
}

test('an empty production gets its alliance and three administrators, who change their first passwords and enrol a second factor', async () => {
  const file = join(launchpad.folder(), 'first-passwords');
  expect(await refusal(...WORDS, '--passwords', file)).toMatch(/^DATABASE_URL: the schema lacks/);
  await launchpad.migrate({ ...settings, DATABASE_OWNER_URL: database.ownerUrl }).exitCode();

  expect(await refusal(...WORDS)).toMatch(/^--passwords <file> is missing/);
  expect(await refusal(...ALLIANCE, ...PEOPLE, '--passwords', file)).toMatch(/^--hospital-code is missing/);
  expect(await refusal(...WORDS, '--credit-code', '91350100M000100Y44', '--passwords', file)).toMatch(/^--credit-code/);
  expect(await rows('SELECT count(*)::int AS n FROM staff')).toEqual([{ n: 0 }]);

  const created = alliance(...WORDS, '--passwords', file);
  expect([await created.exitCode(), created.errors]).toEqual([0, []]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const passwords = new Map(readFileSync(file, 'utf8').trim().split('\n').slice(1).map(loginAndPassword));
  expect([...passwords.keys()]).toEqual(['li.si', 'wang.wu', 'zhao.liu']);
  for (const password of passwords.values()) expect(created.output.join()).not.toContain(password);

  expect(await refusal(...WORDS, '--passwords', join(launchpad.folder(), 'again'))).toMatch(/^There is an alliance/);
  expect(await refusal(...WORDS, '--passwords', file)).toMatch(/exists already or cannot be written/);
  expect(readFileSync(file, 'utf8')).toContain(passwords.get('wang.wu'));
  expect(await rows(`SELECT name, kind FROM institutions`)).toEqual([
    { name: '兰溪县人民医院', kind: 'LEAD_HOSPITAL' },
  ]);
  const trail = await rows(`SELECT action FROM audit_entries WHERE request_id = 'alliance-create' AND result = 'OK'`);
  expect(trail.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['alliance.founded', 'account.created', 'role.assigned']),
  );

  const url = await launchpad.start(settings).url();
  const first = passwords.get('wang.wu')!;
  const guard = await HttpClient.signedIn(url, 'wang.wu', first);
  expect((await guard.sends('{ accounts { nodes { id } } }')).errors[0]?.extensions.code).toBe('FORBIDDEN');
  const changed = await guard.asks(CHANGE, { input: { currentPassword: first, newPassword: 'My-Own-Horse-7' } });
  expect(changed).toEqual({ changePassword: { roles: [], secondFactorDue: true } });
  expect((await guard.sends('{ accounts { nodes { id } } }')).errors[0]?.extensions.code).toBe('FORBIDDEN');
  await enrol(guard, 'My-Own-Horse-7');
  const { accounts } = await guard.asks<{ accounts: { nodes: { loginName: string }[] } }>(
    '{ accounts { nodes { loginName } } }',
  );
  expect(accounts.nodes.map(({ loginName }) => loginName)).toEqual(['li.si', 'wang.wu', 'zhao.liu']);
  await expect(HttpClient.signedIn(url, 'wang.wu', first)).rejects.toThrow('cannot sign in');
});

function loginAndPassword(line: string): [string, string] {
  const [loginName, password] = line.trim().split(/\s+/).slice(-2);
  return [loginName!, password!];
}
