import { directionBetween } from './direction.js';

describe('the direction of a referral', () => {
  it.each([
    ['TOWNSHIP_CENTER', 'LEAD_HOSPITAL', 'UP'],
    ['TOWNSHIP_CENTER', 'TOWNSHIP_CENTER', 'LATERAL'],
    ['TCM_HOSPITAL', 'LEAD_HOSPITAL', 'LATERAL'],
    ['LEAD_HOSPITAL', 'TOWNSHIP_CENTER', null],
  ] as const)('from %s to %s is %s', (from, to, direction) => {
    expect(directionBetween(from, to)).toBe(direction);
  });
});
