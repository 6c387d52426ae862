import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Connection, type Selection } from '#platform';
import { ExamEndings } from '../commands/exam-endings.js';
import { ExamService } from '../commands/exam.service.js';
import { ExamQueries } from '../queries/exam.queries.js';
import {
  AcquireExamInput,
  EndExamInput,
  ExamArgs,
  ExamsArgs,
  LinkExamStudyInput,
  RegisterExamInput,
  StartExamInput,
} from './exam.inputs.js';
import { Exam, ExamConnection } from './exam.types.js';

/** Exams, and what technicians do with them. */
@Resolver(() => Exam)
export class ExamResolver {
  constructor(
    private readonly queries: ExamQueries,
    private readonly service: ExamService,
    private readonly endings: ExamEndings,
  ) {}

  @Allow(Permission.ReadExams)
  @Query(() => Exam, { description: 'One exam, wherever it is ordered, performed or read. 检查详情' })
  exam(@Args() { id }: ExamArgs, @Actor() actor: ActorContext, @Selected() selection: Selection): Promise<Exam> {
    return this.queries.get({ actor, selection }, id);
  }

  @Allow(Permission.ReadExams)
  @Query(() => ExamConnection, { description: 'A list of exams. 检查列表' })
  exams(
    @Args() args: ExamsArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Connection<Exam>> {
    return this.queries.list({ actor, selection }, args.list, args);
  }

  @Allow(Permission.PerformExams)
  @Mutation(() => Exam, { description: 'Registers an item of an order; it gets its accession number. 检查登记' })
  async registerExam(
    @Args('input') input: RegisterExamInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Exam> {
    return this.queries.answer({ actor, selection }, await this.service.register(actor, input));
  }

  @Allow(Permission.PerformExams)
  @Mutation(() => Exam, { description: 'The exam begins. 开始检查' })
  async startExam(
    @Args('input') input: StartExamInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Exam> {
    return this.queries.answer({ actor, selection }, await this.service.start(actor, input));
  }

  @Allow(Permission.PerformExams)
  @Mutation(() => Exam, { description: 'The exam is done and waits to be read. 完成检查' })
  async acquireExam(
    @Args('input') input: AcquireExamInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Exam> {
    return this.queries.answer({ actor, selection }, await this.service.acquire(actor, input));
  }

  @Allow(Permission.PerformExams)
  @Mutation(() => Exam, { description: 'Says which study shows the exam. 关联影像' })
  async linkExamStudy(
    @Args('input') input: LinkExamStudyInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Exam> {
    return this.queries.answer({ actor, selection }, await this.service.linkStudy(actor, input));
  }

  @Allow(Permission.PerformExams)
  @Mutation(() => Exam, { description: 'The exam does not take place; it had not begun. 取消登记' })
  async cancelExam(
    @Args('input') input: EndExamInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Exam> {
    return this.queries.answer({ actor, selection }, await this.endings.cancel(actor, input));
  }

  @Allow(Permission.PerformExams)
  @Mutation(() => Exam, { description: 'The exam ends for a medical reason, after it has begun. 中止检查' })
  async abortExam(
    @Args('input') input: EndExamInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Exam> {
    return this.queries.answer({ actor, selection }, await this.endings.abort(actor, input));
  }
}
