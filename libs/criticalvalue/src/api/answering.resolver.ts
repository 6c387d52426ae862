import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Selection } from '#platform';
import { AnsweringService } from '../commands/answering.service.js';
import { OnwardReferralService } from '../commands/onward-referral.service.js';
import { CriticalValueQueries } from '../queries/critical-value.queries.js';
import {
  AcknowledgeCriticalValueInput,
  CriticalValueActionInput,
  HandleCriticalValueInput,
  RecordCriticalValueContactInput,
  ReferCriticalValueInput,
} from './critical-value.inputs.js';
import { CriticalValue } from './critical-value.types.js';

/** What the side that ordered does with critical values. */
@Resolver(() => CriticalValue)
export class CriticalValueAnsweringResolver {
  constructor(
    private readonly answering: AnsweringService,
    private readonly onward: OnwardReferralService,
    private readonly queries: CriticalValueQueries,
  ) {}

  @Allow(Permission.AnswerCriticalValue)
  @Mutation(() => CriticalValue, {
    description:
      'Reads it back; what does not match is refused with READ_BACK_MISMATCH and stays on record. 复述确认危急值',
  })
  async acknowledgeCriticalValue(
    @Args('input') input: AcknowledgeCriticalValueInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<CriticalValue> {
    return this.queries.answer(actor, await this.answering.acknowledge(actor, input), selection);
  }

  @Allow(Permission.AnswerCriticalValue)
  @Mutation(() => CriticalValue, { description: 'Writes down an attempt to reach an outpatient. 登记患者联系' })
  async recordCriticalValueContact(
    @Args('input') input: RecordCriticalValueContactInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<CriticalValue> {
    return this.queries.answer(actor, await this.answering.recordContact(actor, input), selection);
  }

  @Allow(Permission.AnswerCriticalValue)
  @Mutation(() => CriticalValue, { description: 'Gives an outpatient up for unreachable, for now. 登记患者失联' })
  async markCriticalValueUnreachable(
    @Args('input') input: CriticalValueActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<CriticalValue> {
    return this.queries.answer(actor, await this.answering.markUnreachable(actor, input), selection);
  }

  @Allow(Permission.AnswerCriticalValue)
  @Mutation(() => CriticalValue, { description: 'Writes down what was done. 登记危急值处置' })
  async handleCriticalValue(
    @Args('input') input: HandleCriticalValueInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<CriticalValue> {
    return this.queries.answer(actor, await this.answering.handle(actor, input), selection);
  }

  @Allow(Permission.ReferCriticalValue)
  @Mutation(() => CriticalValue, {
    description:
      'Sends the patient up as an emergency, with the green channel that the finding leads to. 一键绿色通道上转',
  })
  async referCriticalValue(
    @Args('input') input: ReferCriticalValueInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<CriticalValue> {
    return this.queries.answer(actor, await this.onward.refer(actor, input), selection);
  }
}
