import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AnchorService, SealingService } from '#audit';
import { days, hours } from '#kernel';
import { TestApp, World, withClient } from '#testing';
import { runAudit } from './audit-program.js';

const KEY = Buffer.alloc(32, 7).toString('base64');
const folder = mkdtempSync(join(tmpdir(), 'audit-'));
const file = join(folder, 'anchors.jsonl');

let app: TestApp;

beforeAll(async () => {
  app = await TestApp.start({ AUDIT_ANCHOR_FILE: file });
  const world = await World.create(app);
  await world.person('security-admin').asks('mutation { signOut }');
  await app.nest.get(SealingService).sealRecent();
});

afterAll(async () => {
  await app.stop();
  rmSync(folder, { recursive: true });
});

async function run(...words: string[]): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  const variables = { DATABASE_URL: app.database.appUrl, ENCRYPTION_KEYS: `test:${KEY}`, BLIND_INDEX_KEY: KEY };
  return { code: await runAudit(words, (line) => lines.push(line), variables), lines };
}

it('says that the trail is whole, how much of it there is, and what it cannot know', async () => {
  const { code, lines } = await run('verify');
  expect(code).toBe(0);
  expect(lines[0]).toBe('WHOLE: 1 entries agree with 1 seals, 0 anchors were compared.');
  expect(lines.join('\n')).toMatch(/cannot show[\s\S]*both the rights of the owner .* and the keys/);
});

it('reports an entry that came late once, where the file of those reported is kept', async () => {
  const reported = join(folder, 'late.jsonl');
  app.clock.advance(hours(3));
  await withClient(app.database.appUrl, (client) =>
    client.query(
      `INSERT INTO audit_entries (id, occurred_at, request_id, action, result)
       VALUES (gen_random_uuid(), $1, 'request', 'referral.read', 'OK')`,
      [new Date(+app.clock.now() - days(1))],
    ),
  );
  await app.nest.get(SealingService).sealRecent();
  while (await app.nest.get(SealingService).sweep());
  const first = await run('verify', '--reported', reported);
  expect([first.code, first.lines[0]]).toEqual([1, expect.stringContaining('BROKEN (ENTRY_INSERTED): 1 entries')]);
  expect(first.lines[1]).toMatch(/^Late: entry [\w-]+ of 2026-03-03T/);
  const second = await run('verify', '--reported', reported);
  expect([second.code, second.lines[0]]).toEqual([0, 'WHOLE: 2 entries agree with 2 seals, 0 anchors were compared.']);
  expect(second.lines).toContain('Appeared long after their time and were reported before: 1 entries.');
  // Whoever keeps no such file is told each time.
  expect((await run('verify')).code).toBe(1);
  await expect(run('verify', '--reported', folder)).rejects.toThrow('cannot be read');
});

it('finds a cut tail by the anchor that was kept, printed or written by the day', async () => {
  const { lines } = await run('anchor');
  const printed = join(folder, 'printed.txt');
  writeFileSync(printed, ['> npm says something', ...lines].join('\n'));
  await app.nest.get(AnchorService).anchorToday();
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ number: '2', ...JSON.parse(lines[0]!) });
  const reported = join(folder, 'late.jsonl');
  expect((await run('verify', '--anchor', file, '--reported', reported)).lines[0]).toContain('WHOLE');

  await withClient(app.database.ownerUrl, async (owner) => {
    for (const table of ['audit_anchors', 'audit_sealed_entries', 'audit_seals', 'audit_entries']) {
      await owner.query(`ALTER TABLE ${table} DISABLE TRIGGER USER; TRUNCATE ${table};`);
    }
  });
  const { code: silent, lines: verdict } = await run('verify');
  expect([silent, verdict[0]]).toEqual([0, 'NOTHING SEALED: there is nothing to compare.']);
  for (const kept of [file, printed]) {
    const { code, lines: said } = await run('verify', '--anchor', kept);
    expect(code).toBe(1);
    expect(said[0]).toBe('BROKEN (TAIL_TRUNCATED): The chain was cut: seal 2 was anchored and is missing.');
  }
});

it('refuses in one line what it does not understand', async () => {
  await expect(run()).rejects.toThrow('Say `verify`');
  await expect(run('anchor', '--reported', 'x')).rejects.toThrow('Say `verify`');
  await expect(run('verify', '--what')).rejects.toThrow('Say `verify`');
  await expect(run('verify', '--anchor', join(folder, 'none'))).rejects.toThrow('cannot be read');
  writeFileSync(join(folder, 'empty'), '{}\n');
  await expect(run('verify', '--anchor', join(folder, 'empty'))).rejects.toThrow('no anchor');
});
