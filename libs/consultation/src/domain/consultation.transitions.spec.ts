import { walkTransitions } from '#kernel';
import { ConsultationState, InvitationState, OpinionState } from './consultation.js';
import { consultationTransitions } from './consultation.transitions.js';
import { invitationTransitions, isTooLate } from './invitation.transitions.js';
import { opinionTransitions } from './opinion.transitions.js';

describe('the table of consultations', () => {
  const { problems, pairs } = walkTransitions(consultationTransitions, {
    states: Object.values(ConsultationState),
    initial: ['DRAFT'],
    terminal: ['CANCELLED'],
  });
  const reach = (state: string): string[] => [
    ...new Set(pairs.filter((pair) => pair.state === state).flatMap(({ to }) => to)),
  ];
  const actionsIn = (state: string): string[] =>
    pairs.flatMap((pair) => (pair.state === state && pair.to.length > 0 ? [pair.action] : []));

  it('reaches every state from a draft, and every state but a cancelled one has a way on', () => {
    expect(problems).toEqual([]);
  });

  it('holds nobody up: what was missed or has failed is held later or called off', () => {
    for (const state of ['NO_SHOW_INVITER', 'NO_SHOW_EXPERT', 'FAILED_TECHNICAL']) {
      expect(reach(state).toSorted()).toEqual(['CANCELLED', 'SCHEDULED']);
    }
  });

  it('calls nothing off that has begun', () => {
    const begun = ['IN_SESSION', 'AWAITING_OPINION', 'DELIVERED', 'CLOSED', 'DECLINED', 'CANCELLED'];
    for (const state of begun) expect(actionsIn(state)).not.toContain('cancel');
  });

  it('delivers nothing without a signature, and closes nothing that was not delivered but a teaching round', () => {
    const into = (to: string) => pairs.filter((pair) => pair.to.includes(to) && pair.state !== to);
    expect([...new Set(into('DELIVERED').map(({ action }) => action))]).toEqual(['signOpinion']);
    expect(into('CLOSED').map(({ state, action }) => `${action} from ${state}`)).toEqual([
      'closeWithoutOpinion from AWAITING_OPINION',
      'recordAdoption from DELIVERED',
    ]);
  });

  it('lets experts be chosen anew after all of them have declined, and nothing else', () => {
    expect(actionsIn('DECLINED')).toEqual(['assign']);
  });

  it('triages everything but emergencies, which go straight to whoever is on duty', () => {
    expect(reach('DRAFT').toSorted()).toEqual(['CANCELLED', 'DRAFT', 'INVITING', 'SUBMITTED']);
    expect(pairs.find(({ state, action }) => state === 'DRAFT' && action === 'call')!.to).toEqual(['INVITING']);
    expect(consultationTransitions.call.guards).toContain('emergency');
    expect(consultationTransitions.submit.guards).toContain('planned');
  });
});

it('an invitation is answered once, taken back as long as it counts, and reaches every state', () => {
  const { problems, pairs } = walkTransitions(invitationTransitions, {
    states: Object.values(InvitationState),
    initial: ['PROPOSED'],
    terminal: ['DECLINED', 'EXPIRED', 'WITHDRAWN'],
  });
  expect(problems).toEqual([]);
  const withdrawn = pairs.filter(({ action, to }) => action === 'withdraw' && to.length > 0);
  expect(withdrawn.map(({ state }) => state)).toEqual(['PROPOSED', 'INVITED', 'ACCEPTED']);
});

it('an opinion that is signed is only superseded', () => {
  const { problems, pairs } = walkTransitions(opinionTransitions, {
    states: Object.values(OpinionState),
    initial: ['DRAFTED'],
    terminal: ['SUPERSEDED'],
  });
  expect(problems).toEqual([]);
  const signed = pairs.filter(({ state, to }) => state === 'SIGNED' && to.length > 0);
  expect(signed.map(({ action }) => action)).toEqual(['supersede']);
});

it('an invitation is accepted until its time has come, while a session is under way until its end, an emergency at any time', () => {
  const [startsAt, endsAt] = [new Date('2026-12-31T15:30:00Z'), new Date('2026-12-31T16:30:00Z')];
  const planned = { type: 'ORDINARY', state: 'INVITING', startsAt, endsAt } as const;
  const after = (of: Date) => new Date(+of + 1);
  expect([isTooLate(planned, startsAt), isTooLate(planned, after(startsAt))]).toEqual([false, true]);
  expect(isTooLate({ ...planned, state: 'SCHEDULED' }, after(startsAt))).toBe(true);
  const underWay = { ...planned, state: 'IN_SESSION' } as const;
  expect([isTooLate(underWay, after(startsAt)), isTooLate(underWay, endsAt)]).toEqual([false, true]);
  expect(isTooLate({ ...planned, startsAt: null, endsAt: null }, endsAt)).toBe(false);
  expect(isTooLate({ ...planned, type: 'EMERGENCY' }, endsAt)).toBe(false);
});
