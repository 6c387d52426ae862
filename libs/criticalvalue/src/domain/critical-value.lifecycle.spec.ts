import { evaluate } from '#kernel';
import {
  criticalValueLifecycle,
  type CriticalValueAttempt,
  type CriticalValueFacts,
} from './critical-value.lifecycle.js';
import { isSameValue, type CriticalValueState } from './critical-value.js';
import type { CriticalValueAction } from './critical-value.transitions.js';

const NOBODY = {
  people: ['li'],
  isCentre: false,
  isReviewer: false,
  isClinician: false,
  isTold: false,
  isMedicalAffairs: false,
  isSystem: false,
  isResult: false,
};
const FRESH = {
  encounter: 'OUTPATIENT',
  drill: false,
  verifiers: [],
  unverified: false,
  contacts: [],
  referralId: null,
  doubters: [],
} as const;

interface Case {
  readonly value?: Partial<CriticalValueFacts['criticalValue']>;
  readonly actor?: Partial<CriticalValueFacts['actor']>;
  readonly isNight?: boolean;
  readonly brought?: CriticalValueAttempt;
}

function outcome(
  state: CriticalValueState,
  action: CriticalValueAction,
  { value, actor, isNight = false, brought }: Case,
): string {
  const facts = { criticalValue: { ...FRESH, ...value }, actor: { ...NOBODY, ...actor }, isNight, ...brought };
  const decision = evaluate(criticalValueLifecycle, state, action, facts);
  return decision.allowed ? decision.to : decision.rule;
}

describe('verification', () => {
  const centre = { isCentre: true };

  it('lies between detection and notice, and takes two people', () => {
    expect(outcome('DETECTED', 'verify', { actor: centre })).toBe('DETECTED');
    expect(outcome('DETECTED', 'verify', { actor: centre, value: { verifiers: ['wang'] } })).toBe('NOTIFIED');
  });

  it('takes one person twice at night, and never by day', () => {
    const again = { actor: centre, value: { verifiers: ['li'] } };
    expect(outcome('DETECTED', 'verify', again)).toBe('SAME_VERIFIER');
    expect(outcome('DETECTED', 'verify', { ...again, isNight: true })).toBe('NOTIFIED');
  });

  it('counts whoever acts in the name of the first one as the first one', () => {
    const delegate = { actor: { ...centre, people: ['zhao', 'li'] }, value: { verifiers: ['li'] } };
    expect(outcome('DETECTED', 'verify', delegate)).toBe('SAME_VERIFIER');
  });

  it('is made up for after a notice 待复核, and not twice', () => {
    expect(outcome('NOTIFIED', 'verify', { actor: centre, value: { unverified: true } })).toBe('NOTIFIED');
    expect(outcome('NOTIFIED', 'verify', { actor: centre })).toBe('VERIFIED_ALREADY');
  });

  it('belongs to the centre, and the platform alone tells what is not verified', () => {
    expect(outcome('DETECTED', 'verify', { actor: { isClinician: true } })).toBe('WHO');
    expect(outcome('DETECTED', 'notifyUnverified', { actor: centre })).toBe('WHO');
    expect(outcome('DETECTED', 'notifyUnverified', { actor: { isSystem: true } })).toBe('NOTIFIED');
  });
});

describe('the answer', () => {
  const doctor = { isClinician: true };

  it('is an acknowledgement only where the read-back matches', () => {
    expect(outcome('NOTIFIED', 'acknowledge', { actor: doctor, brought: { readBackMatches: false } })).toBe('NOTIFIED');
    expect(outcome('NOTIFIED', 'acknowledge', { actor: doctor })).toBe('NOTIFIED');
    expect(outcome('NOTIFIED', 'acknowledge', { actor: doctor, brought: { readBackMatches: true } })).toBe(
      'ACKNOWLEDGED',
    );
  });

  it('may come from whoever the chain has turned to, and not from before the notice', () => {
    const told = { actor: { isTold: true }, brought: { readBackMatches: true } };
    expect(outcome('NOTIFIED', 'acknowledge', told)).toBe('ACKNOWLEDGED');
    expect(outcome('DETECTED', 'acknowledge', told)).toBe('STATE');
  });

  it('seeks an outpatient in order: patient, emergency contact, village doctor', () => {
    const village = { contact: { relation: 'VILLAGE_DOCTOR', outcome: 'REACHED' } } as const;
    const tried = [{ relation: 'PATIENT', outcome: 'NO_ANSWER' }] as const;
    expect(
      outcome('ACKNOWLEDGED', 'recordContact', { actor: doctor, brought: village, value: { contacts: tried } }),
    ).toBe('CONTACT_ORDER');
    const brought = { contact: { relation: 'EMERGENCY_CONTACT', outcome: 'NO_ANSWER' } } as const;
    expect(outcome('ACKNOWLEDGED', 'recordContact', { actor: doctor, brought, value: { contacts: tried } })).toBe(
      'ACKNOWLEDGED',
    );
    expect(
      outcome('ACKNOWLEDGED', 'recordContact', { actor: doctor, brought, value: { encounter: 'INPATIENT' } }),
    ).toBe('NOT_OUTPATIENT');
  });

  it('gives an outpatient up for unreachable once all three were tried, and comes back once one is reached', () => {
    const contacts = (['PATIENT', 'EMERGENCY_CONTACT', 'VILLAGE_DOCTOR'] as const).map((relation) => ({
      relation,
      outcome: 'NO_ANSWER' as const,
    }));
    const some = { actor: doctor, value: { contacts: contacts.slice(0, 2) } };
    expect(outcome('ACKNOWLEDGED', 'markUnreachable', some)).toBe('CONTACTS_UNTRIED');
    const all = { actor: doctor, value: { contacts } };
    expect(outcome('ACKNOWLEDGED', 'markUnreachable', all)).toBe('UNREACHABLE');
    expect(outcome('UNREACHABLE', 'handle', all)).toBe('STATE');
    const call = (result: 'REACHED' | 'NO_ANSWER') => ({
      ...all,
      brought: { contact: { relation: 'PATIENT' as const, outcome: result } },
    });
    expect(outcome('UNREACHABLE', 'recordContact', call('NO_ANSWER'))).toBe('UNREACHABLE');
    expect(outcome('UNREACHABLE', 'recordContact', call('REACHED'))).toBe('ACKNOWLEDGED');
  });

  it('refers a patient once, and nobody in a drill', () => {
    expect(outcome('ACKNOWLEDGED', 'refer', { actor: doctor })).toBe('ACKNOWLEDGED');
    expect(outcome('ACKNOWLEDGED', 'refer', { actor: doctor, value: { referralId: 'r' } })).toBe('ALREADY_REFERRED');
    expect(outcome('ACKNOWLEDGED', 'refer', { actor: doctor, value: { drill: true } })).toBe('DRILL');
  });
});

describe('a false alarm', () => {
  const reviewer = { isCentre: true, isReviewer: true };

  it('is named with a reason, and ends nothing by itself', () => {
    const brought = { reasonProblem: 'REASON_UNKNOWN' };
    expect(outcome('NOTIFIED', 'reportFalse', { actor: reviewer, brought })).toBe('REASON_UNKNOWN');
    expect(outcome('NOTIFIED', 'reportFalse', { actor: reviewer, brought: { reasonProblem: null } })).toBe('NOTIFIED');
  });

  it('is cancelled, or kept, by another person who reviews', () => {
    const doubted = (doubters: readonly string[]) => ({ actor: reviewer, value: { doubters } });
    expect(outcome('NOTIFIED', 'cancel', doubted([]))).toBe('NOT_HELD_FALSE');
    expect(outcome('NOTIFIED', 'cancel', doubted(['li']))).toBe('SAME_PERSON');
    expect(outcome('NOTIFIED', 'cancel', doubted(['wang']))).toBe('CANCELLED');
    expect(outcome('NOTIFIED', 'keep', doubted(['wang']))).toBe('NOTIFIED');
    expect(outcome('NOTIFIED', 'cancel', { ...doubted(['wang']), actor: { isCentre: true } })).toBe('WHO');
  });

  it('and an unverified notice keep a handled case from being closed', () => {
    expect(outcome('HANDLED', 'close', { actor: reviewer })).toBe('CLOSED');
    expect(outcome('HANDLED', 'close', { actor: reviewer, value: { unverified: true } })).toBe('UNVERIFIED');
    expect(outcome('HANDLED', 'close', { actor: reviewer, value: { doubters: ['wang'] } })).toBe('HELD_FALSE');
  });
});

describe('a result that becomes another one', () => {
  const result = { actor: { isResult: true } };
  const everybody = { isCentre: true, isReviewer: true, isClinician: true, isTold: true, isMedicalAffairs: true };

  it('is told and read back anew wherever the old one had led, and verified first where nobody was told', () => {
    for (const state of ['NOTIFIED', 'ACKNOWLEDGED', 'UNREACHABLE', 'HANDLED'] as const) {
      expect(outcome(state, 'correct', result)).toBe('NOTIFIED');
      expect(outcome(state, 'refute', result)).toBe('CANCELLED');
    }
    expect(outcome('DETECTED', 'correct', result)).toBe('DETECTED');
    expect(outcome('CLOSED', 'correct', result)).toBe('CLOSED');
    expect(outcome('CLOSED', 'refute', result)).toBe('CLOSED');
    expect(outcome('CANCELLED', 'correct', result)).toBe('STATE');
  });

  it('is nothing that anybody can say by an act of their own', () => {
    expect(outcome('NOTIFIED', 'correct', { actor: everybody })).toBe('WHO');
    expect(outcome('NOTIFIED', 'refute', { actor: { ...everybody, isSystem: true } })).toBe('WHO');
  });

  it('is another one by its number, its bound or its unit, and not by the way it is written', () => {
    const value = (text: string, unit = 'mmol/L') => ({ value: text, unit });
    expect(isSameValue(value('6.90'), value('6.9', 'MMOL/L'))).toBe(true);
    expect(isSameValue(value('6.9'), value('6.8'))).toBe(false);
    expect(isSameValue(value('<2.8'), value('2.8'))).toBe(false);
    expect(isSameValue(value('6.9'), value('6.9', 'mg/dL'))).toBe(false);
    expect(isSameValue(value('阳性', '定性'), value(' 阳性', '定性'))).toBe(true);
    expect(isSameValue(value('阳性', '定性'), value('阴性', '定性'))).toBe(false);
  });
});
