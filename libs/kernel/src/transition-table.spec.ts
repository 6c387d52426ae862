import { TransitionRefusedError } from './domain-error.js';
import type { Lifecycle, TransitionTable } from './transition-table.js';
import { evaluate, nextState, permittedActions } from './transition-table.js';

type RequestState = 'DRAFT' | 'IN_REVIEW' | 'PENDING' | 'ACCEPTED' | 'CANCELLED';
type RequestAction = 'submit' | 'returnForEdit' | 'claim' | 'accept' | 'cancel';

const requestTransitions = {
  submit: {
    from: 'DRAFT',
    to: { oneOf: ['IN_REVIEW', 'PENDING'], chosenBy: 'reviewSwitch' },
    who: 'author',
    guards: ['formComplete', 'consentOnFile'],
  },
  returnForEdit: [
    { from: 'IN_REVIEW', to: 'DRAFT', who: 'head', demands: 'reason' },
    { from: 'PENDING', to: 'DRAFT', who: ['owner', 'coordinator'], demands: 'reason' },
  ],
  claim: { from: 'PENDING', to: 'unchanged', who: 'doctor', guards: 'unclaimed' },
  accept: { from: 'PENDING', to: 'ACCEPTED', who: 'owner' },
  cancel: { from: ['DRAFT', 'IN_REVIEW', 'PENDING'], to: 'CANCELLED', who: 'author' },
} as const satisfies TransitionTable<RequestState, RequestAction>;

interface Facts {
  actor: string;
  owner: string | null;
  reviewOn: boolean;
  formComplete: boolean;
  consentOnFile: boolean;
}

const requests: Lifecycle<typeof requestTransitions, Facts, { reason?: string }> = {
  table: requestTransitions,
  who: {
    author: ({ actor }) => actor === 'author',
    head: ({ actor }) => actor === 'head',
    coordinator: ({ actor }) => actor === 'coordinator',
    doctor: ({ actor }) => actor.startsWith('doctor'),
    owner: ({ actor, owner }) => actor === owner,
  },
  guards: {
    formComplete: ({ formComplete }) => formComplete || { rule: 'FORM_INCOMPLETE', facts: { missing: ['purpose'] } },
    consentOnFile: ({ consentOnFile }) => consentOnFile || { rule: 'CONSENT_MISSING' },
    unclaimed: ({ owner }) => owner === null || { rule: 'ALREADY_CLAIMED', facts: { owner } },
  },
  demands: { reason: ({ reason }) => reason !== undefined || { rule: 'REASON_MISSING' } },
  choices: { reviewSwitch: ({ reviewOn }) => (reviewOn ? 'IN_REVIEW' : 'PENDING') },
};

const facts = (changes: Partial<Facts> = {}): Facts => ({
  actor: 'author',
  owner: null,
  reviewOn: false,
  formComplete: true,
  consentOnFile: true,
  ...changes,
});

describe('an attempt', () => {
  it('leads to the state of its row', () => {
    const decision = evaluate(requests, 'PENDING', 'accept', facts({ actor: 'doctor-1', owner: 'doctor-1' }));

    expect(decision).toEqual({ allowed: true, to: 'ACCEPTED' });
  });

  it('stays in its state when the row is an annotation', () => {
    expect(nextState(requests, 'PENDING', 'claim', facts({ actor: 'doctor-1' }))).toBe('PENDING');
  });

  it('leads to the state that the facts choose among those listed', () => {
    expect(nextState(requests, 'DRAFT', 'submit', facts())).toBe('PENDING');
    expect(nextState(requests, 'DRAFT', 'submit', facts({ reviewOn: true }))).toBe('IN_REVIEW');
  });

  it('is refused by STATE, with the states it is tabled from, when the state does not know it', () => {
    expect(evaluate(requests, 'CANCELLED', 'returnForEdit', facts())).toEqual({
      allowed: false,
      rule: 'STATE',
      facts: { from: ['IN_REVIEW', 'PENDING'] },
    });
  });

  it('is refused by STATE when the action is unknown to the whole table, inherited names included', () => {
    expect(evaluate(requests, 'DRAFT', 'toString' as 'submit', facts())).toEqual({
      allowed: false,
      rule: 'STATE',
      facts: { from: [] },
    });
  });

  it('is refused by WHO when the actor has none of the relations of the row', () => {
    expect(evaluate(requests, 'PENDING', 'returnForEdit', facts({ actor: 'head' }))).toEqual({
      allowed: false,
      rule: 'WHO',
      facts: { who: ['owner', 'coordinator'] },
    });
  });

  it('asks the row of its own state when an action has several', () => {
    const attempt = { ...facts({ actor: 'head' }), reason: 'incomplete_info' };

    expect(evaluate(requests, 'IN_REVIEW', 'returnForEdit', attempt)).toEqual({ allowed: true, to: 'DRAFT' });
  });

  it('is refused by the first guard that fails, in the order of the table', () => {
    const bothFail = facts({ formComplete: false, consentOnFile: false });

    expect(evaluate(requests, 'DRAFT', 'submit', bothFail)).toEqual({
      allowed: false,
      rule: 'FORM_INCOMPLETE',
      facts: { missing: ['purpose'] },
    });
    expect(evaluate(requests, 'DRAFT', 'submit', facts({ consentOnFile: false }))).toEqual({
      allowed: false,
      rule: 'CONSENT_MISSING',
      facts: {},
    });
  });

  it('is refused when the caller does not bring what the row demands', () => {
    expect(evaluate(requests, 'PENDING', 'returnForEdit', facts({ actor: 'coordinator' }))).toMatchObject({
      allowed: false,
      rule: 'REASON_MISSING',
    });
  });

  it('throws the refusal for a service: a second doctor hears who claimed first', () => {
    const attempt = () => nextState(requests, 'PENDING', 'claim', facts({ actor: 'doctor-2', owner: 'doctor-1' }));

    expect(attempt).toThrow(TransitionRefusedError);
    expect(attempt).toThrow(
      expect.objectContaining({
        rule: 'ALREADY_CLAIMED',
        facts: { owner: 'doctor-1', state: 'PENDING', action: 'claim' },
      }),
    );
  });

  it('fails loudly when a choice names a state that its row does not list', () => {
    const broken = { ...requests, choices: { reviewSwitch: () => 'ACCEPTED' as 'PENDING' } };

    expect(() => evaluate(broken, 'DRAFT', 'submit', facts())).toThrow(RangeError);
  });
});

describe('the permitted actions', () => {
  it('list every action with the rule that keeps the actor from it', () => {
    expect(permittedActions(requests, 'PENDING', facts({ actor: 'doctor-1', owner: 'doctor-1' }))).toEqual([
      { action: 'submit', permitted: false, failingRule: 'STATE', facts: { from: ['DRAFT'] } },
      { action: 'returnForEdit', permitted: true },
      { action: 'claim', permitted: false, failingRule: 'ALREADY_CLAIMED', facts: { owner: 'doctor-1' } },
      { action: 'accept', permitted: true },
      { action: 'cancel', permitted: false, failingRule: 'WHO', facts: { who: ['author'] } },
    ]);
  });

  it('do not ask for what only an attempt can bring', () => {
    const offered = permittedActions(requests, 'IN_REVIEW', facts({ actor: 'head' }));

    expect(offered).toContainEqual({ action: 'returnForEdit', permitted: true });
  });
});

describe('the compiler', () => {
  it('refuses a table with an unknown state, and a lifecycle that forgets a name', () => {
    const unknownState = {
      // @ts-expect-error the state does not exist
      open: { from: 'DRAFT', to: 'OPENED', who: 'author' },
    } as const satisfies TransitionTable<RequestState, 'open'>;
    // @ts-expect-error the guard 'unclaimed' is missing
    const forgetful: typeof requests.guards = { formComplete: () => true, consentOnFile: () => true };

    expect([unknownState, forgetful]).toHaveLength(2);
  });
});
