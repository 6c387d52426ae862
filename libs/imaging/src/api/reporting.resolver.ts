import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Selection } from '#platform';
import { DraftingService } from '../commands/drafting.service.js';
import { ReportingService } from '../commands/reporting.service.js';
import { ReportQueries } from '../queries/report.queries.js';
import { writtenOf } from './report-content.js';
import {
  DraftImagingReportInput,
  ImagingReportArgs,
  ResumeImagingReportInput,
  SaveImagingReportInput,
  SubmitImagingReportInput,
} from './report.inputs.js';
import { ImagingReport } from './report.types.js';

/** Reports, and how they are written. */
@Resolver(() => ImagingReport)
export class ReportingResolver {
  constructor(
    private readonly queries: ReportQueries,
    private readonly drafting: DraftingService,
    private readonly reporting: ReportingService,
  ) {}

  @Allow(Permission.ReadExams)
  @Query(() => ImagingReport, {
    description: 'One version of a report; what is not published, where it is read. 检查报告',
  })
  imagingReport(
    @Args() { id }: ImagingReportArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ImagingReport> {
    return this.queries.get({ actor, selection }, id);
  }

  @Allow(Permission.WriteImagingReports)
  @Mutation(() => ImagingReport, {
    description: 'Begins the report of an exam that the caller has claimed, or goes on with it. 书写报告',
  })
  async draftImagingReport(
    @Args('input') input: DraftImagingReportInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ImagingReport> {
    return this.queries.answer({ actor, selection }, await this.drafting.draft(actor, input));
  }

  @Allow(Permission.WriteImagingReports)
  @Mutation(() => ImagingReport, { description: 'Keeps what has been written, and the claim up. 保存报告' })
  async saveImagingReport(
    @Args('input') input: SaveImagingReportInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ImagingReport> {
    return this.queries.answer({ actor, selection }, await this.reporting.save(actor, writtenOf(input)));
  }

  @Allow(Permission.WriteImagingReports)
  @Mutation(() => ImagingReport, { description: 'Signs a report: published, or for a second person to sign. 提交报告' })
  async submitImagingReport(
    @Args('input') input: SubmitImagingReportInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ImagingReport> {
    return this.queries.answer(
      { actor, selection },
      await this.reporting.submit(actor, { ...writtenOf(input), password: input.password }),
    );
  }

  @Allow(Permission.WriteImagingReports)
  @Mutation(() => ImagingReport, {
    description: 'Takes a report up again that a reviewer has given back. 继续书写报告',
  })
  async resumeImagingReport(
    @Args('input') input: ResumeImagingReportInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<ImagingReport> {
    return this.queries.answer({ actor, selection }, await this.drafting.resume(actor, input));
  }
}
