import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, type ActorContext } from '#platform';
import { GreenChannelSetUp } from '../commands/green-channel-set-up.js';
import { GreenChannelSetUpQuery } from '../queries/green-channel-set-up.query.js';
import {
  ChangeGreenChannelCentreInput,
  ChangeGreenChannelNodeInput,
  ChangeGreenChannelRuleInput,
  EndGreenChannelRuleInput,
  GreenChannelSetUpView,
} from './green-channel-set-up.types.js';

/** Reference data of green channels, kept by whoever administers the alliance. */
@Resolver()
export class GreenChannelSetUpResolver {
  constructor(
    private readonly setUp: GreenChannelSetUp,
    private readonly view: GreenChannelSetUpQuery,
  ) {}

  @Allow(Permission.ManageReferenceData)
  @Query(() => GreenChannelSetUpView, { description: 'Centres, nodes and diagnoses of green channels. 绿色通道设置' })
  greenChannelSetUp(): Promise<GreenChannelSetUpView> {
    return this.view.get();
  }

  @Allow(Permission.ManageReferenceData)
  @Mutation(() => GreenChannelSetUpView, { description: 'Name the centre of a channel. 修改绿色通道中心' })
  async changeGreenChannelCentre(
    @Args('input') input: ChangeGreenChannelCentreInput,
    @Actor() actor: ActorContext,
  ): Promise<GreenChannelSetUpView> {
    await this.setUp.changeCentre(actor, input);
    return this.view.get();
  }

  @Allow(Permission.ManageReferenceData)
  @Mutation(() => GreenChannelSetUpView, { description: 'Change a node or its limit. 修改节点时限' })
  async changeGreenChannelNode(
    @Args('input') input: ChangeGreenChannelNodeInput,
    @Actor() actor: ActorContext,
  ): Promise<GreenChannelSetUpView> {
    await this.setUp.changeNode(actor, input);
    return this.view.get();
  }

  @Allow(Permission.ManageReferenceData)
  @Mutation(() => GreenChannelSetUpView, { description: 'Add or change diagnoses of a channel. 新增或修改诊断规则' })
  async changeGreenChannelRule(
    @Args('input') input: ChangeGreenChannelRuleInput,
    @Actor() actor: ActorContext,
  ): Promise<GreenChannelSetUpView> {
    await this.setUp.changeRule(actor, input);
    return this.view.get();
  }

  @Allow(Permission.ManageReferenceData)
  @Mutation(() => GreenChannelSetUpView, { description: 'End diagnoses of a channel. 停用诊断规则' })
  async endGreenChannelRule(
    @Args('input') input: EndGreenChannelRuleInput,
    @Actor() actor: ActorContext,
  ): Promise<GreenChannelSetUpView> {
    await this.setUp.endRule(actor, input);
    return this.view.get();
  }
}
