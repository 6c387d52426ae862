import { days, hours, minutes } from '#kernel';
import { deadlinesAfter, type Timed, type TimedTransition } from './up.deadlines.js';
import { limitKeys, type ReferralLimits } from './limits.js';

const now = new Date('2026-03-04T01:00:00Z');
const visitTime = new Date('2026-03-06T02:00:00Z');
const limits: ReferralLimits = {
  ...(Object.fromEntries(limitKeys.map((key) => [key, 1])) as ReferralLimits),
  'referral.review_limit_hours': 4,
  'referral.review_take_over_hours': 8,
  'referral.review_escalation_hours': 16,
  'referral.claim_limit_hours': 2,
  'referral.answer_limit_hours': 4,
  'referral.arrangement_limit_hours': 2,
  'referral.arrangement_escalation_hours': 4,
  'referral.arrival_limit_hours': 48,
  'referral.acknowledgement_limit_minutes': 10,
  'referral.acknowledgement_second_limit_minutes': 15,
  'referral.acknowledgement_third_limit_minutes': 30,
};

const draft: Timed = {
  state: 'DRAFT',
  sentAsEmergency: false,
  ownerStaffId: null,
  acknowledgedAt: null,
  visitTime: null,
};
const waiting: Timed = { ...draft, state: 'PENDING_ACCEPTANCE' };
const claimed: Timed = { ...waiting, ownerStaffId: 'doctor' };
const arranged: Timed = { ...claimed, state: 'ARRANGED', visitTime };
const emergency: Timed = { ...draft, sentAsEmergency: true, state: 'ARRANGED' };

const after = (before: Timed, transition: Omit<TimedTransition, 'now'>, set: Partial<ReferralLimits> = {}) =>
  deadlinesAfter(before, { now, ...transition }, { ...limits, ...set });
const nothing = { ends: [], as: 'FINISHED', sets: [], time: 'unchanged' };

describe('a referral that reaches its receiver', () => {
  const submit = { action: 'submit', to: 'PENDING_ACCEPTANCE' } as const;

  it('is to be claimed within two hours of work', () => {
    const set = [{ kind: 'referral.claim', clock: 'WORK', from: now, levels: [{ due: hours(2) }] }];
    expect(after(draft, submit)).toEqual({ ...nothing, sets: set });
  });

  it.each([
    [0, 1],
    [3, 3],
    [9, 4],
  ])('is to be claimed within one to four hours: set to %d, it is %d', (set, counts) => {
    const { sets } = after(draft, submit, { 'referral.claim_limit_hours': set });
    expect(sets[0]!.levels).toEqual([{ due: hours(counts) }]);
  });

  it('is to be reviewed before, where the sender reviews: four hours, a day and two days of work', () => {
    const reviewed = { ...draft, state: 'PENDING_INTERNAL_REVIEW' } as const;
    const levels = [4, 8, 16].map((each) => ({ due: hours(each) }));
    const set = [{ kind: 'referral.review', clock: 'WORK', from: now, levels }];
    expect(after(draft, { action: 'submit', to: 'PENDING_INTERNAL_REVIEW' })).toEqual({ ...nothing, sets: set });
    const approved = after(reviewed, { action: 'approve', to: 'PENDING_ACCEPTANCE' });
    expect(approved).toMatchObject({ ends: ['referral.review'], as: 'FINISHED' });
    expect(approved.sets.map(({ kind }) => kind)).toEqual(['referral.claim']);
    const returned = after(reviewed, { action: 'returnForEdit', to: 'RETURNED_FOR_EDIT' });
    expect(returned).toEqual({ ...nothing, ends: ['referral.review'] });
  });
});

it('a visit in a green channel is waited for as any other: nobody has to acknowledge what was no emergency', () => {
  const { sets } = after({ ...claimed, state: 'ACCEPTED' }, { action: 'arrange', to: 'ARRANGED', visitTime });
  expect(sets.map(({ kind }) => kind)).toEqual(['referral.arrival']);
});

describe('a claim', () => {
  const changes = { ownerStaffId: 'doctor' };

  it('ends the wait for it and begins the one for an answer', () => {
    const { ends, as, sets } = after(waiting, { action: 'claim', to: 'PENDING_ACCEPTANCE', changes });
    expect({ ends, as }).toEqual({ ends: ['referral.claim'], as: 'FINISHED' });
    expect(sets).toEqual([{ kind: 'referral.answer', clock: 'WORK', from: now, levels: [{ due: hours(4) }] }]);
  });

  it('that goes to another doctor gives them the whole time', () => {
    const moved = after(claimed, { action: 'assign', to: 'PENDING_ACCEPTANCE', changes: { ownerStaffId: 'other' } });
    expect(moved).toMatchObject({ ends: ['referral.answer'], as: 'CANCELLED' });
    expect(moved.sets.map(({ kind }) => kind)).toEqual(['referral.answer']);
  });

  it('that is released begins the first wait anew', () => {
    const released = { action: 'release', to: 'PENDING_ACCEPTANCE', changes: { ownerStaffId: null } } as const;
    expect(after(claimed, released).sets.map(({ kind }) => kind)).toEqual(['referral.claim']);
  });
});

describe('information that is owed', () => {
  it('pauses what is waited for, and ends nothing', () => {
    const asked = after(claimed, { action: 'requestInformation', to: 'AWAITING_INFORMATION' });
    expect(asked).toEqual({ ...nothing, time: 'pauses' });
    const awaiting: Timed = { ...claimed, state: 'AWAITING_INFORMATION' };
    const supplied = after(awaiting, { action: 'supplyInformation', to: 'PENDING_ACCEPTANCE' });
    expect(supplied).toEqual({ ...nothing, time: 'goes-on' });
  });
});

describe('a visit', () => {
  it('is to be arranged in two steps of working time', () => {
    const levels = [{ due: hours(2) }, { due: hours(4) }];
    expect(after(claimed, { action: 'accept', to: 'ACCEPTED' }).sets).toEqual([
      { kind: 'referral.arrangement', clock: 'WORK', from: now, levels },
    ]);
  });

  it('is to be confirmed two days after it, by all time, and anew where it is moved', () => {
    const later = new Date('2026-03-09T02:00:00Z');
    const moved = after(arranged, { action: 'rearrange', to: 'ARRANGED', visitTime: later });
    expect(moved).toMatchObject({ ends: ['referral.arrival'], as: 'CANCELLED' });
    expect(moved.sets).toEqual([
      { kind: 'referral.arrival', clock: 'WALL', from: later, levels: [{ due: hours(48) }] },
    ]);
  });

  it('that the patient has come to ends the wait, and sets the one for a consent that was not waited for', () => {
    const consentDueAt = new Date('2026-03-05T01:00:00Z');
    const arrived = after(arranged, { action: 'confirmArrival', to: 'ARRIVED', changes: { consentDueAt } });
    expect(arrived).toMatchObject({ ends: ['referral.arrival'], as: 'FINISHED' });
    expect(arrived.sets).toEqual([
      { kind: 'referral.consent', clock: 'WALL', from: now, levels: [{ due: consentDueAt }] },
    ]);
  });
});

describe('an emergency', () => {
  it('calls whoever is on duty at once, and the next ones after ten, fifteen and thirty minutes', () => {
    const { sets } = after({ ...emergency, state: 'DRAFT' }, { action: 'submitEmergency', to: 'ARRANGED' });
    const levels = [days(0), minutes(10), minutes(15), minutes(30)].map((due) => ({ due }));
    const [, acknowledgement] = sets;
    expect(acknowledgement).toEqual({ kind: 'referral.acknowledgement', clock: 'WALL', from: now, levels });
  });

  it('waits no longer once it is acknowledged, and again once it is amended', () => {
    const acknowledged = after(emergency, { action: 'acknowledgeEmergency', to: 'ARRANGED' });
    expect(acknowledged).toMatchObject({ ends: ['referral.acknowledgement'], sets: [] });
    const amend = { action: 'amendEmergency', to: 'ARRANGED' } as const;
    const amended = after({ ...emergency, acknowledgedAt: now }, amend);
    expect(amended.sets.map(({ kind }) => kind)).toEqual(['referral.acknowledgement']);
    expect(after(emergency, amend)).toEqual(nothing);
  });
});

describe('an end', () => {
  it('lets nothing be waited for', () => {
    const closed = after(arranged, { action: 'closeByAgreement', to: 'CLOSED' });
    expect(closed).toEqual({ ...nothing, ends: ['referral.arrival'], as: 'CANCELLED' });
  });
});
