import type { Lifecycle, TransitionTable } from '#kernel';
import { contentProblem, type ReportContent, type TemplateField } from './report-content.js';

export const ReportState = {
  DRAFT: 'DRAFT',
  SUBMITTED: 'SUBMITTED',
  PUBLISHED: 'PUBLISHED',
  SUPERSEDED: 'SUPERSEDED',
  RETRACTED: 'RETRACTED',
  DISCARDED: 'DISCARDED',
} as const;
export type ReportState = (typeof ReportState)[keyof typeof ReportState];

/** A final report after a preliminary one is no correction. */
export const ReportKind = { PRELIMINARY: 'PRELIMINARY', FINAL: 'FINAL' } as const;
export type ReportKind = (typeof ReportKind)[keyof typeof ReportKind];

export type ReportAction =
  | 'save'
  | 'submit'
  | 'approve'
  | 'returnToReporter'
  | 'resume'
  | 'returnForRepeat'
  | 'amend'
  | 'supersede'
  | 'requestRetraction'
  | 'declineRetraction'
  | 'retract'
  | 'discard';

/** One version of a report. Who holds the reading, and under which lease, the queue decides besides. */
export const reportTransitions = {
  save: { from: 'DRAFT', to: 'unchanged', who: 'reporter', demands: 'fits' },
  submit: {
    from: 'DRAFT',
    to: { oneOf: ['SUBMITTED', 'PUBLISHED'], chosenBy: 'signatures' },
    who: 'reporter',
    demands: ['complete', 'images'],
  },
  approve: { from: 'SUBMITTED', to: 'PUBLISHED', who: 'reviewer', guards: ['twoPeople', 'imagesComplete'] },
  returnToReporter: { from: 'SUBMITTED', to: 'DRAFT', who: 'reviewer', guards: 'twoPeople' },
  resume: { from: 'DRAFT', to: 'unchanged', who: 'author' },
  returnForRepeat: { from: ['DRAFT', 'SUBMITTED'], to: 'DRAFT', who: 'reporter' },
  amend: {
    from: 'PUBLISHED',
    to: 'unchanged',
    who: 'reporter',
    guards: ['nothingOpen', 'notRetracting'],
    demands: 'reason',
  },
  supersede: { from: 'PUBLISHED', to: 'SUPERSEDED', who: 'next' },
  requestRetraction: { from: 'PUBLISHED', to: 'unchanged', who: 'head', guards: 'notRetracting', demands: 'reason' },
  declineRetraction: {
    from: 'PUBLISHED',
    to: 'unchanged',
    who: 'medicalAffairs',
    guards: ['retracting', 'otherPerson'],
  },
  retract: {
    from: 'PUBLISHED',
    to: 'RETRACTED',
    who: 'medicalAffairs',
    guards: ['retracting', 'otherPerson', 'nothingOpen'],
  },
  discard: { from: ['DRAFT', 'SUBMITTED'], to: 'DISCARDED', who: 'exam' },
} as const satisfies TransitionTable<ReportState, ReportAction>;

/** What is on record when somebody acts on a report. */
export interface ReportFacts {
  readonly people: readonly string[];
  readonly isReporter: boolean;
  readonly isReviewer: boolean;
  readonly isHead: boolean;
  readonly isMedicalAffairs: boolean;
  readonly authorStaffId: string;
  readonly retractors: readonly string[];
  readonly hasImages: boolean;
  /** Another version of the exam's report is being written. */
  readonly isAnotherOpen: boolean;
}

/** What an attempt brings along. */
export interface ReportAttempt {
  readonly reasonProblem?: string | null;
  readonly content?: ReportContent;
  /** Of the template that the report follows; none where it follows none. */
  readonly fields?: readonly TemplateField[];
  /** Whether one signature is enough. */
  readonly isDone?: boolean;
}

const contentRule = ({ content, fields = [] }: ReportAttempt, complete: boolean) => {
  const problem = content ? contentProblem(content, fields, complete) : null;
  return problem === null || problem;
};

export const reportLifecycle: Lifecycle<typeof reportTransitions, ReportFacts, ReportAttempt> = {
  table: reportTransitions,
  who: {
    reporter: ({ isReporter }) => isReporter,
    author: ({ people, authorStaffId }) => people.includes(authorStaffId),
    reviewer: ({ isReviewer }) => isReviewer,
    head: ({ isHead }) => isHead,
    medicalAffairs: ({ isMedicalAffairs }) => isMedicalAffairs,
    next: () => true,
    exam: () => true,
  },
  guards: {
    twoPeople: ({ people, authorStaffId }) => !people.includes(authorStaffId) || { rule: 'REVIEWER_IS_REPORTER' },
    imagesComplete: ({ hasImages }) => hasImages || IMAGES_MISSING,
    nothingOpen: ({ isAnotherOpen }) => !isAnotherOpen || { rule: 'AMENDMENT_OPEN' },
    retracting: ({ retractors }) => retractors.length > 0 || { rule: 'NO_RETRACTION' },
    notRetracting: ({ retractors }) => retractors.length === 0 || { rule: 'RETRACTION_OPEN' },
    otherPerson: ({ people, retractors }) =>
      !people.some((person) => retractors.includes(person)) || { rule: 'SAME_PERSON' },
  },
  demands: {
    reason: ({ reasonProblem }) => !reasonProblem || { rule: reasonProblem },
    fits: (facts) => contentRule(facts, false),
    complete: (facts) => contentRule(facts, true),
    images: ({ isDone, hasImages }) => !isDone || hasImages || IMAGES_MISSING,
  },
  choices: { signatures: ({ isDone }) => (isDone ? 'PUBLISHED' : 'SUBMITTED') },
};

const IMAGES_MISSING = { rule: 'IMAGES_MISSING' };
