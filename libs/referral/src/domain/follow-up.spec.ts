import { evaluate, walkTransitions } from '#kernel';
import { FollowUpState, followUpLifecycle, followUpText, followUpTransitions } from './follow-up.js';

describe('the table of follow-up tasks', () => {
  it('reaches every state from an open one, and nothing leaves an end', () => {
    const { problems } = walkTransitions(followUpTransitions, {
      states: Object.values(FollowUpState),
      initial: ['OPEN'],
      terminal: ['DONE', 'WITHDRAWN'],
    });
    expect(problems).toEqual([]);
  });
});

describe('past follow-ups in words', () => {
  it('are a line each, with what was measured before what was found', () => {
    const values = [
      { name: '血压', value: '150/95', unit: 'mmHg' },
      { name: '血糖', value: '7.1', unit: null },
    ];
    expect(followUpText([{ on: '2026-03-09', values, summary: '头晕' }])).toBe(
      '2026-03-09：血压 150/95mmHg；血糖 7.1；头晕',
    );
  });
});

describe('the next follow-up', () => {
  const facts = { actorStaffId: 'doctor', team: ['doctor'], today: '2026-03-04', latestNext: '2027-03-04' };
  const record = (nextOn: string | null) => evaluate(followUpLifecycle, 'OPEN', 'record', { ...facts, nextOn });

  it('lies between tomorrow and the last day for which anybody plans', () => {
    expect(record('2026-03-04')).toMatchObject({ rule: 'NEXT_FOLLOW_UP_IN_PAST' });
    expect(record('2027-03-05')).toMatchObject({ rule: 'NEXT_FOLLOW_UP_TOO_FAR', facts: { latest: '2027-03-04' } });
    for (const day of ['2026-03-05', '2027-03-04', null]) expect(record(day)).toMatchObject({ to: 'DONE' });
  });
});
