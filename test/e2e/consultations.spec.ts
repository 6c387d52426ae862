import { Commitments } from '#calendar';
import { ALLIANCE_ZONE, addDays, after, days, hours, localDate, minutes, type Duration } from '#kernel';
import { systemActor } from '#platform';
import {
  ConsultationStory,
  ReferralStory,
  SIGNING_PASSWORD,
  TestApp,
  World,
  invitationOf,
  withClient,
  type Person,
  type SeenConsultation,
} from '#testing';
import { BookingRush } from '../load/booking-rush.js';

let app: TestApp;
let world: World;
let story: ConsultationStory;
let doctor: Person;
let coordinator: Person;
let expert: Person;
let colleague: Person;
let surgeon: Person;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  story = new ConsultationStory(app, world);
  doctor = world.person('township-doctor');
  coordinator = world.person('consult-coordinator');
  expert = world.person('expert');
  colleague = await world.hire('EXPERT', 'county', 'cardiology');
  surgeon = await world.hire('EXPERT', 'county', 'surgery');
  await story.makeExperts(expert, colleague, surgeon);
  await setRoom('https://video.example/{room}?lang=zh', 0);
});

/** Every story has working days of its own, and begins at nine o'clock. */
beforeEach(async () => app.clock.set(await story.nextMorning(3)));

afterAll(() => app.stop());

async function pass(time: Duration): Promise<void> {
  app.clock.advance(time);
  await app.work('deadlines.sweep');
}

async function told(who: Person, { id }: { readonly id: string }): Promise<string[]> {
  type Inbox = { myNotices: { nodes: { templateCode: string; subjectId: string; title: string; body: string }[] } };
  const query = '{ myNotices(first: 100) { nodes { templateCode subjectId title body } } }';
  const { myNotices } = await who.asks<Inbox>(query);
  const own = myNotices.nodes.filter(({ subjectId }) => subjectId === id);
  for (const { title, body } of own) expect(`${title}${body}`).not.toMatch(/测试患者|胸痛/);
  return own.map(({ templateCode }) => templateCode);
}

async function room(who: Person, { id }: { readonly id: string }): Promise<string | null> {
  const query = 'query($id: ID!) { consultation(id: $id) { roomUrl } }';
  return (await who.asks<{ consultation: { roomUrl: string | null } }>(query, { id })).consultation.roomUrl;
}

/** Whoever runs the alliance says how rooms are reached. */
async function setRoom(template: string, expectedVersion: number): Promise<readonly string[]> {
  const { errors } = await world
    .person('system-admin')
    .tries(
      'mutation($input: ChangeConsultationRoomInput!) { changeConsultationRoom(input: $input) { rooms { version } } }',
      { input: { institutionId: world.institutionId('county'), template, expectedVersion } },
    );
  return errors.map(({ extensions: { code, facts } }) => `${code} ${JSON.stringify(facts)}`);
}

const ids = (...people: readonly Person[]): string[] => people.map(({ staffId }) => staffId);

/** Lets the agreement with the county end then; or go on. */
const endAgreement = (at: Date | null) =>
  withClient(app.database.ownerUrl, (owner) =>
    owner.query('UPDATE cooperation_agreements SET effective_to = $1 WHERE invited_institution_id = $2', [
      at,
      world.institutionId('county'),
    ]),
  );

/** Something that can be ordered. */
const orderable = () =>
  withClient(app.database.ownerUrl, (owner) =>
    owner.query(
      `INSERT INTO standard_items (id, effective_from, version, code, name, category, panel_members, price_cents,
         recognition_scope, window_unlimited, active)
       VALUES (gen_random_uuid(), '2020-01-01', 1, 'CONSULTED-ECG', '心电图', 'ECG', '{}', 2000, 'NONE', false, true)
       ON CONFLICT (code, version) DO NOTHING`,
    ),
  );

/** Both sides are there. */
async function begun(seen: SeenConsultation, ...experts: readonly Person[]): Promise<SeenConsultation> {
  app.clock.set(new Date(seen.startsAt!));
  let now = await story.act(doctor, 'joinConsultation', seen);
  for (const one of experts) now = await story.act(one, 'joinConsultation', now);
  return now;
}

describe('an ordinary consultation', () => {
  test('goes from the invitation to the decision of whoever asked', async () => {
    const startsAt = story.later(3);
    const drafted = await story.draft(doctor);
    const held = await story.act(doctor, 'chooseConsultationTime', drafted, { expertIds: ids(expert), startsAt });
    expect(held).toMatchObject({ state: 'DRAFT', startsAt, invitations: [{ state: 'PROPOSED', isChair: true }] });
    const submitted = await story.act(doctor, 'submitConsultation', held);
    expect(submitted.consultationNo).toMatch(/^HZ\d{14}$/);
    const inviting = await story.act(coordinator, 'passConsultationTriage', submitted);
    expect(inviting).toMatchObject({ state: 'INVITING', invitations: [{ state: 'INVITED' }] });
    expect(await told(expert, inviting)).toEqual(['consultation.invited']);
    await story.answer(expert, 'acceptConsultation', inviting);
    const scheduled = await story.look(doctor, inviting);
    expect(scheduled.state).toBe('SCHEDULED');
    const session = await begun(scheduled, expert);
    expect(session.state).toBe('IN_SESSION');
    const ended = await story.act(expert, 'endConsultationSession', session);
    expect(ended.state).toBe('AWAITING_OPINION');
    await story.sign(expert, await story.write(expert, ended));
    const delivered = await story.look(doctor, ended);
    expect(delivered.state).toBe('DELIVERED');
    expect(await told(doctor, delivered)).toContain('consultation.delivered');
    const closed = await story.act(doctor, 'recordConsultationAdoption', delivered, { adoption: 'ADOPTED' });
    expect(closed.state).toBe('CLOSED');
  });

  test('is not submitted before the five fields, the agreement in writing and whoever is with the patient are there', async () => {
    const bare = await story.draft(doctor, { reason: null, wantedTitle: null, wantedFrom: null, feeCents: null });
    expect(await story.refusal(doctor, 'submitConsultation', bare)).toBe('TRANSITION_REFUSED INVITATION_INCOMPLETE');
    const clerk = await world.hire('REGISTRAR', 'north');
    const withClerk = { ...story.content(doctor), accompanyingStaffId: clerk.staffId };
    expect(await story.refusal(doctor, 'editConsultation', bare, withClerk)).toBe('INVALID_INPUT');
    const alone = await story.draft(doctor, { accompanyingStaffId: null });
    expect(await story.refusal(doctor, 'submitConsultation', alone)).toBe('TRANSITION_REFUSED NOBODY_ACCOMPANIES');
    const { patientId } = await withClient(app.database.ownerUrl, async (owner) => {
      const { rows } = await owner.query<{ patientId: string }>(
        `UPDATE patient_consents SET withdrawn_at = $2 WHERE kind = 'CONSULTATION' AND patient_id =
           (SELECT patient_id FROM consultations WHERE id = $1) RETURNING patient_id AS "patientId"`,
        [alone.id, app.clock.now()],
      );
      return rows[0]!;
    });
    const without = await story.draft(doctor, { patientId });
    expect(await story.refusal(doctor, 'submitConsultation', without)).toBe(
      'TRANSITION_REFUSED CONSULTATION_CONSENT_MISSING',
    );
  });

  test('asks nobody who has not practised for three years, when they have published nothing, or between two minutes', async () => {
    const beginner = await world.hire('EXPERT', 'county', 'cardiology');
    await story.makeExperts(beginner);
    await withClient(app.database.ownerUrl, (owner) =>
      owner.query(`UPDATE staff SET practice_started_on = '2024-06-01' WHERE id = $1`, [beginner.staffId]),
    );
    const drafted = await story.draft(doctor);
    const choose = (person: Person, startsAt: string) =>
      story.refusal(doctor, 'chooseConsultationTime', drafted, { expertIds: ids(person), startsAt });
    expect(await choose(beginner, story.later(3))).toBe('TRANSITION_REFUSED PRACTICE_TOO_SHORT');
    expect(await choose(expert, story.later(12))).toBe('TRANSITION_REFUSED TIME_NOT_PUBLISHED');
    expect(await choose(expert, story.later(-30))).toBe('TRANSITION_REFUSED TIME_PAST');
    const uneven = story.later(3).replace('.000Z', '.001Z');
    expect(await choose(expert, uneven)).toBe('TRANSITION_REFUSED TIME_NOT_WHOLE_MINUTE');
    const scheduled = await story.scheduled(doctor, expert, story.later(3));
    const move = { startsAt: uneven, reasonCode: 'patient' };
    expect(await story.refusal(doctor, 'rescheduleConsultation', scheduled, move)).toBe(
      'TRANSITION_REFUSED TIME_NOT_WHOLE_MINUTE',
    );
  });

  test('holds its time for ten minutes while it is written, and refuses others with the next free times', async () => {
    const startsAt = story.later(4);
    const [mine, theirs] = [await story.draft(doctor), await story.draft(doctor)];
    const choice = { expertIds: ids(expert), startsAt };
    const held = await story.act(doctor, 'chooseConsultationTime', mine, choice);
    const refused = await story.tries(doctor, 'chooseConsultationTime', theirs, choice);
    expect(refused.errors[0]).toMatchObject({ extensions: { code: 'CONSULTATION_SLOT_TAKEN', rule: 'TAKEN' } });
    const { nextTimes } = refused.errors[0]!.extensions.facts as { nextTimes: { from: string }[] };
    expect(nextTimes).toHaveLength(5);
    await story.act(doctor, 'chooseConsultationTime', theirs, { ...choice, startsAt: nextTimes[0]!.from });
    app.clock.advance(minutes(10));
    expect(await story.refusal(doctor, 'submitConsultation', held)).toBe('TRANSITION_REFUSED HOLD_EXPIRED');
    await app.work('deadlines.sweep');
    await app.work('deliver.consultation.expired-holds');
    const lost = await story.look(doctor, held);
    expect(lost).toMatchObject({ state: 'DRAFT', startsAt: null, invitations: [{ state: 'PROPOSED' }] });
    expect(await told(doctor, lost)).toEqual(['consultation.time-lost']);
  });

  test('is refused a time that the township, the agreement or the expert does not have, and hears the next that can be had', async () => {
    const drafted = await story.draft(doctor);
    const attempt = async (startsAt: string) => {
      const choice = { expertIds: ids(expert), startsAt };
      const { errors } = await story.tries(doctor, 'chooseConsultationTime', drafted, choice);
      const { rule, facts } = errors[0]!.extensions;
      return { rule, next: (facts as { nextTimes: { from: string }[] }).nextTimes.map(({ from }) => from) };
    };
    // A Saturday, which the expert has published.
    const saturday = await withClient(app.database.ownerUrl, async (owner) => {
      const { rows } = await owner.query<{ day: Date }>(
        `SELECT d AS day FROM generate_series($1::timestamptz, $1::timestamptz + interval '40 days', '1 day') d
         WHERE extract(isodow FROM d AT TIME ZONE 'Asia/Shanghai') = 6
           AND NOT EXISTS (SELECT 1 FROM work_calendar_days w WHERE w.day = (d AT TIME ZONE 'Asia/Shanghai')::date) LIMIT 1`,
        [app.clock.now()],
      );
      return rows[0]!.day;
    });
    const closed = await attempt(saturday.toISOString());
    expect(closed.rule).toBe('INVITER_CLOSED');
    expect(closed.next).toHaveLength(5);
    expect(new Date(closed.next[0]!) > saturday).toBe(true);
    const past = await attempt(story.later(-3));
    expect(past).toMatchObject({ rule: 'TIME_PAST', next: { length: 5 } });
    const night = await attempt(story.later(12));
    expect(night.rule).toBe('TIME_NOT_PUBLISHED');
    await endAgreement(new Date(story.later(2)));
    const ended = await attempt(story.later(2));
    expect(ended.rule).toBe('AGREEMENT_ENDS_BEFORE');
    expect(ended.next.every((from) => from < story.later(2))).toBe(true);
    await endAgreement(null);
    const held = await story.act(doctor, 'chooseConsultationTime', drafted, {
      expertIds: ids(expert),
      startsAt: ended.next[0]!,
    });
    expect(held.startsAt).toBe(ended.next[0]);
  });

  test('is not booked or moved further ahead than the alliance lets, which it changes from a day on', async () => {
    const drafted = await story.draft(doctor);
    const far = story.later(75 * 24 + 1);
    const choice = { expertIds: ids(expert), startsAt: far };
    const refused = (await story.tries(doctor, 'chooseConsultationTime', drafted, choice)).errors[0]!;
    const lastDay = addDays(localDate(app.clock.now(), ALLIANCE_ZONE), 60);
    expect(refused).toMatchObject({
      message: `预约时间过远，最远可预约至 ${lastDay}。`,
      extensions: { rule: 'TIME_TOO_FAR', facts: { lastDay, nextTimes: { length: 5 } } },
    });
    const scheduled = await story.scheduled(doctor, expert, story.later(3));
    const move = { startsAt: far, reasonCode: 'patient' };
    expect(await story.refusal(doctor, 'rescheduleConsultation', scheduled, move)).toBe(
      'TRANSITION_REFUSED TIME_TOO_FAR',
    );
    const tomorrow = after(app.clock.now(), hours(24));
    await world
      .person('system-admin')
      .asks('mutation($input: ChangeReferenceSettingInput!) { changeReferenceSetting(input: $input) { version } }', {
        input: { key: 'consultation.book_ahead_days', value: 90, effectiveFrom: tomorrow, expectedVersion: 1 },
      });
    expect(await story.refusal(doctor, 'rescheduleConsultation', scheduled, move)).toBe(
      'TRANSITION_REFUSED TIME_TOO_FAR',
    );
    const startsAt = await withClient(app.database.ownerUrl, async (owner) => {
      const { rows } = await owner.query<{ at: Date }>(
        `SELECT d AS at FROM generate_series($1::timestamptz, $1::timestamptz + interval '12 days', '1 day') d
         WHERE extract(isodow FROM d AT TIME ZONE 'Asia/Shanghai') < 6
           AND NOT EXISTS (SELECT 1 FROM work_calendar_days w WHERE w.day = (d AT TIME ZONE 'Asia/Shanghai')::date) LIMIT 1`,
        [far],
      );
      return rows[0]!.at;
    });
    app.clock.set(tomorrow);
    await story.act(doctor, 'chooseConsultationTime', drafted, { ...choice, startsAt });
  });

  test('names orders that are of the same patient and that the doctor sees', async () => {
    const order = async (who: Person, patientId: string): Promise<string> => {
      await orderable();
      const { draftExamOrder } = await who.asks<{ draftExamOrder: { id: string } }>(
        'mutation($input: DraftExamOrderInput!) { draftExamOrder(input: $input) { id } }',
        {
          input: {
            idempotencyKey: crypto.randomUUID(),
            patientId,
            toInstitutionId: world.institutionId('county'),
            visitType: 'OUTPATIENT',
            clinicalQuestion: '胸痛',
            itemCodes: ['CONSULTED-ECG'],
          },
        },
      );
      return draftExamOrder.id;
    };
    const patientId = await story.patient(doctor);
    const own = await order(doctor, patientId);
    const drafted = await story.draft(doctor, { patientId, linkedOrderIds: [own] });
    const edit = (orderId: string) =>
      story.refusal(doctor, 'editConsultation', drafted, { ...story.content(doctor), linkedOrderIds: [orderId] });
    expect(await edit(await order(doctor, await story.patient(doctor)))).toBe('INVALID_INPUT');
    const elsewhere = world.person('other-township-doctor');
    expect(await edit(await order(elsewhere, await story.patient(elsewhere)))).toBe('NOT_FOUND');
    expect(await edit(crypto.randomUUID())).toBe('NOT_FOUND');
  });

  test('keeps the length of the time that is chosen, and is not answered by whoever asks', async () => {
    const drafted = await story.draft(doctor);
    const choice = { expertIds: ids(expert), startsAt: story.later(3) };
    await story.makeExperts(doctor);
    expect(await story.refusal(doctor, 'chooseConsultationTime', drafted, { ...choice, expertIds: ids(doctor) })).toBe(
      'TRANSITION_REFUSED EXPERT_OF_INVITING_SIDE',
    );
    const inCapitals = { ...choice, expertIds: [expert.staffId.toUpperCase()] };
    const held = await story.act(doctor, 'chooseConsultationTime', drafted, inCapitals);
    const longer = { ...story.content(doctor), durationMinutes: 480 };
    expect(await story.refusal(doctor, 'editConsultation', held, longer)).toBe('TRANSITION_REFUSED TIME_CHOSEN');
    const free = await story.act(doctor, 'releaseConsultationTime', held);
    await story.act(doctor, 'editConsultation', free, longer);
  });

  test('comes back for material item by item, and keeps its place in the queue', async () => {
    const first = await story.act(doctor, 'submitConsultation', await story.draft(doctor));
    app.clock.advance(minutes(5));
    const second = await story.act(doctor, 'submitConsultation', await story.draft(doctor));
    const returned = await story.act(coordinator, 'returnConsultation', first, { missingCodes: ['images', 'ecg'] });
    expect(returned.state).toBe('RETURNED_FOR_MATERIAL');
    expect(await told(doctor, first)).toEqual(['consultation.returned']);
    app.clock.advance(minutes(5));
    await story.act(doctor, 'submitConsultation', returned);
    const query = '{ consultations(list: TO_TRIAGE, first: 50) { nodes { id missingCodes } } }';
    type Page = { consultations: { nodes: { id: string; missingCodes: string[] }[] } };
    const { nodes } = (await coordinator.asks<Page>(query)).consultations;
    const order = nodes.map(({ id }) => id);
    expect(order.indexOf(first.id)).toBeLessThan(order.indexOf(second.id));
    expect(await story.refusal(coordinator, 'returnConsultation', second, { missingCodes: ['moon'] })).toBe(
      'TRANSITION_REFUSED REASON_UNKNOWN',
    );
  });

  test('is offered to the next of the group for the same time when an expert declines, with a reason', async () => {
    const asked = await story.invited(doctor, [expert], story.later(3));
    const invitation = invitationOf(asked, expert);
    const decline = { reasonCode: 'surgery' };
    expect(await story.refusal(colleague, 'declineConsultation', invitation, decline)).toBe('NOT_FOUND');
    expect(await story.refusal(expert, 'declineConsultation', invitation, { reasonCode: 'moon' })).toBe(
      'TRANSITION_REFUSED REASON_UNKNOWN',
    );
    await story.answer(expert, 'declineConsultation', asked, decline);
    const passedOn = await story.look(coordinator, asked);
    expect(passedOn).toMatchObject({ state: 'INVITING', startsAt: asked.startsAt });
    expect(invitationOf(passedOn, expert).state).toBe('DECLINED');
    expect(invitationOf(passedOn, colleague)).toMatchObject({ state: 'INVITED', isChair: true });
    expect((await story.tries(expert, 'joinConsultation', passedOn)).errors[0]!.extensions.code).toBe('NOT_FOUND');
    await story.answer(colleague, 'declineConsultation', passedOn, { reasonCode: 'leave' });
    const nobody = await story.look(coordinator, asked);
    expect(nobody.state).toBe('DECLINED');
    const again = await story.act(coordinator, 'assignConsultation', nobody, { expertIds: ids(surgeon) });
    expect(again).toMatchObject({ state: 'INVITING', startsAt: null });
    await story.answer(surgeon, 'acceptConsultation', again);
    const timed = await story.act(coordinator, 'scheduleConsultation', await story.look(coordinator, again), {
      startsAt: story.later(5),
    });
    expect(timed.state).toBe('SCHEDULED');
  });

  test('is accepted while its time is ahead and free; afterwards the expert hears when else it can be', async () => {
    const asked = await story.invited(doctor, [expert], story.later(2));
    const invitation = invitationOf(asked, expert);
    const accept = async () => {
      const { errors } = await story.tries(expert, 'acceptConsultation', invitation);
      const { code, rule, facts } = errors[0]!.extensions;
      return { code, rule, next: (facts as { nextTimes: { from: string }[] }).nextTimes.map(({ from }) => from) };
    };
    // Nobody has swept yet.
    app.clock.set(after(new Date(asked.startsAt!), minutes(1)));
    const late = await accept();
    expect(late).toMatchObject({ code: 'TRANSITION_REFUSED', rule: 'TIME_PAST', next: { length: 5 } });
    expect(late.next.every((from) => new Date(from) > app.clock.now())).toBe(true);
    const startsAt = (await story.nextMorning(4)).toISOString();
    const moved = await story.act(coordinator, 'scheduleConsultation', asked, { startsAt });
    expect(await told(expert, moved)).toEqual(['consultation.moved', 'consultation.invited']);
    app.clock.advance(hours(73));
    const rival = await story.act(doctor, 'chooseConsultationTime', await story.draft(doctor), {
      expertIds: ids(expert),
      startsAt,
    });
    const taken = await accept();
    expect(taken).toMatchObject({ code: 'CONSULTATION_SLOT_TAKEN', rule: 'TAKEN', next: { length: 5 } });
    await story.act(doctor, 'releaseConsultationTime', rival);
    await story.answer(expert, 'acceptConsultation', asked);
    expect(await story.look(doctor, asked)).toMatchObject({ state: 'SCHEDULED', startsAt });
  });

  test('is offered to whoever of the group has had fewest for their share, and says so', async () => {
    const [busy, idle] = [
      await world.hire('EXPERT', 'county', 'surgery'),
      await world.hire('EXPERT', 'county', 'surgery'),
    ];
    await story.makeExperts(busy, idle);
    const [noon, two, three] = [story.later(3), story.later(5), story.later(6)];
    await story.scheduled(doctor, busy, two);
    const chosenFor = async (startsAt: string) => {
      const asked = await story.invited(doctor, [surgeon], startsAt);
      app.clock.advance(minutes(1));
      await story.answer(surgeon, 'declineConsultation', asked, { reasonCode: 'surgery' });
      type Chosen = { invitations: { expertStaffId: string; choiceReason: string; choiceTaken: number }[] };
      const { consultation } = await doctor.asks<{ consultation: Chosen }>(
        `query($id: ID!) { consultation(id: $id) {
           invitations { expertStaffId choiceReason choiceTaken choiceWeightPercent } } }`,
        { id: asked.id },
      );
      return consultation.invitations;
    };
    expect(await chosenFor(noon)).toEqual([
      { expertStaffId: surgeon.staffId, choiceReason: null, choiceTaken: null, choiceWeightPercent: null },
      { expertStaffId: idle.staffId, choiceReason: 'FEWEST_FOR_SHARE', choiceTaken: 0, choiceWeightPercent: 100 },
    ]);
    await withClient(app.database.ownerUrl, (owner) =>
      owner.query(`INSERT INTO consultation_weights VALUES ($1, '2026-01-01', NULL, 300)`, [busy.staffId]),
    );
    expect((await chosenFor(three)).at(-1)).toEqual({
      expertStaffId: busy.staffId,
      choiceReason: 'FEWEST_FOR_SHARE',
      choiceTaken: 1,
      choiceWeightPercent: 300,
    });
    expect((await chosenFor(two)).at(-1)).toMatchObject({
      expertStaffId: idle.staffId,
      choiceReason: 'ONLY_ONE_FREE',
    });
  });

  test('passes to the next of the group when nobody answers in four hours of work', async () => {
    const asked = await story.invited(doctor, [expert], story.later(7));
    await pass(hours(7));
    const passedOn = await story.look(coordinator, asked);
    expect(invitationOf(passedOn, expert).state).toBe('EXPIRED');
    expect(await told(doctor, asked)).toEqual(['consultation.replaced']);
  });

  test('shows its room to those who take part, from ten minutes before on, and to nobody else', async () => {
    const scheduled = await story.scheduled(doctor, expert, story.later(3));
    expect([await room(doctor, scheduled), await room(expert, scheduled)]).toEqual([null, null]);
    expect(await story.refusal(expert, 'joinConsultation', scheduled)).toBe('TRANSITION_REFUSED OUTSIDE_WINDOW');
    app.clock.set(after(new Date(scheduled.startsAt!), minutes(-10)));
    await app.work('deadlines.sweep');
    expect(await told(expert, scheduled)).toContain('consultation.opens');
    const link = await room(doctor, scheduled);
    expect(link).toMatch(/^https:\/\/video\.example\/[\w-]{32}\?lang=zh$/);
    expect([await room(expert, scheduled), await room(coordinator, scheduled)]).toEqual([link, null]);
    // A colleague who comes in place of whoever asked is there on record before they see it.
    const stands = world.person('township-colleague');
    expect(await room(stands, scheduled)).toBeNull();
    const consent = (withdrawnAt: Date | null) =>
      withClient(app.database.ownerUrl, (owner) =>
        owner.query(
          `UPDATE patient_consents SET withdrawn_at = $2 WHERE kind = 'CONSULTATION' AND patient_id =
             (SELECT patient_id FROM consultations WHERE id = $1)`,
          [scheduled.id, withdrawnAt],
        ),
      );
    await consent(app.clock.now());
    expect([await room(doctor, scheduled), await room(expert, scheduled)]).toEqual([null, null]);
    await consent(null);
    const joined = await story.act(stands, 'joinConsultation', scheduled);
    expect(await room(stands, joined)).toBe(link);
    expect(await setRoom('http://video.example/{room}', 2)).toEqual([expect.stringContaining('"ROOM_TEMPLATE"')]);
    expect(await setRoom('https://other.example/#{room}', 0)).toEqual([expect.stringContaining('STALE_VERSION')]);
    const startsAt = story.later(3);
    const moved = await story.act(doctor, 'rescheduleConsultation', joined, { startsAt, reasonCode: 'missed' });
    app.clock.set(new Date(startsAt));
    const other = await room(doctor, moved);
    expect(other).not.toBe(link);
    app.clock.set(after(new Date(startsAt), minutes(60)));
    expect([await room(doctor, moved), await room(expert, moved)]).toEqual([null, null]);
  });

  test('says whose side did not come after a quarter of an hour, and is moved with the same expert', async () => {
    const scheduled = await story.scheduled(doctor, expert, story.later(3));
    app.clock.set(new Date(scheduled.startsAt!));
    const waiting = await story.act(doctor, 'joinConsultation', scheduled);
    expect(waiting.state).toBe('SCHEDULED');
    expect(await story.refusal(coordinator, 'recordConsultationNoShow', waiting)).toBe('TRANSITION_REFUSED TOO_EARLY');
    await pass(minutes(15));
    const missed = await story.look(doctor, scheduled);
    expect(missed.state).toBe('NO_SHOW_EXPERT');
    const moved = await story.act(doctor, 'rescheduleConsultation', missed, {
      startsAt: story.later(2),
      reasonCode: 'missed',
    });
    expect(moved.state).toBe('SCHEDULED');
    expect(invitationOf(moved, expert).state).toBe('ACCEPTED');
    app.clock.set(new Date(moved.startsAt!));
    const failed = await story.act(expert, 'failConsultation', moved, { reasonCode: 'network' });
    expect(failed.state).toBe('FAILED_TECHNICAL');
    const cancelled = await story.act(doctor, 'cancelConsultation', failed, { reasonCode: 'improved' });
    expect(cancelled).toMatchObject({ state: 'CANCELLED', invitations: [{ state: 'WITHDRAWN' }] });
  });

  test('loses its time with the leave of the expert, who stays asked', async () => {
    const scheduled = await story.scheduled(doctor, expert, story.later(3));
    const leave = { from: after(new Date(scheduled.startsAt!), hours(-1)), to: story.later(6) };
    await expert.asks('mutation($input: EnterCommitmentInput!) { enterCommitment(input: $input) { id } }', {
      input: {
        idempotencyKey: crypto.randomUUID(),
        expertId: expert.staffId,
        kind: 'LEAVE',
        reasonCode: 'annual',
        ...leave,
      },
    });
    const lost = await story.look(doctor, scheduled);
    expect(lost).toMatchObject({ state: 'INVITING', startsAt: null, invitations: [{ state: 'ACCEPTED' }] });
    const waiting = async (by: Person) =>
      by.asks('{ displacedCommitments { kind number expertName from } }').then((seen) => seen as object);
    const manager = world.person('rota-manager');
    const { consultationNo: number, startsAt: from } = scheduled;
    expect(await waiting(manager)).toEqual({
      displacedCommitments: [{ kind: 'CONSULTATION', number, expertName: `${expert.name} 医生`, from }],
    });
    expect(await waiting(await world.hire('ROTA_MANAGER', 'tcm'))).toEqual({ displacedCommitments: [] });
    const refused = await story.tries(coordinator, 'scheduleConsultation', lost, { startsAt: scheduled.startsAt });
    expect(refused.errors[0]!.extensions).toMatchObject({ code: 'CONSULTATION_SLOT_TAKEN', rule: 'LEAVE' });
    const moved = await story.act(coordinator, 'scheduleConsultation', lost, { startsAt: story.later(26) });
    expect(moved.state).toBe('SCHEDULED');
    expect(await waiting(manager)).toEqual({ displacedCommitments: [] });
  });
});

describe('an opinion', () => {
  async function written(): Promise<{ seen: SeenConsultation; opinion: { id: string; version: number } }> {
    const session = await begun(await story.scheduled(doctor, expert, story.later(3)), expert);
    const seen = await story.act(expert, 'endConsultationSession', session);
    const opinion = await story.write(expert, seen);
    return { seen: await story.look(expert, seen), opinion };
  }

  test('is signed with the password once more, is fixed from then on, and is amended by a version of its own', async () => {
    const { seen, opinion } = await written();
    const wrong = { password: 'Something-2026' };
    expect(await story.refusal(expert, 'signConsultationOpinion', opinion, wrong)).toBe('CURRENT_PASSWORD_WRONG');
    const shown =
      'query($id: ID!) { consultation(id: $id) { draftOpinion { id } opinions { revision state advice } } }';
    type Shown = { consultation: { draftOpinion: object | null; opinions: { revision: number; state: string }[] } };
    expect((await doctor.asks<Shown>(shown, { id: seen.id })).consultation).toEqual({
      draftOpinion: null,
      opinions: [],
    });
    await story.sign(expert, opinion);
    const words = { advice: '改写', suggestion: 'REFER' };
    const signed = { id: opinion.id, version: opinion.version + 1 };
    expect(await story.refusal(expert, 'editConsultationOpinion', signed, words)).toBe('TRANSITION_REFUSED STATE');
    await expect(
      withClient(app.database.ownerUrl, (owner) =>
        owner.query(`UPDATE consultation_opinions SET advice = '改写' WHERE id = $1`, [opinion.id]),
      ),
    ).rejects.toThrow('amended by a new version');
    const delivered = await story.look(doctor, seen);
    const closed = await story.act(doctor, 'recordConsultationAdoption', delivered, { adoption: 'ADOPTED' });
    expect(await story.refusal(expert, 'writeConsultationOpinion', closed, words)).toBe('INVALID_INPUT');
    await story.sign(expert, await story.write(expert, closed, { amendedBecause: '补充造影结果' }));
    const amended = await doctor.asks<Shown>(shown, { id: seen.id });
    expect(amended.consultation.opinions).toMatchObject([
      { revision: 1, state: 'SUPERSEDED' },
      { revision: 2, state: 'SIGNED' },
    ]);
    expect((await story.look(doctor, seen)).state).toBe('DELIVERED');
  });

  test('is amended however long ago it was closed: the case is opened once more, for a reason, to whoever gave it', async () => {
    const { seen, opinion } = await written();
    await story.sign(expert, opinion);
    const adopted = { adoption: 'ADOPTED' };
    const closed = await story.act(doctor, 'recordConsultationAdoption', await story.look(doctor, seen), adopted);
    const kept = async () => {
      const query = 'query($id: ID!) { consultation(id: $id) { retainedUntil endedAt reopenedAt } }';
      type Kept = { retainedUntil: string; endedAt: string | null; reopenedAt: string | null };
      return (await doctor.asks<{ consultation: Kept }>(query, { id: seen.id })).consultation;
    };
    const { retainedUntil } = await kept();
    app.clock.advance(days(45));
    const words = { advice: '改为药物治疗', suggestion: 'TREAT_LOCALLY', amendedBecause: '补充造影结果' };
    expect(await story.refusal(expert, 'writeConsultationOpinion', closed, words)).toBe('NOT_FOUND');
    const because = { reasonCode: 'new_result' };
    expect(await story.refusal(expert, 'openConsultationAmendment', closed, because)).toBe('NOT_FOUND');
    const unknown = { reasonCode: 'moon' };
    expect(await story.refusal(coordinator, 'openConsultationAmendment', closed, unknown)).toBe(
      'TRANSITION_REFUSED REASON_UNKNOWN',
    );
    const open = await story.act(coordinator, 'openConsultationAmendment', closed, because);
    expect(open.state).toBe('CLOSED');
    expect(await told(expert, seen)).toContain('consultation.to-amend');
    app.clock.advance(days(29));
    await story.sign(expert, await story.write(expert, open, words));
    const decided = await story.act(doctor, 'recordConsultationAdoption', await story.look(doctor, seen), adopted);
    expect((await kept()).retainedUntil > retainedUntil).toBe(true);
    expect(decided.state).toBe('CLOSED');
    app.clock.advance(days(31));
    expect(await story.refusal(expert, 'writeConsultationOpinion', decided, words)).toBe('NOT_FOUND');
    // Once more, and nobody amends it: it is out of sight again.
    await story.act(doctor, 'openConsultationAmendment', decided, because);
    app.clock.advance(days(31));
    expect(await story.refusal(expert, 'writeConsultationOpinion', decided, words)).toBe('NOT_FOUND');
  });

  test('is decided on by the inviting side, which says why where it does not follow', async () => {
    const { seen, opinion } = await written();
    await story.sign(expert, opinion);
    const delivered = await story.look(doctor, seen);
    const not = { adoption: 'NOT_ADOPTED' };
    expect(await story.refusal(doctor, 'recordConsultationAdoption', delivered, not)).toBe(
      'TRANSITION_REFUSED REASON_MISSING',
    );
    expect(await story.refusal(expert, 'recordConsultationAdoption', delivered, { adoption: 'ADOPTED' })).toBe(
      'FORBIDDEN',
    );
    const checked = await story.act(coordinator, 'checkConsultationQuality', delivered, { verdict: 'GOOD' });
    const closed = await story.act(doctor, 'recordConsultationAdoption', checked, { ...not, reasonCode: 'no_means' });
    const rated = await story.act(doctor, 'rateConsultation', closed, { rating: 5 });
    expect(await story.refusal(doctor, 'rateConsultation', rated, { rating: 1 })).toBe(
      'TRANSITION_REFUSED ALREADY_RATED',
    );
  });

  test('is rated once, and only what was rated counts in the mean', async () => {
    const day = (ahead: number) => addDays(localDate(app.clock.now(), ALLIANCE_ZONE), ahead);
    const ratings = async (from: string, to: string, who = coordinator) => {
      const query =
        'query($from: LocalDate!, $to: LocalDate!) { consultationRatings(from: $from, to: $to) { rated unrated average } }';
      const { data, errors } = await who.tries<{ consultationRatings: object }>(query, { from, to });
      return data?.consultationRatings ?? errors[0]!.extensions.code;
    };
    const today = [day(0), day(0)] as const;
    expect(await ratings(...today)).toEqual({ rated: 0, unrated: 0, average: null });
    for (const rating of [5, 2, null]) {
      const drafted = await story.draft(doctor, { type: 'STORE_AND_FORWARD' });
      const submitted = await story.act(doctor, 'submitConsultation', drafted);
      const assigned = await story.act(coordinator, 'assignConsultation', submitted, { expertIds: ids(expert) });
      const asked = await story.act(coordinator, 'passConsultationTriage', assigned);
      await story.answer(expert, 'acceptConsultation', asked);
      await story.sign(expert, await story.write(expert, await story.look(expert, asked)));
      if (rating) await story.act(doctor, 'rateConsultation', await story.look(doctor, asked), { rating });
    }
    expect(await ratings(...today)).toEqual({ rated: 2, unrated: 1, average: 3.5 });
    expect(await ratings(day(1), day(1))).toEqual({ rated: 0, unrated: 0, average: null });
    const elsewhere = await world.hire('CONSULT_COORDINATOR', 'tcm');
    expect(await ratings(...today, elsewhere)).toEqual({ rated: 0, unrated: 0, average: null });
    expect([await ratings(day(1), day(0)), await ratings(day(-400), day(0))]).toEqual([
      'INVALID_INPUT',
      'INVALID_INPUT',
    ]);
    expect(await ratings(...today, expert)).toBe('FORBIDDEN');
  });

  test('becomes a referral or an order by one act, with everything that was said', async () => {
    const { seen, opinion } = await written();
    await story.sign(expert, opinion);
    const delivered = await story.look(doctor, seen);
    const cardiology = { toDepartmentId: world.departmentId('cardiology') };
    const referred = await story.act(doctor, 'referFromConsultation', delivered, cardiology);
    expect(await story.refusal(doctor, 'referFromConsultation', referred, cardiology)).toBe(
      'TRANSITION_REFUSED ALREADY_REFERRED',
    );
    await orderable();
    const items = { itemCodes: ['CONSULTED-ECG'] };
    await story.act(doctor, 'orderFromConsultation', referred, items);
    const query = `query($id: ID!) { consultation(id: $id) { referralId orderId } }`;
    type Linked = { consultation: { referralId: string; orderId: string } };
    const { consultation } = await doctor.asks<Linked>(query, { id: seen.id });
    const carried = await doctor.asks(
      `query($referral: ID!, $order: ID!) { referral(id: $referral) { state clinical { chiefComplaint treatmentPlan } }
         examOrder(id: $order) { state clinicalQuestion } }`,
      { referral: consultation.referralId, order: consultation.orderId },
    );
    expect(carried).toMatchObject({
      referral: {
        state: 'DRAFT',
        clinical: { chiefComplaint: '胸痛待查', treatmentPlan: '不稳定型心绞痛\n完善冠脉造影' },
      },
      examOrder: { state: 'DRAFT', clinicalQuestion: '不稳定型心绞痛\n完善冠脉造影' },
    });
  });

  test('that is not there in time is reminded of, again and again', async () => {
    const { seen } = await written();
    await pass(hours(2));
    await pass(hours(2));
    expect((await told(expert, seen)).filter((text) => text === 'consultation.to-write')).toHaveLength(3);
    expect(await told(coordinator, seen)).toContain('consultation.overdue');
  });
});

describe('several specialties', () => {
  const mdt = { type: 'MDT', wantedDepartmentId: null };

  test('take the time of all of them or of none', async () => {
    const startsAt = story.later(27);
    await story.scheduled(doctor, surgeon, startsAt);
    const drafted = await story.draft(doctor, mdt);
    const choice = { expertIds: ids(expert, surgeon), startsAt };
    expect(await story.refusal(doctor, 'chooseConsultationTime', drafted, choice)).toBe(
      'CONSULTATION_SLOT_TAKEN TAKEN',
    );
    await story.scheduled(doctor, expert, startsAt);
  });

  test('are told a day ahead, need two, and a chair among them', async () => {
    const drafted = await story.draft(doctor, mdt);
    const choose = (more: object) =>
      story.refusal(doctor, 'chooseConsultationTime', drafted, { expertIds: ids(expert, surgeon), ...more });
    expect(await choose({ startsAt: story.later(3) })).toBe('TRANSITION_REFUSED MDT_NOTICE_TOO_SHORT');
    expect(await choose({ startsAt: story.later(27), expertIds: ids(expert) })).toBe('TRANSITION_REFUSED PANEL_SIZE');
    expect(await choose({ startsAt: story.later(27), chairStaffId: colleague.staffId })).toBe(
      'TRANSITION_REFUSED CHAIR_NOT_IN_PANEL',
    );
    expect(await choose({ startsAt: story.later(27), requiredExperts: 3 })).toBe('TRANSITION_REFUSED PANEL_QUORUM');
    const sameTwice = [expert.staffId, expert.staffId.toUpperCase()];
    expect(await choose({ startsAt: story.later(27), expertIds: sameTwice })).toBe('INVALID_INPUT');
  });

  test('are fixed when all have accepted, the chair signs first, and the last signature delivers', async () => {
    const asked = await story.invited(doctor, [expert, surgeon], story.later(27), mdt);
    await story.answer(expert, 'acceptConsultation', asked);
    expect((await story.look(doctor, asked)).state).toBe('INVITING');
    await story.answer(surgeon, 'acceptConsultation', asked);
    const session = await begun(await story.look(doctor, asked), expert, surgeon);
    expect(session.state).toBe('IN_SESSION');
    const ended = await story.act(surgeon, 'endConsultationSession', session);
    const opinion = await story.write(expert, ended);
    const signing = { password: SIGNING_PASSWORD };
    expect(await story.refusal(surgeon, 'signConsultationOpinion', opinion, signing)).toBe(
      'TRANSITION_REFUSED CHAIR_SIGNS_FIRST',
    );
    await story.sign(expert, opinion);
    expect((await story.look(doctor, ended)).state).toBe('AWAITING_OPINION');
    expect(await told(surgeon, ended)).toContain('consultation.to-sign');
    await story.sign(surgeon, { id: opinion.id, version: opinion.version + 1 });
    expect((await story.look(doctor, ended)).state).toBe('DELIVERED');
  });

  test('that need all of them give their time back when one declines and nobody of the group is free then', async () => {
    const [one, other] = [
      await world.hire('EXPERT', 'tcm', 'tcm-internal'),
      await world.hire('EXPERT', 'tcm', 'tcm-internal'),
    ];
    await story.makeExperts(one, other);
    const startsAt = story.later(27);
    await story.scheduled(doctor, other, startsAt);
    const asked = await story.invited(doctor, [expert, one], startsAt, mdt);
    await story.answer(expert, 'acceptConsultation', asked);
    await story.answer(one, 'declineConsultation', asked, { reasonCode: 'leave' });
    const half = await story.look(coordinator, asked);
    expect(half).toMatchObject({ state: 'INVITING', startsAt: null });
    expect(invitationOf(half, expert).state).toBe('ACCEPTED');
    await story.scheduled(doctor, expert, startsAt);
    expect(await story.refusal(coordinator, 'scheduleConsultation', half, { startsAt: story.later(28) })).toBe(
      'TRANSITION_REFUSED NO_EXPERT_CHOSEN',
    );
    const whole = { expertIds: ids(expert, other), startsAt: story.later(29) };
    const again = await story.act(coordinator, 'assignConsultation', half, whole);
    expect(invitationOf(again, expert)).toMatchObject({ state: 'ACCEPTED', id: invitationOf(asked, expert).id });
    expect((await told(expert, asked)).filter((text) => text === 'consultation.invited')).toHaveLength(1);
    expect(await told(expert, asked)).toContain('consultation.moved');
    await story.answer(other, 'acceptConsultation', again);
    expect((await story.look(doctor, asked)).state).toBe('SCHEDULED');
  });

  test('chosen anew keep those who have accepted, let another lead, and are fixed where nobody is left to ask', async () => {
    const asked = await story.invited(doctor, [expert, surgeon, colleague], story.later(27), mdt);
    await story.answer(expert, 'acceptConsultation', asked);
    await story.answer(surgeon, 'acceptConsultation', asked);
    const seen = await story.look(coordinator, asked);
    const pair = { expertIds: ids(surgeon, expert), startsAt: asked.startsAt };
    const fixed = await story.act(coordinator, 'assignConsultation', seen, { ...pair, chairStaffId: surgeon.staffId });
    expect(fixed).toMatchObject({ state: 'SCHEDULED', startsAt: asked.startsAt });
    expect([expert, surgeon, colleague].map((one) => invitationOf(fixed, one))).toMatchObject([
      { state: 'ACCEPTED', isChair: false },
      { state: 'ACCEPTED', isChair: true },
      { state: 'WITHDRAWN' },
    ]);
    expect((await told(colleague, fixed)).toSorted()).toEqual(['consultation.invited', 'consultation.withdrawn']);
    expect(await told(expert, fixed)).toContain('consultation.scheduled');
    // The time of whoever is not needed is free again, that of the others is not.
    const drafted = await story.draft(doctor);
    const sameTime = (one: Person) => ({ expertIds: ids(one), startsAt: asked.startsAt });
    expect(await story.refusal(doctor, 'chooseConsultationTime', drafted, sameTime(surgeon))).toBe(
      'CONSULTATION_SLOT_TAKEN TAKEN',
    );
    await story.act(doctor, 'chooseConsultationTime', drafted, sameTime(colleague));
  });

  test('of which two are enough go on when the third declines', async () => {
    const third = await world.hire('EXPERT', 'tcm', 'tcm-internal');
    await story.makeExperts(third);
    const drafted = await story.draft(doctor, mdt);
    const held = await story.act(doctor, 'chooseConsultationTime', drafted, {
      expertIds: ids(expert, surgeon, third),
      requiredExperts: 2,
      startsAt: story.later(27),
    });
    const submitted = await story.act(doctor, 'submitConsultation', held);
    const asked = await story.act(coordinator, 'passConsultationTriage', submitted);
    await story.answer(third, 'declineConsultation', asked, { reasonCode: 'leave' });
    expect((await story.look(doctor, asked)).state).toBe('INVITING');
    await story.answer(expert, 'acceptConsultation', asked);
    await story.answer(surgeon, 'acceptConsultation', asked);
    expect((await story.look(doctor, asked)).state).toBe('SCHEDULED');
  });

  describe('of which two are enough', () => {
    let leading: Person;
    let asked: SeenConsultation;

    beforeEach(async () => {
      // A department of its own: nobody there could follow.
      const department = `single-${crypto.randomUUID().slice(0, 8)}`;
      await world.open('tcm', [department]);
      leading = await world.hire('EXPERT', 'tcm', department);
      await story.makeExperts(leading);
      const drafted = await story.draft(doctor, mdt);
      const held = await story.act(doctor, 'chooseConsultationTime', drafted, {
        expertIds: ids(leading, expert, surgeon),
        chairStaffId: leading.staffId,
        requiredExperts: 2,
        startsAt: story.later(27),
      });
      const submitted = await story.act(doctor, 'submitConsultation', held);
      asked = await story.act(coordinator, 'passConsultationTriage', submitted);
      for (const one of [expert, surgeon]) await story.answer(one, 'acceptConsultation', asked);
    });

    const leads = (seen: SeenConsultation) =>
      seen.invitations.filter(({ isChair, state }) => isChair && state === 'ACCEPTED');

    test('are led by one of them where whoever was to lead declines and nobody takes their place', async () => {
      const fixed = await story.look(doctor, asked);
      expect([fixed.state, leads(fixed)]).toEqual(['SCHEDULED', []]);
      await story.answer(leading, 'declineConsultation', fixed, { reasonCode: 'leave' });
      const led = await story.look(doctor, asked);
      const [heir] = leads(led);
      expect([led.state, leads(led).length]).toEqual(['SCHEDULED', 1]);
      const [whoLeads, whoSigns] = heir!.expertStaffId === expert.staffId ? [expert, surgeon] : [surgeon, expert];
      expect(await told(whoLeads, led)).toContain('consultation.to-lead');
      const ended = await story.act(whoSigns, 'endConsultationSession', await begun(led, whoLeads, whoSigns));
      await story.sign(whoLeads, await story.write(whoLeads, ended));
    });

    test('are led by one of them where the session begins and whoever was to lead has not answered', async () => {
      const session = await begun(await story.look(doctor, asked), expert, surgeon);
      expect(session.state).toBe('IN_SESSION');
      expect(leads(session)).toHaveLength(1);
      const chair = leads(session)[0]!.expertStaffId === expert.staffId ? expert : surgeon;
      const ended = await story.act(expert, 'endConsultationSession', session);
      await story.sign(chair, await story.write(chair, ended));
    });

    test('are led by one of them where whoever was to lead loses the time', async () => {
      await story.answer(leading, 'acceptConsultation', await story.look(doctor, asked));
      await leading.asks('mutation($input: EnterCommitmentInput!) { enterCommitment(input: $input) { id } }', {
        input: {
          idempotencyKey: crypto.randomUUID(),
          expertId: leading.staffId,
          kind: 'LEAVE',
          reasonCode: 'annual',
          from: story.later(26),
          to: story.later(30),
        },
      });
      const led = await story.look(doctor, asked);
      expect([led.state, leads(led).length]).toEqual(['SCHEDULED', 1]);
      expect(invitationOf(led, leading).state).toBe('WITHDRAWN');
    });
  });
});

describe('without a session', () => {
  test('an opinion is due as soon as the expert has accepted', async () => {
    const drafted = await story.draft(doctor, { type: 'STORE_AND_FORWARD' });
    const time = { expertIds: ids(expert), startsAt: story.later(3) };
    expect(await story.refusal(doctor, 'chooseConsultationTime', drafted, time)).toBe('TRANSITION_REFUSED NO_SESSION');
    const submitted = await story.act(doctor, 'submitConsultation', drafted);
    expect(await story.refusal(coordinator, 'passConsultationTriage', submitted)).toBe(
      'TRANSITION_REFUSED NO_EXPERT_CHOSEN',
    );
    const assigned = await story.act(coordinator, 'assignConsultation', submitted, { expertIds: ids(expert) });
    const asked = await story.act(coordinator, 'passConsultationTriage', assigned);
    await story.answer(expert, 'acceptConsultation', asked);
    const waiting = await story.look(expert, asked);
    expect(waiting.state).toBe('AWAITING_OPINION');
    await story.sign(expert, await story.write(expert, waiting));
    expect((await story.look(doctor, asked)).state).toBe('DELIVERED');
  });

  test('a teaching round may end without an opinion', async () => {
    const scheduled = await story.scheduled(doctor, expert, story.later(3), { type: 'TEACHING_ROUND' });
    const ended = await story.act(expert, 'endConsultationSession', await begun(scheduled, expert));
    expect((await story.act(expert, 'closeConsultationWithoutOpinion', ended)).state).toBe('CLOSED');
  });
});

describe('an emergency', () => {
  /** Those people are on duty at the county for the next hours. */
  async function roster(entries: readonly (readonly [duty: string, who: Person])[]): Promise<void> {
    const now = app.clock.now();
    const at = { from: after(now, minutes(-1)), to: after(now, hours(5)), phone: '8001' };
    await world
      .person('medical-affairs')
      .asks('mutation($input: PlanDutyMonthInput!) { planDutyMonth(input: $input) { id } }', {
        input: {
          idempotencyKey: crypto.randomUUID(),
          month: now.toISOString().slice(0, 7),
          entries: entries.map(([duty, { staffId }]) => {
            const departmentId = duty.startsWith('DUTY') ? world.departmentId('cardiology') : null;
            return { function: duty, departmentId, staffId, ...at };
          }),
        },
      });
  }

  async function called(): Promise<SeenConsultation> {
    const drafted = await story.draft(doctor, { type: 'EMERGENCY' });
    expect(await story.refusal(doctor, 'submitConsultation', drafted)).toBe(
      'TRANSITION_REFUSED EMERGENCY_CONSULTATION',
    );
    return story.act(doctor, 'callEmergencyConsultation', drafted);
  }

  test('calls whoever is on duty at once, and the next one by itself after ten minutes', async () => {
    const [cardiologist, head] = [world.person('cardiologist'), world.person('cardiology-head')];
    await story.makeExperts(cardiologist, head);
    await roster([
      ['DUTY_DOCTOR', cardiologist],
      ['DUTY_HEAD', head],
    ]);
    const seen = await called();
    expect(seen).toMatchObject({ state: 'INVITING', invitations: [{ expertStaffId: cardiologist.staffId }] });
    expect(await told(cardiologist, seen)).toEqual(['consultation.called']);
    await pass(minutes(9));
    expect((await story.look(doctor, seen)).invitations).toHaveLength(1);
    await pass(minutes(1));
    const passedOn = await story.look(doctor, seen);
    expect(invitationOf(passedOn, cardiologist).state).toBe('EXPIRED');
    expect(invitationOf(passedOn, head).state).toBe('INVITED');
    await story.answer(head, 'acceptConsultation', passedOn);
    const scheduled = await story.look(doctor, seen);
    expect(scheduled).toMatchObject({ state: 'SCHEDULED', startsAt: app.clock.now().toISOString() });
    const session = await begun(scheduled, head);
    expect(session.state).toBe('IN_SESSION');
    await story.sign(head, await story.write(head, await story.act(head, 'endConsultationSession', session)));
    expect((await story.look(doctor, seen)).state).toBe('DELIVERED');
  });

  test('tells everybody of the chain where nobody can give advice, and calls those who let it pass again', async () => {
    const cardiologist = world.person('cardiologist');
    await story.makeExperts(cardiologist);
    await roster([
      ['DUTY_DOCTOR', cardiologist],
      ['GENERAL_DUTY', world.person('general-duty')],
    ]);
    const seen = await called();
    await pass(minutes(10));
    expect(await told(world.person('general-duty'), seen)).toEqual(['consultation.gap']);
    await pass(minutes(10));
    const again = await story.look(doctor, seen);
    expect(again.invitations.map(({ state }) => state)).toEqual(['EXPIRED', 'INVITED']);
    await story.answer(cardiologist, 'declineConsultation', again, { reasonCode: 'surgery' });
    await pass(minutes(10));
    expect((await story.look(doctor, seen)).invitations).toHaveLength(2);
    const assigned = await story.act(coordinator, 'assignConsultation', await story.look(coordinator, seen), {
      expertIds: ids(expert),
    });
    await story.answer(expert, 'acceptConsultation', assigned);
    expect((await story.look(doctor, seen)).state).toBe('SCHEDULED');
  });

  test('begins anew with whoever is called next, who leads it, when the one who had accepted cannot come after all', async () => {
    const [cardiologist, head] = [world.person('cardiologist'), world.person('cardiology-head')];
    await story.makeExperts(cardiologist, head);
    await roster([
      ['DUTY_DOCTOR', cardiologist],
      ['DUTY_HEAD', head],
    ]);
    const seen = await called();
    await story.answer(cardiologist, 'acceptConsultation', seen);
    app.clock.advance(hours(2));
    await story.answer(cardiologist, 'declineConsultation', await story.look(doctor, seen), { reasonCode: 'surgery' });
    const passedOn = await story.look(doctor, seen);
    expect(passedOn).toMatchObject({ state: 'INVITING', startsAt: null });
    await story.answer(head, 'acceptConsultation', passedOn);
    const session = await begun(await story.look(doctor, seen), head);
    expect(invitationOf(session, head).isChair).toBe(true);
    await story.sign(head, await story.write(head, await story.act(head, 'endConsultationSession', session)));
    expect((await story.look(doctor, seen)).state).toBe('DELIVERED');
  });

  test('is not closed before the patient has agreed in writing, and says when orders are late', async () => {
    const patientId = await new ReferralStory(world).patient(doctor);
    await story.makeExperts(world.person('cardiologist'));
    await roster([['DUTY_DOCTOR', world.person('cardiologist')]]);
    const drafted = await story.draft(doctor, { type: 'EMERGENCY', patientId });
    const seen = await story.act(doctor, 'callEmergencyConsultation', drafted);
    const cardiologist = world.person('cardiologist');
    await story.answer(cardiologist, 'acceptConsultation', seen);
    const session = await begun(await story.look(doctor, seen), cardiologist);
    await pass(minutes(40));
    expect(await told(coordinator, seen)).toContain('consultation.overdue');
    const ended = await story.act(cardiologist, 'endConsultationSession', session);
    await story.sign(cardiologist, await story.write(cardiologist, ended));
    const delivered = await story.look(doctor, seen);
    const adopted = { adoption: 'ADOPTED' };
    expect(await story.refusal(doctor, 'recordConsultationAdoption', delivered, adopted)).toBe(
      'TRANSITION_REFUSED CONSULTATION_CONSENT_MISSING',
    );
    await new ReferralStory(world).consent(doctor, patientId, 'CONSULTATION');
    await story.act(doctor, 'recordConsultationAdoption', delivered, adopted);
  });
});

describe('at once', () => {
  test('many doctors book from few experts, each of them in the end, and each refusal says why and when else', async () => {
    const experts = [
      await world.hire('EXPERT', 'county', 'cardiology'),
      await world.hire('EXPERT', 'county', 'cardiology'),
    ];
    await story.makeExperts(...experts);
    const ownerUrl = app.database.ownerUrl;
    const doctors = Array.from({ length: 24 }, (_, n) => (n % 2 ? doctor : world.person('township-colleague')));
    const firstMorning = new Date(story.later(1));
    const outcome = await BookingRush.of(story, { doctors, experts, firstMorning, wanted: 3, ownerUrl });
    expect(outcome).toMatchObject({ booked: 24, faults: [] });
    expect([...outcome.refusals.keys()]).toEqual(['CONSULTATION_SLOT_TAKEN TAKEN']);
  });

  test('of many who want the same hour of an expert one gets it, and the others hear when there is another', async () => {
    const startsAt = story.later(5);
    const drafts = await Promise.all(Array.from({ length: 16 }, () => story.draft(doctor)));
    const answers = await Promise.all(
      drafts.map((draft) =>
        story.tries(doctor, 'chooseConsultationTime', draft, { expertIds: ids(colleague), startsAt }),
      ),
    );
    const refused = answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions));
    expect(refused).toHaveLength(15);
    for (const { code, facts } of refused) {
      expect(code).toBe('CONSULTATION_SLOT_TAKEN');
      expect((facts as { nextTimes: unknown[] }).nextTimes).toHaveLength(5);
    }
  });

  test('of a rota and consultations that want the same time one gets it', async () => {
    const startsAt = story.later(5);
    const time = { start: new Date(startsAt), end: after(new Date(startsAt), hours(4)) };
    const drafts = await Promise.all(Array.from({ length: 16 }, () => story.draft(doctor)));
    const commitments = app.nest.get(Commitments, { strict: false });
    const rota = drafts.map(({ id }) =>
      commitments
        .reserve(systemActor(world.institutionId('county'), 'race'), {
          subject: { domain: 'dispatch', id },
          expertIds: ids(surgeon),
          kind: 'DISPATCH_SESSION',
          time,
        })
        .then(
          () => 'taken',
          () => 'refused',
        ),
    );
    const booked = drafts.map(async (draft) => {
      const { errors } = await story.tries(doctor, 'chooseConsultationTime', draft, {
        expertIds: ids(surgeon),
        startsAt,
      });
      return errors.length === 0 ? 'taken' : 'refused';
    });
    const outcomes = await Promise.all([...rota, ...booked]);
    expect(outcomes.filter((outcome) => outcome === 'taken')).toHaveLength(1);
  });

  test('who comes with a version that somebody else has changed hears so, and from elsewhere nothing is there', async () => {
    const drafted = await story.draft(doctor);
    await story.act(doctor, 'editConsultation', drafted, story.content(doctor));
    expect(await story.refusal(doctor, 'editConsultation', drafted, story.content(doctor))).toBe('STALE_VERSION');
    const elsewhere = world.person('other-township-doctor');
    expect(await story.refusal(elsewhere, 'submitConsultation', drafted)).toBe('NOT_FOUND');
    expect(await story.refusal(coordinator, 'cancelConsultation', drafted, { reasonCode: 'improved' })).toBe(
      'NOT_FOUND',
    );
  });

  test('the same request twice makes one thing', async () => {
    const input = {
      idempotencyKey: crypto.randomUUID(),
      type: 'ORDINARY',
      patientId: await story.patient(doctor),
      centreInstitutionId: world.institutionId('county'),
      ...story.content(doctor),
    };
    const document = 'mutation($input: DraftConsultationInput!) { draftConsultation(input: $input) { id } }';
    const both = await Promise.all([doctor.asks(document, { input }), doctor.asks(document, { input })]);
    expect(both[0]).toEqual(both[1]);
  });

  test('is not submitted to an institution that there is no agreement with', async () => {
    const drafted = await story.draft(doctor);
    await endAgreement(app.clock.now());
    expect(await story.refusal(doctor, 'submitConsultation', drafted)).toBe('TRANSITION_REFUSED NO_AGREEMENT');
    await endAgreement(null);
    await story.act(doctor, 'submitConsultation', drafted);
  });
});

describe('the limit of an answer', () => {
  const limitOf = async (seen: SeenConsultation, who: Person): Promise<string[]> => {
    const limits = await app.asOwner<{ state: string }>(
      `SELECT state FROM deadlines WHERE kind = 'consultation.answer' AND subject_id = $1`,
      [invitationOf(seen, who).id],
    );
    return limits.map(({ state }) => state);
  };

  test('ends with the answer, and comes due where none comes', async () => {
    const asked = await story.invited(doctor, [expert], story.later(3));
    expect(await limitOf(asked, expert)).toEqual(['RUNNING']);
    await story.answer(expert, 'acceptConsultation', asked);
    expect(await limitOf(asked, expert)).toEqual(['FINISHED']);
    const declined = await story.invited(doctor, [surgeon], story.later(3));
    await story.answer(surgeon, 'declineConsultation', declined, { reasonCode: 'leave' });
    expect(await limitOf(declined, surgeon)).toEqual(['FINISHED']);
    const unanswered = await story.invited(doctor, [colleague], story.later(26));
    await pass(days(1));
    expect(invitationOf(await story.look(doctor, unanswered), colleague).state).toBe('EXPIRED');
    expect(await limitOf(unanswered, colleague)).toEqual(['EXECUTED']);
  });

  test('is cancelled when nobody waits for it any more: the case is withdrawn, or its session did not take place', async () => {
    const asked = await story.invited(doctor, [expert], story.later(3));
    await story.act(doctor, 'cancelConsultation', asked, { reasonCode: 'improved' });
    expect(await limitOf(asked, expert)).toEqual(['CANCELLED']);
    const drafted = await story.draft(doctor, { type: 'MDT', wantedDepartmentId: null });
    const expertIds = ids(expert, surgeon, colleague);
    const choice = { expertIds, requiredExperts: 2, startsAt: story.later(27) };
    const submitted = await story.act(
      doctor,
      'submitConsultation',
      await story.act(doctor, 'chooseConsultationTime', drafted, choice),
    );
    const inviting = await story.act(coordinator, 'passConsultationTriage', submitted);
    for (const one of [expert, surgeon]) await story.answer(one, 'acceptConsultation', inviting);
    expect(await limitOf(inviting, colleague)).toEqual(['RUNNING']);
    app.clock.set(new Date(choice.startsAt));
    const scheduled = await story.look(expert, inviting);
    const failed = await story.act(expert, 'failConsultation', scheduled, { reasonCode: 'network' });
    expect(failed.state).toBe('FAILED_TECHNICAL');
    expect(await limitOf(inviting, colleague)).toEqual(['CANCELLED']);
  });
});
