import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Connection, type Selection } from '#platform';
import { CollectingService } from '../commands/collecting.service.js';
import { ReceivingService } from '../commands/receiving.service.js';
import { SpecimenQueries } from '../queries/specimen.queries.js';
import {
  CollectSpecimenInput,
  ReceiveSpecimenInput,
  RejectSpecimenInput,
  SpecimenArgs,
  SpecimenScanArgs,
  SpecimensArgs,
} from './specimen.inputs.js';
import { Specimen, SpecimenConnection } from './specimen.types.js';

/** Specimens at both ends of their way. */
@Resolver()
export class SpecimenResolver {
  constructor(
    private readonly collecting: CollectingService,
    private readonly receiving: ReceivingService,
    private readonly queries: SpecimenQueries,
  ) {}

  @Allow(Permission.ReadLaboratory)
  @Query(() => Specimen, { description: 'One specimen, at either end. 标本' })
  specimen(
    @Args() { id }: SpecimenArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Specimen> {
    return this.queries.get({ actor, selection }, id);
  }

  @Allow(Permission.ReadLaboratory)
  @Query(() => Specimen, { description: 'The specimen whose label was scanned. 扫码查询标本' })
  scannedSpecimen(
    @Args() { barcode }: SpecimenScanArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Specimen> {
    return this.queries.scanned({ actor, selection }, barcode);
  }

  @Allow(Permission.ReadLaboratory)
  @Query(() => SpecimenConnection, { description: 'Specimens that people work on, oldest first. 标本工作列表' })
  specimens(
    @Args() args: SpecimensArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Connection<Specimen>> {
    return this.queries.list({ actor, selection }, args.list, args);
  }

  @Allow(Permission.HandleSpecimens)
  @Mutation(() => Specimen, { description: 'Registers a specimen that was taken for items of an order. 采集标本' })
  async collectSpecimen(
    @Args('input') input: CollectSpecimenInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Specimen> {
    return this.queries.answer({ actor, selection }, await this.collecting.collect(actor, input));
  }

  @Allow(Permission.HandleSpecimens)
  @Mutation(() => Specimen, { description: 'Registers a specimen that has arrived; it waits to be examined. 接收标本' })
  async receiveSpecimen(
    @Args('input') input: ReceiveSpecimenInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Specimen> {
    return this.queries.answer({ actor, selection }, await this.receiving.receive(actor, input));
  }

  @Allow(Permission.HandleSpecimens)
  @Mutation(() => Specimen, { description: 'Refuses a specimen; another one may take its place. 拒收标本' })
  async rejectSpecimen(
    @Args('input') input: RejectSpecimenInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Specimen> {
    return this.queries.answer({ actor, selection }, await this.receiving.reject(actor, input));
  }
}
