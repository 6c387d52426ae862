import { ChoiceReason, chooseFairly, type Share } from './fair-choice.js';

const share = (expertId: string, more: Partial<Share> = {}): Share => ({
  expertId,
  weightPercent: 100,
  taken: 0,
  lastAt: null,
  ...more,
});
const day = (n: number): Date => new Date(Date.UTC(2026, 2, n));

describe('of several experts who are free', () => {
  it('nobody is chosen where nobody is', () => {
    expect(chooseFairly([])).toBeNull();
  });

  it('the only one is chosen as the only one', () => {
    expect(chooseFairly([share('a', { taken: 9 })])).toMatchObject({
      expertId: 'a',
      reason: ChoiceReason.ONLY_ONE_FREE,
    });
  });

  it('whoever has had fewest for their share is chosen', () => {
    const half = share('half', { weightPercent: 50, taken: 2 });
    const whole = share('whole', { taken: 3 });
    expect(chooseFairly([half, whole])).toMatchObject({ expertId: 'whole', reason: ChoiceReason.FEWEST_FOR_SHARE });
  });

  it('at equal shares whoever was asked longest ago is, or was never asked', () => {
    const lately = share('a', { taken: 1, lastAt: day(9) });
    const before = share('b', { taken: 1, lastAt: day(2) });
    expect(chooseFairly([lately, before])).toMatchObject({ expertId: 'b', reason: ChoiceReason.LEAST_RECENT });
    expect(chooseFairly([share('z'), share('y', { lastAt: day(1) })])).toMatchObject({ expertId: 'z' });
  });

  it('turns come round in proportion to the shares', () => {
    const shares = new Map([share('half', { weightPercent: 50 }), share('whole')].map((one) => [one.expertId, one]));
    for (let n = 1; n <= 30; n++) {
      const { expertId, taken } = chooseFairly([...shares.values()])!;
      shares.set(expertId, { ...shares.get(expertId)!, taken: taken + 1, lastAt: day(n) });
    }
    expect([...shares.values()].map(({ taken }) => taken)).toEqual([10, 20]);
  });
});
