import { ReferralStory, TestApp, World, withClient, type Person, type SeenReferral } from '#testing';

let app: TestApp;
let world: World;
let story: ReferralStory;
let doctor: Person;
let head: Person;
let coordinator: Person;

const SWITCH = `mutation($input: SwitchReferralReviewInput!) {
  switchReferralReview(input: $input) { id reviewRequired version } }`;
const switchReview = (by: Person, input: object) =>
  by.tries<{ switchReferralReview: { version: number } }>(SWITCH, { input: { direction: 'UP', ...input } });

const sees = async (person: Person, { id }: SeenReferral): Promise<boolean> =>
  (await person.tries('query($id: ID!) { referral(id: $id) { id } }', { id })).errors.length === 0;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  story = new ReferralStory(world);
  doctor = world.person('township-doctor');
  head = world.person('township-head');
  coordinator = world.person('coordinator');
  await switchReview(head, { reviewRequired: true, expectedVersion: 0 });
});

afterAll(() => app.stop());

describe('a referral of an institution that reviews', () => {
  it('does not exist for the receiver before the head has let it pass', async () => {
    const submitted = await story.submitted(doctor);
    expect(submitted.state).toBe('PENDING_INTERNAL_REVIEW');
    expect(await sees(coordinator, submitted)).toBe(false);
    const approved = await story.act(head, 'approveReferral', submitted);
    expect(approved).toMatchObject({ state: 'PENDING_ACCEPTANCE', referralNo: submitted.referralNo });
    expect(await sees(coordinator, submitted)).toBe(true);
  });

  it('goes back to the author for a reason of the reviewers, and comes again', async () => {
    const submitted = await story.submitted(doctor);
    const refused = await story.refusal(head, 'returnReferralForEdit', submitted, { reasonCode: 'out_of_scope' });
    expect(refused).toBe('REASON_UNKNOWN');
    const returned = await story.act(head, 'returnReferralForEdit', submitted, { reasonCode: 'handle_locally' });
    expect(returned.state).toBe('RETURNED_FOR_EDIT');
    expect(await sees(coordinator, returned)).toBe(false);
    expect((await story.act(doctor, 'submitReferral', returned)).state).toBe('PENDING_INTERNAL_REVIEW');
  });

  it('is let pass once, and by nobody who has not read its version', async () => {
    const submitted = await story.submitted(doctor);
    expect(await story.refusal(head, 'approveReferral', { ...submitted, version: 9 })).toBe('STALE_VERSION');
    const answers = await Promise.all([1, 2, 3].map(() => story.refusal(head, 'approveReferral', submitted)));
    expect(answers.filter((rule) => rule === null)).toHaveLength(1);
    expect(answers.filter((rule) => rule === 'STATE')).toHaveLength(2);
  });

  it('tells the head, and only after the review the receiver', async () => {
    const submitted = await story.submitted(doctor);
    await app.work('deliver.referral.notices');
    const told = async (person: Person): Promise<string[]> => {
      const query = '{ myNotices(first: 100) { nodes { templateCode subjectId } } }';
      const { myNotices } = await person.asks<{ myNotices: { nodes: { templateCode: string; subjectId: string }[] } }>(
        query,
      );
      return myNotices.nodes.filter(({ subjectId }) => subjectId === submitted.id).map((one) => one.templateCode);
    };
    expect(await told(head)).toEqual(['referral.review-requested']);
    expect(await told(coordinator)).toEqual([]);
    await story.act(head, 'approveReferral', submitted);
    await app.work('deliver.referral.notices');
    expect(await told(coordinator)).toEqual(['referral.submitted']);
  });

  it('is not waited for in an emergency', async () => {
    expect((await story.emergency(doctor)).state).toBe('ARRANGED');
  });
});

describe('an institution with one doctor', () => {
  it('has its referrals reviewed by the referral centre', async () => {
    const only = world.person('other-township-head');
    await switchReview(only, { reviewRequired: true, expectedVersion: 0 });
    const author = await world.hire('TOWNSHIP_DOCTOR', 'south');
    expect((await story.submitted(author)).state).toBe('PENDING_INTERNAL_REVIEW');
    await withClient(app.database.ownerUrl, (owner) =>
      owner.query('UPDATE role_assignments SET valid_to = $1 WHERE staff_id = $2', [app.clock.now(), only.staffId]),
    );
    const submitted = await story.submitted(author);
    expect(await sees(world.person('tcm-coordinator'), submitted)).toBe(false);
    expect((await story.act(coordinator, 'approveReferral', submitted)).state).toBe('PENDING_ACCEPTANCE');
  });
});

describe('the switch', () => {
  it('is set by version, and for a department by its own head alone', async () => {
    const cardiologyHead = world.person('cardiology-head');
    const place = { direction: 'DOWN', reviewRequired: true, expectedVersion: 0 };
    const ofAll = await switchReview(cardiologyHead, place);
    expect(ofAll.errors[0]?.extensions.code).toBe('FORBIDDEN');
    const departmentId = world.departmentId('cardiology');
    const ofOwn = await switchReview(cardiologyHead, { ...place, departmentId });
    expect(ofOwn.data?.switchReferralReview.version).toBe(1);
    const again = await switchReview(cardiologyHead, { ...place, departmentId });
    expect(again.errors[0]?.extensions).toMatchObject({ code: 'STALE_VERSION', facts: { expected: 0, actual: 1 } });
    const elsewhere = await switchReview(cardiologyHead, {
      ...place,
      departmentId: world.departmentId('tcm-internal'),
    });
    expect(elsewhere.errors[0]?.extensions.code).toBe('NOT_FOUND');
  });
});
