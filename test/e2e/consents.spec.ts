import { randomUUID } from 'node:crypto';
import { after, before, days, hours, seconds } from '#kernel';
import { JPEG, ReferralStory, TestApp, World, type Person } from '#testing';

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

interface Consent {
  readonly id: string;
  readonly version: number;
}

async function record(patientId: string, more: object = {}): Promise<Consent> {
  const { recordConsent } = await doctor.asks<{ recordConsent: Consent }>(
    'mutation($input: RecordConsentInput!) { recordConsent(input: $input) { id version } }',
    { input: { idempotencyKey: randomUUID(), patientId, kind: 'REFERRAL', method: 'WRITTEN', ...more } },
  );
  return recordConsent;
}

const withdraw = ({ id, version }: Consent) =>
  doctor.tries<{ withdrawConsent: { withdrawnAt: string } }>(
    'mutation($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { withdrawnAt } }',
    { input: { id, expectedVersion: version } },
  );

/** The rule that keeps a draft for the patient from being sent to the county's cardiologists; null where it is sent. */
async function refusedBy(patientId: string): Promise<string | null> {
  const { id, version } = await story.draft(doctor, { patientId });
  const { errors } = await doctor.tries(
    'mutation($input: SubmitReferralInput!) { submitReferral(input: $input) { id } }',
    { input: { id, expectedVersion: version } },
  );
  return errors[0]?.extensions.rule ?? null;
}

const patient = (): Promise<string> => story.patient(doctor, { consent: false });

describe('a consent to be referred', () => {
  it('is needed', async () => {
    expect(await refusedBy(await patient())).toBe('CONSENT_MISSING');
  });

  it.each([
    ['written by the patient', {}],
    ['spoken before a witness', { method: 'VERBAL_WITNESSED' }],
    [
      'of a proxy who says why',
      { method: 'PROXY', signerRelation: 'CHILD', signerName: '王小明', proxyReason: '昏迷' },
    ],
  ])('counts %s', async (_how, more) => {
    const id = await patient();
    await record(id, more);
    expect(await refusedBy(id)).toBeNull();
  });

  it.each([
    ['to a consultation', { kind: 'CONSULTATION' }],
    ['to the sharing of data', { kind: 'DATA_SHARING' }],
  ])('is not a consent %s', async (_what, more) => {
    const id = await patient();
    await record(id, more);
    expect(await refusedBy(id)).toBe('CONSENT_MISSING');
  });

  it('is that of this patient', async () => {
    await record(await patient());
    expect(await refusedBy(await patient())).toBe('CONSENT_MISSING');
  });

  it('counts for the institutions it names', async () => {
    const [id, other] = [await patient(), await patient()];
    const [county, tcm] = [world.institutionId('county'), world.institutionId('tcm')];
    await record(id, { institutionIds: [tcm] });
    expect(await refusedBy(id)).toBe('CONSENT_MISSING');
    await record(other, { institutionIds: [tcm, county] });
    expect(await refusedBy(other)).toBeNull();
  });

  it('counts until the instant at which it ends', async () => {
    const id = await patient();
    const expiresAt = after(app.clock.now(), days(1));
    await record(id, { expiresAt: expiresAt.toISOString() });
    app.clock.set(expiresAt);
    expect(await refusedBy(id)).toBe('CONSENT_MISSING');
    app.clock.set(before(expiresAt, seconds(1)));
    expect(await refusedBy(id)).toBeNull();
  });

  it('stops to count when it is taken back, and another one counts in its place', async () => {
    const id = await patient();
    const first = await record(id);
    const { data } = await withdraw(first);
    expect(data?.withdrawConsent.withdrawnAt).toBe(app.clock.now().toISOString());
    expect(await refusedBy(id)).toBe('CONSENT_MISSING');
    app.clock.advance(hours(1));
    await record(id);
    expect(await refusedBy(id)).toBeNull();
  });

  it('is taken back once, and under the version that was read', async () => {
    const consent = await record(await patient());
    const stale = await withdraw({ ...consent, version: 7 });
    expect(stale.errors[0]?.extensions.code).toBe('STALE_VERSION');
    const taken = await withdraw(consent);
    app.clock.advance(hours(1));
    expect((await withdraw(consent)).data).toEqual(taken.data);
  });
});

describe('what was signed', () => {
  async function upload(by: Person): Promise<{ status: number; id: string }> {
    const response = await app.nest.inject({
      method: 'POST',
      url: '/consent-files',
      headers: {
        'content-type': 'image/jpeg',
        'idempotency-key': randomUUID(),
        authorization: `Bearer ${by.token}`,
      },
      payload: JPEG,
    });
    return { status: response.statusCode, id: response.json<{ id: string }>().id };
  }

  async function urlFor(by: Person, referralId: string): Promise<string | null> {
    const { referral } = await by.asks<{ referral: { patient: { consents: { fileUrl: string | null }[] } } }>(
      'query($id: ID!) { referral(id: $id) { patient { consents { fileUrl } } } }',
      { id: referralId },
    );
    return referral.patient.consents[0]!.fileUrl;
  }

  const opened = async (url: string): Promise<number> => (await app.nest.inject({ method: 'GET', url })).statusCode;

  it('is seen by whoever sees the patient, and by nobody else, for as long as they do', async () => {
    const patientId = await patient();
    await record(patientId, { fileId: (await upload(doctor)).id });
    const { id } = await story.submit(doctor, await story.draft(doctor, { patientId }));
    const cardiologist = world.person('cardiologist');
    const [mine, theirs] = [(await urlFor(doctor, id))!, (await urlFor(cardiologist, id))!];
    expect(await Promise.all([mine, theirs].map(opened))).toEqual([200, 200]);
    const response = await app.nest.inject({ method: 'GET', url: theirs });
    expect(response.rawPayload).toEqual(JPEG);
    expect(await opened(theirs.replace('/consent-files/', '/referral-attachments/'))).toBe(403);
    const stranger = world.person('tcm-doctor');
    const { errors } = await stranger.tries('query($id: ID!) { patient(id: $id) { consents { fileUrl } } }', {
      id: patientId,
    });
    expect(errors[0]?.extensions.code).toBe('NOT_FOUND');
    app.clock.advance(hours(1));
    expect(await opened(mine)).toBe(403);
  });

  it('is a file of the person who records the consent, used once', async () => {
    const { id: fileId } = await upload(doctor);
    await record(await patient(), { fileId });
    await expect(record(await patient(), { fileId })).rejects.toThrow(/NOT_FOUND/);
    const others = await upload(world.person('township-colleague'));
    await expect(record(await patient(), { fileId: others.id })).rejects.toThrow(/NOT_FOUND/);
    expect((await upload(world.person('registrar'))).status).toBe(403);
  });

  it('is not there where nothing was uploaded', async () => {
    const patientId = await patient();
    await record(patientId);
    const { id } = await story.draft(doctor, { patientId });
    expect(await urlFor(doctor, id)).toBeNull();
  });
});
