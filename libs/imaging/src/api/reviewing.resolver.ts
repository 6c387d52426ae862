import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Connection, type Selection } from '#platform';
import { AmendingService, RetractionService } from '../commands/amending.service.js';
import { ReviewingService } from '../commands/reviewing.service.js';
import { ReportQueries } from '../queries/report.queries.js';
import {
  ApproveImagingReportInput,
  DecideReportRetractionInput,
  ImagingReportReasonInput,
  ReportRetractionsArgs,
  RequestReportRetractionInput,
} from './report.inputs.js';
import { ImagingReport, ImagingReportConnection } from './report.types.js';

/** The second signature, and what becomes of reports once they are published. */
@Resolver(() => ImagingReport)
export class ReviewingResolver {
  constructor(
    private readonly queries: ReportQueries,
    private readonly reviewing: ReviewingService,
    private readonly amending: AmendingService,
    private readonly retraction: RetractionService,
  ) {}

  @Allow(Permission.ReadRetractions)
  @Query(() => ImagingReportConnection, { description: 'Reports that somebody wants to take back. 待处理的撤回申请' })
  reportRetractions(
    @Args() page: ReportRetractionsArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<Connection<ImagingReport>> {
    return this.queries.retractions({ actor, selection }, page);
  }

  @Allow(Permission.ReviewImagingReports)
  @Mutation(() => ImagingReport, { description: 'Signs what somebody else has written: it is published. 审核发布报告' })
  async approveImagingReport(
    @Args('input') input: ApproveImagingReportInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ImagingReport> {
    return this.queries.answer({ actor, selection }, await this.reviewing.approve(actor, input));
  }

  @Allow(Permission.ReviewImagingReports)
  @Mutation(() => ImagingReport, { description: 'Gives a report back to whoever wrote it. 退回报告医生' })
  async returnImagingReport(
    @Args('input') input: ImagingReportReasonInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ImagingReport> {
    return this.queries.answer({ actor, selection }, await this.reviewing.returnToReporter(actor, input));
  }

  @Allow(Permission.ReviewImagingReports)
  @Mutation(() => ImagingReport, {
    description: 'Begins a new version of a published report, and claims its reading. 更正报告',
  })
  async amendImagingReport(
    @Args('input') input: ImagingReportReasonInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ImagingReport> {
    return this.queries.answer({ actor, selection }, await this.amending.amend(actor, input));
  }

  @Allow(Permission.RequestRetraction)
  @Mutation(() => ImagingReport, {
    description: 'Wants a published report to be taken back; a second person decides. 申请撤回报告',
  })
  async requestReportRetraction(
    @Args('input') input: RequestReportRetractionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ImagingReport> {
    return this.queries.answer({ actor, selection }, await this.retraction.request(actor, input));
  }

  @Allow(Permission.ConfirmRetraction)
  @Mutation(() => ImagingReport, { description: 'Takes a report back. 确认撤回报告' })
  async confirmReportRetraction(
    @Args('input') input: DecideReportRetractionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ImagingReport> {
    return this.queries.answer({ actor, selection }, await this.retraction.confirm(actor, input));
  }

  @Allow(Permission.ConfirmRetraction)
  @Mutation(() => ImagingReport, { description: 'Lets a report stand that somebody wanted to take back. 驳回撤回申请' })
  async declineReportRetraction(
    @Args('input') input: DecideReportRetractionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ImagingReport> {
    return this.queries.answer({ actor, selection }, await this.retraction.decline(actor, input));
  }
}
