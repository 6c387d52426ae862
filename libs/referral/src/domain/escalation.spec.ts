import { nextSteps, stepKey, targetOf } from './escalation.js';

const step = (duty: string, isGap = false) => ({ institutionId: 'county', function: duty, isGap });
const chain = [step('DUTY_DOCTOR', true), step('DUTY_HEAD'), step('MEDICAL_AFFAIRS_DUTY', true), step('GENERAL_DUTY')];

describe('the duty roster', () => {
  it('is followed past gaps at once, up to somebody', () => {
    expect(nextSteps(chain, [])).toEqual(chain.slice(0, 2));
    expect(nextSteps(chain, chain.slice(0, 2).map(stepKey))).toEqual(chain.slice(2));
    expect(nextSteps(chain, chain.map(stepKey))).toEqual([]);
  });

  it('that is empty is all gaps', () => {
    const empty = chain.map((each) => ({ ...each, isGap: true }));
    expect(nextSteps(empty, [])).toEqual(empty);
  });
});

describe('a limit', () => {
  it('turns to the referral centre first and to medical affairs where a visit is still not arranged', () => {
    expect([1, 2].map((level) => targetOf('referral.arrangement', level))).toEqual([
      'REFERRAL_COORDINATOR',
      'MEDICAL_AFFAIRS',
    ]);
    expect(targetOf('referral.acknowledgement', 1)).toBeNull();
  });
});
