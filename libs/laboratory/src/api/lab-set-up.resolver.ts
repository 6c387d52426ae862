import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, type ActorContext } from '#platform';
import { LabSetUp } from '../commands/lab-set-up.js';
import { LabSetUpQuery } from '../queries/lab-set-up.query.js';
import {
  ChangeLabItemInput,
  ChangeLabReferenceRangeInput,
  EndLabItemInput,
  EndLabReferenceRangeInput,
  LabItemPeriod,
  LabItemsArgs,
  LabReferenceRangePeriod,
  LabReferenceRangesArgs,
} from './lab-set-up.types.js';

/** Reference data of laboratories, kept by whoever administers the alliance. */
@Resolver()
export class LabSetUpResolver {
  constructor(
    private readonly setUp: LabSetUp,
    private readonly view: LabSetUpQuery,
  ) {}

  @Allow(Permission.ManageReferenceData)
  @Query(() => [LabItemPeriod], { description: 'What laboratories measure, with all periods. 检验项目' })
  labItems(@Args() { prefix }: LabItemsArgs): Promise<LabItemPeriod[]> {
    return this.view.items(prefix);
  }

  @Allow(Permission.ManageReferenceData)
  @Query(() => [LabReferenceRangePeriod], { description: 'What is usual in an item, with all periods. 参考范围' })
  labReferenceRanges(@Args() { itemCode }: LabReferenceRangesArgs): Promise<LabReferenceRangePeriod[]> {
    return this.view.ranges(itemCode);
  }

  @Allow(Permission.ManageReferenceData)
  @Mutation(() => [LabItemPeriod], { description: 'Add or change an item; answers its periods. 新增或修改检验项目' })
  async changeLabItem(
    @Args('input') input: ChangeLabItemInput,
    @Actor() actor: ActorContext,
  ): Promise<LabItemPeriod[]> {
    await this.setUp.changeItem(actor, input);
    return this.periodsOf(input.code);
  }

  @Allow(Permission.ManageReferenceData)
  @Mutation(() => [LabItemPeriod], { description: 'End an item; answers its periods. 停用检验项目' })
  async endLabItem(@Args('input') input: EndLabItemInput, @Actor() actor: ActorContext): Promise<LabItemPeriod[]> {
    await this.setUp.endItem(actor, input);
    return this.periodsOf(input.code);
  }

  @Allow(Permission.ManageReferenceData)
  @Mutation(() => [LabReferenceRangePeriod], {
    description: 'Add or change a range; answers those of the item. 新增或修改参考范围',
  })
  async changeLabReferenceRange(
    @Args('input') input: ChangeLabReferenceRangeInput,
    @Actor() actor: ActorContext,
  ): Promise<LabReferenceRangePeriod[]> {
    await this.setUp.changeRange(actor, input);
    return this.view.ranges(input.itemCode);
  }

  @Allow(Permission.ManageReferenceData)
  @Mutation(() => [LabReferenceRangePeriod], { description: 'End a range; answers those of the item. 停用参考范围' })
  async endLabReferenceRange(
    @Args('input') input: EndLabReferenceRangeInput,
    @Actor() actor: ActorContext,
  ): Promise<LabReferenceRangePeriod[]> {
    await this.setUp.endRange(actor, input);
    return this.view.ranges(input.itemCode);
  }

  private async periodsOf(code: string): Promise<LabItemPeriod[]> {
    return (await this.view.items(code)).filter((period) => period.code === code);
  }
}
