import { Args, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, type ActorContext, type Connection } from '#platform';
import { DutyCorrectionsQuery, type SeenCorrection } from '../queries/duty-corrections.query.js';
import { DutyCorrectionArgs, DutyCorrectionConnection } from './duty-correction.types.js';

/** What was changed of the roster's past. */
@Resolver()
export class DutyCorrectionsResolver {
  constructor(private readonly corrections: DutyCorrectionsQuery) {}

  @Allow(Permission.PlanDuty)
  @Query(() => DutyCorrectionConnection, {
    description: 'What was changed of the past at the own institution: by whom, why, before and after. 值班更正记录',
  })
  dutyCorrections(@Args() page: DutyCorrectionArgs, @Actor() actor: ActorContext): Promise<Connection<SeenCorrection>> {
    return this.corrections.list(actor, page);
  }
}
