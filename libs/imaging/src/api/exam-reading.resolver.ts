import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Selection } from '#platform';
import { FindingsService } from '../commands/findings.service.js';
import { MovingService } from '../commands/moving.service.js';
import { RepeatService } from '../commands/reviewing.service.js';
import { ExamQueries } from '../queries/exam.queries.js';
import {
  AcknowledgeExamResultInput,
  MoveExamInput,
  RaiseCriticalFindingInput,
  ReturnExamForRepeatInput,
} from './exam.inputs.js';
import { Exam } from './exam.types.js';

/** What readers, and the doctors who ordered, do with exams. */
@Resolver(() => Exam)
export class ExamReadingResolver {
  constructor(
    private readonly queries: ExamQueries,
    private readonly findings: FindingsService,
    private readonly repeats: RepeatService,
    private readonly moving: MovingService,
  ) {}

  @Allow(Permission.WriteImagingReports)
  @Mutation(() => Exam, { description: 'Raises something critical when it is seen, before any report. 上报影像危急值' })
  async raiseCriticalFinding(
    @Args('input') input: RaiseCriticalFindingInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Exam> {
    return this.queries.answer({ actor, selection }, await this.findings.raise(actor, input));
  }

  @Allow(Permission.WriteImagingReports)
  @Mutation(() => Exam, { description: 'Sends an exam back that cannot be read as it is. 退回重做' })
  async returnExamForRepeat(
    @Args('input') input: ReturnExamForRepeatInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Exam> {
    return this.queries.answer({ actor, selection }, await this.repeats.returnForRepeat(actor, input));
  }

  @Allow(Permission.PerformExams, Permission.OverseeReading)
  @Mutation(() => Exam, {
    description: 'Another group reads it; what somebody has begun to read, the head alone gives to others. 转诊断组',
  })
  async moveExam(
    @Args('input') input: MoveExamInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Exam> {
    return this.queries.answer({ actor, selection }, await this.moving.move(actor, input));
  }

  @Allow(Permission.ReadExams)
  @Mutation(() => Exam, { description: 'The doctor who ordered has seen the result. 查看结果' })
  async acknowledgeExamResult(
    @Args('input') input: AcknowledgeExamResultInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Exam> {
    return this.queries.answer({ actor, selection }, await this.findings.see(actor, input));
  }
}
