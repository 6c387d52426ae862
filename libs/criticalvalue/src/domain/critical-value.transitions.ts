import type { TransitionTable } from '#kernel';
import type { CriticalValueState } from './critical-value.js';

export type CriticalValueAction =
  | 'verify'
  | 'notifyUnverified'
  | 'escalate'
  | 'acknowledge'
  | 'recordContact'
  | 'markUnreachable'
  | 'handle'
  | 'refer'
  | 'reportFalse'
  | 'keep'
  | 'cancel'
  | 'close'
  | 'correct'
  | 'refute';

const ANSWERING = ['clinician', 'told'] as const;

/**
 * Critical values 危急值. Nothing ends one but a handled case that is closed, or two people who hold it to be false: also
 * those two who sign a result that is another one than was told.
 */
export const criticalValueTransitions = {
  verify: [
    {
      from: 'DETECTED',
      to: { oneOf: ['DETECTED', 'NOTIFIED'], chosenBy: 'verifiedByTwo' },
      who: 'centre',
      guards: 'otherVerifier',
    },
    // What was told 待复核 is verified afterwards.
    {
      from: ['NOTIFIED', 'ACKNOWLEDGED', 'UNREACHABLE', 'HANDLED'],
      to: 'unchanged',
      who: 'centre',
      guards: ['unverified', 'otherVerifier'],
    },
  ],
  notifyUnverified: { from: 'DETECTED', to: 'NOTIFIED', who: 'system' },
  escalate: { from: ['NOTIFIED', 'ACKNOWLEDGED', 'UNREACHABLE'], to: 'unchanged', who: 'system' },
  // A read-back that does not match is no acknowledgement, and stays on record.
  acknowledge: {
    from: 'NOTIFIED',
    to: { oneOf: ['NOTIFIED', 'ACKNOWLEDGED'], chosenBy: 'readBack' },
    who: ANSWERING,
  },
  recordContact: [
    {
      from: ['NOTIFIED', 'ACKNOWLEDGED'],
      to: 'unchanged',
      who: ANSWERING,
      guards: 'outpatient',
      demands: 'contactInOrder',
    },
    {
      from: 'UNREACHABLE',
      to: { oneOf: ['UNREACHABLE', 'ACKNOWLEDGED'], chosenBy: 'contact' },
      who: ANSWERING,
      guards: 'outpatient',
      demands: 'contactInOrder',
    },
  ],
  markUnreachable: {
    from: 'ACKNOWLEDGED',
    to: 'UNREACHABLE',
    who: ANSWERING,
    guards: ['outpatient', 'everybodyTried'],
  },
  handle: { from: 'ACKNOWLEDGED', to: 'HANDLED', who: ANSWERING },
  refer: {
    from: ['ACKNOWLEDGED', 'HANDLED'],
    to: 'unchanged',
    who: ANSWERING,
    guards: ['aboutPatient', 'notReferred'],
  },
  reportFalse: {
    from: ['DETECTED', 'NOTIFIED', 'ACKNOWLEDGED', 'UNREACHABLE'],
    to: 'unchanged',
    who: 'centre',
    guards: 'notDoubted',
    demands: 'reason',
  },
  keep: {
    from: ['DETECTED', 'NOTIFIED', 'ACKNOWLEDGED', 'UNREACHABLE', 'HANDLED'],
    to: 'unchanged',
    who: 'reviewer',
    guards: ['doubted', 'secondPerson'],
  },
  cancel: {
    from: ['DETECTED', 'NOTIFIED', 'ACKNOWLEDGED', 'UNREACHABLE'],
    to: 'CANCELLED',
    who: 'reviewer',
    guards: ['doubted', 'secondPerson'],
  },
  // The result is another one, and critical as well: whoever has read the old one back knows nothing yet.
  correct: [
    { from: 'DETECTED', to: 'unchanged', who: 'result' },
    { from: ['NOTIFIED', 'ACKNOWLEDGED', 'UNREACHABLE', 'HANDLED'], to: 'NOTIFIED', who: 'result' },
    // What is over stays over, and says so; another one was raised.
    { from: 'CLOSED', to: 'unchanged', who: 'result' },
  ],
  // Two people have signed that it is not critical.
  refute: [
    { from: ['DETECTED', 'NOTIFIED', 'ACKNOWLEDGED', 'UNREACHABLE', 'HANDLED'], to: 'CANCELLED', who: 'result' },
    { from: 'CLOSED', to: 'unchanged', who: 'result' },
  ],
  close: { from: 'HANDLED', to: 'CLOSED', who: ['centre', 'medicalAffairs'], guards: ['verified', 'notDoubted'] },
} as const satisfies TransitionTable<CriticalValueState, CriticalValueAction>;
