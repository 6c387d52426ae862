import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Selected, type BatchReader, type GraphqlContext, type Selection } from '#platform';
import { ReadingTask } from '#worklist';
import type { StudyLinks } from '../data/dicom-web.js';
import { EarlierExams, OpenReports, TaskExams, type Wanted } from '../queries/gathered.readers.js';
import { StudyLinksReader } from '../queries/study-links.reader.js';
import { EarlierExam } from './earlier-exam.types.js';
import { Exam } from './exam.types.js';
import { ExamStudyLinks } from './pacs.types.js';
import { ImagingReport } from './report.types.js';

type Reader = BatchReader<Wanted, readonly object[]>;

const ofPage = async <Node>({ loaders }: GraphqlContext, reader: Reader, wanted: Wanted): Promise<Node[]> =>
  [...((await loaders.of(reader).load(wanted)) ?? [])] as Node[];

/** What is read, beside its place in the queue. */
@Resolver(() => ReadingTask)
export class ReadingTaskExtResolver {
  constructor(private readonly exams: TaskExams) {}

  @ResolveField(() => Exam, { nullable: true, description: 'The exam; null where something else is read. 检查' })
  async exam(
    @Parent() { id }: ReadingTask,
    @Context() context: GraphqlContext,
    @Selected() selection: Selection,
  ): Promise<Exam | null> {
    const [exam = null] = await ofPage<Exam>(context, this.exams, { id, selection });
    return exam;
  }
}

/** What a reader looks at beside the images. */
@Resolver(() => Exam)
export class ExamExtResolver {
  constructor(
    private readonly earlier: EarlierExams,
    private readonly open: OpenReports,
  ) {}

  @ResolveField(() => [EarlierExam], {
    description: 'What was examined of the patient before and has been reported, the newest first. 既往检查',
  })
  earlierExams(
    @Parent() { id }: Exam,
    @Context() context: GraphqlContext,
    @Selected() selection: Selection,
  ): Promise<EarlierExam[]> {
    return ofPage(context, this.earlier, { id, selection });
  }

  @ResolveField(() => ImagingReport, {
    nullable: true,
    description: 'The version that is being written, for those who read the exam. 书写中的报告',
  })
  async openReport(
    @Parent() { id }: Exam,
    @Context() context: GraphqlContext,
    @Selected() selection: Selection,
  ): Promise<ImagingReport | null> {
    const [report = null] = await ofPage<ImagingReport>(context, this.open, { id, selection });
    return report;
  }
}

/** Images to compare with. */
@Resolver(() => EarlierExam)
export class EarlierExamResolver {
  constructor(private readonly links: StudyLinksReader) {}

  @ResolveField(() => ExamStudyLinks, {
    nullable: true,
    description: 'Where the images are; null without a study, and without a PACS. 影像链接',
  })
  studyLinks(@Parent() { id }: EarlierExam, @Context() { loaders }: GraphqlContext): Promise<StudyLinks | null> {
    return loaders.of(this.links).load(id);
  }
}
