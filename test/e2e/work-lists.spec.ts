import { randomUUID } from 'node:crypto';
import { ALLIANCE_ZONE, after, dayOf, days, hours, localDate, seconds } from '#kernel';
import {
  DownStory,
  ReferralStory,
  TestApp,
  World,
  withClient,
  type Person,
  type PersonName,
  type SeenReferral,
} from '#testing';

let app: TestApp;
let world: World;
let story: ReferralStory;
let down: DownStory;
let doctor: Person;
let cardiologist: Person;
let coordinator: Person;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  story = new ReferralStory(world);
  down = new DownStory(world);
  cardiologist = world.person('cardiologist');
  coordinator = world.person('coordinator');
});

// A doctor of their own, whose lists hold what their test puts there.
beforeEach(async () => {
  doctor = await world.hire('TOWNSHIP_DOCTOR', 'north');
});

afterAll(() => app.stop());

interface Page {
  readonly totalCount: number;
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const LIST = `query($list: ReferralWorkList!, $filter: ReferralWorkListFilter, $sort: ReferralWorkListSort, $first: Int,
  $after: String) {
  referralWorkList(list: $list, filter: $filter, sort: $sort, first: $first, after: $after) {
    totalCount nodes { id } pageInfo { hasNextPage endCursor } } }`;

async function page(person: Person, list: string, more: object = {}): Promise<Page> {
  const variables = { list, first: 100, ...more };
  return (await person.asks<{ referralWorkList: Page }>(LIST, variables)).referralWorkList;
}

const ids = async (person: Person, list: string, more: object = {}): Promise<string[]> =>
  (await page(person, list, more)).nodes.map(({ id }) => id);

const isIn = async (person: Person, list: string, { id }: { id: string }): Promise<boolean> =>
  (await ids(person, list)).includes(id);

/** Later than whatever was written before. */
function newlySubmitted(): Promise<SeenReferral> {
  app.clock.advance(seconds(1));
  return story.submitted(doctor);
}

const accepted = async () => story.accept(cardiologist, await story.claim(cardiologist, await newlySubmitted()));

describe('a township doctor', () => {
  it('finds what they wrote, and apart from it what is with the receiver', async () => {
    const draft = await story.draft(doctor);
    const referral = await newlySubmitted();
    expect(await ids(doctor, 'MINE')).toEqual([draft.id, referral.id]);
    expect(await ids(doctor, 'SENT')).toEqual([referral.id]);
    expect(await isIn(world.person('township-colleague'), 'MINE', referral)).toBe(false);
    await story.act(doctor, 'cancelReferral', referral, { reasonCode: 'form_error' });
    expect(await ids(doctor, 'SENT')).toEqual([]);
  });

  it('is waited for where the receiver returned or asked something', async () => {
    const returned = await story.claim(cardiologist, await newlySubmitted());
    await story.act(cardiologist, 'returnReferralForEdit', returned, { reasonCode: 'incomplete_info' });
    const asked = await story.claim(cardiologist, await newlySubmitted());
    const question = '请补充最近一次心电图';
    const waiting = await story.act(cardiologist, 'requestReferralInformation', asked, { question });
    expect(await ids(doctor, 'WAITING_FOR_ME')).toEqual([returned.id, asked.id]);
    await story.act(doctor, 'supplyReferralInformation', waiting, { answer: '窦性心律，ST 段压低' });
    expect(await ids(doctor, 'WAITING_FOR_ME')).toEqual([returned.id]);
  });

  it('sees patients come back, and is waited for until they are received', async () => {
    const waiting = await down.submitted(cardiologist, { receiverStaffId: doctor.staffId });
    expect(waiting.state).toBe('PENDING_RECEIPT');
    expect(await ids(doctor, 'WAITING_FOR_ME')).toEqual([waiting.id]);
    expect(await ids(doctor, 'COMING_BACK')).toEqual([waiting.id]);
    await down.confirmArrival(doctor, await down.receive(doctor, waiting));
    expect(await ids(doctor, 'WAITING_FOR_ME')).toEqual([]);
    expect(await ids(doctor, 'COMING_BACK')).toEqual([waiting.id]);
    expect(await isIn(cardiologist, 'SENT', waiting)).toBe(true);
  });
});

describe('a head', () => {
  it('reviews what others wrote', async () => {
    const head = await world.hire('TOWNSHIP_HEAD', 'south');
    await head.asks('mutation($input: SwitchReferralReviewInput!) { switchReferralReview(input: $input) { id } }', {
      input: { direction: 'UP', reviewRequired: true, expectedVersion: 0 },
    });
    const submitted = await story.submitted(world.person('other-township-doctor'));
    expect(await ids(head, 'TO_REVIEW')).toEqual([submitted.id]);
    expect(await isIn(world.person('township-head'), 'TO_REVIEW', submitted)).toBe(false);
    await story.act(head, 'approveReferral', submitted);
    expect(await ids(head, 'TO_REVIEW')).toEqual([]);
  });

  it('allocates patients who come without a doctor, or whose doctor declined', async () => {
    const head = world.person('township-head');
    const unnamed = await down.submitted(cardiologist);
    expect(await isIn(head, 'TO_ALLOCATE', unnamed)).toBe(true);
    expect(await isIn(world.person('other-township-head'), 'TO_ALLOCATE', unnamed)).toBe(false);
    const allocated = await down.allocate(head, unnamed, doctor);
    expect(await isIn(head, 'TO_ALLOCATE', unnamed)).toBe(false);
    await down.withReason(doctor, 'declineDownReferral', allocated, 'doctor_unavailable');
    expect(await isIn(head, 'TO_ALLOCATE', unnamed)).toBe(true);
  });
});

describe('a county doctor', () => {
  it('finds what waits for the own department, until somebody has claimed it', async () => {
    const referral = await newlySubmitted();
    expect(await isIn(cardiologist, 'TO_CLAIM', referral)).toBe(true);
    expect(await isIn(world.person('second-cardiologist'), 'TO_CLAIM', referral)).toBe(true);
    expect(await isIn(world.person('surgeon'), 'TO_CLAIM', referral)).toBe(false);
    await story.claim(cardiologist, referral);
    expect(await isIn(world.person('second-cardiologist'), 'TO_CLAIM', referral)).toBe(false);
    expect(await isIn(cardiologist, 'MINE', referral)).toBe(true);
    expect(await isIn(world.person('second-cardiologist'), 'MINE', referral)).toBe(false);
  });
});

describe('a coordinator', () => {
  it('arranges what was accepted, and then expects it on its day', async () => {
    const referral = await accepted();
    expect(await isIn(coordinator, 'TO_ARRANGE', referral)).toBe(true);
    expect(await isIn(world.person('tcm-coordinator'), 'TO_ARRANGE', referral)).toBe(false);
    const arranged = await story.arrange(coordinator, referral, after(app.clock.now(), hours(1)));
    expect(await isIn(coordinator, 'TO_ARRANGE', referral)).toBe(false);
    expect(await isIn(coordinator, 'ARRIVING_TODAY', referral)).toBe(true);
    expect(await isIn(coordinator, 'OVERDUE', referral)).toBe(false);
    app.clock.advance(days(1));
    expect(await isIn(coordinator, 'ARRIVING_TODAY', referral)).toBe(false);
    expect(await isIn(coordinator, 'OVERDUE', referral)).toBe(true);
    const missed = await story.act(coordinator, 'markReferralNoShow', arranged, { reasonCode: 'patient_forgot' });
    expect(await isIn(coordinator, 'OVERDUE', referral)).toBe(true);
    const visitTime = after(app.clock.now(), hours(1)).toISOString();
    const again = await story.act(coordinator, 'rearrangeReferral', missed, { visitTime });
    expect(await isIn(coordinator, 'OVERDUE', referral)).toBe(false);
    expect(await isIn(coordinator, 'ARRIVING_TODAY', referral)).toBe(true);
    await story.act(coordinator, 'confirmReferralArrival', again);
    expect(await isIn(coordinator, 'ARRIVING_TODAY', referral)).toBe(false);
  });

  it('finds among what is overdue whatever nobody claimed or arranged in time, until somebody does', async () => {
    const referral = await newlySubmitted();
    expect(await isIn(coordinator, 'OVERDUE', referral)).toBe(false);
    app.clock.advance(days(3));
    await app.work('deadlines.sweep');
    expect(await isIn(coordinator, 'OVERDUE', referral)).toBe(true);
    expect(await isIn(world.person('tcm-coordinator'), 'OVERDUE', referral)).toBe(false);
    const doctorStaffId = cardiologist.staffId;
    const assigned = await story.act(coordinator, 'assignReferral', referral, { doctorStaffId });
    expect(await isIn(coordinator, 'OVERDUE', referral)).toBe(false);
    await story.accept(cardiologist, assigned);
    app.clock.advance(days(3));
    await app.work('deadlines.sweep');
    expect(await isIn(coordinator, 'OVERDUE', referral)).toBe(true);
  });

  it('sees who has no slot only of departments that keep slots and have none left', async () => {
    const referral = await accepted();
    expect(await isIn(coordinator, 'NO_SLOT', referral)).toBe(false);
    await session(hours(2), app.clock.now());
    expect(await isIn(coordinator, 'NO_SLOT', referral)).toBe(true);
    await session(hours(30), null);
    expect(await isIn(coordinator, 'NO_SLOT', referral)).toBe(false);
    expect(await isIn(coordinator, 'TO_ARRANGE', referral)).toBe(true);
  });

  it('sees who has no slot also of departments that keep none here, once somebody has looked, the longest ago first', async () => {
    const tcm = world.person('tcm-coordinator');
    const toTcm = async () => {
      const draft = await story.draft(doctor, { toDepartmentId: world.departmentId('tcm-internal') });
      const tcmDoctor = world.person('tcm-doctor');
      const claimed = await story.claim(tcmDoctor, await story.submit(doctor, draft));
      return story.accept(tcmDoctor, claimed);
    };
    const [first, second] = [await toTcm(), await toTcm()];
    const look = async ({ id: referralId }: SeenReferral, lastDay = '2026-12-31') => {
      app.clock.advance(seconds(1));
      const input = { idempotencyKey: randomUUID(), referralId, wanted: 'SLOT', firstDay: '2026-03-05', lastDay };
      const { errors } = await tcm.tries(
        'mutation($input: RecordNoFreeSlotInput!) { recordNoFreeSlot(input: $input) { slotSearches { wanted } } }',
        { input },
      );
      return errors[0]?.extensions.code;
    };
    expect(await ids(tcm, 'NO_SLOT')).toEqual([]);
    expect(await look(first, '2026-03-01')).toBe('INVALID_INPUT');
    for (const referral of [second, first, second]) expect(await look(referral)).toBeUndefined();
    expect(await ids(tcm, 'NO_SLOT', { sort: 'LONGEST_UNTRIED' })).toEqual([first.id, second.id]);
    expect(await ids(tcm, 'NO_SLOT', { sort: 'LAST_TRIED' })).toEqual([second.id, first.id]);
    const firstPage = await page(tcm, 'NO_SLOT', { sort: 'LAST_TRIED', first: 1 });
    const { endCursor } = firstPage.pageInfo;
    expect(await ids(tcm, 'NO_SLOT', { sort: 'LAST_TRIED', first: 1, after: endCursor })).toEqual([first.id]);
  });

  it('has emergencies before everything else', async () => {
    await newlySubmitted();
    const emergency = await story.emergency(doctor);
    const sent = await ids(doctor, 'SENT');
    expect(sent[0]).toBe(emergency.id);
    expect(await ids(doctor, 'SENT', { sort: 'LAST_DUE' })).toEqual(sent.toReversed());
    expect(await isIn(coordinator, 'EMERGENCIES', emergency)).toBe(true);
    expect(await isIn(coordinator, 'ARRIVING_TODAY', emergency)).toBe(true);
  });
});

/** A session of the cardiologists with one place. */
async function session(ahead: ReturnType<typeof hours>, releasedAt: Date | null): Promise<void> {
  const start = after(app.clock.now(), ahead);
  const values = [randomUUID(), world.institutionId('county'), world.departmentId('cardiology')];
  await withClient(app.database.ownerUrl, (owner) =>
    owner.query(
      `INSERT INTO capacity_sessions (id, plan_id, institution_id, department_id, starts_at, ends_at, places,
         released_at, version) VALUES ($1, $1, $2, $3, $4, $5, 1, $6, 1)`,
      [...values, start, after(start, hours(1)), releasedAt],
    ),
  );
}

describe('a work list', () => {
  it('is paged without repeating or skipping anything while referrals come and go', async () => {
    const referrals = [];
    for (let i = 0; i < 5; i++) referrals.push(await newlySubmitted());
    const first = await page(doctor, 'SENT', { first: 2 });
    expect(first.nodes.map(({ id }) => id)).toEqual([referrals[0]!.id, referrals[1]!.id]);
    await story.act(doctor, 'cancelReferral', referrals[1]!, { reasonCode: 'form_error' });
    const emergency = await story.emergency(doctor);
    const late = await newlySubmitted();
    const second = await page(doctor, 'SENT', { first: 2, after: first.pageInfo.endCursor });
    const third = await page(doctor, 'SENT', { first: 3, after: second.pageInfo.endCursor });
    expect([...second.nodes, ...third.nodes].map(({ id }) => id)).toEqual([
      ...referrals.slice(2).map(({ id }) => id),
      late.id,
    ]);
    expect(third.pageInfo.hasNextPage).toBe(false);
    expect((await ids(doctor, 'SENT'))[0]).toBe(emergency.id);
    expect((await page(doctor, 'SENT', { first: 2 })).totalCount).toBe(6);
  });

  it('leaves out what its filter does not name', async () => {
    const from = app.clock.now();
    const one = await newlySubmitted();
    app.clock.advance(seconds(1));
    const other = await story.draft(doctor, { priority: 'I' });
    const claimed = await story.claim(cardiologist, one);
    const left = (filter: object): Promise<string[]> => ids(doctor, 'MINE', { filter });
    expect(await left({ priority: 'I' })).toEqual([other.id]);
    expect(await left({ direction: 'UP', kind: 'ROUTINE' })).toEqual([one.id, other.id]);
    expect(await left({ direction: 'DOWN' })).toEqual([]);
    expect(await left({ doctorId: cardiologist.staffId })).toEqual([one.id]);
    expect(await left({ departmentId: world.departmentId('surgery') })).toEqual([]);
    expect(await left({ referralNo: claimed.referralNo })).toEqual([one.id]);
    expect(await left({ from, to: after(from, hours(1)) })).toEqual([one.id, other.id]);
    expect(await left({ to: from })).toEqual([]);
  });

  it('of other roles is forbidden, and says which exist', async () => {
    const { errors } = await doctor.tries(LIST, { list: 'TO_ARRANGE' });
    expect(errors[0]?.extensions).toMatchObject({
      code: 'FORBIDDEN',
      rule: 'WORK_LIST_OF_OTHER_ROLES',
      facts: { existing: ['MINE', 'SENT', 'WAITING_FOR_ME', 'COMING_BACK'] },
    });
  });

  it('takes no cursor of another list', async () => {
    const { errors } = await doctor.tries(LIST, { list: 'MINE', after: 'WyJ4Il0' });
    expect(errors[0]?.extensions.code).toBe('INVALID_CURSOR');
  });
});

/** Lists as they are described, asked of every referral there is: `$1` the institution, `$2` now, `$3` the start of the day. */
const EXPECTED = 'coalesce(r.visit_time, r.first_submitted_at)';
const RECEIVED = 'r.to_institution_id = $1 AND r.received_at IS NOT NULL AND r.ended_at IS NULL';
const HELD = `FROM capacity_holds h WHERE h.state IN ('TENTATIVE', 'CONFIRMED', 'USED') AND (h.expires_at IS NULL OR h.expires_at > $2)`;
const SESSION = 'FROM capacity_sessions s WHERE s.department_id = r.to_department_id AND s.withdrawn_at IS NULL';
const POOL = 'FROM capacity_bed_pools b WHERE b.department_id = r.to_department_id';
const TRIED = `r.state_changed_at <= (SELECT max(x.searched_at) FROM referral_slot_searches x WHERE x.referral_id = r.id)`;
const DEFINITIONS = {
  NO_SLOT: `${RECEIVED} AND r.state = 'ACCEPTED' AND $3::timestamptz IS NOT NULL AND CASE
    WHEN r.handling = 'INPATIENT' AND EXISTS (SELECT 1 ${POOL})
      THEN NOT EXISTS (SELECT 1 ${POOL} AND b.empty_beds > (SELECT count(*) ${HELD} AND h.bed_pool_id = b.id))
    WHEN r.handling = 'OUTPATIENT' AND EXISTS (SELECT 1 ${SESSION})
      THEN NOT EXISTS (SELECT 1 ${SESSION} AND s.released_at IS NULL AND s.ends_at > $2
        AND s.places > (SELECT count(*) ${HELD} AND h.session_id = s.id))
    ELSE ${TRIED} END`,
  OVERDUE: `$2::timestamptz IS NOT NULL AND r.ended_at IS NULL AND (
    (${RECEIVED} AND (r.state IN ('NO_SHOW', 'NOT_ARRIVED') OR (r.state = 'ARRANGED' AND ${EXPECTED} < $3)))
    OR (r.from_institution_id = $1 AND r.state = 'NOT_ARRIVED')
    OR (r.id IN (SELECT x.referral_id FROM referral_escalations x
        WHERE x.institution_id = $1 AND x.ended_at IS NULL AND x.level > 0)
      AND ($1 = r.from_institution_id OR (${RECEIVED})
        OR ($1 = r.reviewing_institution_id AND r.state = 'PENDING_INTERNAL_REVIEW'))))`,
};

async function defined(person: Person, list: keyof typeof DEFINITIONS): Promise<string[]> {
  const now = app.clock.now();
  const today = dayOf(localDate(now, ALLIANCE_ZONE), ALLIANCE_ZONE);
  const at = list === 'OVERDUE' ? EXPECTED : 'coalesce(r.first_submitted_at, r.created_at)';
  const rows = await app.asOwner<{ id: string }>(
    `SELECT r.id FROM referrals r WHERE ${DEFINITIONS[list]}
     ORDER BY CASE r.kind WHEN 'GREEN_CHANNEL' THEN 0 WHEN 'EMERGENCY' THEN 1 ELSE 2 END, ${at}, r.id`,
    [person.institutionId, now, today.start],
  );
  return rows.map(({ id }) => id);
}

/** All of a list, two at a time. */
async function leafed(person: Person, list: string): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | null = null;
  do {
    const { nodes, pageInfo }: Page = await page(person, list, { first: 2, after: cursor });
    found.push(...nodes.map(({ id }) => id));
    cursor = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (cursor);
  return found;
}

describe('a list that is found by what its acts have marked', () => {
  const head = () => world.person('township-head');
  const WATCHED = [
    ['NO_SLOT', () => coordinator],
    ['NO_SLOT', () => world.person('tcm-coordinator')],
    ['OVERDUE', () => coordinator],
    ['OVERDUE', () => world.person('tcm-coordinator')],
    ['OVERDUE', head],
  ] as const;
  /** @returns how many there are in all */
  async function asDefined(): Promise<number> {
    let all = 0;
    for (const [list, who] of WATCHED) {
      const person = who();
      const expected = await defined(person, list);
      expect({ list, found: await leafed(person, list) }).toEqual({ list, found: expected });
      expect((await page(person, list)).totalCount).toBe(expected.length);
      all += expected.length;
    }
    return all;
  }

  it('holds in its order exactly what its description says, whatever has become of places, beds and time limits', async () => {
    const noted = async ({ id: referralId }: SeenReferral, wanted: string) => {
      const input = { idempotencyKey: randomUUID(), referralId, wanted, firstDay: '2026-03-05', lastDay: '2026-12-31' };
      await coordinator.asks('mutation($input: RecordNoFreeSlotInput!) { recordNoFreeSlot(input: $input) { id } }', {
        input,
      });
    };
    const beds = (emptyBeds: number) =>
      cardiologist.asks('mutation($input: ReportBedsInput!) { reportBeds(input: $input) { id } }', {
        input: { idempotencyKey: randomUUID(), departmentId: world.departmentId('cardiology'), emptyBeds },
      });
    const inpatient = async () =>
      story.accept(cardiologist, await story.claim(cardiologist, await newlySubmitted()), 'INPATIENT');
    const [outpatient, waiting, other] = [await accepted(), await inpatient(), await inpatient()];
    await noted(waiting, 'BED');
    await noted(outpatient, 'SLOT');
    expect(await isIn(coordinator, 'NO_SLOT', waiting)).toBe(true);
    expect(await isIn(coordinator, 'NO_SLOT', other)).toBe(false);
    const counts = [await asDefined()];
    await beds(0);
    expect(await isIn(coordinator, 'NO_SLOT', other)).toBe(true);
    counts.push(await asDefined());
    await beds(1);
    expect(await isIn(coordinator, 'NO_SLOT', waiting)).toBe(false);
    counts.push(await asDefined());
    const emergency = await story.emergency(doctor);
    const { id, version: expectedVersion } = await newlySubmitted();
    await coordinator.asks('mutation($input: OpenGreenChannelInput!) { openGreenChannel(input: $input) { id } }', {
      input: { id, expectedVersion, channel: 'CHEST_PAIN' },
    });
    const visit = await story.arrange(coordinator, outpatient, after(app.clock.now(), hours(1)));
    for (const time of [hours(1), days(2), days(2)]) {
      app.clock.advance(time);
      await app.work('deadlines.sweep');
      counts.push(await asDefined());
    }
    await story.act(coordinator, 'markReferralNoShow', visit, { reasonCode: 'patient_forgot' });
    await story.act(coordinator, 'closeReferralByAgreement', emergency, { reasonCode: 'other', comment: '未到院' });
    counts.push(await asDefined());
    expect(new Set(counts).size).toBeGreaterThan(4);
  });
});

const WORKERS: PersonName[] = ['township-head', 'cardiologist', 'cardiology-head', 'coordinator'];

describe('the counts', () => {
  it.each(WORKERS)('of %s are those of the lists', async (name) => {
    await newlySubmitted();
    const person = world.person(name);
    const { referralWorkListCounts: counts } = await person.asks<{
      referralWorkListCounts: { list: string; count: number; hasMore: boolean }[];
    }>('{ referralWorkListCounts { list count hasMore } }');
    for (const { list, count, hasMore } of counts) {
      const { totalCount, nodes } = await page(person, list);
      expect({ list, count, hasMore }).toEqual({ list, count: totalCount, hasMore: false });
      expect(nodes).toHaveLength(Math.min(count, 100));
    }
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(0);
  });
});
