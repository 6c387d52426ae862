import {
  DomainError,
  ForbiddenError,
  InvalidInputError,
  NotFoundError,
  RateLimitedError,
  StaleVersionError,
  TransitionRefusedError,
} from './domain-error.js';

class SlotTakenError extends DomainError {
  readonly code = 'SLOT_TAKEN';
}

describe('a domain error', () => {
  it('is an Error whose message is its code and whose name is its class', () => {
    const error = new SlotTakenError({ rule: 'ONE_HOLD_PER_SLOT', facts: { slotId: 's1' } });

    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(DomainError);
    expect(error.message).toBe('SLOT_TAKEN');
    expect(String(error)).toBe('SlotTakenError: SLOT_TAKEN');
    expect(error.rule).toBe('ONE_HOLD_PER_SLOT');
    expect(error.facts).toEqual({ slotId: 's1' });
  });

  it('has no rule, no facts and no cause unless they are given', () => {
    const error = new ForbiddenError();

    expect(error.rule).toBeUndefined();
    expect(error.facts).toEqual({});
    expect('cause' in error).toBe(false);
  });

  it('keeps the error underneath for the log', () => {
    const cause = new Error('connection lost');

    expect(new SlotTakenError({ cause }).cause).toBe(cause);
  });
});

describe('the standard errors', () => {
  it('say what was not found, with the id when there is one', () => {
    expect(new NotFoundError('Referral').facts).toEqual({ what: 'Referral' });
    expect(new NotFoundError('Referral', 'r1').facts).toEqual({ what: 'Referral', id: 'r1' });
  });

  it('name every field that breaks a constraint', () => {
    const fields = [{ path: 'advice', constraint: 'minLength', min: 10 }];

    expect(new InvalidInputError(fields).facts).toEqual({ fields });
  });

  it('tell which rule refused a transition, with the state, the action and the facts of the rule', () => {
    const error = new TransitionRefusedError('PENDING_ACCEPTANCE', 'claim', {
      rule: 'ALREADY_CLAIMED',
      facts: { ownerId: 'd1' },
    });

    expect(error.rule).toBe('ALREADY_CLAIMED');
    expect(error.facts).toEqual({ state: 'PENDING_ACCEPTANCE', action: 'claim', ownerId: 'd1' });
  });

  it('tell both versions when the caller read an old one', () => {
    expect(new StaleVersionError(3, 4).facts).toEqual({ expected: 3, actual: 4 });
  });

  it('tell when the next attempt counts', () => {
    expect(new RateLimitedError(90).facts).toEqual({ retryAfterSeconds: 90 });
  });
});
