import { randomUUID } from 'node:crypto';
import { after, days, hours } from '#kernel';
import { ReferralStory, START, TestApp, World, type Person, type SeenReferral } from '#testing';

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

async function accepted(): Promise<SeenReferral> {
  const submitted = await story.submitted(world.person('township-doctor'));
  return story.accept(doctor, await story.claim(doctor, submitted));
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
    const departmentId = world.departmentId('cardiology');
    const { reportBeds } = await doctor.asks<{ reportBeds: { id: string } }>(
      'mutation($input: ReportBedsInput!) { reportBeds(input: $input) { id } }',
      { input: { idempotencyKey: randomUUID(), departmentId, emptyBeds: 2 } },
    );
    const bedPoolId = reportBeds.id;
    const { data } = await arrange(await accepted(), { visitTime: after(START, days(1)), bedPoolId });
    expect(data!.arrangeReferral.arrangement).toMatchObject({ clinicSessionId: null, bedPoolId });
    const pool = async () => {
      const { bedPools } = await coordinator.asks<{ bedPools: object[] }>('{ bedPools { emptyBeds held free } }');
      return bedPools[0];
    };
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
