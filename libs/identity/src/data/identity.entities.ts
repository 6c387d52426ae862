import { AccountEntity } from './account.entity.js';
import { DelegationEntity } from './delegation.entity.js';
import { RoleAssignmentEntity } from './role-assignment.entity.js';
import { SessionEntity } from './session.entity.js';
import { SignInAttemptEntity } from './sign-in-attempt.entity.js';

/** For the composition root. */
export const identityEntities = [
  AccountEntity,
  DelegationEntity,
  SessionEntity,
  RoleAssignmentEntity,
  SignInAttemptEntity,
];
