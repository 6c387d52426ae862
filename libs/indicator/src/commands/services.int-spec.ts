import { readWorkbook } from '#platform';
import {
  ServiceRows,
  TestApp,
  World,
  figuresThatDoNotAddUp,
  toldBothWays,
  type InstitutionName,
  type SeenFigure,
} from '#testing';
import { MonthsWork } from './months.work.js';

interface Row {
  readonly kind: string;
  readonly standing: 'COUNTED' | 'EXCLUDED' | 'NOT_MEASURED';
  readonly amount: number | null;
}

const FIGURES = `query($period: String!, $institutionId: ID, $departmentId: ID) {
  indicators(period: $period, institutionId: $institutionId, departmentId: $departmentId) {
    figures { code part numerator denominator value excluded notMeasured } } }`;
const ROWS = `query($period: String!, $code: String!, $part: String!) {
  indicatorRows(period: $period, code: $code, part: $part, first: 100) {
    nodes { kind standing amount number state patientName fromName toName } } }`;

let app: TestApp;
let world: World;
let rows: ServiceRows;

/** A time in Shanghai: `03-02 08:00`. */
const at = (time: string): string => `2026-${time.replace(' ', 'T')}${time.length === 11 ? ':00' : ''}+08:00`;

async function figuresOf(period: string, place: object = {}): Promise<readonly SeenFigure[]> {
  const answer = await world
    .person('director')
    .asks<{ indicators: { figures: SeenFigure[] } }>(FIGURES, { period, ...place });
  return answer.indicators.figures;
}

async function playConsultations(): Promise<void> {
  const emergency = { type: 'EMERGENCY', state: 'CLOSED' };
  const ordinary = { type: 'ORDINARY', state: 'CLOSED' };
  // Joined in the last moment; a minute late; taken back before anybody came.
  await rows.consultation(
    { ...emergency, submitted_at: at('03-02 08:00'), joined: at('03-02 08:10'), adoption: 'ADOPTED' },
    [at('03-02 08:40')],
  );
  await rows.consultation(
    { ...emergency, submitted_at: at('03-02 09:00'), joined: at('03-02 09:11'), adoption: 'PARTLY' },
    [at('03-02 09:40')],
  );
  await rows.consultation({ type: 'EMERGENCY', state: 'CANCELLED', submitted_at: at('03-02 10:00') });
  // Signed after 24 hours to the second, and amended two days later.
  await rows.consultation({ ...ordinary, from: 'south', submitted_at: at('03-03 10:00'), adoption: 'NOT_ADOPTED' }, [
    at('03-04 10:00'),
    at('03-06 10:00'),
  ]);
  // Held, and never signed; on either side of midnight.
  await rows.consultation({
    type: 'ORDINARY',
    state: 'AWAITING_OPINION',
    submitted_at: at('03-31 23:59:59'),
    session_ended_at: at('04-01 09:00'),
  });
  await rows.consultation({ type: 'ORDINARY', state: 'DELIVERED', submitted_at: at('04-01 00:00') }, [
    at('04-01 09:00'),
  ]);
  await rows.consultation({ type: 'MDT', state: 'CLOSED', submitted_at: at('03-10 09:00'), adoption: 'ADOPTED' }, [
    at('03-12 09:00'),
  ]);
  await rows.consultation({ type: 'ORDINARY', state: 'DECLINED', submitted_at: at('03-11 09:00') });
}

async function playExams(): Promise<void> {
  await rows.exam({ registered_at: at('03-02 09:50'), started_at: at('03-02 10:00'), reported_at: at('03-02 12:00') });
  await rows.exam({
    registered_at: at('03-02 09:50'),
    started_at: at('03-02 10:00'),
    reported_at: at('03-02 12:01'),
    group_code: 'DR',
    urgency: 'GREEN',
  });
  await rows.exam({
    registered_at: at('03-03 09:00'),
    state: 'ABORTED',
    ended_at: at('03-03 09:10'),
    reason_code: 'patient_condition',
  });
  await rows.exam({ registered_at: at('03-04 09:00') });
  await rows.exam({
    registered_at: at('03-05 09:00'),
    started_at: at('03-05 09:10'),
    reported_at: at('03-05 15:00'),
    domain: 'ECG',
    group_code: 'ECG',
    urgency: 'ROUTINE',
  });
  // Registered in March, reported in April.
  await rows.exam({ registered_at: at('03-31 23:00'), started_at: at('03-31 23:30'), reported_at: at('04-01 01:00') });
  // An emergency, and neither X-ray nor CT.
  await rows.exam({
    registered_at: at('03-06 09:00'),
    started_at: at('03-06 09:10'),
    reported_at: at('03-06 15:00'),
    group_code: 'US',
  });
}

async function playSpecimens(): Promise<void> {
  const collected = { collected_at: at('03-02 08:00') };
  await rows.specimen({ ...collected, received_at: at('03-02 09:00') }, [
    { publishedAt: at('03-02 11:00') },
    { publishedAt: at('03-20 11:00') },
  ]);
  await rows.specimen({ ...collected, received_at: at('03-02 10:00') }, [
    { kind: 'PRELIMINARY', publishedAt: at('03-02 10:10') },
    { publishedAt: at('03-02 10:30') },
  ]);
  await rows.specimen({ ...collected, rejected_at: at('03-02 09:00'), reason_code: 'haemolysed' });
  await rows.specimen({
    ...collected,
    received_at: at('03-02 08:30'),
    rejected_at: at('03-02 09:00'),
    reason_code: 'label',
  });
  await rows.specimen(collected);
}

async function playCriticalValues(): Promise<void> {
  await rows.criticalValue({
    detected_at: at('03-02 10:00'),
    notified_at: at('03-02 10:10'),
    acknowledged_at: at('03-02 10:20'),
    handled_at: at('03-02 23:59:59'),
  });
  await rows.criticalValue({
    domain: 'LABORATORY',
    encounter: 'INPATIENT',
    detected_at: at('03-03 23:50'),
    notified_at: at('03-03 23:55'),
    acknowledged_at: at('03-04 00:10'),
    handled_at: at('03-04 00:30'),
  });
  await rows.criticalValue({ encounter: 'EMERGENCY', detected_at: at('03-04 10:00') });
  await rows.criticalValue({ detected_at: at('03-05 10:00'), state: 'CANCELLED', ended_at: at('03-05 10:05') });
  await rows.criticalValue({ detected_at: at('03-05 11:00'), drill: true });
  // In time, and nobody has put their name to it.
  await rows.criticalValue({
    encounter: 'EMERGENCY',
    detected_by_staff_id: null,
    detected_at: at('03-06 10:00'),
    notified_at: at('03-06 10:05'),
    acknowledged_at: at('03-06 10:07'),
    handled_at: at('03-06 10:30'),
  });
}

async function playDecisions(): Promise<void> {
  const decided = { decided_at: at('03-02 08:00') };
  await rows.decision({ ...decided, decision: 'RECOGNIZED', saved_cents: 5_000 });
  await rows.decision({ ...decided, decision: 'DECLINED', decline_code: '03' });
  await rows.decision({ ...decided, decision: 'DECLINED', decline_code: '98' });
  await rows.decision({ ...decided, decision: 'NO_CANDIDATE' });
  await rows.decision({ ...decided, decision: 'NO_CANDIDATE' }, 'CANCELLED');
  await rows.decision({ ...decided, decision: 'DECLINED', decline_code: '07' }, 'CANCELLED');
}

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  rows = await ServiceRows.in(app, world);
  await playConsultations();
  await playExams();
  await playSpecimens();
  await playCriticalValues();
  await playDecisions();
  app.clock.set(new Date('2026-04-25T10:00:00+08:00'));
  await app.asOwner(`UPDATE reference_settings SET value = 28 WHERE key = 'indicator.closing_day_of_month'`);
  await app.nest.get(MonthsWork).round();
});
afterAll(() => app.stop());

const counts = (numerator: number, denominator: number, [excluded, notMeasured] = [0, 0]): object => ({
  numerator,
  denominator,
  value: denominator === 0 ? null : numerator / denominator,
  excluded,
  notMeasured,
});
/** How much there was: the value is the numerator. */
const amounts = (numerator: number, denominator = numerator): object => ({ numerator, denominator, value: numerator });
const percentile = (value: number, denominator: number): object => ({ numerator: null, denominator, value });

describe('figures of services, counted by hand', () => {
  it.each<[name: string, expected: object, period?: string, at?: InstitutionName]>([
    ['CON-01', counts(1, 2, [1, 0])],
    ['CON-01', counts(1, 2, [1, 0]), '2026-03', 'county'],
    ['CON-02', counts(1, 3)],
    ['CON-02', counts(1, 1), '2026-04'],
    ['CON-03', counts(2, 4)],
    ['CON-03/PARTLY', counts(1, 4)],
    ['CON-03/NOT_ADOPTED', counts(1, 4)],
    ['CON-03', counts(0, 1), '2026-03', 'south'],
    ['CON-03', counts(0, 0, [0, 1]), '2026-04'],
    ['CON-VOL', amounts(5)],
    ['CON-VOL/EMERGENCY', amounts(2)],
    ['CON-VOL/ORDINARY', amounts(2)],
    ['CON-VOL/MDT', amounts(1)],
    ['IMG-01', counts(2, 3, [1, 1])],
    ['IMG-VOL', amounts(5)],
    ['IMG-VOL/IMAGING', amounts(4)],
    ['IMG-VOL/ECG', amounts(1)],
    ['IMG-02', counts(1, 3, [1, 0])],
    ['LAB-01', counts(210, 3, [1, 1])],
    ['LAB-01/P50', percentile(60, 3)],
    ['LAB-01/P90', percentile(108, 3)],
    ['LAB-02', counts(150, 2, [1, 0])],
    ['LAB-02/P50', percentile(75, 2)],
    ['LAB-02/P90', percentile(111, 2)],
    ['LAB-03', counts(2, 4, [0, 1])],
    ['LAB-03/REASON.haemolysed', counts(1, 4)],
    ['LAB-03/REASON.label', counts(1, 4)],
    ['CV-01', counts(47, 3, [1, 1])],
    ['CV-01/P50', percentile(20, 3)],
    ['CV-01/OUTPATIENT_P50', percentile(20, 1)],
    ['CV-01/INPATIENT_P50', percentile(20, 1)],
    ['CV-01/EMERGENCY', counts(7, 1, [0, 1])],
    ['CV-02', counts(2, 4, [1, 0])],
    ['CV-03', counts(3, 4, [1, 0])],
    ['CV-03/NOTIFIED', counts(3, 4, [1, 0])],
    ['MR-01', counts(1, 3, [1, 0])],
    ['MR-02', counts(3, 4)],
    ['MR-02/REASON.03', counts(1, 4)],
    ['MR-02/REASON.98', counts(1, 4)],
    ['MR-03', amounts(5_000, 1)],
    ['MR-04', counts(1, 3, [3, 0])],
    ['COV-01', counts(1, 2)],
    ['COV-01', counts(0, 1), '2026-03', 'south'],
    // Nothing of the kind has happened: nothing of nothing.
    ['MR-01', counts(0, 0), '2026-04'],
    ['LAB-03', counts(0, 0), '2026-04'],
    ['CON-01', counts(0, 0), '2026-03', 'tcm'],
  ])('%s is %j', async (name, expected, period = '2026-03', place) => {
    const [code, part = 'ALL'] = name.split('/');
    const figures = await figuresOf(period, place ? { institutionId: world.institutionId(place) } : {});
    expect(figures.find((each) => each.code === code && each.part === part)).toMatchObject(expected);
  });

  it('are told of the department that is asked', async () => {
    const place = { institutionId: world.institutionId('county'), departmentId: world.departmentId('cardiology') };
    const figures = await figuresOf('2026-03', place);
    expect(figures.find(({ code }) => code === 'CON-02')).toMatchObject(counts(1, 3));
  });

  it('are there for every indicator that is defined', async () => {
    const defined = await app.asOwner('SELECT code FROM indicator_definitions ORDER BY code');
    const told = new Set((await figuresOf('2026-03')).map(({ code }) => code));
    expect([...told].toSorted()).toEqual(defined.map(({ code }) => code));
  });

  it('open their rows, which add up to them', async () => {
    for (const figure of await figuresOf('2026-03')) {
      if (figure.numerator === null) continue;
      const { indicatorRows } = await world.person('director').asks<{ indicatorRows: { nodes: Row[] } }>(ROWS, {
        period: '2026-03',
        code: figure.code,
        part: figure.part,
      });
      const standing = (wanted: Row['standing']) => indicatorRows.nodes.filter((row) => row.standing === wanted);
      const sum = standing('COUNTED').reduce((total, { amount }) => total + amount!, 0);
      expect([figure.code, figure.part, sum]).toEqual([figure.code, figure.part, figure.numerator]);
      expect([standing('EXCLUDED').length, standing('NOT_MEASURED').length]).toEqual([
        figure.excluded,
        figure.notMeasured,
      ]);
    }
  });

  it('open for the head of a township what the own institution has to do with, whichever it is, and nothing else', async () => {
    const head = world.person('township-head');
    const opened = `query($code: String!, $institutionId: ID, $departmentId: ID) {
      indicatorRows(period: "2026-03", code: $code, institutionId: $institutionId, departmentId: $departmentId, first: 100) {
        nodes { id fromName toName patientName } } }`;
    interface Opened {
      readonly indicatorRows: { readonly nodes: readonly Readonly<Record<string, string | null>>[] };
    }
    const [south, county] = [world.institutionId('south'), world.institutionId('county')];
    let seen = 0;
    for (const code of new Set((await figuresOf('2026-03')).map((figure) => figure.code))) {
      const { nodes } = (await head.asks<Opened>(opened, { code })).indicatorRows;
      seen += nodes.length;
      expect(nodes.filter(({ fromName, toName }) => ![fromName, toName].includes('北乡卫生院'))).toEqual([]);
      expect(nodes.filter(({ patientName }) => patientName === '测试患者')).toEqual([]);
      for (const institutionId of [south, county]) {
        const refused = await head.tries(opened, { code, institutionId });
        expect([code, refused.errors[0]?.extensions.code]).toEqual([code, 'NOT_FOUND']);
      }
      const elsewhere = await head.tries(opened, { code, departmentId: world.departmentId('cardiology') });
      expect([code, elsewhere.errors[0]?.extensions.code]).toEqual([code, 'NOT_FOUND']);
    }
    expect(seen).toBeGreaterThan(20);
  });

  it('are told in the workbook with their reasons as the reader calls them', async () => {
    const namesFor = async (language: string): Promise<unknown[]> => {
      const { rawPayload } = await app.nest.inject({
        method: 'GET',
        url: '/indicator-report?period=2026-03',
        headers: { authorization: `Bearer ${world.person('director').token}`, 'accept-language': language },
      });
      const [figures] = await readWorkbook(rawPayload);
      return figures!.rows
        .filter(([code, , part]) => ['LAB-03', 'MR-02'].includes(String(code)) && part)
        .map(([code, name, part]) => [code, name, part]);
    };
    expect(await namesFor('zh-CN')).toEqual([
      ['LAB-03', '标本拒收率', '原因·溶血'],
      ['LAB-03', '标本拒收率', '原因·标签缺失或错误'],
      ['MR-02', '不互认率', expect.stringContaining('重大措施')],
      ['MR-02', '不互认率', '原因·医师认为必要'],
      ['MR-02', '不互认率', expect.stringContaining('资料缺失')],
    ]);
    expect(await namesFor('en')).toEqual(
      expect.arrayContaining([
        ['LAB-03', 'Rejected specimens', '原因·Haemolysed'],
        ['LAB-03', 'Rejected specimens', '原因·Label missing or wrong'],
      ]),
    );
  });

  it('are exactly the sums of their days', async () => {
    for (const period of ['2026-03', '2026-04']) {
      const { atOnce, ofDays } = await toldBothWays(app, period);
      expect(ofDays).toEqual(atOnce);
    }
  });
});

describe('the fifth item of the national list', () => {
  const LIST = `query($year: Int!) { nationalIndicators(year: $year) {
    number origin value coverage evidence { code part total } } }`;

  async function fifth(year: number): Promise<object> {
    const { nationalIndicators } = await world
      .person('director')
      .asks<{ nationalIndicators: { number: number }[] }>(LIST, { year });
    return nationalIndicators.find(({ number }) => number === 5)!;
  }

  it('is the service of the centres, and the share of villages that have an ECG', async () => {
    expect(await fifth(2026)).toMatchObject({ origin: 'COMPUTED', value: 5, coverage: null });
    // Of three villages one has an ECG this year, one had it last year, and one has none that was reported.
    const [one, two, three] = await Promise.all([village(), village(), village(), village(false)]);
    const ecg = { domain: 'ECG', group_code: 'ECG', urgency: 'ROUTINE' };
    const recorded = { ...ecg, registered_at: at('03-05 09:00'), started_at: at('03-05 09:10') };
    await rows.exam({ ...recorded, performing_institution_id: one, reported_at: at('03-05 10:00') });
    const before = { registered_at: '2025-12-31T23:00:00+08:00', started_at: '2025-12-31T23:10:00+08:00' };
    await rows.exam({ ...ecg, ...before, performing_institution_id: two, reported_at: '2026-01-01T01:00:00+08:00' });
    await rows.exam({ ...recorded, performing_institution_id: three });
    expect(await fifth(2026)).toMatchObject({
      coverage: 1 / 3,
      evidence: [
        { code: 'IMG-VOL', part: 'IMAGING', total: 4 },
        { code: 'IMG-VOL', part: 'ECG', total: 1 },
        { code: 'IMG-VOL', part: 'ALL', total: 5 },
      ],
    });
    expect(await fifth(2024)).toMatchObject({ value: null, evidence: [] });
  });

  it('is no sum of some months: nothing is told while one that has ended is not', async () => {
    const told = await fifth(2026);
    for (const table of ['indicator_figures', 'indicator_months']) {
      await app.asOwner(`DELETE FROM ${table} WHERE period = '2026-03'`);
    }
    expect(await fifth(2026)).toMatchObject({ value: null, evidence: [] });
    await app.nest.get(MonthsWork).round();
    expect(await fifth(2026)).toEqual(told);
  });

  async function village(active = true): Promise<string> {
    const [row] = await app.asOwner<{ id: string }>(
      `INSERT INTO institutions (id, code, code_warnings, name, short_name, kind, parent_id, active, version)
       SELECT gen_random_uuid(), id, '{}', '村卫生室', '村卫生室', 'VILLAGE_CLINIC', $1, $2, 1
       FROM (SELECT gen_random_uuid()::text AS id) code RETURNING id`,
      [world.institutionId('north'), active],
    );
    return row!.id;
  }
});

describe('figures of many services', () => {
  const TIMES = 30;
  /** Each of March thirty times in May, hours apart, from each township in turn. */
  const shifted = (column: string): string => `${column} + interval '60 days' + n * interval '23 hours'`;
  const places = `(SELECT id FROM institutions WHERE kind <> 'VILLAGE_CLINIC' ORDER BY id OFFSET n % 4 LIMIT 1)`;

  async function multiply(table: string, changes: Readonly<Record<string, string>>): Promise<void> {
    const columns = await app.asOwner<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER' ORDER BY ordinal_position`,
      [table],
    );
    const names = columns.map(({ name }) => name);
    const values = names.map((name) =>
      name === 'id'
        ? 'gen_random_uuid()'
        : (changes[name] ?? (name.endsWith('_at') ? shifted(`t.${name}`) : `t.${name}`)),
    );
    await app.asOwner(
      `INSERT INTO ${table} (${names.join(', ')}) SELECT ${values.join(', ')} FROM ${table} t, generate_series(1, ${TIMES}) n`,
    );
  }

  beforeAll(async () => {
    await multiply('consultations', {
      consultation_no: "t.consultation_no || '-' || n",
      inviting_institution_id: places,
    });
    await multiply('specimens', {
      barcode: "t.barcode || '-' || n",
      accession_no: "t.accession_no || '-' || n",
      from_institution_id: places,
    });
    await multiply('critical_values', {
      critical_no: "t.critical_no || '-' || n",
      ordering_institution_id: places,
      encounter: `(ARRAY['OUTPATIENT', 'INPATIENT', 'EMERGENCY'])[1 + n % 3]`,
    });
    app.clock.set(new Date('2026-06-02T10:00:00+08:00'));
    await app.nest.get(MonthsWork).round();
  });

  it('of parts, and of institutions, add up to the whole', async () => {
    const figures = await figuresOf('2026-05');
    for (const code of ['CON-02', 'LAB-01', 'LAB-03', 'CV-01']) {
      const { denominator } = figures.find((each) => each.code === code && each.part === 'ALL')!;
      expect([code, denominator > 20]).toEqual([code, true]);
    }
    expect(await figuresThatDoNotAddUp(app, '2026-05')).toEqual([]);
    const { atOnce, ofDays } = await toldBothWays(app, '2026-05');
    expect(ofDays).toEqual(atOnce);
  });
});
