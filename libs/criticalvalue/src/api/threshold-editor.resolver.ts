import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, type ActorContext } from '#platform';
import { ThresholdEditor } from '../commands/threshold-editor.js';
import { ThresholdPeriodsQuery } from '../queries/threshold-periods.query.js';
import {
  ChangeCriticalThresholdInput,
  CriticalThresholdPeriod,
  CriticalThresholdPeriodsArgs,
  EndCriticalThresholdInput,
} from './threshold-editor.types.js';

/** Thresholds, kept by whoever administers the alliance, or an institution for itself. */
@Resolver()
export class ThresholdEditorResolver {
  constructor(
    private readonly editor: ThresholdEditor,
    private readonly periods: ThresholdPeriodsQuery,
  ) {}

  @Allow(Permission.ManageReferenceData)
  @Query(() => [CriticalThresholdPeriod], {
    description:
      'Thresholds of an item with all periods: the defaults, and those that the caller may change. 危急值界限版本',
  })
  criticalThresholdPeriods(
    @Args() { itemCode }: CriticalThresholdPeriodsArgs,
    @Actor() actor: ActorContext,
  ): Promise<CriticalThresholdPeriod[]> {
    return this.periods.of(actor, itemCode);
  }

  @Allow(Permission.ManageReferenceData)
  @Mutation(() => [CriticalThresholdPeriod], {
    description: 'Add or change a threshold; answers those of the item. 新增或修改危急值界限',
  })
  async changeCriticalThreshold(
    @Args('input') input: ChangeCriticalThresholdInput,
    @Actor() actor: ActorContext,
  ): Promise<CriticalThresholdPeriod[]> {
    await this.editor.change(actor, input);
    return this.periods.of(actor, input.itemCode);
  }

  @Allow(Permission.ManageReferenceData)
  @Mutation(() => [CriticalThresholdPeriod], {
    description: 'End a threshold; answers those of the item. 停用危急值界限',
  })
  async endCriticalThreshold(
    @Args('input') input: EndCriticalThresholdInput,
    @Actor() actor: ActorContext,
  ): Promise<CriticalThresholdPeriod[]> {
    await this.editor.end(actor, input);
    return this.periods.of(actor, input.itemCode);
  }
}
