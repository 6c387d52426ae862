import { days, evaluate, hours, minutes, permittedActions } from '#kernel';
import type { ConsultationState, InvitationState } from './consultation.js';
import type { ConsultationAttempt, ConsultationFacts, TimeObstacles } from './consultation.facts.js';
import { consultationLifecycle } from './consultation.lifecycle.js';
import type { ConsultationAction } from './consultation.transitions.js';
import type { Invitation } from './panel.js';
import { signersOf } from './signatures.js';

const now = new Date('2026-03-04T01:00:00Z');
const at = (ms: number): Date => new Date(+now + ms);
const time = (begin: number) => ({ startsAt: at(begin), endsAt: at(begin + minutes(30)) });

const NOBODY: ConsultationFacts['actor'] = {
  staffId: 'nobody',
  isAuthor: false,
  isInviter: false,
  isInvitingHead: false,
  isCoordinator: false,
  isQuality: false,
  isSystem: false,
};
const author = { ...NOBODY, staffId: 'author', isAuthor: true, isInviter: true };
const coordinator = { ...NOBODY, staffId: 'coordinator', isCoordinator: true };
const system = { ...NOBODY, isSystem: true };
const expert = { ...NOBODY, staffId: 'expert' };

type Part = Partial<ConsultationFacts['consultation']>;

const invitation = (expertStaffId: string, state: InvitationState, more: Partial<Invitation> = {}): Invitation => ({
  id: `of ${expertStaffId}`,
  version: 1,
  expertStaffId,
  institutionId: 'county',
  state,
  isChair: expertStaffId === 'expert',
  practiceStartedOn: '2010-07-01',
  holdsTime: true,
  ...more,
});

function facts(actor: ConsultationFacts['actor'], consultation: Part = {}): ConsultationFacts {
  return {
    actor,
    now,
    limits: { joinBefore: minutes(10), noShowAfter: minutes(15), mdtNotice: hours(24), bookAheadDays: 30 },
    practisedSince: at(days(-3 * 365)),
    consultation: {
      type: 'ORDINARY',
      encounter: 'OUTPATIENT',
      missingFields: [],
      authorStaffId: 'author',
      accompanyingStaffId: 'author',
      durationMinutes: 30,
      consentOnFile: true,
      invitingInstitutionId: 'township',
      centreInstitutionId: 'county',
      agreedWith: ['county'],
      requiredExperts: null,
      invitations: [],
      startsAt: null,
      endsAt: null,
      attendances: [],
      hasOpinion: false,
      referralId: null,
      orderId: null,
      rating: null,
      ...consultation,
    },
  };
}

const attempt = (
  state: ConsultationState,
  action: ConsultationAction,
  of: ConsultationFacts,
  brought: ConsultationAttempt = {},
) => evaluate(consultationLifecycle, state, action, { ...of, ...brought });

const chosen = (staffId: string, institutionId = 'county') => ({
  staffId,
  institutionId,
  practiceStartedOn: '2010-07-01',
});
const mdt = (...states: readonly InvitationState[]): Part => ({
  type: 'MDT',
  requiredExperts: states.length,
  ...time(hours(30)),
  invitations: states.map((state, n) => invitation(n === 0 ? 'expert' : `other ${n}`, state)),
});

describe('submitting', () => {
  it.each<[string, Part]>([
    ['INVITATION_INCOMPLETE', { missingFields: ['reason'] }],
    ['NO_AGREEMENT', { agreedWith: [] }],
    ['NO_AGREEMENT', { invitations: [invitation('expert', 'PROPOSED', { institutionId: 'tcm' })] }],
    ['PRACTICE_TOO_SHORT', { invitations: [invitation('expert', 'PROPOSED', { practiceStartedOn: '2024-01-01' })] }],
    ['PRACTICE_TOO_SHORT', { invitations: [invitation('expert', 'PROPOSED', { practiceStartedOn: null })] }],
    ['CONSULTATION_CONSENT_MISSING', { consentOnFile: false }],
    ['NOBODY_ACCOMPANIES', { accompanyingStaffId: null }],
    ['EXPERT_OF_INVITING_SIDE', { accompanyingStaffId: 'expert', invitations: [invitation('expert', 'PROPOSED')] }],
    ['HOLD_EXPIRED', { ...time(hours(2)), invitations: [invitation('expert', 'PROPOSED', { holdsTime: false })] }],
  ])('is refused as %s', (rule, part) => {
    expect(attempt('DRAFT', 'submit', facts(author, part))).toMatchObject({ rule });
  });

  it('needs neither a time nor an expert, and is the author’s alone', () => {
    expect(attempt('DRAFT', 'submit', facts(author))).toEqual({ allowed: true, to: 'SUBMITTED' });
    expect(attempt('DRAFT', 'submit', facts({ ...author, isAuthor: false }))).toMatchObject({ rule: 'WHO' });
  });

  it('asks nothing of experts who have declined or were taken back', () => {
    const gone = (['DECLINED', 'EXPIRED', 'WITHDRAWN'] as const).map((state) =>
      invitation('beginner', state, { practiceStartedOn: null, institutionId: 'elsewhere' }),
    );
    expect(attempt('DRAFT', 'submit', facts(author, { invitations: gone }))).toMatchObject({ allowed: true });
  });

  it('is for what can be planned; an emergency is called, with consent to follow', () => {
    const emergency = facts(author, { type: 'EMERGENCY', consentOnFile: false });
    expect(attempt('DRAFT', 'submit', emergency)).toMatchObject({ rule: 'EMERGENCY_CONSULTATION' });
    expect(attempt('DRAFT', 'call', emergency)).toEqual({ allowed: true, to: 'INVITING' });
    expect(attempt('DRAFT', 'call', facts(author))).toMatchObject({ rule: 'PLANNED_CONSULTATION' });
  });
});

it('nobody is asked for a time that is held no longer', () => {
  const held = (holdsTime: boolean) =>
    facts(coordinator, { ...time(hours(2)), invitations: [invitation('expert', 'PROPOSED', { holdsTime })] });
  expect(attempt('SUBMITTED', 'invite', held(true))).toEqual({ allowed: true, to: 'INVITING' });
  expect(attempt('SUBMITTED', 'invite', held(false))).toMatchObject({ rule: 'HOLD_EXPIRED' });
});

describe('a time', () => {
  const choose = (brought: ConsultationAttempt, part: Part = {}) =>
    attempt('DRAFT', 'chooseTime', facts(author, part), {
      experts: [chosen('expert')],
      startsAt: at(hours(2)),
      ...brought,
    });
  const another = { start: at(hours(3)), end: at(hours(3) + minutes(30)) };
  const offered = [{ from: '2026-03-04T04:00:00.000Z', to: '2026-03-04T04:30:00.000Z' }];

  it('can be chosen where nothing stands in its way', () => {
    expect(choose({})).toEqual({ allowed: true, to: 'DRAFT' });
  });

  it.each<[string, ConsultationAttempt, object]>([
    ['TIME_NOT_WHOLE_MINUTE', { startsAt: at(hours(2) + 1) }, {}],
    ['TIME_PAST', { startsAt: at(minutes(-1)) }, { from: now.toISOString() }],
    ['TIME_NOT_PUBLISHED', { unpublishedFor: ['expert'] }, { staffIds: ['expert'] }],
    ['INVITER_CLOSED', { isInviterClosed: true }, {}],
    ['AGREEMENT_ENDS_BEFORE', { notAgreedThen: ['county'] }, { institutionIds: ['county'] }],
  ])('is refused as %s, with others in its place', (rule, brought, more) => {
    expect(choose({ ...brought, nextTimes: [another] })).toMatchObject({
      rule,
      facts: { ...more, nextTimes: offered },
    });
  });

  it('is a whole minute, whoever gives it and however late', () => {
    const uneven = { experts: [chosen('expert')], startsAt: at(hours(2) + minutes(0.5)) };
    const accepted = { invitations: [invitation('expert', 'ACCEPTED')] };
    for (const [state, action, who] of [
      ['INVITING', 'schedule', author],
      ['INVITING', 'assign', coordinator],
      ['SUBMITTED', 'assign', coordinator],
      ['SCHEDULED', 'reschedule', coordinator],
      ['NO_SHOW_INVITER', 'reschedule', author],
    ] as const) {
      expect(attempt(state, action, facts(who, accepted), uneven)).toMatchObject({ rule: 'TIME_NOT_WHOLE_MINUTE' });
    }
  });

  it('lies within the days that can be booked, the last of them included', () => {
    const midnight = new Date('2026-04-04T00:00:00+08:00');
    const until = (startsAt: Date) => choose({ startsAt, nextTimes: [another] });
    expect(until(new Date(+midnight - minutes(1)))).toMatchObject({ allowed: true });
    expect(until(midnight)).toMatchObject({
      rule: 'TIME_TOO_FAR',
      facts: { lastDay: '2026-04-03', nextTimes: offered },
    });
    const scheduled = facts(author, { invitations: [invitation('expert', 'ACCEPTED')] });
    for (const [state, action] of [
      ['INVITING', 'schedule'],
      ['SCHEDULED', 'reschedule'],
    ] as const) {
      expect(attempt(state, action, scheduled, { startsAt: midnight })).toMatchObject({ rule: 'TIME_TOO_FAR' });
    }
    const assigned = { experts: [chosen('expert')], startsAt: midnight };
    expect(attempt('INVITING', 'assign', facts(coordinator), assigned)).toMatchObject({ rule: 'TIME_TOO_FAR' });
  });

  it('is fixed when a panel is chosen of which enough have accepted already', () => {
    const panel = mdt('ACCEPTED', 'ACCEPTED', 'INVITED');
    const assign = (experts: readonly string[], more: ConsultationAttempt = {}) =>
      attempt('INVITING', 'assign', facts(coordinator, panel), {
        experts: experts.map((staffId) => chosen(staffId)),
        startsAt: at(hours(30)),
        ...more,
      });
    expect(assign(['expert', 'other 1'])).toEqual({ allowed: true, to: 'SCHEDULED' });
    expect(assign(['expert', 'other 1'], { startsAt: null })).toEqual({ allowed: true, to: 'INVITING' });
    expect(assign(['expert', 'other 1', 'new'])).toEqual({ allowed: true, to: 'INVITING' });
    expect(assign(['expert', 'other 1', 'new'], { requiredExperts: 2 })).toEqual({ allowed: true, to: 'SCHEDULED' });
  });

  it('of several specialties is a day ahead', () => {
    const panel = { experts: [chosen('expert'), chosen('surgeon')] };
    expect(choose({ ...panel, startsAt: at(hours(24) - minutes(1)) }, { type: 'MDT' })).toMatchObject({
      rule: 'MDT_NOTICE_TOO_SHORT',
      facts: { from: at(hours(24)).toISOString() },
    });
    expect(choose({ ...panel, startsAt: at(hours(24)) }, { type: 'MDT' })).toMatchObject({ allowed: true });
  });

  it.each<[string, ConsultationAttempt, Part]>([
    ['PANEL_SIZE', { experts: [] }, {}],
    ['PANEL_SIZE', { experts: [chosen('expert'), chosen('surgeon')] }, {}],
    ['PANEL_SIZE', { experts: [chosen('expert')] }, { type: 'MDT' }],
    ['PANEL_QUORUM', { requiredExperts: 2 }, {}],
    ['CHAIR_NOT_IN_PANEL', { chairStaffId: 'surgeon' }, {}],
    ['EXPERT_OF_INVITING_SIDE', { experts: [chosen('author', 'township')] }, {}],
    ['PRACTICE_TOO_SHORT', { experts: [{ ...chosen('expert'), practiceStartedOn: '2025-01-01' }] }, {}],
    ['NO_AGREEMENT', { experts: [chosen('expert', 'tcm')] }, {}],
  ])('is refused as %s for those who are chosen', (rule, brought, part) => {
    expect(choose(brought, part)).toMatchObject({ rule });
  });

  it('is not for what has no session, or is now', () => {
    expect(choose({}, { type: 'STORE_AND_FORWARD' })).toMatchObject({ rule: 'NO_SESSION' });
    expect(choose({}, { type: 'EMERGENCY' })).toMatchObject({ rule: 'EMERGENCY_CONSULTATION' });
  });

  it('is not assigned with experts of what has none', () => {
    const assign = (type: 'EMERGENCY' | 'STORE_AND_FORWARD', startsAt: Date | null) =>
      attempt('INVITING', 'assign', facts(coordinator, { type }), { experts: [chosen('expert')], startsAt });
    expect(assign('EMERGENCY', at(hours(2)))).toMatchObject({ rule: 'EMERGENCY_CONSULTATION' });
    expect(assign('STORE_AND_FORWARD', at(hours(2)))).toMatchObject({ rule: 'NO_SESSION' });
    expect(assign('EMERGENCY', null)).toMatchObject({ allowed: true });
  });

  it('is not given to fewer experts than it takes', () => {
    const half = { ...mdt('ACCEPTED', 'DECLINED'), requiredExperts: 2 };
    expect(attempt('INVITING', 'schedule', facts(coordinator, half), { startsAt: at(hours(30)) })).toMatchObject({
      rule: 'NO_EXPERT_CHOSEN',
    });
  });

  it('that an expert has not published can be given by a coordinator, who has asked them', () => {
    const unpublished: TimeObstacles & ConsultationAttempt = { startsAt: at(hours(2)), unpublishedFor: ['expert'] };
    const part = { invitations: [invitation('expert', 'ACCEPTED')] };
    expect(attempt('INVITING', 'schedule', facts(coordinator, part), unpublished)).toMatchObject({ to: 'SCHEDULED' });
    expect(attempt('INVITING', 'schedule', facts(author, part), unpublished)).toMatchObject({
      rule: 'TIME_NOT_PUBLISHED',
    });
    const closed = { ...unpublished, isInviterClosed: true };
    expect(attempt('INVITING', 'schedule', facts(coordinator, part), closed)).toMatchObject({ rule: 'INVITER_CLOSED' });
  });

  it('keeps its length as long as it is chosen', () => {
    const longer = { durationMinutes: 60 };
    expect(attempt('DRAFT', 'edit', facts(author, time(hours(2))), longer)).toMatchObject({ rule: 'TIME_CHOSEN' });
    expect(attempt('DRAFT', 'edit', facts(author, time(hours(2))), { durationMinutes: 30 })).toMatchObject({
      allowed: true,
    });
    expect(attempt('DRAFT', 'edit', facts(author), longer)).toMatchObject({ allowed: true });
  });

  it('is fixed with whoever has accepted, and waits for the others', () => {
    const schedule = (part: Part) =>
      attempt('INVITING', 'schedule', facts(coordinator, part), { startsAt: at(hours(30)) });
    expect(schedule(mdt('ACCEPTED', 'ACCEPTED'))).toEqual({ allowed: true, to: 'SCHEDULED' });
    expect(schedule(mdt('ACCEPTED', 'INVITED'))).toEqual({ allowed: true, to: 'INVITING' });
  });
});

describe('the answer of an expert', () => {
  const becomes = (part: Part, action: 'acceptInvitation' | 'declineInvitation' | 'loseTime', more: object = {}) => {
    const of = facts(NOBODY, part);
    const state = action === 'loseTime' ? 'SCHEDULED' : 'INVITING';
    const { invitations } = of.consultation;
    return attempt(state, action, of, { invitationsAfter: invitations, ...more });
  };

  it('fixes the session with the last that it takes', () => {
    expect(becomes(mdt('ACCEPTED', 'INVITED'), 'acceptInvitation')).toMatchObject({ to: 'INVITING' });
    expect(becomes(mdt('ACCEPTED', 'ACCEPTED'), 'acceptInvitation')).toMatchObject({ to: 'SCHEDULED' });
    const enough = { ...mdt('ACCEPTED', 'ACCEPTED', 'INVITED'), requiredExperts: 2 };
    expect(becomes(enough, 'acceptInvitation')).toMatchObject({ to: 'SCHEDULED' });
  });

  it('leads to a time that is yet to be found, or to an opinion where there is no session', () => {
    const one = { invitations: [invitation('expert', 'ACCEPTED')] };
    expect(becomes(one, 'acceptInvitation')).toMatchObject({ to: 'INVITING' });
    expect(becomes({ ...one, type: 'STORE_AND_FORWARD' }, 'acceptInvitation')).toMatchObject({
      to: 'AWAITING_OPINION',
    });
    expect(becomes({ ...one, type: 'EMERGENCY' }, 'acceptInvitation')).toMatchObject({ to: 'SCHEDULED' });
  });

  it('ends the case when nobody is left who could take the place of whoever declines', () => {
    const refused = { invitations: [invitation('expert', 'DECLINED')] };
    expect(becomes(refused, 'declineInvitation')).toMatchObject({ to: 'DECLINED' });
    expect(becomes(refused, 'declineInvitation', { othersLeft: true })).toMatchObject({ to: 'INVITING' });
  });

  it('never makes a smaller panel of one that needs all of its experts', () => {
    const half = { ...mdt('ACCEPTED', 'DECLINED'), requiredExperts: 2 };
    expect(becomes(half, 'declineInvitation')).toMatchObject({ to: 'DECLINED' });
    expect(becomes(half, 'loseTime')).toMatchObject({ to: 'INVITING' });
    const two = { ...mdt('ACCEPTED', 'ACCEPTED', 'DECLINED'), requiredExperts: 2 };
    expect(becomes(two, 'declineInvitation')).toMatchObject({ to: 'INVITING' });
    expect(becomes(two, 'loseTime')).toMatchObject({ to: 'SCHEDULED' });
  });
});

describe('a session', () => {
  const fixed = (begin: number, more: Part = {}): Part => ({
    ...time(begin),
    invitations: [invitation('expert', 'ACCEPTED')],
    ...more,
  });

  it('can be joined from ten minutes before on, by those who take part', () => {
    expect(attempt('SCHEDULED', 'join', facts(expert, fixed(minutes(10))))).toMatchObject({ allowed: true });
    expect(attempt('SCHEDULED', 'join', facts(expert, fixed(minutes(10) + 1)))).toMatchObject({
      rule: 'OUTSIDE_WINDOW',
    });
    expect(attempt('SCHEDULED', 'join', facts(expert, fixed(hours(-1))))).toMatchObject({ rule: 'OUTSIDE_WINDOW' });
    const invited = fixed(0, { invitations: [invitation('expert', 'INVITED')] });
    expect(attempt('SCHEDULED', 'join', facts(expert, invited))).toMatchObject({ rule: 'WHO' });
    expect(attempt('SCHEDULED', 'join', facts(coordinator, fixed(0)))).toMatchObject({ rule: 'WHO' });
  });

  it('begins when both sides are there, with as many experts as it takes', () => {
    const attendancesAfter = [
      { staffId: 'author', side: 'INVITER' as const },
      { staffId: 'expert', side: 'EXPERT' as const },
    ];
    const join = (part: Part) => attempt('SCHEDULED', 'join', facts(author, part), { attendancesAfter });
    expect(join(fixed(0))).toMatchObject({ to: 'IN_SESSION' });
    expect(join({ ...mdt('ACCEPTED', 'ACCEPTED'), ...time(0) })).toMatchObject({ to: 'SCHEDULED' });
    expect(join({ ...mdt('ACCEPTED', 'ACCEPTED'), ...time(0), requiredExperts: 1 })).toMatchObject({
      to: 'IN_SESSION',
    });
  });

  it('was missed after a quarter of an hour, by the inviting side where both did not come', () => {
    const missed = (ago: number, side?: 'INVITER' | 'EXPERT') => {
      const attendances = side ? [{ staffId: 'somebody', side }] : [];
      return attempt('SCHEDULED', 'recordNoShow', facts(system, fixed(-ago, { attendances })));
    };
    expect(missed(minutes(15) - 1)).toMatchObject({ rule: 'TOO_EARLY' });
    expect(missed(minutes(15))).toMatchObject({ to: 'NO_SHOW_INVITER' });
    expect(missed(minutes(15), 'EXPERT')).toMatchObject({ to: 'NO_SHOW_INVITER' });
    expect(missed(minutes(15), 'INVITER')).toMatchObject({ to: 'NO_SHOW_EXPERT' });
  });

  it('is moved with experts who have accepted, and for a reason', () => {
    const moved = { startsAt: at(hours(5)) };
    const none = fixed(0, { invitations: [invitation('expert', 'INVITED')] });
    expect(attempt('NO_SHOW_EXPERT', 'reschedule', facts(author, fixed(hours(-1))), moved)).toMatchObject({
      to: 'SCHEDULED',
    });
    expect(attempt('NO_SHOW_EXPERT', 'reschedule', facts(author, none), moved)).toMatchObject({
      rule: 'NO_EXPERT_ACCEPTED',
    });
    const unknown = { ...moved, reasonProblem: 'REASON_UNKNOWN' };
    expect(attempt('SCHEDULED', 'reschedule', facts(author, fixed(hours(1))), unknown)).toMatchObject({
      rule: 'REASON_UNKNOWN',
    });
  });
});

describe('an opinion', () => {
  const delivered = facts(author, { hasOpinion: true, invitations: [invitation('expert', 'ACCEPTED')] });

  it('is written by whoever leads, and may be missing after a teaching round alone', () => {
    const part: Part = { invitations: [invitation('expert', 'ACCEPTED')] };
    expect(attempt('AWAITING_OPINION', 'writeOpinion', facts(expert, part))).toMatchObject({ allowed: true });
    const another = { ...part, invitations: [invitation('expert', 'ACCEPTED', { isChair: false })] };
    expect(attempt('AWAITING_OPINION', 'writeOpinion', facts(expert, another))).toMatchObject({ rule: 'WHO' });
    expect(attempt('AWAITING_OPINION', 'closeWithoutOpinion', facts(expert, part))).toMatchObject({
      rule: 'OPINION_NEEDED',
    });
    const round = { ...part, type: 'TEACHING_ROUND' as const };
    expect(attempt('AWAITING_OPINION', 'closeWithoutOpinion', facts(expert, round))).toMatchObject({ to: 'CLOSED' });
    expect(
      attempt('AWAITING_OPINION', 'closeWithoutOpinion', facts(expert, { ...round, hasOpinion: true })),
    ).toMatchObject({ rule: 'OPINION_WRITTEN' });
  });

  it('is signed by whoever leads and by the others who were there', () => {
    const panel = mdt('ACCEPTED', 'ACCEPTED', 'DECLINED') as Required<Part>;
    const there = { ...panel, attendances: [{ staffId: 'other 1', side: 'EXPERT' as const }] };
    expect(signersOf(there)).toEqual(['expert', 'other 1']);
    expect(signersOf({ ...panel, attendances: [] })).toEqual(['expert']);
    expect(signersOf({ ...panel, attendances: [], type: 'STORE_AND_FORWARD' })).toEqual(['expert', 'other 1']);
  });

  it('is decided on by the inviting side, once the patient has agreed in writing', () => {
    expect(attempt('DELIVERED', 'recordAdoption', delivered)).toEqual({ allowed: true, to: 'CLOSED' });
    expect(attempt('DELIVERED', 'recordAdoption', facts(author, { consentOnFile: false }))).toMatchObject({
      rule: 'CONSULTATION_CONSENT_MISSING',
    });
    expect(attempt('DELIVERED', 'recordAdoption', facts(coordinator))).toMatchObject({ rule: 'WHO' });
    const silent = { adoptionProblem: 'REASON_MISSING' };
    expect(attempt('DELIVERED', 'recordAdoption', delivered, silent)).toMatchObject({ rule: 'REASON_MISSING' });
  });

  it('becomes one referral and one order, and is rated once', () => {
    const used = facts(author, { referralId: 'r', orderId: 'o', rating: 5 });
    expect(attempt('CLOSED', 'linkReferral', used)).toMatchObject({ rule: 'ALREADY_REFERRED' });
    expect(attempt('CLOSED', 'linkOrder', used)).toMatchObject({ rule: 'ALREADY_ORDERED' });
    expect(attempt('CLOSED', 'rate', used)).toMatchObject({ rule: 'ALREADY_RATED' });
  });

  it('that is amended after the case was closed has to be decided on anew', () => {
    const sign = (isLastSignature: boolean) =>
      attempt('CLOSED', 'signOpinion', facts(expert, delivered.consultation), { isLastSignature });
    expect([sign(true), sign(false)]).toMatchObject([{ to: 'DELIVERED' }, { to: 'CLOSED' }]);
  });
});

it('whoever has nothing to do with it may do nothing in any state', () => {
  const open = facts(NOBODY, { invitations: [invitation('expert', 'ACCEPTED')], ...time(0) });
  const states = [
    'DRAFT',
    'SUBMITTED',
    'INVITING',
    'SCHEDULED',
    'IN_SESSION',
    'AWAITING_OPINION',
    'DELIVERED',
  ] as const;
  for (const state of states) {
    const permitted = permittedActions(consultationLifecycle, state, open).filter((one) => one.permitted);
    expect(permitted.map(({ action }) => action).filter((action) => !CONSEQUENCES.includes(action))).toEqual([]);
  }
});

const CONSEQUENCES = ['acceptInvitation', 'declineInvitation', 'expireInvitation', 'loseTime'];
