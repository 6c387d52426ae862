import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Selection } from '#platform';
import { ArrangementService } from '../commands/arrangement.service.js';
import { SlotSearchService } from '../commands/slot-search.service.js';
import { ReferralQueries } from '../queries/referral.queries.js';
import { ArrangeReferralInput, ReferralActionInput, ReferralReasonInput } from './referral.inputs.js';
import { Referral } from './referral.types.js';
import { RecordNoFreeSlotInput } from './slot-search.types.js';

/** The visit, from its arrangement to the patient who is there or is not. */
@Resolver()
export class VisitResolver {
  constructor(
    private readonly arrangements: ArrangementService,
    private readonly searches: SlotSearchService,
    private readonly queries: ReferralQueries,
  ) {}

  @Allow(Permission.ArrangeReferral)
  @Mutation(() => Referral, { description: 'Fixes time and place and gives the patient a code. 安排就诊' })
  async arrangeReferral(
    @Args('input') input: ArrangeReferralInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.arrangements.arrange(actor, input), selection);
  }

  @Allow(Permission.ArrangeReferral)
  @Mutation(() => Referral, {
    description: 'Fixes another time or place; the patient gets a new code and the old one counts no longer. 改约',
  })
  async rearrangeReferral(
    @Args('input') input: ArrangeReferralInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.arrangements.rearrange(actor, input), selection);
  }

  @Allow(Permission.ArrangeReferral)
  @Mutation(() => Referral, {
    description:
      'Keeps on record where a place or a bed was looked for in vain; the referral stays as it is. 登记无号源',
  })
  async recordNoFreeSlot(
    @Args('input') input: RecordNoFreeSlotInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.searches.record(actor, input), selection);
  }

  @Allow(Permission.ConfirmArrival)
  @Mutation(() => Referral, { description: 'Confirms that a patient has arrived, without a code. 确认到院' })
  async confirmReferralArrival(
    @Args('input') input: ReferralActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.arrangements.confirmArrival(actor, input), selection);
  }

  @Allow(Permission.ArrangeReferral)
  @Mutation(() => Referral, {
    description: 'Says that a patient did not come, for a reason from `referral.no-show`. 标记爽约',
  })
  async markReferralNoShow(
    @Args('input') input: ReferralReasonInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.arrangements.markNoShow(actor, input), selection);
  }
}
