import { randomUUID } from 'node:crypto';
import { after, days } from '#kernel';
import {
  DownStory,
  JPEG,
  ReferralStory,
  TestApp,
  World,
  completeForm,
  completePackage,
  fictionalIdNumber,
  withClient,
  type Person,
} from '#testing';

const lines: string[] = [];
let app: TestApp;
let world: World;
let story: ReferralStory;
let doctor: Person;

beforeAll(async () => {
  app = await TestApp.start({ LOG_LEVEL: 'debug' }, { write: (line) => void lines.push(line) });
  world = await World.create(app);
  story = new ReferralStory(world);
  doctor = world.person('township-doctor');
});

afterAll(() => app.stop());

const person = {
  name: '欧阳无痕',
  idNumber: fictionalIdNumber('19630507'),
  phone: '13955557777',
  address: '北乡石桥村五组',
  contactName: '欧阳有迹',
  contactPhone: '13855556666',
};
const clinical = {
  ...completeForm,
  diagnoses: [{ ...completeForm.diagnoses[0], display: '扩张型心肌病待查' }],
  chiefComplaint: '夜间阵发性呼吸困难两周',
  presentIllness: '端坐呼吸，双下肢凹陷性水肿。',
};
/** Everything about the patient that a line of the log must not hold. */
const personal = [
  ...Object.values(person),
  person.idNumber.slice(6, 14),
  '欧阳',
  clinical.diagnoses[0]!.display,
  clinical.chiefComplaint,
  clinical.presentIllness,
];
/** What opens something for whoever has it. */
const secrets: string[] = [];

async function register(): Promise<string> {
  const input = { idempotencyKey: randomUUID(), idType: 'RESIDENT_ID', contactRelation: 'CHILD', ...person };
  const { registerPatient } = await doctor.asks<{ registerPatient: { id: string } }>(
    'mutation($input: RegisterPatientInput!) { registerPatient(input: $input) { id } }',
    { input },
  );
  const { recordConsent } = await doctor.asks<{ recordConsent: { fileUrl: string } }>(
    'mutation($input: RecordConsentInput!) { recordConsent(input: $input) { fileUrl } }',
    {
      input: {
        idempotencyKey: randomUUID(),
        patientId: registerPatient.id,
        kind: 'REFERRAL',
        method: 'PROXY',
        signerRelation: 'CHILD',
        signerName: person.contactName,
        proxyReason: clinical.chiefComplaint,
        fileId: await upload('/consent-files'),
      },
    },
  );
  await open(recordConsent.fileUrl);
  return registerPatient.id;
}

async function upload(url: string): Promise<string> {
  const headers = {
    'content-type': 'image/jpeg',
    'idempotency-key': randomUUID(),
    authorization: `Bearer ${doctor.token}`,
  };
  const response = await app.nest.inject({ method: 'POST', url, headers, payload: JPEG });
  return response.json<{ id: string }>().id;
}

/** By its link, and once more by one that is broken. */
async function open(url: string): Promise<void> {
  secrets.push(url.split('link=')[1]!);
  expect((await app.nest.inject({ method: 'GET', url })).statusCode).toBe(200);
  await app.nest.inject({ method: 'GET', url: `${url}x` });
}

/** An attachment that is called as the patient is. */
async function attach({ id, version }: { id: string; version: number }): Promise<void> {
  const { attachToReferral } = await doctor.asks<{ attachToReferral: { attachments: { downloadUrl: string }[] } }>(
    'mutation($input: AttachToReferralInput!) { attachToReferral(input: $input) { attachments { downloadUrl } } }',
    {
      input: {
        id,
        expectedVersion: version,
        fileId: await upload('/referral-attachments'),
        name: `${person.name}.jpg`,
      },
    },
  );
  await open(attachToReferral.attachments[0]!.downloadUrl);
}

/** The way back, with what the township is told of the patient. */
async function wayBack(patientId: string): Promise<void> {
  const down = new DownStory(world);
  const given = { ...completePackage, summary: clinical.presentIllness };
  const content = { patientId, receiverStaffId: doctor.staffId, package: given };
  const received = await down.receive(doctor, await down.submitted(world.person('cardiologist'), content));
  await down.does(doctor, 'reportDownReferralNotArrived', 'ReportNotArrivedInput', {
    id: received.id,
    expectedVersion: received.version,
    calls: [{ madeAt: app.clock.now(), note: clinical.chiefComplaint }],
  });
}

/** The whole life of a referral of this patient, with some refusals on the way. */
async function wholeStory(): Promise<void> {
  const [cardiologist, coordinator] = [world.person('cardiologist'), world.person('coordinator')];
  const patientId = await register();
  const draft = await story.draft(doctor, { patientId, form: clinical });
  await attach(draft);
  const submitted = await story.submit(doctor, await story.look(doctor, draft.id));
  const claimed = await story.claim(cardiologist, submitted);
  await world
    .person('second-cardiologist')
    .tries('mutation($input: ReferralActionInput!) { claimReferral(input: $input) { id } }', {
      input: { id: submitted.id, expectedVersion: submitted.version },
    });
  const accepted = await story.accept(cardiologist, claimed);
  const arranged = await story.arrange(coordinator, accepted, after(app.clock.now(), days(1)));
  secrets.push(arranged.arrangement!.code);
  await app.nest.inject({
    method: 'GET',
    url: `/referrals/${arranged.id}/prints/handout`,
    headers: { authorization: `Bearer ${doctor.token}` },
  });
  await story.arrive(world.person('registrar'), arranged.arrangement!.code);
  const arrived = await story.look(cardiologist, arranged.id);
  await story.complete(coordinator, await story.recordOutcome(cardiologist, arrived));
  await wayBack(patientId);
  await doctor.asks(`{ patients(nameStartsWith: "${person.name}") { nodes { name } } }`);
  await doctor.tries(`{ patients(idNumber: "${person.idNumber}", idType: ${person.name}) { nodes { name } } }`);
  await doctor.tries(`{ patients(phone: "${person.phone}" `);
  await doctor.tries('query($idType: IdDocumentType!) { patients(idType: $idType) { nodes { name } } }', {
    idType: person.name,
  });
  await app.nest.inject({ method: 'GET', url: `/patients/${encodeURIComponent(person.name)}?id=${person.idNumber}` });
  await app.nest.inject({ method: 'POST', url: '/graphql', payload: `{"query": "${person.name}` });
}

describe('the log at its most talkative', () => {
  it('tells each request and nothing of the patient, through a whole referral', async () => {
    await wholeStory();
    expect(lines.filter((line) => line.includes('"msg":"request"')).length).toBeGreaterThan(15);
    expect(lines.filter((line) => personal.some((text) => line.includes(text)))).toEqual([]);
    expect(secrets).toHaveLength(3);
    expect(lines.filter((line) => [doctor.token, ...secrets].some((text) => line.includes(text)))).toEqual([]);
    const { payload: metrics } = await app.nest.inject({ method: 'GET', url: '/metrics' });
    expect([...personal, ...secrets].filter((text) => metrics.includes(text))).toEqual([]);
  });

  it('tells a fault by its kind, its place and the request, and not by the patient it met', async () => {
    await withClient(app.database.ownerUrl, (owner) =>
      owner.query(`
        CREATE FUNCTION fail_over() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN RAISE EXCEPTION 'no room for %', NEW.name USING DETAIL = 'row ' || NEW::text; END $$;
        CREATE TRIGGER fail_over BEFORE INSERT ON patients FOR EACH ROW EXECUTE FUNCTION fail_over()`),
    );
    lines.length = 0;
    const input = { idempotencyKey: randomUUID(), name: person.name, idType: 'PASSPORT', idNumber: 'E10203040' };
    const { errors } = await doctor.tries(
      'mutation($input: RegisterPatientInput!) { registerPatient(input: $input) { id } }',
      { input },
      { headers: { 'x-request-id': 'fault-0001' } },
    );
    expect(errors[0]?.extensions.code).toBe('INTERNAL');
    const fault = lines.find((line) => line.includes('unexpected error'));
    expect(JSON.parse(fault!)).toMatchObject({
      level: 'error',
      requestId: 'fault-0001',
      code: 'P0001',
      frames: expect.arrayContaining([expect.stringContaining('at ')]),
    });
    expect(lines.filter((line) => [...personal, 'E10203040', 'no room'].some((text) => line.includes(text)))).toEqual(
      [],
    );
  });
});
