import { randomUUID } from 'node:crypto';
import { days } from '#kernel';
import { ReferralStory, TestApp, World, fictionalIdNumber, refusalOf, type Person } from '#testing';

let app: TestApp;
let world: World;
let story: ReferralStory;
let doctor: Person;
let head: Person;
let coordinator: Person;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  story = new ReferralStory(world);
  doctor = world.person('township-doctor');
  head = world.person('township-head');
  coordinator = world.person('coordinator');
});

afterAll(() => app.stop());

interface Versioned {
  readonly id: string;
  readonly version: number;
}
interface Pair extends Versioned {
  readonly score: number;
  readonly first: Versioned;
  readonly second: Versioned;
  readonly parts: readonly { readonly part: string; readonly points: number }[];
}

const REGISTER = 'mutation($input: RegisterPatientInput!) { registerPatient(input: $input) { id version } }';
async function registered(more: object, by = doctor): Promise<Versioned> {
  const input = { idempotencyKey: randomUUID(), name: '王小明', idType: 'RESIDENT_ID', ...more };
  return (await by.asks<{ registerPatient: Versioned }>(REGISTER, { input })).registerPatient;
}
/** Somebody with a passport, of whom the resident id says nothing. */
const traveller = (name: string, more: object = {}, by = doctor) =>
  registered({ name, idType: 'PASSPORT', idNumber: `E${randomUUID().slice(0, 8)}`, ...more }, by);

async function pairs(by: Person): Promise<readonly Pair[]> {
  await app.work('deliver.patient.duplicates');
  const { patientDuplicates } = await by.asks<{ patientDuplicates: { nodes: Pair[] } }>(
    `{ patientDuplicates(first: 100) { nodes {
      id version score first { id version } second { id version } parts { part points } } } }`,
  );
  return patientDuplicates.nodes;
}
const pairOf = async (one: Versioned, other: Versioned, by = coordinator): Promise<Pair | undefined> => {
  const ids = [one.id, other.id].toSorted();
  return (await pairs(by)).find(({ first, second }) => first.id === ids[0] && second.id === ids[1]);
};
const partsOf = (pair: Pair | undefined) => pair?.parts.map(({ part }) => part);

interface Merge extends Versioned {
  readonly intoPatientId: string;
  readonly formerName: string;
}
const merge = (by: Person, from: Versioned, into: Versioned, more: object = {}) =>
  by.tries<{ mergePatients: Merge }>(
    'mutation($input: MergePatientsInput!) { mergePatients(input: $input) { id version intoPatientId formerName } }',
    {
      input: {
        id: from.id,
        expectedVersion: from.version,
        intoId: into.id,
        intoExpectedVersion: into.version,
        reasonCode: 'registered_twice',
        ...more,
      },
    },
  );
const separate = (by: Person, { id, version }: Versioned) =>
  by.tries<{ separatePatients: { undoneAt: string } }>(
    'mutation($input: SeparatePatientsInput!) { separatePatients(input: $input) { undoneAt } }',
    { input: { id, expectedVersion: version } },
  );
const dismiss = (by: Person, { id, version }: Versioned, more: object = { reasonCode: 'twins' }) =>
  by.tries(
    'mutation($input: DismissPatientDuplicateInput!) { dismissPatientDuplicate(input: $input) { id version } }',
    { input: { id, expectedVersion: version, ...more } },
  );

/** What is about one of these, in every library: table, row and whose it is. */
async function belongings(...patients: readonly Versioned[]): Promise<string[]> {
  const references = await app.asOwner<{ table: string; column: string }>(
    `SELECT c.conrelid::regclass::text AS table, a.attname AS column
     FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
     WHERE c.contype = 'f' AND c.confrelid = 'patients'::regclass
       AND c.conrelid::regclass::text NOT IN ('patients', 'patient_merges', 'patient_duplicates', 'patient_identifications')`,
  );
  const found: string[] = [];
  for (const { table, column } of references) {
    const rows = await app.asOwner<{ id: string; patient: string }>(
      `SELECT id, ${column} AS patient FROM ${table} WHERE ${column} = ANY($1::uuid[])`,
      [patients.map(({ id }) => id)],
    );
    found.push(...rows.map(({ id, patient }) => `${table} ${id} ${patient}`));
  }
  return found.toSorted();
}

describe('records that may be of one person', () => {
  it('are found by name, day of birth and telephone, by sound, and by a number under another kind of document', async () => {
    const birth = { birthDate: '1971-03-04', sex: 'FEMALE' };
    const one = await traveller('李丽', { ...birth, phone: '13900010001' });
    const same = await traveller('李丽', { ...birth, phone: '13900010001' }, world.person('other-township-doctor'));
    const sound = await traveller('李莉', birth);
    const idNumber = fictionalIdNumber('20200506');
    const household = await registered({ name: '赵小宝', idType: 'HOUSEHOLD_REGISTER', idNumber });
    const card = await registered({ name: '赵宝', idNumber });

    expect(partsOf(await pairOf(one, same))).toEqual(['NAME', 'BIRTH_DATE', 'SEX', 'PHONE']);
    expect(partsOf(await pairOf(one, sound))).toEqual(['NAME_SOUND', 'BIRTH_DATE', 'SEX', 'INSTITUTION']);
    expect(partsOf(await pairOf(household, card))).toEqual(['DOCUMENT', 'INSTITUTION']);
    const scores = (await pairs(coordinator)).map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  it('are none by a name alone, nor by name and birth under two right resident ids', async () => {
    const [one, namesake] = [await traveller('钱多多'), await traveller('钱多多')];
    expect(await pairOf(one, namesake)).toBeUndefined();
    const ids = [fictionalIdNumber('19710304'), fictionalIdNumber('19710304')];
    const twins = [
      await registered({ name: '钱双', idNumber: ids[0] }),
      await registered({ name: '钱双', idNumber: ids[1] }),
    ];
    expect(await pairOf(twins[0]!, twins[1]!)).toBeUndefined();
  });

  it('are looked for once among those who were there before, as soon as all names have a sound', async () => {
    const shared = { birthDate: '1960-06-06', phone: '13900010002' };
    const [one, other] = [await traveller('孙旧', shared), await traveller('孙旧', shared)];
    await app.work('deliver.patient.duplicates');
    await app.asOwner('DELETE FROM patient_duplicates');
    await app.asOwner(`UPDATE patients SET name_pinyin = NULL WHERE name = '孙旧'`);
    await app.work('patient.duplicate-scan');
    expect(await pairOf(one, other)).toBeUndefined();
    await app.work('patient.name-spelling');
    await app.work('patient.duplicate-scan');
    expect(await pairOf(one, other)).toBeDefined();
  });

  it('concern the desks that have registered one of them, and the lead hospital', async () => {
    const shared = { birthDate: '1950-05-05', phone: '13900010003' };
    const [one, other] = [
      await traveller('周边', shared),
      await traveller('周边', shared, world.person('other-township-doctor')),
    ];
    for (const by of [coordinator, head, world.person('other-township-head')]) {
      expect(await pairOf(one, other, by)).toBeDefined();
    }
    expect(await pairOf(one, other, world.person('tcm-coordinator'))).toBeUndefined();
    expect(refusalOf(await merge(world.person('tcm-coordinator'), one, other))).toBe('NOT_FOUND');
    const pair = (await pairOf(one, other))!;
    expect(refusalOf(await dismiss(world.person('tcm-coordinator'), pair))).toBe('NOT_FOUND');
    expect((await merge(world.person('other-township-head'), one, other)).errors).toEqual([]);
    expect(await pairOf(one, other)).toBeUndefined();
  });

  it('stay two people where somebody has said so, for a reason, whatever is found later', async () => {
    const shared = { birthDate: '1951-05-05', phone: '13900010004' };
    const [one, other] = [await traveller('吴双', shared), await traveller('吴双', shared)];
    const pair = (await pairOf(one, other))!;
    expect(refusalOf(await dismiss(head, pair, { reasonCode: 'bored' }))).toBe('INVALID_INPUT');
    expect(refusalOf(await dismiss(head, { ...pair, version: 9 }))).toBe('STALE_VERSION');
    expect((await dismiss(head, pair)).errors).toEqual([]);
    expect(refusalOf(await dismiss(coordinator, pair))).toBe('PATIENT_MERGE_REFUSED ALREADY_DECIDED');
    await doctor.asks('mutation($input: ChangePatientContactInput!) { changePatientContact(input: $input) { id } }', {
      input: { id: one.id, expectedVersion: one.version, phone: '13900010004', address: '新址' },
    });
    expect(await pairOf(one, other)).toBeUndefined();
  });
});

describe('two records of one person', () => {
  const ORDER = 'mutation($input: DraftExamOrderInput!) { draftExamOrder(input: $input) { id } }';
  const CRITICAL = 'mutation($input: RaiseCriticalValueInput!) { raiseCriticalValue(input: $input) { id } }';

  /** Somebody with a referral under way, a contract, an order and a critical value. */
  async function busy(name: string): Promise<Versioned & { referralId: string; orderId: string; criticalId: string }> {
    const patient = await traveller(name);
    await story.consent(doctor, patient.id);
    await story.contract(doctor, patient.id, world.person('village-doctor'));
    const { id: referralId } = await story.submit(doctor, await story.draft(doctor, { patientId: patient.id }));
    const about = { idempotencyKey: randomUUID(), patientId: patient.id };
    const order = { toInstitutionId: world.institutionId('county'), visitType: 'OUTPATIENT', clinicalQuestion: '胸痛' };
    const { draftExamOrder } = await doctor.asks<{ draftExamOrder: Versioned }>(ORDER, {
      input: { ...about, ...order, itemCodes: ['MERGED-ECG'] },
    });
    const finding = { domain: 'ECG', subjectId: randomUUID(), encounter: 'OUTPATIENT', findingCode: 'asystole' };
    const { raiseCriticalValue } = await world.person('reporter').asks<{ raiseCriticalValue: Versioned }>(CRITICAL, {
      input: { ...about, ...finding, orderingStaffId: world.person('cardiologist').staffId },
    });
    return { ...patient, referralId, orderId: draftExamOrder.id, criticalId: raiseCriticalValue.id };
  }

  beforeAll(() =>
    app.asOwner(
      `INSERT INTO standard_items (id, effective_from, version, code, name, category, panel_members, price_cents,
         recognition_scope, window_unlimited, active)
       VALUES (gen_random_uuid(), '2020-01-01', 1, 'MERGED-ECG', '心电图', 'ECG', '{}', 2000, 'NONE', false, true)`,
    ),
  );

  /** Whom a referral, an order and a critical value are about, as each of them is shown. */
  async function subjects({ referralId, orderId, criticalId }: Awaited<ReturnType<typeof busy>>): Promise<string[]> {
    const about = async (by: Person, field: string, id: string) => {
      const data = await by.asks<Record<string, { patient: { id: string } }>>(
        `query($id: ID!) { ${field}(id: $id) { patient { id } } }`,
        { id },
      );
      return data[field]!.patient.id;
    };
    return [
      await about(doctor, 'referral', referralId),
      await about(doctor, 'examOrder', orderId),
      await about(world.person('reporter'), 'criticalValue', criticalId),
    ];
  }

  it('become one with all that hangs on either, by the desk, and nobody else needs to find anything again', async () => {
    const from = await busy('郑一');
    const into = await traveller('郑一', {}, world.person('other-township-doctor'));
    const history = `SELECT id, action FROM audit_entries WHERE $1 = ANY(patient_ids)`;
    const before = await app.asOwner(history, [from.id]);
    const { data, errors } = await merge(coordinator, from, into, { idempotencyKey: randomUUID() });
    expect(errors).toEqual([]);
    expect(data!.mergePatients).toMatchObject({ intoPatientId: into.id, formerName: '郑一' });

    expect(await subjects(from)).toEqual([into.id, into.id, into.id]);
    expect((await belongings(from, into)).filter((one) => one.endsWith(from.id))).toEqual([]);
    const { patient } = await doctor.asks<{ patient: { merges: { reasonCode: string; kind: string }[] } }>(
      'query($id: ID!) { patient(id: $id) { merges { kind reasonCode } } }',
      { id: into.id },
    );
    expect(patient.merges).toEqual([{ kind: 'DUPLICATE', reasonCode: 'registered_twice' }]);
    // What has happened was about the record that there was, and stays so.
    expect(await app.asOwner(history, [from.id])).toEqual(expect.arrayContaining(before));
  });

  it('come apart exactly as they were, but for what has happened since', async () => {
    const from = await busy('冯二');
    const into = await busy('冯二号');
    await app.asOwner(
      `UPDATE family_doctor_contracts SET valid_from = '2025-01-01', valid_to = '2025-12-31' WHERE patient_id = $1`,
      [into.id],
    );
    const before = await belongings(from, into);
    const { data } = await merge(head, from, into);
    const since = await story.submit(
      doctor,
      await story.draft(doctor, { patientId: into.id, toDepartmentId: world.departmentId('surgery') }),
    );
    expect((await separate(head, data!.mergePatients)).data!.separatePatients.undoneAt).not.toBeNull();
    const after = await belongings(from, into);
    expect(before.filter((one) => !after.includes(one))).toEqual([]);
    expect(await subjects(from)).toEqual([from.id, from.id, from.id]);
    const { referral } = await doctor.asks<{ referral: { patient: { id: string } } }>(
      'query($id: ID!) { referral(id: $id) { patient { id } } }',
      { id: since.id },
    );
    expect(referral.patient.id).toBe(into.id);
    expect(await pairOf(from, into)).toBeUndefined();
    expect(refusalOf(await separate(coordinator, { ...data!.mergePatients, version: 2 }))).toBe(
      'PATIENT_MERGE_REFUSED ALREADY_UNDONE',
    );
  });

  it('stay two under a wrong version, without a reason, with contracts for the same days, and come apart for a month', async () => {
    const [from, into] = [await busy('陈三'), await busy('陈三号')];
    expect(refusalOf(await merge(head, from, from))).toBe('PATIENT_MERGE_REFUSED SAME_RECORD');
    expect(refusalOf(await merge(head, from, into))).toBe('PATIENT_MERGE_REFUSED CONTRACTS_OVERLAP');
    await app.asOwner('DELETE FROM family_doctor_contracts WHERE patient_id = $1', [into.id]);
    expect(refusalOf(await merge(head, from, { ...into, version: 9 }))).toBe('STALE_VERSION');
    expect(refusalOf(await merge(head, { ...from, version: 9 }, into))).toBe('STALE_VERSION');
    expect(refusalOf(await merge(head, from, into, { reasonCode: 'bored' }))).toBe('INVALID_INPUT');
    expect(refusalOf(await merge(head, from, { id: randomUUID(), version: 1 }))).toBe('NOT_FOUND');
    expect(refusalOf(await merge(doctor, from, into))).toBe('FORBIDDEN');
    const { data } = await merge(head, from, into);
    expect(refusalOf(await separate(world.person('tcm-coordinator'), data!.mergePatients))).toBe('NOT_FOUND');
    app.clock.advance(days(31));
    expect(refusalOf(await separate(head, data!.mergePatients))).toBe('PATIENT_MERGE_REFUSED TOO_LATE');
  });

  it('become one once, whoever says so at the same moment and in whichever direction', async () => {
    const [one, other] = [await traveller('褚四'), await traveller('褚四号')];
    const answers = await Promise.all([
      merge(head, one, other),
      merge(coordinator, one, other),
      merge(coordinator, other, one),
    ]);
    const outcomes = answers.map((answer) => refusalOf(answer) ?? 'merged');
    expect(outcomes.filter((outcome) => outcome === 'merged').length).toBe(1);
    expect(new Set(outcomes)).toEqual(new Set(['merged', 'PATIENT_MERGE_REFUSED ALREADY_MERGED']));
  });

  it('never go round in a circle: each that is no more leads to one that is', async () => {
    const three = [await traveller('褚五'), await traveller('褚五号'), await traveller('褚五再')];
    await Promise.all(three.map((from, index) => merge(head, from, three[(index + 1) % 3]!)));
    const rows = await app.asOwner<{ id: string; into: string | null }>(
      'SELECT id, merged_into_id AS into FROM patients WHERE id = ANY($1::uuid[])',
      [three.map(({ id }) => id)],
    );
    const standing = rows.filter(({ into }) => into === null).map(({ id }) => id);
    expect(standing.length).toBeGreaterThan(0);
    const merged = rows.flatMap(({ into }) => into ?? []);
    expect(merged.length).toBeGreaterThan(0);
    expect(merged.filter((into) => !standing.includes(into))).toEqual([]);
  });

  it('leave nothing behind of what is written about one of them meanwhile', async () => {
    const [from, into] = [await traveller('卫五'), await traveller('卫五号')];
    await story.consent(doctor, from.id);
    const write = async (kind: string) =>
      doctor.tries('mutation($input: RecordConsentInput!) { recordConsent(input: $input) { id } }', {
        input: { idempotencyKey: randomUUID(), patientId: from.id, kind, method: 'WRITTEN' },
      });
    const kinds = ['REFERRAL', 'ONWARD_REFERRAL', 'DATA_SHARING', 'CONTACT'];
    const [merged, ...written] = await Promise.all([merge(head, from, into), ...kinds.map(write)]);
    expect(merged.errors).toEqual([]);
    const answers = written.map((answer) => refusalOf(answer) ?? 'written');
    expect(answers.filter((answer) => answer !== 'written' && answer !== 'NOT_FOUND')).toEqual([]);
    expect((await belongings(from)).filter((one) => one.endsWith(from.id))).toEqual([]);
  });

  it('of three become one step by step, and come apart from the last step on', async () => {
    const [one, two, three] = [await traveller('蒋六'), await traveller('蒋六号'), await traveller('蒋六再')];
    const first = (await merge(head, one, two)).data!.mergePatients;
    const second = (await merge(head, { ...two, version: two.version }, three)).data!.mergePatients;
    const { patients } = await head.asks<{ patients: { nodes: Versioned[] } }>(
      '{ patients(nameStartsWith: "蒋六") { nodes { id version } } }',
    );
    expect(patients.nodes.map(({ id }) => id)).toEqual([three.id]);
    expect(refusalOf(await separate(head, first))).toBe('PATIENT_MERGE_REFUSED MERGED_AGAIN');
    expect((await separate(head, second)).errors).toEqual([]);
    expect((await separate(head, first)).errors).toEqual([]);
  });
});
