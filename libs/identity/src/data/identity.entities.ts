import { AccountEntity } from './account.entity.js';
import { DelegationEntity } from './delegation.entity.js';
import { MachineAccountEntity } from './machine-account.entity.js';
import { MachineKeyEntity } from './machine-key.entity.js';
import { MachineRequestEntity } from './machine-request.entity.js';
import { ProviderIdentityEntity } from './provider-identity.entity.js';
import { ProviderSignInEntity } from './provider-sign-in.entity.js';
import { RecoveryCodeEntity } from './recovery-code.entity.js';
import { RoleAssignmentEntity } from './role-assignment.entity.js';
import { SecondFactorEntity } from './second-factor.entity.js';
import { SessionEntity } from './session.entity.js';
import { SignInAttemptEntity } from './sign-in-attempt.entity.js';
import { SignInTicketEntity } from './sign-in-ticket.entity.js';

/** For the composition root. */
export const identityEntities = [
  AccountEntity,
  DelegationEntity,
  SessionEntity,
  RoleAssignmentEntity,
  SignInAttemptEntity,
  SignInTicketEntity,
  SecondFactorEntity,
  ProviderIdentityEntity,
  ProviderSignInEntity,
  RecoveryCodeEntity,
  MachineAccountEntity,
  MachineKeyEntity,
  MachineRequestEntity,
];
