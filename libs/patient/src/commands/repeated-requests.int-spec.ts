import { createHash, randomUUID } from 'node:crypto';
import { days, minutes } from '#kernel';
import { Cipher, UnitOfWork, claimRequest, systemActor } from '#platform';
import { ReferralStory, TestApp, World, fictionalIdNumber, withClient, type Person } from '#testing';

let app: TestApp;
let world: World;
let story: ReferralStory;
let doctor: Person;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  story = new ReferralStory(world);
  doctor = world.person('township-doctor');
});

afterAll(() => app.stop());

const CHANGE =
  'mutation($input: ChangePatientContactInput!) { changePatientContact(input: $input) { id version phoneMasked } }';
const RECORD = 'mutation($input: RecordConsentInput!) { recordConsent(input: $input) { id version institutionIds } }';
const WITHDRAW =
  'mutation($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { id version withdrawnAt } }';
const SIGN =
  'mutation($input: SignFamilyDoctorContractInput!) { signFamilyDoctorContract(input: $input) { id teamName } }';
const key = (): { idempotencyKey: string } => ({ idempotencyKey: randomUUID() });

/** Topics and versions of what happened to an aggregate. */
const historyOf = (id: string): Promise<[string, number][]> =>
  withClient(app.database.ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ topic: string; aggregate_version: number }>(
      'SELECT topic, aggregate_version FROM domain_events WHERE aggregate_id = $1 ORDER BY aggregate_version, id',
      [id],
    );
    return rows.map(({ topic, aggregate_version: version }) => [topic, version]);
  });
const codeOf = async (person: Person, document: string, input: object): Promise<string | undefined> =>
  (await person.tries(document, { input })).errors[0]?.extensions.code;

describe('a request over a line that drops', () => {
  it('changes a contact once, however often it comes, and always gets the same answer', async () => {
    const id = await story.patient(doctor);
    const input = { ...key(), id, expectedVersion: 1, phone: '13800138000' };
    const answers = await Promise.all([1, 2, 3].map(() => doctor.asks(CHANGE, { input })));
    answers.push(await doctor.asks(CHANGE, { input }));
    expect(answers).toEqual(
      answers.map(() => ({ changePatientContact: { id, version: 2, phoneMasked: '138****8000' } })),
    );
    expect(await historyOf(id)).toEqual([
      ['patient.registered', 1],
      ['patient.contact-changed', 2],
    ]);
    expect(await codeOf(doctor, CHANGE, { ...input, phone: '13800138001' })).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(await codeOf(doctor, CHANGE, { ...input, ...key() })).toBe('STALE_VERSION');
  });

  it('registers a patient once, and is not another one under the same key, whatever differs', async () => {
    const REGISTER = 'mutation($input: RegisterPatientInput!) { registerPatient(input: $input) { id } }';
    const input = { ...key(), name: '钱再', idType: 'RESIDENT_ID', idNumber: fictionalIdNumber() };
    const first = await doctor.asks(REGISTER, { input });
    for (const other of [{ name: '钱在' }, { idNumber: fictionalIdNumber() }, { phone: '13800138000' }])
      expect(await codeOf(doctor, REGISTER, { ...input, ...other })).toBe('IDEMPOTENCY_KEY_REUSED');
    await withClient(app.database.ownerUrl, (owner) =>
      owner.query(`UPDATE patients SET name = '钱前', name_search = '钱前' WHERE name = '钱再'`),
    );
    expect(await doctor.asks(REGISTER, { input })).toEqual(first);
    expect(await codeOf(doctor, REGISTER, { ...input, ...key() })).toBe('INVALID_INPUT');
  });

  it('leaves a trace where it shows a consent or a contract again', async () => {
    const patientId = await story.patient(doctor, { consent: false });
    const looks = (type: string) =>
      withClient(app.database.ownerUrl, async (owner) => {
        const { rows } = await owner.query<Record<string, unknown>>(
          'SELECT action, basis, result FROM audit_entries WHERE object_type = $1 AND $2 = ANY(patient_ids) ORDER BY id',
          [type, patientId],
        );
        return rows;
      });
    const consent = { ...key(), patientId, kind: 'REFERRAL', method: 'WRITTEN' };
    await doctor.asks(RECORD, { input: consent });
    expect(await looks('consent')).toEqual([{ action: 'consent.recorded', basis: null, result: 'OK' }]);
    await doctor.asks(RECORD, { input: consent });
    expect(await looks('consent')).toContainEqual({ action: 'consent.read', basis: 'REGISTRATION', result: 'OK' });
    const period = { validFrom: '2026-01-01', validTo: '2026-12-31' };
    const contract = { ...key(), patientId, teamName: '一队', doctorStaffId: doctor.staffId, ...period };
    await doctor.asks(SIGN, { input: contract });
    expect(await looks('contract')).toHaveLength(1);
    await doctor.asks(SIGN, { input: contract });
    expect(await looks('contract')).toContainEqual({ action: 'contract.read', basis: 'REGISTRATION', result: 'OK' });
  });

  it('is remembered by a keyed hash, from which no number can be guessed', async () => {
    const request = { idNumber: fictionalIdNumber(), ...key() };
    const actor = systemActor(world.institutionId('county'), 'test');
    await app.nest.get(UnitOfWork).run(actor, (tx) => claimRequest(tx, 'register', request, randomUUID()));
    const [row] = await withClient(app.database.ownerUrl, async (owner) => {
      const sql = 'SELECT request_hash AS hash FROM idempotency_keys WHERE key = $1';
      return (await owner.query<{ hash: string }>(sql, [request.idempotencyKey])).rows;
    });
    const text = `register\n${JSON.stringify(request)}`;
    expect(row?.hash).toBe(new Cipher(app.secrets).keyedHashes(text, 'idempotency_keys.request_hash')[0]);
    expect(row?.hash).not.toBe(createHash('sha256').update(text).digest('base64url'));
  });

  it('takes a consent back once', async () => {
    const patientId = await story.patient(doctor, { consent: false });
    const recording = { ...key(), patientId, kind: 'REFERRAL', method: 'WRITTEN' };
    const { recordConsent } = await doctor.asks<{ recordConsent: { id: string } }>(RECORD, { input: recording });
    const input = { ...key(), id: recordConsent.id, expectedVersion: 1 };
    const first = await doctor.asks(WITHDRAW, { input });
    app.clock.advance(days(1));
    expect(await doctor.asks(WITHDRAW, { input })).toEqual(first);
    expect(await historyOf(recordConsent.id)).toEqual([
      ['consent.recorded', 1],
      ['consent.withdrawn', 2],
    ]);
  });

  it('shows nothing more to somebody who meanwhile works elsewhere', async () => {
    const patientId = await story.patient(doctor);
    const input = { ...key(), patientId, kind: 'REFERRAL', method: 'WRITTEN' };
    const visitor = await world.hire('TOWNSHIP_DOCTOR', 'north');
    await visitor.asks(RECORD, { input });
    await withClient(app.database.ownerUrl, async (owner) => {
      const values = [visitor.accountId, visitor.staffId, world.institutionId('south')];
      await owner.query('UPDATE sessions SET institution_id = $2 WHERE account_id = $1', [values[0], values[2]]);
      await owner.query('UPDATE role_assignments SET institution_id = $2 WHERE staff_id = $1', [values[1], values[2]]);
    });
    expect(await codeOf(visitor, RECORD, input)).toBe('NOT_FOUND');
  });
});

describe('a consent for certain institutions', () => {
  const record = (patientId: string, institutionIds: string[]) =>
    doctor.tries(RECORD, { input: { ...key(), patientId, kind: 'REFERRAL', method: 'WRITTEN', institutionIds } });

  it('names members of the alliance, and no others', async () => {
    const patientId = await story.patient(doctor, { consent: false });
    const county = world.institutionId('county');
    const { errors } = await record(patientId, [county, randomUUID()]);
    expect(errors[0]?.extensions.facts['fields']).toEqual([
      { path: 'institutionIds', constraint: 'UNKNOWN_INSTITUTION' },
    ]);
    expect((await record(patientId, [county, county.toUpperCase()])).errors).toEqual([]);
  });

  it('lets the patient be referred to those, until it is taken back', async () => {
    const patientId = await story.patient(doctor, { consent: false });
    const submit = async (): Promise<string | undefined> => {
      const { id, version } = await story.draft(doctor, { patientId });
      const document = 'mutation($input: SubmitReferralInput!) { submitReferral(input: $input) { id } }';
      const { errors } = await doctor.tries(document, { input: { id, expectedVersion: version } });
      return errors[0]?.extensions.rule;
    };
    await record(patientId, [world.institutionId('tcm')]);
    expect(await submit()).toBe('CONSENT_MISSING');
    const { data } = await record(patientId, [world.institutionId('county')]);
    const { id, version } = (data as { recordConsent: { id: string; version: number } }).recordConsent;
    await doctor.asks(WITHDRAW, { input: { id, expectedVersion: version } });
    expect(await submit()).toBe('CONSENT_MISSING');
    await record(patientId, [world.institutionId('county')]);
    expect(await submit()).toBeUndefined();
  });
});

describe('a patient who is found again', () => {
  it('has a history in which that comes after what happened before', async () => {
    const input = { name: '周新', idType: 'RESIDENT_ID', idNumber: fictionalIdNumber() };
    const register = async (person: Person): Promise<string> => {
      const { registerPatient } = await person.asks<{ registerPatient: { id: string } }>(
        'mutation($input: RegisterPatientInput!) { registerPatient(input: $input) { id } }',
        { input: { ...key(), ...input } },
      );
      return registerPatient.id;
    };
    const id = await register(doctor);
    await doctor.asks(CHANGE, { input: { id, expectedVersion: 1, phone: '13800138000' } });
    app.clock.advance(minutes(1));
    expect(await register(world.person('other-township-doctor'))).toBe(id);
    expect(await historyOf(id)).toEqual([
      ['patient.registered', 1],
      ['patient.contact-changed', 2],
      ['patient.found', 2],
    ]);
  });
});
