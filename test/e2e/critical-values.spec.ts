import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { ALLIANCE_ZONE, addDays, after, days, localDate, minutes, type Duration } from '#kernel';
import { readWorkbook } from '#platform';
import { ReferralStory, TestApp, World, readPdf, withClient, type Person, type PersonName } from '#testing';

interface Seen {
  readonly id: string;
  readonly criticalNo: string;
  readonly version: number;
  readonly state: string;
  readonly unverified: boolean;
  readonly drill: boolean;
  readonly patient: { readonly name: string } | null;
  readonly referralId: string | null;
  readonly heldFalse: boolean;
  readonly findingText: string;
  readonly turns: readonly { level: number; target: string; isGap: boolean }[];
  readonly readBacks: readonly { readBack: string; matches: boolean }[];
  readonly contacts: readonly { relation: string; outcome: string }[];
  readonly value: string | null;
  readonly revision: number;
  readonly corrections: readonly object[];
}

const SEEN = `id criticalNo version state unverified drill patient { name } referralId heldFalse findingText
  turns { level target isGap } readBacks { readBack matches } contacts { relation outcome }
  value revision corrections { revision outcome fromValue toValue fromState acknowledgedByName measures correctedAt successorId }`;
const FINDING = '急性ST段抬高型心肌梗死';

let app: TestApp;
let world: World;
let story: ReferralStory;
let patientId: string;

/** Noon of a Wednesday in China, so that two people verify. */
beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  story = new ReferralStory(world);
  const doctor = world.person('township-doctor');
  patientId = await story.patient(doctor);
  // A service relation of the county hospital: the patient is on the way to it.
  await story.submit(doctor, await story.draft(doctor, { patientId }));
});

beforeEach(() => {
  const now = app.clock.now();
  app.clock.set(new Date(`${after(now, days(1)).toISOString().slice(0, 10)}T04:00:00Z`));
});

afterAll(() => app.stop());

const INPUTS: Readonly<Record<string, string>> = {
  raiseCriticalValue: 'RaiseCriticalValueInput',
  startCriticalValueDrill: 'StartCriticalValueDrillInput',
  acknowledgeCriticalValue: 'AcknowledgeCriticalValueInput',
  recordCriticalValueContact: 'RecordCriticalValueContactInput',
  handleCriticalValue: 'HandleCriticalValueInput',
  referCriticalValue: 'ReferCriticalValueInput',
  reportCriticalValueFalse: 'CriticalValueReasonInput',
};

async function does(who: PersonName | Person, act: string, input: object): Promise<Seen> {
  const person = typeof who === 'string' ? world.person(who) : who;
  const type = INPUTS[act] ?? 'CriticalValueActionInput';
  const data = await person.asks<Record<string, Seen>>(
    `mutation($input: ${type}!) { ${act}(input: $input) { ${SEEN} } }`,
    { input },
  );
  return data[act]!;
}

/** The code, and the rule where it has one, of what is refused; null where it is not. */
async function refusal(who: PersonName, act: string, seen: Seen, more: object = {}): Promise<string | null> {
  const type = INPUTS[act] ?? 'CriticalValueActionInput';
  const { errors } = await world.person(who).tries(`mutation($input: ${type}!) { ${act}(input: $input) { id } }`, {
    input: { id: seen.id, expectedVersion: seen.version, ...more },
  });
  const [error] = errors;
  return error ? [error.extensions.code, error.extensions.rule].filter(Boolean).join(' ') : null;
}

const change = (who: PersonName, act: string, { id, version }: Seen, more: object = {}): Promise<Seen> =>
  does(who, act, { id, expectedVersion: version, ...more });

function raised(more: object = {}): Promise<Seen> {
  return does('reporter', 'raiseCriticalValue', {
    idempotencyKey: randomUUID(),
    domain: 'ECG',
    patientId,
    encounter: 'OUTPATIENT',
    orderingStaffId: world.person('township-doctor').staffId,
    findingCode: 'st_elevation_infarction',
    ...more,
  });
}

async function notified(more: object = {}): Promise<Seen> {
  const seen = await change('reporter', 'verifyCriticalValue', await raised(more));
  return change('reviewer', 'verifyCriticalValue', seen);
}

async function acknowledged(): Promise<Seen> {
  return change('township-doctor', 'acknowledgeCriticalValue', await notified(), { readBack: FINDING });
}

async function look(who: PersonName, { id }: Seen): Promise<Seen> {
  const query = `query($id: ID!) { criticalValue(id: $id) { ${SEEN} } }`;
  return (await world.person(who).asks<{ criticalValue: Seen }>(query, { id })).criticalValue;
}

async function pass(time: Duration): Promise<void> {
  app.clock.advance(time);
  await app.work('deadlines.sweep');
}

async function told(who: PersonName, { id }: Seen): Promise<string[]> {
  const query = '{ myNotices(first: 100) { nodes { templateCode subjectId title body } } }';
  const { myNotices } = await world
    .person(who)
    .asks<{ myNotices: { nodes: { templateCode: string; subjectId: string; title: string; body: string }[] } }>(query);
  const own = myNotices.nodes.filter(({ subjectId }) => subjectId === id);
  for (const { title, body } of own) expect(`${title}${body}`).not.toMatch(/测试患者|心肌梗死|ST段/);
  return own.map(({ templateCode }) => templateCode);
}

const turnsOf = ({ turns }: Seen): string[] =>
  turns.map(({ level, target, isGap }) => [level, target, ...(isGap ? ['gap'] : [])].join(' '));

async function roster(duty: string, name: PersonName, planner: PersonName): Promise<void> {
  const now = app.clock.now();
  const entry = {
    function: duty,
    departmentId: null,
    from: now,
    to: after(now, minutes(200)),
    staffId: world.person(name).staffId,
    phone: '8001',
  };
  await world.person(planner).asks('mutation($input: PlanDutyMonthInput!) { planDutyMonth(input: $input) { id } }', {
    input: { idempotencyKey: randomUUID(), month: now.toISOString().slice(0, 7), entries: [entry] },
  });
}

describe('a critical value', () => {
  it('goes from whoever sees it to whoever has to act, until it is handled and closed', async () => {
    const seen = await raised();
    expect(seen).toMatchObject({ state: 'DETECTED', findingText: FINDING, patient: { name: '测试患者' } });
    const notice = await change(
      'reviewer',
      'verifyCriticalValue',
      await change('reporter', 'verifyCriticalValue', seen),
    );
    expect(notice).toMatchObject({ state: 'NOTIFIED', unverified: false });
    expect(turnsOf(notice)).toEqual(['0 ORDERING_DOCTOR']);
    expect(await told('township-doctor', notice)).toEqual(['critical-value.notified']);
    const read = await change('township-doctor', 'acknowledgeCriticalValue', notice, { readBack: FINDING });
    expect(read.state).toBe('ACKNOWLEDGED');
    expect(await told('reporter', read)).toEqual(['critical-value.acknowledged']);
    const handled = await change('township-doctor', 'handleCriticalValue', read, { measures: '吸氧、抗栓，准备转运' });
    expect((await change('reporter', 'closeCriticalValue', handled)).state).toBe('CLOSED');
  });

  it('is verified by two people by day', async () => {
    const once = await change('reporter', 'verifyCriticalValue', await raised());
    expect(once.state).toBe('DETECTED');
    expect(await refusal('reporter', 'verifyCriticalValue', once)).toBe('TRANSITION_REFUSED SAME_VERIFIER');
  });

  it('is verified by one person twice at night', async () => {
    app.clock.set(new Date(`${app.clock.now().toISOString().slice(0, 10)}T15:00:00Z`));
    const once = await change('reporter', 'verifyCriticalValue', await raised());
    expect((await change('reporter', 'verifyCriticalValue', once)).state).toBe('NOTIFIED');
  });

  it('is told all the same after three minutes without verification, marked 待复核, and not closed before it', async () => {
    const seen = await raised();
    await pass(minutes(2));
    expect((await look('reporter', seen)).state).toBe('DETECTED');
    await pass(minutes(1));
    const notice = await look('reporter', seen);
    expect(notice).toMatchObject({ state: 'NOTIFIED', unverified: true });
    expect(await told('township-doctor', seen)).toEqual(['critical-value.notified-unverified']);
    const once = await change('reporter', 'verifyCriticalValue', notice);
    expect(once.unverified).toBe(true);
    expect(await change('reviewer', 'verifyCriticalValue', once)).toMatchObject({
      state: 'NOTIFIED',
      unverified: false,
    });
  });

  it('is not acknowledged by a read-back that does not match, which stays on record', async () => {
    const notice = await notified();
    const wrong = { readBack: '急性心肌梗死' };
    expect(await refusal('township-doctor', 'acknowledgeCriticalValue', notice, wrong)).toBe('READ_BACK_MISMATCH');
    const seen = await look('township-doctor', notice);
    expect(seen).toMatchObject({ state: 'NOTIFIED', readBacks: [{ ...wrong, matches: false }] });
    expect(await told('reporter', seen)).toEqual(['critical-value.read-back-mismatched']);
    await pass(minutes(5));
    expect(turnsOf(await look('township-doctor', notice)).length).toBeGreaterThan(1);
  });

  it('is acknowledged by one of two who read it back at once', async () => {
    const notice = await notified();
    const outcomes = await Promise.all(
      (['township-doctor', 'township-colleague'] as const).map((who) =>
        refusal(who, 'acknowledgeCriticalValue', notice, { readBack: FINDING }),
      ),
    );
    expect(outcomes).toHaveLength(2);
    expect(outcomes).toEqual(expect.arrayContaining(['TRANSITION_REFUSED STATE', null]));
  });

  it('is raised once out of a request that is sent again, and by two who see the same thing at once', async () => {
    const idempotencyKey = randomUUID();
    const [first, again] = [await raised({ idempotencyKey }), await raised({ idempotencyKey })];
    expect(again.id).toBe(first.id);
    const subjectId = randomUUID();
    const twice = await Promise.all([raised({ subjectId }), raised({ subjectId })]);
    expect(new Set(twice.map(({ id }) => id)).size).toBe(1);
    const late = { subjectId, idempotencyKey: randomUUID() };
    expect([(await raised(late)).id, (await raised(late)).id]).toEqual([twice[0].id, twice[0].id]);
  });

  it('does not exist for other institutions, and a stale version changes nothing', async () => {
    const notice = await notified();
    const readBack = { readBack: FINDING };
    expect(await refusal('other-township-doctor', 'acknowledgeCriticalValue', notice, readBack)).toBe('NOT_FOUND');
    expect(await refusal('tcm-doctor', 'acknowledgeCriticalValue', notice, readBack)).toBe('NOT_FOUND');
    expect(await refusal('reporter', 'handleCriticalValue', notice, { measures: '无' })).toMatch(/^FORBIDDEN/);
    const stale = { ...notice, version: notice.version - 1 };
    expect(await refusal('township-doctor', 'acknowledgeCriticalValue', stale, readBack)).toBe('STALE_VERSION');
  });

  it('is about a patient whom both sides have to do with', async () => {
    const stranger = await story.patient(world.person('other-township-doctor'));
    await expect(raised({ patientId: stranger })).rejects.toThrow(/NOT_FOUND/);
    const elsewhere = { orderingStaffId: world.person('other-township-doctor').staffId };
    await expect(raised(elsewhere)).rejects.toThrow(/PATIENT_UNKNOWN_THERE/);
  });

  it('is not hidden behind one that somebody has raised for the same study of another patient or doctor', async () => {
    const subjectId = randomUUID();
    await raised({ subjectId });
    const doctor = world.person('township-doctor');
    const other = await story.patient(doctor);
    await story.submit(doctor, await story.draft(doctor, { patientId: other }));
    await expect(raised({ subjectId, patientId: other })).rejects.toThrow(/SUBJECT_OF_OTHERS/);
    const orderingStaffId = world.person('township-colleague').staffId;
    await expect(raised({ subjectId, orderingStaffId })).rejects.toThrow(/SUBJECT_OF_OTHERS/);
  });
});

describe('a laboratory value', () => {
  const value = (text: string, unit = 'mmol/L') =>
    raised({ domain: 'LABORATORY', findingCode: null, measured: { itemCode: 'K', value: text, unit } });

  it('is critical beyond its threshold, and read back as a number', async () => {
    const seen = await change('reporter', 'verifyCriticalValue', await value('2.30'));
    const notice = await change('reviewer', 'verifyCriticalValue', seen);
    const wrong = { readBack: '3.2' };
    expect(await refusal('township-doctor', 'acknowledgeCriticalValue', notice, wrong)).toBe('READ_BACK_MISMATCH');
    const read = await change('township-doctor', 'acknowledgeCriticalValue', await look('reporter', notice), {
      readBack: '2.3 mmol/L',
    });
    expect(read.state).toBe('ACKNOWLEDGED');
  });

  it('is none on the bound or in another unit', async () => {
    await expect(value('2.8')).rejects.toThrow(/WITHIN/);
    await expect(value('2.3', 'mg/dL')).rejects.toThrow(/OTHER_UNIT/);
  });
});

describe('a value that is corrected', () => {
  const potassium = (subjectId: string, value: string, more: object = {}) =>
    raised({
      subjectId,
      domain: 'LABORATORY',
      findingCode: null,
      measured: { itemCode: 'K', value, unit: 'mmol/L' },
      ...more,
    });
  const toldOf = async (subjectId: string): Promise<Seen> => {
    const once = await change('reporter', 'verifyCriticalValue', await potassium(subjectId, '6.9'));
    return change('reviewer', 'verifyCriticalValue', once);
  };

  it('is told to everybody who knows the old one, verified and read back anew, with both values kept', async () => {
    const subjectId = randomUUID();
    const notice = await toldOf(subjectId);
    const read = await change('township-colleague', 'acknowledgeCriticalValue', notice, { readBack: '6.9' });
    const handled = await change('township-doctor', 'handleCriticalValue', read, { measures: '葡萄糖酸钙' });
    app.clock.advance(minutes(1));
    const corrected = await potassium(subjectId, '7.4');
    expect(corrected).toMatchObject({
      id: notice.id,
      state: 'NOTIFIED',
      value: '7.4',
      revision: 2,
      unverified: true,
      corrections: [
        {
          revision: 2,
          outcome: 'CRITICAL',
          fromValue: '6.9',
          toValue: '7.4',
          fromState: 'HANDLED',
          acknowledgedByName: 'township-colleague 医生',
          measures: '葡萄糖酸钙',
          correctedAt: app.clock.now().toISOString(),
        },
      ],
    });
    expect(turnsOf(corrected)).toEqual(['0 ORDERING_DOCTOR', '1 ORDERING_DOCTOR']);
    expect((await told('township-doctor', notice)).filter((code) => code.endsWith('.corrected'))).toHaveLength(1);
    expect(await told('township-colleague', notice)).toEqual(['critical-value.corrected']);
    expect(await refusal('township-doctor', 'handleCriticalValue', handled, { measures: '无' })).toBe(
      'TRANSITION_REFUSED STATE',
    );
    const again = (readBack: string) =>
      refusal('township-colleague', 'acknowledgeCriticalValue', corrected, { readBack });
    expect(await again('6.9')).toBe('READ_BACK_MISMATCH');
    const stillOpen = await look('reporter', notice);
    expect(stillOpen.readBacks).toMatchObject([{ matches: true }, { readBack: '6.9', matches: false }]);
    const right = await change('township-doctor', 'acknowledgeCriticalValue', stillOpen, { readBack: '7.4 mmol/L' });
    const done = await change('township-doctor', 'handleCriticalValue', right, { measures: '透析' });
    expect(await refusal('reporter', 'closeCriticalValue', done)).toBe('TRANSITION_REFUSED UNVERIFIED');
    const once = await change('reporter', 'verifyCriticalValue', done);
    const twice = await change('reviewer', 'verifyCriticalValue', once);
    expect((await change('reporter', 'closeCriticalValue', twice)).state).toBe('CLOSED');
  });

  it('does not count as read back by a request that was on its way, and a repeated one hears what it heard', async () => {
    const subjectId = randomUUID();
    const notice = await toldOf(subjectId);
    const request = { idempotencyKey: randomUUID(), readBack: '6.9' };
    await change('township-doctor', 'acknowledgeCriticalValue', notice, request);
    const corrected = await potassium(subjectId, '7.4');
    const repeated = await change('township-doctor', 'acknowledgeCriticalValue', notice, request);
    expect(repeated).toMatchObject({ state: 'NOTIFIED', version: corrected.version });
    const onItsWay = { readBack: '7.4' };
    expect(await refusal('township-doctor', 'acknowledgeCriticalValue', notice, onItsWay)).toBe('STALE_VERSION');
  });

  it('is escalated anew to everybody, whoever had their turn before', async () => {
    const subjectId = randomUUID();
    const notice = await toldOf(subjectId);
    await pass(minutes(5));
    const before = turnsOf(await look('reporter', notice));
    expect(before.at(-1)).toBe('1 HEAD');
    await potassium(subjectId, '7.4');
    await pass(minutes(4));
    expect(turnsOf(await look('reporter', notice))).toEqual([...before, '2 ORDERING_DOCTOR']);
    await pass(minutes(1));
    expect(turnsOf(await look('reporter', notice)).slice(-2)).toEqual(['3 DUTY_DOCTOR gap', '3 HEAD']);
    expect((await told('township-head', notice)).toSorted()).toEqual([
      'critical-value.corrected',
      'critical-value.unacknowledged',
      'critical-value.unacknowledged',
    ]);
  });

  it('is verified by two from the beginning where nobody was told yet, and the three minutes go on', async () => {
    const subjectId = randomUUID();
    const once = await change('reporter', 'verifyCriticalValue', await potassium(subjectId, '6.9'));
    await pass(minutes(2));
    const corrected = await potassium(subjectId, '7.4');
    expect(corrected).toMatchObject({ id: once.id, state: 'DETECTED', value: '7.4', turns: [] });
    expect(await refusal('reviewer', 'verifyCriticalValue', once)).toBe('STALE_VERSION');
    const first = await change('reviewer', 'verifyCriticalValue', corrected);
    expect(first.state).toBe('DETECTED');
    await pass(minutes(1));
    expect(await look('reporter', once)).toMatchObject({ state: 'NOTIFIED', unverified: true });
    expect(await told('township-doctor', once)).toEqual(['critical-value.notified-unverified']);
  });

  it('is doubted no longer by whoever held the old one to be false', async () => {
    const subjectId = randomUUID();
    const doubted = await change('reviewer', 'reportCriticalValueFalse', await toldOf(subjectId), {
      reasonCode: 'read_again',
    });
    const corrected = await potassium(subjectId, '7.4');
    expect([doubted.heldFalse, corrected.heldFalse]).toEqual([true, false]);
    expect(await refusal('center-head', 'cancelCriticalValue', corrected)).toBe('TRANSITION_REFUSED NOT_HELD_FALSE');
  });

  it('is raised anew where the old one was closed, which says so to everybody who was told', async () => {
    const subjectId = randomUUID();
    const read = await change('township-doctor', 'acknowledgeCriticalValue', await toldOf(subjectId), {
      readBack: '6.9',
    });
    const handled = await change('township-doctor', 'handleCriticalValue', read, { measures: '葡萄糖酸钙' });
    const closed = await change('reporter', 'closeCriticalValue', handled);
    app.clock.advance(minutes(1));
    const next = await potassium(subjectId, '7.4');
    expect(next).toMatchObject({ state: 'DETECTED', value: '7.4', revision: 1 });
    expect(await look('reporter', closed)).toMatchObject({
      state: 'CLOSED',
      value: '6.9',
      corrections: [{ toValue: '7.4', fromState: 'CLOSED', successorId: next.id }],
    });
    expect(await told('township-doctor', closed)).toContain('critical-value.corrected-closed');
  });

  it('is written the same way or another without being corrected', async () => {
    const subjectId = randomUUID();
    const notice = await toldOf(subjectId);
    expect(await potassium(subjectId, '6.90')).toMatchObject({
      id: notice.id,
      version: notice.version,
      corrections: [],
    });
  });

  it('is not corrected by another centre that names the same specimen', async () => {
    const subjectId = randomUUID();
    const notice = await toldOf(subjectId);
    const other = await world.hire('REPORTER', 'north');
    const input = {
      idempotencyKey: randomUUID(),
      domain: 'LABORATORY',
      subjectId,
      patientId,
      encounter: 'OUTPATIENT',
      orderingStaffId: world.person('township-doctor').staffId,
      measured: { itemCode: 'K', value: '7.4', unit: 'mmol/L' },
    };
    await expect(does(other, 'raiseCriticalValue', input)).rejects.toThrow(/SUBJECT_OF_OTHERS/);
    expect((await look('reporter', notice)).version).toBe(notice.version);
  });

  it('stands in the register with what was told before and what was done about it', async () => {
    const subjectId = randomUUID();
    await change('township-doctor', 'acknowledgeCriticalValue', await toldOf(subjectId), { readBack: '6.9' });
    const { criticalNo } = await potassium(subjectId, '7.4');
    const day = localDate(app.clock.now(), ALLIANCE_ZONE);
    const register = (form: string) =>
      app.nest.inject({
        method: 'GET',
        url: `/critical-value-register${form}?from=${day}&to=${day}`,
        headers: { authorization: `Bearer ${world.person('quality').token}` },
      });
    const paper = (await readPdf((await register('/print')).rawPayload)).pages.join('').replaceAll(/\s/g, '');
    for (const part of [criticalNo, '血钾7.4mmol/L', '更正：6.9mmol/L→7.4mmol/L']) expect(paper).toContain(part);
    const sheet = JSON.stringify(await readWorkbook((await register('')).rawPayload));
    expect(sheet).toMatch(/2026-\d\d-\d\d \d\d:\d\d更正：6.9 mmol\/L→7.4 mmol\/L（原值由/);
  });
});

describe('the chain', () => {
  it('counts from the notice: duty doctor, head, centre and 医务科, general duty, and never falls silent', async () => {
    await roster('DUTY_DOCTOR', 'township-colleague', 'township-head');
    await roster('GENERAL_DUTY', 'general-duty', 'medical-affairs');
    const notice = await notified();
    await pass(minutes(4));
    expect(turnsOf(await look('reporter', notice))).toEqual(['0 ORDERING_DOCTOR']);
    await pass(minutes(1));
    await pass(minutes(5));
    await pass(minutes(5));
    await pass(minutes(15));
    const chain = ['0 ORDERING_DOCTOR', '1 DUTY_DOCTOR', '2 HEAD', '3 CENTRE', '4 GENERAL_DUTY'];
    expect(turnsOf(await look('reporter', notice))).toEqual(chain);
    for (const who of [
      'township-colleague',
      'township-head',
      'center-head',
      'medical-affairs',
      'general-duty',
    ] as const) {
      expect(await told(who, notice)).toEqual(['critical-value.unacknowledged']);
    }
    await pass(minutes(30));
    await pass(minutes(30));
    expect(turnsOf(await look('reporter', notice))).toEqual([...chain, '5 GENERAL_DUTY', '6 GENERAL_DUTY']);
    const read = await change('general-duty', 'acknowledgeCriticalValue', await look('reporter', notice), {
      readBack: FINDING,
    });
    expect(read.state).toBe('ACKNOWLEDGED');
    await pass(minutes(29));
    expect(turnsOf(await look('reporter', notice))).toHaveLength(7);
  });

  it('passes a gap of the roster at once, and shows it', async () => {
    const notice = await notified();
    await pass(minutes(5));
    expect(turnsOf(await look('reporter', notice))).toEqual(['0 ORDERING_DOCTOR', '1 DUTY_DOCTOR gap', '1 HEAD']);
  });

  it('passes the doctor who ordered where they cannot sign in any more', async () => {
    const gone = await world.hire('TOWNSHIP_DOCTOR', 'north');
    await withClient(app.database.ownerUrl, (owner) =>
      owner.query(`UPDATE accounts SET status = 'DISABLED' WHERE id = $1`, [gone.accountId]),
    );
    const notice = await notified({ orderingStaffId: gone.staffId });
    expect(turnsOf(notice)).toEqual(['0 ORDERING_DOCTOR gap', '0 DUTY_DOCTOR gap', '0 HEAD']);
    expect(await told('township-head', notice)).toEqual(['critical-value.notified']);
  });

  it('goes on about what was read back, and nothing was done about', async () => {
    const read = await acknowledged();
    await pass(minutes(30));
    await pass(minutes(30));
    expect((await told('township-doctor', read)).filter((code) => code === 'critical-value.unhandled')).toHaveLength(2);
  });
});

describe('an outpatient', () => {
  const call = (relation: string, outcome: string) => ({ relation, outcome });

  it('is sought in order, given up for unreachable once all were tried, and found after all', async () => {
    let seen = await acknowledged();
    expect(await refusal('township-doctor', 'markCriticalValueUnreachable', seen)).toBe(
      'TRANSITION_REFUSED CONTACTS_UNTRIED',
    );
    const early = call('VILLAGE_DOCTOR', 'REACHED');
    expect(await refusal('township-doctor', 'recordCriticalValueContact', seen, early)).toBe(
      'TRANSITION_REFUSED CONTACT_ORDER',
    );
    for (const relation of ['PATIENT', 'EMERGENCY_CONTACT', 'VILLAGE_DOCTOR']) {
      seen = await change('township-doctor', 'recordCriticalValueContact', seen, call(relation, 'NO_ANSWER'));
    }
    seen = await change('township-doctor', 'markCriticalValueUnreachable', seen);
    expect(seen.state).toBe('UNREACHABLE');
    await pass(minutes(30));
    expect(await told('township-doctor', seen)).toContain('critical-value.unreachable');
    seen = await change('township-doctor', 'recordCriticalValueContact', seen, call('PATIENT', 'REACHED'));
    expect(seen).toMatchObject({ state: 'ACKNOWLEDGED', contacts: { length: 4 } });
  });
});

describe('a false alarm', () => {
  it('is cancelled by another person who reviews, and whoever was told hears of it', async () => {
    const reason = { reasonCode: 'read_again' };
    const doubted = await change('reviewer', 'reportCriticalValueFalse', await notified(), reason);
    expect(doubted).toMatchObject({ state: 'NOTIFIED', heldFalse: true });
    expect(await refusal('reviewer', 'cancelCriticalValue', doubted)).toBe('TRANSITION_REFUSED SAME_PERSON');
    await pass(minutes(5));
    expect(turnsOf(await look('reporter', doubted)).length).toBeGreaterThan(1);
    const cancelled = await change('center-head', 'cancelCriticalValue', doubted);
    expect(cancelled.state).toBe('CANCELLED');
    expect(await told('township-doctor', cancelled)).toContain('critical-value.cancelled');
  });

  it('stands where the other person keeps it', async () => {
    const doubted = await change('reviewer', 'reportCriticalValueFalse', await raised(), { reasonCode: 'read_again' });
    expect((await change('center-head', 'keepCriticalValue', doubted)).heldFalse).toBe(false);
  });
});

describe('one act', () => {
  const sent = { consciousness: 'ALERT', phone: '13800000001' };

  it('sends the patient up by the green channel with everything filled in', async () => {
    const toDepartmentId = world.departmentId('cardiology');
    const seen = await change('township-doctor', 'referCriticalValue', await acknowledged(), {
      ...sent,
      toDepartmentId,
    });
    const { referral } = await world.person('cardiologist').asks<{ referral: unknown }>(
      `query($id: ID!) { referral(id: $id) { kind priority patient { name } clinical { chiefComplaint }
         greenChannel { channel } } }`,
      { id: seen.referralId },
    );
    expect(referral).toMatchObject({
      kind: 'GREEN_CHANNEL',
      priority: 'I',
      patient: { name: '测试患者' },
      clinical: { chiefComplaint: expect.stringContaining(FINDING) as string },
      greenChannel: { channel: 'CHEST_PAIN' },
    });
    expect(await refusal('township-doctor', 'referCriticalValue', seen, { ...sent, toDepartmentId })).toBe(
      'TRANSITION_REFUSED ALREADY_REFERRED',
    );
  });

  it('leaves nothing behind where the receiver is not known', async () => {
    const seen = await acknowledged();
    expect(await refusal('township-doctor', 'referCriticalValue', seen, sent)).toBe('INVALID_INPUT');
    expect((await look('township-doctor', seen)).referralId).toBeNull();
  });
});

describe('a drill', () => {
  it('goes the whole way, marked everywhere, about nobody and in no register', async () => {
    let seen = await does('medical-affairs', 'startCriticalValueDrill', {
      idempotencyKey: randomUUID(),
      domain: 'ECG',
      findingCode: 'st_elevation_infarction',
      orderingStaffId: world.person('township-doctor').staffId,
    });
    expect(seen).toMatchObject({ drill: true, patient: null });
    await pass(minutes(3));
    seen = await look('township-doctor', seen);
    expect(await told('township-doctor', seen)).toEqual(['critical-value.drill-notified-unverified']);
    seen = await change('township-doctor', 'acknowledgeCriticalValue', seen, { readBack: FINDING });
    const refer = { consciousness: 'ALERT', phone: '13800000001', toDepartmentId: world.departmentId('cardiology') };
    expect(await refusal('township-doctor', 'referCriticalValue', seen, refer)).toBe('TRANSITION_REFUSED DRILL');
    const list = async (name: string): Promise<string[]> => {
      const query = `{ criticalValues(list: ${name}, first: 100) { nodes { id } } }`;
      const { criticalValues } = await world
        .person('medical-affairs')
        .asks<{ criticalValues: { nodes: { id: string }[] } }>(query);
      return criticalValues.nodes.map(({ id }) => id);
    };
    expect(await list('REGISTER')).not.toContain(seen.id);
    expect(await list('DRILLS')).toContain(seen.id);
  });
});

describe('the register', () => {
  const exported = (who: PersonName, query: string, form = '') =>
    app.nest.inject({
      method: 'GET',
      url: `/critical-value-register${form}?${query}`,
      headers: { authorization: `Bearer ${world.person(who).token}` },
    });

  it('is a workbook for those who look after how it works, and for nobody else', async () => {
    await acknowledged();
    const day = app.clock.now().toISOString().slice(0, 10);
    const answer = await exported('quality', `from=${day}&to=${day}`);
    expect(answer.statusCode).toBe(200);
    const text = JSON.stringify(await readWorkbook(answer.rawPayload));
    expect(text).toContain(FINDING);
    expect(text).not.toContain('测试患者');
    expect((await exported('township-doctor', `from=${day}&to=${day}`)).statusCode).toBe(403);
    expect((await exported('quality', 'from=2026-01-01&to=2028-01-01')).statusCode).toBe(422);
  });

  it('is paper as well, with an act a column and masked names', async () => {
    const { criticalNo } = await acknowledged();
    const day = localDate(app.clock.now(), ALLIANCE_ZONE);
    const answer = await exported('quality', `from=${day}&to=${day}`, '/print');
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
    const words = (await readPdf(answer.rawPayload)).pages.join('');
    for (const part of ['危急值登记本', criticalNo, FINDING, '测**', '复述确认', '已确认'])
      expect(words).toContain(part);
    expect(words).not.toContain('测试患者');
    expect((await exported('township-doctor', `from=${day}&to=${day}`, '/print')).statusCode).toBe(403);
    expect((await exported('quality', `from=${day}&to=2020-01-01`, '/print')).statusCode).toBe(422);
  });

  it('is no paper where it is too long for one', async () => {
    const { id } = await raised();
    const other = addDays(localDate(app.clock.now(), ALLIANCE_ZONE), -400);
    const columns = `drill, domain, patient_id, encounter, finding_code, finding_text, ordering_institution_id,
      centre_institution_id, state, version, unverified, doubters`;
    await app.asOwner(
      `INSERT INTO critical_values (id, critical_no, detected_at, ${columns})
       SELECT gen_random_uuid(), 'CV-old-' || n, ($2 || ' 12:00+08')::timestamptz, ${columns}
       FROM critical_values, generate_series(1, 501) n WHERE id = $1`,
      [id, other],
    );
    const answer = await exported('quality', `from=${other}&to=${other}`, '/print');
    expect([answer.statusCode, answer.json<{ errors: unknown }>()]).toMatchObject([422, {}]);
    expect((await exported('quality', `from=${other}&to=${other}`)).statusCode).toBe(200);
  });
});

describe('the lists', () => {
  async function list(who: PersonName, name: string): Promise<string[]> {
    const query = `{ criticalValues(list: ${name}, first: 100) { nodes { id permittedActions { action permitted } } } }`;
    const { criticalValues } = await world.person(who).asks<{ criticalValues: { nodes: { id: string }[] } }>(query);
    return criticalValues.nodes.map(({ id }) => id);
  }

  it('are those of the days of China that are asked for', async () => {
    const on = async (bounds: string): Promise<string[]> => {
      const query = `{ criticalValues(list: REGISTER, first: 100, ${bounds}) { nodes { id } } }`;
      const { criticalValues } = await world
        .person('reporter')
        .asks<{ criticalValues: { nodes: { id: string }[] } }>(query);
      return criticalValues.nodes.map(({ id }) => id);
    };
    app.clock.set(new Date('2026-12-31T15:59:00Z'));
    const old = await raised();
    app.clock.set(new Date('2026-12-31T16:00:00Z'));
    const first = await raised();
    expect(await on('from: "2026-12-31", to: "2026-12-31"')).toEqual([old.id]);
    expect(await on('from: "2027-01-01", to: "2027-01-01"')).toEqual([first.id]);
    expect(await on('from: "2026-12-31"')).toEqual([first.id, old.id]);
    expect(await on('from: "2027-01-02", to: "2027-01-03"')).toEqual([]);
  });

  it('show whoever was told what waits for them, and both sides what is open and late', async () => {
    const { id } = await notified();
    expect(await list('township-doctor', 'TO_ACKNOWLEDGE')).toContain(id);
    expect(await list('township-colleague', 'TO_ACKNOWLEDGE')).not.toContain(id);
    expect(await list('reporter', 'OPEN')).toContain(id);
    expect(await list('reporter', 'OVERDUE')).not.toContain(id);
    expect(await list('other-township-doctor', 'REGISTER')).toEqual([]);
    app.clock.advance(minutes(6));
    expect(await list('reporter', 'OVERDUE')).toContain(id);
    expect(await list('township-head', 'OVERDUE')).toContain(id);
  });
});

describe('thresholds', () => {
  interface SeenThreshold {
    readonly institutionId: string | null;
    readonly sex: string | null;
    readonly beforeAgeDays: number | null;
    readonly below: number | null;
    readonly above: number | null;
    readonly effectiveTo: string | null;
    readonly version: number;
  }
  const THRESHOLD = 'institutionId sex beforeAgeDays below above effectiveTo version';
  const INPUT = { changeCriticalThreshold: 'Change', endCriticalThreshold: 'End' } as const;

  const edit = (act: keyof typeof INPUT, more: object, who: PersonName = 'system-admin') =>
    world
      .person(who)
      .tries<Record<string, SeenThreshold[]>>(
        `mutation($input: ${INPUT[act]}CriticalThresholdInput!) { ${act}(input: $input) { ${THRESHOLD} } }`,
        { input: { itemCode: 'NA', ...more } },
      );
  const changed = async (more: object): Promise<SeenThreshold[]> => {
    const { data, errors } = await edit('changeCriticalThreshold', { itemName: '血钠', unit: 'mmol/L', ...more });
    if (!data) throw new Error(JSON.stringify(errors));
    return data['changeCriticalThreshold']!;
  };
  const refused = async (act: keyof typeof INPUT, more: object, who?: PersonName) => {
    const { errors } = await edit(act, more, who);
    return [errors[0]?.extensions.code, errors[0]?.extensions.facts];
  };
  const sodium = (value: string) =>
    raised({
      subjectId: randomUUID(),
      domain: 'LABORATORY',
      findingCode: null,
      measured: { itemCode: 'NA', value, unit: 'mmol/L' },
    });

  it('are kept by institution, sex and age, count from then on, and what has counted stays on record', async () => {
    await expect(sodium('125')).rejects.toThrow(/NOT_CRITICAL/);
    const institutionId = world.institutionId('north');
    const own = { institutionId, expectedVersion: 0, below: 130, above: 155 };
    expect(await changed(own)).toContainEqual(expect.objectContaining({ institutionId, below: 130, version: 1 }));
    expect((await sodium('125')).state).toBe('DETECTED');
    app.clock.advance(minutes(1));
    const periods = (await changed({ ...own, expectedVersion: 1, below: 122 })).filter(
      (one) => one.institutionId === institutionId,
    );
    expect(periods).toMatchObject([
      { below: 122, effectiveTo: null, version: 3 },
      { below: 130, effectiveTo: app.clock.now().toISOString(), version: 3 },
    ]);
    await expect(sodium('125')).rejects.toThrow(/NOT_CRITICAL/);
    const [stale] = await refused('changeCriticalThreshold', { ...own, itemName: '血钠', unit: 'mmol/L' });
    expect(stale).toBe('STALE_VERSION');
    app.clock.advance(minutes(1));
    const { data } = await edit('endCriticalThreshold', { institutionId, expectedVersion: 3 });
    expect(data!['endCriticalThreshold']).toContainEqual(expect.objectContaining({ institutionId: null, below: 120 }));
    expect((await sodium('119')).state).toBe('DETECTED');
    const events = await app.asOwner(`SELECT topic FROM domain_events WHERE aggregate_type = 'critical-threshold'`);
    expect(events).toHaveLength(3);
  });

  it('are in the unit in which the item is measured, and make sense', async () => {
    const threshold = { itemName: '血钠', expectedVersion: 0, sex: '1' };
    const wrong = async (more: object) => {
      const [code, facts] = await refused('changeCriticalThreshold', { ...threshold, unit: 'mmol/L', ...more });
      return [code, JSON.stringify(facts)];
    };
    expect(await wrong({ unit: 'mg/dL', below: 1 })).toEqual([
      'INVALID_INPUT',
      expect.stringContaining('OTHER_UNIT_THERE'),
    ]);
    expect(await wrong({})).toEqual(['INVALID_INPUT', expect.stringContaining('BOUNDS_OR_TEXT')]);
    expect(await wrong({ below: 5, text: '阳性' })).toEqual([
      'INVALID_INPUT',
      expect.stringContaining('BOUNDS_OR_TEXT'),
    ]);
    expect(await wrong({ below: 160, above: 120 })).toEqual(['INVALID_INPUT', expect.stringContaining('ABOVE_BELOW')]);
    expect(await wrong({ below: 5, fromAgeDays: 28, beforeAgeDays: 28 })).toEqual([
      'INVALID_INPUT',
      expect.stringContaining('BELOW_FROM_AGE'),
    ]);
    expect(await wrong({ below: 5, institutionId: randomUUID() })).toEqual([
      'INVALID_INPUT',
      expect.stringContaining('PLACE_UNKNOWN'),
    ]);
    const [code] = await refused('changeCriticalThreshold', { ...threshold, unit: 'mmol/L', below: 1 }, 'reviewer');
    expect(code).toBe('FORBIDDEN');
  });
});

describe('the statistics', () => {
  it('tell by month, institution and encounter what was told in time, read back and handled; drills are none', async () => {
    app.clock.set(new Date('2026-06-30T15:50:00Z'));
    const late = await raised({ encounter: 'INPATIENT' });
    app.clock.advance(minutes(11));
    const once = await change('reporter', 'verifyCriticalValue', late);
    const notice = await change('reviewer', 'verifyCriticalValue', once);
    app.clock.advance(minutes(4));
    const read = await change('township-doctor', 'acknowledgeCriticalValue', notice, { readBack: FINDING });
    await change('township-doctor', 'handleCriticalValue', read, { measures: '抢救' });
    app.clock.set(new Date('2026-07-01T04:00:00Z'));
    const quick = await change('township-doctor', 'acknowledgeCriticalValue', await notified(), { readBack: FINDING });
    await change('township-doctor', 'handleCriticalValue', quick, { measures: '抢救' });
    const doubted = await change('reviewer', 'reportCriticalValueFalse', await raised(), { reasonCode: 'read_again' });
    await change('center-head', 'cancelCriticalValue', doubted);
    const ask = (who: PersonName, from: string, to: string) =>
      world.person(who).tries<{ criticalValueStatistics: object[] }>(
        `{ criticalValueStatistics(from: "${from}", to: "${to}") { month institutionName encounter detected excluded
          notified notifiedInTime acknowledged medianMinutes p90Minutes handled handledSameDay } }`,
      );
    const { data } = await ask('quality', '2026-06-30', '2026-07-01');
    const all = { institutionName: '北乡卫生院', detected: 1, notified: 1, acknowledged: 1, handled: 1 };
    expect(data!.criticalValueStatistics).toEqual([
      {
        ...all,
        month: '2026-06',
        encounter: 'INPATIENT',
        excluded: 0,
        notifiedInTime: 0,
        medianMinutes: 15,
        p90Minutes: 15,
        handledSameDay: 0,
      },
      {
        ...all,
        month: '2026-07',
        encounter: 'OUTPATIENT',
        excluded: 1,
        notifiedInTime: 1,
        medianMinutes: 0,
        p90Minutes: 0,
        handledSameDay: 1,
      },
    ]);
    expect((await ask('quality', '2026-07-02', '2026-06-01')).errors[0]!.extensions.code).toBe('INVALID_INPUT');
    expect((await ask('reporter', '2026-06-30', '2026-07-01')).errors[0]!.extensions.code).toBe('FORBIDDEN');
  });
});

describe('whatever anybody does in whatever order', () => {
  const RUNS = 12;
  const MOST_STEPS = 30;
  /** A slow machine does fewer runs. */
  const LIMIT_MS = 30_000;
  const PEOPLE = [
    'reporter',
    'reviewer',
    'center-head',
    'medical-affairs',
    'township-doctor',
    'township-colleague',
    'township-head',
    'other-township-doctor',
    'quality',
  ] as const satisfies PersonName[];
  const contact = (relation: string, outcome: string) => ({ relation, outcome });
  /** Acts with what they bring along, rightly and wrongly, and where each of them may lead. */
  const ACTS: Readonly<Record<string, readonly [inputs: readonly object[], moves: readonly string[]]>> = {
    verifyCriticalValue: [[{}], ['DETECTED-DETECTED', 'DETECTED-NOTIFIED', 'stays']],
    acknowledgeCriticalValue: [
      [{ readBack: FINDING }, { readBack: '心房颤动' }, { readBack: '6.9' }, { readBack: '7.4 mmol/L' }],
      ['NOTIFIED-ACKNOWLEDGED', 'NOTIFIED-NOTIFIED'],
    ],
    recordCriticalValueContact: [
      [
        contact('PATIENT', 'NO_ANSWER'),
        contact('EMERGENCY_CONTACT', 'WRONG_NUMBER'),
        contact('VILLAGE_DOCTOR', 'NO_NUMBER'),
        contact('PATIENT', 'REACHED'),
      ],
      ['stays', 'UNREACHABLE-ACKNOWLEDGED'],
    ],
    markCriticalValueUnreachable: [[{}], ['ACKNOWLEDGED-UNREACHABLE']],
    handleCriticalValue: [[{ measures: '抢救' }], ['ACKNOWLEDGED-HANDLED']],
    reportCriticalValueFalse: [[{ reasonCode: 'read_again' }, { reasonCode: 'nothing' }], ['stays']],
    keepCriticalValue: [[{}], ['stays']],
    cancelCriticalValue: [
      [{}],
      ['DETECTED-CANCELLED', 'NOTIFIED-CANCELLED', 'ACKNOWLEDGED-CANCELLED', 'UNREACHABLE-CANCELLED'],
    ],
    closeCriticalValue: [[{}], ['HANDLED-CLOSED']],
  };
  /** A result that comes in about the same specimen: the same, others that are critical, and what that leads to. */
  const RESULTS = ['6.9', '7.4', '2.1'];
  const CORRECTS: readonly string[] = ['DETECTED', 'NOTIFIED', 'ACKNOWLEDGED', 'UNREACHABLE', 'HANDLED'];
  const WAITING = ['DETECTED', 'NOTIFIED', 'ACKNOWLEDGED', 'UNREACHABLE'];

  interface OnRecord {
    readonly version: number;
    readonly state: string;
    readonly events: number;
    readonly running: number;
    readonly verifications: number;
    readonly matches: number;
    readonly readBacks: number;
    readonly doubters: readonly string[];
    readonly about: boolean;
    readonly patientLooks: number;
    readonly decidedBy: string | null;
    readonly value: string | null;
    readonly revision: number;
    readonly corrections: number;
    /** Who has been told something since the last correction, of those who had been told before it. */
    readonly uninformed: number;
  }

  async function onRecord(id: string): Promise<OnRecord> {
    const [record] = await app.asOwner<OnRecord>(
      `SELECT c.version, c.state, (SELECT count(*)::int FROM domain_events e
           WHERE e.aggregate_id = c.id AND e.aggregate_version = c.version AND e.action IS DISTINCT FROM 'escalate') AS events,
         (SELECT count(DISTINCT d.kind)::int FROM deadlines d WHERE d.subject_id = c.id AND d.state = 'RUNNING') AS running,
         (SELECT count(*)::int FROM critical_value_verifications v WHERE v.critical_value_id = c.id
            AND v.revision = c.revision) AS verifications,
         (SELECT count(*)::int FROM critical_value_read_backs b WHERE b.critical_value_id = c.id AND b.matches
            AND b.revision = c.revision) AS matches,
         (SELECT count(*)::int FROM critical_value_read_backs b WHERE b.critical_value_id = c.id) AS "readBacks",
         array_to_json(c.doubters) AS doubters,
         (c.patient_id IS NOT NULL OR c.subject_id IS NOT NULL OR c.referral_id IS NOT NULL) AS about,
         (SELECT count(*)::int FROM audit_entries a WHERE a.object_id = c.id AND cardinality(a.patient_ids) > 0)
           AS "patientLooks",
         (SELECT e.staff_id FROM domain_events e WHERE e.aggregate_id = c.id AND e.to_state = 'CANCELLED') AS "decidedBy",
         c.value, c.revision, (SELECT count(*)::int FROM critical_value_corrections k WHERE k.critical_value_id = c.id) AS corrections,
         (SELECT count(DISTINCT s)::int FROM critical_value_turns t, unnest(t.staff_ids) s, critical_value_corrections k
          WHERE t.critical_value_id = c.id AND k.critical_value_id = c.id AND k.revision = c.revision
            AND t.revision < c.revision AND NOT EXISTS (SELECT 1 FROM notice_announcements a JOIN notices n ON n.announcement_id = a.id
              WHERE a.subject_id = c.id AND n.staff_id = s AND a.template_code = 'critical-value.corrected'
                AND n.created_at >= k.corrected_at)) AS uninformed
       FROM critical_values c WHERE c.id = $1`,
      [id],
    );
    return record!;
  }

  /** What must hold at every moment: nothing falls silent, and nothing ends without two people. */
  function expectKept(now: OnRecord, drill: boolean): void {
    const { state, matches, verifications, doubters, decidedBy } = now;
    const faults: Readonly<Record<string, boolean>> = {
      silent: now.running !== (WAITING.includes(state) ? 1 : 0),
      'closed too early': state === 'CLOSED' && (matches !== 1 || verifications !== 2),
      'cancelled by one': state === 'CANCELLED' && (doubters.length === 0 || doubters.includes(decidedBy!)),
      'corrected without a trace': now.corrections !== now.revision - 1,
      'told the old value alone': now.uninformed > 0,
      'a drill about somebody': drill && (now.about || now.patientLooks > 0),
    };
    expect(Object.keys(faults).filter((fault) => faults[fault])).toEqual([]);
  }

  /** A result comes in: the same says nothing new, another one begins anew what was told, and what is over stays as it is. */
  async function comesIn(id: string, subjectId: string, value: string, tally: Map<string, number>): Promise<void> {
    const before = await onRecord(id);
    app.clock.advance(minutes(1));
    await raised({ subjectId, ...potassiumOf(value) });
    const now = await onRecord(id);
    const corrects = CORRECTS.includes(before.state) && before.value !== value;
    const to = before.state === 'DETECTED' ? 'DETECTED' : 'NOTIFIED';
    if (corrects) tally.set(`result ${before.state}`, (tally.get(`result ${before.state}`) ?? 0) + 1);
    const over = before.state === 'CLOSED' ? {} : keptAs(before);
    expect(now).toMatchObject(
      corrects
        ? { state: to, value, revision: before.revision + 1, verifications: 0, matches: 0, doubters: [] }
        : { ...over, state: before.state, value: before.value },
    );
  }

  const potassiumOf = (value: string): object => ({
    domain: 'LABORATORY',
    findingCode: null,
    measured: { itemCode: 'K', value, unit: 'mmol/L' },
  });

  type Step = readonly [who: PersonName, act: string, input: number, stale: boolean];

  async function takes(id: string, [who, act, which, stale]: Step, tally: Map<string, number>): Promise<void> {
    const before = await onRecord(id);
    const inputs = ACTS[act]![0];
    const version = stale ? before.version - 1 : before.version;
    const refused = await refusal(who, act, { id, version } as Seen, inputs[which % inputs.length]);
    const now = await onRecord(id);
    // What is read back wrongly is refused, and stays on record all the same.
    const taken = refused === null || refused === 'READ_BACK_MISMATCH';
    expect(stale && taken).toBe(false);
    if (taken) tally.set(`${act} ${now.state}`, (tally.get(`${act} ${now.state}`) ?? 0) + 1);
    expect(now).toMatchObject(taken ? movedBy(act, before, now) : keptAs(before));
  }

  const keptAs = ({ version, state, readBacks }: OnRecord): Partial<OnRecord> => ({ version, state, readBacks });

  /** What an act that was taken leaves: one event, one version more, and a move of the table. */
  function movedBy(act: string, before: OnRecord, now: OnRecord): Partial<OnRecord> {
    const moves = ACTS[act]![1];
    const moved = `${before.state}-${now.state}`;
    const stays = now.state === before.state && !moves.includes(moved);
    expect(moves).toContain(stays ? 'stays' : moved);
    const more = act === 'acknowledgeCriticalValue' ? 1 : 0;
    return { version: before.version + 1, events: 1, readBacks: before.readBacks + more };
  }

  /** Mostly somebody who may do it one day, and anybody now and then. */
  const ABLE: Readonly<Record<string, readonly PersonName[]>> = {
    verifyCriticalValue: ['reporter', 'reviewer', 'center-head'],
    reportCriticalValueFalse: ['reporter', 'reviewer'],
    keepCriticalValue: ['reviewer', 'center-head'],
    cancelCriticalValue: ['reviewer', 'center-head'],
    closeCriticalValue: ['reporter', 'medical-affairs'],
  };
  const step = fc.constantFrom(...Object.keys(ACTS)).chain((act) =>
    fc.tuple(
      fc.oneof(
        {
          weight: 4,
          arbitrary: fc.constantFrom<PersonName>(...(ABLE[act] ?? ['township-doctor', 'township-colleague'])),
        },
        { weight: 1, arbitrary: fc.constantFrom<PersonName>(...PEOPLE) },
      ),
      fc.constant(act),
      fc.nat(3),
      fc.integer({ min: 1, max: 10 }).map((one) => one === 1),
    ),
  );
  const result = fc.constantFrom(...RESULTS);
  const minutesPass = fc.integer({ min: 1, max: 40 });

  it('nothing falls silent or ends without a trace, and a drill touches nobody', async () => {
    const tally = new Map<string, number>();
    const acts = fc.array(
      fc.oneof({ weight: 5, arbitrary: step }, { weight: 1, arbitrary: minutesPass }, { weight: 1, arbitrary: result }),
      {
        minLength: 10,
        maxLength: MOST_STEPS,
      },
    );
    const property = fc.asyncProperty(fc.boolean(), acts, async (drill, steps) => {
      const subjectId = randomUUID();
      const { id } = drill
        ? await does('medical-affairs', 'startCriticalValueDrill', {
            idempotencyKey: randomUUID(),
            domain: 'ECG',
            findingCode: 'st_elevation_infarction',
            orderingStaffId: world.person('township-doctor').staffId,
          })
        : await notified({ subjectId, ...potassiumOf('6.9') });
      for (const one of steps) {
        if (typeof one === 'number') await pass(minutes(one));
        else if (typeof one !== 'string') await takes(id, one, tally);
        // Nobody measures anything of a drill.
        else if (!drill) await comesIn(id, subjectId, one, tally);
        expectKept(await onRecord(id), drill);
      }
    });
    await fc.assert(property, { numRuns: RUNS, plugins: [fc.interruptAfterTimeLimit(LIMIT_MS)] });
    // Runs in which nearly everything was refused would prove little.
    expect(tally.size).toBeGreaterThan(3);
  });
});
