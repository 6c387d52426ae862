import type { Lifecycle } from '#kernel';
import { CONTACT_ORDER, type ContactOutcome, type ContactRelation, type Encounter } from './critical-value.js';
import { criticalValueTransitions as table } from './critical-value.transitions.js';

/** How many times a critical value is checked. */
export const VERIFICATIONS = 2;

/** The critical value as its rules see it. */
export interface CriticalValue {
  readonly encounter: Encounter;
  readonly drill: boolean;
  /** Who has verified it as it is told now, in order. */
  readonly verifiers: readonly string[];
  /** Told 待复核: notified before two people had verified it. */
  readonly unverified: boolean;
  readonly contacts: readonly { readonly relation: ContactRelation; readonly outcome: ContactOutcome }[];
  readonly referralId: string | null;
  /** Everybody behind whoever holds it to be false; empty where nobody does. */
  readonly doubters: readonly string[];
}

/** Who asks, in relation to it. */
export interface CriticalValueActor {
  /** Everybody behind the act: whoever does it, and in whose name. */
  readonly people: readonly string[];
  readonly isCentre: boolean;
  readonly isReviewer: boolean;
  readonly isClinician: boolean;
  /** Whom the chain has turned to. */
  readonly isTold: boolean;
  readonly isMedicalAffairs: boolean;
  readonly isSystem: boolean;
  /** It is the result itself that has become another one. */
  readonly isResult: boolean;
}

export interface CriticalValueFacts {
  readonly criticalValue: CriticalValue;
  readonly actor: CriticalValueActor;
  /** At night one person verifies twice. */
  readonly isNight: boolean;
}

/** What one attempt brings along. */
export interface CriticalValueAttempt {
  readonly reasonProblem?: string | null;
  readonly readBackMatches?: boolean;
  readonly contact?: { readonly relation: ContactRelation; readonly outcome: ContactOutcome };
}

/** Which relation may be tried next at the latest: whoever comes later in the order waits until those before were tried. */
function triedBefore(relation: ContactRelation, tried: ReadonlySet<ContactRelation>): boolean {
  return CONTACT_ORDER.slice(0, CONTACT_ORDER.indexOf(relation)).every((earlier) => tried.has(earlier));
}

const triedOf = ({ contacts }: CriticalValue): ReadonlySet<ContactRelation> =>
  new Set(contacts.map(({ relation }) => relation));

/** What the names in the table of critical values mean. */
export const criticalValueLifecycle: Lifecycle<typeof table, CriticalValueFacts, CriticalValueAttempt> = {
  table,
  who: {
    centre: ({ actor }) => actor.isCentre,
    reviewer: ({ actor }) => actor.isReviewer,
    clinician: ({ actor }) => actor.isClinician,
    told: ({ actor }) => actor.isTold,
    medicalAffairs: ({ actor }) => actor.isMedicalAffairs,
    system: ({ actor }) => actor.isSystem,
    result: ({ actor }) => actor.isResult,
  },
  guards: {
    otherVerifier: ({ criticalValue: { verifiers }, actor: { people }, isNight }) =>
      isNight || !people.some((person) => verifiers.includes(person)) || { rule: 'SAME_VERIFIER' },
    unverified: ({ criticalValue }) => criticalValue.unverified || { rule: 'VERIFIED_ALREADY' },
    verified: ({ criticalValue }) => !criticalValue.unverified || { rule: 'UNVERIFIED' },
    outpatient: ({ criticalValue }) => criticalValue.encounter === 'OUTPATIENT' || { rule: 'NOT_OUTPATIENT' },
    everybodyTried: ({ criticalValue }) => {
      const tried = triedOf(criticalValue);
      const untried = CONTACT_ORDER.filter((relation) => !tried.has(relation));
      return untried.length === 0 || { rule: 'CONTACTS_UNTRIED', facts: { untried } };
    },
    aboutPatient: ({ criticalValue }) => !criticalValue.drill || { rule: 'DRILL' },
    notReferred: ({ criticalValue: { referralId } }) =>
      referralId === null || { rule: 'ALREADY_REFERRED', facts: { referralId } },
    notDoubted: ({ criticalValue }) => criticalValue.doubters.length === 0 || { rule: 'HELD_FALSE' },
    doubted: ({ criticalValue }) => criticalValue.doubters.length > 0 || { rule: 'NOT_HELD_FALSE' },
    secondPerson: ({ criticalValue, actor }) =>
      !actor.people.some((person) => criticalValue.doubters.includes(person)) || { rule: 'SAME_PERSON' },
  },
  demands: {
    reason: ({ reasonProblem }) => !reasonProblem || { rule: reasonProblem },
    contactInOrder: ({ contact, criticalValue }) =>
      (contact !== undefined && triedBefore(contact.relation, triedOf(criticalValue))) || { rule: 'CONTACT_ORDER' },
  },
  choices: {
    verifiedByTwo: ({ criticalValue }) =>
      criticalValue.verifiers.length + 1 >= VERIFICATIONS ? 'NOTIFIED' : 'DETECTED',
    readBack: ({ readBackMatches }) => (readBackMatches === true ? 'ACKNOWLEDGED' : 'NOTIFIED'),
    contact: ({ contact }) => (contact?.outcome === 'REACHED' ? 'ACKNOWLEDGED' : 'UNREACHABLE'),
  },
};
