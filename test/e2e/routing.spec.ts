import { randomUUID } from 'node:crypto';
import { ALLIANCE_ZONE, after, days, hours, localDate, minutes } from '#kernel';
import {
  DownStory,
  ReferralStory,
  StatementCounter,
  TestApp,
  World,
  completeForm,
  completePackage,
  fictionalIdNumber,
  withClient,
  type Person,
  type SeenReferral,
} from '#testing';

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
  await offer('cardiology', { diagnosisPrefixes: ['I2'], minimumAge: 15 });
  await offer('surgery', { diagnosisPrefixes: ['K35', 'S'] });
  await offer('general-north', { direction: 'DOWN' });
  await offer('general-south', { direction: 'DOWN', maximumAge: 30 });
  await run(
    `INSERT INTO travel_times (from_institution_id, to_institution_id, minutes) VALUES ($1, $2, 30), ($1, $3, 60)`,
    [world.institutionId('north'), world.institutionId('county'), world.institutionId('tcm')],
  );
});

afterAll(() => app.stop());

const run = (sql: string, values: unknown[] = []): Promise<void> =>
  withClient(app.database.ownerUrl, async (owner) => {
    await owner.query(sql, values);
  });

interface Offer {
  readonly direction?: string;
  readonly diagnosisPrefixes?: string[];
  readonly minimumAge?: number;
  readonly maximumAge?: number;
}

const offer = (department: string, { direction = 'UP', diagnosisPrefixes = [], minimumAge, maximumAge }: Offer) =>
  run(
    `INSERT INTO service_offers (id, department_id, direction, handling, purpose_codes, diagnosis_prefixes, minimum_age,
       maximum_age, active, version) VALUES ($1, $2, $3, 'INPATIENT', '{}', $4, $5, $6, true, 1)`,
    [randomUUID(), world.departmentId(department), direction, diagnosisPrefixes, minimumAge, maximumAge],
  );

interface Part {
  readonly part: string;
  readonly raw: number | null;
  readonly score: number | null;
  readonly weight: number;
  readonly effectiveWeight: number | null;
  readonly contribution: number | null;
}

interface Suggestions {
  readonly candidates: {
    readonly departmentName: string;
    readonly rank: number;
    readonly score: number | null;
    readonly renormalized: boolean;
    readonly statisticsAt: string | null;
    readonly parts: Part[];
  }[];
  readonly refused: { readonly departmentName: string; readonly filter: string }[];
}

const FIELDS = `candidates { departmentName rank score renormalized statisticsAt
  parts { part raw score weight effectiveWeight contribution } } refused { departmentName filter }`;

async function suggested(person: Person, input: object): Promise<Suggestions> {
  const query = `query($input: RoutingSuggestionsInput!) { routingSuggestions(input: $input) { ${FIELDS} } }`;
  return (await person.asks<{ routingSuggestions: Suggestions }>(query, { input })).routingSuggestions;
}

async function suggestedDown(input: object): Promise<Suggestions> {
  const query = `query($input: DownRoutingSuggestionsInput!) { downRoutingSuggestions(input: $input) { ${FIELDS} } }`;
  return (await cardiologist.asks<{ downRoutingSuggestions: Suggestions }>(query, { input })).downRoutingSuggestions;
}

const measured = ({ candidates: [first] }: Suggestions, name: string): Part =>
  first!.parts.find(({ part }) => part === name)!;

async function answered(minutesLater: number, accept: boolean): Promise<void> {
  const submitted = await story.submitted(doctor);
  const claimed = await story.claim(cardiologist, submitted);
  app.clock.advance(minutes(minutesLater));
  if (accept) await story.accept(cardiologist, claimed);
  else
    await cardiologist.asks('mutation($input: ReferralReasonInput!) { rejectReferral(input: $input) { id } }', {
      input: { id: claimed.id, expectedVersion: claimed.version, reasonCode: 'out_of_scope' },
    });
}

describe('where a patient can go', () => {
  it('is told with every part, what was not measured included, and who was refused by what', async () => {
    const suggestions = await suggested(doctor, { diagnosisCodes: ['I20.0'], age: 60, sex: '1' });
    expect(suggestions.candidates.map(({ departmentName, rank }) => [departmentName, rank])).toEqual([
      ['cardiology', 1],
    ]);
    expect(suggestions.refused).toEqual(
      expect.arrayContaining([
        { departmentName: 'surgery', filter: 'DIAGNOSIS' },
        { departmentName: 'tcm-internal', filter: 'CONFIGURED' },
      ]),
    );
    const [{ parts, renormalized, score }] = suggestions.candidates as [Suggestions['candidates'][number]];
    expect(parts.map(({ part, raw, weight }) => [part, raw, weight])).toEqual([
      ['EARLIEST_SLOT', null, 0.35],
      ['TRAVEL', 30, 0.2],
      ['ACCEPT_RATE', null, 0.15],
      ['RESPONSE', null, 0.1],
      ['SPECIALTY_FIT', 2 / 3, 0.1],
      ['CONTINUITY', null, 0.1],
    ]);
    expect(renormalized).toBe(true);
    expect(score).toBeCloseTo((0.75 * 2) / 3 + (2 / 3) * (1 / 3), 10);
  });

  it('leaves out those who are too young, and departments that take nobody', async () => {
    expect((await suggested(doctor, { diagnosisCodes: ['I20.0'], age: 14 })).refused).toContainEqual({
      departmentName: 'cardiology',
      filter: 'AGE',
    });
    const close = (open: boolean) =>
      run('UPDATE departments SET accepts_referrals = $2 WHERE id = $1', [world.departmentId('cardiology'), open]);
    await close(false);
    expect((await suggested(doctor, { diagnosisCodes: ['I20.0'] })).refused).toContainEqual({
      departmentName: 'cardiology',
      filter: 'NOT_SUSPENDED',
    });
    await close(true);
  });

  it('takes age, sex, diagnoses and purpose from a draft, and shows a patient’s draft to nobody else', async () => {
    const child = await doctor.asks<{ registerPatient: { id: string } }>(
      'mutation($input: RegisterPatientInput!) { registerPatient(input: $input) { id } }',
      {
        input: {
          idempotencyKey: randomUUID(),
          name: '测试儿童',
          idType: 'RESIDENT_ID',
          idNumber: fictionalIdNumber('20200101'),
        },
      },
    );
    const { id: referralId } = await story.draft(doctor, { patientId: child.registerPatient.id });
    expect((await suggested(doctor, { referralId })).refused).toContainEqual({
      departmentName: 'cardiology',
      filter: 'AGE',
    });
    const stranger = world.person('other-township-doctor');
    const query = 'query($input: RoutingSuggestionsInput!) { routingSuggestions(input: $input) { at } }';
    for (const input of [{ referralId }, { patientId: child.registerPatient.id }]) {
      const { errors } = await stranger.tries(query, { input });
      expect(errors[0]?.extensions.code).toBe('NOT_FOUND');
    }
  });

  it('costs the same few statements, however many departments there are', async () => {
    const { id: referralId } = await story.draft(doctor);
    const statements = StatementCounter.on(app);
    const count = async (): Promise<number> =>
      (await statements.during(() => suggested(doctor, { referralId }))).length;
    const before = await count();
    await run(
      `INSERT INTO departments (id, institution_id, code, name, accepts_referrals, active, version)
       SELECT gen_random_uuid(), $1, 'more-' || n, 'more', true, true, 1 FROM generate_series(1, 50) n`,
      [world.institutionId('tcm')],
    );
    expect(await count()).toBe(before);
    expect(before).toBeLessThanOrEqual(7);
    await run(`DELETE FROM departments WHERE name = 'more'`);
  });
});

describe('the earliest place', () => {
  const slotOf = async (): Promise<number | null> =>
    measured(await suggested(doctor, { diagnosisCodes: ['I20.0'] }), 'EARLIEST_SLOT').raw;
  const session = async (hoursAhead: number, state: { taken?: boolean; released?: boolean } = {}): Promise<void> => {
    const id = randomUUID();
    const from = after(app.clock.now(), hours(hoursAhead));
    await run(
      `INSERT INTO capacity_sessions (id, plan_id, institution_id, department_id, starts_at, ends_at, places, released_at,
         version) VALUES ($1, $1, $2, $3, $4, $5, 1, $6, 1)`,
      [
        id,
        world.institutionId('county'),
        world.departmentId('cardiology'),
        from,
        after(from, hours(1)),
        state.released ? app.clock.now() : null,
      ],
    );
    if (state.taken)
      await run(
        `INSERT INTO capacity_holds (id, subject_domain, subject_id, state, held_at, institution_id, position, session_id,
           session_places) VALUES ($1, 'referral', $1, 'CONFIRMED', $2, $3, 1, $1, 1)`,
        [id, app.clock.now(), world.institutionId('county')],
      );
  };

  it('is that of the next session that still has one, of those that are planned', async () => {
    expect(await slotOf()).toBeNull();
    await session(-3);
    await session(24, { taken: true });
    await session(30, { released: true });
    expect(await slotOf()).toBeNull();
    await session(72);
    await session(48);
    expect(await slotOf()).toBe(48);
    await run('DELETE FROM capacity_holds');
    expect(await slotOf()).toBe(24);
    await run('DELETE FROM capacity_sessions');
  });
});

describe('the way to a department', () => {
  it('of the sender’s level is lateral whatever kind of hospital it is, and none leads below', async () => {
    const author = await world.hire('TOWNSHIP_DOCTOR', 'tcm');
    await offer('surgery', { direction: 'LATERAL' });
    await offer('general-south', {});
    const { candidates, refused } = await suggested(author, { diagnosisCodes: ['I20.0'] });
    expect(candidates.map(({ departmentName }) => departmentName)).toEqual(['surgery']);
    expect(refused).toEqual([{ departmentName: 'cardiology', filter: 'CONFIGURED' }]);
    await run(`DELETE FROM service_offers WHERE direction = 'LATERAL' OR (department_id = $1 AND direction = 'UP')`, [
      world.departmentId('general-south'),
    ]);
  });
});

describe('how a department has answered', () => {
  it('counts once there are enough cases and they have been rolled up, with the time of that', async () => {
    for (const [delay, accept] of [
      [10, true],
      [20, true],
      [30, true],
      [40, true],
      [50, false],
    ] as const) {
      await answered(delay, accept);
    }
    const ask = (): Promise<Suggestions> => suggested(doctor, { diagnosisCodes: ['I20.0'] });
    expect(measured(await ask(), 'ACCEPT_RATE').raw).toBeNull();
    await app.work('referral.department-statistics');
    const rolledUp = app.clock.now();
    const suggestions = await ask();
    expect(measured(suggestions, 'ACCEPT_RATE')).toMatchObject({ raw: 0.8, score: 0.8 });
    expect(measured(suggestions, 'RESPONSE')).toMatchObject({ raw: 30 });
    expect(suggestions.candidates[0]!.statisticsAt).toBe(rolledUp.toISOString());
  });

  it('says nothing of emergencies, nor of what was recorded afterwards', async () => {
    const counted = () =>
      withClient(app.database.ownerUrl, async (owner) => {
        await owner.query('DELETE FROM referral_department_statistics');
        await app.work('referral.department-statistics');
        const { rows } = await owner.query<{ decided: number; answered: number }>(
          'SELECT decided, answered FROM referral_department_statistics WHERE department_id = $1',
          [world.departmentId('cardiology')],
        );
        return rows[0];
      });
    const before = await counted();
    const kinds = [`kind = 'EMERGENCY'`, `kind = 'GREEN_CHANNEL'`, 'retrospective = true'];
    for (const change of kinds) {
      await answered(1, true);
      await run(
        `UPDATE referrals SET ${change} WHERE id = (SELECT id FROM referrals ORDER BY created_at DESC, id DESC LIMIT 1)`,
      );
    }
    expect(await counted()).toEqual(before);
  });

  it('is rolled up again after an hour, and forgotten after ninety days', async () => {
    const ask = async (): Promise<Part> =>
      measured(await suggested(doctor, { diagnosisCodes: ['I20.0'] }), 'ACCEPT_RATE');
    await answered(1, false);
    await app.work('referral.department-statistics');
    expect((await ask()).raw).toBe(0.8);
    app.clock.advance(hours(2));
    await app.work('referral.department-statistics');
    expect((await ask()).raw).toBeCloseTo(4 / 6, 10);
    app.clock.advance(days(91));
    await app.work('referral.department-statistics');
    expect((await ask()).raw).toBeNull();
  });
});

describe('what was chosen', () => {
  const CHOICE = `routingChoice { chosenRank chosenScore failingFilter candidates reasonCode
    suggested { departmentName rank } }`;
  const choiceOf = async ({ id }: SeenReferral): Promise<object> => {
    await app.work('deliver.referral.routing-choices');
    const query = `query($id: ID!) { referral(id: $id) { ${CHOICE} } }`;
    const { referral } = await coordinator.asks<{ referral: { routingChoice: object } }>(query, { id });
    return referral.routingChoice;
  };

  it('is kept against what was suggested, for the coordinator to read', async () => {
    expect(await choiceOf(await story.submitted(doctor))).toMatchObject({
      chosenRank: 1,
      failingFilter: null,
      candidates: 1,
      reasonCode: null,
      suggested: [{ departmentName: 'cardiology', rank: 1 }],
    });
  });

  it('is kept with its reason where something else was chosen', async () => {
    const draft = await story.draft(doctor, { toDepartmentId: world.departmentId('surgery'), form: completeForm });
    const submit = (routingReasonCode: string) =>
      doctor.tries('mutation($input: SubmitReferralInput!) { submitReferral(input: $input) { id } }', {
        input: { id: draft.id, expectedVersion: draft.version, routingReasonCode },
      });
    expect((await submit('no_such_reason')).errors[0]?.extensions).toMatchObject({
      code: 'INVALID_INPUT',
      facts: { fields: [{ path: 'routingReasonCode', constraint: 'REASON_UNKNOWN' }] },
    });
    expect((await submit('arranged_by_phone')).errors).toEqual([]);
    expect(await choiceOf(draft)).toMatchObject({
      chosenRank: null,
      chosenScore: null,
      failingFilter: 'DIAGNOSIS',
      candidates: 1,
      reasonCode: 'arranged_by_phone',
    });
  });
});

describe('where a patient can be sent back to', () => {
  it('is kept against where the doctor has sent them', async () => {
    const patientId = await story.patient(doctor);
    await story.submit(doctor, await story.draft(doctor, { patientId }));
    const down = new DownStory(world);
    const firstFollowUpOn = localDate(after(app.clock.now(), days(2)), ALLIANCE_ZONE);
    const { id } = await down.submitted(cardiologist, { patientId, package: { ...completePackage, firstFollowUpOn } });
    await app.work('deliver.referral.routing-choices');
    const query = `query($id: ID!) { referral(id: $id) { routingChoice { chosenRank failingFilter candidates
      suggested { departmentName } } } }`;
    expect(await cardiologist.asks(query, { id })).toEqual({
      referral: {
        routingChoice: {
          chosenRank: 1,
          failingFilter: null,
          candidates: 1,
          suggested: [{ departmentName: 'general-north' }],
        },
      },
    });
  });

  it('is where they live and have their contract, with what they need', async () => {
    const patientId = await story.patient(doctor);
    await story.submit(doctor, await story.draft(doctor, { patientId }));
    await run(
      `INSERT INTO institution_capabilities (institution_id, kind, code, name)
       VALUES ($1, 'DRUG', 'ASPIRIN', '阿司匹林'), ($1, 'EQUIPMENT', 'ECG', '心电图机')`,
      [world.institutionId('north')],
    );
    const suggestions = await suggestedDown({
      patientId,
      drugCodes: ['ASPIRIN', 'TICAGRELOR'],
      equipmentCodes: ['ECG'],
    });
    expect(suggestions.candidates.map(({ departmentName }) => departmentName)).toEqual(['general-north']);
    expect(suggestions.refused).toEqual([{ departmentName: 'general-south', filter: 'AGE' }]);
    expect(suggestions.candidates[0]!.parts.map(({ part, raw }) => [part, raw])).toEqual([
      ['CONTRACT', 0],
      ['RESIDENCE', 1],
      ['DRUGS', 0.5],
      ['EQUIPMENT', 1],
      ['REHABILITATION', null],
    ]);
    expect(suggestions.candidates[0]!.score).toBeCloseTo((0.25 + 0.1 + 0.1) / 0.85, 10);
  });
});

describe('continuity', () => {
  it('is a department that has treated the patient before, or another one of its hospital', async () => {
    const patientId = await story.patient(doctor);
    const first = await story.submit(doctor, await story.draft(doctor, { patientId }));
    const accepted = await story.accept(cardiologist, await story.claim(cardiologist, first));
    const arranged = await story.arrange(coordinator, accepted, after(app.clock.now(), days(1)));
    await story.arrive(world.person('registrar'), arranged.arrangement!.code);
    const of = async (diagnosis: string): Promise<number | null> =>
      measured(await suggested(doctor, { patientId, diagnosisCodes: [diagnosis] }), 'CONTINUITY').raw;
    expect(await of('I20.0')).toBe(1);
    expect(await of('K35.8')).toBe(0.5);
  });
});
