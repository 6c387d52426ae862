import { Args, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, type ActorContext } from '#platform';
import { ConsultationRatingsQuery } from '../queries/ratings.query.js';
import { ConsultationRatings, ConsultationRatingsArgs } from './ratings.types.js';

/** What those who asked made of it. */
@Resolver()
export class ConsultationRatingsResolver {
  constructor(private readonly ratings: ConsultationRatingsQuery) {}

  @Allow(Permission.CheckConsultationQuality)
  @Query(() => ConsultationRatings, { description: 'Ratings of what the own centre was asked. 查询会诊评价统计' })
  consultationRatings(
    @Args() { from, to }: ConsultationRatingsArgs,
    @Actor() actor: ActorContext,
  ): Promise<ConsultationRatings> {
    return this.ratings.of(actor, from, to);
  }
}
