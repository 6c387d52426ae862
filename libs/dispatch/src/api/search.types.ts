import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { ObjectivePart } from '../domain/solver/answer.js';

@ObjectType({ description: 'Whether the caller may do something with it now. 可执行操作' })
export class PermittedRotaAction {
  @Field(() => String, { description: 'The action. 操作' })
  action: string;

  @Field(() => Boolean, { description: 'Whether it is open to the caller. 是否允许' })
  permitted: boolean;

  @Field(() => String, { nullable: true, description: 'The rule that refuses it. 未满足的规则' })
  failingRule?: string;
}

@ObjectType({ description: 'How far a search is. 求解进度' })
export class RotaSearchProgress {
  @Field(() => String, { description: 'What it does: `BOUND`, `WEEKS` or `WHOLE`. 阶段' })
  stage: string;

  @Field(() => Int, { description: 'Stages or weeks that are done. 已完成' })
  done: number;

  @Field(() => Int, { description: 'How many there are. 总数' })
  of: number;

  @Field(() => Float, { description: 'Minima that the best plan so far misses, weighed by priority. 未满足最少人数' })
  coverage: number;

  @Field(() => Float, { description: 'Its points of the goals that are weighed; less is better. 软目标得分' })
  soft: number;

  @Field(() => Float, { nullable: true, description: 'How far it is from the best at most. 最优性差距' })
  gap: number | null;
}

@ObjectType({ description: 'What no plan can do better than, proven. 最优界' })
export class RotaBound {
  @Field(() => Float, { description: 'Minima that every plan misses, weighed by priority. 未满足最少人数下界' })
  coverage: number;

  @Field(() => Float, { description: 'Points of every plan that misses no more. 软目标下界' })
  soft: number;
}

@ObjectType({ description: 'What one goal costs a plan. 目标得分' })
export class RotaGoal {
  @Field(() => ObjectivePart, { description: 'Which goal. 目标' })
  part: ObjectivePart;

  @Field(() => Float, { description: 'Points; less is better. 得分' })
  points: number;
}
