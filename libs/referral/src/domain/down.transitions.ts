import type { TransitionTable } from '#kernel';
import type { DownState } from './down-state.js';

export type DownAction =
  | 'edit'
  | 'attach'
  | 'removeAttachment'
  | 'archive'
  | 'submit'
  | 'approve'
  | 'returnForEdit'
  | 'allocate'
  | 'receive'
  | 'declineReceipt'
  | 'refuse'
  | 'redirect'
  | 'confirmArrival'
  | 'reassign'
  | 'reportNotArrived'
  | 'endFollowUp'
  | 'referBack'
  | 'cancel'
  | 'closeByAgreement'
  | 'escalate'
  | 'urge';

/** Down-referral 县级至基层: every change it can go through. */
export const downTransitions = {
  edit: { from: ['DRAFT', 'RETURNED_FOR_EDIT'], to: 'unchanged', who: 'author' },
  attach: { from: ['DRAFT', 'RETURNED_FOR_EDIT'], to: 'unchanged', who: 'author', demands: 'roomForAttachment' },
  removeAttachment: { from: ['DRAFT', 'RETURNED_FOR_EDIT'], to: 'unchanged', who: 'author' },
  archive: { from: 'DRAFT', to: 'unchanged', who: 'system', guards: 'untouched' },
  submit: {
    from: ['DRAFT', 'RETURNED_FOR_EDIT'],
    to: { oneOf: ['PENDING_INTERNAL_REVIEW', 'PENDING_RECEIPT', 'PENDING_ALLOCATION'], chosenBy: 'reviewOrReceiver' },
    who: 'author',
    guards: ['packageComplete', 'firstFollowUpInTime', 'departmentAccepts'],
  },
  approve: {
    from: 'PENDING_INTERNAL_REVIEW',
    to: { oneOf: ['PENDING_RECEIPT', 'PENDING_ALLOCATION'], chosenBy: 'receiver' },
    who: 'reviewer',
    guards: 'notAuthor',
  },
  returnForEdit: {
    from: 'PENDING_INTERNAL_REVIEW',
    to: 'RETURNED_FOR_EDIT',
    who: 'reviewer',
    guards: 'notAuthor',
    demands: 'reason',
  },
  allocate: { from: ['PENDING_ALLOCATION', 'PENDING_REASSIGNMENT'], to: 'PENDING_RECEIPT', who: 'townshipHead' },
  receive: { from: 'PENDING_RECEIPT', to: 'IN_TRANSIT', who: 'receivingDoctor' },
  declineReceipt: {
    from: 'PENDING_RECEIPT',
    to: 'PENDING_REASSIGNMENT',
    who: ['receivingDoctor', 'system'],
    demands: 'reason',
  },
  refuse: {
    from: ['PENDING_ALLOCATION', 'PENDING_REASSIGNMENT'],
    to: 'REFUSED',
    who: 'townshipHead',
    demands: 'reason',
  },
  redirect: {
    from: ['PENDING_RECEIPT', 'PENDING_ALLOCATION', 'PENDING_REASSIGNMENT', 'REFUSED'],
    to: 'REDIRECTED',
    who: 'coordinator',
    demands: 'targetAccepts',
  },
  confirmArrival: { from: ['IN_TRANSIT', 'NOT_ARRIVED'], to: 'FOLLOW_UP', who: 'receivingDoctor' },
  reportNotArrived: { from: 'IN_TRANSIT', to: 'NOT_ARRIVED', who: ['receivingDoctor', 'system'] },
  endFollowUp: { from: 'FOLLOW_UP', to: 'COMPLETED', who: 'receivingDoctor', demands: ['reason', 'notBackToCounty'] },
  // A head who has taken the patient and is no doctor lets one of the doctors take over first.
  referBack: { from: 'FOLLOW_UP', to: 'COMPLETED', who: 'receivingDoctor', guards: 'writesReferrals' },
  reassign: {
    from: ['IN_TRANSIT', 'NOT_ARRIVED', 'FOLLOW_UP'],
    to: 'unchanged',
    who: ['townshipHead', 'system'],
    demands: ['reason', 'otherDoctor'],
  },
  cancel: {
    from: [
      'DRAFT',
      'RETURNED_FOR_EDIT',
      'PENDING_INTERNAL_REVIEW',
      'PENDING_RECEIPT',
      'PENDING_ALLOCATION',
      'PENDING_REASSIGNMENT',
    ],
    to: 'CANCELLED',
    who: 'author',
    demands: 'reason',
  },
  closeByAgreement: {
    from: [
      'RETURNED_FOR_EDIT',
      'PENDING_INTERNAL_REVIEW',
      'PENDING_RECEIPT',
      'PENDING_ALLOCATION',
      'PENDING_REASSIGNMENT',
      'IN_TRANSIT',
      'NOT_ARRIVED',
      'FOLLOW_UP',
    ],
    to: 'CLOSED',
    who: 'coordinator',
    demands: 'reason',
  },
  // Somebody else's turn, while the referral stays where it is.
  escalate: {
    from: ['PENDING_INTERNAL_REVIEW', 'PENDING_ALLOCATION', 'PENDING_REASSIGNMENT', 'FOLLOW_UP'],
    to: 'unchanged',
    who: 'system',
  },
  // The referral stays as it is, with its version: whoever has it open goes on.
  urge: {
    from: [
      'RETURNED_FOR_EDIT',
      'PENDING_INTERNAL_REVIEW',
      'PENDING_RECEIPT',
      'PENDING_ALLOCATION',
      'PENDING_REASSIGNMENT',
      'IN_TRANSIT',
      'NOT_ARRIVED',
      'FOLLOW_UP',
    ],
    to: 'unchanged',
    who: 'coordinator',
    guards: ['awaited', 'notUrgedLately'],
  },
} as const satisfies TransitionTable<DownState, DownAction>;
