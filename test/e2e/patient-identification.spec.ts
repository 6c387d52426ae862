import { randomUUID } from 'node:crypto';
import { days } from '#kernel';
import {
  ReferralStory,
  TestApp,
  World,
  fictionalIdNumber,
  withClient,
  type Person,
  type SeenReferral,
  refusalOf,
} from '#testing';

let app: TestApp;
let world: World;
let story: ReferralStory;
let doctor: Person;
let cardiologist: Person;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  story = new ReferralStory(world);
  doctor = world.person('township-doctor');
  cardiologist = world.person('cardiologist');
});

afterAll(() => app.stop());

interface SeenPatient {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly idType: string | null;
  readonly merges: readonly { readonly id: string; readonly version: number; readonly formerName: string }[];
}

const PATIENT = 'id version name idType idNumberMasked merges { id version formerName undoneAt }';

async function patientOf({ id }: SeenReferral, by = doctor): Promise<SeenPatient> {
  const query = `query($id: ID!) { referral(id: $id) { patient { ${PATIENT} } } }`;
  return (await by.asks<{ referral: { patient: SeenPatient } }>(query, { id })).referral.patient;
}

type Identity = { readonly name: string; readonly idNumber: string };

const identify = (by: Person, { id, version }: SeenPatient, identity: Identity, idempotencyKey = randomUUID()) =>
  by.tries<{ identifyPatient: SeenPatient }>(
    `mutation($input: IdentifyPatientInput!) { identifyPatient(input: $input) { ${PATIENT} } }`,
    { input: { id, expectedVersion: version, idempotencyKey, idType: 'RESIDENT_ID', ...identity } },
  );

const undo = (by: Person, { id, version }: { id: string; version: number }) =>
  by.tries<{ undoPatientMerge: SeenPatient }>(
    `mutation($input: UndoPatientMergeInput!) { undoPatientMerge(input: $input) { ${PATIENT} } }`,
    { input: { id, expectedVersion: version } },
  );

async function known(by: Person, identity: Identity): Promise<string> {
  const { registerPatient } = await by.asks<{ registerPatient: { id: string } }>(
    'mutation($input: RegisterPatientInput!) { registerPatient(input: $input) { id } }',
    { input: { idempotencyKey: randomUUID(), idType: 'RESIDENT_ID', ...identity } },
  );
  return registerPatient.id;
}

const somebody = (): Identity => ({ name: '王某某', idNumber: fictionalIdNumber() });

const sees = async (person: Person, id: string): Promise<boolean> =>
  (await person.tries('query($id: ID!) { patient(id: $id) { id } }', { id })).errors.length === 0;

describe('a patient who came without a document', () => {
  it('is somebody by name and number once that is known, at the receiver too', async () => {
    const emergency = await story.emergency(doctor);
    const identity = somebody();
    const { data } = await identify(cardiologist, await patientOf(emergency), identity);
    expect(data!.identifyPatient).toMatchObject({ name: identity.name, idType: 'RESIDENT_ID', merges: [] });
    const now = await patientOf(emergency);
    expect(now.name).toBe(identity.name);
    expect(refusalOf(await identify(doctor, now, somebody()))).toBe('PATIENT_MERGE_REFUSED ALREADY_IDENTIFIED');
    expect(await known(world.person('other-township-doctor'), identity)).toBe(now.id);
  });

  it('is named by those who have them in care, under the version that they have read', async () => {
    const patient = await patientOf(await story.emergency(doctor));
    expect(refusalOf(await identify(world.person('registrar'), patient, somebody()))).toBe('FORBIDDEN');
    expect(refusalOf(await identify(world.person('tcm-doctor'), patient, somebody()))).toBe('NOT_FOUND');
    expect(refusalOf(await identify(doctor, { ...patient, version: 7 }, somebody()))).toBe('STALE_VERSION');
    const wrong = { name: '王某某', idNumber: '110105194912310021' };
    expect(refusalOf(await identify(doctor, patient, wrong))).toBe('INVALID_INPUT');
  });

  it('who is in the index already has one record from then on, with everything that hangs on the other', async () => {
    const identity = somebody();
    const elsewhere = world.person('other-township-doctor');
    const intoId = await known(elsewhere, identity);
    const emergency = await story.emergency(doctor, { greenChannel: 'CHEST_PAIN' });
    const unknown = await patientOf(emergency);
    await story.consent(doctor, unknown.id);
    expect(await sees(doctor, intoId)).toBe(false);
    const otherName = { ...identity, name: '李某某' };
    expect(refusalOf(await identify(doctor, unknown, otherName))).toBe('INVALID_INPUT NAME_DIFFERS');
    const key = randomUUID();
    const { data } = await identify(doctor, unknown, identity, key);
    expect(data!.identifyPatient).toMatchObject({ id: intoId, merges: [{ formerName: unknown.name }] });
    expect((await identify(doctor, unknown, identity, key)).data!.identifyPatient.id).toBe(intoId);
    for (const person of [doctor, cardiologist]) {
      expect((await patientOf(emergency, person)).id).toBe(intoId);
      expect(await sees(person, intoId)).toBe(true);
      expect(await sees(person, unknown.id)).toBe(false);
    }
    const { patient } = await doctor.asks<{ patient: { consents: object[] } }>(
      'query($id: ID!) { patient(id: $id) { consents { kind } } }',
      { id: intoId },
    );
    expect(patient.consents).toEqual([{ kind: 'REFERRAL' }]);
    const { patients } = await doctor.asks<{ patients: { nodes: { id: string }[] } }>(
      '{ patients(first: 100) { nodes { id } } }',
    );
    const listed = patients.nodes.map(({ id }) => id);
    expect(listed).toContain(intoId);
    expect(listed).not.toContain(unknown.id);
  });

  it('leaves a trace of that on the referral and in the audit trail of both records', async () => {
    const identity = somebody();
    const intoId = await known(doctor, identity);
    const emergency = await story.emergency(doctor);
    const unknown = await patientOf(emergency);
    await identify(doctor, unknown, identity);
    await app.work('deliver.referral.patient-changes');
    const { referral } = await doctor.asks<{ referral: { version: number; latestEvents: { action: string }[] } }>(
      'query($id: ID!) { referral(id: $id) { version latestEvents { action toState } } }',
      { id: emergency.id },
    );
    expect(referral.version).toBe(emergency.version + 1);
    expect(referral.latestEvents[0]).toEqual({ action: 'changePatient', toState: 'ARRANGED' });
    const traced = await withClient(app.database.ownerUrl, async (owner) => {
      const { rows } = await owner.query<{ action: string; patient: string }>(
        `SELECT action, patient_ids[1] AS patient FROM audit_entries WHERE action LIKE 'patient.merged%'
           AND patient_ids[1] = ANY($1::uuid[]) ORDER BY action`,
        [[intoId, unknown.id]],
      );
      return rows;
    });
    expect(traced).toEqual([
      { action: 'patient.merged', patient: intoId },
      { action: 'patient.merged-from', patient: unknown.id },
    ]);
  });

  it('and was taken for somebody else stands for themselves again, with what they brought and nothing more', async () => {
    const identity = somebody();
    const intoId = await known(doctor, identity);
    const own = await story.submit(doctor, await story.draft(doctor, { patientId: await withConsent(intoId) }));
    const emergency = await story.emergency(doctor);
    const unknown = await patientOf(emergency);
    const { data } = await identify(doctor, unknown, identity);
    const [merge] = data!.identifyPatient.merges;
    expect(refusalOf(await undo(world.person('tcm-doctor'), merge!))).toBe('NOT_FOUND');
    expect(refusalOf(await undo(doctor, { ...merge!, version: 9 }))).toBe('STALE_VERSION');
    expect((await undo(cardiologist, merge!)).data!.undoPatientMerge).toMatchObject({
      id: unknown.id,
      name: unknown.name,
    });
    expect((await patientOf(emergency)).id).toBe(unknown.id);
    expect((await patientOf(own)).id).toBe(intoId);
    expect(refusalOf(await undo(doctor, { ...merge!, version: 2 }))).toBe('PATIENT_MERGE_REFUSED ALREADY_UNDONE');
    expect((await identify(doctor, await patientOf(emergency), somebody())).errors).toEqual([]);
  });

  it('stays merged after a month', async () => {
    const identity = somebody();
    await known(doctor, identity);
    const { data } = await identify(doctor, await patientOf(await story.emergency(doctor)), identity);
    app.clock.advance(days(31));
    expect(refusalOf(await undo(doctor, data!.identifyPatient.merges[0]!))).toBe('PATIENT_MERGE_REFUSED TOO_LATE');
  });

  it('is merged once by those who say so at the same moment', async () => {
    const identity = somebody();
    const intoId = await known(doctor, identity);
    const unknown = await patientOf(await story.emergency(doctor));
    const answers = await Promise.all([doctor, cardiologist, doctor].map((by) => identify(by, unknown, identity)));
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    const { patient } = await doctor.asks<{ patient: SeenPatient }>(
      `query($id: ID!) { patient(id: $id) { ${PATIENT} } }`,
      { id: intoId },
    );
    expect(patient.merges).toHaveLength(1);
  });
});

describe('whatever is about a patient', () => {
  it('has an id of its own, so that it can follow them', async () => {
    const without = await withClient(app.database.ownerUrl, async (owner) => {
      const { rows } = await owner.query<{ table: string }>(
        `SELECT c.conrelid::regclass::text AS table FROM pg_constraint c
         WHERE c.contype = 'f' AND c.confrelid = 'patients'::regclass AND NOT EXISTS (
           SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attname = 'id' AND a.atttypid = 'uuid'::regtype)`,
      );
      return rows;
    });
    expect(without).toEqual([]);
  });
});

async function withConsent(patientId: string): Promise<string> {
  await story.consent(doctor, patientId);
  return patientId;
}
