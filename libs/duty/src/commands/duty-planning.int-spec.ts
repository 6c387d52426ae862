import { randomUUID } from 'node:crypto';
import { minutes } from '#kernel';
import { Database } from '#platform';
import { START, TestApp, World, withClient, type AnswerError, type Person } from '#testing';
import { DutyRoster } from '../queries/duty-roster.js';

let app: TestApp;
let world: World;
let planner: Person;
let head: Person;
let cardiology: string;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  planner = world.person('rota-manager');
  head = world.person('cardiology-head');
  cardiology = world.departmentId('cardiology');
});

afterEach(async () => {
  await withClient(app.database.ownerUrl, (owner) =>
    owner.query('DELETE FROM duty_substitutions; DELETE FROM duty_entries; DELETE FROM duty_requirements'),
  );
});
afterAll(() => app.stop());

const ENTRY = `id version function from to phone staff { name } department { code }
  substitutions { id from to staffName phone }`;
const PLAN = `mutation($input: PlanDutyMonthInput!) { planDutyMonth(input: $input) { id entries { ${ENTRY} } } }`;

interface SeenEntry {
  readonly id: string;
  readonly version: number;
  readonly from: string;
  readonly to: string;
  readonly phone: string;
  readonly staff: { readonly name: string } | null;
  readonly substitutions: readonly { readonly id: string; readonly staffName: string }[];
}
interface Planned {
  readonly planDutyMonth: { readonly id: string; readonly entries: readonly SeenEntry[] };
}

const at = (text: string): string => new Date(`${text}:00+08:00`).toISOString();
const night = (day: string, who: Person, more: object = {}) => ({
  departmentId: cardiology,
  function: 'DUTY_DOCTOR',
  from: at(`${day}T18:00`),
  to: new Date(+new Date(at(`${day}T18:00`)) + 14 * 3_600_000).toISOString(),
  staffId: who.staffId,
  phone: '13800138000',
  ...more,
});
const month = (entries: readonly object[], more: object = {}) => ({
  input: { idempotencyKey: randomUUID(), month: '2026-03', entries, ...more },
});
const cardiologist = (): Person => world.person('cardiologist');
const colleague = (): Person => world.person('second-cardiologist');

async function entered(...entries: object[]): Promise<readonly SeenEntry[]> {
  const { planDutyMonth } = await planner.asks<Planned>(PLAN, month(entries));
  return planDutyMonth.entries;
}

async function change(name: string, type: string, input: object, by = planner) {
  return by.tries<Record<string, SeenEntry>>(
    `mutation($input: ${type}!) { ${name}(input: $input) ${name === 'removeDuty' ? '' : `{ ${ENTRY} }`} }`,
    { input },
  );
}

const count = (table: string): Promise<number> =>
  withClient(app.database.ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
    return rows[0]!.count;
  });

const whoAt = async (instant: string, by = world.person('township-doctor')) => {
  const { onDutyAt } = await by.asks<{ onDutyAt: { staff: { name: string } | null; from: string; to: string }[] }>(
    'query($id: ID!, $department: ID, $at: DateTime!) { onDutyAt(institutionId: $id, departmentId: $department, at: $at) { staff { name } from to phone substituteFor { name } } }',
    { id: world.institutionId('county'), department: cardiology, at: instant },
  );
  return onDutyAt;
};
const nameOf = (person: Person): string => `${person.name} 医生`;

describe('a month entry', () => {
  it('is on the roster with its telephones, which the database does not show', async () => {
    const [entry] = await entered(night('2026-03-04', cardiologist(), { phone: ' 138 0013 8000' }));
    expect(entry).toMatchObject({ phone: '13800138000', staff: { name: nameOf(cardiologist()) }, version: 1 });
    const rows = await withClient(
      app.database.ownerUrl,
      async (owner) => (await owner.query<object>('SELECT * FROM duty_entries')).rows,
    );
    expect(JSON.stringify(rows)).not.toContain('13800138000');
  });

  it('names each bad entry by index and field, and writes nothing', async () => {
    const entries = [
      night('2026-03-04', cardiologist()),
      night('2026-03-05', world.person('tcm-doctor')),
      night('2026-03-06', cardiologist(), { phone: '12' }),
      night('2026-03-04', colleague(), { to: at('2026-03-04T19:00') }),
      night('2026-04-01', cardiologist()),
      night('2026-03-08', cardiologist(), { to: at('2026-03-08T17:00') }),
      night('2026-03-09', cardiologist(), { function: 'GENERAL_DUTY' }),
      night('2026-03-10', cardiologist(), { staffId: null }),
    ];
    const { errors } = await planner.tries(PLAN, month(entries));
    const { code, facts } = errors[0]!.extensions;
    expect(code).toBe('INVALID_INPUT');
    const fields = facts['fields'] as { path: string; constraint: string }[];
    expect(fields.map(({ path, constraint }) => `${path} ${constraint}`)).toEqual([
      'entries.1.staffId OWN_INSTITUTION',
      'entries.2.phone DUTY_PHONE',
      'entries.3.from OVERLAPS_ANOTHER',
      'entries.5.to BEFORE_BEGIN',
      'entries.6.departmentId OF_INSTITUTION',
      'entries.7.staffId STAFF_MISSING',
      'entries.4.from OUTSIDE_MONTH',
    ]);
    expect(await count('duty_entries')).toBe(0);
  });

  it('is refused whole where somebody is on duty, and names who', async () => {
    const [there] = await entered(night('2026-03-04', cardiologist()));
    const { errors } = await planner.tries(
      PLAN,
      month([night('2026-03-06', colleague()), night('2026-03-04', colleague())]),
    );
    expect(errors[0]!.extensions).toMatchObject({
      code: 'DUTY_OVERLAP',
      facts: { overlaps: [{ index: 1, entryId: there!.id, staffId: cardiologist().staffId, from: there!.from }] },
    });
    expect(errors[0]!.message).toContain(nameOf(cardiologist()));
    expect(await count('duty_entries')).toBe(1);
  });

  it('may follow the one before without a minute between them', async () => {
    await entered(night('2026-03-04', cardiologist()));
    await entered(night('2026-03-05', colleague(), { from: at('2026-03-05T08:00'), to: at('2026-03-05T18:00') }));
    expect(await count('duty_entries')).toBe(2);
  });

  it('that comes twice is one, with one answer', async () => {
    const request = month([night('2026-03-04', cardiologist())]);
    const [first, second] = [await planner.asks(PLAN, request), await planner.asks(PLAN, request)];
    expect(second).toEqual(first);
    expect(await count('duty_entries')).toBe(1);
  });

  it('needs no telephone where the place has one, and is refused where it has none', async () => {
    const without = await planner.tries(PLAN, month([night('2026-03-04', cardiologist(), { phone: null })]));
    expect(without.errors[0]!.extensions.facts['fields']).toEqual([
      { path: 'entries.0.phone', constraint: 'PHONE_MISSING' },
    ]);
    const telephone = (phone: string | null) =>
      withClient(app.database.ownerUrl, (owner) =>
        owner.query('UPDATE departments SET phone = $1 WHERE id = $2', [phone, cardiology]),
      );
    await telephone('0571-8712345');
    const [entry] = await entered(night('2026-03-04', cardiologist(), { phone: null }));
    await telephone(null);
    expect(entry!.phone).toBe('0571-8712345');
  });

  it('of another department is refused to a head, who sees it', async () => {
    const surgery = { departmentId: world.departmentId('surgery') };
    const { errors } = await head.tries(PLAN, month([night('2026-03-04', world.person('surgeon'), surgery)]));
    expect(errors[0]!.extensions.code).toBe('FORBIDDEN');
    const own = await head.tries(PLAN, month([night('2026-03-04', cardiologist())]));
    expect(own.errors).toEqual([]);
  });

  it('tells others who and when, and never the telephone', async () => {
    const [entry] = await entered(night('2026-03-04', cardiologist()));
    const { rows } = await withClient(app.database.ownerUrl, (owner) =>
      owner.query('SELECT topic, payload, comment FROM domain_events WHERE aggregate_id = $1', [entry!.id]),
    );
    expect(rows).toMatchObject([{ topic: 'duty.entered', payload: { staffId: cardiologist().staffId } }]);
    expect(JSON.stringify(rows)).not.toContain('13800138000');
    const audit = await withClient(app.database.ownerUrl, (owner) =>
      owner.query('SELECT action, staff_id FROM audit_entries WHERE object_id = $1', [entry!.id]),
    );
    expect(audit.rows).toEqual([{ action: 'duty.entered', staff_id: planner.staffId }]);
  });
});

describe('two planners at once', () => {
  it('one wins each night, and the others hear who is there', async () => {
    const people = [cardiologist(), colleague()];
    const planners = [planner, head, world.person('medical-affairs')];
    const requests = Array.from({ length: 24 }, (_, n) => ({
      by: planners[n % planners.length]!,
      who: people[n % people.length]!,
    }));
    const answers = await Promise.all(
      requests.map(({ by, who }) =>
        by.tries(PLAN, month([night('2026-03-04', who), night('2026-03-05', who)], { idempotencyKey: randomUUID() })),
      ),
    );
    const codes = answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions.code));
    expect(codes).toEqual(Array.from({ length: 23 }, () => 'DUTY_OVERLAP'));
    expect(answers.flatMap(({ errors }) => errors).every(({ message }) => message.includes('医生'))).toBe(true);
    expect(await count('duty_entries')).toBe(2);
  });

  it('who want several departments in different orders do not wait for each other in a circle', async () => {
    const surgery = { departmentId: world.departmentId('surgery') };
    const general = { departmentId: null, function: 'GENERAL_DUTY' };
    const days = Array.from({ length: 12 }, (_, n) => `2026-03-${String(n + 4).padStart(2, '0')}`);
    const answers = await Promise.all(
      days.map((day, n) => {
        const entries = [
          night(day, cardiologist()),
          night(day, world.person('surgeon'), surgery),
          night(day, world.person('general-duty'), general),
        ];
        return planner.tries(PLAN, month(n % 2 === 0 ? entries : entries.toReversed()));
      }),
    );
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    expect(await count('duty_entries')).toBe(36);
  });

  it('are kept apart by the database even past the product’s locks', async () => {
    const [entry] = await entered(night('2026-03-04', cardiologist()));
    const copy = withClient(app.database.ownerUrl, (owner) =>
      owner.query(
        `INSERT INTO duty_entries SELECT gen_random_uuid(), plan_id, institution_id, department_id, function,
           starts_at + interval '13 hours', ends_at + interval '13 hours', staff_id, phone_ciphertext, note, version
         FROM duty_entries WHERE id = $1`,
        [entry!.id],
      ),
    );
    await expect(copy).rejects.toMatchObject({ code: '23P01', constraint: 'ex_duty_entries_one_at_a_time' });
  });
});

describe('a duty that changes', () => {
  it('gets other times, another person or telephone under the version that was read', async () => {
    const [entry] = await entered(night('2026-03-04', cardiologist()));
    const terms = { from: entry!.from, to: at('2026-03-05T09:00'), staffId: colleague().staffId, phone: '66123' };
    const { data } = await change('changeDuty', 'ChangeDutyInput', { id: entry!.id, expectedVersion: 1, ...terms });
    expect(data?.['changeDuty']).toMatchObject({ version: 2, to: at('2026-03-05T09:00'), phone: '66123' });
    const { errors } = await change('changeDuty', 'ChangeDutyInput', { id: entry!.id, expectedVersion: 1, ...terms });
    expect(errors[0]!.extensions.code).toBe('STALE_VERSION');
  });

  it('does not get into the way of another one', async () => {
    const [first, second] = await entered(night('2026-03-04', cardiologist()), night('2026-03-05', colleague()));
    const terms = { from: first!.from, to: at('2026-03-05T19:00'), staffId: cardiologist().staffId, phone: '66123' };
    const { errors } = await change('changeDuty', 'ChangeDutyInput', { id: first!.id, expectedVersion: 1, ...terms });
    expect(errors[0]!.extensions).toMatchObject({
      code: 'DUTY_OVERLAP',
      facts: { overlaps: [{ entryId: second!.id }] },
    });
  });

  it('leaves the roster once, however often it is asked to', async () => {
    const [entry] = await entered(night('2026-03-04', cardiologist()));
    const input = { id: entry!.id, expectedVersion: 1, idempotencyKey: randomUUID() };
    const [first, second] = [
      await change('removeDuty', 'RemoveDutyInput', input),
      await change('removeDuty', 'RemoveDutyInput', input),
    ];
    expect([first.data, second.data]).toEqual([{ removeDuty: entry!.id }, { removeDuty: entry!.id }]);
    expect(await count('duty_entries')).toBe(0);
  });
});

const problemsIn = ({ errors }: { errors: readonly AnswerError[] }): string[] => {
  const fields = errors[0]!.extensions.facts['fields'] as { path: string; constraint: string }[];
  return fields.map(({ path, constraint }) => `${path} ${constraint}`);
};

describe('a duty that has begun', () => {
  const later = (text: string): void => app.clock.set(new Date(at(text)));
  const corrections = () =>
    withClient(app.database.ownerUrl, async (owner) => {
      const { rows } = await owner.query<Record<string, unknown>>(
        `SELECT act, reason_code, comment, before ->> 'staffId' AS before, after ->> 'staffId' AS after
         FROM duty_corrections WHERE entry_id = (SELECT id FROM duty_entries LIMIT 1) ORDER BY id`,
      );
      return rows;
    });
  afterEach(() => app.clock.set(START));
  /** Tells of a change of the duty at a time. */
  const eventOf = (id: string, happenedAt: string): string =>
    `INSERT INTO domain_events SELECT (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(),
       'occurred_at', '${at(happenedAt)}'))).* FROM domain_events e WHERE aggregate_id = '${id}' LIMIT 1`;

  it('stays whose it was; it may end sooner, and somebody else takes over from now on', async () => {
    const [entry] = await entered(night('2026-03-04', cardiologist()));
    later('2026-03-04T20:00');
    const terms = { id: entry!.id, expectedVersion: 1, from: entry!.from, to: entry!.to, phone: '66123' };
    const refused = await Promise.all([
      change('changeDuty', 'ChangeDutyInput', { ...terms, staffId: colleague().staffId }),
      change('changeDuty', 'ChangeDutyInput', {
        ...terms,
        from: at('2026-03-04T19:00'),
        staffId: entry!.staff && cardiologist().staffId,
      }),
      change('removeDuty', 'RemoveDutyInput', { id: entry!.id, expectedVersion: 1 }),
      change('substituteOnDuty', 'SubstituteOnDutyInput', { ...terms, staffId: colleague().staffId }),
      planner.tries(PLAN, month([night('2026-03-03', colleague())])),
    ]);
    expect(refused.map(({ errors }) => errors[0]!.extensions.code)).toEqual([
      ...Array.from({ length: 4 }, () => 'DUTY_PAST'),
      'INVALID_INPUT',
    ]);
    expect(refused[0].errors[0]!.extensions.facts).toEqual({ settledAt: at('2026-03-04T19:45') });
    const shorter = { ...terms, to: at('2026-03-05T07:00'), staffId: cardiologist().staffId };
    expect((await change('changeDuty', 'ChangeDutyInput', shorter)).errors).toEqual([]);
    const stand = { ...terms, expectedVersion: 2, from: at('2026-03-04T19:50'), to: shorter.to };
    const { data } = await change('substituteOnDuty', 'SubstituteOnDutyInput', {
      ...stand,
      staffId: colleague().staffId,
    });
    later('2026-03-04T22:00');
    const { version, substitutions } = data!['substituteOnDuty']!;
    const withdrawal = { id: entry!.id, expectedVersion: version, substitutionId: substitutions[0]!.id };
    const { errors } = await change('withdrawSubstitute', 'WithdrawSubstituteInput', withdrawal);
    expect(errors[0]!.extensions.code).toBe('DUTY_PAST');
    expect(await corrections()).toEqual([]);
  });

  it('is put right for a reason, which stays with what it was and what it is', async () => {
    const [entry] = await entered(night('2026-03-04', cardiologist()));
    later('2026-03-06T09:00');
    const terms = { id: entry!.id, from: entry!.from, to: entry!.to, phone: '13800138000' };
    const put = (expectedVersion: number, staffId: string, correction: object) =>
      change('changeDuty', 'ChangeDutyInput', { ...terms, expectedVersion, staffId, correction });
    for (const correction of [{ reasonCode: 'other' }, { reasonCode: 'no_such_reason' }]) {
      const { errors } = await put(1, colleague().staffId, correction);
      expect(errors[0]!.extensions).toMatchObject({
        code: 'INVALID_INPUT',
        facts: { fields: [{ path: 'correction.reasonCode' }] },
      });
    }
    const reason = { reasonCode: 'somebody_else_was_there', comment: '临时换班' };
    expect((await put(1, colleague().staffId, reason)).errors).toEqual([]);
    // A reason that nothing of the past needs leaves no record.
    expect((await put(2, colleague().staffId, { reasonCode: 'entry_error' })).errors).toEqual([]);
    expect(await corrections()).toEqual([
      {
        act: 'CHANGED',
        reason_code: 'somebody_else_was_there',
        comment: '临时换班',
        before: cardiologist().staffId,
        after: colleague().staffId,
      },
    ]);
    const { rows } = await withClient(app.database.ownerUrl, (owner) =>
      owner.query('SELECT reason_code FROM domain_events WHERE aggregate_id = $1 ORDER BY aggregate_version', [
        entry!.id,
      ]),
    );
    expect(rows).toEqual([{ reason_code: null }, { reason_code: reason.reasonCode }, { reason_code: null }]);
  });

  it('changes with a record or not at all, whichever way the product comes', async () => {
    const [entry] = await entered(night('2026-03-04', cardiologist()));
    const bypassing = (statement: string, happenedAt: string | null) =>
      withClient(app.database.appUrl, (product) =>
        product.query(
          `BEGIN; ${happenedAt ? eventOf(entry!.id, happenedAt) : ''}; ${statement} WHERE id = '${entry!.id}'; COMMIT`,
        ),
      );
    const toAnother = `UPDATE duty_entries SET staff_id = '${colleague().staffId}'`;
    const recordless = { code: '23514', constraint: 'tr_duty_entries_past' };
    await expect(bypassing(toAnother, null)).rejects.toMatchObject(recordless);
    for (const unexplained of [toAnother, 'DELETE FROM duty_entries'])
      await expect(bypassing(unexplained, '2026-03-04T18:16')).rejects.toMatchObject(recordless);
    const longer = "UPDATE duty_entries SET ends_at = ends_at + interval '1 hour'";
    await bypassing(longer, '2026-03-05T08:14');
    await expect(bypassing(longer, '2026-03-05T09:16')).rejects.toMatchObject(recordless);
    await bypassing(toAnother, '2026-03-04T18:14');
  });

  it('has its record at its institution alone', async () => {
    later('2026-03-09T09:00');
    await planner.asks(
      PLAN,
      month([night('2026-03-03', cardiologist())], { correction: { reasonCode: 'entered_late' } }),
    );
    const LIST = '{ dutyCorrections { nodes { act correctedByName after { staffName } } } }';
    const { dutyCorrections } = await head.asks<{ dutyCorrections: { nodes: object[] } }>(LIST);
    expect(dutyCorrections.nodes[0]).toEqual({
      act: 'ENTERED',
      correctedByName: nameOf(planner),
      after: { staffName: nameOf(cardiologist()) },
    });
    expect(await world.person('township-head').asks(LIST)).toEqual({ dutyCorrections: { nodes: [] } });
  });

  it('does not come from a copy: what would have begun is left out', async () => {
    const nights = [night('2026-04-06', cardiologist()), night('2026-04-08', cardiologist())];
    await planner.asks(PLAN, month(nights, { month: '2026-04' }));
    later('2026-05-05T09:00');
    const input = { idempotencyKey: randomUUID(), fromMonth: '2026-04', toMonth: '2026-05', departmentId: cardiology };
    const { copyDutyMonth } = await planner.asks<{ copyDutyMonth: { entries: SeenEntry[] } }>(
      'mutation($input: CopyDutyMonthInput!) { copyDutyMonth(input: $input) { entries { from } } }',
      { input },
    );
    expect(copyDutyMonth.entries.map(({ from }) => from)).toEqual([at('2026-05-06T18:00')]);
  });
});

describe('a shift', () => {
  const SHIFTS = 'name fromTime toTime version';
  const shiftsOf = async (by: Person): Promise<Record<string, string>> => {
    const { dutyShifts } = await by.asks<{
      dutyShifts: { name: string; fromTime: string; toTime: string; version: number }[];
    }>(`{ dutyShifts { ${SHIFTS} } }`);
    return Object.fromEntries(dutyShifts.map((one) => [one.name, `${one.fromTime}-${one.toTime} v${one.version}`]));
  };
  const set = (name: string, times: [string, string], expectedVersion: number, by = planner) =>
    by.tries(`mutation($input: SetDutyShiftInput!) { setDutyShift(input: $input) { ${SHIFTS} } }`, {
      input: { name, fromTime: times[0], toTime: times[1], expectedVersion },
    });
  const retire = (name: string, expectedVersion: number) =>
    planner.tries('mutation($input: RetireDutyShiftInput!) { retireDutyShift(input: $input) { name } }', {
      input: { name, expectedVersion },
    });

  it('is the alliance’s until an institution has its own, which others do not see', async () => {
    expect(await shiftsOf(planner)).toMatchObject({ 夜班: '18:00-08:00 v0', 白班: '08:00-18:00 v0' });
    expect((await set(' 夜班 ', ['17:30', '08:30'], 0)).errors).toEqual([]);
    expect((await set('小夜', ['17:30', '24:00'], 0)).errors).toEqual([]);
    expect(await shiftsOf(planner)).toMatchObject({ 夜班: '17:30-08:30 v1', 小夜: '17:30-24:00 v1' });
    expect(await shiftsOf(world.person('township-head'))).not.toHaveProperty('小夜');
    expect(await shiftsOf(world.person('township-head'))).toMatchObject({ 夜班: '18:00-08:00 v0' });
  });

  it('is changed under the version that was read, and its earlier times stay on record', async () => {
    app.clock.advance(minutes(1));
    expect((await set('夜班', ['19:00', '07:00'], 0)).errors[0]!.extensions.code).toBe('STALE_VERSION');
    expect((await set('夜班', ['19:00', '07:00'], 1)).errors).toEqual([]);
    // The same once more is the same.
    expect((await set('夜班', ['19:00', '07:00'], 1)).errors).toEqual([]);
    app.clock.advance(minutes(1));
    expect((await retire('夜班', 1)).errors[0]!.extensions.code).toBe('STALE_VERSION');
    expect((await retire('夜班', 2)).errors).toEqual([]);
    expect(await shiftsOf(planner)).toMatchObject({ 夜班: '18:00-08:00 v0' });
    app.clock.advance(minutes(1));
    expect((await set('夜班', ['20:00', '08:00'], 0)).errors).toEqual([]);
    const { rows } = await withClient(app.database.ownerUrl, (owner) =>
      owner.query(
        `SELECT version, from_time, effective_to IS NULL AS counts FROM institution_duty_shifts WHERE name = '夜班' ORDER BY version`,
      ),
    );
    expect(rows).toEqual([
      { version: 1, from_time: '17:30', counts: false },
      { version: 2, from_time: '19:00', counts: false },
      { version: 3, from_time: '20:00', counts: true },
    ]);
  });

  it('belongs to whoever plans for the whole institution, and two who change it at once do not both win', async () => {
    expect((await set('夜班', ['21:00', '08:00'], 3, head)).errors[0]!.extensions.code).toBe('FORBIDDEN');
    app.clock.advance(minutes(1));
    const times = Array.from({ length: 8 }, (_, n): [string, string] => [`2${n % 4}:1${n}`, '08:00']);
    const answers = await Promise.all(times.map((one) => set('夜班', one, 3)));
    const codes = answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions.code));
    expect(codes).toEqual(Array.from({ length: 7 }, () => 'STALE_VERSION'));
  });
});

describe('a substitute', () => {
  const standIn = (entry: SeenEntry, from: string, to: string, more: object = {}) =>
    change('substituteOnDuty', 'SubstituteOnDutyInput', {
      id: entry.id,
      expectedVersion: entry.version,
      from: at(from),
      to: at(to),
      staffId: colleague().staffId,
      phone: '66124',
      ...more,
    });

  it('is on duty for their own time, and whoever has the duty before and after it', async () => {
    const [entry] = await entered(night('2026-03-04', cardiologist()));
    await standIn(entry!, '2026-03-04T22:00', '2026-03-05T02:00');
    expect(await whoAt(at('2026-03-04T21:59'))).toMatchObject([
      { staff: { name: nameOf(cardiologist()) }, from: entry!.from, to: at('2026-03-04T22:00'), substituteFor: null },
    ]);
    expect(await whoAt(at('2026-03-04T22:00'))).toMatchObject([
      { staff: { name: nameOf(colleague()) }, phone: '66124', substituteFor: { name: nameOf(cardiologist()) } },
    ]);
    expect(await whoAt(at('2026-03-05T02:00'))).toMatchObject([
      { staff: { name: nameOf(cardiologist()) }, from: at('2026-03-05T02:00'), to: at('2026-03-05T08:00') },
    ]);
  });

  it('is not needed after all', async () => {
    const [entry] = await entered(night('2026-03-04', cardiologist()));
    const { data } = await standIn(entry!, '2026-03-04T22:00', '2026-03-05T02:00');
    const { version, substitutions } = data!['substituteOnDuty']!;
    const input = { id: entry!.id, expectedVersion: version, substitutionId: substitutions[0]!.id };
    const back = await change('withdrawSubstitute', 'WithdrawSubstituteInput', input);
    expect(back.data?.['withdrawSubstitute']).toMatchObject({ version: 3, substitutions: [] });
    expect(await whoAt(at('2026-03-04T23:00'))).toMatchObject([{ staff: { name: nameOf(cardiologist()) } }]);
  });

  it('is one at a time; a second one hears who stands in already', async () => {
    const [entry] = await entered(night('2026-03-04', cardiologist()));
    await standIn(entry!, '2026-03-04T22:00', '2026-03-05T02:00');
    const { errors } = await standIn(entry!, '2026-03-05T01:00', '2026-03-05T03:00');
    expect(errors[0]!.extensions.code).toBe('DUTY_OVERLAP');
    expect(errors[0]!.message).toContain(nameOf(colleague()));
  });

  it.each([
    ['begins before the duty', { from: at('2026-03-04T17:00') }, 'from OUTSIDE_DUTY'],
    ['stays after the duty', { to: at('2026-03-05T09:00') }, 'to OUTSIDE_DUTY'],
    ['works elsewhere', { staffId: randomUUID() }, 'staffId OWN_INSTITUTION'],
  ])('is refused who %s', async (_name, terms, problem) => {
    const [entry] = await entered(night('2026-03-04', cardiologist()));
    const answer = await standIn(entry!, '2026-03-04T19:00', '2026-03-04T20:00', terms);
    expect(problemsIn(answer)).toEqual([problem]);
  });

  it('is somebody else than whoever has the duty', async () => {
    const [entry] = await entered(night('2026-03-04', cardiologist()));
    const { staffId } = cardiologist();
    const answer = await standIn(entry!, '2026-03-04T19:00', '2026-03-04T20:00', { staffId });
    expect(problemsIn(answer)).toEqual(['staffId SAME_PERSON']);
  });

  it('is never left outside by a change of the duty, whoever changes it', async () => {
    const [entry] = await entered(night('2026-03-04', cardiologist()));
    const { data } = await standIn(entry!, '2026-03-04T22:00', '2026-03-05T02:00');
    const { version } = data!['substituteOnDuty']!;
    const terms = { from: entry!.from, to: at('2026-03-05T01:00'), staffId: cardiologist().staffId, phone: '66123' };
    const { errors } = await change('changeDuty', 'ChangeDutyInput', {
      id: entry!.id,
      expectedVersion: version,
      ...terms,
    });
    expect(errors[0]!.extensions.facts['fields']).toEqual([{ path: 'to', constraint: 'SUBSTITUTE_OUTSIDE' }]);
    const behindTheProduct = withClient(app.database.ownerUrl, (owner) =>
      owner.query('UPDATE duty_entries SET ends_at = $2 WHERE id = $1', [entry!.id, at('2026-03-05T01:00')]),
    );
    await expect(behindTheProduct).rejects.toMatchObject({ constraint: 'ck_duty_substitutions_within' });
  });
});

describe('the roster of a month', () => {
  const ROSTER = `query($month: String!, $id: ID) { dutyRoster(month: $month, departmentId: $id) {
    entries { from to staff { name } } gaps { departmentId function from to } } }`;
  const roster = async (which: string) => {
    const { dutyRoster } = await planner.asks<{
      dutyRoster: { entries: SeenEntry[]; gaps: { from: string; to: string }[] };
    }>(ROSTER, { month: which, id: cardiology });
    return dutyRoster;
  };
  const requireNights = (weekdays: number[], more: object = {}) =>
    planner.asks<{ requireDuty: { id: string; version: number } }>(
      'mutation($input: RequireDutyInput!) { requireDuty(input: $input) { id version } }',
      {
        input: {
          idempotencyKey: randomUUID(),
          departmentId: cardiology,
          function: 'DUTY_DOCTOR',
          weekdays,
          fromTime: '18:00',
          toTime: '08:00',
          effectiveFrom: '2026-01-01',
          ...more,
        },
      },
    );

  it('shows the night over its last midnight in both months', async () => {
    await entered(night('2026-03-31', cardiologist()));
    expect((await roster('2026-03')).entries).toHaveLength(1);
    expect((await roster('2026-04')).entries).toHaveLength(1);
    expect((await roster('2026-02')).entries).toHaveLength(0);
  });

  it('shows time without anybody as gaps, up to the very month’s end in China', async () => {
    await requireNights([2, 3]);
    await entered(night('2026-03-04', cardiologist(), { to: at('2026-03-05T06:00') }));
    const { gaps } = await roster('2026-03');
    expect(gaps).toHaveLength(9);
    expect(gaps).toContainEqual(expect.objectContaining({ from: at('2026-03-05T06:00'), to: at('2026-03-05T08:00') }));
    expect(gaps.at(-1)).toMatchObject({ from: at('2026-03-31T18:00'), to: at('2026-04-01T00:00') });
  });

  it('has no gaps after a requirement has ended', async () => {
    const { requireDuty } = await requireNights([1, 2, 3, 4, 5, 6, 7]);
    await planner.asks(
      'mutation($input: EndDutyRequirementInput!) { endDutyRequirement(input: $input) { effectiveTo } }',
      {
        input: { id: requireDuty.id, expectedVersion: 1, effectiveTo: '2026-03-03' },
      },
    );
    // The nights of 28 February and of the first three days of March.
    expect((await roster('2026-03')).gaps).toHaveLength(4);
    expect((await roster('2026-04')).gaps).toEqual([]);
  });

  it('keeps the gaps that there have been: no requirement ends before yesterday', async () => {
    const { requireDuty } = await requireNights([1, 2, 3, 4, 5, 6, 7]);
    const end = (effectiveTo: string, expectedVersion: number) =>
      planner.tries('mutation($input: EndDutyRequirementInput!) { endDutyRequirement(input: $input) { version } }', {
        input: { id: requireDuty.id, expectedVersion, effectiveTo },
      });
    expect(problemsIn(await end('2026-03-02', 1))).toEqual(['effectiveTo IN_THE_PAST']);
    expect((await end('2026-03-03', 1)).errors).toEqual([]);
    app.clock.set(new Date('2026-03-06T09:00:00+08:00'));
    expect(problemsIn(await end('2026-12-31', 2))).toEqual(['effectiveTo IN_THE_PAST']);
    app.clock.set(START);
  });

  it('is copied weekday by weekday, without those who have left', async () => {
    const leaver = await world.hire('COUNTY_DOCTOR', 'county', 'cardiology');
    await entered(night('2026-03-04', cardiologist()), night('2026-03-05', leaver));
    await withClient(app.database.ownerUrl, (owner) =>
      owner.query('UPDATE staff SET active = false WHERE id = $1', [leaver.staffId]),
    );
    const input = { idempotencyKey: randomUUID(), fromMonth: '2026-03', toMonth: '2026-04', departmentId: cardiology };
    const copy = () =>
      planner.asks<{ copyDutyMonth: { entries: SeenEntry[] } }>(
        `mutation($input: CopyDutyMonthInput!) { copyDutyMonth(input: $input) { entries { from phone staff { name } } } }`,
        { input },
      );
    const { copyDutyMonth } = await copy();
    expect(copyDutyMonth.entries).toEqual([
      { from: at('2026-04-01T18:00'), phone: '13800138000', staff: { name: nameOf(cardiologist()) } },
    ]);
    expect(await copy()).toEqual({ copyDutyMonth });
  });
});

describe('whoever asks for duty from another library', () => {
  const chain = async (institution: 'county' | 'north', departmentId: string | null, instant = '2026-03-04T20:00') => {
    const steps = await app.nest.get(DutyRoster).escalationChain(app.nest.get(Database), {
      institutionId: world.institutionId(institution),
      departmentId,
      at: new Date(at(instant)),
    });
    return steps.map(({ function: duty, staffId, accountIds, phone, isGap }) => ({
      duty,
      staffId,
      accountIds,
      phone,
      isGap,
    }));
  };

  it('gets the steps of an escalation with accounts and telephones, gaps among them', async () => {
    await entered(
      night('2026-03-04', cardiologist()),
      night('2026-03-04', world.person('general-duty'), {
        departmentId: null,
        function: 'GENERAL_DUTY',
        phone: '8000',
      }),
    );
    const gap = { staffId: null, accountIds: [], phone: null, isGap: true };
    const doctor = cardiologist();
    const general = world.person('general-duty');
    expect(await chain('county', cardiology)).toEqual([
      {
        duty: 'DUTY_DOCTOR',
        staffId: doctor.staffId,
        accountIds: [doctor.accountId],
        phone: '13800138000',
        isGap: false,
      },
      { duty: 'DUTY_HEAD', ...gap },
      { duty: 'MEDICAL_AFFAIRS_DUTY', ...gap },
      { duty: 'GENERAL_DUTY', staffId: general.staffId, accountIds: [general.accountId], phone: '8000', isGap: false },
    ]);
  });

  it('is led to the lead hospital where a township has no general duty officer', async () => {
    const general = world.person('general-duty');
    await entered(night('2026-03-04', general, { departmentId: null, function: 'GENERAL_DUTY', phone: '8000' }));
    const steps = await chain('north', world.departmentId('general-north'));
    expect(steps.at(-1)).toMatchObject({ duty: 'GENERAL_DUTY', staffId: general.staffId, isGap: false });
    expect((await chain('north', null, '2026-03-06T20:00')).at(-1)).toMatchObject({
      duty: 'GENERAL_DUTY',
      isGap: true,
    });
  });

  it('is told of the substitute, and of nobody once the duty is over', async () => {
    const [entry] = await entered(night('2026-03-04', cardiologist()));
    const input = {
      id: entry!.id,
      expectedVersion: 1,
      from: entry!.from,
      to: entry!.to,
      staffId: colleague().staffId,
      phone: '66124',
    };
    await change('substituteOnDuty', 'SubstituteOnDutyInput', input);
    const database = app.nest.get(Database);
    const place = {
      institutionId: world.institutionId('county'),
      departmentId: cardiology,
      function: 'DUTY_DOCTOR' as const,
    };
    const duty = app.nest.get(DutyRoster);
    expect(await duty.onDuty(database, { ...place, at: new Date(at('2026-03-04T18:00')) })).toMatchObject({
      staffId: colleague().staffId,
      substituteFor: cardiologist().staffId,
      phone: '66124',
    });
    expect(await duty.onDuty(database, { ...place, at: new Date(at('2026-03-05T08:00')) })).toBeNull();
  });
});
