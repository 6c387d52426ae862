import { randomUUID } from 'node:crypto';
import { hours } from '#kernel';
import {
  ConsultationStory,
  PNG,
  TestApp,
  World,
  invitationOf,
  readPdf,
  type Person,
  type SeenConsultation,
  type SeenPdf,
} from '#testing';

let app: TestApp;
let world: World;
let story: ConsultationStory;
let doctor: Person;
let coordinator: Person;
let expert: Person;
let surgeon: Person;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  story = new ConsultationStory(app, world);
  doctor = world.person('township-doctor');
  coordinator = world.person('consult-coordinator');
  expert = world.person('expert');
  surgeon = await world.hire('EXPERT', 'county', 'surgery');
  await story.makeExperts(expert, surgeon);
});

/** Every story has working days of its own, and begins at nine o'clock. */
beforeEach(async () => app.clock.set(await story.nextMorning(3)));

afterAll(() => app.stop());

const ids = (...people: readonly Person[]): string[] => people.map(({ staffId }) => staffId);

/** Several specialties, of which so many are enough, have accepted. */
async function accepted(people: readonly Person[], requiredExperts: number | null = null): Promise<SeenConsultation> {
  const drafted = await story.draft(doctor, { type: 'MDT', wantedDepartmentId: null });
  const startsAt = story.later(27);
  const choice = { expertIds: ids(...people), requiredExperts, startsAt };
  const held = await story.act(doctor, 'chooseConsultationTime', drafted, choice);
  const submitted = await story.act(doctor, 'submitConsultation', held);
  const asked = await story.act(coordinator, 'passConsultationTriage', submitted);
  for (const one of people) await story.answer(one, 'acceptConsultation', asked);
  return story.look(doctor, asked);
}

/** The session has been. */
async function ended(seen: SeenConsultation, ...experts: readonly Person[]): Promise<SeenConsultation> {
  app.clock.set(new Date(seen.startsAt!));
  let now = await story.act(doctor, 'joinConsultation', seen);
  for (const one of experts) now = await story.act(one, 'joinConsultation', now);
  return story.act(experts[0]!, 'endConsultationSession', now);
}

const download = (person: Person | null, id: string, form: string) =>
  app.nest.inject({
    url: `/consultations/${id}/prints/${form}`,
    headers: person ? { authorization: `Bearer ${person.token}` } : {},
  });

async function printed(person: Person, { id }: { readonly id: string }, form: string): Promise<SeenPdf> {
  const { statusCode, rawPayload, headers } = await download(person, id, form);
  expect([statusCode, headers['content-type']]).toEqual([200, 'application/pdf']);
  return readPdf(rawPayload);
}

async function refused(id: string, form: string): Promise<string> {
  const answer = await download(doctor, id, form);
  const [{ extensions }] = answer.json<{ errors: [{ extensions: { code: string; rule: string } }] }>().errors;
  return `${answer.statusCode} ${extensions.code} ${extensions.rule}`;
}

describe('the papers of a consultation', () => {
  const seen = new Map<string, SeenPdf>();
  let closed: SeenConsultation;

  beforeAll(async () => {
    const session = await ended(await accepted([expert, surgeon]), expert, surgeon);
    const opinion = await story.write(expert, session);
    await story.sign(expert, opinion);
    await story.sign(surgeon, { id: opinion.id, version: opinion.version + 1 });
    const delivered = await story.look(doctor, session);
    closed = await story.act(doctor, 'recordConsultationAdoption', delivered, { adoption: 'ADOPTED' });
    for (const form of ['application', 'consent', 'opinion']) seen.set(form, await printed(doctor, closed, form));
  });

  it.each(['application', 'consent', 'opinion'])('%s: one A4 page with its fonts in it', (form) => {
    const { pages, fonts, size } = seen.get(form)!;
    expect([pages.length, size]).toEqual([1, [210, 297]]);
    expect(fonts.map(({ embedded }) => embedded)).not.toContain(false);
    expect(pages[0]).toContain(`编号：${closed.consultationNo}`);
    expect(pages[0]).toContain('测试患者');
  });

  it.each([
    [
      'application',
      [
        '远程会诊申请单',
        '多学科会诊',
        '北乡卫生院',
        '县人民医院',
        '明确诊断',
        '胸痛待查',
        '反复胸痛3天',
        '200.00元',
        '中级及以上',
        '已签署',
      ],
    ],
    [
      'consent',
      [
        '远程会诊知情同意书',
        '会诊费用200.00元',
        '由邀请方决定诊疗方案',
        '□我已了解以上内容',
        '系统已登记远程会诊知情同意',
      ],
    ],
    [
      'opinion',
      [
        '远程会诊意见书',
        '邀请机构北乡卫生院',
        '受邀机构县人民医院',
        '不稳定型心绞痛',
        '完善冠脉造影',
        '建议转诊',
        '主持',
        '会签专家（电子签名）',
        '责任声明',
        '电子签名摘要',
        '采纳（',
      ],
    ],
  ])('%s: says what the rules for remote service ask for', (form, words) => {
    for (const word of words) expect(seen.get(form)!.pages[0]).toContain(word);
  });

  it('an amended opinion says so, and why', async () => {
    await story.sign(
      expert,
      await story.write(expert, closed, { amendedBecause: '补充造影结果', advice: '改为药物治疗' }),
    );
    const draft = await story.look(expert, closed);
    expect(draft.state).toBe('CLOSED');
    const query = 'query($id: ID!) { consultation(id: $id) { draftOpinion { id version } } }';
    type Drafted = { consultation: { draftOpinion: { id: string; version: number } } };
    await story.sign(surgeon, (await surgeon.asks<Drafted>(query, { id: closed.id })).consultation.draftOpinion);
    const { pages } = await printed(doctor, closed, 'opinion');
    for (const word of ['已更正（第2版）：补充造影结果', '改为药物治疗', '□采纳']) expect(pages[0]).toContain(word);
  });

  it('long words go on over further pages, and lose nothing', async () => {
    const line = 'Q'.repeat(50);
    const recordSummary = `${`第次检查${line}。`.repeat(60)}完`;
    const drafted = await story.draft(doctor, { recordSummary });
    const { pages } = await printed(doctor, await story.act(doctor, 'submitConsultation', drafted), 'application');
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.join('').match(/Q/g)).toHaveLength(3_000);
  });

  it('wait until there is something to say, but the consent is printed from a draft, to be signed', async () => {
    const { id } = await story.draft(doctor, { feeCents: null });
    expect(await refused(id, 'application')).toBe('422 PRINT_NOT_READY CONSULTATION_NOT_SUBMITTED');
    expect(await refused(id, 'opinion')).toBe('422 PRINT_NOT_READY OPINION_NOT_SIGNED');
    expect((await printed(doctor, { id }, 'consent')).pages[0]).toContain('会诊费用待告知');
  });

  it('are told by GraphQL, open to both sides, closed to everybody else, and leave an entry each time', async () => {
    const { id, consultationNo } = await story.scheduled(doctor, expert, story.later(3));
    const { consultationPrint } = await doctor.asks<{ consultationPrint: { path: string; fileName: string } }>(
      'query($id: ID!) { consultationPrint(id: $id, form: APPLICATION) { path fileName } }',
      { id },
    );
    expect(consultationPrint).toEqual({
      path: `/consultations/${id}/prints/application`,
      fileName: `consultation-application-${consultationNo}.pdf`,
    });
    const people = [expert, coordinator, surgeon, world.person('other-township-doctor'), world.person('registrar')];
    const statuses: number[] = [];
    for (const person of people) statuses.push((await download(person, id, 'application')).statusCode);
    expect(statuses).toEqual([200, 200, 404, 404, 403]);
    expect([
      (await download(null, id, 'application')).statusCode,
      (await download(doctor, id, 'all')).statusCode,
    ]).toEqual([401, 422]);
    const entries = await app.asOwner<{ staff_id: string }>(
      `SELECT staff_id, detail, basis FROM audit_entries WHERE action = 'consultation.printed' AND object_id = $1`,
      [id],
    );
    expect(new Set(entries.map((entry) => entry.staff_id))).toEqual(new Set(ids(expert, coordinator)));
    expect(entries[0]).toMatchObject({ detail: { paper: 'application' }, basis: 'CONSULTATION' });
  });
});

describe('what was agreed to and asked', () => {
  const again = async (seen: SeenConsultation, change: string) =>
    app.asOwner(
      `UPDATE patient_consents SET ${change} WHERE kind = 'CONSULTATION' AND patient_id =
         (SELECT patient_id FROM consultations WHERE id = '${seen.id}') RETURNING 1`,
    );

  it('is not gone on with when the patient has withdrawn it', async () => {
    const drafted = await story.draft(doctor);
    const choice = { expertIds: ids(expert), startsAt: story.later(3) };
    const held = await story.act(doctor, 'chooseConsultationTime', drafted, choice);
    const submitted = await story.act(doctor, 'submitConsultation', held);
    await again(submitted, 'withdrawn_at = given_at');
    const missing = 'TRANSITION_REFUSED CONSULTATION_CONSENT_MISSING';
    expect(await story.refusal(coordinator, 'passConsultationTriage', submitted)).toBe(missing);
    await again(submitted, 'withdrawn_at = NULL');
    const asked = await story.act(coordinator, 'passConsultationTriage', submitted);
    await story.answer(expert, 'acceptConsultation', asked);
    const scheduled = await story.look(doctor, asked);
    app.clock.set(new Date(scheduled.startsAt!));
    await again(submitted, 'withdrawn_at = given_at');
    expect(await story.refusal(doctor, 'joinConsultation', scheduled)).toBe(missing);
    await again(submitted, 'withdrawn_at = NULL');
    expect(await story.refusal(doctor, 'joinConsultation', scheduled)).toBeNull();
  });

  it('is in the sight of whoever gave advice for a while after its end, and stays in that of both sides', async () => {
    const session = await ended(await story.scheduled(doctor, expert, story.later(3)), expert);
    await story.sign(expert, await story.write(expert, session));
    const delivered = await story.look(doctor, session);
    const closed = await story.act(doctor, 'recordConsultationAdoption', delivered, { adoption: 'ADOPTED' });
    app.clock.advance(hours(24 * 29));
    expect((await story.look(expert, closed)).state).toBe('CLOSED');
    app.clock.advance(hours(24 * 2));
    const query = 'query($id: ID!) { consultation(id: $id) { id } }';
    const codes = (await expert.tries(query, { id: closed.id })).errors.map(({ extensions }) => extensions.code);
    expect([codes, (await download(expert, closed.id, 'opinion')).statusCode]).toEqual([['NOT_FOUND'], 404]);
    for (const person of [doctor, coordinator]) expect((await story.look(person, closed)).state).toBe('CLOSED');
  });
});

describe('who leads', () => {
  it('is one of those who come where the chair does not, or whoever is appointed, and nobody else can write', async () => {
    const tcm = await world.hire('EXPERT', 'tcm', 'tcm-internal');
    await story.makeExperts(tcm);
    const scheduled = await accepted([tcm, expert, surgeon], 2);
    await story.answer(tcm, 'declineConsultation', scheduled, { reasonCode: 'leave' });
    const left = await story.look(doctor, scheduled);
    expect(left.state).toBe('SCHEDULED');
    const session = await ended(left, expert, surgeon);
    const words = { advice: '完善检查', suggestion: 'TREAT_LOCALLY' };
    const [chair, other] = invitationOf(session, expert).isChair ? [expert, surgeon] : [surgeon, expert];
    expect(invitationOf(session, chair).isChair).toBe(true);
    expect(await story.refusal(other, 'writeConsultationOpinion', session, words)).toBe('TRANSITION_REFUSED WHO');
    const to = (person: Person) => ({ chairStaffId: person.staffId });
    const tries = (who: Person, whom: Person) => story.refusal(who, 'appointConsultationChair', session, to(whom));
    expect(await tries(doctor, tcm)).toBe('TRANSITION_REFUSED CHAIR_NOT_ACCEPTED');
    expect(await tries(doctor, chair)).toBe('TRANSITION_REFUSED CHAIR_ALREADY');
    expect(await tries(other, other)).toBe('TRANSITION_REFUSED WHO');
    expect(await tries(world.person('other-township-doctor'), other)).toBe('NOT_FOUND');
    const led = await story.act(coordinator, 'appointConsultationChair', session, to(other));
    expect([invitationOf(led, other).isChair, invitationOf(led, chair).isChair]).toEqual([true, false]);
    expect(await story.refusal(doctor, 'appointConsultationChair', session, to(chair))).toBe('STALE_VERSION');
    expect(await story.refusal(other, 'appointConsultationChair', led, to(other))).toBe(
      'TRANSITION_REFUSED CHAIR_ALREADY',
    );
    const passedOn = await story.act(other, 'appointConsultationChair', led, to(chair));
    const opinion = await story.write(chair, passedOn);
    await story.sign(chair, opinion);
    const signing = await story.look(doctor, passedOn);
    expect(await story.refusal(doctor, 'appointConsultationChair', signing, to(other))).toBe(
      'TRANSITION_REFUSED SIGNED_ALREADY',
    );
    await story.sign(other, { id: opinion.id, version: opinion.version + 1 });
    expect((await story.look(doctor, passedOn)).state).toBe('DELIVERED');
  });
});

describe('calendars of people', () => {
  async function linked(person: Person, scope: string): Promise<string> {
    const { createCalendarFeed } = await person.asks<{ createCalendarFeed: { path: string } }>(
      'mutation($input: CreateCalendarFeedInput!) { createCalendarFeed(input: $input) { path } }',
      { input: { scope, idempotencyKey: randomUUID() } },
    );
    return createCalendarFeed.path;
  }
  async function entryOf(path: string, { id }: { readonly id: string }) {
    const { payload } = await app.nest.inject({ url: path });
    expect(payload).not.toMatch(/测试患者|胸痛/);
    const entry = payload.split('BEGIN:VEVENT').find((text) => text.includes(`consultation-${id}`));
    return entry
      ? ['STATUS', 'SUMMARY', 'SEQUENCE'].map((name) => new RegExp(`^${name}.*?:(.*)$`, 'm').exec(entry)![1]!.trim())
      : null;
  }

  it('show consultations to experts and townships, tentative until they are fixed, and cancelled when they are', async () => {
    const [theirs, ours, township] = [
      await linked(expert, 'OWN'),
      await linked(doctor, 'OWN'),
      await linked(doctor, 'INSTITUTION'),
    ];
    const [statusOf, summaryOf] = [0, 1];
    const drafted = await story.draft(doctor);
    const choice = { expertIds: ids(expert), startsAt: story.later(3) };
    const held = await story.act(doctor, 'chooseConsultationTime', drafted, choice);
    expect([await entryOf(theirs, held), await entryOf(ours, held)]).toEqual([null, null]);
    const submitted = await story.act(doctor, 'submitConsultation', held);
    expect(await entryOf(theirs, submitted)).toBeNull();
    const asked = await story.act(coordinator, 'passConsultationTriage', submitted);
    const first = (await entryOf(theirs, asked))!;
    expect([first[statusOf], first[summaryOf]]).toEqual(['TENTATIVE', '普通会诊：北乡卫生院']);
    await story.answer(expert, 'acceptConsultation', asked);
    const fixed = (await entryOf(theirs, asked))!;
    expect(fixed[statusOf]).toBe('CONFIRMED');
    expect(Number(fixed[2])).toBeGreaterThan(Number(first[2]));
    for (const path of [ours, township]) {
      expect((await entryOf(path, asked))!.slice(0, 2)).toEqual(['CONFIRMED', '普通会诊：县人民医院']);
    }
    const scheduled = await story.look(doctor, asked);
    await story.act(doctor, 'cancelConsultation', scheduled, { reasonCode: 'improved' });
    for (const path of [theirs, ours, township]) expect((await entryOf(path, asked))![statusOf]).toBe('CANCELLED');
  });
});

describe('files of a case', () => {
  interface Seen extends SeenConsultation {
    readonly attachments: readonly { readonly id: string; readonly name: string; readonly downloadUrl: string }[];
  }
  const SEEN = 'id version state attachments { id name contentType size attachedByName downloadUrl }';
  const NAME = '欧阳无痕 心电图.png';

  async function upload(by = doctor, payload: Buffer = PNG): Promise<string> {
    const headers = {
      authorization: `Bearer ${by.token}`,
      'idempotency-key': randomUUID(),
      'content-type': 'image/png',
    };
    const answer = await app.nest.inject({ method: 'POST', url: '/consultation-attachments', headers, payload });
    const { id, errors } = answer.json<{ id?: string; errors?: [{ extensions: { code: string } }] }>();
    return id ?? `${answer.statusCode} ${errors![0].extensions.code}`;
  }
  const attachInput = ({ id, version }: Pick<SeenConsultation, 'id' | 'version'>, fileId: string, name = NAME) => ({
    input: { id, expectedVersion: version, fileId, name },
  });
  const ATTACH = `mutation($input: AttachToConsultationInput!) { attachToConsultation(input: $input) { ${SEEN} } }`;
  async function attach(seen: Pick<SeenConsultation, 'id' | 'version'>, by = doctor): Promise<Seen> {
    const data = await by.asks<{ attachToConsultation: Seen }>(ATTACH, attachInput(seen, await upload(by)));
    return data.attachToConsultation;
  }
  async function look(by: Person, { id }: { readonly id: string }): Promise<Seen> {
    const query = `query($id: ID!) { consultation(id: $id) { ${SEEN} } }`;
    return (await by.asks<{ consultation: Seen }>(query, { id })).consultation;
  }
  const refusalOf = async (
    seen: Pick<SeenConsultation, 'id' | 'version'>,
    fileId: string,
    { by = doctor, name = NAME } = {},
  ) => {
    const { errors } = await by.tries(ATTACH, attachInput(seen, fileId, name));
    const [{ code, rule }] = [errors[0]!.extensions];
    return [code, rule].filter(Boolean).join(' ');
  };
  const open = (url: string) => app.nest.inject({ url });

  it('are seen by the inviting side, and by experts from when they are asked, who come to them by a link', async () => {
    const draft = await attach(await story.draft(doctor));
    const choice = { expertIds: ids(expert), startsAt: story.later(3) };
    const held = await story.act(doctor, 'chooseConsultationTime', { ...draft }, choice);
    expect(
      (await expert.tries('query($id: ID!) { consultation(id: $id) { id } }', { id: draft.id })).errors,
    ).toHaveLength(1);
    const submitted = await story.act(doctor, 'submitConsultation', held);
    const asked = await story.act(coordinator, 'passConsultationTriage', submitted);
    const [theirs] = (await look(expert, asked)).attachments;
    expect(theirs).toMatchObject({ name: NAME, contentType: 'image/png', size: PNG.length });
    const answer = await open(theirs!.downloadUrl);
    expect([answer.statusCode, answer.rawPayload.equals(PNG)]).toEqual([200, true]);
    const looks = await app.asOwner(
      `SELECT staff_id, basis, patient_ids FROM audit_entries WHERE action = 'consultation.attachment-read' AND object_id = $1`,
      [theirs!.id],
    );
    expect(looks).toEqual([{ staff_id: expert.staffId, basis: 'CONSULTATION', patient_ids: [expect.any(String)] }]);
    const rows = await app.asOwner<{ clear: number }>(
      `SELECT (SELECT count(*)::int FROM consultation_attachments t WHERE to_jsonb(t)::text ~ '欧阳')
         + (SELECT count(*)::int FROM domain_events e WHERE to_jsonb(e)::text ~ '欧阳') AS clear`,
    );
    expect(rows).toEqual([{ clear: 0 }]);
    await story.answer(expert, 'declineConsultation', asked, { reasonCode: 'surgery' });
    expect((await open(theirs!.downloadUrl)).statusCode).toBe(404);
  });

  it('come while the experts are there already, and are taken away only while the invitation is written', async () => {
    const scheduled = await story.scheduled(doctor, expert, story.later(3));
    const colleague = world.person('township-colleague');
    const attached = await attach(scheduled, colleague);
    expect((await look(expert, scheduled)).attachments).toHaveLength(1);
    const removing = (seen: Seen) => ({
      input: { id: seen.id, expectedVersion: seen.version, attachmentId: seen.attachments[0]!.id },
    });
    const REMOVE = `mutation($input: RemoveConsultationAttachmentInput!) { removeConsultationAttachment(input: $input) { ${SEEN} } }`;
    const { errors } = await doctor.tries(REMOVE, removing(attached));
    expect(errors[0]!.extensions).toMatchObject({ code: 'TRANSITION_REFUSED', rule: 'STATE' });
    const draft = await attach(await story.draft(doctor));
    const stranger = world.person('other-township-doctor');
    expect((await stranger.tries(REMOVE, removing(draft))).errors[0]!.extensions.code).toBe('NOT_FOUND');
    const { removeConsultationAttachment: bare } = await doctor.asks<{ removeConsultationAttachment: Seen }>(
      REMOVE,
      removing(draft),
    );
    expect(bare.attachments).toEqual([]);
    expect((await open(draft.attachments[0]!.downloadUrl)).statusCode).toBe(404);
  });

  it('are of the person who attaches them, of a kind that is taken, and not too many', async () => {
    const draft = await story.draft(doctor);
    expect(await upload(doctor, Buffer.from('MZ not a picture'))).toBe('415 UNSUPPORTED_FILE');
    expect(await upload(expert)).toBe('403 FORBIDDEN');
    const foreign = await upload(world.person('township-colleague'));
    expect(await refusalOf(draft, foreign)).toBe('NOT_FOUND');
    const ours = await upload();
    expect(await refusalOf(draft, ours, { name: '../x.png' })).toBe('INVALID_INPUT');
    expect(await refusalOf(draft, ours, { by: world.person('other-township-doctor') })).toBe('NOT_FOUND');
    await app.asOwner(`UPDATE reference_settings SET value = 1 WHERE key = 'consultation.attachment_limit_files'`);
    const full = await attach(draft);
    expect(await refusalOf(full, ours)).toBe('TRANSITION_REFUSED TOO_MANY_ATTACHMENTS');
    expect(await refusalOf(draft, ours)).toBe('TRANSITION_REFUSED TOO_MANY_ATTACHMENTS');
  });
});
