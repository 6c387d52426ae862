import type { TransitionTable } from '#kernel';
import type { UpState } from './referral-state.js';

export type UpAction =
  | 'edit'
  | 'attach'
  | 'removeAttachment'
  | 'submit'
  | 'claim'
  | 'release'
  | 'returnForEdit'
  | 'reject'
  | 'accept'
  | 'arrange'
  | 'confirmArrival'
  | 'recordOutcome'
  | 'complete'
  | 'openGreenChannel';

/** Up-referral 基层至县级, and lateral between members: every change it can go through. */
export const upTransitions = {
  edit: { from: ['DRAFT', 'RETURNED_FOR_EDIT'], to: 'unchanged', who: 'author' },
  attach: { from: ['DRAFT', 'RETURNED_FOR_EDIT'], to: 'unchanged', who: 'author', demands: 'roomForAttachment' },
  removeAttachment: { from: ['DRAFT', 'RETURNED_FOR_EDIT'], to: 'unchanged', who: 'author' },
  submit: {
    from: ['DRAFT', 'RETURNED_FOR_EDIT'],
    to: 'PENDING_ACCEPTANCE',
    who: 'author',
    guards: ['formComplete', 'departmentAccepts', 'consentOnFile'],
    demands: 'notDuplicate',
  },
  claim: { from: 'PENDING_ACCEPTANCE', to: 'unchanged', who: 'departmentDoctor', guards: 'unclaimed' },
  release: { from: 'PENDING_ACCEPTANCE', to: 'unchanged', who: 'owner' },
  returnForEdit: {
    from: 'PENDING_ACCEPTANCE',
    to: 'RETURNED_FOR_EDIT',
    who: ['owner', 'coordinator'],
    demands: 'reason',
  },
  reject: { from: 'PENDING_ACCEPTANCE', to: 'REJECTED', who: 'departmentDoctor', guards: 'owned', demands: 'reason' },
  accept: { from: 'PENDING_ACCEPTANCE', to: 'ACCEPTED', who: 'departmentDoctor', guards: 'owned' },
  arrange: { from: 'ACCEPTED', to: 'ARRANGED', who: 'coordinator', demands: ['visitInFuture', 'visitNotTooFar'] },
  confirmArrival: { from: 'ARRANGED', to: 'ARRIVED', who: ['registrar', 'coordinator'], guards: 'codeValid' },
  recordOutcome: { from: 'ARRIVED', to: 'unchanged', who: 'departmentDoctor', demands: 'appropriatenessReason' },
  complete: { from: 'ARRIVED', to: 'COMPLETED', who: 'coordinator', guards: 'outcomeRecorded' },
  openGreenChannel: {
    from: ['DRAFT', 'RETURNED_FOR_EDIT', 'PENDING_ACCEPTANCE', 'ACCEPTED', 'ARRANGED', 'ARRIVED'],
    to: 'unchanged',
    who: ['author', 'departmentDoctor', 'coordinator'],
  },
} as const satisfies TransitionTable<UpState, UpAction>;
