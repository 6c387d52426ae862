import type { Lifecycle, TransitionTable } from '#kernel';

export const ExamState = {
  REGISTERED: 'REGISTERED',
  PERFORMING: 'PERFORMING',
  ACQUIRED: 'ACQUIRED',
  ABORTED: 'ABORTED',
  CANCELLED: 'CANCELLED',
} as const;
export type ExamState = (typeof ExamState)[keyof typeof ExamState];

export type ExamAction =
  | 'start'
  | 'acquire'
  | 'linkStudy'
  | 'bindStudy'
  | 'repeat'
  | 'cancel'
  | 'withdraw'
  | 'abort'
  | 'raise'
  | 'see'
  | 'move';

/** One exam of a patient, from its registration on. What cannot be read comes back and is done once more. */
export const examTransitions = {
  // The platform does what the PACS shows.
  start: { from: 'REGISTERED', to: 'PERFORMING', who: ['technician', 'platform'] },
  acquire: { from: 'PERFORMING', to: 'ACQUIRED', who: ['technician', 'platform'] },
  linkStudy: {
    from: ['PERFORMING', 'ACQUIRED'],
    to: 'unchanged',
    who: ['technician', 'platform'],
    guards: 'unlinked',
  },
  // Two people have said that a study shows it.
  bindStudy: { from: ['PERFORMING', 'ACQUIRED'], to: 'unchanged', who: 'binder', guards: 'unlinked' },
  repeat: { from: 'ACQUIRED', to: 'REGISTERED', who: 'reader' },
  // Nothing has been done: what was paid is paid back.
  cancel: { from: 'REGISTERED', to: 'CANCELLED', who: 'technician', guards: 'notBegun', demands: 'reason' },
  // The doctor has taken the order back.
  withdraw: { from: 'REGISTERED', to: 'CANCELLED', who: 'platform', guards: 'notBegun' },
  // It had begun, and ends for a medical reason.
  abort: {
    from: ['REGISTERED', 'PERFORMING'],
    to: 'ABORTED',
    who: 'technician',
    guards: ['begun', 'unreported'],
    demands: 'reason',
  },
  // Another group reads it. What somebody has begun to read, the head of the centre alone gives to others.
  move: {
    from: ['REGISTERED', 'PERFORMING', 'ACQUIRED'],
    to: 'unchanged',
    who: ['head', 'technician'],
    demands: ['reason', 'otherGroup', 'unread', 'notTaken'],
  },
  raise: { from: 'ACQUIRED', to: 'unchanged', who: 'reader' },
  see: { from: 'ACQUIRED', to: 'unchanged', who: 'doctor', guards: 'newResult' },
} as const satisfies TransitionTable<ExamState, ExamAction>;

/** What is on record when somebody acts on an exam. */
export interface ExamFacts {
  readonly state: ExamState;
  readonly isTechnician: boolean;
  readonly isReader: boolean;
  /** Answers for the centre that reads it. */
  readonly isHead: boolean;
  readonly isBinder: boolean;
  readonly isDoctor: boolean;
  readonly isPlatform: boolean;
  readonly repeats: number;
  readonly isLinked: boolean;
  readonly isReported: boolean;
  readonly hasNewResult: boolean;
}

export interface ExamAttempt {
  readonly reasonProblem?: string | null;
  /** Whether it is the group, and the subspecialty, that reads it already. */
  readonly isSameGroup?: boolean;
  /** Whether a report of it counts, or nothing of it is to be read. */
  readonly isRead?: boolean;
  /** Whether somebody reads it. */
  readonly isTaken?: boolean;
}

const begun = ({ state, repeats }: ExamFacts): boolean => state === 'PERFORMING' || repeats > 0;

export const examLifecycle: Lifecycle<typeof examTransitions, ExamFacts, ExamAttempt> = {
  table: examTransitions,
  who: {
    technician: ({ isTechnician }) => isTechnician,
    reader: ({ isReader }) => isReader,
    head: ({ isHead }) => isHead,
    binder: ({ isBinder }) => isBinder,
    doctor: ({ isDoctor }) => isDoctor,
    platform: ({ isPlatform }) => isPlatform,
  },
  guards: {
    unlinked: ({ isLinked }) => !isLinked || { rule: 'STUDY_LINKED' },
    begun: (facts) => begun(facts) || { rule: 'EXAM_NOT_BEGUN' },
    notBegun: (facts) => !begun(facts) || { rule: 'EXAM_BEGUN' },
    unreported: ({ isReported }) => !isReported || { rule: 'ALREADY_REPORTED' },
    newResult: ({ hasNewResult }) => hasNewResult || { rule: 'NO_NEW_RESULT' },
  },
  demands: {
    reason: ({ reasonProblem }) => !reasonProblem || { rule: reasonProblem },
    otherGroup: ({ isSameGroup = false }) => !isSameGroup || { rule: 'SAME_GROUP' },
    unread: ({ isRead = false }) => !isRead || { rule: 'ALREADY_REPORTED' },
    notTaken: ({ isHead, isTaken = false }) => isHead || !isTaken || { rule: 'READING_BEGUN' },
  },
  choices: {},
};
