import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Selection } from '#platform';
import { EmergencyService } from '../commands/emergency.service.js';
import { SubmissionService } from '../commands/submission.service.js';
import { ReferralQueries } from '../queries/referral.queries.js';
import {
  AmendEmergencyReferralInput,
  RecordReferralRetrospectivelyInput,
  SubmitEmergencyReferralInput,
} from './emergency.types.js';
import { ReferralActionInput } from './referral.inputs.js';
import { Referral } from './referral.types.js';

/** Emergencies, and patients who have arrived before anybody could write. */
@Resolver()
export class EmergencyResolver {
  constructor(
    private readonly emergencies: EmergencyService,
    private readonly submissions: SubmissionService,
    private readonly queries: ReferralQueries,
  ) {}

  @Allow(Permission.SubmitReferral)
  @Mutation(() => Referral, {
    description: 'Sends an emergency, which nothing stands in the way of; the patient may be unknown. 急诊转诊',
  })
  async submitEmergencyReferral(
    @Args('input') input: SubmitEmergencyReferralInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.emergencies.submit(actor, input), selection);
  }

  @Allow(Permission.AcknowledgeEmergency)
  @Mutation(() => Referral, { description: 'Says that the receiver expects the patient. 确认急诊转诊' })
  async acknowledgeEmergencyReferral(
    @Args('input') input: ReferralActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.emergencies.acknowledge(actor, input), selection);
  }

  @Allow(Permission.SubmitReferral)
  @Mutation(() => Referral, {
    description: 'Puts an emergency right, once and within a few minutes; it is sent again. 修正急诊转诊',
  })
  async amendEmergencyReferral(
    @Args('input') input: AmendEmergencyReferralInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.emergencies.amend(actor, input), selection);
  }

  @Allow(Permission.SubmitReferral)
  @Mutation(() => Referral, { description: 'Records a referral whose patient has arrived already. 补录转诊' })
  async recordReferralRetrospectively(
    @Args('input') input: RecordReferralRetrospectivelyInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.submissions.recordRetrospectively(actor, input), selection);
  }
}
