import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Actor, Allow, PageArgs, Selected, UuidPipe, toConnection, type ActorContext, type Selection } from '#platform';
import { AccountsService } from '../commands/accounts.service.js';
import { RolesService } from '../commands/roles.service.js';
import { Permission } from '../domain/permissions.js';
import { AccountsQuery } from '../queries/accounts.query.js';
import {
  AccountChangeInput,
  AccountConnection,
  AccountType,
  CreateAccountInput,
  ResetPasswordInput,
} from './account.types.js';
import { AssignRoleInput, RevokeRoleInput, RoleAssignmentType } from './role-assignment.types.js';

/** The work of the security administrator, within their own institution. */
@Resolver()
export class AccountsResolver {
  constructor(
    private readonly administration: AccountsService,
    private readonly roles: RolesService,
    private readonly listed: AccountsQuery,
  ) {}

  @Allow(Permission.ManageAccounts)
  @Query(() => AccountType, { description: "An account of the viewer's institution. 账号" })
  account(
    @Args('id', { type: () => ID, description: 'Id of the account. 账号编号' }, UuidPipe) id: string,
    @Actor() actor: ActorContext,
  ): Promise<AccountType> {
    return this.listed.getAccount(actor, id);
  }

  @Allow(Permission.ManageAccounts)
  @Query(() => AccountConnection, {
    description: "Accounts of the viewer's institution in the order of their login names. 账号列表",
  })
  async accounts(
    @Args() { first, after }: PageArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<AccountConnection> {
    const page = await this.listed.listAccounts(actor, first, after ?? null);
    const total = selection.fields.has('totalCount') ? await this.listed.countAccounts(actor) : undefined;
    return toConnection<AccountType>(page, total) as AccountConnection;
  }

  @Allow(Permission.ManageAccounts)
  @Mutation(() => AccountType, { description: 'Give a staff member an account. 新建账号' })
  async createAccount(@Args('input') input: CreateAccountInput, @Actor() actor: ActorContext): Promise<AccountType> {
    return this.listed.getAccount(actor, await this.administration.create(actor, input));
  }

  @Allow(Permission.ManageAccounts)
  @Mutation(() => AccountType, { description: 'Close an account and end its sessions at once. 停用账号' })
  async disableAccount(@Args('input') input: AccountChangeInput, @Actor() actor: ActorContext): Promise<AccountType> {
    await this.administration.disable(actor, input);
    return this.listed.getAccount(actor, input.id);
  }

  @Allow(Permission.ManageAccounts)
  @Mutation(() => AccountType, { description: 'Open a closed account again. 启用账号' })
  async enableAccount(@Args('input') input: AccountChangeInput, @Actor() actor: ActorContext): Promise<AccountType> {
    await this.administration.enable(actor, input);
    return this.listed.getAccount(actor, input.id);
  }

  @Allow(Permission.ManageAccounts)
  @Mutation(() => AccountType, {
    description: 'Replace a forgotten password by one that has to be changed at the next sign-in. 重置密码',
  })
  async resetPassword(@Args('input') input: ResetPasswordInput, @Actor() actor: ActorContext): Promise<AccountType> {
    await this.administration.resetPassword(actor, input, input.temporaryPassword);
    return this.listed.getAccount(actor, input.id);
  }

  @Allow(Permission.ManageAccounts)
  @Mutation(() => RoleAssignmentType, { description: "Give somebody a role at the viewer's institution. 授予角色" })
  async assignRole(@Args('input') input: AssignRoleInput, @Actor() actor: ActorContext): Promise<RoleAssignmentType> {
    return this.listed.getRole(actor, await this.roles.assign(actor, input));
  }

  @Allow(Permission.ManageAccounts)
  @Mutation(() => RoleAssignmentType, { description: 'Take a role back from now on. 收回角色' })
  async revokeRole(@Args('input') input: RevokeRoleInput, @Actor() actor: ActorContext): Promise<RoleAssignmentType> {
    await this.roles.revoke(actor, input.id);
    return this.listed.getRole(actor, input.id);
  }
}
