import { randomUUID } from 'node:crypto';
import { type Cell } from '#kernel';
import { readWorkbook } from '#platform';
import { sync as parseCalendar, type VEvent } from 'node-ical';
import { ReferralStory, START, TestApp, World, readPdf, withClient, type Person, type SeenPdf } from '#testing';

let app: TestApp;
let world: World;
let expert: Person;
let colleague: Person;
const lines: string[] = [];

beforeAll(async () => {
  app = await TestApp.start({ LOG_LEVEL: 'debug' }, { write: (line) => void lines.push(line) });
  world = await World.create(app);
  app.clock.set(START);
  expert = world.person('expert');
  colleague = await world.hire('EXPERT', 'county', 'cardiology');
  await publish();
  await hold(expert, '2026-03-17', 'north', { state: 'COMPLETED', patients: 12, minutes: 90 });
  for (const [place, state] of ['ATTENDED', 'ABSENT'].entries()) await give(place + 1, state);
  await hold(expert, '2026-03-18', 'south', { state: 'PLANNED' });
  await hold(colleague, '2026-03-17', 'south', { state: 'NO_SHOW' });
  await hold(colleague, '2026-03-19', 'north', { state: 'SUSPENDED' });
  await hold(colleague, '2026-03-20', 'north', { state: 'CANCELLED' });
  await hold(colleague, '2026-03-24', 'south', { state: 'COMPLETED', patients: 8, minutes: 0 });
});

afterAll(() => app.stop());

const ENDED = ['COMPLETED', 'NO_SHOW', 'CANCELLED'];

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
      ENDED.includes(state) ? noon : null,
      patients,
      done && 0,
      minutes,
    ],
  );
}

/** A place at the session that was held in the north, and what became of it. */
async function give(place: number, state: string): Promise<void> {
  const patientId = await new ReferralStory(world).patient(world.person('township-doctor'));
  await sql(
    `INSERT INTO dispatch_bookings (id, session_id, place, patient_id, township_id, state, access_until, booked_by_staff_id,
       booked_at, version) SELECT gen_random_uuid(), x.id, $1, $2, x.township_id, $3, x.ends_at, x.expert_id, $4, 1
     FROM dispatch_sessions x WHERE x.state = 'COMPLETED'`,
    [place, patientId, state, START],
  );
}

const MARCH = 'from=2026-03-01&to=2026-03-31';
const download = (person: Person | null, query: string) =>
  app.nest.inject({
    url: `/rota-workbook?${query}`,
    headers: person ? { authorization: `Bearer ${person.token}` } : {},
  });

async function sheetsOf(person: Person, more = ''): Promise<(readonly (readonly Cell[])[])[]> {
  const { statusCode, rawPayload } = await download(person, `${MARCH}${more}`);
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
      ['2026-03-19', '周四', '上午', '专家门诊', '停诊'],
      ['2026-03-20', '周五', '上午', '专家门诊', '已取消'],
      ['2026-03-24', '周二', '上午', '专家门诊', '已完成'],
    ]);
    const sums = attendance!.map((row) => row.slice(2));
    expect(sums).toContainEqual([1, 1, 1, 2, 1, 12, 0, 0, 1.5, 0]);
    expect(sums).toContainEqual([1, 1, 1, 0, 0, 8, 0, 0, 0, 1]);
  });

  it('lays each month out for the wall, by townships and by experts, as far as it is the business of whoever asks', async () => {
    const gridsOf = async (person: Person, query = MARCH) => {
      const sheets = await readWorkbook((await download(person, query)).rawPayload);
      return sheets
        .slice(2)
        .map(({ name, rows }) => [name, rows.map((row) => row.map((cell) => String(cell ?? '')))] as const);
    };
    const [townships, experts] = await gridsOf(world.person('rota-manager'));
    expect([townships![0], experts![0]]).toEqual(['2026-03 按乡镇', '2026-03 按专家']);
    const [, head, ...rows] = townships![1];
    expect(head!.slice(2, 4)).toEqual(['1\n日', '2\n一']);
    const north = rows.find(([side]) => side === '北乡卫生院')!;
    expect(north[1 + 17]).toContain(`\n${expert.name} 医生`);
    expect(north[1 + 19]).toContain('【停诊】');
    expect(north[1 + 20] ?? '').toBe('');
    expect(experts![1].flat().filter((text) => text === '南乡卫生院')).toHaveLength(2);
    const [guests] = await gridsOf(world.person('township-head'));
    expect(guests![1].flat()).not.toContain('南乡卫生院');
    const overNewYear = await gridsOf(expert, 'from=2026-12-21&to=2027-01-10');
    expect(overNewYear.map(([name]) => name)).toEqual([
      '2026-12 按乡镇',
      '2026-12 按专家',
      '2027-01 按乡镇',
      '2027-01 按专家',
    ]);
  });

  it('is of one township or of one expert where that is asked for', async () => {
    const south = world.institutionId('south');
    const [there] = await sheetsOf(world.person('rota-manager'), `&townshipId=${south}`);
    expect(there!.map((row) => row[0])).toEqual(['2026-03-17', '2026-03-18', '2026-03-24']);
    const [theirs] = await sheetsOf(world.person('rota-manager'), `&townshipId=${south}&expertId=${expert.staffId}`);
    expect(theirs!.map((row) => row[0])).toEqual(['2026-03-18']);
  });

  it('shows a township who comes to it, and an expert where they go', async () => {
    const [guests] = await sheetsOf(world.person('township-head'));
    expect(guests!.map((row) => row[0])).toEqual(['2026-03-17', '2026-03-19', '2026-03-20']);
    const [way] = await sheetsOf(expert);
    expect(way!.map((row) => row[0])).toEqual(['2026-03-17', '2026-03-18']);
    const [others] = await sheetsOf(colleague);
    expect(others!.map((row) => row[9])).toEqual(['未到岗', '停诊', '已取消', '已完成']);
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

describe('a calendar link', () => {
  interface Made {
    readonly feed: { readonly id: string; readonly version: number; readonly revokedAt: string | null };
    readonly path: string | null;
  }
  const FEED = 'feed { id version revokedAt } path';

  const tryMaking = (person: Person, scope: string, idempotencyKey = randomUUID()) =>
    person.tries<{ createCalendarFeed: Made }>(
      `mutation($input: CreateCalendarFeedInput!) { createCalendarFeed(input: $input) { ${FEED} } }`,
      { input: { scope, idempotencyKey } },
    );
  async function make(person: Person, scope = 'OWN', idempotencyKey = randomUUID()): Promise<Made> {
    const { data, errors } = await tryMaking(person, scope, idempotencyKey);
    expect(errors).toEqual([]);
    return data!.createCalendarFeed;
  }
  const tryRevoking = (person: Person, { id, version }: Made['feed']) =>
    person.tries('mutation($input: RevokeCalendarFeedInput!) { revokeCalendarFeed(input: $input) { revokedAt } }', {
      input: { id, expectedVersion: version },
    });
  const codes = (errors: readonly object[]) =>
    (errors as readonly { extensions: { code: string } }[]).map(({ extensions }) => extensions.code);
  const read = (path: string | null) => app.nest.inject({ url: path! });

  /** As a calendar program understands it, in the order of begins. */
  async function opened(path: string | null): Promise<VEvent[]> {
    const { statusCode, headers, payload } = await read(path);
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8']);
    expect(payload).not.toMatch(/patient|患者|1[3-9]\d{9}/);
    const events = Object.values(parseCalendar.parseICS(payload)).filter((part) => part?.type === 'VEVENT');
    return events.toSorted((a, b) => +a.start - +b.start);
  }
  const seen = ({ summary, location, status, start, end }: VEvent) => [
    summary,
    location,
    status,
    start.toISOString(),
    end!.toISOString(),
  ];

  it('shows an expert where they go, in a program that knows nothing of us', async () => {
    const { path } = await make(expert);
    expect((await opened(path)).map(seen)).toEqual([
      ['专家门诊：北乡卫生院', '北乡卫生院', 'CONFIRMED', '2026-03-17T00:00:00.000Z', '2026-03-17T04:00:00.000Z'],
      ['专家门诊：南乡卫生院', '南乡卫生院', 'TENTATIVE', '2026-03-18T00:00:00.000Z', '2026-03-18T04:00:00.000Z'],
    ]);
  });

  it('shows a township who comes and who does not, and nobody else may make such a link', async () => {
    const { path } = await make(world.person('township-doctor'), 'INSTITUTION');
    expect((await opened(path)).map(({ summary, status }) => [summary, status])).toEqual([
      [`专家门诊：${expert.name} 医生`, 'CONFIRMED'],
      [`专家门诊：${colleague.name} 医生`, 'CANCELLED'],
      [`专家门诊：${colleague.name} 医生`, 'CANCELLED'],
    ]);
    expect(codes((await tryMaking(expert, 'INSTITUTION')).errors)).toEqual(['FORBIDDEN']);
    expect(codes((await tryMaking(world.person('auditor'), 'OWN')).errors)).toEqual(['FORBIDDEN']);
  });

  it('tells changes and cancellations of the same entry by a sequence that grows', async () => {
    const { path } = await make(expert);
    const planned = (await opened(path))[1]!;
    const { errors } = await expert.tries(
      'mutation($input: SessionActionInput!) { confirmSession(input: $input) { state } }',
      { input: { id: planned.uid.replace('dispatch-session-', ''), expectedVersion: 1 } },
    );
    expect(errors).toEqual([]);
    const confirmed = (await opened(path))[1]!;
    expect([confirmed.uid, confirmed.status]).toEqual([planned.uid, 'CONFIRMED']);
    expect(Number(confirmed.sequence)).toBeGreaterThan(Number(planned.sequence));
    await sql(
      `UPDATE dispatch_sessions SET state = 'CANCELLED', ended_at = now(), version = version + 1 WHERE id = $1`,
      [planned.uid.replace('dispatch-session-', '')],
    );
    const cancelled = (await opened(path))[1]!;
    expect([cancelled.uid, cancelled.status]).toEqual([planned.uid, 'CANCELLED']);
    expect(Number(cancelled.sequence)).toBeGreaterThan(Number(confirmed.sequence));
    await sql(`UPDATE dispatch_sessions SET state = 'PLANNED', ended_at = NULL, version = 1 WHERE id = $1`, [
      planned.uid.replace('dispatch-session-', ''),
    ]);
  });

  it('is told once, is nowhere in the database or the log, and another one is not guessed', async () => {
    const key = randomUUID();
    const { feed, path } = await make(expert, 'OWN', key);
    expect(path).toMatch(/^\/calendar-feeds\/[\w-]{43}\.ics$/);
    expect(await make(expert, 'OWN', key)).toEqual({ feed, path: null });
    const token = path!.slice('/calendar-feeds/'.length, -'.ics'.length);
    const { rows } = await sql(
      `SELECT row_to_json(f)::text AS kept FROM calendar_feeds f UNION ALL SELECT row_to_json(e)::text FROM domain_events e
       UNION ALL SELECT row_to_json(a)::text FROM audit_entries a`,
      [],
    );
    await opened(path);
    const traces = [...rows.map(({ kept }) => String(kept)), ...lines];
    expect(traces.some((trace) => trace.includes(token))).toBe(false);
    expect((await read(path!.replace(token, 'A'.repeat(token.length)))).statusCode).toBe(404);
  });

  it('leads nowhere once it is taken back, by its owner alone', async () => {
    const { feed, path } = await make(expert);
    expect(codes((await tryRevoking(colleague, feed)).errors)).toEqual(['NOT_FOUND']);
    expect((await tryRevoking(expert, feed)).errors).toEqual([]);
    expect((await read(path)).statusCode).toBe(404);
    expect(codes((await tryRevoking(expert, feed)).errors)).toEqual(['CALENDAR_FEED_REVOKED']);
    const { myCalendarFeeds } = await expert.asks<{ myCalendarFeeds: Made['feed'][] }>(
      '{ myCalendarFeeds { id version revokedAt } }',
    );
    expect(myCalendarFeeds.find(({ id }) => id === feed.id)!.revokedAt).not.toBeNull();
  });

  it('leads nowhere once its owner has left', async () => {
    const { path } = await make(colleague);
    await sql('UPDATE staff SET active = false WHERE id = $1', [colleague.staffId]);
    expect((await read(path)).statusCode).toBe(404);
    await sql('UPDATE staff SET active = true WHERE id = $1', [colleague.staffId]);
  });
});

describe('the papers of a rota', () => {
  const PHONE = '13912345678';

  const fetchPaper = (person: Person | null, paper: string, query = MARCH) =>
    app.nest.inject({
      url: `/rota-papers/${paper}?${query}`,
      headers: person ? { authorization: `Bearer ${person.token}` } : {},
    });

  async function paperOf(person: Person, paper: string, query = MARCH): Promise<SeenPdf & { text: string }> {
    const { statusCode, rawPayload, headers } = await fetchPaper(person, paper, query);
    expect([statusCode, headers['content-type']]).toEqual([200, 'application/pdf']);
    const seen = await readPdf(rawPayload);
    expect(seen.fonts.length).toBeGreaterThan(0);
    expect(seen.fonts.every(({ embedded, name }) => embedded && name.includes('Noto'))).toBe(true);
    return { ...seen, text: seen.pages.join('') };
  }

  beforeAll(async () => {
    const input = { id: colleague.staffId, expectedVersion: 1, title: 'SENIOR', active: true, phone: PHONE };
    const departmentId = world.departmentId('cardiology');
    await world
      .person('system-admin')
      .asks('mutation($input: ChangeStaffInput!) { changeStaff(input: $input) { id } }', {
        input: { ...input, departmentId },
      });
    await sql(`UPDATE departments SET specialty_code = '0301', name = '心血管内科' WHERE id = $1`, [
      world.departmentId('cardiology'),
    ]);
    await sql('INSERT INTO travel_times VALUES ($1, $2, 90)', [
      world.institutionId('county'),
      world.institutionId('south'),
    ]);
  });

  it('name who comes to a township, with telephones for those who work there and without on the wall', async () => {
    const head = world.person('township-head');
    const rota = await paperOf(head, 'township-rota');
    expect(rota.text).toContain('专家下派排班表');
    expect(rota.text).toContain('2026年03月');
    expect(rota.size).toEqual([420, 297]);
    expect(rota.text).toMatch(/3月17日上午心血管内科expert医生.*3月18日3月19日上午【停诊】心血管内科/);
    expect(rota.text).toContain('上午08:00–12:00');
    expect(rota.text).toContain(PHONE);
    const week = await paperOf(head, 'township-rota', 'from=2026-03-16&to=2026-03-22');
    expect(week.size).toEqual([210, 297]);
    expect(week.text).toContain('03-17周二上午心血管内科专家门诊');
    expect(week.text).toContain(PHONE);
    expect(week.text).not.toContain('03-20');
    const notice = await paperOf(head, 'public-notice');
    expect(notice.text).toContain('专家坐诊公示');
    expect([notice.size, notice.text.includes('【停诊】心血管内科')]).toEqual([[420, 297], true]);
    expect(notice.text).not.toMatch(/1[3-9]\d{9}|联系电话/);
    expect(notice.text).not.toContain(head.name);
    const others = await paperOf(
      world.person('other-township-head'),
      'township-rota',
      `${MARCH}&townshipId=${head.institutionId}`,
    );
    expect(others.text).not.toContain('心血管内科');
  });

  it('tell an expert where to go, and whom to call there', async () => {
    await sql(`UPDATE institutions SET phone = '0571-87000001', address = '南乡街1号' WHERE id = $1`, [
      world.institutionId('south'),
    ]);
    const { text } = await paperOf(expert, 'expert-rota');
    expect(text).toContain('03-18周三上午08:00–12:00南乡卫生院');
    expect(text).toContain('南乡街1号0571-87000001');
    const { text: nothing } = await paperOf(expert, 'expert-rota', `${MARCH}&expertId=${colleague.staffId}`);
    expect(nothing).not.toContain('南乡卫生院');
  });

  it('add up what was done, and what is due for it: for the house that sends, and for the expert', async () => {
    const manager = world.person('rota-manager');
    const attendance = await paperOf(manager, 'attendance');
    const name = (person: Person) => `${person.name}医生`.replaceAll(/\s/g, '');
    expect(attendance.text).toContain('03-17周二上午expert医生北乡卫生院12:001/212001.5已完成');
    expect(attendance.text).toContain(`${name(expert)}11112001.50`);
    const allowance = await paperOf(manager, 'allowance');
    expect(allowance.text).toContain(`${name(colleague)}11170.00`);
    expect(allowance.text).toContain(`${name(expert)}10150.00`);
    expect(allowance.text).toContain('合计212120.00');
    const own = await paperOf(expert, 'allowance');
    expect(own.text).toContain('合计10150.00');
    expect((await paperOf(world.person('township-head'), 'allowance')).text).toContain('合计0000.00');
  });

  it('certify service at the grassroots: each day once, no break, nothing that is still ahead', async () => {
    await sql(
      `INSERT INTO dispatch_secondments (id, institution_id, expert_id, host_institution_id, from_day, to_day, state, breaks,
         created_by_staff_id, created_at, version)
       VALUES (gen_random_uuid(), $1, $2, $3, '2025-04-01', '2026-12-31', 'ACTIVE', '[{"fromDay":"2025-05-01","toDay":"2025-05-10"}]',
         $2, '2025-03-01', 1)`,
      [world.institutionId('county'), expert.staffId, world.institutionId('north')],
    );
    const SINCE = 'from=2020-01-01&to=2026-12-31';
    app.clock.set(new Date('2026-03-31T09:00:00+08:00'));
    const { text } = await paperOf(expert, 'service-certificate', SINCE);
    expect(text).toContain('基层服务证明');
    expect(text).toContain('长期派驻355天，另有下派出诊0天，合计355天，尚未达到');
    app.clock.set(new Date('2026-04-10T09:00:00+08:00'));
    const later = await paperOf(
      world.person('rota-manager'),
      'service-certificate',
      `${SINCE}&expertId=${expert.staffId}`,
    );
    expect(later.text).toContain('合计365天，已达到');
    const theirs = await paperOf(colleague, 'service-certificate', SINCE);
    expect(theirs.text).toContain('长期派驻0天，另有下派出诊1天，合计1天');
    const elsewhere = await world.hire('ROTA_MANAGER', 'tcm');
    for (const stranger of [colleague, world.person('township-head'), elsewhere]) {
      const { statusCode } = await fetchPaper(stranger, 'service-certificate', `${SINCE}&expertId=${expert.staffId}`);
      expect(statusCode).toBe(404);
    }
    app.clock.set(START);
  });

  it('leave a trace, and are for nobody without business', async () => {
    const { rows } = await sql(
      `SELECT DISTINCT detail ->> 'paper' AS paper FROM audit_entries WHERE action = 'rota.printed'`,
      [],
    );
    expect(rows.length).toBe(6);
    const manager = world.person('rota-manager');
    expect((await fetchPaper(manager, 'no-paper')).statusCode).toBe(422);
    expect((await fetchPaper(manager, 'attendance', 'from=2026-01-01&to=2026-12-31')).statusCode).toBe(422);
    expect((await fetchPaper(null, 'attendance')).statusCode).toBe(401);
    expect((await fetchPaper(world.person('auditor'), 'attendance')).statusCode).toBe(403);
    const nobody = await fetchPaper(manager, 'expert-rota', `${MARCH}&expertId=00000000-0000-4000-8000-000000000000`);
    expect(nobody.statusCode).toBe(404);
  });
});
