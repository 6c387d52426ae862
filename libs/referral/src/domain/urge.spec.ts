import { after, before, minutes } from '#kernel';
import { urgeAgainAt, type ReferralLimits } from './limits.js';
import { awaitedDown, awaitedUp, mayUrgeAgain, type AwaitingDown, type AwaitingUp } from './urge.js';

const now = new Date('2026-03-04T01:00:00Z');

function up(state: AwaitingUp['state'], more: Partial<AwaitingUp> = {}): string | null {
  const nothing = { ownerStaffId: null, sentAsEmergency: false, acknowledgedAt: null, visitTime: null };
  return awaitedUp({ ...nothing, outcomeRecorded: false, state, ...more }, now);
}

const down = (state: AwaitingDown['state'], more: Partial<AwaitingDown> = {}): string | null =>
  awaitedDown({ state, centreReviews: false, followUpOn: null, ...more }, '2026-03-04');

describe('an up-referral waits for', () => {
  it('the author where it was returned, or something was asked', () => {
    expect([up('RETURNED_FOR_EDIT'), up('AWAITING_INFORMATION')]).toEqual(['AUTHOR', 'AUTHOR']);
  });

  it('everybody who could claim it, and then the doctor who has', () => {
    expect(up('PENDING_ACCEPTANCE')).toBe('RECEIVERS');
    expect(up('PENDING_ACCEPTANCE', { ownerStaffId: 'doctor' })).toBe('OWNER');
  });

  it('nobody else while it is the referral centre that has to arrange it', () => {
    expect([up('ACCEPTED'), up('NO_SHOW'), up('COMPLETED')]).toEqual([null, null, null]);
  });

  it('the sender, who knows where a patient is that should be there by now', () => {
    expect(up('ARRANGED', { visitTime: after(now, minutes(1)) })).toBeNull();
    expect(up('ARRANGED', { visitTime: now })).toBe('AUTHOR');
  });

  it('somebody who acknowledges an emergency, and then for the sender', () => {
    expect(up('ARRANGED', { sentAsEmergency: true })).toBe('RECEIVERS');
    expect(up('ARRANGED', { sentAsEmergency: true, acknowledgedAt: now })).toBe('AUTHOR');
  });

  it('the outcome of a patient who is there', () => {
    expect(up('ARRIVED', { ownerStaffId: 'doctor' })).toBe('OWNER');
    expect(up('ARRIVED', { ownerStaffId: 'doctor', outcomeRecorded: true })).toBeNull();
  });
});

describe('a down-referral waits for', () => {
  it('heads who review it, unless the referral centre does', () => {
    expect(down('PENDING_INTERNAL_REVIEW')).toBe('REVIEWERS');
    expect(down('PENDING_INTERNAL_REVIEW', { centreReviews: true })).toBeNull();
  });

  it('the head of the township until a doctor is named, and then for the doctor', () => {
    expect([down('PENDING_ALLOCATION'), down('PENDING_REASSIGNMENT')]).toEqual(['TOWNSHIP_HEAD', 'TOWNSHIP_HEAD']);
    expect([down('PENDING_RECEIPT'), down('IN_TRANSIT'), down('NOT_ARRIVED')]).toEqual(['OWNER', 'OWNER', 'OWNER']);
  });

  it('the team from the day of the follow-up on', () => {
    const followUpOn = ['2026-03-05', '2026-03-04', '2026-03-03'];
    expect(followUpOn.map((day) => down('FOLLOW_UP', { followUpOn: day }))).toEqual([
      null,
      'FOLLOW_UP_TEAM',
      'FOLLOW_UP_TEAM',
    ]);
    expect(down('FOLLOW_UP')).toBeNull();
  });
});

describe('whoever was urged', () => {
  const limits = {
    'referral.urge_interval_minutes': 30,
    'referral.urge_interval_emergency_minutes': 5,
  } as unknown as ReferralLimits;
  const again = (kind: 'ROUTINE' | 'EMERGENCY', urgedAt: Date, stateChangedAt = before(now, minutes(60))) =>
    urgeAgainAt({ kind, urgedAt, stateChangedAt }, limits);

  it('is left in peace for a while, shorter where it is an emergency', () => {
    expect(again('ROUTINE', now)).toEqual(after(now, minutes(30)));
    expect(again('EMERGENCY', now)).toEqual(after(now, minutes(5)));
    expect(mayUrgeAgain(after(now, minutes(1)), now)).toEqual({
      rule: 'URGED_LATELY',
      facts: { again: after(now, minutes(1)).toISOString() },
    });
    expect([mayUrgeAgain(now, now), mayUrgeAgain(null, now)]).toEqual([true, true]);
  });

  it('is urged anew at once about what has gone on since', () => {
    expect(again('ROUTINE', before(now, minutes(2)), before(now, minutes(1)))).toBeNull();
  });
});
