import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { RoutingFilter, RoutingPart } from '../domain/routing.js';

@ObjectType({ description: 'One part of a score. 评分项' })
export class RoutingScorePart {
  @Field(() => RoutingPart, { description: 'Which. 评分项' })
  part: RoutingPart;

  @Field(() => Float, { nullable: true, description: 'As measured, in its unit; null: not measured. 原始值' })
  raw: number | null;

  @Field(() => Float, { nullable: true, description: '0 to 1, more is better; null: not measured. 得分' })
  score: number | null;

  @Field(() => Float, { description: 'Its share as it is configured. 权重' })
  weight: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Its share after that of unmeasured parts went to the others; null: not measured. 归一化权重',
  })
  effectiveWeight: number | null;

  @Field(() => Float, { nullable: true, description: 'Score times share; these add up to the whole. 贡献值' })
  contribution: number | null;
}

@ObjectType({ isAbstract: true })
abstract class RoutingPlaceType {
  @Field(() => ID, { description: 'The department. 科室编号' })
  departmentId: string;

  @Field(() => String, { description: 'Its name. 科室名称' })
  departmentName: string;

  @Field(() => ID, { description: 'The institution. 机构编号' })
  institutionId: string;

  @Field(() => String, { description: 'Its short name. 机构简称' })
  institutionName: string;
}

@ObjectType({ description: 'A department that a patient can be sent to. 推荐去向' })
export class RoutingCandidate extends RoutingPlaceType {
  @Field(() => Int, { description: 'Place in the order, from 1. 排名' })
  rank: number;

  @Field(() => Float, { nullable: true, description: '0 to 1; null: nothing could be measured. 总分' })
  score: number | null;

  @Field(() => Boolean, { description: 'Whether unmeasured parts gave their share to the others. 是否已重新归一' })
  renormalized: boolean;

  @Field(() => [RoutingScorePart], { description: 'What the score is made of. 评分构成' })
  parts: RoutingScorePart[];

  @Field(() => Date, {
    nullable: true,
    description: 'When accept rate and response were rolled up; null: not yet, or not used. 统计时间',
  })
  statisticsAt: Date | null;
}

@ObjectType({ description: 'A department that does not come into question. 已排除去向' })
export class RefusedRoutingCandidate extends RoutingPlaceType {
  @Field(() => RoutingFilter, { description: 'The first filter that refuses it. 排除原因' })
  filter: RoutingFilter;
}

@ObjectType({ description: 'Where a patient can go: a suggestion that explains itself and binds nobody. 转诊去向建议' })
export class RoutingSuggestions {
  @Field(() => Date, { description: 'As of when. 生成时间' })
  at: Date;

  @Field(() => [RoutingCandidate], { description: 'Best first. 推荐去向' })
  candidates: RoutingCandidate[];

  @Field(() => [RefusedRoutingCandidate], { description: 'The others, each with the reason. 已排除去向' })
  refused: RefusedRoutingCandidate[];
}

@ObjectType({ description: 'A department as it was suggested. 当时推荐' })
export class SuggestedDepartment {
  @Field(() => ID, { description: 'The department. 科室编号' })
  departmentId: string;

  @Field(() => String, { description: 'Its name. 科室名称' })
  departmentName: string;

  @Field(() => Int, { description: 'Its place. 排名' })
  rank: number;

  @Field(() => Float, { nullable: true, description: 'Its score. 总分' })
  score: number | null;
}

@ObjectType({ description: 'What was chosen at the last submit, against what was suggested then. 去向选择记录' })
export class RoutingChoice {
  @Field(() => Int, { nullable: true, description: 'Place of what was chosen; null: it was not suggested. 所选排名' })
  chosenRank: number | null;

  @Field(() => Float, { nullable: true, description: 'Score of what was chosen. 所选得分' })
  chosenScore: number | null;

  @Field(() => RoutingFilter, { nullable: true, description: 'The filter that it did not pass. 所选排除原因' })
  failingFilter: RoutingFilter | null;

  @Field(() => Int, { description: 'How many came into question. 候选数量' })
  candidates: number;

  @Field(() => [SuggestedDepartment], { description: 'The first five of them. 推荐前五' })
  suggested: SuggestedDepartment[];

  @Field(() => String, { nullable: true, description: 'Why, from `referral.routing_choice`. 选择原因' })
  reasonCode: string | null;

  @Field(() => Date, { description: 'When. 选择时间' })
  chosenAt: Date;
}
