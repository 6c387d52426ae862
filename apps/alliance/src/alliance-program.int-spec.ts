import { firstPassword } from '#identity';
import { TestApp, withClient } from '#testing';
import { runAlliance } from './alliance-program.js';

const KEY = Buffer.alloc(32, 7).toString('base64');
let app: TestApp;

beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

const variables = () => ({ DATABASE_URL: app.database.appUrl, ENCRYPTION_KEYS: `test:${KEY}`, BLIND_INDEX_KEY: KEY });
const founded = (): Promise<number> =>
  withClient(app.database.ownerUrl, async (owner) => (await owner.query('SELECT 1 FROM alliances')).rowCount!);

test('whoever sits at a terminal is asked for what the words leave out, and shown the passwords once', async () => {
  const answers = ['LX', '兰溪县医共体', '48612345-7', '兰溪县人民医院', 'li.si:李四', 'wang.wu:王五', 'zhao.liu:赵六'];
  const asked: string[] = [];
  const ask = (question: string): Promise<string> => Promise.resolve(answers[asked.push(question) - 1]!);
  const said: string[] = [];
  const surroundings = { isTerminal: true, ask, variables: variables() };
  expect(await runAlliance(['create'], (line) => said.push(line), surroundings)).toBe(0);
  expect(asked).toHaveLength(answers.length);
  expect(said).toHaveLength(4);
  expect(said[2]).toMatch(/^ {2}Security administrator +wang\.wu +[\w-]{23}$/);
  expect(await founded()).toBe(1);
});

test.each([
  [['create', '--system-admin', 'a.b:甲', '--security-admin', 'a.b:乙', '--auditor', 'c.d:丙'], /three people/],
  [['create', '--system-admin', '甲:a.b', '--security-admin', 'a.c:乙', '--auditor', 'c.d:丙'], /^SYSTEM_ADMIN: say/],
  [['found'], /^Say `create`/],
  [['create', '--password', 'Secret-Horse-1'], /^Say `create`/],
])('refuses the words %j', async (words, message) => {
  const ask = (): Promise<string> => Promise.resolve('x');
  const refused = runAlliance(words, () => undefined, { isTerminal: true, ask, variables: variables() });
  await expect(refused).rejects.toThrow(message);
});

test('first passwords keep every rule and are never the same', () => {
  const passwords = Array.from({ length: 50 }, firstPassword);
  expect(new Set(passwords).size).toBe(50);
  for (const password of passwords) expect(password).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z2-9-]{23}$/);
});
