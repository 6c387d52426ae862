import { evaluate } from '#kernel';
import { downLifecycle, type DownAttempt, type DownFacts } from './down.lifecycle.js';
import type { DownAction } from './down.transitions.js';

const AUTHOR = 'author';
const now = new Date('2026-03-04T01:00:00Z');

const author: DownFacts['actor'] = {
  staffId: AUTHOR,
  people: [AUTHOR],
  institutionId: 'county',
  heads: { all: false, departmentIds: [] },
  isTownshipHead: false,
  writesReferrals: true,
  isCoordinator: false,
  isSystem: false,
};
const head: DownFacts['actor'] = {
  ...author,
  staffId: 'head',
  people: ['head'],
  heads: { all: false, departmentIds: ['cardiology'] },
};
const system: DownFacts['actor'] = { ...author, staffId: 'system', people: ['system'], isSystem: true };

function facts(
  actor: DownFacts['actor'],
  referral: Partial<DownFacts['referral']> = {},
  others: Partial<DownFacts> = {},
): DownFacts {
  return {
    actor,
    departmentAccepts: true,
    reviewIsOn: false,
    now,
    today: '2026-03-04',
    latestFirstFollowUp: '2026-03-11',
    ...others,
    referral: {
      state: 'DRAFT',
      authorStaffId: AUTHOR,
      writers: [AUTHOR],
      fromInstitutionId: 'county',
      fromDepartmentId: 'cardiology',
      reviewingInstitutionId: null,
      centreReviews: false,
      toInstitutionId: 'township',
      toDepartmentId: 'general',
      ownerStaffId: null,
      missingParts: [],
      firstFollowUpOn: '2026-03-09',
      overdueAt: null,
      followUpOn: null,
      urgeAgainAt: null,
      ...referral,
    },
  };
}

function attempt(action: DownAction, all: DownFacts, brought: DownAttempt = {}) {
  return evaluate(downLifecycle, all.referral.state, action, { ...all, ...brought });
}

describe('submitting a down-referral', () => {
  it('leads to the named doctor, or to the head who names one', () => {
    expect(attempt('submit', facts(author, { ownerStaffId: 'doctor' }))).toMatchObject({ to: 'PENDING_RECEIPT' });
    expect(attempt('submit', facts(author))).toMatchObject({ to: 'PENDING_ALLOCATION' });
  });

  it('leads to the review first, where the sending department has it switched on', () => {
    expect(attempt('submit', facts(author, {}, { reviewIsOn: true }))).toMatchObject({ to: 'PENDING_INTERNAL_REVIEW' });
  });

  it('is refused by a township that takes nobody now', () => {
    expect(attempt('submit', facts(author, {}, { departmentAccepts: false }))).toMatchObject({
      rule: 'DEPARTMENT_CLOSED',
    });
  });
});

describe('the review of a down-referral', () => {
  const inReview = { state: 'PENDING_INTERNAL_REVIEW' } as const;

  it('is for the head of the sending department, who lets it pass or gives it back', () => {
    expect(attempt('approve', facts(head, inReview))).toMatchObject({ to: 'PENDING_ALLOCATION' });
    expect(attempt('approve', facts(head, { ...inReview, ownerStaffId: 'doctor' }))).toMatchObject({
      to: 'PENDING_RECEIPT',
    });
    expect(attempt('returnForEdit', facts(head, inReview))).toMatchObject({ to: 'RETURNED_FOR_EDIT' });
  });

  it('is not for the head of another department, nor for whoever wrote it', () => {
    const elsewhere = { ...head, heads: { all: false, departmentIds: ['surgery'] } };
    expect(attempt('approve', facts(elsewhere, inReview))).toMatchObject({ rule: 'WHO' });
    expect(attempt('approve', facts({ ...head, people: ['head', AUTHOR] }, inReview))).toMatchObject({
      rule: 'OWN_REFERRAL',
    });
  });
});

describe('a referral centre that stands in for the reviewing head', () => {
  const coordinator = { ...author, staffId: 'coordinator', people: ['coordinator'], isCoordinator: true };
  const inReview = { state: 'PENDING_INTERNAL_REVIEW', reviewingInstitutionId: 'county' } as const;

  it('reviews as the head does, who still may', () => {
    expect(attempt('approve', facts(coordinator, inReview))).toMatchObject({ rule: 'WHO' });
    const handedOver = { ...inReview, centreReviews: true };
    for (const actor of [coordinator, head]) {
      expect(attempt('approve', facts(actor, handedOver))).toMatchObject({ to: 'PENDING_ALLOCATION' });
      expect(attempt('returnForEdit', facts(actor, handedOver))).toMatchObject({ to: 'RETURNED_FOR_EDIT' });
    }
  });

  it('reviews nothing that its own people wrote, and nothing of another hospital', () => {
    const handedOver = { ...inReview, centreReviews: true };
    const behind = { ...coordinator, people: ['coordinator', AUTHOR] };
    expect(attempt('approve', facts(behind, handedOver))).toMatchObject({ rule: 'OWN_REFERRAL' });
    const elsewhere = { ...coordinator, institutionId: 'tcm' };
    expect(attempt('approve', facts(elsewhere, handedOver))).toMatchObject({ rule: 'WHO' });
  });
});

describe('whoever wrote a down-referral and works elsewhere by now', () => {
  it('withdraws it there no longer', () => {
    const waiting = { state: 'PENDING_ALLOCATION' } as const;
    expect(attempt('cancel', facts(author, waiting))).toMatchObject({ to: 'CANCELLED' });
    expect(attempt('cancel', facts({ ...author, institutionId: 'tcm' }, waiting))).toMatchObject({ rule: 'WHO' });
  });
});

describe('the silence of a doctor', () => {
  it('lets the system give a referral back to the head, and report a patient who has not come', () => {
    const waiting = facts(system, { state: 'PENDING_RECEIPT', ownerStaffId: 'doctor' });
    expect(attempt('declineReceipt', waiting)).toMatchObject({ to: 'PENDING_REASSIGNMENT' });
    const onTheWay = facts(system, { state: 'IN_TRANSIT', ownerStaffId: 'doctor' });
    expect(attempt('reportNotArrived', onTheWay)).toMatchObject({ to: 'NOT_ARRIVED' });
    expect(attempt('confirmArrival', onTheWay)).toMatchObject({ rule: 'WHO' });
  });
});

describe('a draft that nobody goes on with', () => {
  it('is archived by the system once its time has come', () => {
    expect(attempt('archive', facts(system, { overdueAt: now }))).toMatchObject({ to: 'DRAFT' });
    const tomorrow = new Date(+now + 86_400_000);
    expect(attempt('archive', facts(system, { overdueAt: tomorrow }))).toMatchObject({ rule: 'NOT_OVERDUE' });
    expect(attempt('archive', facts(author, { overdueAt: now }))).toMatchObject({ rule: 'WHO' });
  });
});

describe('an escalation', () => {
  it('is the system’s alone and leaves the referral where it is', () => {
    expect(attempt('escalate', facts(system, { state: 'PENDING_ALLOCATION' }))).toMatchObject({
      to: 'PENDING_ALLOCATION',
    });
    expect(attempt('escalate', facts(head, { state: 'PENDING_ALLOCATION' }))).toMatchObject({ rule: 'WHO' });
  });
});
