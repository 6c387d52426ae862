import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Selection } from '#platform';
import { CorrectionService } from '../commands/correction.service.js';
import { ReportQueries } from '../queries/report.queries.js';
import { LabReportActionInput, LabReportReasonInput } from './report.inputs.js';
import { LabReport } from './report.types.js';

/** Reports after their publication. */
@Resolver()
export class LabCorrectionResolver {
  constructor(
    private readonly corrections: CorrectionService,
    private readonly queries: ReportQueries,
  ) {}

  @Allow(Permission.ReviewLabReports)
  @Mutation(() => LabReport, {
    description:
      'Begins a version that takes the place of a published one, for a reason of `laboratory.amend`. 更正检验报告',
  })
  async amendLabReport(
    @Args('input') input: LabReportReasonInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<LabReport> {
    return this.queries.answer({ actor, selection }, await this.corrections.amend(actor, input));
  }

  @Allow(Permission.AskLabRetraction)
  @Mutation(() => LabReport, {
    description: 'Wants a published report taken back, for a reason of `laboratory.retract`. 申请撤回检验报告',
  })
  async askLabReportRetraction(
    @Args('input') input: LabReportReasonInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<LabReport> {
    return this.queries.answer({ actor, selection }, await this.corrections.askRetraction(actor, input));
  }

  @Allow(Permission.DecideLabRetraction)
  @Mutation(() => LabReport, { description: 'Lets a report stand that somebody wants taken back. 维持检验报告' })
  async keepLabReport(
    @Args('input') input: LabReportActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<LabReport> {
    return this.queries.answer({ actor, selection }, await this.corrections.keep(actor, input));
  }

  @Allow(Permission.DecideLabRetraction)
  @Mutation(() => LabReport, {
    description: 'Takes back a published report, after somebody else has asked for it. 撤回检验报告',
  })
  async retractLabReport(
    @Args('input') input: LabReportActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<LabReport> {
    return this.queries.answer({ actor, selection }, await this.corrections.retract(actor, input));
  }

  @Allow(Permission.SeeLabReports)
  @Mutation(() => LabReport, { description: 'Takes note of a report where it was ordered. 查阅检验报告' })
  async markLabReportSeen(
    @Args('input') input: LabReportActionInput,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<LabReport> {
    return this.queries.answer({ actor, selection }, await this.corrections.see(actor, input));
  }
}
