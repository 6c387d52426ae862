import { days, hours } from '#kernel';
import { BEFORE_SENDING, downDeadlinesAfter, type DownTimed } from './down.deadlines.js';
import { limitKeys, type ReferralLimits } from './limits.js';

const now = new Date('2026-03-04T01:00:00Z');
const limits: ReferralLimits = {
  ...(Object.fromEntries(limitKeys.map((key) => [key, 1])) as ReferralLimits),
  'referral.review_limit_hours': 4,
  'referral.review_take_over_hours': 8,
  'referral.review_escalation_hours': 16,
  'referral.receipt_limit_hours': 48,
  'referral.allocation_limit_hours': 24,
  'referral.allocation_second_limit_hours': 48,
  'referral.allocation_third_limit_hours': 72,
  'referral.transit_limit_hours': 73,
  'referral.follow_up_escalation_hours': 20,
};

const named: DownTimed = { ...BEFORE_SENDING, state: 'PENDING_RECEIPT', ownerStaffId: 'doctor' };
const unnamed: DownTimed = { ...BEFORE_SENDING, state: 'PENDING_ALLOCATION' };
const declined: DownTimed = { ...BEFORE_SENDING, state: 'PENDING_REASSIGNMENT' };
const onTheWay: DownTimed = { ...named, state: 'IN_TRANSIT' };
const lookedAfter: DownTimed = { ...named, state: 'FOLLOW_UP', followUpOn: '2026-03-09' };

const between = (before: DownTimed, after: DownTimed) => downDeadlinesAfter(before, { ...after, now }, limits);
const nothing = { ends: [], as: 'FINISHED', sets: [], time: 'unchanged' };
const fromNow = { clock: 'WALL', from: now };

describe('a patient who is sent down', () => {
  it('is to be let go by the department before, where it reviews, in working time', () => {
    const reviewed: DownTimed = { ...BEFORE_SENDING, state: 'PENDING_INTERNAL_REVIEW' };
    const levels = [4, 8, 16].map((each) => ({ due: hours(each) }));
    const review = { kind: 'referral.down-review', clock: 'WORK', from: now, levels };
    expect(between(BEFORE_SENDING, reviewed)).toEqual({ ...nothing, sets: [review] });
    expect(between(reviewed, named)).toMatchObject({ ends: ['referral.down-review'], as: 'FINISHED' });
  });

  it('is to be received by the named doctor', () => {
    const receipt = { kind: 'referral.receipt', ...fromNow, levels: [{ due: hours(48) }] };
    expect(between(BEFORE_SENDING, named)).toEqual({ ...nothing, sets: [receipt] });
  });

  it('is to be given to somebody in three steps where nobody is named, and anew where the doctor declines', () => {
    const levels = [24, 48, 72].map((each) => ({ due: hours(each) }));
    const allocation = { kind: 'referral.allocation', ...fromNow, levels };
    expect(between(BEFORE_SENDING, unnamed)).toEqual({ ...nothing, sets: [allocation] });
    expect(between(named, declined)).toEqual({ ...nothing, ends: ['referral.receipt'], sets: [allocation] });
    expect(between(unnamed, named)).toMatchObject({ ends: ['referral.allocation'], as: 'FINISHED' });
  });

  it('is to arrive', () => {
    const transit = { kind: 'referral.transit', ...fromNow, levels: [{ due: hours(73) }] };
    expect(between(named, onTheWay)).toEqual({ ...nothing, ends: ['referral.receipt'], sets: [transit] });
    expect(between(onTheWay, { ...onTheWay, state: 'NOT_ARRIVED' })).toEqual({
      ...nothing,
      ends: ['referral.transit'],
    });
  });
});

describe('the follow-up', () => {
  const limitOn = (endOfDay: string) => ({
    kind: 'referral.follow-up',
    clock: 'WALL',
    from: new Date(endOfDay),
    levels: [{ due: days(0) }, { due: hours(20) }],
  });

  it('is overdue when its day in China is over', () => {
    expect(between(onTheWay, lookedAfter)).toEqual({
      ...nothing,
      ends: ['referral.transit'],
      sets: [limitOn('2026-03-09T16:00:00Z')],
    });
  });

  it('is waited for again by its next day, and no longer without one', () => {
    expect(between(lookedAfter, { ...lookedAfter, followUpOn: '2026-03-20' })).toMatchObject({
      ends: ['referral.follow-up'],
      sets: [limitOn('2026-03-20T16:00:00Z')],
    });
    expect(between(lookedAfter, { ...lookedAfter, followUpOn: null })).toEqual({
      ...nothing,
      ends: ['referral.follow-up'],
    });
  });
});

describe('an end', () => {
  it.each(['CANCELLED', 'CLOSED', 'REDIRECTED'] as const)('%s lets nothing be waited for', (state) => {
    const ended = between(unnamed, { ...unnamed, state });
    expect(ended).toEqual({ ...nothing, ends: ['referral.allocation'], as: 'CANCELLED' });
  });

  it('by the township is an answer', () => {
    expect(between(unnamed, { ...unnamed, state: 'REFUSED' })).toMatchObject({ as: 'FINISHED', sets: [] });
  });
});
