import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, type ActorContext } from '#platform';
import { DeskService } from '../commands/desk.service.js';
import { ArrivalQueries } from '../queries/arrival.queries.js';
import { VerifyAppointmentCodeInput } from './referral.inputs.js';
import { ArrivalConfirmation } from './arrival.types.js';

/** The desk: it sees who came and where they go, and nothing clinical. */
@Resolver()
export class ArrivalResolver {
  constructor(
    private readonly desk: DeskService,
    private readonly arrivals: ArrivalQueries,
  ) {}

  @Allow(Permission.VerifyAppointmentCode)
  @Mutation(() => ArrivalConfirmation, {
    description:
      'Confirms by their code that a patient has arrived; a few wrong codes lock the desk. 核验预约码并确认到院',
  })
  async verifyAppointmentCode(
    @Args('input') input: VerifyAppointmentCodeInput,
    @Actor() actor: ActorContext,
  ): Promise<ArrivalConfirmation> {
    const { referralId, arrivedAt } = await this.desk.confirmArrivalByCode(actor, input.code);
    return this.arrivals.confirmation(referralId, arrivedAt);
  }
}
