import { after, before, hours, minutes } from '#kernel';
import { ReferralStory, TestApp, World, type Person } from '#testing';

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

interface SeenEmergency {
  readonly kind: string;
  readonly handling: string;
  readonly consentDueAt: string | null;
  readonly patient: { name: string; idType: string | null };
  readonly emergency: {
    phone: string;
    acknowledgedByName: string | null;
    acknowledgedInDutyGap: boolean | null;
    amendedAt: string | null;
  };
}

async function look(id: string): Promise<SeenEmergency> {
  const { referral } = await cardiologist.asks<{ referral: SeenEmergency }>(
    `query($id: ID!) { referral(id: $id) { kind handling consentDueAt patient { name idType }
       emergency { phone acknowledgedByName acknowledgedInDutyGap amendedAt } } }`,
    { id },
  );
  return referral;
}

describe('an emergency', () => {
  it('is expected at once, whoever the patient is, without a code or a consent', async () => {
    const emergency = await story.emergency(doctor);
    expect(emergency).toMatchObject({ state: 'ARRANGED', arrangement: null });
    expect(emergency.referralNo).toMatch(/^EM20260304\d{6}$/);
    expect(await look(emergency.id)).toMatchObject({
      kind: 'EMERGENCY',
      handling: 'EMERGENCY',
      patient: { name: '无名氏（男，约六十岁）', idType: null },
      emergency: { phone: '13800000001', acknowledgedByName: null },
    });
  });

  it('needs somebody to be about', async () => {
    await expect(story.emergency(doctor, { patientName: null })).rejects.toThrow(/INVALID_INPUT/);
    const patientId = await story.patient(world.person('other-township-doctor'));
    await expect(story.emergency(doctor, { patientName: null, patientId })).rejects.toThrow(/NOT_FOUND/);
  });

  it('is made once out of a request that is sent again and again', async () => {
    const idempotencyKey = 'the-same-emergency';
    const made = await Promise.all(Array.from({ length: 6 }, () => story.emergency(doctor, { idempotencyKey })));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  });

  it('is acknowledged by one of those who see it', async () => {
    const emergency = await story.emergency(doctor);
    const rules = await Promise.all(
      ['cardiologist' as const, 'second-cardiologist' as const, 'cardiology-head' as const].map((name) =>
        story.refusal(world.person(name), 'acknowledgeEmergencyReferral', emergency),
      ),
    );
    expect(rules.filter((rule) => rule === null)).toHaveLength(1);
    expect(rules.filter((rule) => rule === 'ALREADY_ACKNOWLEDGED')).toHaveLength(2);
  });

  it('is acknowledged by the doctor or the head on duty, and in a gap of the roster by any of the department', async () => {
    const [onDuty, colleague] = [world.person('second-cardiologist'), cardiologist];
    const gap = await story.emergency(doctor);
    await story.act(colleague, 'acknowledgeEmergencyReferral', gap);
    expect((await look(gap.id)).emergency).toMatchObject({ acknowledgedInDutyGap: true });
    const from = after(app.clock.now(), hours(1));
    const night = { departmentId: world.departmentId('cardiology'), from, to: after(from, hours(10)), phone: '8000' };
    await world
      .person('rota-manager')
      .asks('mutation($input: PlanDutyMonthInput!) { planDutyMonth(input: $input) { id } }', {
        input: {
          idempotencyKey: 'roster-of-the-night',
          month: '2026-03',
          entries: [
            { ...night, function: 'DUTY_DOCTOR', staffId: onDuty.staffId },
            { ...night, function: 'DUTY_HEAD', staffId: world.person('cardiology-head').staffId },
          ],
        },
      });
    app.clock.advance(hours(2));
    const [first, second] = [await story.emergency(doctor), await story.emergency(doctor)];
    expect(await story.refusal(colleague, 'acknowledgeEmergencyReferral', first)).toBe('NOT_ON_DUTY');
    expect(await story.refusal(onDuty, 'acknowledgeEmergencyReferral', first)).toBeNull();
    expect((await look(first.id)).emergency).toMatchObject({ acknowledgedInDutyGap: false });
    expect(await story.refusal(world.person('cardiology-head'), 'acknowledgeEmergencyReferral', second)).toBeNull();
    app.clock.advance(hours(10));
    expect(await story.refusal(colleague, 'acknowledgeEmergencyReferral', await story.emergency(doctor))).toBeNull();
  });

  it('keeps the highest priority while its green channel is open', async () => {
    const emergency = await story.emergency(doctor, { greenChannel: 'CHEST_PAIN' });
    const amendment = { priority: 'II', consciousness: 'DROWSY', phone: '13800000002' };
    expect(await story.refusal(doctor, 'amendEmergencyReferral', emergency, amendment)).toBe('GREEN_CHANNEL_PRIORITY');
    expect(
      await story.refusal(doctor, 'amendEmergencyReferral', emergency, { ...amendment, priority: 'I' }),
    ).toBeNull();
  });

  it('is amended once within a quarter of an hour, and has to be acknowledged anew', async () => {
    const amendment = { priority: 'II', consciousness: 'DROWSY', phone: '13800000002', condition: '胸痛伴大汗' };
    const emergency = await story.emergency(doctor);
    const acknowledged = await story.act(cardiologist, 'acknowledgeEmergencyReferral', emergency);
    const amended = await story.act(doctor, 'amendEmergencyReferral', acknowledged, amendment);
    expect((await look(emergency.id)).emergency).toMatchObject({ phone: '13800000002', acknowledgedByName: null });
    expect(await story.refusal(doctor, 'amendEmergencyReferral', amended, amendment)).toBe('NOT_AMENDABLE');
    const [inTime, late] = [await story.emergency(doctor), await story.emergency(doctor)];
    app.clock.advance(minutes(15));
    expect(await story.refusal(doctor, 'amendEmergencyReferral', inTime, amendment)).toBeNull();
    app.clock.advance(minutes(1));
    expect(await story.refusal(doctor, 'amendEmergencyReferral', late, amendment)).toBe('NOT_AMENDABLE');
  });

  it('asks for the consent a day after the patient has arrived', async () => {
    const emergency = await story.emergency(doctor);
    const arrived = await story.act(cardiologist, 'confirmReferralArrival', emergency);
    expect(arrived.state).toBe('ARRIVED');
    expect((await look(emergency.id)).consentDueAt).toBe(after(app.clock.now(), hours(24)).toISOString());
  });

  it('is told to the receiver, and to the author that somebody expects the patient', async () => {
    const emergency = await story.emergency(doctor);
    await story.act(cardiologist, 'acknowledgeEmergencyReferral', emergency);
    await app.work('deliver.referral.notices');
    const told = async (person: Person): Promise<string[]> => {
      const { myNotices } = await person.asks<{ myNotices: { nodes: { templateCode: string; subjectId: string }[] } }>(
        '{ myNotices(first: 100) { nodes { templateCode subjectId } } }',
      );
      return myNotices.nodes.filter(({ subjectId }) => subjectId === emergency.id).map((one) => one.templateCode);
    };
    expect(await told(cardiologist)).toEqual(['referral.emergency-submitted']);
    expect(await told(doctor)).toEqual(['referral.emergency-acknowledged']);
  });
});

describe('a referral that is recorded after the patient has arrived', () => {
  const record = async (arrivedAt: Date) => {
    const draft = await story.draft(doctor);
    return { draft, rule: await story.refusal(doctor, 'recordReferralRetrospectively', draft, { arrivedAt }) };
  };

  it.each([
    [1, false],
    [24, false],
    [25, true],
    [72, true],
  ])('%d hours later is one that has arrived; late: %s', async (ago, recordedLate) => {
    const { draft, rule } = await record(before(app.clock.now(), hours(ago)));
    expect(rule).toBeNull();
    const { referral } = await cardiologist.asks<{ referral: object }>(
      'query($id: ID!) { referral(id: $id) { state retrospective recordedLate } }',
      { id: draft.id },
    );
    expect(referral).toEqual({ state: 'ARRIVED', retrospective: true, recordedLate });
  });

  it('is not recorded days later, nor in advance', async () => {
    expect((await record(before(app.clock.now(), hours(73)))).rule).toBe('ARRIVAL_NOT_RECENT');
    expect((await record(after(app.clock.now(), hours(1)))).rule).toBe('ARRIVAL_NOT_RECENT');
  });
});
