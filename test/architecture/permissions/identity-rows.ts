import { randomUUID } from 'node:crypto';
import type { Role } from '#identity';
import { after, days } from '#kernel';
import { type Person } from '#testing';
import { change, everybody, key, mutation, outcomes, query, type Table } from './row.js';
import type { Scenery, Subject } from './scenery.js';

/** A provider that nobody is asked at: linking needs its name alone. */
export const PROVIDER_SETTINGS = {
  OIDC_ISSUER: 'https://sign-in.example.cn',
  OIDC_CLIENT_ID: 'alliance',
  OIDC_CLIENT_SECRET: 'Hush-4711',
  OIDC_REDIRECT_URL: 'https://alliance.example.cn/sign-in/oidc/callback',
  OIDC_RETURN_URL: 'https://portal.example.cn/signed-in',
};

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

/** Acting in the name of others: within the own institution, by those who have something to hand on. */
export function delegationRows(scenery: Scenery): Table {
  return { ...handingOnRows(scenery), ...standingInRows(scenery) };
}

const isOf = (scenery: Scenery, { institutionId }: Person, name: 'north' | 'tcm'): boolean =>
  institutionId === scenery.world.institutionId(name);

/** To whoever asks; to a colleague of the county where they work elsewhere. */
function delegationTo(scenery: Scenery, by: Person): Promise<{ id: string; version: number }> {
  const { world } = scenery;
  if (isOf(scenery, by, 'tcm')) return scenery.delegation(world.person('cardiologist'), world.person('registrar'));
  return scenery.delegation(world.person(isOf(scenery, by, 'north') ? 'township-doctor' : 'cardiologist'), by);
}

function handingOnRows(scenery: Scenery): Table {
  const refused = 'DELEGATION_REFUSED NOTHING_TO_DELEGATE';
  const personal: Role[] = ['EXPERT', 'REPORTER', 'REVIEWER', 'QUALITY', 'DIRECTOR', 'API_CLIENT'];
  return {
    ...query('delegations', '{ delegations(first: 100) { nodes { id } } }', {
      subject: async () => scenery.about((await delegationTo(scenery, scenery.world.person('surgeon'))).id, {}),
      own: { SECURITY_ADMIN: 'allowed' },
      other: { SECURITY_ADMIN: 'empty' },
    }),
    ...mutation('delegateRoles', 'DelegateRolesInput', {
      subject: (by) => {
        scenery.letTimePass();
        const colleague = isOf(scenery, by, 'north') ? 'township-colleague' : 'registrar';
        const { staffId: delegateStaffId } = scenery.world.person(colleague);
        const validTo = after(scenery.now, days(7));
        return scenery.input(delegateStaffId, { ...key(), delegateStaffId, reasonCode: 'leave', validTo });
      },
      own: { everybody: 'allowed', ...outcomes(refused, ...personal, 'SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR') },
      other: everybody('NOT_FOUND'),
    }),
    ...mutation('endDelegation', 'EndDelegationInput', {
      subject: async (by) => scenery.change(await delegationTo(scenery, by)),
      own: everybody('allowed'),
      other: everybody('NOT_FOUND'),
    }),
  };
}

function standingInRows(scenery: Scenery): Table {
  const open = { own: everybody('allowed'), other: everybody('allowed') };
  const nothing = (): Subject => scenery.about(null, {});
  return {
    ...query('myDelegations', '{ myDelegations { id } }', { ...open, subject: nothing }),
    ...mutation(
      'actOnBehalf',
      'ActOnBehalfInput',
      {
        subject: async (by) => {
          const { id: delegationId } = await delegationTo(scenery, by);
          return scenery.input(delegationId, { delegationId });
        },
        own: everybody('allowed'),
        other: everybody('NOT_FOUND'),
      },
      '{ accountId }',
    ),
    ...query('actForMyself', 'mutation { actForMyself { accountId } }', { ...open, subject: nothing }),
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
      'completeSignIn',
      'CompleteSignInInput',
      {
        subject: () => scenery.input(null, { ticket: 'x'.repeat(43), code: '123456' }),
        own: everybody('SECOND_FACTOR_FAILED TICKET'),
        other: everybody('SECOND_FACTOR_FAILED TICKET'),
        nobody: 'SECOND_FACTOR_FAILED TICKET',
      },
      '{ token }',
    ),
    ...providerRows(scenery),
    ...secondFactorRows(scenery),
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

/** Coming back from the provider with something that it has not sent. */
function providerRows(scenery: Scenery): Table {
  return {
    ...mutation(
      'completeProviderSignIn',
      'CompleteProviderSignInInput',
      {
        subject: () => scenery.input(null, { code: 'x'.repeat(43) }),
        own: everybody('PROVIDER_SIGN_IN_FAILED REQUEST'),
        other: everybody('PROVIDER_SIGN_IN_FAILED REQUEST'),
        nobody: 'PROVIDER_SIGN_IN_FAILED REQUEST',
      },
      '{ token }',
    ),
  };
}

/** The device that everybody may prove themselves with. */
function secondFactorRows(scenery: Scenery): Table {
  const code = (): Subject => scenery.input(null, { code: '123456' });
  const [notBegun, notEnrolled] = ['SECOND_FACTOR_REFUSED NOT_BEGUN', 'SECOND_FACTOR_REFUSED NOT_ENROLLED'] as const;
  return {
    ...mutation(
      'beginSecondFactor',
      'BeginSecondFactorInput',
      {
        subject: () => scenery.input(null, { currentPassword: 'Wrong-Horse-9' }),
        own: everybody('CURRENT_PASSWORD_WRONG'),
        other: everybody('CURRENT_PASSWORD_WRONG'),
      },
      '{ secret }',
    ),
    ...mutation(
      'confirmSecondFactor',
      'SecondFactorCodeInput',
      { subject: code, own: everybody(notBegun), other: everybody(notBegun) },
      '{ codes }',
    ),
    ...mutation(
      'regenerateRecoveryCodes',
      'SecondFactorCodeInput',
      { subject: code, own: everybody(notEnrolled), other: everybody(notEnrolled) },
      '{ codes }',
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
    ...leavingRows(scenery),
    ...change('resetSecondFactor', 'ResetSecondFactorInput', only, async () => {
      const { accountId } = await scenery.account();
      await scenery.secondFactor(accountId);
      return scenery.change({ id: accountId, version: 1 }, { reasonCode: 'lost_device' });
    }),
    ...change('linkProviderIdentity', 'LinkProviderIdentityInput', only, () => account({ subject: randomUUID() })),
    ...change('unlinkProviderIdentity', 'AccountChangeInput', only, () => account()),
    ...roleRows(scenery, only),
  };
}

function roleRows(scenery: Scenery, only: Role[]): Table {
  return {
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

function leavingRows(scenery: Scenery): Table {
  const auditor = scenery.world.person('auditor').accountId;
  return {
    ...query('accountHoldings', 'query($id: ID!) { accountHoldings(id: $id) { id } }', {
      subject: () => scenery.about(auditor, { id: auditor }),
      own: { SECURITY_ADMIN: 'allowed' },
      other: { SECURITY_ADMIN: 'NOT_FOUND' },
    }),
    ...change('recordLeaving', 'RecordLeavingInput', ['SECURITY_ADMIN'], async () => {
      const { accountId } = await scenery.account();
      return scenery.change({ id: accountId, version: 1 }, { reasonCode: 'resigned' });
    }),
  };
}
