import { chainOf, nextSteps, stepKey } from './escalation.js';

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
  it('turns to the referral centre first, to medical affairs then, and at last to whoever is on duty for the hospital', () => {
    expect(chainOf('referral.arrangement')).toEqual(['REFERRAL_COORDINATOR', 'MEDICAL_AFFAIRS', 'GENERAL_DUTY']);
    expect(chainOf('referral.allocation')).toEqual([
      'TOWNSHIP_HEAD',
      'REFERRAL_COORDINATOR',
      'MEDICAL_AFFAIRS',
      'GENERAL_DUTY',
    ]);
    expect(chainOf('referral.review')!.slice(0, 2)).toEqual(['REVIEWER', 'REFERRAL_COORDINATOR']);
    expect(chainOf('referral.follow-up')!.slice(0, 2)).toEqual(['FOLLOW_UP_TEAM', 'TOWNSHIP_HEAD']);
  });

  it('of an emergency goes along the duty roster instead', () => {
    expect(chainOf('referral.acknowledgement')).toBeNull();
  });
});
