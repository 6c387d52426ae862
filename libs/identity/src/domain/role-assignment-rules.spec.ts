import { after, before, days } from '#kernel';
import { RoleRule } from './errors.js';
import { brokenRoleRule, type Assignment } from './role-assignment-rules.js';
import { Role } from './roles.js';

const now = new Date('2026-03-02T08:00:00+08:00');

function held(role: Role, differences: Partial<Assignment> = {}): Assignment {
  return { role, institutionId: 'county', departmentId: null, validFrom: now, validTo: null, ...differences };
}

describe('giving somebody a role', () => {
  test('a first role is given', () => {
    expect(brokenRoleRule(held(Role.COUNTY_DOCTOR), [], now)).toBeNull();
  });

  test('a person does not become an interface', () => {
    expect(brokenRoleRule(held(Role.API_CLIENT), [], now)).toBe(RoleRule.NotForPeople);
  });

  test.each([
    ['ends when it begins', { validTo: now }],
    ['ends before it begins', { validFrom: after(now, days(2)), validTo: after(now, days(1)) }],
    ['is over', { validFrom: before(now, days(2)), validTo: before(now, days(1)) }],
  ])('a period that %s is refused', (_what, period) => {
    expect(brokenRoleRule(held(Role.EXPERT, period), [], now)).toBe(RoleRule.Period);
  });

  test('the same role is not given twice for one time', () => {
    const first = held(Role.EXPERT, { validTo: after(now, days(10)) });
    expect(brokenRoleRule(held(Role.EXPERT), [first], now)).toBe(RoleRule.AlreadyHeld);
  });

  test('the same role is given again from the moment the first one ends, elsewhere, and for another department', () => {
    const end = after(now, days(10));
    const first = held(Role.EXPERT, { validTo: end, departmentId: 'cardiology' });
    expect(brokenRoleRule(held(Role.EXPERT, { validFrom: end, departmentId: 'cardiology' }), [first], now)).toBeNull();
    expect(brokenRoleRule(held(Role.EXPERT, { institutionId: 'township' }), [first], now)).toBeNull();
    expect(brokenRoleRule(held(Role.EXPERT, { departmentId: 'neurology' }), [first], now)).toBeNull();
  });

  test('a role that was taken back before it began stands in nobody’s way', () => {
    const start = after(now, days(1));
    const withdrawn = held(Role.AUDITOR, { validFrom: start, validTo: start });
    expect(brokenRoleRule(held(Role.SYSTEM_ADMIN), [withdrawn], now)).toBeNull();
  });
});

describe('the three administrators', () => {
  test.each([
    [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN],
    [Role.SECURITY_ADMIN, Role.AUDITOR],
    [Role.AUDITOR, Role.SYSTEM_ADMIN],
    [Role.COUNTY_DOCTOR, Role.SYSTEM_ADMIN],
    [Role.AUDITOR, Role.COUNTY_DOCTOR],
  ])('whoever is %s does not become %s, at whatever institution', (existing, wanted) => {
    const elsewhere = held(existing, { institutionId: 'township' });
    expect(brokenRoleRule(held(wanted), [elsewhere], now)).toBe(RoleRule.AdministratorsApart);
  });

  test('one person may do the same work for two institutions', () => {
    const elsewhere = held(Role.AUDITOR, { institutionId: 'township' });
    expect(brokenRoleRule(held(Role.AUDITOR), [elsewhere], now)).toBeNull();
  });

  test('a former administrator may become a doctor', () => {
    const former = held(Role.SYSTEM_ADMIN, { validFrom: before(now, days(9)), validTo: now });
    expect(brokenRoleRule(held(Role.COUNTY_DOCTOR), [former], now)).toBeNull();
  });

  test('they serve the whole institution', () => {
    const wanted = held(Role.SYSTEM_ADMIN, { departmentId: 'cardiology' });
    expect(brokenRoleRule(wanted, [], now)).toBe(RoleRule.WholeInstitution);
  });
});
