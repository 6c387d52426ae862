import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Authenticator, registerConstraints, registerMessages } from '#platform';
import { AccountsResolver } from './api/accounts.resolver.js';
import { DelegationResolver, ViewerDelegationResolver } from './api/delegation.resolver.js';
import { LeavingResolver } from './api/leaving.resolver.js';
import { MachinesResolver } from './api/machines.resolver.js';
import { ProviderIdentityResolver } from './api/provider-identity.resolver.js';
import { ProviderSignInController } from './api/provider-sign-in.controller.js';
import { SessionsResolver } from './api/sessions.resolver.js';
import { SecondFactorResolver } from './api/second-factor.resolver.js';
import { SignInResolver } from './api/sign-in.resolver.js';
import { AccountEnding } from './commands/account-ending.js';
import { LeavingService } from './commands/leaving.service.js';
import { AccountsService } from './commands/accounts.service.js';
import { DelegationService } from './commands/delegation.service.js';
import { MachinesService } from './commands/machines.service.js';
import { FirstAdministrators } from './commands/first-administrators.js';
import { PasswordService } from './commands/password.service.js';
import { PasswordVerification } from './commands/password-verification.js';
import { Reauthentication } from './commands/reauthentication.js';
import { ProviderEntranceService } from './commands/provider-entrance.service.js';
import { ProviderIdentityService } from './commands/provider-identity.service.js';
import { ProviderSignInService } from './commands/provider-sign-in.service.js';
import { RolesService } from './commands/roles.service.js';
import { SecondFactorCodes } from './commands/second-factor-codes.js';
import { SecondFactorProof } from './commands/second-factor-proof.js';
import { SecondFactorResetService } from './commands/second-factor-reset.service.js';
import { SecondFactorService } from './commands/second-factor.service.js';
import { Proving, SecondStepService } from './commands/second-step.service.js';
import { SessionOpening } from './commands/session-opening.js';
import { SessionsService } from './commands/sessions.service.js';
import { SignInAttempts } from './commands/sign-in-attempts.js';
import { SignInHousekeepingWork } from './commands/sign-in-housekeeping.work.js';
import { SignInService } from './commands/sign-in.service.js';
import { AccountRepository } from './data/account.repository.js';
import { DelegationRepository } from './data/delegation.repository.js';
import { MachineRepository } from './data/machine.repository.js';
import { PasswordHasher } from './data/password-hasher.js';
import { ProviderIdentityRepository } from './data/provider-identity.repository.js';
import { ProviderSignInRepository } from './data/provider-sign-in.repository.js';
import { RoleAssignmentRepository } from './data/role-assignment.repository.js';
import { SecondFactorRepository } from './data/second-factor.repository.js';
import { SessionRepository } from './data/session.repository.js';
import { SignInAttemptRepository } from './data/sign-in-attempt.repository.js';
import { SignInProvider } from './data/sign-in-provider.js';
import { SignInTicketRepository } from './data/sign-in-ticket.repository.js';
import { identityConstraints, identityMessages } from './api/messages.js';
import { AccountDirectory } from './queries/account-directory.js';
import { StandIns } from './queries/stand-ins.js';
import { AccountRegister } from './queries/account-register.js';
import { AccountsQuery } from './queries/accounts.query.js';
import { DelegationsQuery } from './queries/delegations.query.js';
import { HoldingsQuery } from './queries/holdings.js';
import { MachineAuthenticator } from './queries/machine-authenticator.js';
import { MachinesQuery } from './queries/machines.query.js';
import { SecondFactorPolicy } from './queries/second-factor-policy.js';
import { SessionAuthenticator } from './queries/session-authenticator.js';
import { SessionsQuery } from './queries/sessions.query.js';
import { ViewerQuery } from './queries/viewer.query.js';

registerMessages(identityMessages);
registerConstraints(identityConstraints);

/** Accounts, sessions and roles. Global, because the GraphQL endpoint asks it who a request comes from. */
@Global()
@Module({
  imports: [DiscoveryModule],
  controllers: [ProviderSignInController],
  providers: [
    AccountRepository,
    SessionRepository,
    RoleAssignmentRepository,
    DelegationRepository,
    SignInAttemptRepository,
    PasswordHasher,
    SignInTicketRepository,
    SecondFactorRepository,
    SignInAttempts,
    PasswordVerification,
    Reauthentication,
    SessionOpening,
    SecondFactorCodes,
    SecondFactorProof,
    Proving,
    SignInService,
    SecondStepService,
    SignInProvider,
    ProviderSignInRepository,
    ProviderIdentityRepository,
    ProviderSignInService,
    ProviderEntranceService,
    ProviderIdentityService,
    ProviderIdentityResolver,
    SecondFactorService,
    SecondFactorResetService,
    SecondFactorPolicy,
    MachineRepository,
    MachinesService,
    MachinesQuery,
    MachineAuthenticator,
    MachinesResolver,
    SessionsService,
    PasswordService,
    AccountEnding,
    AccountsService,
    LeavingService,
    HoldingsQuery,
    LeavingResolver,
    FirstAdministrators,
    RolesService,
    DelegationService,
    DelegationsQuery,
    ViewerQuery,
    SignInHousekeepingWork,
    SessionsQuery,
    AccountsQuery,
    AccountDirectory,
    StandIns,
    AccountRegister,
    SignInResolver,
    SecondFactorResolver,
    SessionsResolver,
    AccountsResolver,
    DelegationResolver,
    ViewerDelegationResolver,
    { provide: Authenticator, useClass: SessionAuthenticator },
  ],
  exports: [
    Authenticator,
    AccountDirectory,
    StandIns,
    AccountRegister,
    AccountsService,
    Reauthentication,
    RolesService,
    FirstAdministrators,
  ],
})
export class IdentityModule {}
