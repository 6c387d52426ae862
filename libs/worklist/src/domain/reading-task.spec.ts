import fc from 'fast-check';
import { evaluate, walkTransitions } from '#kernel';
import { compareInQueue, latestStart, type QueuedItem } from './queue-order.js';
import { readingLifecycle, type ReadingFacts } from './reading-task.lifecycle.js';
import { ReadingState, readingTransitions } from './reading-task.transitions.js';
import { Urgency, urgencyRank } from './urgency.js';

const NOW = new Date('2026-03-04T09:00:00+08:00');
const at = (offset: number): Date => new Date(+NOW + offset * 60_000);

const facts: ReadingFacts = {
  person: 'reader',
  people: ['reader'],
  isReader: true,
  isHead: false,
  isPlatform: false,
  now: NOW,
  claimedByStaffId: 'reader',
  leaseUntil: at(10),
  fencingToken: 2,
  reporterStaffId: null,
  signatures: 2,
  certificateCode: null,
  isCertified: false,
  openClaims: 0,
  mostOpenClaims: 3,
};

const ruleOf = (state: ReadingState, action: keyof typeof readingTransitions, given: object): string | null => {
  const decision = evaluate(readingLifecycle, state, action, { ...facts, token: 2, ...given });
  return decision.allowed ? null : decision.rule;
};

describe('the table of reading tasks', () => {
  it('reaches every state from the queue, and nothing leaves an end', () => {
    const { problems } = walkTransitions(readingTransitions, {
      states: Object.values(ReadingState),
      initial: ['QUEUED'],
      terminal: ['DONE', 'WITHDRAWN'],
    });
    expect(problems).toEqual([]);
  });

  it.each([
    ['QUEUED', 'claim', { certificateCode: 'MAMMO' }, 'CERTIFICATE_MISSING'],
    ['QUEUED', 'claim', { certificateCode: 'MAMMO', isCertified: true }, null],
    ['QUEUED', 'claim', { openClaims: 3 }, 'TOO_MANY_CLAIMS'],
    ['QUEUED', 'claim', { isReader: false }, 'WHO'],
    ['CLAIMED', 'takeOver', {}, 'HELD_BY_YOURSELF'],
    ['CLAIMED', 'takeOver', { claimedByStaffId: 'other', reasonProblem: 'REASON_UNKNOWN' }, 'REASON_UNKNOWN'],
    ['CLAIMED', 'takeOver', { claimedByStaffId: 'other' }, null],
    ['CLAIMED', 'lapse', { isPlatform: true }, 'LEASE_STANDS'],
    ['CLAIMED', 'lapse', { isPlatform: true, leaseUntil: NOW }, null],
    ['REPORTING', 'submit', {}, null],
    ['REPORTING', 'submit', { leaseUntil: NOW }, 'LEASE_LOST'],
    ['REPORTING', 'submit', { claimedByStaffId: 'other' }, 'LEASE_LOST'],
    ['REPORTING', 'submit', { token: 1 }, 'LEASE_LOST'],
    ['REPORTING', 'submit', { token: null }, 'LEASE_LOST'],
    ['PENDING_REVIEW', 'approve', { reporterStaffId: 'reader' }, 'REVIEWER_IS_REPORTER'],
    ['PENDING_REVIEW', 'approve', { reporterStaffId: 'other', people: ['reader', 'other'] }, 'REVIEWER_IS_REPORTER'],
    ['PENDING_REVIEW', 'approve', { reporterStaffId: 'other' }, null],
    ['PENDING_REVIEW', 'approve', { reporterStaffId: 'other', certificateCode: 'MAMMO' }, 'CERTIFICATE_MISSING'],
  ] as const)('%s: %s with %j fails by %s', (state, action, given, rule) => {
    expect(ruleOf(state, action, given)).toBe(rule);
  });

  it('ends with one signature where one is enough', () => {
    const submitted = (signatures: number) =>
      evaluate(readingLifecycle, 'REPORTING', 'submit', { ...facts, token: 2, signatures });
    expect([submitted(1), submitted(2)]).toMatchObject([{ to: 'DONE' }, { to: 'PENDING_REVIEW' }]);
  });
});

describe('the order of a queue', () => {
  const item: fc.Arbitrary<QueuedItem> = fc.record({
    urgency: fc.constantFrom(...Object.values(Urgency)),
    dueAt: fc.integer({ min: -500, max: 500 }).map(at),
    expectedMinutes: fc.constantFrom(4, 8, 15, 20),
    queuedAt: fc.integer({ min: -500, max: 0 }).map(at),
  });

  it('is the order of class, latest start and age, whatever the present is', () => {
    fc.assert(
      fc.property(item, item, fc.integer({ min: -10_000, max: 10_000 }), (left, right, offset) => {
        const stored =
          urgencyRank(left.urgency) - urgencyRank(right.urgency) ||
          +latestStart(left) - +latestStart(right) ||
          +left.queuedAt - +right.queuedAt;
        expect(Math.sign(compareInQueue(left, right, at(offset)))).toBe(Math.sign(stored));
      }),
    );
  });
});
