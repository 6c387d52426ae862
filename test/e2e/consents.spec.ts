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
    ['to a consultation', { kind: 'CONSULTATION', toldCostCents: 0 }],
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

describe('a consent to a consultation', () => {
  const consent = (patientId: string, more: object) =>
    doctor.tries<{ recordConsent: Record<string, unknown> }>(
      `mutation($input: RecordConsentInput!) { recordConsent(input: $input) {
        kind toldCostCents signerName signerRelation proxyReason textEffectiveFrom } }`,
      { input: { idempotencyKey: randomUUID(), patientId, kind: 'CONSULTATION', method: 'WRITTEN', ...more } },
    );
  const problems = ({ errors }: Awaited<ReturnType<typeof consent>>): unknown => errors[0]?.extensions.facts['fields'];

  it('says what the patient was told that it costs, which no other consent does', async () => {
    const id = await patient();
    expect(problems(await consent(id, {}))).toEqual([{ path: 'toldCostCents', constraint: 'COST_NEEDED' }]);
    expect(problems(await consent(id, { kind: 'REFERRAL', toldCostCents: 100 }))).toEqual([
      { path: 'toldCostCents', constraint: 'CONSULTATION_ONLY' },
    ]);
    expect((await consent(id, { toldCostCents: 0 })).data!.recordConsent).toMatchObject({ toldCostCents: 0 });
  });

  it('says who has signed for whoever cannot, and why', async () => {
    const proxy = { method: 'PROXY', signerRelation: 'CHILD', signerName: '王小明', proxyReason: '昏迷' };
    const { data } = await consent(await patient(), { toldCostCents: 30_000, ...proxy });
    expect(data!.recordConsent).toMatchObject({ signerRelation: 'CHILD', signerName: '王小明', proxyReason: '昏迷' });
    const [row] = await app.asOwner<{ stored: string }>('SELECT json_agg(k)::text AS stored FROM patient_consents k');
    expect(row!.stored).not.toContain('王小明');
  });

  it('keeps the text that was signed, whichever counts later', async () => {
    const admin = world.person('system-admin');
    const texts = async (): Promise<{ kind: string; body: string; effectiveFrom: string; version: number }[]> => {
      const { consentTexts } = await doctor.asks<{
        consentTexts: { kind: string; body: string; effectiveFrom: string; version: number }[];
      }>('{ consentTexts { kind title body effectiveFrom effectiveTo version } }');
      return consentTexts.filter(({ kind }) => kind === 'CONSULTATION');
    };
    const [first] = await texts();
    const change = (expectedVersion: number, body: string) =>
      admin.tries('mutation($input: ChangeConsentTextInput!) { changeConsentText(input: $input) { version } }', {
        input: { kind: 'CONSULTATION', title: '远程会诊知情同意书', body, expectedVersion },
      });
    expect((await change(9, '我同意。')).errors[0]?.extensions.code).toBe('STALE_VERSION');
    expect((await change(first!.version, '我同意，费用自付。')).errors).toEqual([]);
    app.clock.advance(seconds(1));
    const [second] = await texts();
    expect(second!.body).toBe('我同意，费用自付。');
    const signed = async (more: object) =>
      (await consent(await patient(), { toldCostCents: 1, ...more })).data!.recordConsent;
    expect(await signed({})).toMatchObject({ textEffectiveFrom: second!.effectiveFrom });
    expect(await signed({ textEffectiveFrom: first!.effectiveFrom })).toMatchObject({
      textEffectiveFrom: first!.effectiveFrom,
    });
    const unknown = { toldCostCents: 1, textEffectiveFrom: before(app.clock.now(), days(3)).toISOString() };
    expect(problems(await consent(await patient(), unknown))).toEqual([
      { path: 'textEffectiveFrom', constraint: 'UNKNOWN_TEXT' },
    ]);
  });
});

describe('a consent that is taken back after the referral was sent', () => {
  it('ends what is not done yet, tells both sides, and another one lets it go on', async () => {
    const id = await patient();
    const consent = await record(id);
    const referral = await story.submit(doctor, await story.draft(doctor, { patientId: id }));
    const cardiologist = world.person('cardiologist');
    const claimed = await story.claim(cardiologist, referral);
    // What was told before is older than what is told of the withdrawal.
    await app.work('deliver.referral.notices');
    app.clock.advance(seconds(1));
    await withdraw(consent);
    const accept = async (version: number): Promise<string | undefined> => {
      const { errors } = await cardiologist.tries(
        'mutation($input: AcceptReferralInput!) { acceptReferral(input: $input) { id } }',
        { input: { id: referral.id, expectedVersion: version, handling: 'OUTPATIENT' } },
      );
      return errors[0]?.extensions.rule;
    };
    expect(await accept(claimed.version)).toBe('CONSENT_MISSING');
    await app.work('deliver.referral.consent-withdrawals');
    const look = 'query($id: ID!) { referral(id: $id) { version state latestEvents { action } } }';
    const { referral: noted } = await doctor.asks<{
      referral: { version: number; state: string; latestEvents: { action: string }[] };
    }>(look, { id: referral.id });
    expect(noted).toMatchObject({ version: claimed.version + 1, state: 'PENDING_ACCEPTANCE' });
    expect(noted.latestEvents[0]).toEqual({ action: 'noteConsentWithdrawn' });
    await app.work('deliver.referral.notices');
    const { myNotices } = await doctor.asks<{ myNotices: { nodes: { title: string }[] } }>(
      '{ myNotices(first: 1) { nodes { title } } }',
    );
    expect(myNotices.nodes).toEqual([{ title: '转诊知情同意已撤回' }]);
    await record(id);
    expect(await accept(noted.version)).toBeUndefined();
  });
});
