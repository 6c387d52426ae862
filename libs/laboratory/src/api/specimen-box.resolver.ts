import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Connection, type Selection } from '#platform';
import { TransportService } from '../commands/transport.service.js';
import { SpecimenQueries } from '../queries/specimen.queries.js';
import { BoxTemperatureInput, PackSpecimensInput, SpecimenBoxArgs, SpecimenBoxesArgs } from './specimen.inputs.js';
import { SpecimenBox, SpecimenBoxConnection } from './specimen.types.js';

/** Boxes of specimens between two institutions. */
@Resolver()
export class SpecimenBoxResolver {
  constructor(
    private readonly transport: TransportService,
    private readonly queries: SpecimenQueries,
  ) {}

  @Allow(Permission.ReadLaboratory)
  @Query(() => SpecimenBox, { description: 'One box, at either end. 标本运送箱' })
  specimenBox(
    @Args() { id }: SpecimenBoxArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<SpecimenBox> {
    return this.queries.box({ actor, selection }, id);
  }

  @Allow(Permission.ReadLaboratory)
  @Query(() => SpecimenBoxConnection, {
    description: 'Boxes that were packed on some days, the newest first. 标本箱列表',
  })
  specimenBoxes(
    @Args() args: SpecimenBoxesArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Connection<SpecimenBox>> {
    return this.queries.boxes({ actor, selection }, args);
  }

  @Allow(Permission.HandleSpecimens)
  @Mutation(() => SpecimenBox, { description: 'Puts specimens into a new box. 标本打包' })
  async packSpecimens(
    @Args('input') input: PackSpecimensInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<SpecimenBox> {
    return this.queries.answerBox({ actor, selection }, await this.transport.pack(actor, input));
  }

  @Allow(Permission.HandleSpecimens)
  @Mutation(() => SpecimenBox, { description: 'The courier leaves, with the temperature then. 送出标本箱' })
  async dispatchSpecimenBox(
    @Args('input') input: BoxTemperatureInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<SpecimenBox> {
    return this.queries.answerBox({ actor, selection }, await this.transport.dispatch(actor, input));
  }

  @Allow(Permission.HandleSpecimens)
  @Mutation(() => SpecimenBox, { description: 'Writes down how warm a box is, on the way or on arrival. 登记运送温度' })
  async recordBoxTemperature(
    @Args('input') input: BoxTemperatureInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<SpecimenBox> {
    return this.queries.answerBox({ actor, selection }, await this.transport.measure(actor, input));
  }
}
