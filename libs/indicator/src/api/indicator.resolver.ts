import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, toConnection, type ActorContext } from '#platform';
import { DefinitionsService } from '../commands/definitions.service.js';
import { MonthService } from '../commands/month.service.js';
import { AnalysisQuery } from '../queries/analysis.query.js';
import { IndicatorQueries, type MonthFigures } from '../queries/indicator.queries.js';
import { RankingQuery } from '../queries/ranking.query.js';
import { RowsQuery } from '../queries/rows.query.js';
import {
  ChangeIndicatorDefinitionInput,
  CloseIndicatorMonthInput,
  IndicatorDefinition,
  IndicatorFigure,
  IndicatorMonth,
  IndicatorRank,
  IndicatorsArgs,
  RankingArgs,
  SeriesArgs,
} from './indicator.types.js';
import { ReferralAnalysisLine } from './analysis.types.js';
import { IndicatorRowConnection, IndicatorRowsArgs } from './row.types.js';

/** Figures of months, and what they mean. */
@Resolver(() => IndicatorMonth)
export class IndicatorResolver {
  constructor(
    private readonly queries: IndicatorQueries,
    private readonly ranking: RankingQuery,
    private readonly rows: RowsQuery,
    private readonly analysis: AnalysisQuery,
    private readonly months: MonthService,
    private readonly definitions: DefinitionsService,
  ) {}

  @Allow(Permission.ReadIndicators)
  @Query(() => IndicatorMonth, { description: 'The indicators of a month. 月度监测指标' })
  indicators(@Args() { period, ...place }: IndicatorsArgs, @Actor() actor: ActorContext) {
    return this.queries.month(actor, period, place);
  }

  @Allow(Permission.ReadIndicators)
  @Query(() => [IndicatorFigure], { description: 'One indicator over months. 指标趋势' })
  indicatorSeries(@Args() { code, from, to, ...place }: SeriesArgs, @Actor() actor: ActorContext) {
    return this.queries.series(actor, code, { from, to }, place);
  }

  @Allow(Permission.ReadIndicators)
  @Query(() => [ReferralAnalysisLine], {
    description:
      'What the meeting on referrals talks about: returns, refusals, overdue stages, broken loops. 转诊分析会清单',
  })
  referralAnalysis(@Args() { period, ...place }: IndicatorsArgs, @Actor() actor: ActorContext) {
    return this.analysis.lines(actor, period, place);
  }

  @Allow(Permission.OpenIndicators)
  @Query(() => IndicatorRowConnection, {
    description:
      'What a figure is about, as it is now; patients are masked, and each look leaves a trace. 指标下钻明细',
  })
  async indicatorRows(
    @Args() { first, after, ...figure }: IndicatorRowsArgs,
    @Actor() actor: ActorContext,
  ): Promise<IndicatorRowConnection> {
    return toConnection(await this.rows.page(actor, figure, { first, after })) as IndicatorRowConnection;
  }

  @Allow(Permission.ReadIndicators)
  @Query(() => [IndicatorRank], { description: 'Townships from the best to the worst. 乡镇排名' })
  indicatorRanking(@Args() { period, code, part }: RankingArgs, @Actor() actor: ActorContext) {
    return this.ranking.of(actor, period, { code, part });
  }

  @Allow(Permission.ReadDirectory)
  @Query(() => [IndicatorDefinition], { description: 'What indicators mean, the newest version first. 指标定义' })
  indicatorDefinitions() {
    return this.queries.definitions();
  }

  @Allow(Permission.ManageReferenceData)
  @Mutation(() => [IndicatorDefinition], { description: 'Change name, limit or thresholds. 修改指标定义' })
  async changeIndicatorDefinition(@Args('input') input: ChangeIndicatorDefinitionInput, @Actor() actor: ActorContext) {
    await this.definitions.change(actor, input);
    return this.queries.definitions();
  }

  @Allow(Permission.CloseIndicatorMonths)
  @Mutation(() => IndicatorMonth, { description: 'Freeze the figures of a month. 月度关账' })
  async closeIndicatorMonth(@Args('input') { period }: CloseIndicatorMonthInput, @Actor() actor: ActorContext) {
    await this.months.close(actor, period);
    return this.queries.month(actor, period, {}, { written: true });
  }

  @ResolveField(() => Boolean, {
    nullable: true,
    description: 'Whether all figures are still those that were sealed; none while it is open. 校验是否一致',
  })
  intact(@Parent() month: MonthFigures): Promise<boolean | null> {
    return this.queries.isIntact(month);
  }
}
