import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { after, hours, minutes } from '#kernel';
import { XLSX_TYPE, atHand, readWorkbook, streamWorkbook, type StreamedCell } from '#platform';
import {
  DownStory,
  ReferralStory,
  TestApp,
  World,
  createTestDatabase,
  figuresThatDoNotAddUp,
  readPdf,
  recountReferrals,
  toldBothWays,
  type Person,
  type SeenDown,
  type SeenFigure,
} from '#testing';
import { MonthsWork } from './months.work.js';

interface Row {
  readonly kind: string;
  readonly id: string;
  readonly standing: 'COUNTED' | 'EXCLUDED' | 'NOT_MEASURED';
  readonly amount: number | null;
  readonly patientName: string | null;
}
interface Page {
  readonly nodes: readonly Row[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const FIGURES = `query($period: String!, $institutionId: ID) { indicators(period: $period, institutionId: $institutionId) {
  figures { code part numerator denominator value excluded notMeasured } } }`;
const ROWS = `query($period: String!, $code: String!, $part: String!, $institutionId: ID, $first: Int!, $after: String) {
  indicatorRows(period: $period, code: $code, part: $part, institutionId: $institutionId, first: $first, after: $after) {
    nodes { kind id standing amount number state patientName expertName fromName toName }
    pageInfo { hasNextPage endCursor } } }`;

let app: TestApp;
let world: World;
let up: ReferralStory;
let down: DownStory;
let doctor: Person;
let cardiologist: Person;
let coordinator: Person;
let director: Person;

const march = (day: number, time = '10:00:00'): Date =>
  new Date(`2026-03-${String(day).padStart(2, '0')}T${time}+08:00`);

async function figuresOf(period: string, place: object = {}, by = director): Promise<readonly SeenFigure[]> {
  return (await by.asks<{ indicators: { figures: SeenFigure[] } }>(FIGURES, { period, ...place })).indicators.figures;
}

async function rowsOf(period: string, [code, part = 'ALL']: readonly string[], place: object = {}): Promise<Row[]> {
  const rows: Row[] = [];
  for (let cursor: string | null = null; ;) {
    const page: { indicatorRows: Page } = await director.asks(ROWS, {
      period,
      code,
      part,
      first: 2,
      after: cursor,
      ...place,
    });
    rows.push(...page.indicatorRows.nodes);
    cursor = page.indicatorRows.pageInfo.endCursor;
    if (!page.indicatorRows.pageInfo.hasNextPage) return rows;
  }
}

/** Acknowledged after 5 minutes, on the way after 45. */
async function emergency(): Promise<void> {
  const submitted = await up.emergency(doctor);
  app.clock.advance(minutes(5));
  const { id, version } = await up.act(cardiologist, 'acknowledgeEmergencyReferral', submitted);
  await doctor.asks('mutation($input: OpenGreenChannelInput!) { openGreenChannel(input: $input) { id } }', {
    input: { id, expectedVersion: version, channel: 'CHEST_PAIN' },
  });
  app.clock.advance(minutes(40));
  await doctor.asks('mutation($input: RecordGreenChannelTimeInput!) { recordGreenChannelTime(input: $input) { id } }', {
    input: { idempotencyKey: randomUUID(), referralId: id, node: 'DEPARTURE', occurredAt: app.clock.now() },
  });
}

async function arranged() {
  const accepted = await up.accept(cardiologist, await up.claim(cardiologist, await up.submitted(doctor)));
  return up.arrange(coordinator, accepted, after(app.clock.now(), hours(1)));
}

/** Nobody came, and nobody came again. */
async function missed(): Promise<void> {
  const { id } = await arranged();
  app.clock.advance(hours(3));
  const visit = await up.look(coordinator, id);
  await escalated(id);
  const noShow = await up.act(coordinator, 'markReferralNoShow', visit, { reasonCode: 'patient_forgot' });
  await up.act(coordinator, 'closeReferralByAgreement', noShow, { reasonCode: 'patient_giveup' });
}

/** Nobody had claimed it in time, as the log would have it. */
async function escalated(referralId: string): Promise<void> {
  await app.asOwner(
    `INSERT INTO domain_events (id, topic, aggregate_type, aggregate_id, aggregate_version, action, payload, occurred_at,
       account_id, staff_id, institution_id, request_id)
     SELECT gen_random_uuid(), 'referral.escalated', 'referral', $1, 2, 'escalate', '{"kind":"referral.claim","level":1}',
       $2, account_id, staff_id, institution_id, 'test' FROM domain_events WHERE aggregate_id = $1 LIMIT 1`,
    [referralId, app.clock.now()],
  );
}

async function inappropriate(): Promise<void> {
  const { id, arrangement } = await arranged();
  app.clock.advance(hours(1));
  await up.arrive(world.person('registrar'), arrangement!.code);
  const { version } = await up.look(cardiologist, id);
  await cardiologist.asks(
    'mutation($input: RecordReferralOutcomeInput!) { recordReferralOutcome(input: $input) { id } }',
    {
      input: {
        id,
        expectedVersion: version,
        diagnoses: [{ system: 'ICD-10-CN-CLINICAL', version: '2.0', code: 'I20.0', display: '不稳定型心绞痛' }],
        treatment: '门诊药物治疗',
        feedback: '可在卫生院随访',
        appropriate: false,
        inappropriateReason: '卫生院可以处理',
      },
    },
  );
}

async function lookedAfter(patientId?: string): Promise<SeenDown> {
  const content = { receiverStaffId: doctor.staffId, ...(patientId && { patientId }) };
  return down.confirmArrival(doctor, await down.receive(doctor, await down.submitted(cardiologist, content)));
}

/** One is seen in time and comes back up; the other is not seen at all. Both are due on the 9th. */
async function sentDown(): Promise<void> {
  const patientId = await up.patient(cardiologist);
  const { id } = await lookedAfter(patientId);
  await lookedAfter();
  const { myFollowUps } = await doctor.asks<{
    myFollowUps: { nodes: { id: string; version: number; referralId: string }[] };
  }>('{ myFollowUps(due: ALL) { nodes { id version referralId } } }');
  const task = myFollowUps.nodes.find(({ referralId }) => referralId === id)!;
  await doctor.asks('mutation($input: RecordFollowUpInput!) { recordFollowUp(input: $input) { id } }', {
    input: {
      id: task.id,
      expectedVersion: task.version,
      method: 'VISIT',
      condition: 'STABLE',
      values: [{ name: '血压', value: '128/80', unit: 'mmHg' }],
      summary: '无胸痛，按时服药',
    },
  });
  app.clock.set(march(20));
  await up.submit(doctor, await up.draft(doctor, { patientId }));
}

interface Held {
  readonly expert: Person;
  readonly day: string;
  readonly half?: 'MORNING' | 'AFTERNOON';
  readonly at?: 'north' | 'south';
  readonly state?: string;
  readonly seen?: number | null;
  readonly rounds?: number;
}

/** Two experts, of whom one is to take half as much, and what became of their sessions. */
async function playRota(): Promise<void> {
  const [first, second] = [world.person('expert'), await world.hire('EXPERT', 'county', 'cardiology')];
  const [county, north] = [world.institutionId('county'), world.institutionId('north')];
  const [planId, demandId] = [randomUUID(), randomUUID()];
  await app.asOwner(
    `INSERT INTO dispatch_experts (id, institution_id, weight_percent, max_per_week, max_consecutive_days, preferences,
       active, version) VALUES ($1, $3, 100, 5, 5, '[]', true, 1), ($2, $3, 50, 5, 5, '[]', true, 1)`,
    [first.staffId, second.staffId, county],
  );
  await app.asOwner(
    `INSERT INTO dispatch_plans (id, institution_id, name, from_day, to_day, state, revision, created_by_staff_id,
       created_at, published_at, version)
     VALUES ($1, $2, '三月', '2026-03-01', '2026-04-30', 'PUBLISHED', 1, $3, now(), now(), 1)`,
    [planId, county, first.staffId],
  );
  await app.asOwner(
    `INSERT INTO dispatch_demands (id, institution_id, township_id, specialty, kind, weekday, half, minimum_title, minimum,
       ideal, priority, valid_from, version)
     VALUES ($1, $2, $3, '0301', 'CLINIC', 2, 'MORNING', 'NONE', 1, 1, 1, '2026-01-01', 1)`,
    [demandId, county, north],
  );
  const sessions: Held[] = [
    { expert: first, day: '2026-03-10', seen: 10, rounds: 1 },
    { expert: first, day: '2026-03-10', half: 'AFTERNOON', at: 'south', seen: 20 },
    { expert: second, day: '2026-03-11', seen: null },
    { expert: first, day: '2026-03-12', state: 'SUBSTITUTED' },
    { expert: second, day: '2026-03-12', seen: 6 },
    { expert: first, day: '2026-03-13', state: 'CANCELLED' },
    { expert: second, day: '2026-03-31', state: 'NO_SHOW' },
    { expert: first, day: '2026-04-01', seen: 7 },
  ];
  for (const { expert, day, half = 'MORNING', at = 'north', state = 'COMPLETED', seen, rounds } of sessions) {
    await app.asOwner(
      `INSERT INTO dispatch_sessions (id, plan_id, institution_id, township_id, demand_id, expert_id, specialty, kind, day,
         half, starts_at, ends_at, state, pinned, published_at, leaving, ended_at, completed_at, patients_seen, ward_rounds,
         version)
       SELECT $1, $2, $3, $4, $5, $6, '0301', 'CLINIC', $7::date, $8, $9::timestamptz, $9::timestamptz + interval '3 hours',
         $10, false, $9, false, $9, CASE WHEN $10 = 'COMPLETED' THEN $9::timestamptz END, $11, $12, 1`,
      [
        randomUUID(),
        planId,
        county,
        world.institutionId(at),
        demandId,
        expert.staffId,
        day,
        half,
        `${day}T0${half === 'MORNING' ? 8 : 9}:00:00+08:00`,
        state,
        seen ?? null,
        rounds ?? null,
      ],
    );
  }
}

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  up = new ReferralStory(world);
  down = new DownStory(world);
  doctor = world.person('township-doctor');
  cardiologist = world.person('cardiologist');
  coordinator = world.person('coordinator');
  director = world.person('director');
  await emergency();
  await missed();
  await inappropriate();
  await sentDown();
  await playRota();
  app.clock.set(new Date('2026-04-25T10:00:00+08:00'));
  await app.asOwner(`UPDATE reference_settings SET value = 28 WHERE key = 'indicator.closing_day_of_month'`);
  await app.nest.get(MonthsWork).round();
});
afterAll(() => app.stop());

const counts = (numerator: number, denominator: number, more: object = {}): object => ({
  numerator,
  denominator,
  value: denominator === 0 ? null : numerator / denominator,
  ...more,
});

describe('figures of referrals, counted by hand', () => {
  // Valid: the emergency, who did not come, who need not have come, two sent down, and one of them up again.
  it.each([
    ['2026-03', 'REF-07', counts(1, 6)],
    ['2026-03', 'REF-07/STAGE.referral.claim', counts(1, 6)],
    ['2026-03', 'REF-09', counts(1, 1)],
    ['2026-03', 'REF-11', counts(1, 2)],
    ['2026-03', 'REF-12', counts(1, 2)],
    ['2026-03', 'REF-14', counts(1, 1)],
    ['2026-03', 'REF-TD', counts(1, 1)],
    ['2026-03', 'REF-DL', counts(1, 6)],
    ['2026-03', 'REF-DL/NO_SHOW.closeByAgreement', counts(1, 6)],
    // Looked after since the 4th: thirty days later is April.
    ['2026-04', 'REF-13', counts(1, 2)],
  ])('in %s %s', async (period, name, expected) => {
    const [code, part = 'ALL'] = name.split('/');
    const figures = await figuresOf(period);
    expect(figures.find((each) => each.code === code && each.part === part)).toMatchObject(expected);
  });

  it('is not told of March who is up again within thirty days that end in April', async () => {
    expect((await figuresOf('2026-03')).find(({ code }) => code === 'REF-13')).toMatchObject(counts(0, 0));
  });
});

describe('figures of referrals, counted anew', () => {
  it.each(['2026-03', '2026-04'])('are those of a naive recount over the event log of %s', async (period) => {
    const figures = await figuresOf(period);
    for (const [name, [numerator, denominator]] of Object.entries(await recountReferrals(app, period))) {
      // What is about nothing at all is not told.
      const told = figures.find(({ code, part }) => `${code}/${part}` === name) ?? counts(0, 0);
      expect([name, told]).toEqual([
        name,
        expect.objectContaining({ numerator: expect.closeTo(numerator, 6) as number, denominator }),
      ]);
    }
  });

  it('of parts, and of institutions, add up to the whole', async () => {
    expect(await figuresThatDoNotAddUp(app, '2026-03')).toEqual([]);
  });
});

describe('figures of rotas, counted by hand', () => {
  it.each([
    ['2026-03', {}, 'EXP-01', { numerator: 4, denominator: 4, value: 4 }],
    // Morning and afternoon of one expert are one day, at whichever places.
    ['2026-03', {}, 'EXP-01/DAYS', { numerator: 3, denominator: 4, value: 3 }],
    ['2026-03', {}, 'EXP-02', counts(4, 6, { excluded: 1 })],
    // Twice as much for who is to take half: (2 + 4)² ÷ (2 × (4 + 16)).
    ['2026-03', {}, 'EXP-03', { numerator: null, denominator: 2, value: 0.9 }],
    ['2026-03', {}, 'EXP-04', counts(36, 3, { notMeasured: 1 })],
    ['2026-03', {}, 'EXP-04/WARD_ROUNDS', counts(1, 1, { notMeasured: 3 })],
    ['2026-03', { at: 'north' }, 'EXP-01/DAYS', { numerator: 2.5, denominator: 3, value: 2.5 }],
    ['2026-04', {}, 'EXP-COV', counts(1, 2)],
    ['2026-04', { at: 'south' }, 'EXP-COV', counts(0, 1)],
  ] as const)('in %s at %j %s', async (period, place, name, expected) => {
    const [code, part = 'ALL'] = name.split('/');
    const institutionId = 'at' in place ? world.institutionId(place.at) : null;
    const figures = await figuresOf(period, { institutionId });
    expect(figures.find((each) => each.code === code && each.part === part)).toMatchObject(expected);
  });
});

describe('the rows of a figure', () => {
  it('add up to it, of every figure, of the alliance and of an institution', async () => {
    for (const place of [{}, { institutionId: world.institutionId('north') }]) {
      for (const figure of await figuresOf('2026-03', place)) {
        if (figure.numerator === null) continue;
        const rows = await rowsOf('2026-03', [figure.code, figure.part], place);
        const standing = (wanted: Row['standing']) => rows.filter((row) => row.standing === wanted);
        const sum = standing('COUNTED').reduce((total, { amount }) => total + amount!, 0);
        expect([figure.code, figure.part, sum]).toEqual([figure.code, figure.part, figure.numerator]);
        expect(standing('EXCLUDED')).toHaveLength(figure.excluded);
        expect(standing('NOT_MEASURED')).toHaveLength(figure.notMeasured);
      }
    }
  });

  it('show patients by their masked names, and leave a trace of who looked and at which figure', async () => {
    app.clock.advance(minutes(1));
    const [row, ...others] = await rowsOf('2026-03', ['REF-14']);
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      kind: 'REFERRAL',
      patientName: expect.stringMatching(/^测[^试患者]+/),
      fromName: '北乡卫生院',
      number: expect.stringMatching(/\d/),
      state: 'ARRIVED',
    });
    const [entry] = await app.asOwner(
      `SELECT basis, detail, patient_ids FROM audit_entries WHERE action = 'indicator.rows' AND account_id = $1
       ORDER BY occurred_at DESC, id DESC LIMIT 1`,
      [director.accountId],
    );
    expect(entry).toMatchObject({ basis: 'INDICATOR', detail: { code: 'REF-14', part: 'ALL', period: '2026-03' } });
    expect(entry!['patient_ids']).toHaveLength(1);
  });

  it('are those of the mean where a percentile is opened, and sessions where a rota is', async () => {
    expect(await rowsOf('2026-03', ['REF-06', 'UP_P90'])).toEqual(await rowsOf('2026-03', ['REF-06', 'UP']));
    const [session] = await rowsOf('2026-03', ['EXP-04', 'ALL']);
    expect(session).toMatchObject({ kind: 'ROTA_SESSION', state: 'COMPLETED', patientName: null, amount: 10 });
  });

  it('are for the head of a township those of the own institution, and for heads of departments none', async () => {
    const variables = { period: '2026-03', code: 'REF-DL', part: 'ALL', first: 20, after: null };
    const head = world.person('township-head');
    const { indicatorRows } = await head.asks<{ indicatorRows: Page }>(ROWS, variables);
    expect(indicatorRows.nodes).toHaveLength(4);
    const other = await head.tries(ROWS, { ...variables, institutionId: world.institutionId('south') });
    expect(other.errors[0]?.extensions.code).toBe('NOT_FOUND');
    const department = await world.person('cardiology-head').tries(ROWS, variables);
    expect(department.errors[0]?.extensions.code).toBe('FORBIDDEN');
    const garbled = await director.tries(ROWS, { ...variables, after: 'WzEsMl0' });
    expect(garbled.errors[0]?.extensions.code).toBe('INVALID_CURSOR');
  });
});

describe('the monthly report', () => {
  const fetched = async (by: Person, query: string): Promise<{ status: number; type: string; body: Buffer }> => {
    const { statusCode, headers, rawPayload } = await app.nest.inject({
      method: 'GET',
      url: `/indicator-report?${query}`,
      headers: { authorization: `Bearer ${by.token}` },
    });
    return { status: statusCode, type: String(headers['content-type']), body: rawPayload };
  };

  it('is a workbook of figures, months, townships and what the meeting talks about', async () => {
    const sheets = await readWorkbook((await fetched(director, 'period=2026-03')).body);
    const rows = (name: string) => sheets.find((sheet) => sheet.name === name)!.rows;
    expect(sheets.map(({ name }) => name)).toEqual(['指标', '趋势', '乡镇排名', '转诊分析会', '跨月更正']);
    expect(rows('指标').find(([code]) => code === 'REF-11')).toEqual(
      expect.arrayContaining(['REF-11', '爽约率', 50, '%', 1, 2, '红']),
    );
    expect(rows('趋势').at(-1)!.slice(0, 4)).toEqual(['2026-03', 4, 2, 4]);
    expect(rows('乡镇排名')).toContainEqual(expect.arrayContaining(['REF-12', '首次随访及时率', 1, '北乡卫生院', 50]));
    expect(rows('转诊分析会')).toContainEqual(['断链', '爽约', '协商关闭', 1, 6, 16.67]);
  });

  it('compares townships by whatever has a definition', async () => {
    const rename = (from: string, to: string) =>
      app.asOwner('UPDATE indicator_definitions SET code = $2 WHERE code = $1', [from, to]);
    await rename('REF-12', 'REF-NONE');
    try {
      const sheets = await readWorkbook((await fetched(director, 'period=2026-03')).body);
      const compared = new Set(sheets.find(({ name }) => name === '乡镇排名')!.rows.map(([code]) => code));
      expect(compared).toContain('REF-07');
      expect(compared).not.toContain('REF-12');
    } finally {
      await rename('REF-NONE', 'REF-12');
    }
  });

  it('is one page for the director, and of the own institution for the head of a township', async () => {
    const { type, body } = await fetched(director, 'period=2026-03&format=pdf');
    expect(type).toBe('application/pdf');
    const { pages } = await readPdf(body);
    expect(pages).toHaveLength(1);
    expect(pages[0]).toContain('县域医共体运行月报2026年3月全县（未关账，数字仍会变化）');
    expect(pages[0]).toContain('爽约率50.0%—1/2红');
    expect(pages[0]).toContain('断链：爽约，协商关闭，1例');
    const own = await readPdf((await fetched(world.person('township-head'), 'period=2026-03&format=pdf')).body);
    expect(own.pages[0]).toContain('2026年3月北乡卫生院');
    expect((await fetched(doctor, 'period=2026-03')).status).toBe(403);
    expect((await fetched(director, 'period=2026-13')).status).toBe(422);
  });
});

describe('the national list', () => {
  const LIST = `query($year: Int!) { nationalIndicators(year: $year) {
    number nameZh origin value apart coverage source uploadedByName version evidence { code part total } } }`;
  type Item = Record<string, unknown> & { readonly number: number };
  interface Handed {
    readonly errors?: readonly {
      readonly extensions: {
        readonly code: string;
        readonly facts: { readonly rows: { row: number; column: string }[] };
      };
    }[];
  }

  async function listOf(year: number, by = director): Promise<ReadonlyMap<number, Item>> {
    const { nationalIndicators } = await by.asks<{ nationalIndicators: Item[] }>(LIST, { year });
    return new Map(nationalIndicators.map((item) => [item.number, item]));
  }

  async function hands(by: Person, rows: readonly (readonly StreamedCell[])[]) {
    const columns = (['年度', '指标序号', '数值', '来源'] as const).map((heading) => [heading, 10] as const);
    const response = await app.nest.inject({
      method: 'POST',
      url: '/national-indicators',
      headers: { authorization: `Bearer ${by.token}`, 'content-type': XLSX_TYPE },
      payload: await buffer(streamWorkbook({ name: '国家监测指标', columns, rows: atHand(rows) })),
    });
    return { status: response.statusCode, body: response.json<Handed>() };
  }

  it('has fourteen items, of which none is told that nobody has counted', async () => {
    const list = await listOf(2025);
    expect([...list.keys()]).toEqual(Array.from({ length: 14 }, (_, at) => at + 1));
    expect([...list.values()].filter(({ value }) => value !== null)).toEqual([]);
  });

  it('takes in what others have counted, with its source and who has brought it, and keeps what it was before', async () => {
    const affairs = world.person('medical-affairs');
    const source = '县医保局年报';
    expect(
      (
        await hands(affairs, [
          [2026, 8, 71.5, source],
          [2026, 7, 56.2, '统计年鉴'],
        ])
      ).body,
    ).toEqual({
      written: 2,
      unchanged: 0,
    });
    expect(
      (
        await hands(affairs, [
          [2026, 8, 72, source],
          [2026, 7, 56.2, '统计年鉴'],
        ])
      ).body,
    ).toEqual({
      written: 1,
      unchanged: 1,
    });
    expect((await listOf(2026)).get(8)).toMatchObject({ value: 72, source, uploadedByName: 'medical-affairs 医生' });
    const kept = await app.asOwner('SELECT value FROM national_values WHERE number = 8 ORDER BY value');
    expect(kept).toEqual([{ value: 71.5 }, { value: 72 }]);
  });

  it('takes in nothing where one row is wrong, and names every mistake by row and column', async () => {
    const { status, body } = await hands(world.person('medical-affairs'), [
      [2026, 9, 10, '县医保局'],
      [2026, 4, 12, '自报'],
      [2026, 15, '很多', null],
    ]);
    expect(status).toBe(422);
    const [error] = body.errors!;
    expect(error!.extensions.code).toBe('NATIONAL_IMPORT_REFUSED');
    expect(error!.extensions.facts.rows.map(({ row, column }) => [row, column])).toEqual([
      [3, '指标序号'],
      [4, '指标序号'],
      [4, '数值'],
      [4, '来源'],
    ]);
    expect((await listOf(2026)).get(9)).toMatchObject({ value: null });
    expect((await hands(await world.hire('QUALITY', 'county'), [[2026, 9, 10, 'x']])).status).toBe(403);
  });

  it('takes in nothing of what is no workbook, is none of the list, or is too large, and no number beyond all counting', async () => {
    const affairs = world.person('medical-affairs');
    const sent = async (payload: Buffer, by = affairs): Promise<number> => {
      const { statusCode } = await app.nest.inject({
        method: 'POST',
        url: '/national-indicators',
        headers: { authorization: `Bearer ${by.token}`, 'content-type': XLSX_TYPE },
        payload,
      });
      return statusCode;
    };
    expect(await sent(Buffer.from('no workbook'))).toBe(415);
    expect(await sent(Buffer.alloc(1_100_000, 'x'))).toBe(413);
    const other = { name: '别的', columns: [['年度', 10]] as const, rows: atHand([[2026]]) };
    expect(await sent(await buffer(streamWorkbook(other)))).toBe(422);
    for (const row of [
      [2026, 9, 1e13, '县医保局'],
      [1999, 9, 1, '县医保局'],
      [2027, 9, 1, '县医保局'],
      [2026, 9.5, 1, '县医保局'],
      [2026, 9, 1, '局'.repeat(201)],
    ]) {
      expect([row, (await hands(affairs, [row])).status]).toEqual([row, 422]);
    }
    expect((await hands(world.person('tcm-coordinator'), [[2026, 9, 1, '县医保局']])).status).toBe(403);
    expect((await listOf(2026)).get(9)).toMatchObject({ value: null });
  });

  it('counts who was sent for half a year by days that have been, without breaks, and unknown titles apart', async () => {
    const [county, north] = [world.institutionId('county'), world.institutionId('north')];
    const sent = async (title: string, breaks: object[], toDay = '2025-12-31'): Promise<void> => {
      const { staffId } = await world.hire('EXPERT', 'county', 'cardiology');
      await app.asOwner('UPDATE staff SET title = $2 WHERE id = $1', [staffId, title]);
      await app.asOwner(
        `INSERT INTO dispatch_secondments (id, institution_id, expert_id, host_institution_id, from_day, to_day, state,
           breaks, created_by_staff_id, created_at, version)
         VALUES (gen_random_uuid(), $1, $2, $3, '2025-07-02', $4, 'ACTIVE', $5, $2, now(), 1)`,
        [county, staffId, north, toDay, JSON.stringify(breaks)],
      );
    };
    // 2 July to 31 December are 183 days.
    await sent('SENIOR', []);
    await sent('INTERMEDIATE', [], '2026-12-31');
    await sent('DEPUTY_SENIOR', [{ fromDay: '2025-08-01', toDay: '2025-08-01', reasonCode: 'leave' }]);
    await sent('JUNIOR', []);
    await sent('NONE', []);
    expect((await listOf(2025)).get(4)).toMatchObject({ origin: 'COMPUTED', value: 2, apart: 1 });
    // It is April: the days to come do not count yet.
    expect((await listOf(2026)).get(4)).toMatchObject({ value: 0, apart: 0 });
  });

  it('tells nothing of a year that has not begun, and makes nothing up of one before there was anything', async () => {
    const { errors } = await world.person('medical-affairs').tries(LIST, { year: 2027 });
    expect(errors[0]?.extensions).toMatchObject({
      code: 'INVALID_INPUT',
      facts: { fields: [{ path: 'year', constraint: 'YEAR_TO_COME' }] },
    });
    const before = await listOf(2019);
    expect([3, 4, 5].map((number) => before.get(number))).toMatchObject([
      { value: null, evidence: [] },
      { value: null, apart: null },
      { value: null, coverage: null },
    ]);
  });

  it('shows what speaks for working together, and is worded anew by who administers the alliance', async () => {
    expect((await listOf(2026)).get(3)).toMatchObject({
      origin: 'EVIDENCED',
      value: null,
      evidence: expect.arrayContaining([
        { code: 'EXP-01', part: 'ALL', total: 5 },
        { code: 'REF-01', part: 'UP', total: 4 },
      ]),
    });
    const input = { number: 3, nameZh: '服务联动', nameEn: 'Together', unit: '', expectedVersion: 1 };
    const change = 'mutation($input: ChangeNationalItemInput!) { changeNationalItem(input: $input) }';
    await world.person('system-admin').asks(change, { input });
    expect((await listOf(2026)).get(3)).toMatchObject({ nameZh: '服务联动', origin: 'EVIDENCED', version: 3 });
    const head = await world.person('township-head').tries(LIST, { year: 2026 });
    expect(head.errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', rule: 'LEAD_HOSPITAL' });
  });
});

describe('the sums of days', () => {
  it('come to exactly what is told at once, of what is due later than it began as well', async () => {
    for (const period of ['2026-03', '2026-04']) {
      const { atOnce, ofDays } = await toldBothWays(app, period);
      expect(ofDays).toEqual(atOnce);
    }
  });

  it('are told anew when a limit has passed, without anybody having done anything', async () => {
    app.clock.set(new Date('2026-04-26T00:00:00+08:00'));
    await app.nest.get(MonthsWork).round();
    const { atOnce, ofDays } = await toldBothWays(app, '2026-04');
    expect(ofDays).toEqual(atOnce);
  });
});

describe('a replica', () => {
  it('is what rows and days are read from, not while it lags behind, and never what a month is closed by', async () => {
    const empty = await createTestDatabase();
    const beside = await app.startBeside({ REPLICA_DATABASE_URL: empty.appUrl });
    const variables = { period: '2026-03', code: 'REF-14', part: 'ALL', first: 20, after: null };
    const { data } = await beside.graphql<{ indicatorRows: Page }>(ROWS, variables, { token: director.token });
    expect(data!.indicatorRows.nodes).toEqual([]);
    await app.relayEvents();
    app.clock.advance(hours(2));
    await app.nest.get(MonthsWork).round();
    // Nothing of what was told before is lost in a replica that has not come so far yet; nothing is added either.
    await app.asOwner(
      `UPDATE referral_outcomes SET appropriate = true; UPDATE indicator_days SET touched = touched + 1`,
    );
    app.clock.advance(hours(2));
    await beside.nest.get(MonthsWork).round();
    expect((await figuresOf('2026-03')).find(({ code }) => code === 'REF-14')).toMatchObject(counts(1, 1));
    // An empty log, as far as it was followed: now it is believed.
    await app.asOwner('UPDATE indicator_log_reader SET position = 0');
    app.clock.advance(hours(2));
    await beside.nest.get(MonthsWork).round();
    expect((await figuresOf('2026-03')).find(({ code }) => code === 'REF-14')).toMatchObject(counts(0, 0));
    app.clock.set(new Date('2026-04-28T10:00:00+08:00'));
    await app.asOwner('UPDATE indicator_days SET touched = touched + 1');
    await beside.nest.get(MonthsWork).round();
    expect((await figuresOf('2026-03')).find(({ code }) => code === 'REF-14')).toMatchObject(counts(0, 1));
    await app.stopBeside(beside);
    await empty.drop();
  });
});
