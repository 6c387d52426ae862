import type { Lifecycle, TransitionTable } from '#kernel';
import type { OpinionState } from './consultation.js';

export type OpinionAction = 'edit' | 'sign' | 'reopen' | 'supersede';

/** A version of the opinion 会诊意见. From the first signature on its words are fixed; from the last one on for ever. */
export const opinionTransitions = {
  edit: { from: 'DRAFTED', to: 'unchanged', who: 'chair', guards: 'unsigned' },
  sign: {
    from: 'DRAFTED',
    to: { oneOf: ['DRAFTED', 'SIGNED'], chosenBy: 'everybodySigned' },
    who: 'signer',
    guards: ['inPerson', 'notSignedByActor', 'chairFirst'],
  },
  // Somebody who should sign does not agree: the words can be changed, and everybody signs anew.
  reopen: { from: 'DRAFTED', to: 'unchanged', who: 'signer', guards: 'signedByOne' },
  supersede: { from: 'SIGNED', to: 'SUPERSEDED', who: 'signer' },
} as const satisfies TransitionTable<OpinionState, OpinionAction>;

export interface OpinionFacts {
  readonly staffId: string;
  readonly isChair: boolean;
  /** Nobody signs in the name of somebody else. */
  readonly inPerson: boolean;
  /** Who has to sign. */
  readonly signers: readonly string[];
  readonly signedBy: readonly string[];
}

/** What the names in the table of opinions mean. */
export const opinionLifecycle: Lifecycle<typeof opinionTransitions, OpinionFacts, object> = {
  table: opinionTransitions,
  who: { chair: ({ isChair }) => isChair, signer: ({ signers, staffId }) => signers.includes(staffId) },
  guards: {
    inPerson: ({ inPerson }) => inPerson || { rule: 'SIGN_IN_PERSON' },
    unsigned: ({ signedBy }) => signedBy.length === 0 || { rule: 'SIGNED_ALREADY' },
    notSignedByActor: ({ signedBy, staffId }) => !signedBy.includes(staffId) || { rule: 'SIGNED_ALREADY' },
    chairFirst: ({ isChair, signedBy }) => isChair || signedBy.length > 0 || { rule: 'CHAIR_SIGNS_FIRST' },
    signedByOne: ({ signedBy }) => signedBy.length > 0 || { rule: 'NOT_SIGNED' },
  },
  demands: {},
  choices: {
    everybodySigned: ({ signers, signedBy, staffId }) =>
      signers.every((signer) => signer === staffId || signedBy.includes(signer)) ? 'SIGNED' : 'DRAFTED',
  },
};
