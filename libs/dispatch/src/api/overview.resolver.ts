import { Args, Query, Resolver } from '@nestjs/graphql';
import { Permission } from '#identity';
import { Actor, Allow, Selected, type ActorContext, type Selection } from '#platform';
import { ruleWords } from '../domain/gap-words.js';
import { RotaOverviewQuery } from '../queries/rota-overview.query.js';
import { RotaQueries } from '../queries/rota.queries.js';
import { BrokenRotaRule, RotaComparison, RotaOverview, RotaRepair } from './overview.types.js';
import { AssignmentArgs, ComparisonArgs, PlanArgs, RepairArgs } from './rota.inputs.js';

/** What planners look at before they decide. */
@Resolver()
export class OverviewResolver {
  constructor(
    private readonly overviews: RotaOverviewQuery,
    private readonly queries: RotaQueries,
  ) {}

  @Allow(Permission.PlanRotas)
  @Query(() => RotaOverview, { description: 'Gaps with their reasons, load and fairness of a rota. 排班概况' })
  rotaOverview(@Args() { planId }: PlanArgs, @Actor() actor: ActorContext): Promise<RotaOverview> {
    return this.overviews.overview(actor, planId) as Promise<RotaOverview>;
  }

  @Allow(Permission.PlanRotas)
  @Query(() => RotaComparison, { description: 'How two rotas differ. 计划对比' })
  compareRotas(
    @Args() { planId, otherPlanId }: ComparisonArgs,
    @Actor() actor: ActorContext,
    @Selected() selection: Selection,
  ): Promise<RotaComparison> {
    return this.overviews.compare(actor, [planId, otherPlanId], selection) as Promise<RotaComparison>;
  }

  @Allow(Permission.PlanRotas)
  @Query(() => RotaRepair, {
    description:
      'The fewest changes that mend a rota as it stands, or as it would be: without somebody, with somebody more, without a demand. 最小变更修复',
  })
  rotaRepair(@Args() args: RepairArgs, @Actor() actor: ActorContext): Promise<RotaRepair> {
    const { planId, expertId, days, joining = null, droppedDemandId = null } = args;
    const absence = expertId ? { expertId, days } : null;
    return this.overviews.repair(actor, planId, { absence, joining, droppedDemandId });
  }

  @Allow(Permission.PlanRotas)
  @Query(() => [BrokenRotaRule], {
    description: 'Every rule that a session would break; none where it may be made. 规则检查',
  })
  async checkAssignment(@Args() args: AssignmentArgs, @Actor() actor: ActorContext): Promise<BrokenRotaRule[]> {
    const { planId, ...wanted } = args;
    const broken = await this.queries.broken(actor, planId, wanted);
    return broken.map((one) => ({
      rule: one.rule as string,
      facts: JSON.stringify(one.facts),
      explanation: ruleWords(one)[actor.origin.locale],
    }));
  }
}
