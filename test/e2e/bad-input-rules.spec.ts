import { randomUUID } from 'node:crypto';
import { ReferralStory, TestApp, World, completeForm, fictionalIdNumber, withClient, type Person } from '#testing';

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

interface Refusal {
  readonly code: string;
  readonly rule?: string;
  readonly fields?: unknown;
}

/** The first error of a mutation, in Chinese and in English. */
async function refusal(person: Person, mutation: string, type: string, input: object) {
  const document = `mutation($input: ${type}!) { ${mutation}(input: $input) { id } }`;
  const [chinese, english] = [
    await person.tries(document, { input }),
    await person.tries(document, { input }, { headers: { 'accept-language': 'en' } }),
  ].map(({ errors }) => errors[0]!);
  const { code, rule, facts } = chinese!.extensions;
  const told: Refusal = { code, ...(rule && { rule }), ...(facts['fields'] ? { fields: facts['fields'] } : {}) };
  expect(english!.extensions.code).toBe(code);
  expect(chinese!.message).toMatch(/\p{Script=Han}/u);
  expect(english!.message).not.toMatch(/\p{Script=Han}/u);
  return told;
}

const field = (path: string, constraint: string): Refusal => ({
  code: 'INVALID_INPUT',
  fields: [{ path, constraint }],
});
const count = async (table: string): Promise<number> => {
  const { rows } = await withClient(app.database.ownerUrl, (owner) =>
    owner.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`),
  );
  return rows[0]!.count;
};

describe('the identity of a patient', () => {
  const register = (identity: object) =>
    refusal(doctor, 'registerPatient', 'RegisterPatientInput', {
      idempotencyKey: randomUUID(),
      name: '测试患者',
      idType: 'RESIDENT_ID',
      ...identity,
    });
  const withBirthDate = (birthDate: string): object => ({ idNumber: fictionalIdNumber(birthDate) });

  it.each([
    ['a wrong check digit', { idNumber: '110105194912310021' }, field('idNumber', 'CHECK_DIGIT')],
    ['a day of birth that does not exist', withBirthDate('19800230'), field('idNumber', 'BIRTH_DATE_NOT_REAL')],
    ['a birth tomorrow', withBirthDate('20260305'), field('idNumber', 'BIRTH_DATE_IN_FUTURE')],
    ['seventeen digits', { idNumber: '11010519491231002' }, field('idNumber', 'FORMAT')],
    ['letters', { idNumber: "1' OR '1'='1" }, field('idNumber', 'FORMAT')],
    [
      'another day of birth than the number says',
      { idNumber: '11010519491231002X', birthDate: '1950-01-01' },
      field('birthDate', 'CONTRADICTS_ID_NUMBER'),
    ],
    [
      'another sex than the number says',
      { idNumber: '11010519491231002X', sex: 'MALE' },
      field('sex', 'CONTRADICTS_ID_NUMBER'),
    ],
    [
      'a passport and a birth tomorrow',
      { idType: 'PASSPORT', idNumber: 'E12345678', birthDate: '2026-03-05' },
      field('birthDate', 'BIRTH_DATE_IN_FUTURE'),
    ],
    ['a phone that is none', { ...withBirthDate('19800101'), phone: '12345678901' }, field('phone', 'MOBILE_PHONE')],
    [
      'a contact who is nothing to the patient',
      { ...withBirthDate('19800101'), contactName: '张三' },
      field('contactRelation', 'CONTACT_INCOMPLETE'),
    ],
  ])('is refused with %s, and nobody is registered', async (_what, identity, expected) => {
    const before = await Promise.all([count('patients'), count('domain_events'), count('idempotency_keys')]);
    expect(await register(identity)).toEqual(expected);
    expect(await Promise.all([count('patients'), count('domain_events'), count('idempotency_keys')])).toEqual(before);
  });

  it('is the same with the fifteen digits of the first generation', async () => {
    const ask = (idNumber: string) =>
      doctor.asks<{ registerPatient: object }>(
        `mutation($input: RegisterPatientInput!) { registerPatient(input: $input) { id birthDate sex idNumberMasked } }`,
        { input: { idempotencyKey: randomUUID(), name: '李四', idType: 'RESIDENT_ID', idNumber } },
      );
    const old = await ask('110105491231002');
    expect(old.registerPatient).toMatchObject({ birthDate: '1949-12-31', sex: 'FEMALE' });
    expect(await ask('11010519491231002x')).toEqual(old);
  });

  it('leaves a contact alone whose version is beyond all versions', async () => {
    const id = await story.patient(doctor);
    const input = { id, expectedVersion: 2_147_483_647, phone: '13800138000' };
    expect(await refusal(doctor, 'changePatientContact', 'ChangePatientContactInput', input)).toEqual({
      code: 'STALE_VERSION',
    });
  });
});

describe('a consent', () => {
  it.each([
    ['that ended before it began', { expiresAt: '2026-03-04T08:59:59+08:00' }, field('expiresAt', 'IN_PAST')],
    [
      'of a proxy who is the patient',
      { method: 'PROXY', signerName: '张三', proxyReason: '昏迷' },
      field('signerRelation', 'PROXY_NEEDS'),
    ],
    [
      'of a proxy without a name',
      { method: 'PROXY', signerRelation: 'CHILD', proxyReason: '昏迷' },
      field('signerName', 'PROXY_NEEDS'),
    ],
    [
      'of the patient with the reason of a proxy',
      { method: 'WRITTEN', proxyReason: '昏迷' },
      field('proxyReason', 'PROXY_ONLY'),
    ],
  ])('%s is refused', async (_what, more, expected) => {
    const patientId = await story.patient(doctor, { consent: false });
    const before = await count('patient_consents');
    const input = { idempotencyKey: randomUUID(), patientId, kind: 'REFERRAL', method: 'WRITTEN', ...more };
    expect(await refusal(doctor, 'recordConsent', 'RecordConsentInput', input)).toEqual(expected);
    expect(await count('patient_consents')).toBe(before);
  });
});

describe('a referral', () => {
  const draft = async (changes: object) =>
    refusal(doctor, 'draftReferral', 'DraftReferralInput', {
      idempotencyKey: randomUUID(),
      patientId: await story.patient(doctor),
      toDepartmentId: world.departmentId('cardiology'),
      source: 'OUTPATIENT',
      priority: 'III',
      purposeCode: 'specialist_needed',
      form: completeForm,
      ...changes,
    });
  const diagnosis = completeForm.diagnoses[0];

  it.each([
    ['for a purpose that is not in the list', { purposeCode: 'curiosity' }, field('purposeCode', 'REASON_UNKNOWN')],
    ['for a purpose that needs words', { purposeCode: 'other' }, field('purposeCode', 'REASON_COMMENT_MISSING')],
    [
      'with more diagnoses than a form holds',
      { form: { ...completeForm, diagnoses: Array.from({ length: 21 }, () => diagnosis) } },
      field('form.diagnoses', 'arrayMaxSize'),
    ],
    [
      'with a diagnosis of no code list',
      { form: { ...completeForm, diagnoses: [{ ...diagnosis, system: 'SNOMED' }] } },
      field('form.diagnoses.0.system', 'isIn'),
    ],
    [
      'with a code that is none of ICD-10',
      { form: { ...completeForm, diagnoses: [{ ...diagnosis, code: 'DROP TABLE' }] } },
      field('form.diagnoses.0.code', 'matches'),
    ],
  ])('%s is refused, and nothing of it is kept', async (_what, changes, expected) => {
    const before = await Promise.all([count('referrals'), count('clinical_packages')]);
    expect(await draft(changes)).toEqual(expected);
    expect(await Promise.all([count('referrals'), count('clinical_packages')])).toEqual(before);
  });

  it('within the own institution is refused', async () => {
    const toDepartmentId = world.departmentId('general-north');
    expect(await draft({ toDepartmentId })).toEqual(field('toDepartmentId', 'OTHER_INSTITUTION'));
  });

  it('to a department that does not exist is refused like one that is not found', async () => {
    expect(await draft({ toDepartmentId: randomUUID() })).toEqual({ code: 'NOT_FOUND' });
  });

  it('without a consent on file is not sent', async () => {
    const patientId = await story.patient(doctor, { consent: false });
    const { id, version } = await story.draft(doctor, { patientId });
    const input = { id, expectedVersion: version };
    expect(await refusal(doctor, 'submitReferral', 'SubmitReferralInput', input)).toEqual({
      code: 'TRANSITION_REFUSED',
      rule: 'CONSENT_MISSING',
    });
    expect((await story.look(doctor, id)).state).toBe('DRAFT');
  });

  it.each([
    ['no_such_reason', 'REASON_UNKNOWN'],
    ['other', 'REASON_COMMENT_MISSING'],
  ])('is not refused for the reason %s without a word that can be read', async (reasonCode, rule) => {
    const cardiologist = world.person('cardiologist');
    const { id, version } = await story.claim(cardiologist, await story.submitted(doctor));
    const input = { id, expectedVersion: version, reasonCode, comment: ' \u200b' };
    expect(await refusal(cardiologist, 'rejectReferral', 'ReferralReasonInput', input)).toEqual({
      code: 'TRANSITION_REFUSED',
      rule,
    });
    expect((await story.look(doctor, id)).state).toBe('PENDING_ACCEPTANCE');
  });

  it('is not sent with a form of nothing that can be read', async () => {
    const form = { ...completeForm, chiefComplaint: '\u200b', presentIllness: '\u2060 ' };
    const { id, version } = await story.draft(doctor, { form });
    expect(
      await refusal(doctor, 'submitReferral', 'SubmitReferralInput', { id, expectedVersion: version }),
    ).toMatchObject({ rule: 'FORM_INCOMPLETE' });
  });

  it('is not sent in an emergency of somebody without a name or what stands for it', async () => {
    const input = {
      idempotencyKey: randomUUID(),
      toDepartmentId: world.departmentId('cardiology'),
      priority: 'I',
      consciousness: 'COMA',
      phone: '13800000001',
      patientName: '\u200b',
    };
    expect(await refusal(doctor, 'submitEmergencyReferral', 'SubmitEmergencyReferralInput', input)).toEqual(
      field('patientName', 'isNotEmpty'),
    );
  });

  it('has no outcome without a diagnosis', async () => {
    const { id, version } = await story.draft(doctor);
    const input = { id, expectedVersion: version, diagnoses: [], treatment: '无', feedback: '无', appropriate: true };
    expect(
      await refusal(world.person('cardiologist'), 'recordReferralOutcome', 'RecordReferralOutcomeInput', input),
    ).toEqual(field('diagnoses', 'arrayMinSize'));
  });

  it('keeps its priority once it was submitted, and in a green channel', async () => {
    const editing = (referral: { id: string; version: number }, priority: string) => ({
      id: referral.id,
      expectedVersion: referral.version,
      toDepartmentId: world.departmentId('cardiology'),
      source: 'OUTPATIENT',
      priority,
      purposeCode: 'specialist_needed',
      form: completeForm,
    });
    const returned = await story.act(
      world.person('coordinator'),
      'returnReferralForEdit',
      await story.submitted(doctor),
      {
        reasonCode: 'incomplete_info',
      },
    );
    const kept = field('priority', 'PRIORITY_KEPT');
    expect(await refusal(doctor, 'editReferral', 'EditReferralInput', editing(returned, 'I'))).toEqual(kept);
    const begun = await story.draft(doctor);
    await doctor.asks('mutation($input: OpenGreenChannelInput!) { openGreenChannel(input: $input) { id } }', {
      input: { id: begun.id, expectedVersion: begun.version, channel: 'STROKE' },
    });
    const green = await story.look(doctor, begun.id);
    expect(await refusal(doctor, 'editReferral', 'EditReferralInput', editing(green, 'IV'))).toEqual(kept);
  });

  it('keeps what people write, to the letter', async () => {
    const chiefComplaint = `'; DROP TABLE referrals; -- "引号" \\ %s $1 {{x}} <b>😀</b>`;
    const { id } = await story.draft(doctor, { form: { ...completeForm, chiefComplaint } });
    const query = 'query($id: ID!) { referral(id: $id) { clinical { chiefComplaint } } }';
    expect(await doctor.asks(query, { id })).toEqual({ referral: { clinical: { chiefComplaint } } });
  });
});
