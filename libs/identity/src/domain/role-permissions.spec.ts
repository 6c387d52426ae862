import { Permission } from './permissions.js';
import {
  everybodysPermissions,
  permissionsBeforePasswordChange,
  permissionsOf,
  rolePermissions,
} from './role-permissions.js';
import { Role, administratorRoles, roleLabels } from './roles.js';

const isClinical = (permission: string): boolean => /^(patient|referral)\./.test(permission);

describe('who may do what', () => {
  test.each(administratorRoles)('%s holds no clinical permission', (role) => {
    expect([...permissionsOf([role])].filter(isClinical)).toEqual([]);
  });

  test('no two of the three administrators share anything beyond what everybody may do', () => {
    const own = administratorRoles.flatMap((role) => rolePermissions[role]);
    expect(new Set(own).size).toBe(own.length);
    expect(own.filter((permission) => everybodysPermissions.includes(permission))).toEqual([]);
  });

  test('every permission is held by somebody', () => {
    const held = permissionsOf(Object.values(Role));
    expect(Object.values(Permission).filter((permission) => !held.has(permission))).toEqual([]);
  });

  test('a registrar verifies appointment codes without seeing patients or referrals', () => {
    expect([...permissionsOf([Role.REGISTRAR])].filter(isClinical)).toEqual([Permission.VerifyAppointmentCode]);
  });

  test('the referral centre arranges but never rejects on clinical grounds', () => {
    const held = permissionsOf([Role.REFERRAL_COORDINATOR]);
    expect(held).toContain(Permission.ArrangeReferral);
    expect(held).not.toContain(Permission.RejectReferral);
    expect(held).not.toContain(Permission.ClaimReferral);
  });

  test('a county doctor does not arrange or confirm an arrival', () => {
    const held = permissionsOf([Role.COUNTY_DOCTOR]);
    expect(held).not.toContain(Permission.ArrangeReferral);
    expect(held).not.toContain(Permission.VerifyAppointmentCode);
  });

  test('whoever plans duty sees it, and neither the referral centre nor the doctor on duty plans it', () => {
    const planners = Object.values(Role).filter((role) => rolePermissions[role].includes(Permission.PlanDuty));
    expect(planners).toEqual([Role.TOWNSHIP_HEAD, Role.DEPT_HEAD, Role.ROTA_MANAGER, Role.MEDICAL_AFFAIRS]);
    for (const role of planners) expect(rolePermissions[role]).toContain(Permission.ReadDuty);
  });

  test.each([...administratorRoles, Role.REGISTRAR, Role.API_CLIENT])('%s sees no duty phones', (role) => {
    expect(permissionsOf([role])).not.toContain(Permission.ReadDuty);
  });

  test('capacity is planned by the referral centre, heads and the administrator, and beds are told by wards', () => {
    const held = (permission: Permission) =>
      Object.values(Role).filter((role) => rolePermissions[role].includes(permission));
    expect(held(Permission.PlanCapacity)).toEqual([Role.DEPT_HEAD, Role.REFERRAL_COORDINATOR, Role.SYSTEM_ADMIN]);
    expect(held(Permission.ReportBeds)).toEqual([Role.COUNTY_DOCTOR, Role.DEPT_HEAD, Role.REFERRAL_COORDINATOR]);
  });

  test('the director sees no patient but for a reason', () => {
    expect([...permissionsOf([Role.DIRECTOR])].filter(isClinical)).toEqual([Permission.RevealPatientIdentity]);
  });

  test('several roles add up', () => {
    const held = permissionsOf([Role.REGISTRAR, Role.VILLAGE_DOCTOR]);
    expect(held).toEqual(
      new Set([
        ...everybodysPermissions,
        Permission.VerifyAppointmentCode,
        Permission.ReadDuty,
        Permission.ReadCapacity,
        Permission.ReadPatient,
        Permission.RevealPatientIdentity,
        Permission.FollowUpPatient,
      ]),
    );
  });

  test('a code that is no role gives nothing more than everybody has', () => {
    expect(permissionsOf(['FORMER_ROLE'])).toEqual(new Set(everybodysPermissions));
  });

  test('before the password is changed nothing else is open', () => {
    expect(permissionsBeforePasswordChange).toEqual([Permission.ChangeOwnPassword]);
  });

  test('every role has a name in both languages', () => {
    for (const role of Object.values(Role)) {
      expect(roleLabels[role].en).toMatch(/\p{Script=Latin}/u);
      expect(roleLabels[role]['zh-CN']).toMatch(/\p{Script=Han}/u);
    }
  });
});
