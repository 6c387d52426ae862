import type { TransitionTable } from './transition-table.js';
import { walkTransitions } from './walk-transitions.js';

type State = 'DRAFT' | 'OPEN' | 'CLOSED' | 'DONE';
const states = ['DRAFT', 'OPEN', 'CLOSED', 'DONE'] as const;

const sound = {
  submit: { from: 'DRAFT', to: 'OPEN', who: 'author' },
  urge: { from: ['OPEN', 'DONE'], to: 'unchanged', who: 'coordinator' },
  close: { from: 'OPEN', to: 'CLOSED', who: 'coordinator' },
  reopen: { from: 'CLOSED', to: { oneOf: ['DRAFT', 'OPEN'], chosenBy: 'stateBefore' }, who: 'coordinator' },
  complete: { from: 'OPEN', to: 'DONE', who: 'coordinator' },
} as const satisfies TransitionTable<State, string>;

const problemsOf = (changes: Partial<TransitionTable<State, string>>, terminal: readonly State[] = ['DONE']) => {
  const table = { ...sound, ...changes } as TransitionTable<State, string>;
  return walkTransitions(table, { states, initial: ['DRAFT'], terminal }).problems;
};

describe('walking a table', () => {
  it('finds no problem in a sound one, with an end that can be reopened and an annotation on a terminal state', () => {
    expect(problemsOf({})).toEqual([]);
  });

  it('gives the whole matrix of states and actions, refusals included', () => {
    const { pairs } = walkTransitions(sound, { states, initial: ['DRAFT'], terminal: ['DONE'] });

    expect(pairs).toHaveLength(states.length * Object.keys(sound).length);
    expect(pairs).toContainEqual({ state: 'CLOSED', action: 'reopen', to: ['DRAFT', 'OPEN'] });
    expect(pairs).toContainEqual({ state: 'OPEN', action: 'urge', to: ['OPEN'] });
    expect(pairs).toContainEqual({ state: 'DRAFT', action: 'complete', to: [] });
  });

  it('finds a state that cannot be reached', () => {
    expect(problemsOf({ close: { from: 'OPEN', to: 'DONE', who: 'coordinator' } })).toEqual([
      'CLOSED cannot be reached',
    ]);
  });

  it('finds a way out of a terminal state', () => {
    expect(problemsOf({}, ['DONE', 'CLOSED'])).toEqual(['reopen leads out of the terminal state CLOSED']);
  });

  it('finds a dead end that is not declared terminal', () => {
    expect(problemsOf({}, [])).toEqual(['DONE has no way out and is not terminal']);
  });

  it('finds an action that is tabled twice from one state', () => {
    const row = { from: 'OPEN', to: 'DONE', who: 'coordinator' } as const;

    expect(problemsOf({ complete: [row, { ...row, from: ['DRAFT', 'OPEN'] }] })).toEqual([
      'complete is tabled twice from OPEN',
    ]);
  });

  it('finds rows that can never be taken', () => {
    expect(problemsOf({ x: { from: [], to: 'DONE', who: 'author' } })).toEqual([
      'x has a row without a state to start from',
    ]);
    expect(problemsOf({ x: { from: 'OPEN', to: 'DONE', who: [] } })).toEqual(['x has a row that nobody may take']);
    expect(problemsOf({ x: { from: 'OPEN', to: { oneOf: [], chosenBy: 'y' }, who: 'author' } })).toEqual([
      'x has a row without a target',
    ]);
  });
});
