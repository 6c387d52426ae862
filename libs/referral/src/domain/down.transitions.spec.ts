import { walkTransitions } from '#kernel';
import { DOWN_END_STATES, DownState } from './down-state.js';
import { downTransitions } from './down.transitions.js';

describe('the table of down-referrals', () => {
  const { problems } = walkTransitions(downTransitions, {
    states: Object.values(DownState),
    initial: ['DRAFT'],
    terminal: [...DOWN_END_STATES],
  });

  it('reaches every state from a draft, and nothing leaves an end', () => {
    expect(problems).toEqual([]);
  });
});
