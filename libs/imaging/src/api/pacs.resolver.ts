import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type GraphqlContext, type Selection } from '#platform';
import { PacsService } from '../commands/pacs.service.js';
import type { StudyLinks } from '../data/dicom-web.js';
import { ExamQueries } from '../queries/exam.queries.js';
import { StudyLinksReader } from '../queries/study-links.reader.js';
import { FetchExamStudyInput } from './exam.inputs.js';
import { Exam } from './exam.types.js';
import { ExamStudyLinks, PacsStatus } from './pacs.types.js';

/** What the PACS of the alliance has. */
@Resolver(() => Exam)
export class PacsResolver {
  constructor(
    private readonly links: StudyLinksReader,
    private readonly service: PacsService,
    private readonly exams: ExamQueries,
  ) {}

  @Allow(Permission.ReadExams)
  @Query(() => PacsStatus, { description: 'Whether images can be found and opened. 影像系统状态' })
  async pacsStatus(): Promise<PacsStatus> {
    return { state: await this.service.state() };
  }

  @Allow(Permission.PerformExams)
  @Mutation(() => Exam, { description: 'Asks the PACS for the study of an exam, and links it. 从影像系统关联' })
  async fetchExamStudy(
    @Args('input') input: FetchExamStudyInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Exam> {
    return this.exams.answer({ actor, selection }, await this.service.fetch(actor, input));
  }

  @ResolveField(() => ExamStudyLinks, {
    nullable: true,
    description: 'Where the images are; null without a study, and without a PACS. 影像链接',
  })
  studyLinks(@Parent() { id }: Exam, @Context() { loaders }: GraphqlContext): Promise<StudyLinks | null> {
    return loaders.of(this.links).load(id);
  }
}
