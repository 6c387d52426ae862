import { walkTransitions } from '#kernel';
import { OnwardState, onwardTransitions } from './onward.transitions.js';

describe('the table of referrals beyond the alliance', () => {
  it('reaches every state from a draft, and nothing leaves an end', () => {
    const { problems } = walkTransitions(onwardTransitions, {
      states: Object.values(OnwardState),
      initial: ['DRAFT'],
      terminal: ['COMPLETED', 'CLOSED'],
    });
    expect(problems).toEqual([]);
  });
});
