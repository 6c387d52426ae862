import { Args, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import type { Staff } from '#organization';
import { Actor, Allow, Selected, below, type ActorContext, type Selection } from '#platform';
import { ConsultationSlotsQuery } from '../queries/consultation-slots.query.js';
import { ConsultationSlots, ConsultationSlotsArgs } from './consultation-slots.types.js';

/** When a consultation could be. */
@Resolver()
export class ConsultationSlotsResolver {
  constructor(private readonly slots: ConsultationSlotsQuery) {}

  @Allow(Permission.AttendConsultation)
  @Query(() => ConsultationSlots, {
    description: 'Times at which experts are free and the own institution is open; nothing is held. 查询可预约会诊时间',
  })
  async consultationSlots(
    @Args() args: ConsultationSlotsArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ConsultationSlots> {
    const { lastDay, slots: found } = await this.slots.find(actor, args);
    const experts = selection.fields.has('experts')
      ? await this.slots.people<Staff>(found, below(selection, 'experts'))
      : [];
    const slots = found.map(({ start, end, expertIds, proposed }) => ({
      startsAt: start,
      endsAt: end,
      expertIds,
      proposed,
    }));
    return { slots, experts, lastDay };
  }
}
