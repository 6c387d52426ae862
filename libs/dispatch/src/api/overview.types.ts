import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { HalfDay } from '#calendar';
import { LocalDateScalar } from '#platform';
import { RotaSession } from './rota.types.js';

@ObjectType({ description: 'Why somebody does not fill a gap. 未安排原因' })
export class RotaGapReason {
  @Field(() => ID, { description: 'Who. 专家' })
  expertId: string;

  @Field(() => [String], { description: 'Every rule in the way; `NOT_CHOSEN` where none is. 规则' })
  rules: string[];
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

  @Field(() => [RotaGapReason], { description: 'Why each of them does not fill it. 原因' })
  reasons: RotaGapReason[];
}

@ObjectType({ description: 'What lies on one expert. 专家负荷' })
export class RotaLoad {
  @Field(() => ID, { description: 'Who. 专家' })
  expertId: string;

  @Field(() => Int, { description: 'Sessions of the plan. 本期班次' })
  sessions: number;

  @Field(() => Int, { description: 'Sessions of the months before. 前期累计' })
  carriedOver: number;

  @Field(() => Float, { description: 'Both together, by the share of the load. 加权负荷' })
  load: number;
}

@ObjectType({ description: 'What a plan leaves open and how its load lies. 排班概况' })
export class RotaOverview {
  @Field(() => ID, { description: 'Which plan. 排班计划' })
  planId: string;

  @Field(() => Float, { nullable: true, description: 'Fairness of the load (Jain index), 1 is equal. 公平指数' })
  jain: number | null;

  @Field(() => [RotaGap], { description: 'What is not filled. 缺口' })
  gaps: RotaGap[];

  @Field(() => [RotaLoad], { description: 'What lies on whom. 负荷' })
  loads: RotaLoad[];
}

@ObjectType({ description: 'How two plans differ. 计划对比' })
export class RotaComparison {
  @Field(() => [RotaSession], { description: 'Sessions that only the first has. 仅在前者' })
  onlyInFirst: RotaSession[];

  @Field(() => [RotaSession], { description: 'Sessions that only the second has. 仅在后者' })
  onlyInSecond: RotaSession[];
}

@ObjectType({ description: 'A rule that a session would break. 违反的规则' })
export class BrokenRotaRule {
  @Field(() => String, { description: 'Which rule. 规则' })
  rule: string;

  @Field(() => String, { description: 'What it is about, as JSON. 详情' })
  facts: string;
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

  @Field(() => [RotaRepairStep], { description: 'What would come in. 新增' })
  added: RotaRepairStep[];

  @Field(() => [RotaRepairStep], { description: 'What would leave. 取消' })
  removed: RotaRepairStep[];
}
