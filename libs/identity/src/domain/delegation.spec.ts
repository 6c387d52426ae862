import { after, before, days, minutes } from '#kernel';
import { brokenDelegationRule, delegableRoles, type WantedDelegation } from './delegation.js';
import { administratorRoles, Role } from './roles.js';

const now = new Date('2026-03-04T09:00:00+08:00');
const wanted: WantedDelegation = {
  delegatorStaffId: 'head',
  delegateStaffId: 'colleague',
  validFrom: now,
  validTo: after(now, days(14)),
  isOnBehalf: false,
  rolesToDelegate: 1,
  longestDays: 90,
};

describe('letting somebody act in one’s name', () => {
  it('is open for a fortnight from now on, or later', () => {
    expect(brokenDelegationRule(wanted, now)).toBeNull();
    expect(brokenDelegationRule({ ...wanted, validFrom: after(now, days(7)) }, now)).toBeNull();
    expect(brokenDelegationRule({ ...wanted, validTo: after(now, days(90)) }, now)).toBeNull();
  });

  it.each([
    ['passes nothing on that was delegated', { isOnBehalf: true }, 'ON_BEHALF'],
    ['needs somebody else', { delegateStaffId: 'head' }, 'ONESELF'],
    ['has not begun before it was written', { validFrom: before(now, minutes(1)) }, 'PERIOD'],
    ['does not end before it begins', { validTo: now }, 'PERIOD'],
    ['does not last for longer than it may', { validTo: after(now, days(91)) }, 'TOO_LONG'],
    ['needs a role to exercise', { rolesToDelegate: 0 }, 'NOTHING_TO_DELEGATE'],
  ])('%s', (_what, change, rule) => {
    expect(brokenDelegationRule({ ...wanted, ...change }, now)).toBe(rule);
  });

  it('never concerns administrators, those who oversee, what is signed in person, and machines', () => {
    const personal = [...administratorRoles, Role.QUALITY, Role.DIRECTOR, Role.EXPERT, Role.REPORTER, Role.REVIEWER];
    for (const role of [...personal, Role.API_CLIENT]) expect(delegableRoles).not.toContain(role);
  });
});
