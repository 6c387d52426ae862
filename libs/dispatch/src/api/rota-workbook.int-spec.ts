import { type Cell } from '#kernel';
import { readWorkbook } from '#platform';
import { START, TestApp, World, withClient, type Person } from '#testing';

let app: TestApp;
let world: World;
let expert: Person;
let colleague: Person;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  app.clock.set(START);
  expert = world.person('expert');
  colleague = await world.hire('EXPERT', 'county', 'cardiology');
  await publish();
  await hold(expert, '2026-03-17', 'north', { state: 'COMPLETED', patients: 12, minutes: 90 });
  await hold(expert, '2026-03-18', 'south', { state: 'PLANNED' });
  await hold(colleague, '2026-03-17', 'south', { state: 'NO_SHOW' });
});

afterAll(() => app.stop());

interface Outcome {
  readonly state: string;
  readonly patients?: number;
  readonly minutes?: number;
}

const sql = (text: string, values: readonly unknown[]) =>
  withClient(app.database.ownerUrl, (owner) => owner.query(text, [...values]));

const PLAN = '01900000-0000-7000-8000-000000000001';

/** What was asked for by both townships, and a plan of March that has been published. */
async function publish(): Promise<void> {
  const county = world.institutionId('county');
  await sql(
    `INSERT INTO dispatch_plans (id, institution_id, name, from_day, to_day, state, revision, created_by_staff_id, created_at,
       published_at, version)
     VALUES ($1, $2, '三月', '2026-03-01', '2026-03-31', 'PUBLISHED', 1, $3, '2026-02-01', '2026-02-10', 1)`,
    [PLAN, county, expert.staffId],
  );
  for (const township of ['north', 'south'] as const) {
    await sql(
      `INSERT INTO dispatch_demands VALUES ($1, $2, $1, '0301', 'CLINIC', 2, 'MORNING', 'NONE', 1, 1, 1, '2026-01-01', NULL, 1)`,
      [world.institutionId(township), county],
    );
  }
  for (const { staffId } of [expert, colleague]) {
    await sql(`INSERT INTO dispatch_experts VALUES ($1, $2, 100, 5, 5, '[]', true, 1)`, [staffId, county]);
  }
}

/** A session as it lies in the database, with what came of it. */
async function hold(who: Person, day: string, township: 'north' | 'south', outcome: Outcome): Promise<void> {
  const { state, patients = null, minutes = null } = outcome;
  const noon = `${day}T12:00:00+08:00`;
  const done = state === 'COMPLETED' ? noon : null;
  await sql(
    `INSERT INTO dispatch_sessions (id, plan_id, demand_id, institution_id, township_id, expert_id, specialty, kind, day, half,
       starts_at, ends_at, state, pinned, leaving, published_at, checked_in_at, completed_at, ended_at, patients_seen,
       ward_rounds, surgeries, teaching_minutes, version)
     VALUES (gen_random_uuid(), $1, $2, $3, $2, $4, '0301', 'CLINIC', $5::date, 'MORNING', $5::date + time '00:00',
       $5::date + time '04:00', $6, false, false, '2026-02-10', $7, $7, $8, $9, $10, $10, $11, 1)`,
    [
      PLAN,
      world.institutionId(township),
      world.institutionId('county'),
      who.staffId,
      day,
      state,
      done,
      state === 'PLANNED' ? null : noon,
      patients,
      done && 0,
      minutes,
    ],
  );
}

const download = (person: Person | null, query: string) =>
  app.nest.inject({
    url: `/rota-workbook?${query}`,
    headers: person ? { authorization: `Bearer ${person.token}` } : {},
  });

async function sheetsOf(person: Person): Promise<(readonly (readonly Cell[])[])[]> {
  const { statusCode, rawPayload } = await download(person, 'from=2026-03-01&to=2026-03-31');
  expect(statusCode).toBe(200);
  return (await readWorkbook(rawPayload)).map(({ rows }) => rows.slice(1));
}

describe('the workbook of a rota', () => {
  it('shows planners everybody, day by day, and what came of it', async () => {
    const [rota, attendance] = await sheetsOf(world.person('rota-manager'));
    expect(rota!.map((row) => [row[0], row[1], row[2], row[5], row[9]])).toEqual([
      ['2026-03-17', '周二', '上午', '专家门诊', '已完成'],
      ['2026-03-17', '周二', '上午', '专家门诊', '未到岗'],
      ['2026-03-18', '周三', '上午', '专家门诊', '待确认'],
    ]);
    const sums = attendance!.map((row) => row.slice(2));
    expect(sums).toContainEqual([1, 1, 1, 12, 0, 0, 1.5, 0]);
    expect(sums).toContainEqual([0, 0, 0, 0, 0, 0, 0, 1]);
  });

  it('shows a township who comes to it, and an expert where they go', async () => {
    const [guests] = await sheetsOf(world.person('township-head'));
    expect(guests!.map((row) => row[0])).toEqual(['2026-03-17']);
    const [way] = await sheetsOf(expert);
    expect(way!.map((row) => row[0])).toEqual(['2026-03-17', '2026-03-18']);
    const [others] = await sheetsOf(colleague);
    expect(others!.map((row) => row[9])).toEqual(['未到岗']);
  });

  it('is refused for days that are none, too many, or the wrong way round, and for whoever has no business with it', async () => {
    const manager = world.person('rota-manager');
    const periods = [
      'from=2026-03-31&to=2026-03-01',
      'from=2026-01-01&to=2026-12-31',
      'from=2026-02-30&to=2026-03-01',
      '',
    ];
    for (const query of periods) expect((await download(manager, query)).statusCode).toBe(422);
    expect((await download(null, 'from=2026-03-01&to=2026-03-31')).statusCode).toBe(401);
    expect((await download(world.person('auditor'), 'from=2026-03-01&to=2026-03-31')).statusCode).toBe(403);
  });
});
