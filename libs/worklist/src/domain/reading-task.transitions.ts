import type { TransitionTable } from '#kernel';

export const ReadingState = {
  QUEUED: 'QUEUED',
  CLAIMED: 'CLAIMED',
  REPORTING: 'REPORTING',
  PENDING_REVIEW: 'PENDING_REVIEW',
  RETURNED_TO_REPORTER: 'RETURNED_TO_REPORTER',
  RETURNED_FOR_REPEAT: 'RETURNED_FOR_REPEAT',
  DONE: 'DONE',
  WITHDRAWN: 'WITHDRAWN',
} as const;
export type ReadingState = (typeof ReadingState)[keyof typeof ReadingState];

export type ReadingAction =
  | 'claim'
  | 'takeOver'
  | 'release'
  | 'lapse'
  | 'report'
  | 'resume'
  | 'submit'
  | 'approve'
  | 'returnToReporter'
  | 'returnForRepeat'
  | 'requeue'
  | 'withdraw'
  | 'move';

const HELD = ['CLAIMED', 'REPORTING'] as const;

/** One study or specimen to be read. Whoever holds it holds a lease; what is lost on the way returns to its place. */
export const readingTransitions = {
  claim: { from: 'QUEUED', to: 'CLAIMED', who: 'reader', guards: ['certificate', 'openClaims'] },
  takeOver: {
    from: [...HELD, 'RETURNED_TO_REPORTER'],
    to: 'CLAIMED',
    who: ['reader', 'head'],
    guards: ['heldByAnother', 'certificate', 'openClaims'],
    demands: 'reason',
  },
  release: { from: HELD, to: 'QUEUED', who: 'reader', guards: 'lease', demands: 'token' },
  lapse: { from: HELD, to: 'QUEUED', who: 'platform', guards: 'lapsed' },
  report: { from: 'CLAIMED', to: 'REPORTING', who: 'reader', guards: 'lease', demands: 'token' },
  resume: { from: 'RETURNED_TO_REPORTER', to: 'REPORTING', who: 'reporter' },
  submit: {
    from: 'REPORTING',
    to: { chosenBy: 'signatures', oneOf: ['PENDING_REVIEW', 'DONE'] },
    who: 'reader',
    guards: 'lease',
    demands: 'token',
  },
  // Whoever answers for what others have read has to be able to read it.
  approve: { from: 'PENDING_REVIEW', to: 'DONE', who: 'reader', guards: ['twoPeople', 'certificate'] },
  returnToReporter: {
    from: 'PENDING_REVIEW',
    to: 'RETURNED_TO_REPORTER',
    who: 'reader',
    guards: 'twoPeople',
    demands: 'reason',
  },
  returnForRepeat: [
    { from: HELD, to: 'RETURNED_FOR_REPEAT', who: 'reader', guards: 'lease', demands: ['token', 'reason'] },
    { from: 'PENDING_REVIEW', to: 'RETURNED_FOR_REPEAT', who: 'reader', guards: 'twoPeople', demands: 'reason' },
  ],
  requeue: { from: 'RETURNED_FOR_REPEAT', to: 'QUEUED', who: 'subject' },
  withdraw: {
    from: ['QUEUED', ...HELD, 'PENDING_REVIEW', 'RETURNED_TO_REPORTER', 'RETURNED_FOR_REPEAT'],
    to: 'WITHDRAWN',
    who: 'subject',
  },
  // Another group reads it: whoever held it has lost it, and what waits to be repeated waits for them.
  move: [
    { from: ['QUEUED', ...HELD, 'PENDING_REVIEW', 'RETURNED_TO_REPORTER'], to: 'QUEUED', who: 'subject' },
    { from: 'RETURNED_FOR_REPEAT', to: 'unchanged', who: 'subject' },
  ],
} as const satisfies TransitionTable<ReadingState, ReadingAction>;
