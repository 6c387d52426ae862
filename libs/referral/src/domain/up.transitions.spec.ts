import { walkTransitions } from '#kernel';
import { END_STATES, UpState } from './referral-state.js';
import { upTransitions } from './up.transitions.js';

describe('the table of up-referrals', () => {
  const { problems } = walkTransitions(upTransitions, {
    states: Object.values(UpState),
    initial: ['DRAFT'],
    terminal: [...END_STATES],
  });

  it('reaches every state from a draft, and nothing leaves an end', () => {
    expect(problems).toEqual([]);
  });
});
