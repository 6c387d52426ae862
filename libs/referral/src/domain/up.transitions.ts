import type { TransitionTable } from '#kernel';
import type { UpState } from './referral-state.js';

export type UpAction =
  | 'edit'
  | 'attach'
  | 'removeAttachment'
  | 'archive'
  | 'submit'
  | 'submitEmergency'
  | 'acknowledgeEmergency'
  | 'amendEmergency'
  | 'recordRetrospectively'
  | 'approve'
  | 'returnForEdit'
  | 'claim'
  | 'release'
  | 'assign'
  | 'requestInformation'
  | 'supplyInformation'
  | 'closeUnanswered'
  | 'accept'
  | 'returnWithAdvice'
  | 'reject'
  | 'redirect'
  | 'forwardOnward'
  | 'arrange'
  | 'rearrange'
  | 'noteNoFreeSlot'
  | 'confirmArrival'
  | 'recordOutcome'
  | 'complete'
  | 'openGreenChannel'
  | 'markNoShow'
  | 'cancel'
  | 'closeByAgreement'
  | 'expire'
  | 'escalate'
  | 'urge'
  | 'reopen';

/** Up-referral 基层至县级, and lateral between members: every change it can go through. */
export const upTransitions = {
  edit: { from: ['DRAFT', 'RETURNED_FOR_EDIT'], to: 'unchanged', who: 'author' },
  attach: { from: ['DRAFT', 'RETURNED_FOR_EDIT'], to: 'unchanged', who: 'author', demands: 'roomForAttachment' },
  removeAttachment: { from: ['DRAFT', 'RETURNED_FOR_EDIT'], to: 'unchanged', who: 'author' },
  archive: { from: 'DRAFT', to: 'unchanged', who: 'system', guards: 'untouched' },
  submit: {
    from: ['DRAFT', 'RETURNED_FOR_EDIT'],
    to: { oneOf: ['PENDING_INTERNAL_REVIEW', 'PENDING_ACCEPTANCE'], chosenBy: 'internalReview' },
    who: 'author',
    guards: ['formComplete', 'departmentAccepts', 'consentOnFile'],
    demands: 'notDuplicate',
  },
  // Nothing else may stand in the way of an emergency.
  submitEmergency: { from: 'DRAFT', to: 'ARRANGED', who: 'author', guards: 'emergency' },
  acknowledgeEmergency: {
    from: 'ARRANGED',
    to: 'unchanged',
    who: 'departmentDoctor',
    guards: ['emergency', 'unacknowledged', 'onDuty'],
  },
  amendEmergency: {
    from: 'ARRANGED',
    to: 'unchanged',
    who: 'author',
    guards: ['emergency', 'amendable'],
    demands: 'priorityOfChannel',
  },
  recordRetrospectively: {
    from: 'DRAFT',
    to: 'ARRIVED',
    who: 'author',
    guards: ['routine', 'formComplete'],
    demands: 'recentArrival',
  },
  approve: { from: 'PENDING_INTERNAL_REVIEW', to: 'PENDING_ACCEPTANCE', who: 'reviewer', guards: 'notOwnReferral' },
  returnForEdit: [
    {
      from: 'PENDING_INTERNAL_REVIEW',
      to: 'RETURNED_FOR_EDIT',
      who: 'reviewer',
      guards: 'notOwnReferral',
      demands: 'reason',
    },
    { from: 'PENDING_ACCEPTANCE', to: 'RETURNED_FOR_EDIT', who: ['owner', 'coordinator'], demands: 'reason' },
  ],
  claim: { from: 'PENDING_ACCEPTANCE', to: 'unchanged', who: 'departmentDoctor', guards: 'unclaimed' },
  // The system where the owner has left, also one who is owed information.
  release: [
    { from: 'PENDING_ACCEPTANCE', to: 'unchanged', who: ['owner', 'system'] },
    { from: 'AWAITING_INFORMATION', to: 'unchanged', who: 'system' },
  ],
  // Also what its doctor has asked about or accepted, where that one has left or cannot go on.
  assign: {
    from: ['PENDING_ACCEPTANCE', 'AWAITING_INFORMATION', 'ACCEPTED', 'ARRANGED', 'NO_SHOW', 'ARRIVED'],
    to: 'unchanged',
    who: ['coordinator', 'system'],
    demands: 'assignee',
  },
  requestInformation: {
    from: 'PENDING_ACCEPTANCE',
    to: 'AWAITING_INFORMATION',
    who: 'departmentDoctor',
    guards: 'owned',
  },
  supplyInformation: { from: 'AWAITING_INFORMATION', to: 'PENDING_ACCEPTANCE', who: 'author' },
  closeUnanswered: { from: 'AWAITING_INFORMATION', to: 'CLOSED', who: 'system', guards: 'overdue' },
  // A consent that was taken back, or has run out, ends what is not done yet.
  accept: { from: 'PENDING_ACCEPTANCE', to: 'ACCEPTED', who: 'departmentDoctor', guards: ['owned', 'consentStands'] },
  returnWithAdvice: {
    from: 'PENDING_ACCEPTANCE',
    to: 'RETURNED_WITH_ADVICE',
    who: 'departmentDoctor',
    guards: 'owned',
    demands: 'advice',
  },
  reject: { from: 'PENDING_ACCEPTANCE', to: 'REJECTED', who: 'departmentDoctor', guards: 'owned', demands: 'reason' },
  redirect: {
    from: ['PENDING_ACCEPTANCE', 'ACCEPTED'],
    to: 'REDIRECTED',
    who: ['owner', 'coordinator'],
    demands: ['targetAccepts', 'consentCoversTarget'],
  },
  forwardOnward: {
    from: ['PENDING_ACCEPTANCE', 'ACCEPTED', 'ARRIVED'],
    to: 'REDIRECTED',
    who: ['owner', 'coordinator'],
    guards: 'onwardConsent',
  },
  arrange: {
    from: 'ACCEPTED',
    to: 'ARRANGED',
    who: 'coordinator',
    guards: 'consentStands',
    demands: ['visitInFuture', 'visitNotTooFar', 'capacityFits'],
  },
  rearrange: {
    from: ['ARRANGED', 'NO_SHOW'],
    to: 'ARRANGED',
    who: 'coordinator',
    guards: ['routine', 'consentStands'],
    demands: ['visitInFuture', 'visitNotTooFar', 'capacityFits'],
  },
  // No free slot is no error: what was tried stays on record, and the referral waits.
  noteNoFreeSlot: { from: ['ACCEPTED', 'ARRANGED', 'NO_SHOW'], to: 'unchanged', who: 'coordinator' },
  confirmArrival: {
    from: 'ARRANGED',
    to: 'ARRIVED',
    who: ['registrar', 'coordinator', 'emergencyDoctor'],
    demands: ['codeShown', 'codeValid'],
  },
  recordOutcome: { from: 'ARRIVED', to: 'unchanged', who: 'departmentDoctor', demands: 'appropriatenessReason' },
  complete: { from: 'ARRIVED', to: 'COMPLETED', who: 'coordinator', guards: 'outcomeRecorded' },
  // Neither a review nor a question holds it up. Whoever did not come and is in danger now is sent anew.
  openGreenChannel: [
    {
      from: ['DRAFT', 'RETURNED_FOR_EDIT', 'PENDING_ACCEPTANCE', 'ACCEPTED', 'ARRANGED', 'ARRIVED'],
      to: 'unchanged',
      who: ['author', 'departmentDoctor', 'coordinator'],
    },
    { from: 'PENDING_INTERNAL_REVIEW', to: 'PENDING_ACCEPTANCE', who: ['author', 'reviewer'] },
    { from: 'AWAITING_INFORMATION', to: 'PENDING_ACCEPTANCE', who: ['author', 'departmentDoctor', 'coordinator'] },
  ],
  markNoShow: { from: 'ARRANGED', to: 'NO_SHOW', who: 'coordinator', demands: 'reason' },
  cancel: {
    from: [
      'DRAFT',
      'PENDING_INTERNAL_REVIEW',
      'RETURNED_FOR_EDIT',
      'PENDING_ACCEPTANCE',
      'AWAITING_INFORMATION',
      'ACCEPTED',
      'ARRANGED',
      'NO_SHOW',
    ],
    to: 'CANCELLED',
    who: 'author',
    demands: 'reason',
  },
  closeByAgreement: {
    from: [
      'RETURNED_FOR_EDIT',
      'PENDING_ACCEPTANCE',
      'AWAITING_INFORMATION',
      'ACCEPTED',
      'ARRANGED',
      'ARRIVED',
      'NO_SHOW',
    ],
    to: 'CLOSED',
    who: 'coordinator',
    demands: 'reason',
  },
  expire: { from: ['RETURNED_FOR_EDIT', 'ARRANGED', 'NO_SHOW'], to: 'EXPIRED', who: 'system', guards: 'overdue' },
  // Somebody else's turn, while the referral stays where it is.
  escalate: {
    from: [
      'PENDING_INTERNAL_REVIEW',
      'RETURNED_FOR_EDIT',
      'PENDING_ACCEPTANCE',
      'AWAITING_INFORMATION',
      'ACCEPTED',
      'ARRANGED',
      'NO_SHOW',
      'ARRIVED',
    ],
    to: 'unchanged',
    who: 'system',
  },
  // The referral stays as it is, with its version: whoever has it open goes on.
  urge: {
    from: ['RETURNED_FOR_EDIT', 'PENDING_ACCEPTANCE', 'AWAITING_INFORMATION', 'ARRANGED', 'ARRIVED'],
    to: 'unchanged',
    who: 'coordinator',
    guards: ['awaited', 'notUrgedLately'],
  },
  reopen: {
    from: ['CLOSED', 'EXPIRED'],
    to: {
      oneOf: ['RETURNED_FOR_EDIT', 'PENDING_ACCEPTANCE', 'AWAITING_INFORMATION', 'ACCEPTED', 'ARRIVED'],
      chosenBy: 'stateBefore',
    },
    who: 'coordinator',
    guards: 'reopenable',
    demands: 'reason',
  },
} as const satisfies TransitionTable<UpState, UpAction>;
