import { randomUUID } from 'node:crypto';
import { after, days, hours, minutes } from '#kernel';
import {
  DownStory,
  ReferralStory,
  TestApp,
  World,
  type Answer,
  type Person,
  type SeenReferral,
  refusalOf,
} from '#testing';

let app: TestApp;
let world: World;
let story: ReferralStory;
let head: Person;
let colleague: Person;

interface Delegation {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}

interface Viewer {
  readonly roles: readonly { readonly role: string }[];
  readonly actingFor: { readonly id: string; readonly state: string; readonly delegatorName: string } | null;
  readonly mayActFor: readonly { readonly id: string; readonly delegatorName: string }[];
}

const VIEWER = 'roles { role departmentId } actingFor { id state delegatorName } mayActFor { id delegatorName }';

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  story = new ReferralStory(world);
  head = world.person('township-head');
  await head.asks('mutation($input: SwitchReferralReviewInput!) { switchReferralReview(input: $input) { id } }', {
    input: { direction: 'UP', reviewRequired: true, expectedVersion: 0 },
  });
});

// Somebody new each time, who may do nothing for anybody.
beforeEach(async () => {
  colleague = await world.hire('TOWNSHIP_DOCTOR', 'north');
});

afterAll(() => app.stop());

const tries = (by: Person, to: Person, more: object = {}): Promise<Answer<{ delegateRoles: Delegation }>> =>
  by.tries('mutation($input: DelegateRolesInput!) { delegateRoles(input: $input) { id version state } }', {
    input: {
      idempotencyKey: randomUUID(),
      delegateStaffId: to.staffId,
      reasonCode: 'leave',
      validTo: after(app.clock.now(), days(7)),
      ...more,
    },
  });

async function delegated(by: Person, to: Person, more: object = {}): Promise<Delegation> {
  const { data, errors } = await tries(by, to, more);
  expect(errors).toEqual([]);
  return data!.delegateRoles;
}

const actOnBehalf = (person: Person, { id }: { id: string }) =>
  person.tries<{ actOnBehalf: Viewer }>(
    `mutation($input: ActOnBehalfInput!) { actOnBehalf(input: $input) { ${VIEWER} } }`,
    { input: { delegationId: id } },
  );

/** Another session of the delegate, which acts in the name of the delegator. */
async function standingInFor(delegator: Person, delegate: Person, more: object = {}): Promise<Person> {
  const session = await world.signInAgain(delegate);
  expect(refusalOf(await actOnBehalf(session, await delegated(delegator, delegate, more)))).toBeUndefined();
  return session;
}

const me = async (person: Person): Promise<Viewer> => (await person.asks<{ me: Viewer }>(`{ me { ${VIEWER} } }`)).me;

const end = (by: Person, { id, version }: Delegation) =>
  by.tries('mutation($input: EndDelegationInput!) { endDelegation(input: $input) { state endedAt } }', {
    input: { id, expectedVersion: version },
  });

const approves = (person: Person, referral: SeenReferral) => story.refusal(person, 'approveReferral', referral);

describe('whoever lets a colleague act in their name', () => {
  it('hands on what they may do themselves, which the colleague chooses to use', async () => {
    const delegation = await delegated(head, colleague);
    const submitted = await story.submitted(world.person('township-doctor'));
    expect(await me(colleague)).toMatchObject({ actingFor: null, mayActFor: [{ id: delegation.id }] });
    expect(await approves(colleague, submitted)).toBe('FORBIDDEN');
    const { data } = await actOnBehalf(colleague, delegation);
    expect(data!.actOnBehalf).toMatchObject({
      roles: [{ role: 'TOWNSHIP_HEAD', departmentId: null }],
      actingFor: { id: delegation.id, state: 'ACTIVE', delegatorName: 'township-head 医生' },
    });
    expect(await approves(colleague, submitted)).toBeNull();
  });

  it('is named beside the colleague in events, in the audit trail and in the API', async () => {
    const submitted = await story.submitted(world.person('township-doctor'));
    const standIn = await standingInFor(head, colleague);
    await story.act(standIn, 'approveReferral', submitted);
    const { referral } = await head.asks<{ referral: { latestEvents: object[] } }>(
      'query($id: ID!) { referral(id: $id) { latestEvents { action staffName onBehalfOfStaffName } } }',
      { id: submitted.id },
    );
    expect(referral.latestEvents[0]).toEqual({
      action: 'approve',
      staffName: `${colleague.name} 医生`,
      onBehalfOfStaffName: 'township-head 医生',
    });
    const { auditEntries } = await world.person('auditor').asks<{ auditEntries: { nodes: object[] } }>(
      `query($action: String) { auditEntries(first: 100, action: $action) {
         nodes { staffId onBehalfOfStaffId objectId } } }`,
      { action: 'referral.approved' },
    );
    expect(auditEntries.nodes).toContainEqual({
      staffId: colleague.staffId,
      onBehalfOfStaffId: head.staffId,
      objectId: submitted.id,
    });
  });

  it('gives roles in place of the own ones, never both', async () => {
    const standIn = await standingInFor(head, colleague);
    await expect(story.draft(standIn)).rejects.toThrow(/FORBIDDEN/);
    await standIn.asks('mutation { actForMyself { accountId } }');
    expect((await story.draft(standIn)).state).toBe('DRAFT');
  });

  it('owns what the colleague does for them: drafts, claims and lists', async () => {
    const author = world.person('township-doctor');
    const draft = await story.draft(await standingInFor(author, colleague));
    const seen = async (person: Person) => (await story.look(person, draft.id)).state;
    expect(await seen(author)).toBe('DRAFT');
    await expect(seen(colleague)).rejects.toThrow(/NOT_FOUND/);
    expect((await story.submit(author, draft)).state).toBe('PENDING_INTERNAL_REVIEW');
  });

  it('narrows it to a department where they say so', async () => {
    const doctor = await world.hire('COUNTY_DOCTOR', 'county');
    const stranger = await world.hire('REGISTRAR', 'county');
    const departmentId = world.departmentId('surgery');
    const standIn = await standingInFor(doctor, stranger, { departmentId });
    expect((await me(standIn)).roles).toEqual([{ role: 'COUNTY_DOCTOR', departmentId }]);
    expect(refusalOf(await tries(head, colleague, { departmentId: world.departmentId('general-north') }))).toBe(
      'DELEGATION_REFUSED NOTHING_TO_DELEGATE',
    );
  });

  it('does so with an end, a reason, and for people who are active at the institution', async () => {
    const now = app.clock.now();
    expect(refusalOf(await tries(head, head))).toBe('DELEGATION_REFUSED ONESELF');
    expect(refusalOf(await tries(head, colleague, { validTo: after(now, days(91)) }))).toBe(
      'DELEGATION_REFUSED TOO_LONG',
    );
    expect(refusalOf(await tries(head, colleague, { reasonCode: 'whim' }))).toBe('INVALID_INPUT');
    expect(refusalOf(await tries(head, world.person('other-township-head')))).toBe('NOT_FOUND');
    expect(refusalOf(await tries(head, colleague, { departmentId: world.departmentId('surgery') }))).toBe(
      'DELEGATION_REFUSED NOTHING_TO_DELEGATE',
    );
    const idempotencyKey = randomUUID();
    const validTo = after(now, days(7));
    const made = await Promise.all([1, 2, 3].map(() => delegated(head, colleague, { idempotencyKey, validTo })));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(refusalOf(await tries(head, colleague))).toBe('DELEGATION_REFUSED ALREADY_DELEGATED');
  });

  it('passes on nothing that was delegated to them, and no administration', async () => {
    const standIn = await standingInFor(head, colleague);
    const third = await world.hire('TOWNSHIP_DOCTOR', 'north');
    expect(refusalOf(await tries(standIn, third))).toBe('DELEGATION_REFUSED ON_BEHALF');
    for (const name of ['security-admin', 'system-admin', 'auditor', 'director', 'expert'] as const) {
      expect(refusalOf(await tries(world.person(name), world.person('registrar')))).toBe(
        'DELEGATION_REFUSED NOTHING_TO_DELEGATE',
      );
    }
  });
});

describe('what is told to somebody', () => {
  interface Told {
    readonly templateCode: string;
    readonly forStaffName: string | null;
  }

  const told = async (person: Person, { id }: { id: string }): Promise<Told[]> => {
    const query = '{ myNotices(first: 100) { nodes { templateCode subjectId forStaffName } } }';
    const { myNotices } = await person.asks<{ myNotices: { nodes: (Told & { subjectId: string })[] } }>(query);
    return myNotices.nodes
      .filter(({ subjectId }) => subjectId === id)
      .map(({ templateCode, forStaffName }) => ({ templateCode, forStaffName }));
  };
  const submitted = async (author = world.person('township-doctor')): Promise<SeenReferral> => {
    const referral = await story.submitted(author);
    await app.work('deliver.referral.notices');
    return referral;
  };
  const inPlaceOf = (name: string, templateCode = 'referral.review-requested') => ({
    templateCode,
    forStaffName: name,
  });

  it('is told to whoever may act in their name, as long as they may', async () => {
    const before = await submitted();
    const delegation = await delegated(head, colleague, { validTo: after(app.clock.now(), days(1)) });
    const during = await submitted();
    expect(refusalOf(await end(head, delegation))).toBeUndefined();
    const afterwards = await submitted();
    expect(await told(colleague, before)).toEqual([]);
    expect(await told(colleague, during)).toEqual([inPlaceOf('township-head 医生')]);
    expect(await told(colleague, afterwards)).toEqual([]);
    expect(await told(head, during)).toEqual([{ templateCode: 'referral.review-requested', forStaffName: null }]);
  });

  it('is not told before a delegation begins, nor once its time is over', async () => {
    const begin = after(app.clock.now(), hours(1));
    await delegated(head, colleague, { validFrom: begin, validTo: after(begin, minutes(20)) });
    expect(await told(colleague, await submitted())).toEqual([]);
    app.clock.advance(hours(1));
    expect(await told(colleague, await submitted())).toEqual([inPlaceOf('township-head 医生')]);
    app.clock.advance(minutes(20));
    expect(await told(colleague, await submitted())).toEqual([]);
  });

  it('comes as their own to whoever is concerned themselves, and once to whoever stands in for several', async () => {
    const other = await world.hire('TOWNSHIP_HEAD', 'north');
    const both = await world.hire('TOWNSHIP_DOCTOR', 'north');
    for (const delegator of [head, other]) await delegated(delegator, both);
    await delegated(other, head);
    const referral = await submitted();
    expect(await told(both, referral)).toHaveLength(1);
    expect(await told(head, referral)).toEqual([{ templateCode: 'referral.review-requested', forStaffName: null }]);
  });

  it('reaches the delegate of an author, and nobody’s delegate for another department', async () => {
    const author = await world.hire('TOWNSHIP_DOCTOR', 'north');
    await delegated(author, colleague);
    const reviewed = await submitted(author);
    await story.act(head, 'approveReferral', reviewed);
    const county = await world.hire('COUNTY_DOCTOR', 'county');
    const [cardiology, surgery] = [await world.hire('REGISTRAR', 'county'), await world.hire('REGISTRAR', 'county')];
    await delegated(county, cardiology, { departmentId: world.departmentId('cardiology') });
    await delegated(county, surgery, { departmentId: world.departmentId('surgery') });
    await app.work('deliver.referral.notices');
    expect(await told(cardiology, reviewed)).toEqual([inPlaceOf(`${county.name} 医生`, 'referral.submitted')]);
    expect(await told(surgery, reviewed)).toEqual([]);
    await story.claim(world.person('cardiologist'), { ...reviewed, version: reviewed.version + 1 });
    await app.work('deliver.referral.notices');
    expect(await told(colleague, reviewed)).toEqual([inPlaceOf(`${author.name} 医生`, 'referral.claimed')]);
  });

  it('reaches the delegate of whoever is urged', async () => {
    const county = await world.hire('COUNTY_DOCTOR', 'county');
    const delegate = await world.hire('REGISTRAR', 'county');
    await delegated(county, delegate, { departmentId: world.departmentId('cardiology') });
    const referral = await story.submitted(world.person('other-township-doctor'));
    await app.work('deliver.referral.notices');
    await world
      .person('coordinator')
      .asks('mutation($input: UrgeReferralInput!) { urgeReferral(input: $input) { id } }', {
        input: { idempotencyKey: randomUUID(), referralId: referral.id },
      });
    await app.work('deliver.referral.urge-notices');
    const name = `${county.name} 医生`;
    expect(await told(delegate, referral)).toEqual(
      expect.arrayContaining([inPlaceOf(name, 'referral.submitted'), inPlaceOf(name, 'referral.urged')]),
    );
  });

  it('is acknowledged by each of the two in their own inbox', async () => {
    await delegated(head, colleague);
    const referral = await submitted();
    const query = '{ myNotices(first: 1) { nodes { id subjectId acknowledgedAt } } }';
    interface Inbox {
      readonly myNotices: { readonly nodes: { id: string; subjectId: string; acknowledgedAt: string | null }[] };
    }
    const [notice] = (await colleague.asks<Inbox>(query)).myNotices.nodes;
    expect(notice!.subjectId).toBe(referral.id);
    await colleague.asks('mutation($input: AcknowledgeNoticesInput!) { acknowledgeNotices(input: $input) }', {
      input: { ids: [notice!.id] },
    });
    expect((await colleague.asks<Inbox>(query)).myNotices.nodes[0]!.acknowledgedAt).not.toBeNull();
    expect((await head.asks<Inbox>(query)).myNotices.nodes[0]!.acknowledgedAt).toBeNull();
  });
});

describe('acting in somebody’s name ends', () => {
  it.each(['the delegator', 'the delegate', 'the security administrator'])('at once when %s ends it', async (who) => {
    const county = await world.hire('COUNTY_DOCTOR', 'county', 'cardiology');
    const registrar = await world.hire('REGISTRAR', 'county');
    const delegation = await delegated(county, registrar);
    const standIn = await world.signInAgain(registrar);
    await actOnBehalf(standIn, delegation);
    const by = { 'the delegator': county, 'the delegate': registrar }[who] ?? world.person('security-admin');
    expect(refusalOf(await end(world.person('surgeon'), delegation))).toBe('NOT_FOUND');
    expect(refusalOf(await end(by, delegation))).toBeUndefined();
    expect(await me(standIn)).toMatchObject({ roles: [], mayActFor: [], actingFor: { state: 'ENDED' } });
    expect(
      await story.refusal(standIn, 'claimReferral', { ...(await story.draft(world.person('township-doctor'))) }),
    ).toBe('FORBIDDEN');
    expect(refusalOf(await actOnBehalf(standIn, delegation))).toBe('NOT_FOUND');
  });

  it('when its time is over, and does not begin before its time has come', async () => {
    const begin = after(app.clock.now(), hours(1));
    const delegation = await delegated(head, colleague, { validFrom: begin, validTo: after(begin, minutes(20)) });
    expect(delegation.state).toBe('PLANNED');
    expect(refusalOf(await actOnBehalf(colleague, delegation))).toBe('NOT_FOUND');
    app.clock.advance(hours(1));
    expect(refusalOf(await actOnBehalf(colleague, delegation))).toBeUndefined();
    app.clock.advance(minutes(20));
    expect(await me(colleague)).toMatchObject({ roles: [], actingFor: { state: 'ENDED' } });
  });

  it.each(['delegator', 'delegate'] as const)('for good when the account of the %s is disabled', async (whose) => {
    const [delegator, delegate] = [
      await world.hire('DEPT_HEAD', 'county', 'surgery'),
      await world.hire('REGISTRAR', 'county'),
    ];
    const standIn = await standingInFor(delegator, delegate);
    const { accountId: id } = { delegator, delegate }[whose];
    const change = (mutation: string, expectedVersion: number) =>
      world
        .person('security-admin')
        .asks(`mutation($input: AccountChangeInput!) { ${mutation}(input: $input) { version } }`, {
          input: { id, expectedVersion },
        });
    await change('disableAccount', 1);
    await change('enableAccount', 2);
    const session = await world.signInAgain(delegate);
    expect(await me(session)).toMatchObject({ actingFor: null, mayActFor: [] });
    const { data } = await standIn.tries<{ me: Viewer }>(`{ me { ${VIEWER} } }`);
    expect(data?.me ?? { roles: [] }).toMatchObject({ roles: [] });
  });

  it('with the role that was handed on', async () => {
    const county = await world.hire('COUNTY_DOCTOR', 'county', 'cardiology');
    const standIn = await standingInFor(county, await world.hire('REGISTRAR', 'county'));
    const admin = world.person('security-admin');
    const { account } = await admin.asks<{ account: { roles: { id: string }[] } }>(
      'query($id: ID!) { account(id: $id) { roles { id } } }',
      { id: county.accountId },
    );
    await admin.asks('mutation($input: RevokeRoleInput!) { revokeRole(input: $input) { id } }', {
      input: { id: account.roles[0]!.id },
    });
    expect((await me(standIn)).roles).toEqual([]);
  });

  it('when the session goes to another institution', async () => {
    const standIn = await standingInFor(head, colleague);
    await standIn.asks('mutation($input: SwitchInstitutionInput!) { switchInstitution(input: $input) { accountId } }', {
      input: { institutionId: world.institutionId('north') },
    });
    expect(await me(standIn)).toMatchObject({ actingFor: null, roles: [{ role: 'TOWNSHIP_DOCTOR' }] });
  });
});

describe('a second person', () => {
  it('is nobody who wrote it, in whosever name they review', async () => {
    const submitted = await story.submitted(colleague);
    expect(await approves(await standingInFor(head, colleague), submitted)).toBe('OWN_REFERRAL');
    expect(await approves(head, submitted)).toBeNull();
  });

  it('is no head who wrote it in the name of a doctor', async () => {
    const author = await world.hire('TOWNSHIP_DOCTOR', 'north');
    const other = await world.hire('TOWNSHIP_HEAD', 'north');
    const submitted = await story.submitted(await standingInFor(author, other));
    expect(submitted.state).toBe('PENDING_INTERNAL_REVIEW');
    expect(await approves(other, submitted)).toBe('OWN_REFERRAL');
    expect(await approves(await standingInFor(other, colleague), submitted)).toBe('OWN_REFERRAL');
    expect(await approves(head, submitted)).toBeNull();
  });

  it('is neither the head in whose name a patient is sent down, nor the colleague who did it', async () => {
    const down = new DownStory(world);
    const departmentId = world.departmentId('surgery');
    const [first, second] = [
      await world.hire('DEPT_HEAD', 'county', 'surgery'),
      await world.hire('DEPT_HEAD', 'county', 'surgery'),
    ];
    await first.asks('mutation($input: SwitchReferralReviewInput!) { switchReferralReview(input: $input) { id } }', {
      input: { direction: 'DOWN', departmentId, reviewRequired: true, expectedVersion: 0 },
    });
    const standIn = await standingInFor(first, second);
    const submitted = await down.submitted(standIn);
    expect(submitted.state).toBe('PENDING_INTERNAL_REVIEW');
    const approve = async (person: Person) =>
      refusalOf(
        await person.tries('mutation($input: ReferralActionInput!) { approveDownReferral(input: $input) { id } }', {
          input: { id: submitted.id, expectedVersion: submitted.version },
        }),
      );
    for (const person of [first, second, standIn])
      expect(await approve(person)).toBe('TRANSITION_REFUSED OWN_REFERRAL');
    expect(await approve(await world.hire('DEPT_HEAD', 'county', 'surgery'))).toBeUndefined();
  });

  it('is not offered what they wrote, and the referral centre stands in where nobody else is left', async () => {
    const author = await world.hire('TOWNSHIP_DOCTOR', 'south');
    const only = world.person('other-township-head');
    await only.asks('mutation($input: SwitchReferralReviewInput!) { switchReferralReview(input: $input) { id } }', {
      input: { direction: 'UP', reviewRequired: true, expectedVersion: 0 },
    });
    const submitted = await story.submitted(await standingInFor(author, only));
    expect(await approves(only, submitted)).toBe('OWN_REFERRAL');
    expect(await approves(world.person('coordinator'), submitted)).toBeNull();
  });
});
