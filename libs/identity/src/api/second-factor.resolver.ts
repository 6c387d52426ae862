import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Actor, Allow, qrSvg, type ActorContext } from '#platform';
import { SecondFactorResetService } from '../commands/second-factor-reset.service.js';
import { SecondFactorService } from '../commands/second-factor.service.js';
import { Permission } from '../domain/permissions.js';
import { AccountsQuery } from '../queries/accounts.query.js';
import { AccountType, ResetSecondFactorInput } from './account.types.js';
import {
  BeginSecondFactorInput,
  RecoveryCodesType,
  SecondFactorCodeInput,
  SecondFactorEnrolmentType,
} from './second-factor.types.js';

/** The device that people prove themselves with beside their password. */
@Resolver()
export class SecondFactorResolver {
  constructor(
    private readonly secondFactor: SecondFactorService,
    private readonly resetting: SecondFactorResetService,
    private readonly accounts: AccountsQuery,
  ) {}

  @Allow(Permission.EnrolSecondFactor)
  @Mutation(() => SecondFactorEnrolmentType, {
    description: 'Begin to enrol a second factor; it counts once a code of it is confirmed. 获取第二因素密钥',
  })
  async beginSecondFactor(
    @Args('input') input: BeginSecondFactorInput,
    @Actor() actor: ActorContext,
  ): Promise<SecondFactorEnrolmentType> {
    const { secret, uri } = await this.secondFactor.begin(actor, input.currentPassword);
    return { secret, uri, qrCode: qrSvg(uri) };
  }

  @Allow(Permission.EnrolSecondFactor)
  @Mutation(() => RecoveryCodesType, {
    description: 'Prove that the device has the secret; from now on signing in asks for it. 确认绑定第二因素',
  })
  async confirmSecondFactor(
    @Args('input') input: SecondFactorCodeInput,
    @Actor() actor: ActorContext,
  ): Promise<RecoveryCodesType> {
    return { codes: await this.secondFactor.confirm(actor, input.code) };
  }

  @Allow(Permission.EnrolSecondFactor)
  @Mutation(() => RecoveryCodesType, { description: 'Replace the recovery codes by new ones. 重新生成恢复码' })
  async regenerateRecoveryCodes(
    @Args('input') input: SecondFactorCodeInput,
    @Actor() actor: ActorContext,
  ): Promise<RecoveryCodesType> {
    return { codes: await this.secondFactor.regenerate(actor, input.code) };
  }

  @Allow(Permission.ManageAccounts)
  @Mutation(() => AccountType, {
    description: "Take the second factor from somebody else's account and end its sessions. 重置第二因素",
  })
  async resetSecondFactor(
    @Args('input') input: ResetSecondFactorInput,
    @Actor() actor: ActorContext,
  ): Promise<AccountType> {
    await this.resetting.reset(actor, input, input);
    return this.accounts.getAccount(actor, input.id);
  }
}
