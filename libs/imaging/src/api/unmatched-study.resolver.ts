import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Connection, type Selection } from '#platform';
import { UnmatchedStudiesService } from '../commands/unmatched-studies.service.js';
import { UnmatchedStudyQueries } from '../queries/unmatched-study.queries.js';
import {
  DecideStudyMatchInput,
  ProposeStudyMatchInput,
  RecordUnmatchedStudyInput,
  UnmatchedStudiesArgs,
  UnmatchedStudy,
  UnmatchedStudyConnection,
} from './unmatched-study.types.js';

/** Studies that show no exam, and how two people bind them. */
@Resolver(() => UnmatchedStudy)
export class UnmatchedStudyResolver {
  constructor(
    private readonly queries: UnmatchedStudyQueries,
    private readonly studies: UnmatchedStudiesService,
  ) {}

  @Allow(Permission.BindStudies)
  @Query(() => UnmatchedStudyConnection, { description: 'Studies that show no exam yet. 未匹配影像列表' })
  unmatchedStudies(
    @Args() page: UnmatchedStudiesArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Connection<UnmatchedStudy>> {
    return this.queries.list({ actor, selection }, page);
  }

  @Allow(Permission.BindStudies)
  @Mutation(() => UnmatchedStudy, { description: 'Records a study that was found without an exam. 登记未匹配影像' })
  async recordUnmatchedStudy(
    @Args('input') { accessionNo = null, patientName = null, modality = null, ...input }: RecordUnmatchedStudyInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<UnmatchedStudy> {
    const study = { ...input, accessionNo, patientName, modality, studyDate: input.studyDate ?? null };
    return this.queries.answer({ actor, selection }, await this.studies.record(actor, study));
  }

  @Allow(Permission.BindStudies)
  @Mutation(() => UnmatchedStudy, { description: 'Says which exam a study shows; another person decides. 提出匹配' })
  async proposeStudyMatch(
    @Args('input') input: ProposeStudyMatchInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<UnmatchedStudy> {
    return this.queries.answer({ actor, selection }, await this.studies.propose(actor, input));
  }

  @Allow(Permission.BindStudies)
  @Mutation(() => UnmatchedStudy, { description: 'Agrees: the study shows the exam. 确认匹配' })
  async confirmStudyMatch(
    @Args('input') input: DecideStudyMatchInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<UnmatchedStudy> {
    return this.queries.answer({ actor, selection }, await this.studies.confirm(actor, input));
  }

  @Allow(Permission.BindStudies)
  @Mutation(() => UnmatchedStudy, { description: 'Does not agree, or takes the proposal back. 驳回匹配' })
  async declineStudyMatch(
    @Args('input') input: DecideStudyMatchInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<UnmatchedStudy> {
    return this.queries.answer({ actor, selection }, await this.studies.decline(actor, input));
  }
}
