import { ArgsType, Field, InputType, Int } from '@nestjs/graphql';
import { applyDecorators } from '@nestjs/common';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsInt, IsOptional, IsString, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { ChangeInput, CreationInput, IdField, LocalDateScalar, OptionalIdField, OptionalText, Text } from '#platform';

const MOST_COUNTED = 1_000;
const MOST_DAYS = 93;

export const DayField = (description: string): PropertyDecorator =>
  applyDecorators(
    Field(() => LocalDateScalar, { description }),
    IsString(),
  );
const CountField = (description: string): PropertyDecorator =>
  applyDecorators(
    Field(() => Int, { defaultValue: 0, description }),
    IsInt(),
    Min(0),
    Max(MOST_COUNTED),
  );
const ReasonCodeField = (): PropertyDecorator =>
  applyDecorators(
    Field(() => String, { description: 'Why, from the list `dispatch.change`. 变更原因' }),
    IsString(),
    MaxLength(64),
  );

const LimitField = (least: number, most: number, preset: number, description: string): PropertyDecorator =>
  applyDecorators(
    Field(() => Int, { defaultValue: preset, description }),
    IsInt(),
    Min(least),
    Max(most),
  );

@InputType({ description: 'A colleague who might be sent, and within which limits. 假设新增的专家' })
class JoiningExpertInput {
  @IdField('Who, of the own institution. 专家')
  expertId: string;

  @LimitField(1, 300, 100, 'Share of the load in percent of everybody’s. 负荷权重（%）')
  weightPercent: number = 100;

  @LimitField(1, 14, 3, 'Sessions a week at most. 每周最多班次')
  maxPerWeek: number = 3;

  @LimitField(1, 7, 3, 'Days in a row at most. 最多连续天数')
  maxConsecutiveDays: number = 3;
}

@ArgsType()
export class RotaSessionsArgs {
  @DayField('The first day. 起始日期')
  fromDay: string;

  @DayField('The last day, at most a quarter of a year later. 截止日期')
  toDay: string;

  @OptionalIdField('Only at that township. 乡镇卫生院')
  townshipId?: string | null;

  @OptionalIdField('Only of that expert. 专家')
  expertId?: string | null;
}

@ArgsType()
export class PlanArgs {
  @IdField('Which plan. 排班计划')
  planId: string;
}

@ArgsType()
export class ComparisonArgs extends PlanArgs {
  @IdField('The plan to compare it with. 对比计划')
  otherPlanId: string;
}

@ArgsType()
export class RepairArgs extends PlanArgs {
  @OptionalIdField('Who might be away; left out to mend the plan as it stands. 假设缺席的专家')
  expertId?: string | null;

  @Field(() => [LocalDateScalar], { defaultValue: [], description: 'On which days. 假设缺席的日期' })
  @ArrayMaxSize(MOST_DAYS)
  @IsString({ each: true })
  days: string[] = [];

  @Field(() => JoiningExpertInput, { nullable: true, description: 'Who might be sent as well. 假设新增的专家' })
  @IsOptional()
  @ValidateNested()
  @Type(() => JoiningExpertInput)
  joining?: JoiningExpertInput | null;

  @OptionalIdField('What might not be asked for any more. 假设取消的需求')
  droppedDemandId?: string | null;
}

@ArgsType()
export class AssignmentArgs extends PlanArgs {
  @IdField('Who would go. 专家')
  expertId: string;

  @IdField('For which demand. 需求')
  demandId: string;

  @DayField('On which day. 日期')
  day: string;
}

@InputType({ description: 'A rota that is begun. 新建排班计划' })
export class CreateRotaInput extends CreationInput {
  @Text(80, 'What it is called. 名称')
  name: string;

  @DayField('The first day. 起始日期')
  fromDay: string;

  @DayField('The last day, at most a quarter of a year later. 截止日期')
  toDay: string;
}

@InputType({ description: 'A step of a rota. 排班计划操作' })
export class RotaActionInput extends ChangeInput {}

@InputType({ description: 'A rota, or its next version, that is published. 发布排班' })
export class PublishRotaInput extends ChangeInput {
  @OptionalText(500, 'Why so late, or what was changed why. 说明')
  reason?: string | null;
}

@InputType({ description: 'An expert who is put into a plan; `id` is the plan. 手工安排' })
export class AssignExpertInput extends ChangeInput {
  @IdField('Who goes. 专家')
  expertId: string;

  @IdField('For which demand. 需求')
  demandId: string;

  @DayField('On which day. 日期')
  day: string;
}

@InputType({ description: 'A session that is taken out of a plan; `id` is the plan. 撤出班次' })
export class TakeOutSessionInput extends ChangeInput {
  @IdField('Which session. 班次')
  sessionId: string;
}

@InputType({ description: 'A step of a session. 班次操作' })
export class SessionActionInput extends ChangeInput {}

@InputType({ description: 'A step of a session that needs a reason. 班次变更' })
export class SessionReasonInput extends ChangeInput {
  @ReasonCodeField()
  reasonCode: string;

  @OptionalText(500, 'More about it; mandatory for some reasons. 说明')
  comment?: string | null;
}

@InputType({ description: 'A swap that is asked for. 申请换班' })
export class RequestSwapInput extends ChangeInput {
  @IdField('Who is to go instead. 换班对象')
  otherExpertId: string;
}

@InputType({ description: 'Somebody who goes at short notice. 应急替换' })
export class SubstituteExpertInput extends SessionReasonInput {
  @IdField('Who goes. 替换专家')
  otherExpertId: string;
}

@InputType({ description: 'What came of a session. 出诊记录' })
export class AttendanceInput extends ChangeInput {
  @CountField('Patients seen. 接诊人次')
  patientsSeen: number = 0;

  @CountField('Ward rounds. 查房次数')
  wardRounds: number = 0;

  @CountField('Operations. 手术台数')
  surgeries: number = 0;

  @CountField('Minutes of teaching. 带教时长（分钟）')
  teachingMinutes: number = 0;
}
