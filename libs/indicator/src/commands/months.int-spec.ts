import { hours, minutes } from '#kernel';
import {
  DownStory,
  ReferralStory,
  TestApp,
  World,
  figuresThatDoNotAddUp,
  recountReferrals,
  toldBothWays,
  withClient,
  type Person,
  type SeenReferral,
  type SeenFigure,
} from '#testing';
import { systemActor } from '#platform';
import { monthsBetween } from '../domain/period.js';
import { MonthsWork } from './months.work.js';

interface Figure extends SeenFigure {
  readonly institutionName: string | null;
}
interface Month {
  readonly closedAt: string | null;
  readonly hash: string | null;
  readonly figures: readonly Figure[];
  readonly corrections: readonly (Omit<Figure, 'value'> & { readonly ofPeriod: string })[];
}

const FIELDS = 'code part numerator denominator value excluded notMeasured';
const INDICATORS = `query($period: String!, $institutionId: ID, $departmentId: ID) {
  indicators(period: $period, institutionId: $institutionId, departmentId: $departmentId) {
    closedAt hash figures { ${FIELDS} institutionName } corrections { ofPeriod code part numerator denominator excluded notMeasured } } }`;
const CLOSE = 'mutation($input: CloseIndicatorMonthInput!) { closeIndicatorMonth(input: $input) { intact } }';

const NOBODY = '0190a0a0-0000-7000-8000-000000000000';

let app: TestApp;
let world: World;
let story: ReferralStory;
let doctor: Person;
let cardiologist: Person;
let coordinator: Person;
let director: Person;
/** What is found in March after it was submitted in it. */
let late: SeenReferral;

async function told(period: string, place: object = {}): Promise<Month> {
  return (await director.asks<{ indicators: Month }>(INDICATORS, { period, ...place })).indicators;
}

async function figure(period: string, name: string, place: object = {}): Promise<Figure | undefined> {
  const [code, part = 'ALL'] = name.split('/');
  return (await told(period, place)).figures.find((each) => each.code === code && each.part === part);
}

const refresh = async (): Promise<void> => {
  app.clock.advance(hours(2));
  await app.relayEvents();
  await app.nest.get(MonthsWork).round();
};

async function reject(referral: SeenReferral): Promise<void> {
  await cardiologist.asks('mutation($input: ReferralReasonInput!) { rejectReferral(input: $input) { id } }', {
    input: { id: referral.id, expectedVersion: referral.version, reasonCode: 'out_of_scope' },
  });
}

async function completed(): Promise<void> {
  const submitted = await story.submitted(doctor);
  app.clock.advance(minutes(30));
  const accepted = await story.accept(cardiologist, await story.claim(cardiologist, submitted));
  const visit = new Date(app.clock.now().getTime() + hours(1));
  const { id, arrangement } = await story.arrange(coordinator, accepted, visit);
  app.clock.advance(minutes(90));
  await story.arrive(world.person('registrar'), arrangement!.code);
  const treated = await story.recordOutcome(cardiologist, await story.look(cardiologist, id));
  await story.complete(coordinator, treated);
}

/** Six requests of March, and one that begins with April. */
async function playMarch(): Promise<void> {
  await completed();
  const refused = await story.claim(cardiologist, await story.submitted(doctor));
  app.clock.advance(minutes(90));
  await reject(refused);
  await story.act(doctor, 'cancelReferral', await story.submitted(doctor), { reasonCode: 'patient_withdraw' });
  const elsewhere = await story.claim(cardiologist, await story.submitted(doctor));
  await story.act(cardiologist, 'redirectReferral', elsewhere, { toDepartmentId: world.departmentId('surgery') });
  await story.emergency(doctor);
  app.clock.advance(minutes(20));
  await new DownStory(world).submitted(cardiologist);
  app.clock.set(new Date('2026-03-31T23:59:59+08:00'));
  late = await story.submitted(doctor);
  app.clock.set(new Date('2026-04-01T00:00:00+08:00'));
  await story.submitted(doctor);
}

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  story = new ReferralStory(world);
  doctor = world.person('township-doctor');
  cardiologist = world.person('cardiologist');
  coordinator = world.person('coordinator');
  director = world.person('director');
  await playMarch();
  await refresh();
});
afterAll(() => app.stop());

const counts = (numerator: number, denominator: number, value: number | null, more: object = {}): object => ({
  numerator,
  denominator,
  value,
  ...more,
});

describe('the figures of a month, counted by hand', () => {
  // Valid: completed, rejected, the child of the redirected one, the emergency, the last second of March, the one down.
  it.each([
    ['REF-01', counts(5, 1, 5, { excluded: 2 })],
    ['REF-01/UP', counts(5, 6, 5 / 6)],
    ['REF-01/DOWN', counts(1, 6, 1 / 6)],
    ['REF-01/LATERAL', counts(0, 6, 0)],
    ['REF-03', counts(1, 6, 1 / 6, { excluded: 2 })],
    // Answered after 30 and 90 minutes, and the redirected one at once.
    ['REF-04', counts(120, 3, 40, { notMeasured: 3, excluded: 1 })],
    ['REF-04/P50', { numerator: null, denominator: 3, value: 30 }],
    ['REF-06/UP', counts(120, 1, 120, { notMeasured: 4 })],
    ['REF-06/DOWN', counts(0, 0, null, { notMeasured: 1 })],
    ['REF-08', counts(1, 6, 1 / 6)],
    ['REF-08/UP.out_of_scope', counts(1, 6, 1 / 6)],
    ['REF-09', counts(0, 1, 0)],
    ['REF-11', counts(0, 1, 0)],
    ['REF-14', counts(0, 1, 0)],
    ['REF-TD', counts(0, 0, null, { notMeasured: 1 })],
  ])('%s of the alliance', async (name, expected) => {
    expect(await figure('2026-03', name)).toMatchObject(expected);
  });

  it('begin at midnight in Shanghai: what is submitted then belongs to April', async () => {
    expect(await figure('2026-04', 'REF-03')).toMatchObject(counts(0, 1, 0));
  });

  it('are told of the side that the definition names, and of its departments', async () => {
    const north = { institutionId: world.institutionId('north') };
    const county = { institutionId: world.institutionId('county') };
    expect(await figure('2026-03', 'REF-03', north)).toMatchObject(counts(1, 5, 0.2));
    expect(await figure('2026-03', 'REF-08', county)).toMatchObject({ numerator: 1, denominator: 5 });
    const surgery = { ...county, departmentId: world.departmentId('surgery') };
    expect(await figure('2026-03', 'REF-08', surgery)).toMatchObject(counts(0, 1, 0));
  });

  it('of parts, and of institutions, add up to the whole', async () => {
    expect(await figuresThatDoNotAddUp(app, '2026-03')).toEqual([]);
    const { figures } = await told('2026-03');
    const directions = figures.filter(({ code, part }) => code === 'REF-01' && part !== 'ALL');
    expect(directions.map(({ part }) => part)).toEqual(['DOWN', 'LATERAL', 'UP']);
    expect(directions.reduce((sum, { numerator }) => sum + numerator!, 0)).toBe(directions[0]!.denominator);
  });

  it('are those of a naive recount over the event log', async () => {
    for (const [name, [numerator, denominator]] of Object.entries(await recountReferrals(app, '2026-03'))) {
      expect([name, await figure('2026-03', name)]).toEqual([
        name,
        expect.objectContaining({ numerator: expect.closeTo(numerator, 6) as number, denominator }),
      ]);
    }
  });
});

describe('a month that is closed', () => {
  it('is one that is over, in which something happened, after all before it', async () => {
    for (const period of ['2000-01', '2026-02', '2026-04', '2099-12']) {
      const refusal = await world.person('medical-affairs').tries(CLOSE, { input: { period } });
      expect([period, refusal.errors[0]?.extensions.code]).toEqual([period, 'INDICATOR_MONTH_NOT_OVER']);
    }
    for (const period of ['0000-01', '9999-12', '2026-13', '2026-3']) {
      const refusal = await director.tries(INDICATORS, { period });
      expect([period, refusal.errors[0]?.extensions.code]).toEqual([period, 'INVALID_INPUT']);
    }
  });

  it('keeps its figures and the names of then, whatever comes in late, which the next month tells as a correction', async () => {
    const before = await told('2026-03', { institutionId: world.institutionId('north') });
    const affairs = world.person('medical-affairs');
    const attempts = await Promise.all(
      Array.from({ length: 4 }, () => affairs.tries(CLOSE, { input: { period: '2026-03' } })),
    );
    // Of several at once one does it.
    expect(attempts.map(({ errors }) => errors[0]?.extensions.code ?? 'CLOSED').toSorted()).toEqual([
      'CLOSED',
      'INDICATOR_MONTH_CLOSED',
      'INDICATOR_MONTH_CLOSED',
      'INDICATOR_MONTH_CLOSED',
    ]);
    expect(attempts.flatMap(({ data }) => data ?? [])).toEqual([{ closeIndicatorMonth: { intact: true } }]);
    const { atOnce } = await toldBothWays(app, '2026-03');
    const kept = await app.asOwner(`SELECT * FROM indicator_figures WHERE period = '2026-03'`);
    const words = (rows: readonly object[]): string[] =>
      (rows as Readonly<Record<string, string>>[])
        .map((row) => [row['code'], row['part'], row['institution_id'], row['numerator'], row['value']].join())
        .toSorted();
    expect(words(kept)).toEqual(words(atOnce));
    const refusal = await world.person('medical-affairs').tries(CLOSE, { input: { period: '2026-03' } });
    expect(refusal.errors[0]?.extensions.code).toBe('INDICATOR_MONTH_CLOSED');
    await reject(await story.claim(cardiologist, late));
    await withClient(app.database.ownerUrl, (owner) =>
      owner.query(`UPDATE institutions SET name = '北镇卫生院' WHERE id = $1`, [world.institutionId('north')]),
    );
    await refresh();
    const after = await told('2026-03', { institutionId: world.institutionId('north') });
    expect(after.figures).toEqual(before.figures);
    expect(after.figures[0]?.institutionName).toBe('北乡卫生院');
    expect(after.hash).toMatch(/^[0-9a-f]{64}$/);
    const { corrections } = await told('2026-04');
    expect(corrections).toContainEqual(
      expect.objectContaining({ ofPeriod: '2026-03', code: 'REF-08', part: 'ALL', numerator: 1, denominator: 0 }),
    );
  });

  it('is changed by nobody, not even by the owner of the schema', async () => {
    await withClient(app.database.ownerUrl, async (owner) => {
      for (const change of [
        `UPDATE indicator_figures SET excluded = 0 WHERE period = '2026-03'`,
        `DELETE FROM indicator_figures WHERE period = '2026-03'`,
        `UPDATE indicator_months SET closed_at = NULL, hash = NULL WHERE period = '2026-03'`,
      ]) {
        await expect(owner.query(change)).rejects.toMatchObject({ code: '42501' });
      }
    });
  });

  it('shows by its seal what somebody has changed who may do anything with the database', async () => {
    const intact = async (period = '2026-03'): Promise<unknown> =>
      (await director.asks<{ indicators: object }>(`{ indicators(period: "${period}") { intact } }`)).indicators;
    expect(await intact()).toEqual({ intact: true });
    const tamper = (by: number) =>
      withClient(app.database.ownerUrl, (owner) =>
        owner.query(`ALTER TABLE indicator_figures DISABLE TRIGGER tr_indicator_figures_frozen;
          UPDATE indicator_figures SET denominator = denominator + ${by} WHERE period = '2026-03' AND code = 'REF-03'
            AND institution_id IS NULL;
          ALTER TABLE indicator_figures ENABLE TRIGGER tr_indicator_figures_frozen`),
      );
    await tamper(1);
    expect(await intact()).toEqual({ intact: false });
    await tamper(-1);
    expect(await intact()).toEqual({ intact: true });
    expect(await intact('2026-04')).toEqual({ intact: null });
  });

  it('closes by itself when its day has come, and not before', async () => {
    app.clock.set(new Date('2026-05-05T23:00:00+08:00'));
    await app.nest.get(MonthsWork).round();
    expect((await told('2026-04')).closedAt).toBeNull();
    app.clock.set(new Date('2026-05-06T00:00:00+08:00'));
    await app.nest.get(MonthsWork).round();
    expect((await told('2026-04')).closedAt).not.toBeNull();
  });
});

describe('the sums of days', () => {
  it('come to exactly what is told at once, whatever has been touched since they were first told', async () => {
    await refresh();
    for (const period of ['2026-03', '2026-04', '2026-05']) {
      const { atOnce, ofDays } = await toldBothWays(app, period);
      expect(atOnce.length).toBeGreaterThan(50);
      expect(ofDays).toEqual(atOnce);
    }
  });

  it('are told anew of days that were touched, and of no others', async () => {
    const toldAnew = `SELECT period, day::text AS day FROM indicator_days WHERE touched > 1 ORDER BY period, day`;
    await app.asOwner('UPDATE indicator_days SET touched = 1, told = 1');
    await story.act(doctor, 'cancelReferral', await story.submitted(doctor), { reasonCode: 'patient_withdraw' });
    await refresh();
    expect(await app.asOwner(toldAnew)).toEqual([{ period: '2026-05', day: '2026-05-06' }]);
  });

  it('are told anew when an indicator means something else, in the months in which it does', async () => {
    const { indicatorDefinitions } = await director.asks<{ indicatorDefinitions: { code: string; version: number }[] }>(
      '{ indicatorDefinitions { code version } }',
    );
    const { version } = indicatorDefinitions.find(({ code }) => code === 'REF-09')!;
    await world
      .person('system-admin')
      .asks('mutation($input: ChangeIndicatorDefinitionInput!) { changeIndicatorDefinition(input: $input) { code } }', {
        input: {
          code: 'REF-09',
          nameZh: '急诊确认',
          nameEn: 'Emergencies',
          limitMinutes: 30,
          expectedVersion: version,
        },
      });
    await story.emergency(doctor);
    await refresh();
    const { atOnce, ofDays } = await toldBothWays(app, '2026-05');
    expect(ofDays).toEqual(atOnce);
    expect(atOnce).toContainEqual(expect.objectContaining({ code: 'REF-09', definition_version: 2, denominator: 1 }));
  });
});

describe('workers', () => {
  const PERIOD = '2026-05';
  const timesTold = async (): Promise<number> => {
    const [month] = await app.asOwner('SELECT version FROM indicator_months WHERE period = $1', [PERIOD]);
    return (month as { version: number }).version;
  };
  const round = (signal?: AbortSignal): Promise<boolean> => app.nest.get(MonthsWork).round(signal);

  it('tell a month one at a time, however many of them there are', async () => {
    app.clock.advance(hours(2));
    const before = await timesTold();
    await Promise.all(Array.from({ length: 4 }, () => round()));
    expect(await timesTold()).toBe(before + 1);
  });

  it('leave it to one that is at it, and go on where that one has died', async () => {
    app.clock.advance(hours(2));
    const before = await timesTold();
    await app.asOwner('INSERT INTO indicator_turns (id, held_by, held_until) VALUES (1, $1, $2)', [
      NOBODY,
      new Date(app.clock.now().getTime() + minutes(1)),
    ]);
    await round();
    expect(await timesTold()).toBe(before);
    app.clock.advance(minutes(1));
    await round();
    expect(await timesTold()).toBe(before + 1);
  });

  it('stop in the middle of a month when they are told to, and leave the rest to the next', async () => {
    app.clock.advance(hours(2));
    const before = await timesTold();
    await app.asOwner('UPDATE indicator_days SET touched = touched + 1');
    await round(AbortSignal.abort());
    expect(await timesTold()).toBe(before);
    await round();
    expect(await timesTold()).toBe(before + 1);
  });

  it('do not mind that somebody closes by hand the month that they are telling', async () => {
    app.clock.set(new Date('2026-06-02T10:00:00+08:00'));
    await app.asOwner('UPDATE indicator_days SET touched = touched + 1');
    const closing = world.person('medical-affairs').tries(CLOSE, { input: { period: PERIOD } });
    const telling = Array.from({ length: 3 }, () => app.nest.get(MonthsWork).tellDue(systemActor(NOBODY, 'test')));
    await expect(Promise.all(telling)).resolves.toBeDefined();
    expect((await closing).errors).toEqual([]);
    expect((await told(PERIOD)).closedAt).not.toBeNull();
  });
});

describe('who sees figures', () => {
  it('are heads of their own institution and the hospital that leads all of it', async () => {
    const head = world.person('township-head');
    const { indicators } = await head.asks<{ indicators: Month }>(INDICATORS, { period: '2026-03' });
    expect(indicators.figures.find(({ code }) => code === 'REF-03')).toMatchObject(counts(1, 5, 0.2));
    const other = await head.tries(INDICATORS, { period: '2026-03', institutionId: world.institutionId('south') });
    expect(other.errors[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it.each([
    ['an indicator', 'indicatorRows(period: "2026-03", code: "REF-99") { nodes { id } }', 'IndicatorDefinition'],
    ['an indicator', 'indicatorSeries(code: "REF-99", from: "2026-03", to: "2026-03") { code }', 'IndicatorDefinition'],
    ['an indicator', 'indicatorRanking(period: "2026-03", code: "REF-99") { rank }', 'IndicatorDefinition'],
    ['a month to come', 'indicators(period: "2099-12") { period }', 'IndicatorMonth'],
    ['a month to come', 'indicatorRows(period: "2027-03", code: "REF-03") { nodes { id } }', 'IndicatorMonth'],
    ['a month before anything happened', 'indicators(period: "2026-02") { period }', 'IndicatorMonth'],
    ['a month before anything happened', 'referralAnalysis(period: "2026-02") { count }', 'IndicatorMonth'],
    [
      'a month before anything happened',
      'indicatorRanking(period: "2026-02", code: "REF-03") { rank }',
      'IndicatorMonth',
    ],
    ['an institution', `indicators(period: "2026-03", institutionId: "${NOBODY}") { period }`, 'Institution'],
    ['a department', `indicators(period: "2026-03", departmentId: "${NOBODY}") { period }`, 'Department'],
  ])('hears that there is no such thing, and not that there was nothing of it: %s, %s', async (_, query, what) => {
    const { errors } = await director.tries(`{ ${query} }`);
    expect(errors[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', facts: { what } });
  });

  it.each([
    ['REF-03', 'UP'],
    ['REF-03', 'P50'],
    ['REF-06', 'LATERAL_P50'],
    ['REF-08', 'UP.no_such_reason'],
    ['REF-07', 'STAGE.no-such-stage'],
  ])('hears that %s has no part %s, and not that there was nothing of it', async (code, part) => {
    for (const asked of [
      `indicatorRows(period: "2026-03", code: "${code}", part: "${part}") { nodes { id } }`,
      `indicatorRanking(period: "2026-03", code: "${code}", part: "${part}") { rank }`,
    ]) {
      const { errors } = await director.tries(`{ ${asked} }`);
      expect([asked, errors[0]?.extensions]).toMatchObject([
        asked,
        { code: 'INVALID_INPUT', facts: { fields: [{ path: 'part', constraint: 'UNKNOWN_PART' }] } },
      ]);
    }
  });

  it.each([
    ['a part of which nothing happened', 'CV-01', 'EMERGENCY'],
    ['a reason that nobody gave', 'REF-08', 'DOCTOR.workload_saturated'],
    ['a percentile of nothing', 'REF-06', 'DOWN_P90'],
  ])('finds nothing of %s', async (_, code, part) => {
    const { indicatorRows } = await director.asks<{ indicatorRows: { nodes: object[] } }>(
      `{ indicatorRows(period: "2026-04", code: "${code}", part: "${part}") { nodes { id } } }`,
    );
    expect(indicatorRows.nodes).toEqual([]);
  });

  it('looks back from a month to one before it, and not the other way round', async () => {
    const backwards = '{ indicatorSeries(code: "REF-03", from: "2026-04", to: "2026-03") { code } }';
    expect((await director.tries(backwards)).errors[0]?.extensions.code).toBe('INVALID_INPUT');
  });

  it('reads what the meeting on referrals talks about', async () => {
    const { referralAnalysis } = await director.asks<{ referralAnalysis: object[] }>(
      '{ referralAnalysis(period: "2026-03") { topic code part where why labelZh count of } }',
    );
    expect(referralAnalysis).toEqual([
      {
        topic: 'REFUSAL',
        code: 'REF-08',
        part: 'UP.out_of_scope',
        where: 'UP',
        why: 'out_of_scope',
        labelZh: '不属本科诊治范围',
        count: 1,
        of: 6,
      },
    ]);
  });

  it('sees townships ranked with how many each is about', async () => {
    expect(await ranking()).toMatchObject([
      { figure: { institutionName: '北乡卫生院', denominator: 5 }, rank: 1, bound: null, outlier: false },
      // Nobody there has referred anybody: no value, and no place among the others.
      { figure: { institutionName: '南乡卫生院', denominator: 0, value: null }, rank: null, outlier: false },
    ]);
  });

  it('sees who lies outside of a year of the county, on the side that is bad', async () => {
    await tellOfAYear({ 'REF-03': 0.9, 'REF-07': 0.1 });
    await tellOfMonth('2028-01', { 'REF-03': [0.5, 0.95], 'REF-07': [0.05, 0.5] });
    const [best, worst] = await ranking('2028-01', 'REF-03');
    expect(best).toMatchObject({ figure: { value: 0.95 }, rank: 1, outlier: false });
    expect(worst).toMatchObject({ figure: { value: 0.5 }, rank: 2, outlier: true });
    expect(worst!.bound).toBeCloseTo(0.9);
    const [few, many] = await ranking('2028-01', 'REF-07');
    expect(few).toMatchObject({ figure: { value: 0.05 }, outlier: false });
    expect(many).toMatchObject({ figure: { value: 0.5 }, outlier: true });
  });
});

interface Ranked {
  readonly figure: Figure;
  readonly rank: number | null;
  readonly bound: number | null;
  readonly outlier: boolean;
}

async function ranking(period = '2026-03', code = 'REF-03'): Promise<Ranked[]> {
  const { indicatorRanking } = await director.asks<{ indicatorRanking: Ranked[] }>(
    `query($period: String!, $code: String!) { indicatorRanking(period: $period, code: $code) {
      figure { ${FIELDS} institutionName } rank bound outlier } }`,
    { period, code },
  );
  return indicatorRanking;
}

/** Figures of two townships in a month, of twenty cases each. */
async function tellOfMonth(period: string, values: Readonly<Record<string, readonly number[]>>): Promise<void> {
  await app.asOwner(
    'INSERT INTO indicator_months (id, period, computed_at, version) VALUES (gen_random_uuid(), $1, now(), 1)',
    [period],
  );
  const places = [world.institutionId('north'), world.institutionId('south')];
  for (const [code, [north, south]] of Object.entries(values)) {
    await app.asOwner(
      `INSERT INTO indicator_figures (id, period, code, part, definition_version, institution_id, numerator, denominator,
         value, excluded, not_measured)
       SELECT gen_random_uuid(), $1, $2, 'ALL', 1, id, value * 20, 20, value, 0, 0
       FROM unnest($3::uuid[], $4::float8[]) AS f(id, value)`,
      [period, code, places, [north, south]],
    );
  }
}

/** The eleven months before January 2028, always the same. */
async function tellOfAYear(values: Readonly<Record<string, number>>): Promise<void> {
  for (const period of monthsBetween('2027-02', '2027-12')) {
    await tellOfMonth(
      period,
      Object.fromEntries(Object.entries(values).map(([code, value]) => [code, [value, value]])),
    );
  }
}
