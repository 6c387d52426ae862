import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Selection } from '#platform';
import { UpService } from '../commands/up.service.js';
import { InformationService } from '../commands/information.service.js';
import { UrgeService } from '../commands/urge.service.js';
import { ReferralQueries } from '../queries/referral.queries.js';
import {
  AssignReferralInput,
  RequestReferralInformationInput,
  ReturnReferralWithAdviceInput,
  SupplyReferralInformationInput,
  UrgeReferralInput,
} from './exchange.inputs.js';
import { Referral } from './referral.types.js';

/** What author, receiver and coordinator have to say to each other before a referral is decided. */
@Resolver()
export class ExchangeResolver {
  constructor(
    private readonly up: UpService,
    private readonly information: InformationService,
    private readonly urges: UrgeService,
    private readonly queries: ReferralQueries,
  ) {}

  @Allow(Permission.AssignReferral)
  @Mutation(() => Referral, { description: 'Gives a waiting referral to a doctor, claimed or not. 指派转诊' })
  async assignReferral(
    @Args('input') input: AssignReferralInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.up.assign(actor, input), selection);
  }

  @Allow(Permission.UrgeReferral)
  @Mutation(() => Referral, {
    description:
      'Urges whoever the referral waits for, in either direction: the author, the doctor who has it, or all who could take it on. The referral stays as it is; who was urged is left in peace for a while. 催办',
  })
  async urgeReferral(
    @Args('input') input: UrgeReferralInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.urges.urge(actor, input), selection);
  }

  @Allow(Permission.AnswerReferral)
  @Mutation(() => Referral, { description: 'Asks the author something; owner and place are kept. 要求补充资料' })
  async requestReferralInformation(
    @Args('input') input: RequestReferralInformationInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.information.request(actor, input), selection);
  }

  @Allow(Permission.SubmitReferral)
  @Mutation(() => Referral, { description: 'Answers what the receiver has asked. 补充资料' })
  async supplyReferralInformation(
    @Args('input') input: SupplyReferralInformationInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.information.supply(actor, input), selection);
  }

  @Allow(Permission.AnswerReferral)
  @Mutation(() => Referral, { description: 'Answers a claimed referral with advice instead of a visit. 退回并建议' })
  async returnReferralWithAdvice(
    @Args('input') input: ReturnReferralWithAdviceInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Referral> {
    return this.queries.answer(actor, await this.up.returnWithAdvice(actor, input), selection);
  }
}
