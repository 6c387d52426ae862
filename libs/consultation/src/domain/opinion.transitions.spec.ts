import { evaluate } from '#kernel';
import { invitationLifecycle, type InvitationFacts } from './invitation.transitions.js';
import { opinionLifecycle, type OpinionAction, type OpinionFacts } from './opinion.transitions.js';

const chair: OpinionFacts = {
  staffId: 'chair',
  isChair: true,
  inPerson: true,
  signers: ['chair', 'surgeon'],
  signedBy: [],
};
const surgeon: OpinionFacts = { ...chair, staffId: 'surgeon', isChair: false };
const attempt = (action: OpinionAction, facts: OpinionFacts) => evaluate(opinionLifecycle, 'DRAFTED', action, facts);

describe('signing an opinion', () => {
  it('begins with whoever leads', () => {
    expect(attempt('sign', surgeon)).toMatchObject({ rule: 'CHAIR_SIGNS_FIRST' });
    expect(attempt('sign', chair)).toEqual({ allowed: true, to: 'DRAFTED' });
  });

  it('ends with the last who has to', () => {
    expect(attempt('sign', { ...surgeon, signedBy: ['chair'] })).toEqual({ allowed: true, to: 'SIGNED' });
    expect(attempt('sign', { ...chair, signers: ['chair'] })).toEqual({ allowed: true, to: 'SIGNED' });
  });

  it('is done once, in person, and by nobody who has no part in it', () => {
    expect(attempt('sign', { ...chair, signedBy: ['chair'] })).toMatchObject({ rule: 'SIGNED_ALREADY' });
    expect(attempt('sign', { ...chair, inPerson: false })).toMatchObject({ rule: 'SIGN_IN_PERSON' });
    expect(attempt('sign', { ...surgeon, signers: ['chair'] })).toMatchObject({ rule: 'WHO' });
  });

  it('fixes the words, until somebody who should sign opens them again', () => {
    const signed = { ...chair, signedBy: ['chair'] };
    expect(attempt('edit', chair)).toMatchObject({ allowed: true });
    expect(attempt('edit', signed)).toMatchObject({ rule: 'SIGNED_ALREADY' });
    expect(attempt('edit', surgeon)).toMatchObject({ rule: 'WHO' });
    expect(attempt('reopen', { ...surgeon, signedBy: ['chair'] })).toEqual({ allowed: true, to: 'DRAFTED' });
    expect(attempt('reopen', surgeon)).toMatchObject({ rule: 'NOT_SIGNED' });
  });

  it('is over when everybody has', () => {
    for (const action of ['edit', 'sign', 'reopen'] as const) {
      expect(evaluate(opinionLifecycle, 'SIGNED', action, chair)).toMatchObject({ rule: 'STATE' });
    }
  });
});

describe('an invitation', () => {
  const self: InvitationFacts = { isSelf: true, isInviter: false, isCoordinator: false, isSystem: false };
  const others = { ...self, isSelf: false, isInviter: true, isCoordinator: true };

  it('is answered by whoever is invited alone', () => {
    expect(evaluate(invitationLifecycle, 'INVITED', 'accept', self)).toEqual({ allowed: true, to: 'ACCEPTED' });
    expect(evaluate(invitationLifecycle, 'INVITED', 'accept', others)).toMatchObject({ rule: 'WHO' });
    expect(evaluate(invitationLifecycle, 'PROPOSED', 'accept', self)).toMatchObject({ rule: 'STATE' });
  });

  it('is declined with a reason, also by whoever has accepted and cannot come after all', () => {
    const refused = { ...self, reasonProblem: 'REASON_UNKNOWN' };
    expect(evaluate(invitationLifecycle, 'ACCEPTED', 'decline', self)).toEqual({ allowed: true, to: 'DECLINED' });
    expect(evaluate(invitationLifecycle, 'INVITED', 'decline', refused)).toMatchObject({ rule: 'REASON_UNKNOWN' });
    expect(evaluate(invitationLifecycle, 'EXPIRED', 'decline', self)).toMatchObject({ rule: 'STATE' });
  });

  it('lapses by the clock alone', () => {
    expect(evaluate(invitationLifecycle, 'INVITED', 'expire', { ...others, isSystem: true })).toMatchObject({
      to: 'EXPIRED',
    });
    expect(evaluate(invitationLifecycle, 'INVITED', 'expire', others)).toMatchObject({ rule: 'WHO' });
    expect(evaluate(invitationLifecycle, 'ACCEPTED', 'expire', { ...self, isSystem: true })).toMatchObject({
      rule: 'STATE',
    });
  });
});
