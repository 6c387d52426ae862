import { randomUUID } from 'node:crypto';
import { ALLIANCE_ZONE, addDays, days, hours, instantAt, minutes } from '#kernel';
import {
  ConsultationStory,
  START,
  StatementCounter,
  TestApp,
  World,
  refusalOf,
  withClient,
  type Answer,
  type Person,
} from '#testing';

let app: TestApp;
let world: World;
let manager: Person;
let affairs: Person;
let expert: Person;
let colleague: Person;
let head: Person;

/** A Tuesday and a Thursday twelve days after the start of the tests. */
const TUESDAY = '2026-03-17';
const THURSDAY = '2026-03-19';
const PERIOD = { fromDay: '2026-03-16', toDay: '2026-03-22' };
const CARDIOLOGY = '0301';

const at = (day: string, time: string): Date => instantAt(day, time, ALLIANCE_ZONE);
const sql = (text: string, values: readonly unknown[] = []) =>
  withClient(app.database.ownerUrl, (owner) => owner.query(text, [...values]));

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  manager = world.person('rota-manager');
  affairs = world.person('medical-affairs');
  expert = world.person('expert');
  head = world.person('township-head');
  colleague = await world.hire('EXPERT', 'county', 'cardiology');
  await sql(`UPDATE staff SET specialty_codes = '{${CARDIOLOGY}}', title = 'SENIOR' WHERE id = ANY($1)`, [
    [expert.staffId, colleague.staffId],
  ]);
  await sql(`INSERT INTO travel_times VALUES ($1, $2, 40), ($1, $3, 200)`, [
    world.institutionId('county'),
    world.institutionId('north'),
    world.institutionId('south'),
  ]);
  for (const { staffId } of [expert, colleague]) await enrol(staffId);
});

beforeEach(() => app.clock.set(START));
afterEach(() =>
  sql(`DELETE FROM deadlines; DELETE FROM dispatch_sessions; DELETE FROM dispatch_plan_revisions; DELETE FROM dispatch_plans;
    DELETE FROM dispatch_demands; DELETE FROM dispatch_secondments; DELETE FROM dispatch_key_groups; DELETE FROM commitments;
    DELETE FROM notices`),
);
afterAll(() => app.stop());

interface Seen {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly expert: { readonly id: string };
  readonly swapExpert: { readonly id: string } | null;
}
interface SeenPlan extends Omit<Seen, 'expert' | 'swapExpert'> {
  readonly revision: number;
  readonly sessions: readonly Seen[];
  readonly revisions: readonly { revision: number; changes: readonly { change: string; expertName: string }[] }[];
}

interface Permitted {
  readonly action: string;
  readonly permitted: boolean;
  readonly failingRule: string | null;
}
interface Permitting {
  readonly permittedActions: readonly Permitted[];
}
const PERMITTED = 'permittedActions { action permitted failingRule }';
const open = ({ permittedActions }: Permitting) =>
  permittedActions.filter(({ permitted }) => permitted).map(({ action }) => action);
const ruleOf = ({ permittedActions }: Permitting, action: string) =>
  permittedActions.find((one) => one.action === action)?.failingRule;

const SESSION = 'id version state expert { id } swapExpert { id } day half kind patientsSeen';
const PLAN = `id version state revision searching searchStatus sessions { ${SESSION} }
  revisions { revision changes { change expertName townshipName } }`;

async function act<Node>(by: Person, [operation, type, fields]: readonly [string, string, string], input: object) {
  const answer = await by.tries<Record<string, Node>>(
    `mutation($input: ${type}!) { ${operation}(input: $input) { ${fields} } }`,
    { input },
  );
  return { codes: codesOf(answer), errors: answer.errors, node: answer.data?.[operation] as Node };
}
const codesOf = ({ errors }: Answer<unknown>) =>
  errors.map(({ extensions }) => [extensions.code, extensions.rule].filter(Boolean).join(' '));
const key = () => ({ idempotencyKey: randomUUID() });

async function enrol(expertId: string): Promise<void> {
  const terms = { weightPercent: 100, maxPerWeek: 3, maxConsecutiveDays: 2 };
  await act(manager, ['enrolExpert', 'EnrolExpertInput', 'id'], { ...key(), expertId, ...terms });
}

async function demand(weekday: number, more: object = {}): Promise<string> {
  const { node, codes } = await act<Seen>(manager, ['addRotaDemand', 'AddRotaDemandInput', 'id'], {
    ...key(),
    townshipId: world.institutionId('north'),
    specialty: CARDIOLOGY,
    kind: 'CLINIC',
    weekday,
    half: 'MORNING',
    minimumTitle: 'INTERMEDIATE',
    minimum: 1,
    ideal: 1,
    priority: 1,
    validFrom: '2026-03-01',
    ...more,
  });
  expect(codes).toEqual([]);
  return node.id;
}

async function plan(period: object = PERIOD): Promise<SeenPlan> {
  const input = { ...key(), name: '三月第三周', ...period };
  return (await act<SeenPlan>(manager, ['createRota', 'CreateRotaInput', PLAN], input)).node;
}

const step = (by: Person, operation: string, { id, version }: { id: string; version: number }, more: object = {}) =>
  act<SeenPlan>(by, [operation, TYPES[operation] ?? 'RotaActionInput', PLAN], {
    id,
    expectedVersion: version,
    ...more,
  });
const TYPES: Readonly<Record<string, string>> = {
  assignExpert: 'AssignExpertInput',
  takeOutSession: 'TakeOutSessionInput',
  publishRota: 'PublishRotaInput',
  publishRotaAmendment: 'PublishRotaInput',
};
const SESSION_TYPES: Readonly<Record<string, string>> = {
  requestSwap: 'RequestSwapInput',
  substituteExpert: 'SubstituteExpertInput',
  completeSession: 'AttendanceInput',
  correctAttendance: 'AttendanceInput',
  declineSwap: 'SessionReasonInput',
  suspendSession: 'SessionReasonInput',
  cancelSession: 'SessionReasonInput',
  reinstateSession: 'SessionReasonInput',
};
const move = (by: Person, operation: string, { id, version }: { id: string; version: number }, more: object = {}) =>
  act<Seen>(by, [operation, SESSION_TYPES[operation] ?? 'SessionActionInput', SESSION], {
    id,
    expectedVersion: version,
    ...more,
  });

const assign = (of: SeenPlan, demandId: string, day: string, who: Person = expert) =>
  step(manager, 'assignExpert', of, { expertId: who.staffId, demandId, day });

/** A published plan with one session on Tuesday. */
async function published(): Promise<{ plan: SeenPlan; session: Seen; demandId: string }> {
  const demandId = await demand(2);
  const { node: filled } = await assign(await plan(), demandId, TUESDAY);
  const { node: submitted } = await step(manager, 'submitRota', filled);
  const { node, codes } = await step(manager, 'publishRota', submitted);
  expect(codes).toEqual([]);
  return { plan: node, session: node.sessions[0]!, demandId };
}

const LOOK = `{ rotaSessions(fromDay: "2026-03-01", toDay: "2026-03-31") { ${SESSION} } }`;
async function seenBy(by: Person): Promise<readonly Seen[]> {
  return (await by.asks<{ rotaSessions: Seen[] }>(LOOK)).rotaSessions;
}
async function again(id: string, by: Person = manager): Promise<Seen> {
  return (await seenBy(by)).find((one) => one.id === id)!;
}
const busyOf = async (who: Person): Promise<string[]> => {
  const { rows } = await sql('SELECT kind FROM commitments WHERE expert_id = $1 AND ended_at IS NULL', [who.staffId]);
  return (rows as { kind: string }[]).map(({ kind }) => kind);
};
const noticesOf = async (who: Person): Promise<string[]> => {
  const { rows } = await sql(
    `SELECT a.template_code AS code FROM notice_announcements a JOIN notices n ON n.announcement_id = a.id
     WHERE n.staff_id = $1 ORDER BY a.created_at, a.template_code`,
    [who.staffId],
  );
  return (rows as { code: string }[]).map(({ code }) => code);
};

/** The published rota and its session twenty-nine times more, each rota a year later. */
async function copies(): Promise<void> {
  const copy = (table: string, dates: readonly string[], set: Readonly<Record<string, string>>) => {
    const kept = `SELECT string_agg(quote_ident(attname), ', ') AS names FROM pg_attribute
      WHERE attrelid = '${table}'::regclass AND attnum > 0 AND attname <> ALL($1)`;
    return sql(kept, [[...dates, ...Object.keys(set)]]).then(({ rows }) => {
      const { names } = rows[0] as { names: string };
      const later = dates.map((name) => `o.${name} + n * interval '1 year'`);
      return sql(`INSERT INTO ${table} (${[...Object.keys(set), ...dates].join(', ')}, ${names})
        SELECT ${[...Object.values(set), ...later].join(', ')}, ${names} FROM ${table} o, generate_series(1, 29) n`);
    });
  };
  const idOf = (column: string) => `md5(o.${column}::text || n)::uuid`;
  await copy('dispatch_plans', ['from_day', 'to_day'], { id: idOf('id') });
  await copy('dispatch_sessions', [], { id: idOf('id'), plan_id: idOf('plan_id'), day: `o.day` });
}

describe('a rota', () => {
  it('takes the time of its experts when it is published, and everybody concerned sees it and is told', async () => {
    const { session } = await published();
    expect(await busyOf(expert)).toEqual(['DISPATCH_SESSION']);
    expect((await seenBy(head)).map(({ id }) => id)).toEqual([session.id]);
    expect((await seenBy(expert)).map(({ state }) => state)).toEqual(['PLANNED']);
    expect(await seenBy(world.person('other-township-head'))).toEqual([]);
    expect(await seenBy(colleague)).toEqual([]);
    await app.work('deliver.dispatch.publication-notices');
    expect(await noticesOf(head)).toContain('dispatch.published');
    expect(await noticesOf(expert)).toContain('dispatch.published');
  });

  it('names every hard rule at once that a session would break', async () => {
    const far = await demand(2, { townshipId: world.institutionId('south'), specialty: '0999' });
    const { errors } = await assign(await plan(), far, TUESDAY);
    expect(errors[0]?.extensions).toMatchObject({
      code: 'ROTA_RULES_BROKEN',
      facts: { rules: ['SPECIALTY', 'TRAVEL_LIMIT'] },
    });
    expect(errors[0]?.message).toBe('违反排班硬性规则：专业不符；路程 200 分钟超过 120 分钟');
    const { checkAssignment } = await manager.asks<{ checkAssignment: { rule: string; explanation: string }[] }>(
      `query($planId: ID!, $expertId: ID!, $demandId: ID!) {
         checkAssignment(planId: $planId, expertId: $expertId, demandId: $demandId, day: "${TUESDAY}") { rule facts explanation } }`,
      { planId: (await plan()).id, expertId: expert.staffId, demandId: far },
    );
    expect(checkAssignment.map(({ explanation }) => explanation)).toEqual(['专业不符', '路程 200 分钟超过 120 分钟']);
    expect(checkAssignment.map(({ rule }) => rule)).toEqual(['SPECIALTY', 'TRAVEL_LIMIT']);
  });

  it('asks every rule about all that stands: duty, rest, consultations, leave, neighbouring days, hosts, who is sent at all', async () => {
    const WEDNESDAY = '2026-03-18';
    const FRIDAY = '2026-03-20';
    const demands = new Map<string, string>();
    for (const weekday of [1, 2, 3, 4, 5]) demands.set(addDays('2026-03-15', weekday), await demand(weekday));
    const far = await demand(3, { townshipId: world.institutionId('south') });
    const rota = await plan();
    const wrong = async (who: Person, day: string, demandId = demands.get(day)!) => {
      const { checkAssignment } = await manager.asks<{ checkAssignment: { rule: string; facts: string }[] }>(
        `query($p: ID!, $e: ID!, $d: ID!, $day: LocalDate!) {
           checkAssignment(planId: $p, expertId: $e, demandId: $d, day: $day) { rule facts } }`,
        { p: rota.id, e: who.staffId, d: demandId, day },
      );
      return checkAssignment.map(({ rule, facts }) =>
        [rule, (JSON.parse(facts) as { reason?: string }).reason].join(' ').trim(),
      );
    };
    const duty = (from: Date, to: Date) => ({
      departmentId: world.departmentId('cardiology'),
      function: 'DUTY_DOCTOR',
      from,
      to,
      staffId: expert.staffId,
      phone: '13800138000',
    });
    const entries = [
      duty(at('2026-03-16', '18:00'), at(TUESDAY, '07:30')),
      duty(at(WEDNESDAY, '08:00'), at(WEDNESDAY, '18:00')),
    ];
    await act(manager, ['planDutyMonth', 'PlanDutyMonthInput', 'id'], { ...key(), month: '2026-03', entries });
    await sql(
      `INSERT INTO commitments (id, expert_id, kind, exclusive, state, starts_at, ends_at, blocked_from, blocked_until,
         subject_domain, subject_id, created_by_staff_id, created_at, version)
       VALUES (gen_random_uuid(), $1, 'CONSULTATION', true, 'CONFIRMED', $2, $3, $2, $3, 'consultation', gen_random_uuid(), $1, $2, 1)`,
      [expert.staffId, at(THURSDAY, '09:00'), at(THURSDAY, '09:30')],
    );
    const leave = { expertId: expert.staffId, kind: 'LEAVE', reasonCode: 'annual' };
    const times = { from: at(FRIDAY, '00:00'), to: at(FRIDAY, '24:00') };
    await act(expert, ['enterCommitment', 'EnterCommitmentInput', 'id'], { ...key(), ...leave, ...times });
    expect(await wrong(expert, '2026-03-16')).toEqual([]);
    expect(await wrong(expert, TUESDAY)).toEqual(['UNAVAILABLE NIGHT_REST']);
    expect(await wrong(expert, WEDNESDAY)).toEqual(['UNAVAILABLE DUTY']);
    expect(await wrong(expert, THURSDAY)).toEqual(['UNAVAILABLE COMMITMENT']);
    expect(await wrong(expert, FRIDAY)).toEqual(['UNAVAILABLE LEAVE']);
    await sql('DELETE FROM duty_entries; DELETE FROM commitments');

    const { node: one } = await assign(rota, demands.get('2026-03-16')!, '2026-03-16', colleague);
    const { node: two } = await assign(one, demands.get(TUESDAY)!, TUESDAY, colleague);
    expect(await wrong(colleague, WEDNESDAY)).toEqual(['CONSECUTIVE_DAYS']);
    await assign(two, demands.get(THURSDAY)!, THURSDAY, colleague);
    expect(await wrong(colleague, FRIDAY)).toEqual(['WEEK_LIMIT']);

    expect(await wrong(expert, WEDNESDAY, far)).toEqual(['TRAVEL_LIMIT']);
    const stay = { hostInstitutionId: world.institutionId('south'), fromDay: '2026-03-05', toDay: '2026-12-31' };
    await act(manager, ['planSecondment', 'PlanSecondmentInput', 'id'], {
      ...key(),
      expertId: expert.staffId,
      ...stay,
    });
    expect(await wrong(expert, WEDNESDAY, far)).toEqual([]);
    expect(await wrong(expert, WEDNESDAY)).toEqual(['TRAVEL_LIMIT']);
    await sql('UPDATE dispatch_experts SET active = false WHERE id = $1', [expert.staffId]);
    expect(await wrong(expert, WEDNESDAY, far)).toEqual(['NO_EXPERT']);
    await sql('UPDATE dispatch_experts SET active = true WHERE id = $1', [expert.staffId]);
  });

  it('keeps key staff at home, and nobody at two places', async () => {
    const group = { ...key(), name: '心内骨干', expertIds: [expert.staffId, colleague.staffId], maxAway: 1 };
    await act(manager, ['addKeyStaffGroup', 'AddKeyStaffGroupInput', 'id'], group);
    const [morning, other] = [
      await demand(2),
      await demand(2, { kind: 'TEACHING', specialty: CARDIOLOGY, half: 'AFTERNOON' }),
    ];
    const { node } = await assign(await plan(), morning, TUESDAY);
    const { errors } = await assign(node, morning, TUESDAY, colleague);
    expect(errors[0]?.extensions.facts['rules']).toEqual(['KEY_STAFF']);
    expect((await assign(node, morning, TUESDAY)).errors[0]?.extensions.facts['rules']).toContain('ONE_PLACE');
    expect((await assign(node, other, THURSDAY)).codes).toEqual(['NO_DEMAND_THEN']);
    expect((await assign(node, other, TUESDAY)).codes).toEqual([]);
  });

  it('is filled by a search, which leaves what was put in by hand, and explains what it leaves open', async () => {
    const [tuesday] = [await demand(2), await demand(4), await demand(4, { specialty: '0999' })];
    const { node } = await assign(await plan(), tuesday, TUESDAY, colleague);
    const { node: asked } = await step(manager, 'generateRota', node);
    expect((await assign(asked, tuesday, TUESDAY)).codes).toEqual(['TRANSITION_REFUSED SEARCHING']);
    await app.work('deliver.dispatch.rota-search');
    const { rotaPlan } = await manager.asks<{ rotaPlan: SeenPlan }>(
      `query($id: ID!) { rotaPlan(id: $id) { ${PLAN} } }`,
      {
        id: node.id,
      },
    );
    expect(rotaPlan).toMatchObject({ state: 'GENERATED', searching: false, searchStatus: 'OPTIMAL' });
    expect(rotaPlan.sessions.map((one) => one.expert.id)).toEqual([colleague.staffId, expert.staffId]);
    const { rotaOverview } = await manager.asks<{ rotaOverview: { gaps: { specialty: string }[]; loads: object[] } }>(
      `query($id: ID!) { rotaOverview(planId: $id) { jain uncovered goals { part points }
         gaps { specialty day shortOfMin qualified explanation reasons { rules expertName explanation } }
         reasons { expertName qualified alternatives travelMinutes far weekend visitsBefore preference }
         loads { expertId expertName sessions carriedOver burdens carriedOverBurdens } } }`,
      { id: node.id },
    );
    expect(rotaOverview).toMatchObject({
      jain: 1,
      uncovered: 1,
      gaps: [{ specialty: '0999', shortOfMin: 1, qualified: 0, explanation: '符合条件 0 人' }],
    });
    const { reasons } = rotaOverview as unknown as { reasons: object[] };
    const usual = { qualified: 2, travelMinutes: 80, far: false, weekend: false, visitsBefore: 0, preference: 0 };
    expect(reasons).toMatchObject([usual, usual]);
  });

  it('asks for nobody on a public holiday, and takes whoever is sent by hand all the same', async () => {
    const monday = await demand(1);
    await demand(2);
    const { id, version } = await plan({ fromDay: '2026-04-06', toDay: '2026-04-12' });
    await step(manager, 'generateRota', { id, version });
    await app.work('deliver.dispatch.rota-search');
    const { rotaPlan, rotaOverview } = await manager.asks<{ rotaPlan: SeenPlan; rotaOverview: object }>(
      `query($id: ID!) { rotaPlan(id: $id) { ${PLAN} } rotaOverview(planId: $id) { uncovered gaps { day } } }`,
      { id },
    );
    expect(rotaPlan.sessions).toEqual([expect.objectContaining({ day: '2026-04-07' })]);
    expect(rotaOverview).toEqual({ uncovered: 0, gaps: [] });
    expect((await assign(rotaPlan, monday, '2026-04-06')).codes).toEqual([]);
  });

  it('is published a week ahead or with a reason, and not while a rule is broken', async () => {
    const { node } = await assign(await plan(), await demand(2), TUESDAY);
    const { node: submitted } = await step(manager, 'submitRota', node);
    app.clock.set(at('2026-03-12', '09:00'));
    expect((await step(manager, 'publishRota', submitted)).codes).toEqual(['TRANSITION_REFUSED LATE_WITHOUT_REASON']);
    const leave = { expertId: expert.staffId, kind: 'LEAVE', reasonCode: 'annual' };
    await act(expert, ['enterCommitment', 'EnterCommitmentInput', 'id'], {
      ...key(),
      ...leave,
      from: at(TUESDAY, '00:00'),
      to: at(TUESDAY, '24:00'),
    });
    const { errors } = await step(manager, 'publishRota', submitted, { reason: '临时安排' });
    expect(errors[0]?.extensions).toMatchObject({ code: 'ROTA_RULES_BROKEN', facts: { rules: ['UNAVAILABLE'] } });
  });

  it('is published once for each day, and only by whoever has read it last', async () => {
    const { plan: first, demandId } = await published();
    const { node } = await assign(await plan(), demandId, TUESDAY, colleague);
    const { node: submitted } = await step(manager, 'submitRota', node);
    expect((await step(manager, 'publishRota', submitted)).codes).toEqual(['ROTA_OVERLAP']);
    expect((await step(manager, 'amendRota', { ...first, version: 1 })).codes).toEqual(['STALE_VERSION']);
    const elsewhere = await world.hire('ROTA_MANAGER', 'tcm');
    expect((await step(elsewhere, 'amendRota', first)).codes).toEqual(['NOT_FOUND']);
  });

  it('changes after it was published with a version that says what it changed', async () => {
    const { plan: first, session, demandId } = await published();
    const { node: amending } = await step(manager, 'amendRota', first);
    const { node: without } = await step(manager, 'takeOutSession', amending, { sessionId: session.id });
    expect(await busyOf(expert)).toEqual(['DISPATCH_SESSION']);
    const { node: replaced } = await assign(without, demandId, TUESDAY, colleague);
    expect((await step(manager, 'publishRotaAmendment', replaced)).codes).toEqual([
      'TRANSITION_REFUSED REASON_MISSING',
    ]);
    const { node } = await step(manager, 'publishRotaAmendment', replaced, { reason: '专家外出' });
    expect(node).toMatchObject({ state: 'PUBLISHED', revision: 2 });
    expect(node.revisions[1]!.changes.map(({ change, expertName }) => [change, expertName])).toEqual(
      expect.arrayContaining([
        ['REMOVED', `${expert.name} 医生`],
        ['ADDED', `${colleague.name} 医生`],
      ]),
    );
    expect([await busyOf(expert), await busyOf(colleague)]).toEqual([[], ['DISPATCH_SESSION']]);
    expect((await again(session.id)).state).toBe('CANCELLED');
    await app.work('deliver.dispatch.publication-notices');
    expect((await noticesOf(expert)).at(-1)).toBe('dispatch.session-removed');
    expect((await noticesOf(colleague)).at(-1)).toBe('dispatch.session-added');
    expect(await noticesOf(head)).toEqual(
      expect.arrayContaining(['dispatch.session-added', 'dispatch.session-removed']),
    );
  });

  it('keeps what has begun before the change is published', async () => {
    const { plan: first, session } = await published();
    const { node: amending } = await step(manager, 'amendRota', first);
    const { node: without } = await step(manager, 'takeOutSession', amending, { sessionId: session.id });
    app.clock.set(at(TUESDAY, '08:00'));
    const { node: there } = await move(head, 'checkInSession', await again(session.id));
    const { node, codes } = await step(manager, 'publishRotaAmendment', without, { reason: '调整' });
    expect([codes, node.revisions.at(-1)]).toEqual([[], { revision: 2, changes: [] }]);
    expect(await again(session.id)).toMatchObject({ state: 'CHECKED_IN' });
    expect(there.state).toBe('CHECKED_IN');
    expect(await busyOf(expert)).toEqual(['DISPATCH_SESSION']);
  });

  it('says what may be done with it, and which rule refuses the rest', async () => {
    const { node: draft } = await assign(await plan(), await demand(2), TUESDAY);
    const permitted = async (id: string) => {
      const { rotaPlan } = await manager.asks<{ rotaPlan: { permittedActions: Permitted[]; sessions: Permitting[] } }>(
        `query($id: ID!) { rotaPlan(id: $id) { ${PERMITTED} sessions { ${PERMITTED} } } }`,
        { id },
      );
      return rotaPlan;
    };
    const ofDraft = await permitted(draft.id);
    expect(open(ofDraft)).toEqual(['requestGeneration', 'edit', 'submit', 'discard']);
    expect(ruleOf(ofDraft, 'cancelGeneration')).toBe('NOT_SEARCHING');
    expect(ofDraft.sessions.map(open)).toEqual([[]]);
    await step(manager, 'submitRota', draft);
    expect(open(await permitted(draft.id))).toEqual(['returnToDraft', 'publish', 'discard']);
  });

  it('shows how far its search is, and keeps the best so far where somebody calls it off', async () => {
    await demand(2);
    const { node: asked } = await step(manager, 'generateRota', await plan());
    const { node: called, codes } = await step(manager, 'cancelRotaSearch', asked);
    expect(codes).toEqual([]);
    await app.work('deliver.dispatch.rota-search');
    const SEARCHED = 'state searching searchStatus searchProgress { stage } searchGoals { part points } version id';
    const look = () =>
      manager.asks<{ rotaPlan: SeenPlan }>(
        `query($id: ID!) { rotaPlan(id: $id) { ${SEARCHED} searchBound { soft }
        sessions { id } } }`,
        { id: asked.id },
      );
    const { rotaPlan: ended } = await look();
    expect(ended).toMatchObject({ state: 'GENERATED', searching: false, searchStatus: 'CANCELLED' });
    expect(ended.sessions).toHaveLength(1);
    expect((await step(manager, 'cancelRotaSearch', ended)).codes).toEqual(['TRANSITION_REFUSED NOT_SEARCHING']);
    expect(called.version).toBeLessThan(ended.version);
    await step(manager, 'generateRota', ended);
    await app.work('deliver.dispatch.rota-search');
    const { rotaPlan: found } = await look();
    expect(found).toMatchObject({ searchStatus: 'OPTIMAL', searchProgress: { stage: 'WHOLE' } });
    expect(found).toMatchObject({ searchBound: { soft: expect.any(Number) } });
    expect((found as unknown as { searchGoals: object[] }).searchGoals).toHaveLength(7);
  });

  it('is searched again where a worker dies, and says so where nobody brings the search to an end', async () => {
    await demand(2);
    const { node: asked } = await step(manager, 'generateRota', await plan());
    const look = async () => {
      const { rotaPlan } = await manager.asks<{ rotaPlan: SeenPlan & { searching: boolean; searchStatus: string } }>(
        `query($id: ID!) { rotaPlan(id: $id) { ${PLAN} } }`,
        { id: asked.id },
      );
      return rotaPlan;
    };
    app.clock.advance(hours(1));
    await app.work('deadlines.sweep');
    expect(await look()).toMatchObject({ searching: true, version: asked.version });
    // As the queue leaves it after the last attempt.
    await sql(`UPDATE pgboss.job SET state = 'failed' WHERE name = 'dispatch.rota-search'`);
    app.clock.advance(minutes(3));
    await app.work('deadlines.sweep');
    const broken = await look();
    expect(broken).toMatchObject({ state: 'DRAFT', searching: false, searchStatus: 'BROKEN_OFF', sessions: [] });
    await app.work('deliver.dispatch.search-notices');
    expect(await noticesOf(manager)).toContain('dispatch.search-broken-off');

    await step(manager, 'generateRota', broken);
    await app.work('deliver.dispatch.rota-search');
    expect(await look()).toMatchObject({ state: 'GENERATED', searchStatus: 'OPTIMAL', sessions: [{}] });
    app.clock.advance(hours(1));
    await app.work('deadlines.sweep');
    expect(await look()).toMatchObject({ searchStatus: 'OPTIMAL' });
    await sql(`DELETE FROM pgboss.job WHERE name = 'dispatch.rota-search'`);
  });

  it('is not searched for ever where nobody knows of the search any more and somebody calls it off', async () => {
    const { node: asked } = await step(manager, 'generateRota', await plan());
    await sql(`DELETE FROM pgboss.job WHERE name = 'dispatch.rota-search'; DELETE FROM deadlines`);
    await step(manager, 'cancelRotaSearch', asked);
    app.clock.advance(minutes(3));
    await app.work('deadlines.sweep');
    const { rotaPlan } = await manager.asks<{ rotaPlan: object }>(
      'query($id: ID!) { rotaPlan(id: $id) { searching searchStatus } }',
      { id: asked.id },
    );
    expect(rotaPlan).toEqual({ searching: false, searchStatus: 'BROKEN_OFF' });
  });

  it('costs the same statements however many rotas, sessions and experts a list has', async () => {
    await published();
    const counter = StatementCounter.on(app);
    const lists = [
      `{ rotaPlans { name revisions { changes { expertName } } sessions { ${SESSION} township { name } ${PERMITTED} } ${PERMITTED} } }`,
      `{ rotaSessions(fromDay: "2026-03-01", toDay: "2026-03-31") { ${SESSION} township { name } ${PERMITTED} } }`,
      `{ rotaRepairList { ${SESSION} ${PERMITTED} } }`,
      '{ dispatchExperts { expert { name } preferences { score } } }',
      '{ rotaDemands { township { name } } }',
      `{ secondments(year: 2026) { expert { name } host { name } ${PERMITTED} } }`,
    ];
    const cost = async (query: string) => (await counter.during(() => manager.asks(query))).length;
    const before: number[] = [];
    for (const query of lists) before.push(await cost(query));
    await copies();
    const after: number[] = [];
    for (const query of lists) after.push(await cost(query));
    expect(after).toEqual(before);
    expect(Math.max(...after)).toBeLessThanOrEqual(7);
    const { rotaPlans } = await manager.asks<{ rotaPlans: { sessions: object[] }[] }>(
      '{ rotaPlans { sessions { id } } }',
    );
    expect(rotaPlans.map(({ sessions }) => sessions.length)).toEqual(Array(30).fill(1));
  });

  it('is compared with another draft of the same days', async () => {
    const demandId = await demand(2);
    const FIGURES = 'sessions uncovered travelMinutes jain';
    const { node: one } = await assign(await plan(), demandId, TUESDAY);
    const { node: other } = await assign(await plan(), demandId, TUESDAY, colleague);
    const { compareRotas } = await manager.asks<{ compareRotas: Record<string, Seen[]> }>(
      `query($a: ID!, $b: ID!) { compareRotas(planId: $a, otherPlanId: $b) { onlyInFirst { expert { id } } onlyInSecond { expert { id } }
         first { ${FIGURES} } second { ${FIGURES} } } }`,
      { a: one.id, b: other.id },
    );
    expect(compareRotas).toEqual({
      onlyInFirst: [{ expert: { id: expert.staffId } }],
      onlyInSecond: [{ expert: { id: colleague.staffId } }],
      first: { sessions: 1, uncovered: 0, travelMinutes: 80, jain: 0.5 },
      second: { sessions: 1, uncovered: 0, travelMinutes: 80, jain: 0.5 },
    });
  });

  it('is closed when it is over and every session has an outcome', async () => {
    const { plan: first, session } = await published();
    expect((await step(manager, 'closeRota', first)).codes).toEqual(['TRANSITION_REFUSED PERIOD_NOT_OVER']);
    app.clock.set(at('2026-03-23', '09:00'));
    expect((await step(manager, 'closeRota', first)).codes).toEqual(['TRANSITION_REFUSED SESSIONS_OPEN']);
    await app.work('deadlines.sweep');
    expect((await again(session.id)).state).toBe('NO_SHOW');
    expect((await step(manager, 'closeRota', first)).node.state).toBe('CLOSED');
  });
});

describe('a published session', () => {
  const REASON = { reasonCode: 'expert_ill' };

  it('is confirmed, attended within the window, and recorded until three days after the month', async () => {
    const { session } = await published();
    expect((await move(head, 'confirmSession', session)).codes).toEqual(['TRANSITION_REFUSED WHO']);
    const { node: confirmed } = await move(expert, 'confirmSession', session);
    app.clock.set(at(TUESDAY, '07:29'));
    const early = await move(expert, 'checkInSession', confirmed);
    expect(early.codes).toEqual(['TRANSITION_REFUSED OUTSIDE_CHECK_IN']);
    expect(early.errors[0]?.message).toBe('不在签到时间内（2026-03-17 07:30 至 2026-03-17 08:30）。');
    app.clock.set(at(TUESDAY, '08:30'));
    const { node: there } = await move(head, 'checkInSession', confirmed);
    expect(there.state).toBe('CHECKED_IN');
    app.clock.advance(minutes(31));
    await app.work('deadlines.sweep');
    const { node: done } = await move(expert, 'completeSession', there, { patientsSeen: 18, wardRounds: 1 });
    expect(done).toMatchObject({ state: 'COMPLETED', patientsSeen: 18 });
    app.clock.set(at('2026-04-03', '23:00'));
    const { node: corrected } = await move(expert, 'correctAttendance', done, { patientsSeen: 20 });
    app.clock.set(at('2026-04-04', '00:00'));
    expect((await move(expert, 'correctAttendance', corrected, { patientsSeen: 21 })).codes).toEqual([
      'TRANSITION_REFUSED ATTENDANCE_CLOSED',
    ]);
  });

  it('says to each what they may do with it, and which rule refuses the rest', async () => {
    const { session } = await published();
    const permitted = async (by: Person) => {
      const { rotaSessions } = await by.asks<{ rotaSessions: Permitting[] }>(
        `{ rotaSessions(fromDay: "2026-03-01", toDay: "2026-03-31") { ${PERMITTED} } }`,
      );
      return rotaSessions[0]!;
    };
    expect(open(await permitted(expert))).toEqual(['confirm', 'requestSwap']);
    expect(ruleOf(await permitted(expert), 'checkIn')).toBe('OUTSIDE_CHECK_IN');
    expect(open(await permitted(head))).toEqual(['setPlaces']);
    expect(open(await permitted(manager))).toEqual(['suspend', 'cancel', 'setPlaces']);
    expect(open(await permitted(affairs))).toEqual(['substitute', 'suspend', 'cancel', 'setPlaces']);
    await move(expert, 'confirmSession', session);
    app.clock.set(at(TUESDAY, '08:00'));
    expect(open(await permitted(head))).toEqual(['checkIn', 'setPlaces']);
    expect(ruleOf(await permitted(expert), 'requestSwap')).toBe('SWAP_TOO_LATE');
  });

  it('reminds after two days without an answer, and becomes a no-show that can be put right', async () => {
    const { session } = await published();
    app.clock.advance(hours(48));
    await app.work('deadlines.sweep');
    expect(await noticesOf(expert)).toContain('dispatch.unconfirmed');
    await move(expert, 'requestSwap', session, { otherExpertId: colleague.staffId });
    app.clock.set(at(TUESDAY, '08:32'));
    await app.work('deadlines.sweep');
    const absent = await again(session.id);
    expect(absent).toMatchObject({ state: 'NO_SHOW', swapExpert: { id: colleague.staffId } });
    await app.work('deliver.dispatch.session-notices');
    expect(await noticesOf(head)).toContain('dispatch.no-show');
    const { node } = await move(manager, 'reinstateSession', absent, { reasonCode: 'record_error' });
    expect(node).toMatchObject({ state: 'CHECKED_IN', swapExpert: null });
  });

  it('is swapped a day ahead, with the approval of somebody whom it does not concern', async () => {
    const { session } = await published();
    const other = { otherExpertId: colleague.staffId };
    const { node: asked } = await move(expert, 'requestSwap', session, other);
    expect(asked.state).toBe('SWAP_PENDING');
    await sql(
      `INSERT INTO role_assignments (id, staff_id, role, institution_id, valid_from)
      VALUES (gen_random_uuid(), $1, 'ROTA_MANAGER', $2, $3)`,
      [expert.staffId, expert.institutionId, START],
    );
    expect((await move(expert, 'approveSwap', asked)).codes).toEqual(['TRANSITION_REFUSED OWN_SWAP']);
    await sql(`DELETE FROM role_assignments WHERE staff_id = $1 AND role = 'ROTA_MANAGER'`, [expert.staffId]);
    const { node: old } = await move(manager, 'approveSwap', asked);
    expect(old.state).toBe('SUBSTITUTED');
    expect((await seenBy(colleague)).map(({ state }) => state)).toEqual(['CONFIRMED']);
    expect([await busyOf(expert), await busyOf(colleague)]).toEqual([[], ['DISPATCH_SESSION']]);
  });

  it('tells whoever was asked to take it over what became of that, and is held by whoever comes all the same', async () => {
    const { session } = await published();
    const other = { otherExpertId: colleague.staffId };
    const told = async () => {
      await app.work('deliver.dispatch.session-notices');
      return (await noticesOf(colleague)).at(-1);
    };
    const { node: asked } = await move(expert, 'requestSwap', session, other);
    expect(await told()).toBe('dispatch.swap-requested');
    app.clock.advance(minutes(1));
    const { node: kept } = await move(expert, 'withdrawSwap', asked);
    expect(await told()).toBe('dispatch.swap-withdrawn');
    app.clock.advance(minutes(1));
    const { node: pending } = await move(expert, 'requestSwap', kept, other);
    await told();
    app.clock.advance(minutes(1));
    const { node: declined } = await move(manager, 'declineSwap', pending, { reasonCode: 'expert_ill' });
    expect(await told()).toBe('dispatch.swap-declined');
    const { node: pendingAgain } = await move(expert, 'requestSwap', declined, other);
    await told();
    app.clock.advance(minutes(1));
    const third = await world.hire('EXPERT', 'county', 'cardiology');
    await sql(`UPDATE staff SET specialty_codes = '{${CARDIOLOGY}}', title = 'SENIOR' WHERE id = $1`, [third.staffId]);
    await enrol(third.staffId);
    await move(affairs, 'substituteExpert', pendingAgain, { otherExpertId: third.staffId, ...REASON });
    expect([await told(), (await noticesOf(third)).at(-1)]).toEqual(['dispatch.substituted', 'dispatch.substituted']);
    const [theirs] = await seenBy(third);
    const { node: undecided } = await move(third, 'requestSwap', theirs!, other);
    await sql('UPDATE dispatch_experts SET active = false WHERE id = $1', [third.staffId]);
    app.clock.set(at(TUESDAY, '08:00'));
    expect((await move(head, 'checkInSession', undecided)).node.state).toBe('CHECKED_IN');
  });

  it('goes to nobody who would break a rule, whether it is swapped or somebody is sent, asked again when it is decided', async () => {
    const { session } = await published();
    const other = { otherExpertId: colleague.staffId };
    const away = { expertId: colleague.staffId, kind: 'LEAVE', reasonCode: 'annual' };
    const times = { from: at(TUESDAY, '00:00'), to: at(TUESDAY, '24:00') };
    const enter = ['enterCommitment', 'EnterCommitmentInput', 'id'] as const;
    const { node: pending } = await move(expert, 'requestSwap', session, other);
    await act(colleague, enter, { ...key(), ...away, ...times });
    const refused = ['TRANSITION_REFUSED ROTA_RULES_BROKEN'];
    expect((await move(manager, 'approveSwap', pending)).codes).toEqual(refused);
    const { node: kept } = await move(expert, 'withdrawSwap', pending);
    expect((await move(expert, 'requestSwap', kept, other)).codes).toEqual(refused);
    expect((await move(affairs, 'substituteExpert', kept, { ...other, ...REASON })).codes).toEqual(refused);
    expect((await move(affairs, 'substituteExpert', kept, { otherExpertId: expert.staffId, ...REASON })).codes).toEqual(
      ['TRANSITION_REFUSED SAME_EXPERT'],
    );
  });

  it('that has begun is taken out of no rota', async () => {
    const { plan: first, session } = await published();
    const { node: amending } = await step(manager, 'amendRota', first);
    app.clock.set(at(TUESDAY, '08:00'));
    const { errors } = await step(manager, 'takeOutSession', amending, { sessionId: session.id });
    expect(errors[0]?.extensions).toMatchObject({ code: 'ROTA_RULES_BROKEN', facts: { rules: ['PAST'] } });
  });

  it('is too late to be swapped on the day before, when medical affairs sends somebody else', async () => {
    const { session } = await published();
    app.clock.set(at('2026-03-16', '08:01'));
    const other = { otherExpertId: colleague.staffId };
    expect((await move(expert, 'requestSwap', session, other)).codes).toEqual(['TRANSITION_REFUSED SWAP_TOO_LATE']);
    expect((await move(manager, 'substituteExpert', session, { ...other, ...REASON })).codes).toEqual(['FORBIDDEN']);
    const { node, codes, errors } = await move(affairs, 'substituteExpert', session, { ...other, ...REASON });
    expect([codes, errors]).toEqual([[], []]);
    expect(node.state).toBe('SUBSTITUTED');
  });

  it('is suspended by leave in the same transaction, listed to be mended, and mended', async () => {
    const { session, plan: first } = await published();
    const leave = { expertId: expert.staffId, kind: 'LEAVE', reasonCode: 'sick' };
    const times = { from: at(TUESDAY, '00:00'), to: at(TUESDAY, '24:00') };
    await act(expert, ['enterCommitment', 'EnterCommitmentInput', 'id'], { ...key(), ...leave, ...times });
    const { rotaRepairList } = await manager.asks<{ rotaRepairList: Seen[] }>(`{ rotaRepairList { ${SESSION} } }`);
    expect(rotaRepairList).toMatchObject([{ id: session.id, state: 'SUSPENDED' }]);
    const suspended = rotaRepairList[0]!;
    expect((await move(manager, 'resumeSession', suspended)).codes).toEqual(['TRANSITION_REFUSED ROTA_RULES_BROKEN']);
    const { rotaRepair } = await manager.asks<{ rotaRepair: { added: { expertId: string }[] } }>(
      'query($id: ID!) { rotaRepair(planId: $id) { kept added { expertId day } removed { expertId because } } }',
      { id: first.id },
    );
    expect(rotaRepair).toMatchObject({ added: [{ expertId: colleague.staffId, day: TUESDAY }], removed: [] });
    await move(affairs, 'substituteExpert', suspended, { otherExpertId: colleague.staffId, ...REASON });
    expect(await busyOf(colleague)).toEqual(['DISPATCH_SESSION']);
  });

  it('would be mended in other ways if somebody joined, or if it were not asked for any more; nothing is saved', async () => {
    const { plan: first, session, demandId } = await published();
    await demand(4, { specialty: '0777' });
    const surgeon = world.person('surgeon');
    await sql(`UPDATE staff SET specialty_codes = '{0777}', title = 'SENIOR' WHERE id = $1`, [surgeon.staffId]);
    const mend = async (what: object) => {
      const { rotaRepair } = await manager.asks<{ rotaRepair: { added: { expertId: string }[]; kept: number } }>(
        `query($id: ID!, $expertId: ID, $days: [LocalDate!], $joining: JoiningExpertInput, $dropped: ID) {
           rotaRepair(planId: $id, expertId: $expertId, days: $days, joining: $joining, droppedDemandId: $dropped) {
             kept uncovered added { expertId day } removed { expertId because } } }`,
        { id: first.id, days: [], ...what },
      );
      return rotaRepair;
    };
    expect(await mend({})).toEqual({ kept: 1, uncovered: 1, added: [], removed: [] });
    const joined = await mend({ joining: { expertId: surgeon.staffId } });
    expect(joined).toMatchObject({ kept: 1, uncovered: 0, added: [{ expertId: surgeon.staffId, day: THURSDAY }] });
    const removed = [{ expertId: expert.staffId, because: [] }];
    expect(await mend({ dropped: demandId })).toMatchObject({ kept: 0, added: [], removed });
    const away = await mend({ expertId: expert.staffId, days: [TUESDAY] });
    expect(away).toMatchObject({ added: [{ expertId: colleague.staffId }], removed: [{ because: ['UNAVAILABLE'] }] });
    const stranger = { joining: { expertId: world.person('tcm-doctor').staffId } };
    await expect(mend(stranger)).rejects.toThrow('NOT_FOUND');
    await expect(mend({ expertId: manager.staffId, days: [TUESDAY] })).rejects.toThrow('NOT_FOUND');
    await expect(mend({ dropped: randomUUID() })).rejects.toThrow('NOT_FOUND');
    expect((await again(session.id)).version).toBe(session.version);
  });

  it('stands where a night on duty is entered before it, and whoever decides is told', async () => {
    const { session } = await published();
    const night = {
      departmentId: world.departmentId('cardiology'),
      function: 'DUTY_DOCTOR',
      from: at('2026-03-16', '18:00'),
      to: at(TUESDAY, '08:00'),
      staffId: expert.staffId,
      phone: '13800138000',
    };
    await act(manager, ['planDutyMonth', 'PlanDutyMonthInput', 'id'], { ...key(), month: '2026-03', entries: [night] });
    await app.work('deliver.dispatch.duty-conflicts');
    expect(await noticesOf(manager)).toContain('dispatch.duty-conflict');
    expect((await again(session.id)).state).toBe('PLANNED');
    await sql('DELETE FROM duty_entries');
  });

  it('goes to one of sixteen rotas and sixteen consultations that want the same half-day of one expert at once', async () => {
    const story = new ConsultationStory(app, world);
    const [wanted, ...others] = await Promise.all(
      Array.from({ length: 17 }, () => world.hire('EXPERT', 'county', 'cardiology')),
    );
    const ids = [wanted!, ...others].map(({ staffId }) => staffId);
    await sql(`UPDATE staff SET specialty_codes = '{${CARDIOLOGY}}', title = 'SENIOR' WHERE id = ANY($1)`, [ids]);
    for (const id of ids) await enrol(id);
    await story.makeExperts(wanted!);
    const demandId = await demand(2, { ideal: 20 });
    let rota = await plan();
    for (const other of others) rota = (await assign(rota, demandId, TUESDAY, other)).node;
    const { node: submitted } = await step(manager, 'submitRota', rota);
    const { node } = await step(manager, 'publishRota', submitted);
    const doctor = world.person('township-doctor');
    const drafts = await Promise.all(Array.from({ length: 16 }, () => story.draft(doctor)));

    const sent = { otherExpertId: wanted!.staffId, ...REASON };
    const invited = { expertIds: [wanted!.staffId], startsAt: at(TUESDAY, '09:00') };
    const refusals: (string | undefined)[] = [];
    const statements = await StatementCounter.on(app).during(async () => {
      const attempts = node.sessions.flatMap((session, index) => [
        story.tries(doctor, 'chooseConsultationTime', drafts[index]!, invited),
        move(affairs, 'substituteExpert', session, sent),
      ]);
      for (const { errors } of await Promise.all(attempts)) refusals.push(refusalOf({ errors }));
    });
    expect(refusals).toHaveLength(32);
    expect(refusals.filter((refusal) => !refusal)).toHaveLength(1);
    expect(await busyOf(wanted!)).toHaveLength(1);
    const clear = ['TRANSITION_REFUSED ROTA_RULES_BROKEN', 'CONSULTATION_SLOT_TAKEN TAKEN'];
    expect(refusals.filter((refusal) => refusal && !clear.includes(refusal))).toEqual([]);
    // Nobody was sent back by the database to try again: none waited in a circle.
    expect(
      statements.filter((text) => text.includes('FROM calendars c') && text.includes('FOR NO KEY UPDATE')),
    ).toHaveLength(32);
  });

  it('goes once where the same request comes twice, and to nobody of another institution', async () => {
    const { session } = await published();
    const same = { ...key(), reasonCode: 'weather_traffic' };
    const first = await move(manager, 'cancelSession', session, same);
    const second = await move(manager, 'cancelSession', session, same);
    expect([first.node.version, second.node.version]).toEqual([3, 3]);
    const elsewhere = await world.hire('ROTA_MANAGER', 'tcm');
    expect((await move(elsewhere, 'cancelSession', session, REASON)).codes).toEqual(['NOT_FOUND']);
    expect(await busyOf(expert)).toEqual([]);
    app.clock.advance(days(14));
    await app.work('deadlines.sweep');
    expect((await again(session.id)).state).toBe('CANCELLED');
  });
});

describe('a secondment', () => {
  const FIELDS = 'id version state toDay breaks { fromDay toDay }';
  const STAY = { fromDay: '2026-03-05', toDay: '2026-12-31' };
  const plannedFor = (who: Person, more: object = {}) =>
    act<Seen>(manager, ['planSecondment', 'PlanSecondmentInput', FIELDS], {
      ...key(),
      expertId: who.staffId,
      hostInstitutionId: world.institutionId('north'),
      ...STAY,
      ...more,
    });
  const yearOf = async (by: Person) => {
    const { secondments } = await by.asks<{ secondments: { state: string; serviceDays: number; longTerm: boolean }[] }>(
      '{ secondments(year: 2026) { state serviceDays longTerm } }',
    );
    return secondments;
  };

  it('begins and ends with its days, and counts for the year from 183 days of service on', async () => {
    await plannedFor(expert, { toDay: '2026-09-03' });
    expect(await yearOf(manager)).toEqual([{ state: 'PLANNED', serviceDays: 183, longTerm: true }]);
    app.clock.set(at('2026-03-05', '00:00'));
    await app.work('deadlines.sweep');
    expect((await yearOf(head))[0]!.state).toBe('ACTIVE');
    expect(await yearOf(world.person('other-township-head'))).toEqual([]);
    app.clock.set(at('2026-09-04', '00:00'));
    await app.work('deadlines.sweep');
    expect((await yearOf(expert))[0]!.state).toBe('ENDED');
  });

  it('does not count its breaks, which lie within it and do not meet', async () => {
    const { node } = await plannedFor(expert, { toDay: '2026-09-03' });
    app.clock.set(at('2026-03-05', '00:00'));
    await app.work('deadlines.sweep');
    const pause = (version: number, fromDay: string, toDay: string) =>
      act<Seen>(head, ['recordSecondmentBreak', 'SecondmentBreakInput', FIELDS], {
        id: node.id,
        expectedVersion: version,
        fromDay,
        toDay,
      });
    expect((await pause(2, '2026-04-01', '2026-04-10')).codes).toEqual([]);
    expect((await pause(3, '2026-04-10', '2026-04-12')).codes).toEqual(['TRANSITION_REFUSED PERIOD_MEETS_ANOTHER']);
    expect((await pause(3, '2026-09-01', '2026-09-10')).codes).toEqual(['TRANSITION_REFUSED OUTSIDE_SECONDMENT']);
    expect(await yearOf(manager)).toEqual([{ state: 'ACTIVE', serviceDays: 173, longTerm: false }]);
  });

  it('is one at a time, whoever else plans, and leaves the sessions at its host possible', async () => {
    const attempts = await Promise.all(Array.from({ length: 8 }, () => plannedFor(expert)));
    expect(attempts.map(({ codes }) => codes.join()).toSorted()).toEqual(['', ...Array(7).fill('SECONDMENT_OVERLAP')]);
    const there = await demand(2);
    expect((await assign(await plan(), there, TUESDAY)).codes).toEqual([]);
  });

  it('is taken back before it begins, and stands in nobody’s way then', async () => {
    const { node } = await plannedFor(expert);
    const back = { id: node.id, expectedVersion: 1, reasonCode: 'home_emergency', ...key() };
    const withdraw = () => act<Seen>(manager, ['withdrawSecondment', 'SessionReasonInput', FIELDS], back);
    expect((await withdraw()).node).toMatchObject({ id: node.id, state: 'WITHDRAWN', version: 2, breaks: [] });
    expect((await withdraw()).node.state).toBe('WITHDRAWN');
    expect(await busyOf(expert)).toEqual([]);
    expect(await yearOf(manager)).toEqual([]);
    await app.work('deliver.dispatch.secondment-notices');
    const told = ['dispatch.secondment-planned', 'dispatch.secondment-withdrawn'];
    expect(await noticesOf(expert)).toEqual(expect.arrayContaining(told));
    expect(await noticesOf(head)).toEqual(expect.arrayContaining(told));
    app.clock.set(at('2026-03-05', '00:00'));
    await app.work('deadlines.sweep');
    const { node: other } = await plannedFor(expert);
    await app.work('deadlines.sweep');
    const begun = { id: other.id, expectedVersion: 2, reasonCode: 'home_emergency' };
    const late = await act<Seen>(manager, ['withdrawSecondment', 'SessionReasonInput', FIELDS], begun);
    expect(late.codes[0]).toMatch(/^TRANSITION_REFUSED/);
  });

  it('ends today where it is terminated, for a reason', async () => {
    const { node } = await plannedFor(expert);
    app.clock.set(at('2026-06-01', '12:00'));
    await app.work('deadlines.sweep');
    const end = (reasonCode: string) =>
      act<Seen & { toDay: string }>(manager, ['terminateSecondment', 'SessionReasonInput', FIELDS], {
        id: node.id,
        expectedVersion: 2,
        reasonCode,
      });
    expect((await end('nothing')).codes[0]).toMatch(/^TRANSITION_REFUSED/);
    expect((await end('home_emergency')).node).toMatchObject({ state: 'TERMINATED', toDay: '2026-06-01' });
    expect((await plannedFor(expert, { fromDay: '2026-06-02' })).codes).toEqual([]);
  });
});
