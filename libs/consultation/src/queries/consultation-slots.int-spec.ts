import { randomUUID } from 'node:crypto';
import { Commitments } from '#calendar';
import { ALLIANCE_ZONE, addDays, hours, instantAt, localDate, weekdayOf } from '#kernel';
import { systemActor } from '#platform';
import { StatementCounter, TestApp, World, withClient, type Person } from '#testing';

const MONDAY = '2026-03-09';
const NONE = { slots: [], experts: [] };
const at = (time: string, day = MONDAY): Date => instantAt(day, time, ALLIANCE_ZONE);

let app: TestApp;
let world: World;
let doctor: Person;
let admin: Person;
let experts: readonly [Person, Person, Person];

interface Found {
  readonly slots: readonly {
    readonly startsAt: string;
    readonly endsAt: string;
    readonly expertIds: readonly string[];
    readonly proposed: { expertId: string; reason: string; taken: number } | null;
  }[];
  readonly experts: readonly { readonly id: string; readonly name: string }[];
  readonly lastDay: string;
}

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  doctor = world.person('township-doctor');
  admin = world.person('system-admin');
  experts = [
    await world.hire('EXPERT', 'county', 'cardiology'),
    await world.hire('EXPERT', 'county', 'cardiology'),
    await world.hire('EXPERT', 'county', 'surgery'),
  ];
  await withClient(app.database.ownerUrl, (owner) =>
    owner.query(`UPDATE staff SET specialty_codes = '{heart}' WHERE id = ANY($1)`, [
      experts.slice(0, 2).map(({ staffId }) => staffId),
    ]),
  );
  for (const expert of experts) await publish(expert);
  await setUp('changeCooperationAgreement', { ...between(), agreementNo: 'XY-2026-01' });
});
afterEach(() => withClient(app.database.ownerUrl, (owner) => owner.query('DELETE FROM commitments')));
afterAll(() => app.stop());

const between = () => ({
  invitingInstitutionId: world.institutionId('north'),
  invitedInstitutionId: world.institutionId('county'),
});

function publish(expert: Person): Promise<unknown> {
  const week = [{ weekday: 1, fromTime: '08:00', toTime: '18:00' }];
  return expert.asks('mutation($input: PublishAvailabilityInput!) { publishAvailability(input: $input) { version } }', {
    input: {
      id: expert.staffId,
      expectedVersion: 1,
      effectiveFrom: MONDAY,
      week,
      bufferBeforeMinutes: 10,
      bufferAfterMinutes: 10,
    },
  });
}

/** Under the version that stands. */
async function setUp(operation: string, input: object, version = 0): Promise<unknown> {
  const type = `${operation[0]!.toUpperCase()}${operation.slice(1)}Input`;
  return admin.asks(`mutation($input: ${type}!) { ${operation}(input: $input) { weights { expertId } } }`, {
    input: { expectedVersion: version, ...input },
  });
}

const tries = (question: object, by: Person = doctor) =>
  by.tries<{ consultationSlots: Found }>(
    `query($specialtyCode: String, $expertIds: [ID!], $from: DateTime!, $to: DateTime!, $durationMinutes: Int!, $needed: Int,
       $chairId: ID) {
       consultationSlots(specialtyCode: $specialtyCode, expertIds: $expertIds, from: $from, to: $to,
         durationMinutes: $durationMinutes, needed: $needed, chairId: $chairId) {
         lastDay slots { startsAt endsAt expertIds proposed { expertId reason taken } } experts { id name } } }`,
    { from: at('08:00'), to: at('12:00'), durationMinutes: 60, ...question },
  );
async function find(question: object, by: Person = doctor): Promise<Found> {
  const { data, errors } = await tries(question, by);
  expect(errors).toEqual([]);
  return data!.consultationSlots;
}
const begins = ({ slots }: Found): Date[] => slots.map(({ startsAt }) => new Date(startsAt));
const codeOf = async (question: object, by?: Person) => {
  const { errors } = await tries(question, by);
  const [first] = errors as readonly { extensions: { code: string; rule?: string; facts?: object } }[];
  return first?.extensions;
};

function busy(expert: Person, from: string, kind: 'CONSULTATION' | 'DISPATCH_SESSION', day = MONDAY): Promise<void> {
  const start = at(from, day);
  return app.nest.get(Commitments, { strict: false }).reserve(systemActor(world.institutionId('county'), 'test'), {
    subject: { domain: 'test', id: randomUUID() },
    expertIds: [expert.staffId],
    kind,
    time: { start, end: new Date(+start + hours(1)) },
  });
}

describe('times for a consultation', () => {
  it('are free, within the hours of both sides, and name everybody once', async () => {
    const [first, second] = experts;
    const found = await find({ specialtyCode: 'heart' });
    expect(begins(found)).toEqual(
      ['08:15', '08:30', '08:45', '09:00', '09:15', '09:30', '09:45', '10:00', '10:15', '10:30', '10:45', '11:00'].map(
        (time) => at(time),
      ),
    );
    expect(found.experts.map(({ id }) => id).toSorted()).toEqual([first.staffId, second.staffId].toSorted());
    expect(begins(await find({ specialtyCode: 'heart', to: at('15:30') })).at(-1)).toEqual(at('14:30'));
  });

  it('leave out an expert who is sent to a township', async () => {
    const [first, second] = experts;
    await busy(first, '08:00', 'DISPATCH_SESSION');
    await busy(first, '09:00', 'DISPATCH_SESSION');
    const { slots } = await find({ specialtyCode: 'heart', to: at('10:00') });
    expect(slots.map(({ expertIds }) => expertIds)).toEqual([...Array(4)].map(() => [second.staffId]));
    expect(slots[0]!.proposed).toMatchObject({ expertId: second.staffId, reason: 'ONLY_ONE_FREE' });
  });

  it('propose whoever has had fewest, then whoever was asked longest ago, for their share', async () => {
    const [first, second] = experts;
    const proposed = async () => (await find({ specialtyCode: 'heart', to: at('09:15') })).slots[0]!.proposed;
    await busy(first, '14:00', 'CONSULTATION');
    expect(await proposed()).toEqual({ expertId: second.staffId, reason: 'FEWEST_FOR_SHARE', taken: 0 });
    await busy(second, '16:00', 'CONSULTATION');
    expect(await proposed()).toEqual({ expertId: first.staffId, reason: 'LEAST_RECENT', taken: 1 });
    await setUp('changeConsultationWeight', { expertId: second.staffId, weightPercent: 300 });
    expect(await proposed()).toEqual({ expertId: second.staffId, reason: 'FEWEST_FOR_SHARE', taken: 1 });
  });

  it('of several experts are those of all, or of enough with the chair', async () => {
    const [first, second, third] = experts;
    await busy(first, '08:00', 'CONSULTATION');
    await busy(second, '10:00', 'CONSULTATION');
    const expertIds = experts.map(({ staffId }) => staffId);
    expect(await find({ expertIds })).toMatchObject(NONE);
    const two = await find({ expertIds, needed: 2, to: at('09:30') });
    expect(two.slots.map(({ expertIds: free, proposed }) => [free, proposed])).toEqual(
      [0, 1].map(() => [[second.staffId, third.staffId], null]),
    );
    expect(begins(await find({ expertIds, needed: 2, chairId: first.staffId }))[0]).toEqual(at('09:15'));
  });

  it('are those of an agreement that stands for all of the time, and a named expert without one is refused', async () => {
    const south = world.person('other-township-doctor');
    expect(await find({ specialtyCode: 'heart' }, south)).toMatchObject(NONE);
    expect(await codeOf({ expertIds: [experts[0].staffId] }, south)).toMatchObject({
      code: 'AGREEMENT_MISSING',
      facts: { invitedInstitutionId: world.institutionId('county') },
    });
    await setUp('endCooperationAgreement', { ...between(), effectiveFrom: at('10:00') }, 1);
    expect(await find({ specialtyCode: 'heart' })).toMatchObject(NONE);
    expect(begins(await find({ specialtyCode: 'heart', to: at('10:00') }))).toHaveLength(4);
    const next = { ...between(), agreementNo: 'XY-2026-02', effectiveFrom: at('10:00') };
    await setUp('changeCooperationAgreement', next, 2);
    expect(begins(await find({ specialtyCode: 'heart' }))).toHaveLength(12);
  });

  it('keep to the hours that an institution has for itself, from when they count', async () => {
    const own = { institutionId: world.institutionId('north'), morningFrom: 600, morningTo: 690 };
    await setUp('changeConsultationHours', own);
    expect(begins(await find({ specialtyCode: 'heart', to: at('10:00') }))).toEqual([]);
    expect(begins(await find({ expertIds: [experts[2].staffId], to: at('18:00') }))).toEqual(
      ['10:00', '10:15', '10:30'].map((time) => at(time)),
    );
  });

  it('cost the same number of statements for one expert and for many', async () => {
    const statements = StatementCounter.on(app);
    const [first] = experts;
    const count = (question: object) => statements.during(() => find(question, first));
    await count({ specialtyCode: 'heart' });
    const one = await count({ expertIds: [first.staffId] });
    expect(await count({ expertIds: experts.map(({ staffId }) => staffId) })).toHaveLength(one.length);
  });

  it.each([
    ['nothing to look for', {}, 'specialtyCode'],
    ['both a specialty and experts', { specialtyCode: 'heart', expertIds: [randomUUID()] }, 'specialtyCode'],
    ['a window that ends before it begins', { specialtyCode: 'heart', to: at('07:00') }, 'to'],
    ['more than five weeks', { specialtyCode: 'heart', to: at('08:00', '2026-04-14') }, 'to'],
    ['more experts than are named', { expertIds: [randomUUID()], needed: 2 }, 'needed'],
    ['a chair who is not named', { expertIds: [randomUUID()], chairId: randomUUID() }, 'chairId'],
  ])('are not looked for with %s', async (_what, question, path) => {
    expect(await codeOf(question)).toMatchObject({ code: 'INVALID_INPUT', rule: 'CONSULTATION' });
    expect(JSON.stringify(await codeOf(question))).toContain(`"${path}"`);
  });

  it('that have all passed are none', async () => {
    const past = { from: at('08:00', '2026-01-05'), to: at('12:00', '2026-01-05') };
    expect(await find({ specialtyCode: 'heart', ...past })).toMatchObject(NONE);
  });

  it('end with the last day that can be booked, which is told', async () => {
    const lastDay = addDays(localDate(app.clock.now(), ALLIANCE_ZONE), 60);
    const monday = addDays(lastDay, 1 - weekdayOf(lastDay));
    const week = { from: at('08:00', monday), to: at('18:00', addDays(monday, 14)), specialtyCode: 'heart' };
    const { slots, lastDay: told } = await find(week);
    expect(told).toBe(lastDay);
    expect(new Set(slots.map(({ startsAt }) => localDate(new Date(startsAt), ALLIANCE_ZONE)))).toEqual(
      new Set([monday]),
    );
    const after = { from: at('08:00', addDays(monday, 7)), to: at('18:00', addDays(monday, 14)) };
    expect(await find({ ...week, ...after })).toMatchObject({ ...NONE, lastDay });
  });

  it('of somebody who publishes none are not found', async () => {
    expect(await codeOf({ expertIds: [randomUUID()] })).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('what consultations are arranged by', () => {
  const attempt = async (operation: string, input: object, by: Person = admin) => {
    const type = `${operation[0]!.toUpperCase()}${operation.slice(1)}Input`;
    const { errors } = await by.tries(
      `mutation($input: ${type}!) { ${operation}(input: $input) { weights { expertId } } }`,
      { input: { expectedVersion: 0, ...input } },
    );
    return JSON.stringify(errors);
  };

  it('says which hours and which parties cannot be', async () => {
    const institutionId = world.institutionId('south');
    const refused = (input: object) => attempt('changeConsultationHours', { institutionId, ...input });
    expect(await refused({ morningFrom: 480 })).toContain('WITH_BEGIN_AND_END');
    expect(await refused({ afternoonFrom: 900, afternoonTo: 840 })).toContain('PERIOD_EMPTY');
    const meeting = { morningFrom: 480, morningTo: 900, afternoonFrom: 840, afternoonTo: 1_000 };
    expect(await refused(meeting)).toContain('PERIOD_MEETS_ANOTHER');
    expect(await refused({ institutionId: randomUUID() })).toContain('UNKNOWN_TO_CONSULTATIONS');
    const alone = { invitingInstitutionId: institutionId, invitedInstitutionId: institutionId, agreementNo: '1' };
    expect(await attempt('changeCooperationAgreement', alone)).toContain('SAME_INSTITUTION');
    expect(await attempt('changeConsultationWeight', { expertId: randomUUID(), weightPercent: 50 })).toContain(
      'UNKNOWN_TO_CONSULTATIONS',
    );
  });

  it('is told with all of its periods, and nobody changes it by an old version', async () => {
    const { consultationSetUp } = await admin.asks<{ consultationSetUp: { agreements: object[] } }>(
      '{ consultationSetUp { agreements { agreementNo version } hours { morningFrom } weights { weightPercent } } }',
    );
    expect(consultationSetUp).toEqual({
      agreements: [
        { agreementNo: 'XY-2026-02', version: 3 },
        { agreementNo: 'XY-2026-01', version: 3 },
      ],
      hours: [{ morningFrom: 600 }],
      weights: [{ weightPercent: 300 }],
    });
    expect(await attempt('changeCooperationAgreement', { ...between(), agreementNo: 'XY-2026-03' })).toContain(
      'STALE_VERSION',
    );
  });
});
