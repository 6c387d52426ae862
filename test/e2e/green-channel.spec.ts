import { randomUUID } from 'node:crypto';
import { after, before, days, minutes } from '#kernel';
import { LiveClient, ReferralStory, TestApp, World, withClient, type Person, type SeenReferral } from '#testing';

let app: TestApp;
let world: World;
let story: ReferralStory;
let doctor: Person;
let cardiologist: Person;
let coordinator: Person;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  story = new ReferralStory(world);
  doctor = world.person('township-doctor');
  cardiologist = world.person('cardiologist');
  coordinator = world.person('coordinator');
});

afterAll(() => app.stop());

const rows = <Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  withClient(app.database.ownerUrl, async (owner) => (await owner.query<Row>(sql, values)).rows);

async function putOnDuty(duty: string, person: Person, departmentId: string | null): Promise<void> {
  const planner = world.person(duty === 'GENERAL_DUTY' ? 'medical-affairs' : 'rota-manager');
  const from = app.clock.now();
  const entry = {
    function: duty,
    departmentId,
    from,
    to: after(from, days(7)),
    staffId: person.staffId,
    phone: '8001',
  };
  await planner.asks('mutation($input: PlanDutyMonthInput!) { planDutyMonth(input: $input) { id } }', {
    input: { idempotencyKey: randomUUID(), month: '2026-03', entries: [entry] },
  });
}

const TIMELINE = `priority greenChannel { channel toldFunction toldStaff toldDepartment dutyGaps
  nodes { node missing occurredAt limitMinutes limitFrom dueAt intervalMinutes withinLimit
    versions { version recordedBy recordedAtInstitution reasonCode comment } } }`;

interface Seen {
  readonly priority: string;
  readonly greenChannel: {
    readonly toldFunction: string | null;
    readonly toldStaff: string | null;
    readonly dutyGaps: string[];
    readonly nodes: {
      readonly node: string;
      readonly missing: boolean;
      readonly dueAt: string | null;
      readonly intervalMinutes: number | null;
      readonly withinLimit: boolean | null;
      readonly versions: object[];
    }[];
  };
}

async function opened(by: Person, referral: SeenReferral, channel = 'CHEST_PAIN'): Promise<Seen> {
  const { openGreenChannel } = await by.asks<{ openGreenChannel: Seen }>(
    `mutation($input: OpenGreenChannelInput!) { openGreenChannel(input: $input) { ${TIMELINE} } }`,
    { input: { id: referral.id, expectedVersion: referral.version, channel } },
  );
  return openGreenChannel;
}

const recording = (by: Person, referralId: string, [node, occurredAt]: [string, Date], idempotencyKey = randomUUID()) =>
  by.tries<{ recordGreenChannelTime: Seen }>(
    `mutation($input: RecordGreenChannelTimeInput!) { recordGreenChannelTime(input: $input) { ${TIMELINE} } }`,
    { input: { idempotencyKey, referralId, node, occurredAt } },
  );

async function recorded(by: Person, referralId: string, node: string, occurredAt: Date): Promise<Seen> {
  const { data, errors } = await recording(by, referralId, [node, occurredAt]);
  expect(errors).toEqual([]);
  return data!.recordGreenChannelTime;
}

const correcting = (by: Person, referralId: string, input: object) =>
  by.tries<{ correctGreenChannelTime: Seen }>(
    `mutation($input: CorrectGreenChannelTimeInput!) { correctGreenChannelTime(input: $input) { ${TIMELINE} } }`,
    { input: { idempotencyKey: randomUUID(), referralId, ...input } },
  );

const nodeOf = ({ greenChannel }: Seen, name: string) => greenChannel.nodes.find(({ node }) => node === name)!;
const ago = (count: number): Date => before(app.clock.now(), minutes(count));

describe('the channel for a diagnosis', () => {
  const channels = async (input: object): Promise<object[]> => {
    const query = `query($input: GreenChannelForInput!) { greenChannelFor(input: $input) {
      channel priority diagnosisCode centre { institutionName departmentName duty { function isGap staffId phone } } } }`;
    return (await doctor.asks<{ greenChannelFor: object[] }>(query, { input })).greenChannelFor;
  };

  it('is switched on or offered by reference data, and has no centre before the alliance has named one', async () => {
    expect(await channels({ diagnosisCodes: ['I21.0', 'I20.0', 'M17.9'] })).toEqual([
      { channel: 'CHEST_PAIN', priority: 'I', diagnosisCode: 'I21.0', centre: null },
    ]);
    expect(await channels({ diagnosisCodes: ['G45.9'] })).toMatchObject([{ channel: 'STROKE', priority: 'II' }]);
    expect(await channels({ diagnosisCodes: ['I50.9'], pregnant: true })).toMatchObject([
      { channel: 'CRITICAL_MATERNAL', priority: 'I' },
    ]);
    expect(await channels({ diagnosisCodes: ['J96.0'], age: 50, pregnant: false })).toEqual([]);
    expect(await channels({ diagnosisCodes: ['P22.0'], age: 0 })).toMatchObject([{ channel: 'CRITICAL_CHILD' }]);
  });

  it('comes with the centre that counts now, and whoever is on duty there, gaps included', async () => {
    await rows(
      `INSERT INTO green_channel_centres (channel, effective_from, institution_id, department_id)
       VALUES ('CHEST_PAIN', $1, $2, $3)`,
      [ago(1), world.institutionId('county'), world.departmentId('cardiology')],
    );
    await putOnDuty('GENERAL_DUTY', world.person('general-duty'), null);
    expect(await channels({ diagnosisCodes: ['I21.0'] })).toMatchObject([
      {
        centre: {
          institutionName: '县人民医院',
          departmentName: 'cardiology',
          duty: [
            { function: 'DUTY_DOCTOR', isGap: true, staffId: null, phone: null },
            { function: 'DUTY_HEAD', isGap: true },
            { function: 'MEDICAL_AFFAIRS_DUTY', isGap: true },
            { function: 'GENERAL_DUTY', isGap: false, staffId: world.person('general-duty').staffId, phone: '8001' },
          ],
        },
      },
    ]);
  });
});

describe('opening a channel', () => {
  const holders = (referralId: string): Promise<{ id: string; level: number; urgency: string }[]> =>
    rows(
      `SELECT n.staff_id AS id, n.level, a.urgency FROM notices n JOIN notice_announcements a ON a.id = n.announcement_id
       WHERE a.subject_id = $1 AND a.template_code = 'referral.green-channel-opened' ORDER BY n.level, n.staff_id`,
      [referralId],
    );

  it('passes over the functions in which nobody is on duty, at once, and shows them', async () => {
    const referral = await story.submitted(doctor);
    const seen = await opened(doctor, referral);
    expect(seen).toMatchObject({
      priority: 'I',
      greenChannel: {
        toldFunction: 'GENERAL_DUTY',
        toldStaff: 'general-duty 医生',
        toldDepartment: 'cardiology',
        dutyGaps: ['DUTY_DOCTOR', 'DUTY_HEAD', 'MEDICAL_AFFAIRS_DUTY'],
      },
    });
    expect((await holders(referral.id)).map(({ id }) => id)).toContain(world.person('general-duty').staffId);
  });

  it('tells the doctor on duty, and after ten minutes the next one', async () => {
    const onDuty = world.person('second-cardiologist');
    await putOnDuty('DUTY_DOCTOR', onDuty, world.departmentId('cardiology'));
    const referral = await story.submitted(doctor);
    expect((await opened(cardiologist, referral)).greenChannel).toMatchObject({
      toldFunction: 'DUTY_DOCTOR',
      dutyGaps: [],
    });
    const general = world.person('general-duty').staffId;
    const first = await holders(referral.id);
    expect(first).toContainEqual({ id: onDuty.staffId, level: 0, urgency: 'EMERGENCY' });
    expect(first.map(({ id }) => id)).not.toContain(general);
    app.clock.advance(minutes(10));
    await app.work('deadlines.sweep');
    expect(await holders(referral.id)).toContainEqual({ id: general, level: 1, urgency: 'EMERGENCY' });
  });

  it('makes a green channel of an emergency, which the receiver acknowledges and takes in as one', async () => {
    const kindOf = async (id: string): Promise<string> =>
      (await doctor.asks<{ referral: { kind: string } }>('query($id: ID!) { referral(id: $id) { kind } }', { id }))
        .referral.kind;
    const emergency = await story.emergency(doctor);
    await opened(doctor, emergency);
    expect(await kindOf(emergency.id)).toBe('GREEN_CHANNEL');
    const seen = await story.look(doctor, emergency.id);
    const acknowledged = await story.act(world.person('second-cardiologist'), 'acknowledgeEmergencyReferral', seen);
    const arrived = await story.act(cardiologist, 'confirmReferralArrival', acknowledged);
    expect(arrived.state).toBe('ARRIVED');
  });

  it('is done once, by those who have to do with the referral, and before it has ended', async () => {
    const referral = await story.submitted(doctor);
    await opened(doctor, referral);
    const again = await doctor.tries(
      'mutation($input: OpenGreenChannelInput!) { openGreenChannel(input: $input) { id } }',
      { input: { id: referral.id, expectedVersion: referral.version + 1, channel: 'STROKE' } },
    );
    expect(again.errors[0]).toMatchObject({
      message: '该转诊已启动绿色通道。',
      extensions: { code: 'GREEN_CHANNEL_REFUSED', rule: 'CHANNEL_OPEN' },
    });
    const stranger = world.person('tcm-doctor');
    const elsewhere = await stranger.tries(
      'mutation($input: OpenGreenChannelInput!) { openGreenChannel(input: $input) { id } }',
      { input: { id: referral.id, expectedVersion: 1, channel: 'STROKE' } },
    );
    expect(elsewhere.errors[0]?.extensions.code).toBe('NOT_FOUND');
  });
});

describe('a referral with a channel', () => {
  const kindOf = async (id: string): Promise<object> => {
    const query = 'query($id: ID!) { referral(id: $id) { kind state priority handling referralNo } }';
    return (await coordinator.asks<{ referral: object }>(query, { id })).referral;
  };
  const told = (referralId: string, staffId: string): Promise<{ template: string }[]> =>
    rows(
      `SELECT a.template_code AS template FROM notices n JOIN notice_announcements a ON a.id = n.announcement_id
       WHERE a.subject_id = $1 AND n.staff_id = $2 AND n.level = 0`,
      [referralId, staffId],
    );

  it('is one in its kind from then on, and nothing that it waited for holds it up', async () => {
    const asked = await story.act(
      cardiologist,
      'requestReferralInformation',
      await story.claim(cardiologist, await story.submitted(doctor)),
      { question: '请补充心电图结果' },
    );
    await opened(doctor, asked);
    expect(await kindOf(asked.id)).toMatchObject({ kind: 'GREEN_CHANNEL', state: 'PENDING_ACCEPTANCE', priority: 'I' });
  });

  it('is opened together with an emergency, and whoever is on duty is told once', async () => {
    const onDuty = world.person('second-cardiologist');
    const { id } = await story.emergency(doctor, { greenChannel: 'CHEST_PAIN' });
    expect(await kindOf(id)).toMatchObject({ kind: 'GREEN_CHANNEL', state: 'ARRANGED', handling: 'EMERGENCY' });
    await app.work('deliver.referral.notices');
    expect(await told(id, onDuty.staffId)).toEqual([{ template: 'referral.green-channel-opened' }]);
    await story.act(onDuty, 'acknowledgeEmergencyReferral', await story.look(cardiologist, id));
  });

  it('whose channel was opened as a draft tells nobody on duty again when it is submitted', async () => {
    const draft = await story.draft(doctor);
    await opened(doctor, draft);
    const { id, referralNo } = await story.submit(doctor, await story.look(doctor, draft.id));
    expect(referralNo).toMatch(/^EM/);
    await app.work('deliver.referral.notices');
    expect(await told(id, world.person('second-cardiologist').staffId)).toEqual([
      { template: 'referral.green-channel-opened' },
    ]);
  });

  it('is expected like any other visit once it is arranged: nobody has to acknowledge it', async () => {
    const submitted = await story.submitted(doctor);
    await opened(doctor, submitted);
    const claimed = await story.claim(cardiologist, await story.look(cardiologist, submitted.id));
    const { id } = await story.arrange(
      coordinator,
      await story.accept(cardiologist, claimed),
      after(app.clock.now(), days(1)),
    );
    const query = 'query($id: ID!) { referral(id: $id) { deadlineStatus { kind } } }';
    expect(await doctor.asks(query, { id })).toEqual({ referral: { deadlineStatus: [{ kind: 'ARRIVAL' }] } });
  });

  it('goes on with it where it is redirected to: its times are kept, and whoever is on duty there is told', async () => {
    const submitted = await story.submitted(doctor);
    await opened(doctor, submitted);
    await recorded(doctor, submitted.id, 'FIRST_MEDICAL_CONTACT', ago(5));
    const claimed = await story.claim(cardiologist, await story.look(cardiologist, submitted.id));
    const toDepartmentId = world.departmentId('tcm-internal');
    await story.act(cardiologist, 'redirectReferral', claimed, { toDepartmentId });
    const query = `query($id: ID!) { referral(id: $id) { children { id } } }`;
    const { referral } = await doctor.asks<{ referral: { children: { id: string }[] } }>(query, { id: submitted.id });
    const id = referral.children[0]!.id;
    const there = await world
      .person('tcm-doctor')
      .asks<{ referral: Seen }>(`query($id: ID!) { referral(id: $id) { ${TIMELINE} } }`, { id });
    expect(there.referral).toMatchObject({
      priority: 'I',
      greenChannel: { channel: 'CHEST_PAIN', toldDepartment: 'tcm-internal' },
    });
    expect(nodeOf(there.referral, 'FIRST_MEDICAL_CONTACT')).toMatchObject({
      missing: false,
      versions: [{ recordedAtInstitution: '北乡卫生院' }],
    });
    expect(await told(id, world.person('tcm-coordinator').staffId)).toEqual([
      { template: 'referral.green-channel-opened' },
    ]);
  });

  it('shows a new time to whoever looks at it, and stays at its version', async () => {
    const referral = await story.submitted(doctor);
    await opened(doctor, referral);
    const { version } = await story.look(doctor, referral.id);
    await app.relayEvents();
    const client = await LiveClient.connect(await app.url(), { token: cardiologist.token });
    const changes = client.referral(referral.id);
    await changes.next();
    await recorded(doctor, referral.id, 'FIRST_MEDICAL_CONTACT', ago(5));
    await app.relayEvents();
    expect((await changes.nextChange()).changes).toEqual([
      { id: referral.id, version, topic: 'green-channel.time-recorded', state: null },
    ]);
    expect((await story.look(doctor, referral.id)).version).toBe(version);
    await client.close();
  });
});

describe('the timeline', () => {
  async function channel(): Promise<string> {
    const referral = await story.submitted(doctor);
    await opened(doctor, referral);
    app.clock.advance(minutes(120));
    return referral.id;
  }

  it('shows what is missing, with limits, and is filled from either side', async () => {
    const id = await channel();
    const contact = ago(100);
    const first = await recorded(doctor, id, 'FIRST_MEDICAL_CONTACT', contact);
    expect(first.greenChannel.nodes.map(({ node }) => node)).toEqual([
      'FIRST_MEDICAL_CONTACT',
      'FIRST_ECG',
      'ECG_RECEIVED',
      'ECG_READ',
      'REFERRAL_STARTED',
      'DEPARTURE',
      'ARRIVAL',
      'CATH_LAB',
      'NEEDLE',
    ]);
    expect(nodeOf(first, 'FIRST_ECG')).toMatchObject({
      missing: true,
      limitMinutes: 10,
      limitFrom: 'FIRST_MEDICAL_CONTACT',
      dueAt: after(contact, minutes(10)).toISOString(),
      intervalMinutes: null,
      withinLimit: null,
      versions: [],
    });
    await recorded(doctor, id, 'FIRST_ECG', ago(91));
    await recorded(doctor, id, 'DEPARTURE', ago(65));
    await recorded(cardiologist, id, 'ARRIVAL', ago(40));
    const last = await recorded(coordinator, id, 'CATH_LAB', ago(15));
    expect(nodeOf(last, 'FIRST_ECG')).toMatchObject({ intervalMinutes: 9, withinLimit: true });
    expect(nodeOf(last, 'DEPARTURE')).toMatchObject({ intervalMinutes: 35, withinLimit: false });
    expect(nodeOf(last, 'CATH_LAB')).toMatchObject({
      intervalMinutes: 25,
      withinLimit: true,
      versions: [{ version: 1, recordedBy: 'coordinator 医生', recordedAtInstitution: '县人民医院', reasonCode: null }],
    });
    expect(last.greenChannel.nodes.filter(({ missing }) => missing).map(({ node }) => node)).toEqual([
      'ECG_RECEIVED',
      'ECG_READ',
      'REFERRAL_STARTED',
      'NEEDLE',
    ]);
  });

  it.each([
    ['BEFORE_PREDECESSOR', 'FIRST_ECG', 101],
    ['AFTER_SUCCESSOR', 'FIRST_ECG', 39],
    ['TIME_IN_FUTURE', 'NEEDLE', -1],
    ['NODE_NOT_IN_CHANNEL', 'CT', 30],
    ['NODE_RECORDED', 'ARRIVAL', 30],
  ])('refuses by %s a time of %s', async (rule, node, minutesAgo) => {
    const id = await channel();
    await recorded(doctor, id, 'FIRST_MEDICAL_CONTACT', ago(100));
    await recorded(cardiologist, id, 'ARRIVAL', ago(40));
    const { errors } = await recording(doctor, id, [node, ago(minutesAgo)]);
    expect(errors[0]?.extensions).toMatchObject({ code: 'GREEN_CHANNEL_REFUSED', rule });
  });

  it('keeps one time of many that come at once, and a request that is repeated', async () => {
    const id = await channel();
    const answers = await Promise.all(
      [doctor, cardiologist, coordinator, doctor, cardiologist].map((by) => recording(by, id, ['ARRIVAL', ago(10)])),
    );
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions.rule))).toEqual(
      Array.from({ length: 4 }, () => 'NODE_RECORDED'),
    );
    const key = randomUUID();
    const repeated = [1, 2].map(() => recording(doctor, id, ['DEPARTURE', ago(20)], key));
    expect((await Promise.all(repeated)).flatMap(({ errors }) => errors)).toEqual([]);
  });

  it('is corrected with a reason, under the version that was read, and keeps what it said before', async () => {
    const id = await channel();
    await recorded(doctor, id, 'FIRST_MEDICAL_CONTACT', ago(100));
    await recorded(cardiologist, id, 'ARRIVAL', ago(40));
    const arrival = { node: 'ARRIVAL', occurredAt: ago(45), expectedVersion: 1 };
    const ruleOf = async (input: object): Promise<string | undefined> =>
      (await correcting(coordinator, id, input)).errors[0]?.extensions.rule;
    expect(await ruleOf({ ...arrival, reasonCode: 'no_such_reason' })).toBe('REASON_UNKNOWN');
    expect(await ruleOf({ ...arrival, reasonCode: 'other' })).toBe('REASON_COMMENT_MISSING');
    expect(await ruleOf({ ...arrival, reasonCode: 'typing_error', occurredAt: ago(110) })).toBe('BEFORE_PREDECESSOR');
    expect(await ruleOf({ ...arrival, reasonCode: 'typing_error', node: 'NEEDLE' })).toBe('NODE_NOT_RECORDED');
    const { data, errors } = await correcting(coordinator, id, { ...arrival, reasonCode: 'clock_difference' });
    expect(errors).toEqual([]);
    expect(nodeOf(data!.correctGreenChannelTime, 'ARRIVAL')).toMatchObject({
      occurredAt: ago(45).toISOString(),
      versions: [
        { version: 2, recordedBy: 'coordinator 医生', reasonCode: 'clock_difference' },
        { version: 1, recordedBy: 'cardiologist 医生', reasonCode: null },
      ],
    });
    const stale = await correcting(coordinator, id, { ...arrival, reasonCode: 'typing_error' });
    expect(stale.errors[0]?.extensions.code).toBe('STALE_VERSION');
  });

  it('exists once its channel is open, and for those who see the referral', async () => {
    const { id } = await story.submitted(doctor);
    const early = await recording(doctor, id, ['ARRIVAL', ago(1)]);
    expect(early.errors[0]?.extensions.rule).toBe('CHANNEL_NOT_OPEN');
    const elsewhere = await recording(world.person('tcm-doctor'), id, ['ARRIVAL', ago(1)]);
    expect(elsewhere.errors[0]?.extensions.code).toBe('NOT_FOUND');
  });
});
