import { contains, minutes, type Interval, type JsonRecord, type Lifecycle, type Verdict } from '#kernel';
import type { ChosenExpert, Consultation, ConsultationAttempt, ConsultationFacts } from './consultation.facts.js';
import type { InvitationState } from './consultation.js';
import { consultationTransitions as table } from './consultation.transitions.js';
import { horizon } from './limits.js';
import { attendanceOf, bothThere, enough, isMissing, needed, quorumOf, type Invitation } from './panel.js';
import { joinWindow } from './room.js';
import { signersOf } from './signatures.js';

const live = ({ invitations }: Consultation, ...states: InvitationState[]): Invitation[] =>
  invitations.filter(({ state }) => states.includes(state));
const hasInvitation = ({ actor, consultation }: ConsultationFacts, ...states: InvitationState[]): boolean =>
  live(consultation, ...states).some(({ expertStaffId }) => expertStaffId === actor.staffId);

const tooYoung = (experts: readonly ChosenExpert[], practisedSince: Date): string[] =>
  experts
    .filter(({ practiceStartedOn }) => practiceStartedOn === null || new Date(practiceStartedOn) > practisedSince)
    .map(({ staffId }) => staffId);

const withoutSession = ({ type }: Consultation): boolean => type === 'STORE_AND_FORWARD';

/** What the names in the table of consultations mean. */
export const consultationLifecycle: Lifecycle<typeof table, ConsultationFacts, ConsultationAttempt> = {
  table,
  who: {
    author: ({ actor }) => actor.isAuthor,
    inviter: ({ actor }) => actor.isInviter,
    invitingHead: ({ actor }) => actor.isInvitingHead,
    coordinator: ({ actor }) => actor.isCoordinator,
    quality: ({ actor }) => actor.isQuality,
    expert: (facts) => hasInvitation(facts, 'ACCEPTED'),
    chair: ({ actor, consultation }) =>
      live(consultation, 'ACCEPTED').some(({ isChair, expertStaffId }) => isChair && expertStaffId === actor.staffId),
    signer: ({ actor, consultation }) => signersOf(consultation).includes(actor.staffId),
    system: ({ actor }) => actor.isSystem,
    // Of an answer to an invitation, or of what the calendar says: nobody does it by itself.
    consequence: () => true,
  },
  guards: {
    planned: ({ consultation: { type } }) => type !== 'EMERGENCY' || { rule: 'EMERGENCY_CONSULTATION' },
    emergency: ({ consultation: { type } }) => type === 'EMERGENCY' || { rule: 'PLANNED_CONSULTATION' },
    teaching: ({ consultation: { type } }) => type === 'TEACHING_ROUND' || { rule: 'OPINION_NEEDED' },
    noOpinion: ({ consultation }) => !consultation.hasOpinion || { rule: 'OPINION_WRITTEN' },
    opinionThere: ({ consultation }) => consultation.hasOpinion || { rule: 'NO_OPINION' },
    withSession: ({ consultation }) => !withoutSession(consultation) || { rule: 'NO_SESSION' },
    formComplete: ({ consultation: { missingFields: missing } }) =>
      missing.length === 0 || { rule: 'INVITATION_INCOMPLETE', facts: { missing } },
    consentOnFile: ({ consultation }) => consultation.consentOnFile || { rule: 'CONSULTATION_CONSENT_MISSING' },
    // What was withdrawn meanwhile ends what was planned; an emergency goes on.
    consentStands: ({ consultation: { type, consentOnFile } }) =>
      type === 'EMERGENCY' || consentOnFile || { rule: 'CONSULTATION_CONSENT_MISSING' },
    accompanied: ({ consultation }) => {
      const { accompanyingStaffId } = consultation;
      if (accompanyingStaffId === null) return { rule: 'NOBODY_ACCOMPANIES' };
      return isOtherSide(consultation, live(consultation, 'PROPOSED', 'INVITED', 'ACCEPTED'));
    },
    experiencedExperts: ({ consultation, practisedSince }) => {
      const chosen = live(consultation, 'PROPOSED', 'INVITED', 'ACCEPTED');
      const experts = chosen.map(({ expertStaffId: staffId, institutionId, practiceStartedOn }) => {
        return { staffId, institutionId, practiceStartedOn };
      });
      const staffIds = tooYoung(experts, practisedSince);
      return staffIds.length === 0 || { rule: 'PRACTICE_TOO_SHORT', facts: { staffIds } };
    },
    agreementValid: ({ consultation }) => {
      const chosen = live(consultation, 'PROPOSED', 'INVITED', 'ACCEPTED');
      return agreed(consultation, [consultation.centreInstitutionId, ...chosen.map((one) => one.institutionId)]);
    },
    expertsChosen: ({ consultation }) =>
      live(consultation, 'PROPOSED', 'INVITED', 'ACCEPTED').length >=
        Math.max(1, consultation.requiredExperts ?? 1) || {
        rule: 'NO_EXPERT_CHOSEN',
      },
    expertsAccepted: ({ consultation }) => live(consultation, 'ACCEPTED').length > 0 || { rule: 'NO_EXPERT_ACCEPTED' },
    // A time that was chosen has to be held still.
    timeStands: ({ consultation }) =>
      consultation.startsAt === null ||
      live(consultation, 'PROPOSED').every(({ holdsTime }) => holdsTime) || { rule: 'HOLD_EXPIRED' },
    inWindow: ({ consultation: { startsAt, endsAt }, now, limits }) => {
      if (startsAt === null || endsAt === null) return { rule: 'NOT_SCHEDULED' };
      const window = joinWindow({ start: startsAt, end: endsAt }, limits.joinBefore);
      const facts = { from: window.start.toISOString(), until: window.end.toISOString() };
      return contains(window, now) || { rule: 'OUTSIDE_WINDOW', facts };
    },
    windowOpened: ({ consultation: { startsAt }, now, limits }) =>
      (startsAt !== null && +now >= +startsAt - limits.joinBefore) || { rule: 'OUTSIDE_WINDOW' },
    waitedLongEnough: ({ consultation: { startsAt }, now, limits }) => {
      if (startsAt === null) return { rule: 'NOT_SCHEDULED' };
      const from = new Date(+startsAt + limits.noShowAfter);
      return now >= from || { rule: 'TOO_EARLY', facts: { from: from.toISOString() } };
    },
    notReferred: ({ consultation: { referralId } }) =>
      referralId === null || { rule: 'ALREADY_REFERRED', facts: { referralId } },
    notOrdered: ({ consultation: { orderId } }) => orderId === null || { rule: 'ALREADY_ORDERED', facts: { orderId } },
    unrated: ({ consultation: { rating } }) => rating === null || { rule: 'ALREADY_RATED' },
  },
  demands: {
    reason: ({ reasonProblem }) => !reasonProblem || { rule: reasonProblem },
    gaps: ({ gapsProblem }) => !gapsProblem || { rule: gapsProblem },
    adoptionReason: ({ adoptionProblem }) => !adoptionProblem || { rule: adoptionProblem },
    panel: panelFits,
    roomForAttachment: ({ attachmentsLeft }) => attachmentsLeft !== 0 || { rule: 'TOO_MANY_ATTACHMENTS' },
    newChair: ({ consultation, chairStaffId }) => {
      const chosen = live(consultation, 'ACCEPTED').find(({ expertStaffId }) => expertStaffId === chairStaffId);
      if (!chosen) return { rule: 'CHAIR_NOT_ACCEPTED' };
      return !chosen.isChair || { rule: 'CHAIR_ALREADY' };
    },
    nothingSigned: ({ isDraftSigned }) => !isDraftSigned || { rule: 'SIGNED_ALREADY' },
    oneDraft: ({ isDrafted }) => !isDrafted || { rule: 'OPINION_DRAFTED' },
    experienced: ({ experts = [], practisedSince }) => {
      const staffIds = tooYoung(experts, practisedSince);
      return staffIds.length === 0 || { rule: 'PRACTICE_TOO_SHORT', facts: { staffIds } };
    },
    agreed: ({ consultation, experts = [] }) =>
      agreed(
        consultation,
        experts.map(({ institutionId }) => institutionId),
      ),
    otherSide: ({ consultation, experts = [] }) =>
      isOtherSide(
        consultation,
        experts.map(({ staffId: expertStaffId }) => ({ expertStaffId })),
      ),
    // Coordinators may have asked the expert.
    published: ({ actor, nextTimes, unpublishedFor: staffIds = [] }) =>
      actor.isCoordinator || staffIds.length === 0 || refusedTime('TIME_NOT_PUBLISHED', nextTimes, { staffIds }),
    inviterOpen: ({ isInviterClosed, nextTimes }) => !isInviterClosed || refusedTime('INVITER_CLOSED', nextTimes),
    agreedThen: ({ notAgreedThen: institutionIds = [], nextTimes }) =>
      institutionIds.length === 0 ||
      refusedTime('AGREEMENT_ENDS_BEFORE', nextTimes, { institutionIds: [...institutionIds] }),
    // What people read, tell each other and enter are hours and minutes.
    onTheMinute: ({ startsAt, nextTimes }) =>
      !startsAt || +startsAt % minutes(1) === 0 || refusedTime('TIME_NOT_WHOLE_MINUTE', nextTimes),
    timeAhead: (facts) => timeAhead(facts, facts.startsAt),
    plannedIfTimed: ({ consultation: { type }, startsAt }) => {
      if (!startsAt) return true;
      if (type === 'EMERGENCY') return { rule: 'EMERGENCY_CONSULTATION' };
      return type !== 'STORE_AND_FORWARD' || { rule: 'NO_SESSION' };
    },
    timeAheadIfGiven: (facts) => !facts.startsAt || timeAhead(facts, facts.startsAt),
    lengthStands: ({ consultation, durationMinutes }) =>
      durationMinutes === undefined ||
      consultation.startsAt === null ||
      durationMinutes === consultation.durationMinutes || { rule: 'TIME_CHOSEN' },
  },
  choices: {
    withTime: ({ consultation }) =>
      enough(consultation, live(consultation, 'ACCEPTED').length) ? 'SCHEDULED' : 'INVITING',
    enoughAccepted: ({ consultation, invitationsAfter = [] }) => {
      const accepted = invitationsAfter.filter(({ state }) => state === 'ACCEPTED').length;
      if (!enough(consultation, accepted)) return 'INVITING';
      if (withoutSession(consultation)) return 'AWAITING_OPINION';
      return consultation.startsAt === null && consultation.type !== 'EMERGENCY' ? 'INVITING' : 'SCHEDULED';
    },
    anybodyLeft: ({ consultation, invitationsAfter = [], othersLeft = false }) => {
      const asked = invitationsAfter.filter(({ state }) => state === 'ACCEPTED' || state === 'INVITED').length;
      return othersLeft || asked >= needed(consultation) ? 'INVITING' : 'DECLINED';
    },
    enoughLeft: ({ consultation, invitationsAfter = [] }) =>
      enough(consultation, invitationsAfter.filter(({ state }) => state === 'ACCEPTED').length)
        ? 'SCHEDULED'
        : 'INVITING',
    // Those who stay have accepted already: where they are enough for a time that is given, it is fixed.
    panelStands: ({ consultation, experts = [], requiredExperts, startsAt }) => {
      const expertIds = experts.map(({ staffId }) => staffId);
      const accepted = live(consultation, 'ACCEPTED').filter(({ expertStaffId }) => expertIds.includes(expertStaffId));
      const quorum = quorumOf(consultation.type, { expertIds, requiredExperts: requiredExperts ?? null }) ?? 1;
      return startsAt && accepted.length >= quorum ? 'SCHEDULED' : 'INVITING';
    },
    bothThere: ({ consultation, attendancesAfter = [] }) =>
      bothThere(consultation, attendanceOf(attendancesAfter)) ? 'IN_SESSION' : 'SCHEDULED',
    whoIsMissing: ({ consultation }) => isMissing(consultation),
    lastSignature: ({ isLastSignature }) => (isLastSignature ? 'DELIVERED' : 'AWAITING_OPINION'),
    amendmentSigned: ({ isLastSignature }) => (isLastSignature ? 'DELIVERED' : 'CLOSED'),
  },
};

/** Whoever gives advice does so under an agreement between both institutions. */
function agreed({ agreedWith, invitingInstitutionId }: Consultation, institutionIds: readonly string[]): Verdict {
  const without = new Set(institutionIds.filter((id) => id !== invitingInstitutionId && !agreedWith.includes(id)));
  return without.size === 0 || { rule: 'NO_AGREEMENT', facts: { institutionIds: [...without] } };
}

/** Whoever asks, or sits beside the patient, does not advise. */
function isOtherSide({ authorStaffId, accompanyingStaffId }: Consultation, experts: readonly Advising[]): Verdict {
  const isInviting = ({ expertStaffId: id }: Advising): boolean => id === authorStaffId || id === accompanyingStaffId;
  return !experts.some(isInviting) || { rule: 'EXPERT_OF_INVITING_SIDE' };
}

type Advising = Pick<Invitation, 'expertStaffId'>;

/** Several specialties take two experts at least, everything else one. */
function panelFits({ consultation: { type }, experts = [], requiredExperts, chairStaffId }: Attempted): Verdict {
  const [fewest, most] = type === 'MDT' ? [2, Infinity] : [1, 1];
  if (experts.length < fewest || experts.length > most) return { rule: 'PANEL_SIZE', facts: { fewest } };
  if ((requiredExperts ?? 0) > experts.length) return { rule: 'PANEL_QUORUM' };
  const isInPanel = experts.some(({ staffId }) => staffId === chairStaffId);
  return !chairStaffId || isInPanel || { rule: 'CHAIR_NOT_IN_PANEL' };
}

type Attempted = ConsultationFacts & ConsultationAttempt;

function timeAhead(facts: Attempted, startsAt: Date | null | undefined): Verdict {
  const { consultation, now, limits, nextTimes } = facts;
  if (!startsAt) return { rule: 'TIME_MISSING' };
  const isMdt = consultation.type === 'MDT';
  const from = new Date(isMdt ? +now + limits.mdtNotice : +now);
  if (startsAt < from) {
    return refusedTime(isMdt ? 'MDT_NOTICE_TOO_SHORT' : 'TIME_PAST', nextTimes, { from: from.toISOString() });
  }
  const { lastDay, end } = horizon(now, limits.bookAheadDays);
  return startsAt < end || refusedTime('TIME_TOO_FAR', nextTimes, { lastDay });
}

/** Rules that another time may keep. */
export const TIME_RULES: readonly string[] = [
  'TIME_NOT_WHOLE_MINUTE',
  'TIME_PAST',
  'MDT_NOTICE_TOO_SHORT',
  'TIME_TOO_FAR',
  'INVITER_CLOSED',
  'AGREEMENT_ENDS_BEFORE',
  'TIME_NOT_PUBLISHED',
];

/** The answer to a time that cannot be had, with others in its place. */
export function refusedTime(rule: string, nextTimes: readonly Interval[] = [], facts: JsonRecord = {}): Verdict {
  return { rule, facts: { ...facts, nextTimes: timesAsFacts(nextTimes) } };
}

/** Times as refusals offer them. */
export function timesAsFacts(times: readonly Interval[]) {
  return times.map(({ start, end }) => ({ from: start.toISOString(), to: end.toISOString() }));
}
