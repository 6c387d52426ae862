import { nextStep, stepKey, type Step } from './escalation.js';

const step = (duty: string, staffId: string | null): Step => ({
  institutionId: 'county',
  departmentId: null,
  function: duty,
  isGap: staffId === null,
  staffId,
});
const chain = (doctor: string | null, head: string | null, general: string | null): Step[] => [
  step('DUTY_DOCTOR', doctor),
  step('DUTY_HEAD', head),
  step('GENERAL_DUTY', general),
];
const functions = (steps: readonly Step[]): string[] => steps.map((each) => each.function);

describe('an escalation', () => {
  it('turns to one after the other and ends at the general duty officer', () => {
    const steps = chain('a', 'b', 'c');
    const first = nextStep(steps, { passed: [], informed: [] });
    expect([first.next?.staffId, first.ended]).toEqual(['a', false]);
    const second = nextStep(steps, { passed: first.passed, informed: ['a'] });
    expect([second.next?.staffId, second.ended]).toEqual(['b', false]);
    const third = nextStep(steps, { passed: second.passed, informed: ['a', 'b'] });
    expect([third.next?.staffId, third.ended]).toEqual(['c', true]);
  });

  it('passes gaps at once and tells each of them once', () => {
    const steps = chain(null, null, 'c');
    const { gaps, next, passed, ended } = nextStep(steps, { passed: [], informed: [] });
    expect([functions(gaps), next?.staffId, ended]).toEqual([['DUTY_DOCTOR', 'DUTY_HEAD'], 'c', true]);
    expect(nextStep(steps, { passed, informed: ['c'] }).gaps).toEqual([]);
  });

  it('does not lose a step on somebody who knows already', () => {
    const { next } = nextStep(chain('a', 'b', 'c'), { passed: [], informed: ['a'] });
    expect(next?.staffId).toBe('b');
  });

  it('looks again where nobody is the general duty officer, until somebody is', () => {
    const empty = nextStep(chain('a', 'b', null), {
      passed: ['county/DUTY_DOCTOR', 'county/DUTY_HEAD'],
      informed: ['a', 'b'],
    });
    expect([functions(empty.gaps), empty.next, empty.ended]).toEqual([['GENERAL_DUTY'], null, false]);
    const staffed = nextStep(chain('a', 'b', 'c'), { passed: empty.passed, informed: ['a', 'b'] });
    expect([staffed.next?.staffId, staffed.ended]).toEqual(['c', true]);
  });

  it('knows a step by place and function, whoever is on duty', () => {
    expect(stepKey(step('DUTY_HEAD', 'a'))).toBe(stepKey(step('DUTY_HEAD', 'b')));
  });
});
