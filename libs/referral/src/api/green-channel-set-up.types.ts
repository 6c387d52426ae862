import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsBoolean, IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { EnumField, IdField, OptionalEnumField, VersionedChangeInput, VersionedPeriod } from '#platform';
import { GreenChannel, GreenChannelNode } from '../domain/green-channel.js';
import { Priority } from '../domain/referral-state.js';

const OLDEST = 150;
const MOST_NODES = 50;
const LONGEST_MINUTES = 10_080;
const CHANNEL = 'The channel. 绿色通道';

@ObjectType({ isAbstract: true })
class GreenChannelPeriod extends VersionedPeriod {
  @Field(() => GreenChannel, { description: CHANNEL })
  channel: GreenChannel;
}

@ObjectType({ description: 'Where the patients of a channel go, during one period. 绿色通道中心' })
export class GreenChannelCentrePeriod extends GreenChannelPeriod {
  @Field(() => ID, { description: 'The department. 科室编号' })
  departmentId: string;

  @Field(() => String, { description: 'Name of its institution. 机构名称' })
  institutionName: string;

  @Field(() => String, { description: 'Name of the department. 科室名称' })
  departmentName: string;
}

@ObjectType({ description: 'A node of a channel with its limit, during one period. 绿色通道节点时限' })
export class GreenChannelNodePeriod extends GreenChannelPeriod {
  @Field(() => GreenChannelNode, { description: 'The node. 节点' })
  node: GreenChannelNode;

  @Field(() => Int, { description: 'Its place on the way. 顺序' })
  position: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Minutes within which it is passed; none without a limit. 时限（分钟）',
  })
  limitMinutes: number | null;

  @Field(() => GreenChannelNode, { nullable: true, description: 'The node from which they count. 起算节点' })
  limitFrom: GreenChannelNode | null;
}

@ObjectType({ description: 'Diagnoses that lead to a channel, during one period. 绿色通道诊断规则' })
export class GreenChannelRulePeriod extends GreenChannelPeriod {
  @Field(() => String, { description: 'Beginning of ICD-10 codes. 诊断代码前缀' })
  diagnosisPrefix: string;

  @Field(() => Priority, { description: 'How urgent. 级别' })
  priority: 'I' | 'II';

  @Field(() => Int, { nullable: true, description: 'From which age, in full years. 最小年龄' })
  minimumAge: number | null;

  @Field(() => Int, { nullable: true, description: 'Up to which age, in full years. 最大年龄' })
  maximumAge: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether for pregnancy and childbed alone. 是否仅限孕产妇' })
  pregnant: boolean | null;
}

@ObjectType({ description: 'The reference data of green channels with all its periods. 绿色通道设置' })
export class GreenChannelSetUpView {
  @Field(() => [GreenChannelCentrePeriod], { description: 'Centres. 中心' })
  centres: GreenChannelCentrePeriod[];

  @Field(() => [GreenChannelNodePeriod], { description: 'Nodes and limits. 节点' })
  nodes: GreenChannelNodePeriod[];

  @Field(() => [GreenChannelRulePeriod], { description: 'Diagnoses. 诊断规则' })
  rules: GreenChannelRulePeriod[];
}

@InputType({ isAbstract: true })
class ChannelChangeInput extends VersionedChangeInput {
  @EnumField(GreenChannel, CHANNEL)
  channel: GreenChannel;
}

@InputType({ description: 'Another department that receives the patients of a channel. 修改绿色通道中心' })
export class ChangeGreenChannelCentreInput extends ChannelChangeInput {
  @IdField('The department. 科室')
  departmentId: string;
}

@InputType({ description: 'Another place or limit of a node. 修改节点时限' })
export class ChangeGreenChannelNodeInput extends ChannelChangeInput {
  @EnumField(GreenChannelNode, 'The node. 节点')
  node: GreenChannelNode;

  @Field(() => Int, { description: 'Its place on the way. 顺序' })
  @IsInt()
  @Min(1)
  @Max(MOST_NODES)
  position: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Minutes within which it is passed; with `limitFrom`. 时限（分钟）',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(LONGEST_MINUTES)
  limitMinutes?: number | null;

  @OptionalEnumField(GreenChannelNode, 'The node from which they count; with `limitMinutes`. 起算节点')
  limitFrom?: GreenChannelNode | null;
}

@InputType({ description: 'Diagnoses that no longer lead to a channel. 停用诊断规则' })
export class EndGreenChannelRuleInput extends ChannelChangeInput {
  @Field(() => String, { description: 'Beginning of ICD-10 codes, e.g. `I21`. 诊断代码前缀' })
  @Matches(/^[A-Z][0-9]{1,2}(\.[0-9A-Z]{1,4})?$/)
  diagnosisPrefix: string;
}

@InputType({ description: 'Diagnoses that lead to a channel, and for whom. 新增或修改诊断规则' })
export class ChangeGreenChannelRuleInput extends EndGreenChannelRuleInput {
  @Field(() => Priority, { description: 'How urgent: I or II. 级别' })
  @IsIn([Priority.I, Priority.II])
  priority: 'I' | 'II';

  @Field(() => Int, { nullable: true, description: 'From which age, in full years. 最小年龄' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(OLDEST)
  minimumAge?: number | null;

  @Field(() => Int, { nullable: true, description: 'Up to which age, in full years. 最大年龄' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(OLDEST)
  maximumAge?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether for pregnancy and childbed alone. 是否仅限孕产妇' })
  @IsOptional()
  @IsBoolean()
  pregnant?: boolean | null;
}
