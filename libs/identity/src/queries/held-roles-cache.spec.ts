import { permissionsBeforePasswordChange, permissionsOf } from '../domain/role-permissions.js';
import { HeldRolesCache } from './held-roles-cache.js';

describe('what follows from the roles of a session', () => {
  const cache = new HeldRolesCache();

  test('a role for one department and one for the whole institution', () => {
    const { roles, permissions } = cache.of('COUNTY_DOCTOR:d1,EXPERT:', false);
    expect(roles).toEqual([
      { role: 'COUNTY_DOCTOR', departmentId: 'd1' },
      { role: 'EXPERT', departmentId: null },
    ]);
    expect(permissions).toEqual(permissionsOf(['COUNTY_DOCTOR', 'EXPERT']));
  });

  test('no role at all leaves what everybody may do', () => {
    expect(cache.of('', false)).toEqual({ roles: [], permissions: permissionsOf([]) });
  });

  test('the same roles are worked out once', () => {
    expect(cache.of('QUALITY:', false)).toBe(cache.of('QUALITY:', false));
  });

  test('a password that has to be changed first hides the roles, and only until it is changed', () => {
    expect([...cache.of('COUNTY_DOCTOR:', true).permissions]).toEqual(permissionsBeforePasswordChange);
    expect(cache.of('COUNTY_DOCTOR:', false).roles).toHaveLength(1);
  });
});
