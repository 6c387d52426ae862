import { walkTransitions } from '#kernel';
import { CriticalValueState } from './critical-value.js';
import { criticalValueTransitions } from './critical-value.transitions.js';

describe('the table of critical values', () => {
  it('reaches every state from detection, and nothing leaves an end', () => {
    const { problems } = walkTransitions(criticalValueTransitions, {
      states: Object.values(CriticalValueState),
      initial: ['DETECTED'],
      terminal: ['CLOSED', 'CANCELLED'],
    });
    expect(problems).toEqual([]);
  });

  it('has no way out of UNREACHABLE but somebody who was reached, two people who hold it to be false, or another result', () => {
    const leaving = Object.entries(criticalValueTransitions).filter(([, entry]) =>
      [entry].flat().some(({ from, to }) => [from].flat().includes('UNREACHABLE') && to !== 'unchanged'),
    );
    expect(leaving.map(([action]) => action)).toEqual(['recordContact', 'cancel', 'correct', 'refute']);
  });
});
