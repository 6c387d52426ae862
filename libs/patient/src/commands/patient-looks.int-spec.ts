import { randomUUID } from 'node:crypto';
import { hours, minutes } from '#kernel';
import { ReferralStory, TestApp, World, fictionalIdNumber, type Answer, type Person, refusalOf } from '#testing';

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

const details = {
  name: '王小明',
  phone: '13912345678',
  address: '北乡三村七组',
  contactName: '王大明',
  contactPhone: '13887654321',
  contactRelation: 'PARENT',
};

async function patient(idNumber = fictionalIdNumber(), by = doctor): Promise<{ id: string; idNumber: string }> {
  const { registerPatient } = await by.asks<{ registerPatient: { id: string } }>(
    'mutation($input: RegisterPatientInput!) { registerPatient(input: $input) { id } }',
    { input: { idempotencyKey: randomUUID(), idType: 'RESIDENT_ID', idNumber, ...details } },
  );
  return { id: registerPatient.id, idNumber };
}

const sees = async (person: Person, id: string): Promise<boolean> =>
  (await person.tries('query($id: ID!) { patient(id: $id) { id } }', { id })).errors.length === 0;

interface Entry {
  readonly action: string;
  readonly staffName: string;
  readonly roles: string[];
  readonly institutionName: string;
  readonly basis: string | null;
  readonly reasonCode: string | null;
  readonly comment: string | null;
}
const log = (by: Person, patientId: string, more = '') =>
  by.tries<{ patientAccessLog: { nodes: Entry[]; pageInfo: { endCursor: string; hasNextPage: boolean } } }>(
    `query($id: ID!) { patientAccessLog(patientId: $id${more}) {
      nodes { action staffName roles institutionName basis reasonCode comment } pageInfo { endCursor hasNextPage } } }`,
    { id: patientId },
  );

describe('who a patient is, in full,', () => {
  const reveal = (by: Person, patientId: string, more: object = { reasonCode: 'contact_patient' }) =>
    by.tries<{ revealPatientIdentity: Record<string, unknown> }>(
      `mutation($input: RevealPatientIdentityInput!) { revealPatientIdentity(input: $input) {
        name idNumber phone address contactName contactPhone contactRelation patient { idNumberMasked } } }`,
      { input: { patientId, ...more } },
    );

  it('is shown for a reason that is kept', async () => {
    const { id, idNumber } = await patient();
    const { data } = await reveal(doctor, id, { reasonCode: 'other', comment: '家属来电核实' });
    expect(data!.revealPatientIdentity).toEqual({
      ...details,
      idNumber,
      patient: { idNumberMasked: expect.stringContaining('***') },
    });
    const entries = (await log(world.person('township-head'), id)).data!.patientAccessLog.nodes;
    expect(entries.find(({ action }) => action === 'patient.identity-revealed')).toEqual({
      action: 'patient.identity-revealed',
      staffName: 'township-doctor 医生',
      roles: ['TOWNSHIP_DOCTOR'],
      institutionName: '北乡卫生院',
      basis: 'REGISTRATION',
      reasonCode: 'other',
      comment: '家属来电核实',
    });
  });

  it('is shown without a reason, or without a relation, to nobody', async () => {
    const { id } = await patient();
    const fieldsOf = ({ errors }: Answer<unknown>): unknown => errors[0]?.extensions.facts['fields'];
    expect(fieldsOf(await reveal(doctor, id, { reasonCode: 'curiosity' }))).toEqual([
      { path: 'reasonCode', constraint: 'REASON_UNKNOWN' },
    ]);
    expect(fieldsOf(await reveal(doctor, id, { reasonCode: 'other', comment: ' ' }))).toEqual([
      { path: 'comment', constraint: 'REASON_COMMENT_MISSING' },
    ]);
    for (const name of ['cardiologist', 'other-township-head', 'village-doctor', 'director'] as const) {
      expect(refusalOf(await reveal(world.person(name), id))).toBe('NOT_FOUND');
    }
    expect(refusalOf(await reveal(world.person('registrar'), id))).toBe('FORBIDDEN');
    expect(
      (await log(world.person('township-head'), id)).data!.patientAccessLog.nodes.map((one) => one.action),
    ).toEqual(expect.not.arrayContaining(['patient.identity-revealed']));
  });

  it('is the only thing that shows a patient to the director, of whom others hold a relation', async () => {
    const id = await story.patient(doctor);
    await story.submit(doctor, await story.draft(doctor, { patientId: id }));
    const director = world.person('director');
    expect(refusalOf(await director.tries('query($id: ID!) { patient(id: $id) { id } }', { id }))).toBe('FORBIDDEN');
    expect(refusalOf(await director.tries('{ patients { nodes { id } } }'))).toBe('FORBIDDEN');
    expect((await reveal(director, id, { reasonCode: 'supervision' })).errors).toEqual([]);
  });

  it('is shown so often in an hour', async () => {
    const { id } = await patient();
    const busy = await world.hire('TOWNSHIP_DOCTOR', 'north');
    await app.asOwner(`UPDATE reference_settings SET value = 2 WHERE key = 'patient.reveal_limit_attempts'`);
    const answers = await Promise.all([1, 2, 3, 4].map(() => reveal(busy, id)));
    const outcomes = answers.map((answer) => refusalOf(answer) ?? 'shown').toSorted((a, b) => a.localeCompare(b));
    expect(outcomes).toEqual(['RATE_LIMITED', 'RATE_LIMITED', 'shown', 'shown']);
    app.clock.advance(hours(1));
    expect((await reveal(busy, id)).errors).toEqual([]);
  });
});

interface Access {
  readonly id: string;
  readonly version: number;
  readonly patientId: string;
}

const open = (by: Person, idNumber: string, more: object = {}) =>
  by.tries<{ openPatientInEmergency: Access & { expiresAt: string } }>(
    `mutation($input: OpenPatientInEmergencyInput!) {
      openPatientInEmergency(input: $input) { id version patientId expiresAt } }`,
    {
      input: {
        idempotencyKey: randomUUID(),
        idNumber,
        reasonCode: 'unconscious',
        comment: '车祸昏迷，急需过敏史',
        ...more,
      },
    },
  );
const review = (by: Person, { id, version }: Access, more: object = { verdict: 'JUSTIFIED' }) =>
  by.tries<{ reviewBreakGlassAccess: { verdict: string; reviewedByName: string } }>(
    `mutation($input: ReviewBreakGlassAccessInput!) { reviewBreakGlassAccess(input: $input) { verdict reviewedByName } }`,
    { input: { id, expectedVersion: version, ...more } },
  );
const opened = async (by = cardiologist): Promise<Access> => {
  const { idNumber } = await patient();
  return (await open(by, idNumber)).data!.openPatientInEmergency;
};

describe('in an emergency', () => {
  it('a patient is shown without a relation: to that person alone, for some hours, on that basis', async () => {
    const { id, idNumber } = await patient();
    const { data } = await open(cardiologist, idNumber);
    expect(data!.openPatientInEmergency.patientId).toBe(id);
    expect(await sees(cardiologist, id)).toBe(true);
    expect(await sees(world.person('second-cardiologist'), id)).toBe(false);
    const [look] = await app.asOwner<{ basis: string }>(
      `SELECT basis FROM audit_entries WHERE action = 'patient.read' AND account_id = $1 AND object_id = $2`,
      [cardiologist.accountId, id],
    );
    expect(look).toEqual({ basis: 'BREAK_GLASS' });
    app.clock.advance(hours(4));
    expect(await sees(cardiologist, id)).toBe(false);
  });

  it('both institutions are told at once, without a name', async () => {
    const { idNumber } = await patient();
    await open(cardiologist, idNumber);
    await app.work('deliver.patient.break-glass-notices');
    for (const name of ['medical-affairs', 'quality', 'coordinator', 'township-head'] as const) {
      const { myNotices } = await world
        .person(name)
        .asks<{ myNotices: { nodes: { title: string; body: string }[] } }>(
          '{ myNotices(first: 1) { nodes { title body } } }',
        );
      expect(myNotices.nodes[0]!.title).toBe('紧急访问待核查');
      expect(myNotices.nodes[0]!.body).toContain('县人民医院');
      expect(myNotices.nodes[0]!.body).not.toContain('王');
    }
  });

  it('it takes words, a reason of the list, and somebody who is there', async () => {
    const { idNumber } = await patient();
    expect(refusalOf(await open(cardiologist, idNumber, { comment: ' ' }))).toBe('INVALID_INPUT');
    expect(refusalOf(await open(cardiologist, idNumber, { reasonCode: 'bored' }))).toBe('INVALID_INPUT');
    expect(refusalOf(await open(cardiologist, fictionalIdNumber()))).toBe('NOT_FOUND');
    expect(refusalOf(await open(doctor, idNumber))).toBe('BREAK_GLASS_REFUSED RELATION_EXISTS');
    expect(refusalOf(await open(world.person('director'), idNumber))).toBe('FORBIDDEN');
  });

  it('a request that comes twice opens once', async () => {
    const { idNumber } = await patient();
    const key = { idempotencyKey: randomUUID() };
    const [first, again] = [await open(cardiologist, idNumber, key), await open(cardiologist, idNumber, key)];
    expect(again.data).toEqual(first.data);
  });

  it('somebody who does it often is reported', async () => {
    const eager = await world.hire('COUNTY_DOCTOR', 'county', 'cardiology');
    for (let count = 0; count < 3; count++) await opened(eager);
    await app.work('deliver.patient.break-glass-notices');
    const alarms = await app.asOwner<{ count: string }>(
      `SELECT parameters ->> 'count' AS count FROM notice_announcements WHERE template_code = 'system.break-glass-alarm'`,
    );
    expect(alarms).toContainEqual({ count: '3' });
  });
});

describe('a look without a relation', () => {
  it('is reviewed once, by somebody else of an institution concerned, who sees what was looked at', async () => {
    app.clock.advance(minutes(1));
    const access = await opened();
    await sees(cardiologist, access.patientId);
    const quality = world.person('quality');
    const { breakGlassAccesses } = await quality.asks<{
      breakGlassAccesses: { nodes: (Access & { looks: { action: string }[]; patientNameMasked: string })[] };
    }>('{ breakGlassAccesses(first: 1) { nodes { id patientNameMasked looks { action } } } }');
    expect(breakGlassAccesses.nodes[0]).toMatchObject({
      id: access.id,
      patientNameMasked: '王**',
      looks: [{ action: 'patient.read' }],
    });
    expect(refusalOf(await review(world.person('other-township-head'), access))).toBe('NOT_FOUND');
    expect(refusalOf(await review(quality, { ...access, version: 7 }))).toBe('STALE_VERSION');
    const head = world.person('township-head');
    expect((await review(head, access)).data!.reviewBreakGlassAccess).toEqual({
      verdict: 'JUSTIFIED',
      reviewedByName: head.name + ' 医生',
    });
    expect(refusalOf(await review(quality, { ...access, version: 2 }))).toBe('BREAK_GLASS_REFUSED ALREADY_REVIEWED');
    const { breakGlassAccesses: left } = await quality.asks<{ breakGlassAccesses: { nodes: Access[] } }>(
      '{ breakGlassAccesses(first: 100) { nodes { id } } }',
    );
    expect(left.nodes.map(({ id }) => id)).not.toContain(access.id);
  });

  it('ends at once where it was wrong, which takes words', async () => {
    const access = await opened();
    expect(refusalOf(await review(world.person('quality'), access, { verdict: 'UNJUSTIFIED' }))).toBe('INVALID_INPUT');
    expect(await sees(cardiologist, access.patientId)).toBe(true);
    app.clock.advance(minutes(1));
    const verdict = { verdict: 'UNJUSTIFIED', comment: '与病情无关' };
    expect((await review(world.person('quality'), access, verdict)).errors).toEqual([]);
    expect(await sees(cardiologist, access.patientId)).toBe(false);
  });

  it('is judged by nobody who has opened it', async () => {
    const head = world.person('other-township-head');
    const { idNumber } = await patient();
    const access = (await open(head, idNumber)).data!.openPatientInEmergency;
    expect(refusalOf(await review(head, access))).toBe('BREAK_GLASS_REFUSED OWN_ACCESS');
  });
});

describe('who has looked at a patient', () => {
  it('is told to the patient desk, page by page, the latest first, and that question is on record too', async () => {
    const { id } = await patient();
    for (let look = 0; look < 3; look++) {
      app.clock.advance(minutes(1));
      await sees(doctor, id);
    }
    app.clock.advance(minutes(1));
    const head = world.person('township-head');
    const first = (await log(head, id, ', first: 2')).data!.patientAccessLog;
    expect(first.nodes.map(({ action }) => action)).toEqual(['patient.read', 'patient.read']);
    const second = (await log(head, id, `, first: 9, after: "${first.pageInfo.endCursor}"`)).data!.patientAccessLog;
    // What happens at the same instant has no order.
    expect(second.nodes.map(({ action }) => action).toSorted()).toEqual([
      'patient.read',
      'patient.read',
      'patient.registered',
    ]);
    app.clock.advance(minutes(1));
    const [latest] = (await log(head, id)).data!.patientAccessLog.nodes;
    expect(latest).toMatchObject({ action: 'patient.access-log', basis: 'REGISTRATION', roles: ['TOWNSHIP_HEAD'] });
    expect(refusalOf(await log(world.person('other-township-head'), id))).toBe('NOT_FOUND');
    expect(refusalOf(await log(doctor, id))).toBe('FORBIDDEN');
    expect(refusalOf(await log(head, id, ', after: "x"'))).toBe('INVALID_CURSOR');
  });
});
