import { randomUUID } from 'node:crypto';
import type { Role } from '#identity';
import { type Person } from '#testing';
import { change, everybody, key, mutation, query, type Table } from './row.js';
import type { Scenery, Subject } from './scenery.js';

/** Who they are, and what everybody does with their own sessions. */
export function sessionRows(scenery: Scenery): Table {
  const colleague = scenery.world.person('auditor');
  const isOwn = (by: Person): boolean => by.institutionId !== scenery.world.institutionId('tcm');
  const open = { own: everybody('allowed'), other: everybody('allowed') };
  const nothing = (): Subject => scenery.about(null, {});
  return {
    ...query('me', '{ me { accountId } }', { ...open, subject: nothing }),
    ...query('mySessions', '{ mySessions { id } }', { ...open, subject: nothing }),
    ...query('signOut', 'mutation { signOut }', { ...open, subject: nothing }),
    ...mutation('revokeSession', 'RevokeSessionInput', {
      subject: async (by) => {
        const id = await scenery.session(isOwn(by) ? by : colleague);
        return scenery.input(id, { id });
      },
      own: everybody('allowed'),
      other: everybody('NOT_FOUND'),
    }),
    ...mutation(
      'switchInstitution',
      'SwitchInstitutionInput',
      {
        subject: (by) => {
          const institutionId = isOwn(by) ? by.institutionId : scenery.county;
          return scenery.input(institutionId, { institutionId });
        },
        own: everybody('allowed'),
        other: everybody('NOT_FOUND'),
      },
      '{ accountId }',
    ),
  };
}

/** Proving who one is: the same answer for everybody. */
export function passwordRows(scenery: Scenery): Table {
  return {
    ...mutation(
      'signIn',
      'SignInInput',
      {
        subject: () =>
          scenery.input(null, { loginName: `nobody-${randomUUID()}`.slice(0, 60), password: 'Wrong-Horse-9' }),
        own: everybody('SIGN_IN_FAILED'),
        other: everybody('SIGN_IN_FAILED'),
        nobody: 'SIGN_IN_FAILED',
      },
      '{ token }',
    ),
    ...mutation(
      'changePassword',
      'ChangePasswordInput',
      {
        subject: () => scenery.input(null, { currentPassword: 'Wrong-Horse-9', newPassword: 'Other-Mouse-88' }),
        own: everybody('CURRENT_PASSWORD_WRONG'),
        other: everybody('CURRENT_PASSWORD_WRONG'),
      },
      '{ accountId }',
    ),
  };
}

/** Accounts and roles, within the institution of the security administrator. */
export function accountRows(scenery: Scenery): Table {
  const auditor = scenery.world.person('auditor').accountId;
  const only: Role[] = ['SECURITY_ADMIN'];
  const account = async (more = {}): Promise<Subject> => {
    const { accountId } = await scenery.account();
    return scenery.change({ id: accountId, version: 1 }, more);
  };
  return {
    ...query('account', 'query($id: ID!) { account(id: $id) { id } }', {
      subject: () => scenery.about(auditor, { id: auditor }),
      own: { SECURITY_ADMIN: 'allowed' },
      other: { SECURITY_ADMIN: 'NOT_FOUND' },
    }),
    ...query('accounts', '{ accounts(first: 100) { nodes { id } } }', {
      subject: () => scenery.about(auditor, {}),
      own: { SECURITY_ADMIN: 'allowed' },
      other: { SECURITY_ADMIN: 'empty' },
    }),
    ...change('createAccount', 'CreateAccountInput', only, async () => {
      const staffId = await scenery.staff();
      const loginName = `new-${randomUUID()}`;
      return scenery.input(staffId, { ...key(), staffId, loginName, initialPassword: 'First-Horse-9' });
    }),
    ...change('disableAccount', 'AccountChangeInput', only, () => account()),
    ...change('enableAccount', 'AccountChangeInput', only, () => account()),
    ...change('resetPassword', 'ResetPasswordInput', only, () => account({ temporaryPassword: 'Other-Mouse-88' })),
    ...change('assignRole', 'AssignRoleInput', only, async () => {
      const departmentId = scenery.department;
      return scenery.input(departmentId, { ...key(), staffId: await scenery.staff(), role: 'REPORTER', departmentId });
    }),
    ...change('revokeRole', 'RevokeRoleInput', only, async () => {
      const id = await scenery.roleAssignment();
      return scenery.input(id, { id });
    }),
  };
}
