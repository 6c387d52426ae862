import type { Lifecycle, TransitionTable, Verdict } from '#kernel';

export const ReportState = {
  DRAFT: 'DRAFT',
  SUBMITTED: 'SUBMITTED',
  PUBLISHED: 'PUBLISHED',
  SUPERSEDED: 'SUPERSEDED',
  RETRACTED: 'RETRACTED',
  WITHDRAWN: 'WITHDRAWN',
} as const;
export type ReportState = (typeof ReportState)[keyof typeof ReportState];

/** A final after a preliminary is no correction. */
export const ReportKind = { PRELIMINARY: 'PRELIMINARY', FINAL: 'FINAL' } as const;
export type ReportKind = (typeof ReportKind)[keyof typeof ReportKind];

/** How a value came in: by hand, from a file, or from a system. */
export const ResultSource = { ENTERED: 'ENTERED', FILE: 'FILE', SYSTEM: 'SYSTEM' } as const;
export type ResultSource = (typeof ResultSource)[keyof typeof ResultSource];

export type ReportAction =
  | 'enter'
  | 'resume'
  | 'submit'
  | 'approve'
  | 'return'
  | 'supersede'
  | 'amend'
  | 'askRetraction'
  | 'keep'
  | 'retract'
  | 'withdraw'
  | 'see';

/** A version of a report. Technical and medical review are two people's; so is taking back what was published. */
export const reportTransitions = {
  enter: { from: 'DRAFT', to: 'unchanged', who: 'laboratory' },
  resume: { from: 'DRAFT', to: 'unchanged', who: 'laboratory' },
  submit: { from: 'DRAFT', to: 'SUBMITTED', who: 'laboratory', demands: ['complete', 'kind', 'culture'] },
  approve: { from: 'SUBMITTED', to: 'PUBLISHED', who: 'laboratory', guards: 'otherThanTechnical' },
  return: {
    from: 'SUBMITTED',
    to: 'DRAFT',
    who: 'laboratory',
    guards: 'otherThanTechnical',
    demands: 'reason',
  },
  supersede: { from: 'PUBLISHED', to: 'SUPERSEDED', who: 'laboratory' },
  amend: {
    from: ['PUBLISHED', 'RETRACTED'],
    to: 'unchanged',
    who: 'laboratory',
    guards: 'notContinued',
    demands: 'reason',
  },
  askRetraction: { from: 'PUBLISHED', to: 'unchanged', who: 'laboratory', guards: 'notAsked', demands: 'reason' },
  keep: { from: 'PUBLISHED', to: 'unchanged', who: 'laboratory', guards: 'asked' },
  retract: { from: 'PUBLISHED', to: 'RETRACTED', who: 'laboratory', guards: ['asked', 'otherThanAsker'] },
  withdraw: { from: 'DRAFT', to: 'WITHDRAWN', who: 'laboratory' },
  see: { from: ['PUBLISHED', 'RETRACTED'], to: 'unchanged', who: 'ordering', guards: 'unseen' },
} as const satisfies TransitionTable<ReportState, ReportAction>;

/** What is on record when somebody acts on a report. */
export interface ReportFacts {
  /** Everybody who stands behind the act. */
  readonly people: readonly string[];
  readonly isLaboratory: boolean;
  readonly isOrdering: boolean;
  readonly technicalStaffId: string | null;
  readonly askedByStaffId: string | null;
  readonly isSeen: boolean;
  /** Whether another version of the report goes on from this one already. */
  readonly isContinued: boolean;
  /** Of the version before this one. */
  readonly earlierKind: ReportKind | null;
}

/** What an attempt brings along. */
export interface ReportAttempt {
  readonly reasonProblem?: string | null;
  readonly kind?: ReportKind;
  /** Whether germs are named of a culture that is said to be as usual. */
  readonly contradicts?: boolean;
  /** Codes of items that were ordered and have no value. */
  readonly missing?: readonly string[];
}

export const reportLifecycle: Lifecycle<typeof reportTransitions, ReportFacts, ReportAttempt> = {
  table: reportTransitions,
  who: {
    laboratory: ({ isLaboratory }) => isLaboratory,
    ordering: ({ isOrdering }) => isOrdering,
  },
  guards: {
    otherThanTechnical: ({ people, technicalStaffId }) => another(people, technicalStaffId, 'REVIEWER_IS_REPORTER'),
    otherThanAsker: ({ people, askedByStaffId }) => another(people, askedByStaffId, 'SAME_PERSON'),
    asked: ({ askedByStaffId }) => askedByStaffId !== null || { rule: 'NO_RETRACTION_ASKED' },
    notAsked: ({ askedByStaffId }) => askedByStaffId === null || { rule: 'RETRACTION_ASKED' },
    notContinued: ({ isContinued }) => !isContinued || { rule: 'VERSION_OPEN' },
    unseen: ({ isSeen }) => !isSeen || { rule: 'SEEN_ALREADY' },
  },
  demands: {
    reason: ({ reasonProblem }) => !reasonProblem || { rule: reasonProblem },
    // A preliminary report tells what is known by then.
    complete: ({ kind, missing = [] }) =>
      kind === 'PRELIMINARY' || missing.length === 0 || { rule: 'RESULTS_MISSING', facts: { missing: [...missing] } },
    // What has grown is critical by the value of its culture.
    culture: ({ contradicts = false }) => !contradicts || { rule: 'GERMS_IN_NEGATIVE' },
    kind: ({ kind, earlierKind }) => kind !== 'PRELIMINARY' || earlierKind !== 'FINAL' || { rule: 'FINAL_ALREADY' },
  },
  choices: {},
};

function another(people: readonly string[], first: string | null, rule: string): Verdict {
  return first === null || !people.includes(first) || { rule };
}
