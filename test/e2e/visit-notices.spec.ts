import { randomUUID } from 'node:crypto';
import { after, days, hours } from '#kernel';
import { ReferralStory, TestApp, World, fictionalIdNumber, withClient, type SeenReferral } from '#testing';

let app: TestApp;
let world: World;
let story: ReferralStory;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  story = new ReferralStory(world);
  const input = { idempotencyKey: randomUUID(), kind: 'SMS_GATEWAY', name: '短信', lowestUrgency: 'ROUTINE' };
  const admin = await world.hire('SYSTEM_ADMIN', 'county');
  await admin.asks('mutation($input: AddNoticeChannelInput!) { addNoticeChannel(input: $input) { id } }', {
    input: { ...input, url: 'http://127.0.0.1:9/sms' },
  });
});
afterAll(() => app.stop());

const doctor = () => world.person('township-doctor');
const rows = <Row>(sql: string, values: unknown[]): Promise<Row[]> =>
  withClient(app.database.ownerUrl, async (owner) => (await owner.query(sql, values)).rows as Row[]);

async function patient(contact: object, { agrees = false } = {}): Promise<string> {
  const input = { idempotencyKey: randomUUID(), name: '测试患者', idType: 'RESIDENT_ID', ...contact };
  const { registerPatient } = await doctor().asks<{ registerPatient: { id: string } }>(
    'mutation($input: RegisterPatientInput!) { registerPatient(input: $input) { id } }',
    { input: { ...input, idNumber: fictionalIdNumber() } },
  );
  const { id: patientId } = registerPatient;
  await story.consent(doctor(), patientId);
  if (agrees) {
    await doctor().asks('mutation($input: RecordConsentInput!) { recordConsent(input: $input) { id } }', {
      input: { idempotencyKey: randomUUID(), patientId, kind: 'CONTACT', method: 'WRITTEN' },
    });
  }
  return patientId;
}

async function arranged(patientId: string): Promise<SeenReferral> {
  const cardiologist = world.person('cardiologist');
  let referral = await story.submit(doctor(), await story.draft(doctor(), { patientId }));
  referral = await story.claim(cardiologist, referral);
  referral = await story.accept(cardiologist, referral);
  return story.arrange(world.person('coordinator'), referral, after(app.clock.now(), days(1)));
}

/** Who was reached how about a patient: by text message, or by a call that somebody is asked to make. */
async function reached(patientId: string): Promise<string[]> {
  await app.work('deliver.referral.visit-notices');
  const found = await rows<{ how: string }>(
    `SELECT 'TEXT ' || relation AS how FROM notice_deliveries WHERE patient_id = $1
     UNION ALL SELECT 'CALL ' || relation || CASE WHEN phone_ciphertext IS NULL THEN ' WITHOUT NUMBER' ELSE '' END
     FROM notice_calls WHERE patient_id = $1 ORDER BY how`,
    [patientId],
  );
  return found.map(({ how }) => how);
}

const PHONE = { phone: '13900000011' };
const CLOSE = { contactName: '测试家属', contactPhone: '13900000012', contactRelation: 'CHILD' };

describe('a patient whose visit is arranged', () => {
  it('gets a text message of where and when, if they agreed to be contacted; the reading of the number is on record', async () => {
    const id = await patient({ ...PHONE, ...CLOSE }, { agrees: true });
    const referral = await arranged(id);
    expect(await reached(id)).toEqual(['TEXT PATIENT']);
    expect(
      await rows('SELECT basis, object_id FROM audit_entries WHERE action = $1 AND $2 = ANY (patient_ids)', [
        'patient.contact',
        id,
      ]),
    ).toEqual([{ basis: 'REFERRAL', object_id: referral.id }]);
    const [told] = await rows<{ parameters: object }>(
      `SELECT parameters FROM notice_announcements WHERE subject_id = $1 AND template_code = 'referral.visit'`,
      [referral.id],
    );
    expect(told!.parameters).toMatchObject({ time: after(app.clock.now(), days(1)).toISOString() });
    expect(JSON.stringify(told)).not.toContain(PHONE.phone);
  });

  it('is called where they did not agree', async () => {
    const id = await patient(PHONE);
    await arranged(id);
    expect(await reached(id)).toEqual(['CALL PATIENT']);
  });

  it('without a telephone is told by whoever is close to them and by their village doctor', async () => {
    const id = await patient(CLOSE, { agrees: true });
    await story.contract(doctor(), id, world.person('village-doctor'));
    await arranged(id);
    expect(await reached(id)).toEqual(['CALL EMERGENCY_CONTACT', 'CALL VILLAGE_DOCTOR WITHOUT NUMBER']);
  });

  it('whom nobody can reach becomes a call without a number, so that somebody finds a way', async () => {
    const id = await patient({});
    await arranged(id);
    expect(await reached(id)).toEqual(['CALL PATIENT WITHOUT NUMBER']);
  });

  it('is not told of a time that has passed when the delivery comes late', async () => {
    const id = await patient(PHONE, { agrees: true });
    await arranged(id);
    app.clock.advance(hours(25));
    expect(await reached(id)).toEqual([]);
  });
});
