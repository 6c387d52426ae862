import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { HalfDay } from '#calendar';
import { LocalDateScalar } from '#platform';
import { RotaSession } from './rota.types.js';
import { RotaGoal } from './search.types.js';

@ObjectType({ description: 'Why somebody does not fill a gap. 未安排原因' })
export class RotaGapReason {
  @Field(() => ID, { description: 'Who. 专家' })
  expertId: string;

  @Field(() => String, { description: 'Their name. 姓名' })
  expertName: string;

  @Field(() => [String], { description: 'Every rule in the way; `NOT_CHOSEN` where none is. 规则' })
  rules: string[];

  @Field(() => String, { description: 'The same in words. 说明' })
  explanation: string;
}

@ObjectType({ description: 'A demand that gets fewer experts than it asks for. 排班缺口' })
export class RotaGap {
  @Field(() => ID, { description: 'Which demand. 需求' })
  demandId: string;

  @Field(() => ID, { description: 'Where. 乡镇卫生院' })
  townshipId: string;

  @Field(() => String, { description: 'Code of the specialty. 专业' })
  specialty: string;

  @Field(() => LocalDateScalar, { description: 'On which day. 日期' })
  day: string;

  @Field(() => HalfDay, { description: 'In which half of it. 半天' })
  half: HalfDay;

  @Field(() => Int, { description: '1 is the most urgent. 优先级' })
  priority: number;

  @Field(() => Int, { description: 'Missing to the minimum. 低于最少人数' })
  shortOfMin: number;

  @Field(() => Int, { description: 'Missing to the ideal beyond the minimum. 低于理想人数' })
  shortOfIdeal: number;

  @Field(() => Int, { description: 'Experts of the specialty and title. 符合条件人数' })
  qualified: number;

  @Field(() => String, { description: 'Why it is one, in a sentence. 说明' })
  explanation: string;

  @Field(() => [RotaGapReason], { description: 'Why each of them does not fill it. 原因' })
  reasons: RotaGapReason[];
}

@ObjectType({ description: 'What lies on one expert. 专家负荷' })
export class RotaLoad {
  @Field(() => ID, { description: 'Who. 专家' })
  expertId: string;

  @Field(() => String, { description: 'Their name. 姓名' })
  expertName: string;

  @Field(() => Int, { description: 'Sessions of the plan. 本期班次' })
  sessions: number;

  @Field(() => Int, { description: 'Sessions of the months before. 前期累计' })
  carriedOver: number;

  @Field(() => Int, {
    description: 'Those of the plan at weekends and in far townships, twice where both. 周末与偏远班次',
  })
  burdens: number;

  @Field(() => Int, { description: 'The same of the months before. 前期周末与偏远累计' })
  carriedOverBurdens: number;

  @Field(() => Float, { description: 'Sessions of both together, by the share of the load. 加权负荷' })
  load: number;
}

@ObjectType({ description: 'Why a session is where it is. 安排依据' })
export class RotaSessionReason {
  @Field(() => ID, { description: 'Who goes. 专家' })
  expertId: string;

  @Field(() => String, { description: 'Their name. 姓名' })
  expertName: string;

  @Field(() => ID, { description: 'For which demand. 需求' })
  demandId: string;

  @Field(() => LocalDateScalar, { description: 'On which day. 日期' })
  day: string;

  @Field(() => Int, { description: 'Experts of the specialty and title. 符合条件人数' })
  qualified: number;

  @Field(() => Int, { description: 'Those of them who could take it as the plan stands. 可替换人数' })
  alternatives: number;

  @Field(() => Int, { nullable: true, description: 'Minutes there and back. 往返路程（分钟）' })
  travelMinutes: number | null;

  @Field(() => Float, { description: 'What the expert wishes, from -1 to 1. 意愿' })
  preference: number;

  @Field(() => Int, { description: 'How often they were at the township before. 既往到访次数' })
  visitsBefore: number;

  @Field(() => Boolean, { description: 'Whether it is a day off that is shared. 是否休息日' })
  weekend: boolean;

  @Field(() => Boolean, { description: 'Whether the township is far for them. 是否偏远' })
  far: boolean;
}

@ObjectType({ description: 'What a plan is worth. 计划指标' })
export class RotaFigures {
  @Field(() => Int, { description: 'Sessions. 班次数' })
  sessions: number;

  @Field(() => Int, { description: 'Experts missing to minima. 未满足最少人数' })
  uncovered: number;

  @Field(() => Float, { description: 'Minutes on the way, there and back. 总路程（分钟）' })
  travelMinutes: number;

  @Field(() => Float, { nullable: true, description: 'Fairness of the load (Jain index), 1 is equal. 公平指数' })
  jain: number | null;

  @Field(() => Float, { description: 'Minima missed, weighed by priority; less is better. 缺口加权' })
  coverage: number;

  @Field(() => Float, { description: 'Points of all goals that are weighed; less is better. 软目标得分' })
  soft: number;

  @Field(() => [RotaGoal], { description: 'The same goal by goal. 各目标得分' })
  goals: RotaGoal[];
}

@ObjectType({ description: 'What a plan leaves open and how its load lies. 排班概况' })
export class RotaOverview extends RotaFigures {
  @Field(() => ID, { description: 'Which plan. 排班计划' })
  planId: string;

  @Field(() => [RotaGap], { description: 'What is not filled. 缺口' })
  gaps: RotaGap[];

  @Field(() => [RotaSessionReason], { description: 'Why each session is where it is. 安排依据' })
  reasons: RotaSessionReason[];

  @Field(() => [RotaLoad], { description: 'What lies on whom. 负荷' })
  loads: RotaLoad[];
}

@ObjectType({ description: 'How two plans differ. 计划对比' })
export class RotaComparison {
  @Field(() => [RotaSession], { description: 'Sessions that only the first has. 仅在前者' })
  onlyInFirst: RotaSession[];

  @Field(() => [RotaSession], { description: 'Sessions that only the second has. 仅在后者' })
  onlyInSecond: RotaSession[];

  @Field(() => RotaFigures, { description: 'What the first is worth. 前者指标' })
  first: RotaFigures;

  @Field(() => RotaFigures, { description: 'What the second is worth. 后者指标' })
  second: RotaFigures;
}

@ObjectType({ description: 'A rule that a session would break. 违反的规则' })
export class BrokenRotaRule {
  @Field(() => String, { description: 'Which rule. 规则' })
  rule: string;

  @Field(() => String, { description: 'What it is about, as JSON. 详情' })
  facts: string;

  @Field(() => String, { description: 'The same in words. 说明' })
  explanation: string;
}

@ObjectType({ description: 'A session that a repair would add or take away. 修复建议' })
export class RotaRepairStep {
  @Field(() => ID, { description: 'Who. 专家' })
  expertId: string;

  @Field(() => ID, { description: 'For which demand. 需求' })
  demandId: string;

  @Field(() => LocalDateScalar, { description: 'On which day. 日期' })
  day: string;

  @Field(() => [String], { description: 'Rules that it would break otherwise. 原因' })
  because: string[];
}

@ObjectType({ description: 'The fewest changes that mend a plan; nothing is saved. 最小变更修复' })
export class RotaRepair {
  @Field(() => Int, { description: 'How many sessions stay. 保留班次数' })
  kept: number;

  @Field(() => Int, { description: 'Experts that would still be missing to minima. 仍未满足最少人数' })
  uncovered: number;

  @Field(() => [RotaRepairStep], { description: 'What would come in. 新增' })
  added: RotaRepairStep[];

  @Field(() => [RotaRepairStep], { description: 'What would leave. 取消' })
  removed: RotaRepairStep[];
}
