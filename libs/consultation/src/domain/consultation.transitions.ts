import type { TransitionTable } from '#kernel';
import type { ConsultationState } from './consultation.js';

export type ConsultationAction =
  | 'edit'
  | 'attach'
  | 'removeAttachment'
  | 'chooseTime'
  | 'letTimeGo'
  | 'submit'
  | 'call'
  | 'returnForMaterial'
  | 'invite'
  | 'assign'
  | 'appointChair'
  | 'schedule'
  | 'acceptInvitation'
  | 'declineInvitation'
  | 'expireInvitation'
  | 'loseTime'
  | 'join'
  | 'recordNoShow'
  | 'failTechnically'
  | 'reschedule'
  | 'endSession'
  | 'writeOpinion'
  | 'signOpinion'
  | 'openAmendment'
  | 'recordAdoption'
  | 'closeWithoutOpinion'
  | 'linkReferral'
  | 'linkOrder'
  | 'checkQuality'
  | 'rate'
  | 'cancel';

const WRITING = ['DRAFT', 'RETURNED_FOR_MATERIAL'] as const;
const BEFORE_SESSION = [...WRITING, 'SUBMITTED', 'INVITING', 'SCHEDULED'] as const;
const MISSED = ['NO_SHOW_INVITER', 'NO_SHOW_EXPERT', 'FAILED_TECHNICAL'] as const;
const DELIVERED = ['DELIVERED', 'CLOSED'] as const;
/** What a time has to be for both sides. */
const TIME = ['onTheMinute', 'timeAhead', 'agreedThen', 'published', 'inviterOpen'] as const;
const TIME_IF_GIVEN = ['plannedIfTimed', 'onTheMinute', 'timeAheadIfGiven', 'agreedThen', 'inviterOpen'] as const;
const PANEL = ['panel', 'otherSide', 'experienced', 'agreed'] as const;
const DUTIES = ['formComplete', 'agreementValid', 'experiencedExperts'] as const;

/** The case of a remote consultation 远程会诊. Every state that holds somebody up has a way on. */
export const consultationTransitions = {
  edit: { from: WRITING, to: 'unchanged', who: 'author', demands: 'lengthStands' },
  // An ECG comes while the experts are there already; what they have seen stays.
  attach: {
    from: [...BEFORE_SESSION, 'IN_SESSION', 'AWAITING_OPINION'],
    to: 'unchanged',
    who: 'inviter',
    demands: 'roomForAttachment',
  },
  removeAttachment: { from: WRITING, to: 'unchanged', who: 'inviter' },
  chooseTime: {
    from: WRITING,
    to: 'unchanged',
    who: 'author',
    guards: ['withSession', 'planned'],
    demands: [...PANEL, ...TIME],
  },
  letTimeGo: { from: WRITING, to: 'unchanged', who: 'author' },
  // What was returned keeps its place in the queue.
  submit: {
    from: WRITING,
    to: 'SUBMITTED',
    who: 'author',
    guards: ['planned', ...DUTIES, 'consentOnFile', 'accompanied', 'timeStands'],
  },
  call: { from: 'DRAFT', to: 'INVITING', who: 'author', guards: ['emergency', ...DUTIES, 'accompanied'] },
  returnForMaterial: { from: 'SUBMITTED', to: 'RETURNED_FOR_MATERIAL', who: 'coordinator', demands: 'gaps' },
  invite: {
    from: 'SUBMITTED',
    to: 'INVITING',
    who: 'coordinator',
    guards: ['expertsChosen', 'agreementValid', 'experiencedExperts', 'consentStands', 'timeStands'],
  },
  // The coordinator chooses experts, or others; whoever declined it all may be followed by somebody else.
  assign: [
    {
      from: 'SUBMITTED',
      to: 'unchanged',
      who: 'coordinator',
      demands: [...PANEL, ...TIME_IF_GIVEN],
    },
    {
      from: ['INVITING', 'DECLINED'],
      to: { oneOf: ['INVITING', 'SCHEDULED'], chosenBy: 'panelStands' },
      who: 'coordinator',
      demands: [...PANEL, ...TIME_IF_GIVEN],
    },
  ],
  // Whoever leads cannot, or has left: nobody else may begin an opinion.
  appointChair: {
    from: ['INVITING', 'SCHEDULED', 'IN_SESSION', 'AWAITING_OPINION', ...DELIVERED],
    to: 'unchanged',
    who: ['author', 'coordinator', 'chair'],
    demands: ['newChair', 'nothingSigned'],
  },
  schedule: {
    from: 'INVITING',
    to: { oneOf: ['INVITING', 'SCHEDULED'], chosenBy: 'withTime' },
    who: ['coordinator', 'author'],
    guards: ['withSession', 'planned', 'expertsChosen'],
    demands: TIME,
  },
  // What follows from the answers to invitations, which have a table of their own.
  acceptInvitation: [
    {
      from: 'INVITING',
      to: { oneOf: ['INVITING', 'SCHEDULED', 'AWAITING_OPINION'], chosenBy: 'enoughAccepted' },
      who: 'consequence',
    },
    { from: ['SCHEDULED', 'IN_SESSION', 'AWAITING_OPINION'], to: 'unchanged', who: 'consequence' },
  ],
  declineInvitation: [
    { from: 'INVITING', to: { oneOf: ['INVITING', 'DECLINED'], chosenBy: 'anybodyLeft' }, who: 'consequence' },
    { from: 'SCHEDULED', to: { oneOf: ['SCHEDULED', 'INVITING'], chosenBy: 'enoughLeft' }, who: 'consequence' },
  ],
  expireInvitation: [
    { from: 'INVITING', to: { oneOf: ['INVITING', 'DECLINED'], chosenBy: 'anybodyLeft' }, who: 'consequence' },
    { from: ['SCHEDULED', 'IN_SESSION', 'AWAITING_OPINION'], to: 'unchanged', who: 'consequence' },
  ],
  // Leave has come in between, or nobody has confirmed what was held.
  loseTime: [
    { from: [...WRITING, 'SUBMITTED', 'INVITING'], to: 'unchanged', who: 'consequence' },
    { from: 'SCHEDULED', to: { oneOf: ['SCHEDULED', 'INVITING'], chosenBy: 'enoughLeft' }, who: 'consequence' },
  ],
  join: {
    from: ['SCHEDULED', 'IN_SESSION'],
    to: { oneOf: ['SCHEDULED', 'IN_SESSION'], chosenBy: 'bothThere' },
    who: ['inviter', 'expert'],
    guards: ['inWindow', 'consentStands'],
  },
  recordNoShow: {
    from: 'SCHEDULED',
    to: { oneOf: ['NO_SHOW_INVITER', 'NO_SHOW_EXPERT'], chosenBy: 'whoIsMissing' },
    who: ['system', 'coordinator'],
    guards: 'waitedLongEnough',
  },
  failTechnically: {
    from: ['SCHEDULED', 'IN_SESSION'],
    to: 'FAILED_TECHNICAL',
    who: ['inviter', 'expert', 'coordinator'],
    guards: 'windowOpened',
    demands: 'reason',
  },
  // The same experts at another time, which both sides have found: a patient who gets worse does not wait for the morning.
  reschedule: {
    from: ['SCHEDULED', ...MISSED],
    to: 'SCHEDULED',
    who: ['author', 'coordinator'],
    guards: ['withSession', 'expertsAccepted'],
    demands: ['onTheMinute', 'timeAhead', 'agreedThen', 'reason'],
  },
  endSession: { from: 'IN_SESSION', to: 'AWAITING_OPINION', who: ['expert', 'inviter'] },
  writeOpinion: { from: ['AWAITING_OPINION', ...DELIVERED], to: 'unchanged', who: 'chair', demands: 'oneDraft' },
  // The last signature delivers; an amended opinion has to be decided on anew.
  signOpinion: [
    {
      from: 'AWAITING_OPINION',
      to: { oneOf: ['AWAITING_OPINION', 'DELIVERED'], chosenBy: 'lastSignature' },
      who: 'signer',
    },
    { from: 'DELIVERED', to: 'unchanged', who: 'signer' },
    { from: 'CLOSED', to: { oneOf: ['CLOSED', 'DELIVERED'], chosenBy: 'amendmentSigned' }, who: 'signer' },
  ],
  // The record is kept for decades, and can be put right as long; the sight of those who gave advice ends before.
  openAmendment: {
    from: 'CLOSED',
    to: 'unchanged',
    who: ['author', 'invitingHead', 'coordinator'],
    guards: 'opinionThere',
    demands: 'reason',
  },
  // What an emergency had no time for has to be there in the end.
  recordAdoption: {
    from: 'DELIVERED',
    to: 'CLOSED',
    who: ['author', 'invitingHead'],
    guards: 'consentOnFile',
    demands: 'adoptionReason',
  },
  closeWithoutOpinion: {
    from: 'AWAITING_OPINION',
    to: 'CLOSED',
    who: ['chair', 'coordinator'],
    guards: ['teaching', 'noOpinion'],
  },
  linkReferral: { from: DELIVERED, to: 'unchanged', who: 'author', guards: 'notReferred' },
  linkOrder: { from: DELIVERED, to: 'unchanged', who: 'author', guards: 'notOrdered' },
  checkQuality: { from: DELIVERED, to: 'unchanged', who: ['coordinator', 'quality'] },
  rate: { from: DELIVERED, to: 'unchanged', who: ['author', 'invitingHead'], guards: 'unrated' },
  cancel: {
    from: [...BEFORE_SESSION, ...MISSED],
    to: 'CANCELLED',
    who: ['author', 'invitingHead', 'coordinator'],
    demands: 'reason',
  },
} as const satisfies TransitionTable<ConsultationState, ConsultationAction>;
