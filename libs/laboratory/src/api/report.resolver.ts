import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Connection, type Selection } from '#platform';
import { ResultService } from '../commands/result.service.js';
import { ReviewService } from '../commands/review.service.js';
import { ReportQueries } from '../queries/report.queries.js';
import {
  EnterLabResultsInput,
  LabReportActionInput,
  LabReportArgs,
  LabReportReasonInput,
  LabReportsArgs,
  SendLabResultsInput,
  SubmitLabReportInput,
} from './report.inputs.js';
import { LabReport, LabReportConnection } from './report.types.js';

/** Reports on their way to two signatures. */
@Resolver()
export class LabReportResolver {
  constructor(
    private readonly results: ResultService,
    private readonly reviews: ReviewService,
    private readonly queries: ReportQueries,
  ) {}

  @Allow(Permission.ReadLaboratory)
  @Query(() => LabReport, { description: 'One version of a report, at either end. 检验报告' })
  labReport(
    @Args() { id }: LabReportArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<LabReport> {
    return this.queries.get({ actor, selection }, id);
  }

  @Allow(Permission.ReadLaboratory)
  @Query(() => LabReportConnection, { description: 'Reports that people work on, newest first. 检验报告工作列表' })
  labReports(
    @Args() args: LabReportsArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Connection<LabReport>> {
    return this.queries.list({ actor, selection }, args.list, args);
  }

  @Allow(Permission.EnterLabResults)
  @Mutation(() => LabReport, { description: 'Writes values and words, by whoever holds the specimen. 录入检验结果' })
  async enterLabResults(
    @Args('input') input: EnterLabResultsInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<LabReport> {
    return this.queries.answer({ actor, selection }, await this.results.enter(actor, input));
  }

  @Allow(Permission.EnterLabResults)
  @Mutation(() => LabReport, {
    description: 'Brings results of a specimen in; the same again change nothing. 回传检验结果',
  })
  async sendLabResults(
    @Args('input') input: SendLabResultsInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<LabReport> {
    return this.queries.answer({ actor, selection }, await this.results.send(actor, input));
  }

  @Allow(Permission.EnterLabResults)
  @Mutation(() => LabReport, { description: 'Takes up again what a reviewer has given back. 继续修改退回报告' })
  async resumeLabReport(
    @Args('input') input: LabReportActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<LabReport> {
    return this.queries.answer({ actor, selection }, await this.results.resume(actor, input));
  }

  @Allow(Permission.EnterLabResults)
  @Mutation(() => LabReport, { description: 'Signs a report first. 提交检验报告（技术审核）' })
  async submitLabReport(
    @Args('input') input: SubmitLabReportInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<LabReport> {
    return this.queries.answer({ actor, selection }, await this.reviews.submit(actor, input));
  }

  @Allow(Permission.ReviewLabReports)
  @Mutation(() => LabReport, { description: 'Signs a report second, which publishes it. 审核发布检验报告（医学审核）' })
  async approveLabReport(
    @Args('input') input: LabReportActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<LabReport> {
    return this.queries.answer({ actor, selection }, await this.reviews.approve(actor, input));
  }

  @Allow(Permission.ReviewLabReports)
  @Mutation(() => LabReport, {
    description: 'Gives a report back, for a reason of `worklist.return_to_reporter`. 退回检验报告',
  })
  async returnLabReport(
    @Args('input') input: LabReportReasonInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<LabReport> {
    return this.queries.answer({ actor, selection }, await this.reviews.giveBack(actor, input));
  }
}
