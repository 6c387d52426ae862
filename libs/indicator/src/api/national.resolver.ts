import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, type ActorContext } from '#platform';
import { NationalItemsService } from '../commands/national-items.service.js';
import { NationalQuery } from '../queries/national.query.js';
import { ChangeNationalItemInput, NationalIndicatorType, NationalIndicatorsArgs } from './national.types.js';

/** The national list beside the figures of the product. */
@Resolver()
export class NationalResolver {
  constructor(
    private readonly national: NationalQuery,
    private readonly items: NationalItemsService,
  ) {}

  @Allow(Permission.ReadIndicators)
  @Query(() => [NationalIndicatorType], { description: 'The national list in a year. 国家监测指标' })
  async nationalIndicators(
    @Args() { year }: NationalIndicatorsArgs,
    @Actor() actor: ActorContext,
  ): Promise<NationalIndicatorType[]> {
    return (await this.national.ofYear(actor, year)) as NationalIndicatorType[];
  }

  @Allow(Permission.ManageReferenceData)
  @Mutation(() => Boolean, { description: 'Word an item of the national list anew. 修改国家监测指标' })
  async changeNationalItem(
    @Args('input') input: ChangeNationalItemInput,
    @Actor() actor: ActorContext,
  ): Promise<boolean> {
    await this.items.change(actor, input);
    return true;
  }
}
