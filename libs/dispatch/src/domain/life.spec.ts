import {
  ALLIANCE_ZONE,
  after,
  before,
  hours,
  instantAt,
  minutes,
  permittedActions,
  evaluate,
  walkTransitions,
} from '#kernel';
import { PlanState } from './plan-state.js';
import { SessionState } from './session-state.js';
import { planTransitions } from './plan.transitions.js';
import { attendanceOpenUntil, sessionLifecycle, type SessionFacts } from './session.lifecycle.js';
import { sessionTransitions } from './session.transitions.js';
import { SecondmentState, breakProblem, serviceDaysIn } from './secondment.js';
import { secondmentTransitions } from './secondment.transitions.js';

const startsAt = instantAt('2026-03-17', '08:00', ALLIANCE_ZONE);
const facts = (more: Partial<SessionFacts> = {}): SessionFacts => ({
  now: before(startsAt, hours(48)),
  startsAt,
  endsAt: after(startsAt, hours(4)),
  day: '2026-03-17',
  expertId: 'expert',
  swapExpertId: null,
  people: ['expert'],
  isExpert: true,
  isManager: false,
  isMedicalAffairs: false,
  isTownshipHead: false,
  isSystem: false,
  limits: {
    'dispatch.confirmation_limit_hours': 48,
    'dispatch.swap_limit_hours': 24,
    'dispatch.check_in_before_minutes': 30,
    'dispatch.check_in_after_minutes': 30,
    'dispatch.attendance_limit_days': 3,
  },
  ...more,
});

describe('the tables', () => {
  test('lead to every state of a rota, and its ends are ends', () => {
    const states = Object.values(PlanState);
    const walked = walkTransitions(planTransitions, { states, initial: ['DRAFT'], terminal: ['CLOSED', 'DISCARDED'] });
    expect(walked.problems).toEqual([]);
  });

  test('lead to every state of a session, and its ends are ends', () => {
    const states = Object.values(SessionState);
    const terminal = ['SUBSTITUTED', 'CANCELLED', 'COMPLETED'] as const;
    expect(walkTransitions(sessionTransitions, { states, initial: ['PLANNED'], terminal }).problems).toEqual([]);
  });

  test('lead to every state of a secondment, and its ends are ends', () => {
    const states = Object.values(SecondmentState);
    const terminal = ['ENDED', 'TERMINATED', 'WITHDRAWN'] as const;
    expect(walkTransitions(secondmentTransitions, { states, initial: ['PLANNED'], terminal }).problems).toEqual([]);
  });
});

describe('a session', () => {
  const decide = (action: Parameters<typeof evaluate<typeof sessionTransitions, SessionFacts, object>>[2], more = {}) =>
    evaluate(sessionLifecycle, 'CONFIRMED', action, facts(more));

  test.each([
    ['exactly a day before', 24 * 60, true],
    ['a minute later', 24 * 60 - 1, false],
  ])('may be asked to be swapped %s: %#', (_when, ahead, allowed) => {
    const now = before(startsAt, minutes(ahead));
    expect(
      evaluate(sessionLifecycle, 'CONFIRMED', 'requestSwap', { ...facts({ now }), otherExpertId: 'other' }),
    ).toMatchObject(allowed ? { allowed } : { allowed, rule: 'SWAP_TOO_LATE' });
  });

  test.each([
    [-31, false],
    [-30, true],
    [30, true],
    [31, false],
  ])('lets its expert check in %i minutes around its begin: %s', (minute, allowed) => {
    expect(decide('checkIn', { now: new Date(+startsAt + minute * 60_000) })).toMatchObject({ allowed });
  });

  test('names every broken rule to whoever asks for a swap', () => {
    const broken = [
      { rule: 'WEEK_LIMIT', facts: { limit: 3 } },
      { rule: 'KEY_STAFF', facts: { maxAway: 1 } },
    ];
    const attempt = { ...facts(), otherExpertId: 'other', brokenRules: broken };
    expect(evaluate(sessionLifecycle, 'PLANNED', 'requestSwap', attempt)).toMatchObject({
      rule: 'ROTA_RULES_BROKEN',
      facts: { broken, words: { 'zh-CN': '每周将超过 3 班；骨干同时外出将超过 1 人' } },
    });
  });

  test.each(['expert', 'other'])('keeps %s from deciding on the swap between both', (person) => {
    const swap = facts({ isManager: true, swapExpertId: 'other', people: [person] });
    for (const action of ['approveSwap', 'declineSwap'] as const) {
      expect(evaluate(sessionLifecycle, 'SWAP_PENDING', action, swap)).toMatchObject({ rule: 'OWN_SWAP' });
    }
  });

  test('tells a stranger that nothing is permitted', () => {
    const stranger = facts({ isExpert: false, people: ['stranger'] });
    expect(permittedActions(sessionLifecycle, 'CONFIRMED', stranger).filter(({ permitted }) => permitted)).toEqual([]);
  });

  test('takes attendance until three days after the month, over the end of a year too', () => {
    expect(attendanceOpenUntil('2026-03-17', 3)).toEqual(instantAt('2026-04-04', '00:00', ALLIANCE_ZONE));
    expect(attendanceOpenUntil('2026-12-31', 3)).toEqual(instantAt('2027-01-04', '00:00', ALLIANCE_ZONE));
  });
});

describe('a secondment', () => {
  const stay = { fromDay: '2026-01-01', toDay: '2026-07-02', breaks: [] };

  test('counts days of service within the year, without breaks and no day twice', () => {
    expect(serviceDaysIn(2026, [stay])).toBe(183);
    const broken = { ...stay, breaks: [{ fromDay: '2026-02-01', toDay: '2026-02-10' }] };
    expect(serviceDaysIn(2026, [broken])).toBe(173);
    expect(serviceDaysIn(2026, [broken, { ...stay, fromDay: '2026-02-01', toDay: '2026-02-05' }])).toBe(178);
    expect(serviceDaysIn(2025, [stay])).toBe(0);
  });

  test.each([
    ['ends before it begins', '2026-02-02', '2026-02-01', 'PERIOD_EMPTY'],
    ['lies before the stay', '2025-12-31', '2026-01-02', 'OUTSIDE_SECONDMENT'],
    ['meets another one', '2026-03-10', '2026-03-12', 'PERIOD_MEETS_ANOTHER'],
    ['fits', '2026-05-01', '2026-05-05', null],
  ])('with a break that %s', (_what, fromDay, toDay, problem) => {
    const one = { ...stay, breaks: [{ fromDay: '2026-03-01', toDay: '2026-03-10' }] };
    expect(breakProblem(one, { fromDay, toDay })).toBe(problem);
  });
});
