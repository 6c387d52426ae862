import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Selection } from '#platform';
import { CentreService } from '../commands/centre.service.js';
import { RaisingService } from '../commands/raising.service.js';
import { CriticalValueQueries } from '../queries/critical-value.queries.js';
import {
  CriticalValueActionInput,
  CriticalValueReasonInput,
  RaiseCriticalValueInput,
  StartCriticalValueDrillInput,
} from './critical-value.inputs.js';
import { CriticalValue } from './critical-value.types.js';

/** What the centre does with critical values. */
@Resolver(() => CriticalValue)
export class CriticalValueCentreResolver {
  constructor(
    private readonly raising: RaisingService,
    private readonly centre: CentreService,
    private readonly queries: CriticalValueQueries,
  ) {}

  @Allow(Permission.RaiseCriticalValue)
  @Mutation(() => CriticalValue, {
    description:
      'Raises something critical when it is seen; what is open for the same thing already is answered. 上报危急值',
  })
  async raiseCriticalValue(
    @Args('input') input: RaiseCriticalValueInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<CriticalValue> {
    return this.queries.answer(actor, await this.raising.raise(actor, input), selection);
  }

  @Allow(Permission.DrillCriticalValue)
  @Mutation(() => CriticalValue, {
    description: 'Starts a drill: the same chain, marked, about nobody and in no statistics. 发起危急值演练',
  })
  async startCriticalValueDrill(
    @Args('input') input: StartCriticalValueDrillInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<CriticalValue> {
    return this.queries.answer(actor, await this.raising.drill(actor, input), selection);
  }

  @Allow(Permission.RaiseCriticalValue)
  @Mutation(() => CriticalValue, { description: 'Verifies it; the second time is the notice. 核对危急值' })
  async verifyCriticalValue(
    @Args('input') input: CriticalValueActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<CriticalValue> {
    return this.queries.answer(actor, await this.centre.verify(actor, input), selection);
  }

  @Allow(Permission.RaiseCriticalValue)
  @Mutation(() => CriticalValue, {
    description: 'Holds it to be false; the chain goes on until another person has looked. 申请撤销（误报）',
  })
  async reportCriticalValueFalse(
    @Args('input') input: CriticalValueReasonInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<CriticalValue> {
    return this.queries.answer(actor, await this.centre.reportFalse(actor, input), selection);
  }

  @Allow(Permission.ReviewCriticalValue)
  @Mutation(() => CriticalValue, { description: 'Lets it stand, where somebody else holds it to be false. 维持危急值' })
  async keepCriticalValue(
    @Args('input') input: CriticalValueActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<CriticalValue> {
    return this.queries.answer(actor, await this.centre.keep(actor, input), selection);
  }

  @Allow(Permission.ReviewCriticalValue)
  @Mutation(() => CriticalValue, {
    description: 'Cancels what somebody else holds to be false as well. 审核撤销危急值',
  })
  async cancelCriticalValue(
    @Args('input') input: CriticalValueActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<CriticalValue> {
    return this.queries.answer(actor, await this.centre.cancel(actor, input), selection);
  }

  @Allow(Permission.CloseCriticalValue)
  @Mutation(() => CriticalValue, { description: 'Closes a handled case. 关闭危急值' })
  async closeCriticalValue(
    @Args('input') input: CriticalValueActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<CriticalValue> {
    return this.queries.answer(actor, await this.centre.close(actor, input), selection);
  }
}
