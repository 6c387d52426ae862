import { referralNo } from './referral-no.js';

describe('the number of a referral', () => {
  it('carries the day in China, which begins eight hours before the day in London', () => {
    expect(referralNo(new Date('2026-03-03T15:59:59Z'), 1)).toBe('ZZ20260303000001');
    expect(referralNo(new Date('2026-03-03T16:00:00Z'), 1)).toBe('ZZ20260304000001');
  });

  it('grows beyond six digits rather than repeating', () => {
    expect(referralNo(new Date('2026-03-04T00:00:00Z'), 1_234_567)).toBe('ZZ202603041234567');
  });
});
