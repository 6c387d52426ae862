import { randomUUID } from 'node:crypto';
import { after, days, hours } from '#kernel';
import { ReferralStory, START, TestApp, World, type Person, type SeenReferral, type UpMutation } from '#testing';

let app: TestApp;
let world: World;
let story: ReferralStory;
let coordinator: Person;
let doctor: Person;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  story = new ReferralStory(world);
  coordinator = world.person('coordinator');
  doctor = world.person('cardiologist');
});
afterAll(() => app.stop());

let mornings = 1;
/** The times of a session on a day that has none yet. */
function nextMorning(): { from: Date; to: Date } {
  const from = after(new Date('2026-03-09T08:00:00+08:00'), days(mornings++));
  return { from, to: after(from, hours(4)) };
}

async function session(places: number, times = nextMorning()): Promise<{ id: string; from: Date; to: Date }> {
  const departmentId = world.departmentId('cardiology');
  const input = { idempotencyKey: randomUUID(), departmentId, sessions: [{ ...times, places }] };
  const { planClinicSessions } = await coordinator.asks<{ planClinicSessions: { sessions: { id: string }[] } }>(
    'mutation($input: PlanClinicSessionsInput!) { planClinicSessions(input: $input) { sessions { id } } }',
    { input },
  );
  return { id: planClinicSessions.sessions[0]!.id, ...times };
}

async function accepted(handling?: 'INPATIENT'): Promise<SeenReferral> {
  const submitted = await story.submitted(world.person('township-doctor'));
  return story.accept(doctor, await story.claim(doctor, submitted), handling);
}

const ARRANGE = `mutation($input: ArrangeReferralInput!) { arrangeReferral(input: $input) {
  id version state arrangement { code clinicSessionId bedPoolId } } }`;
type Arranged = SeenReferral & {
  readonly arrangement: { code: string; clinicSessionId: string | null; bedPoolId: string | null };
};

const arrange = ({ id, version }: SeenReferral, more: object) =>
  coordinator.tries<{ arrangeReferral: Arranged }>(ARRANGE, { input: { id, expectedVersion: version, ...more } });

async function freeIn(sessionId: string): Promise<number> {
  const { clinicSessions } = await coordinator.asks<{ clinicSessions: { id: string; free: number }[] }>(
    '{ clinicSessions(fromDay: "2026-03-01", toDay: "2026-12-31") { id free } }',
  );
  return clinicSessions.find(({ id }) => id === sessionId)!.free;
}

async function beds(emptyBeds: number): Promise<string> {
  const { reportBeds } = await doctor.asks<{ reportBeds: { id: string } }>(
    'mutation($input: ReportBedsInput!) { reportBeds(input: $input) { id } }',
    { input: { idempotencyKey: randomUUID(), departmentId: world.departmentId('cardiology'), emptyBeds } },
  );
  return reportBeds.id;
}

const rearrange = (referral: SeenReferral, more: object) => story.act(coordinator, 'rearrangeReferral', referral, more);

async function pool(): Promise<object | undefined> {
  const { bedPools } = await coordinator.asks<{ bedPools: object[] }>('{ bedPools { emptyBeds held free } }');
  return bedPools[0];
}

describe('an appointment', () => {
  it('takes a place of a session, and the visit lies within it', async () => {
    const { id: clinicSessionId, from, to } = await session(2);
    const referral = await accepted();
    const { errors } = await arrange(referral, { visitTime: to, clinicSessionId });
    expect(errors[0]!.extensions.facts['fields']).toEqual([{ path: 'visitTime', constraint: 'OUTSIDE_SESSION' }]);
    expect(await freeIn(clinicSessionId)).toBe(2);
    const { data } = await arrange(referral, { visitTime: from, clinicSessionId });
    expect(data!.arrangeReferral).toMatchObject({
      state: 'ARRANGED',
      arrangement: { clinicSessionId, bedPoolId: null },
    });
    expect(await freeIn(clinicSessionId)).toBe(1);
  });

  it('that finds no place or bed is refused, and what was tried stays on record with the referral as it is', async () => {
    const { id: clinicSessionId, from } = await session(1);
    await arrange(await accepted(), { visitTime: from, clinicSessionId });
    const referral = await accepted();
    const { errors } = await arrange(referral, { visitTime: from, clinicSessionId });
    expect(errors[0]!.extensions.code).toBe('SLOT_TAKEN');
    const inpatient = await accepted('INPATIENT');
    await arrange(inpatient, { visitTime: after(START, days(1)), bedPoolId: await beds(0) });
    const query = `query($id: ID!) { referral(id: $id) { state version latestEvents { action staffName }
      lastSlotSearch { wanted departmentName firstDay lastDay searchedAt staffName } } }`;
    const seen = async ({ id }: SeenReferral) => (await coordinator.asks<{ referral: object }>(query, { id })).referral;
    const day = from.toISOString().slice(0, 10);
    expect(await seen(referral)).toMatchObject({
      state: 'ACCEPTED',
      version: referral.version,
      latestEvents: expect.arrayContaining([{ action: 'noteNoFreeSlot', staffName: 'coordinator 医生' }]) as unknown,
      lastSlotSearch: {
        wanted: 'SLOT',
        departmentName: 'cardiology',
        firstDay: day,
        lastDay: day,
        searchedAt: app.clock.now().toISOString(),
        staffName: 'coordinator 医生',
      },
    });
    expect(await seen(inpatient)).toMatchObject({ lastSlotSearch: { wanted: 'BED' } });
    // The next attempt needs no new version.
    expect((await arrange(referral, { visitTime: from })).errors).toEqual([]);
  });

  it('that was refused is tried anew where the same request comes again', async () => {
    const { id: clinicSessionId, from } = await session(1);
    const { data: first } = await arrange(await accepted(), { visitTime: from, clinicSessionId });
    const referral = await accepted();
    const again = () => arrange(referral, { visitTime: from, clinicSessionId, idempotencyKey: 'the-same' });
    for (const answer of [await again(), await again()]) expect(answer.errors[0]!.extensions.code).toBe('SLOT_TAKEN');
    await rearrange(first!.arrangeReferral, { visitTime: from });
    for (const { data } of [await again(), await again()]) expect(data!.arrangeReferral.state).toBe('ARRANGED');
    expect(await freeIn(clinicSessionId)).toBe(0);
  });

  it('is possible without any: what has no place yet is work, not an error', async () => {
    const { data } = await arrange(await accepted(), { visitTime: after(START, days(1)) });
    expect(data!.arrangeReferral.arrangement).toMatchObject({ clinicSessionId: null, bedPoolId: null });
  });

  it('takes the last place for exactly one of 32 who ask at once; the others hear what is free next', async () => {
    const { id: clinicSessionId, from } = await session(1);
    const next = await session(5);
    const referrals: SeenReferral[] = [];
    for (let n = 0; n < 32; n++) referrals.push(await accepted());
    const answers = await Promise.all(referrals.map((one) => arrange(one, { visitTime: from, clinicSessionId })));
    expect(answers.filter(({ data }) => data?.arrangeReferral)).toHaveLength(1);
    const refused = answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions));
    expect(refused).toHaveLength(31);
    for (const { code, facts } of refused) {
      expect(code).toBe('SLOT_TAKEN');
      expect((facts['next'] as { sessionId: string }[]).map(({ sessionId }) => sessionId)).toContain(next.id);
    }
    expect(await freeIn(clinicSessionId)).toBe(0);
  });

  it('takes a bed, which is no longer empty when the patient has come', async () => {
    const bedPoolId = await beds(2);
    const { data } = await arrange(await accepted('INPATIENT'), { visitTime: after(START, days(1)), bedPoolId });
    expect(data!.arrangeReferral.arrangement).toMatchObject({ clinicSessionId: null, bedPoolId });
    expect(await pool()).toEqual({ emptyBeds: 2, held: 1, free: 1 });
    await story.arrive(world.person('registrar'), data!.arrangeReferral.arrangement.code);
    expect(await pool()).toEqual({ emptyBeds: 1, held: 0, free: 1 });
  });

  it('takes a place or a bed, not both', async () => {
    const { id: clinicSessionId, from } = await session(1);
    const more = { visitTime: from, clinicSessionId, bedPoolId: randomUUID() };
    const { errors } = await arrange(await accepted(), more);
    expect(errors[0]!.extensions.facts['fields']).toEqual([{ path: 'bedPoolId', constraint: 'SLOT_OR_BED' }]);
  });
});

describe('another appointment', () => {
  it('takes its own place and gives back the one before, which stays where the new one cannot be had', async () => {
    const [first, second, full] = [await session(1), await session(1), await session(1)];
    await arrange(await accepted(), { visitTime: full.from, clinicSessionId: full.id });
    const { data } = await arrange(await accepted(), { visitTime: first.from, clinicSessionId: first.id });
    const arranged = data!.arrangeReferral;
    const move = { visitTime: full.from, clinicSessionId: full.id };
    expect(await story.refusal(coordinator, 'rearrangeReferral', arranged, move)).toBe('FULL');
    expect(await freeIn(first.id)).toBe(0);
    const moved = await rearrange(arranged, { visitTime: second.from, clinicSessionId: second.id });
    expect([await freeIn(first.id), await freeIn(second.id)]).toEqual([1, 0]);
    await rearrange(moved, { visitTime: second.from });
    expect(await freeIn(second.id)).toBe(1);
  });

  it('takes one of the two places for each of those who change with each other at once', async () => {
    const [one, two] = [await session(2), await session(2)];
    const at = ({ id, from }: typeof one) => ({ visitTime: from, clinicSessionId: id });
    const arranged = await Promise.all(
      [one, two].map(async (place) => (await arrange(await accepted(), at(place))).data!.arrangeReferral),
    );
    await Promise.all([rearrange(arranged[0]!, at(two)), rearrange(arranged[1]!, at(one))]);
    expect([await freeIn(one.id), await freeIn(two.id)]).toEqual([1, 1]);
  });

  it('of somebody who did not come takes a place again', async () => {
    const { id: clinicSessionId, from: visitTime } = await session(1);
    const { data } = await arrange(await accepted(), { visitTime, clinicSessionId });
    const reasonCode = 'patient_forgot';
    const missed = await story.act(coordinator, 'markReferralNoShow', data!.arrangeReferral, { reasonCode });
    expect(await freeIn(clinicSessionId)).toBe(1);
    await rearrange(missed, { visitTime, clinicSessionId });
    expect(await freeIn(clinicSessionId)).toBe(0);
  });
});

describe('places are for outpatients and beds for inpatients', () => {
  it('is told as the rule that refuses', async () => {
    const { id: clinicSessionId, from: visitTime } = await session(1);
    const bedPoolId = await beds(1);
    const ruleOf = async (referral: SeenReferral, what: object) =>
      (await arrange(referral, { visitTime, ...what })).errors[0]!.extensions;
    const refused = { code: 'TRANSITION_REFUSED' };
    expect(await ruleOf(await accepted('INPATIENT'), { clinicSessionId })).toMatchObject({
      ...refused,
      rule: 'SLOT_FOR_OUTPATIENTS',
    });
    const outpatient = await accepted();
    expect(await ruleOf(outpatient, { bedPoolId })).toMatchObject({ ...refused, rule: 'BED_FOR_INPATIENTS' });
    const { data } = await arrange(outpatient, { visitTime, clinicSessionId });
    expect(await story.refusal(coordinator, 'rearrangeReferral', data!.arrangeReferral, { visitTime, bedPoolId })).toBe(
      'BED_FOR_INPATIENTS',
    );
    expect(await freeIn(clinicSessionId)).toBe(0);
  });
});

describe('an appointment that comes to nothing', () => {
  const closed = (by: Person, mutation: UpMutation, reasonCode: string) => (referral: SeenReferral) =>
    story.act(by, mutation, referral, { reasonCode });
  const cancel = (referral: SeenReferral) =>
    closed(world.person('township-doctor'), 'cancelReferral', 'patient_withdraw')(referral);
  const close = (referral: SeenReferral) => closed(coordinator, 'closeReferralByAgreement', 'patient_giveup')(referral);
  const miss = (referral: SeenReferral) => closed(coordinator, 'markReferralNoShow', 'patient_forgot')(referral);
  const reopen = (referral: SeenReferral) => closed(coordinator, 'reopenReferral', 'patient_returned')(referral);
  const redirect = (referral: SeenReferral) =>
    story.act(coordinator, 'redirectReferral', referral, { toDepartmentId: world.departmentId('surgery') });
  const expire = async () => {
    const now = app.clock.now();
    app.clock.advance(days(60));
    await app.work('referral.overdue');
    app.clock.set(now);
  };
  const ways: Record<string, (referral: SeenReferral) => Promise<unknown>> = {
    cancelled: cancel,
    closed: close,
    'marked as missed': miss,
    'closed after nobody came': async (referral) => close(await miss(referral)),
    'closed and opened again': async (referral) => reopen(await close(referral)),
    'closed, opened again and redirected': async (referral) => redirect(await reopen(await close(referral))),
    'left until it expires': expire,
  };

  it.each(Object.keys(ways))('and is %s holds no place and no bed any more', async (way) => {
    const { id: clinicSessionId, from: visitTime } = await session(1);
    const bedPoolId = await beds(1);
    const outpatient = await arrange(await accepted(), { visitTime, clinicSessionId });
    const inpatient = await arrange(await accepted('INPATIENT'), { visitTime, bedPoolId });
    expect([await freeIn(clinicSessionId), await pool()]).toEqual([0, { emptyBeds: 1, held: 1, free: 0 }]);
    for (const { data } of [outpatient, inpatient]) await ways[way]!(data!.arrangeReferral);
    expect([await freeIn(clinicSessionId), await pool()]).toEqual([1, { emptyBeds: 1, held: 0, free: 1 }]);
  });
});

describe('a clinic that closes', () => {
  it('tells the referral centre how many patients have to be moved', async () => {
    const { id: clinicSessionId, from, to } = await session(2);
    await arrange(await accepted(), { visitTime: from, clinicSessionId });
    const input = { idempotencyKey: randomUUID(), departmentId: world.departmentId('cardiology'), from, to };
    await world
      .person('cardiology-head')
      .asks('mutation($input: CloseClinicInput!) { closeClinic(input: $input) { id } }', {
        input: { ...input, reasonCode: 'equipment_failure' },
      });
    await app.work('deliver.referral.closure-notices');
    const { myNotices } = await coordinator.asks<{ myNotices: { nodes: { title: string; body: string }[] } }>(
      '{ myNotices { nodes { title body } } }',
    );
    expect(myNotices.nodes).toContainEqual({
      title: '停诊：患者需改期',
      body: 'cardiology已停诊，有 1 例已安排的转诊需要改期。',
    });
  });
});
