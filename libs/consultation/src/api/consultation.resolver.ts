import { Args, Context, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import {
  Actor,
  Allow,
  Selected,
  UuidPipe,
  type ActorContext,
  type Connection,
  type GraphqlContext,
  type Selection,
} from '#platform';
import { ConsultationQueries } from '../queries/consultation.queries.js';
import { OpinionDrafts } from '../queries/opinion-draft.reader.js';
import { ConsultationPermittedActions } from '../queries/permitted-actions.reader.js';
import { RoomLinks } from '../queries/room.reader.js';
import { ConsultationListArgs } from './consultation.inputs.js';
import {
  Consultation,
  ConsultationConnection,
  ConsultationCount,
  PermittedConsultationAction,
} from './consultation.types.js';
import { ConsultationOpinion } from './opinion.types.js';

/** Looks at consultations. */
@Resolver(() => Consultation)
export class ConsultationResolver {
  constructor(
    private readonly queries: ConsultationQueries,
    private readonly permitted: ConsultationPermittedActions,
    private readonly rooms: RoomLinks,
    private readonly drafts: OpinionDrafts,
  ) {}

  @Allow(Permission.ReadConsultation)
  @Query(() => Consultation, { description: 'One consultation. 会诊详情' })
  consultation(
    @Args('id', { type: () => ID, description: 'The consultation. 编号' }, UuidPipe) id: string,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Consultation> {
    return this.queries.get(actor, id, selection);
  }

  @Allow(Permission.ReadConsultation)
  @Query(() => ConsultationConnection, { description: 'A list of consultations. 会诊列表' })
  consultations(
    @Args() args: ConsultationListArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Connection<Consultation>> {
    return this.queries.list(actor, args, selection);
  }

  @Allow(Permission.ReadConsultation)
  @Query(() => [ConsultationCount], { description: 'How long the lists of the caller are. 会诊列表数量' })
  async consultationCounts(@Actor() actor: ActorContext): Promise<ConsultationCount[]> {
    return [...(await this.queries.counts(actor))].map(([list, count]) => ({ list, ...count }));
  }

  @ResolveField(() => [PermittedConsultationAction], {
    description: 'What the caller may do with it now, and which rule refuses the rest. 可执行操作',
  })
  async permittedActions(
    @Parent() { id }: Consultation,
    @Context() { loaders }: GraphqlContext,
  ): Promise<readonly PermittedConsultationAction[]> {
    return (await loaders.of(this.permitted).load(id)) ?? [];
  }

  @ResolveField(() => String, {
    nullable: true,
    description:
      'Where the session takes place: for those who take part alone, and only while they may join. 会诊室链接',
  })
  roomUrl(@Parent() { id }: Consultation, @Context() { loaders }: GraphqlContext): Promise<string | null> {
    return loaders.of(this.rooms).load(id);
  }

  @ResolveField(() => ConsultationOpinion, {
    nullable: true,
    description: 'The version that is being written and signed, for the experts alone. 起草中的意见',
  })
  async draftOpinion(
    @Parent() { id }: Consultation,
    @Context() { loaders }: GraphqlContext,
  ): Promise<ConsultationOpinion | null> {
    return (await loaders.of(this.drafts).load(id)) as ConsultationOpinion | null;
  }
}
