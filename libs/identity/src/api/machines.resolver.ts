import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Actor, Allow, PageArgs, UuidPipe, toConnection, type ActorContext } from '#platform';
import { MachinesService } from '../commands/machines.service.js';
import { Permission } from '../domain/permissions.js';
import { MachinesQuery } from '../queries/machines.query.js';
import {
  ChangeMachineAccountInput,
  CreateMachineAccountInput,
  DisableMachineAccountInput,
  IssueMachineKeyInput,
  IssuedMachineKeyType,
  MachineAccountConnection,
  MachineAccountType,
  RevokeMachineKeyInput,
} from './machine.types.js';

/** The accounts of systems, within the institution of the security administrator. */
@Resolver()
export class MachinesResolver {
  constructor(
    private readonly machines: MachinesService,
    private readonly listed: MachinesQuery,
  ) {}

  @Allow(Permission.ManageAccounts)
  @Query(() => MachineAccountType, { description: "A system of the viewer's institution. 系统接口账号" })
  machineAccount(
    @Args('id', { type: () => ID, description: 'Id of the account. 账号编号' }, UuidPipe) id: string,
    @Actor() actor: ActorContext,
  ): Promise<MachineAccountType> {
    return this.shown(actor, id);
  }

  @Allow(Permission.ManageAccounts)
  @Query(() => MachineAccountConnection, {
    description: "Systems of the viewer's institution, the latest first. 系统接口账号列表",
  })
  async machineAccounts(
    @Args() { first, after }: PageArgs,
    @Actor() actor: ActorContext,
  ): Promise<MachineAccountConnection> {
    const page = await this.listed.listMachines(actor, first, after ?? null);
    return toConnection(page) as unknown as MachineAccountConnection;
  }

  @Allow(Permission.ManageAccounts)
  @Mutation(() => MachineAccountType, { description: 'Give a system an account. 新建系统接口账号' })
  async createMachineAccount(
    @Args('input') input: CreateMachineAccountInput,
    @Actor() actor: ActorContext,
  ): Promise<MachineAccountType> {
    return this.shown(actor, await this.machines.create(actor, input));
  }

  @Allow(Permission.ManageAccounts)
  @Mutation(() => MachineAccountType, {
    description: 'Replace what a system may do, and from where, from its next request on. 修改系统接口账号',
  })
  async changeMachineAccount(
    @Args('input') input: ChangeMachineAccountInput,
    @Actor() actor: ActorContext,
  ): Promise<MachineAccountType> {
    await this.machines.change(actor, input, input);
    return this.shown(actor, input.id);
  }

  @Allow(Permission.ManageAccounts)
  @Mutation(() => MachineAccountType, { description: 'End a system and all its keys at once. 停用系统接口账号' })
  async disableMachineAccount(
    @Args('input') input: DisableMachineAccountInput,
    @Actor() actor: ActorContext,
  ): Promise<MachineAccountType> {
    await this.machines.disable(actor, input);
    return this.shown(actor, input.id);
  }

  @Allow(Permission.ManageAccounts)
  @Mutation(() => IssuedMachineKeyType, {
    description: 'Issue another key; the former ones count until they end, so that a system can change over. 签发密钥',
  })
  async issueMachineKey(
    @Args('input') input: IssueMachineKeyInput,
    @Actor() actor: ActorContext,
  ): Promise<IssuedMachineKeyType> {
    const { machineAccountId, key } = await this.machines.issueKey(actor, input);
    return { key, machineAccount: await this.shown(actor, machineAccountId) };
  }

  @Allow(Permission.ManageAccounts)
  @Mutation(() => MachineAccountType, { description: 'End a key at once. 吊销密钥' })
  async revokeMachineKey(
    @Args('input') input: RevokeMachineKeyInput,
    @Actor() actor: ActorContext,
  ): Promise<MachineAccountType> {
    return this.shown(actor, await this.machines.revokeKey(actor, input.id));
  }

  private async shown(actor: ActorContext, id: string): Promise<MachineAccountType> {
    return (await this.listed.getMachine(actor, id)) as MachineAccountType;
  }
}
