import { applyDecorators } from '@nestjs/common';
import { ArgsType, Field, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsDate,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { ChangeInput, CreationInput, IdField, LocalDateScalar, OptionalIdField, OptionalText } from '#platform';

/** More than any department keeps; a slip of the finger is caught. */
const MOST_PLACES = 200;
const MOST_BEDS = 1_000;
/** Two sessions a day for a quarter of a year. */
const MOST_SESSIONS = 200;
const MOST_FREE = 50;

const InstantField = (description: string): PropertyDecorator =>
  applyDecorators(
    Field(() => Date, { description }),
    IsDate(),
  );
const DayField = (description: string): PropertyDecorator =>
  applyDecorators(
    Field(() => LocalDateScalar, { description }),
    IsString(),
  );
const CountField = (least: number, most: number, description: string): PropertyDecorator =>
  applyDecorators(
    Field(() => Int, { description }),
    IsInt(),
    Min(least),
    Max(most),
  );

@ArgsType()
export class ClinicSessionsArgs {
  @DayField('The first day. 起始日期')
  fromDay: string;

  @DayField('The last day. 截止日期')
  toDay: string;

  @OptionalIdField('Only of this institution. 机构')
  institutionId?: string | null;

  @OptionalIdField('Only of this department. 科室')
  departmentId?: string | null;
}

@ArgsType()
export class FreeClinicSessionsArgs {
  @IdField('Of which department. 科室')
  departmentId: string;

  @Field(() => Date, { nullable: true, description: 'Not before then; left out for now. 最早时间' })
  @IsOptional()
  @IsDate()
  notBefore?: Date | null;

  @Field(() => Int, { defaultValue: 10, description: `How many, at most ${MOST_FREE}. 数量` })
  @IsInt()
  @Min(1)
  @Max(MOST_FREE)
  first: number = 10;
}

@ArgsType()
export class BedPoolsArgs {
  @OptionalIdField('Only of this institution. 机构')
  institutionId?: string | null;

  @OptionalIdField('Only of this department. 科室')
  departmentId?: string | null;
}

@ArgsType()
export class ClinicClosuresArgs {
  @IdField('Of which department of the own institution. 科室')
  departmentId: string;
}

@InputType({ description: 'A time of one day, and how many patients. 门诊时段' })
class ClinicSessionInput {
  @InstantField('From when. 开始时间')
  from: Date;

  @InstantField('Until when, excluded. 结束时间')
  to: Date;

  @CountField(1, MOST_PLACES, 'How many places. 预留号源数')
  places: number;
}

@InputType({ description: 'Sessions of a department, planned together or not at all. 预留号源计划' })
export class PlanClinicSessionsInput extends CreationInput {
  @IdField('Of which department of the own institution. 科室')
  departmentId: string;

  @Field(() => [ClinicSessionInput], { description: `The sessions, at most ${MOST_SESSIONS}. 门诊时段` })
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_SESSIONS)
  @ValidateNested({ each: true })
  @Type(() => ClinicSessionInput)
  sessions: ClinicSessionInput[];
}

@InputType({ description: 'A week that is to be as another one is. 复制一周号源' })
export class CopyClinicWeekInput extends CreationInput {
  @IdField('Of which department of the own institution. 科室')
  departmentId: string;

  @DayField('A day of the week that is there. 来源周')
  fromWeek: string;

  @DayField('A day of the week to be filled. 目标周')
  toWeek: string;
}

@InputType({ description: 'A session as it is to be. 变更门诊时段' })
export class ChangeClinicSessionInput extends ChangeInput {
  @InstantField('From when. 开始时间')
  from: Date;

  @InstantField('Until when, excluded. 结束时间')
  to: Date;

  @CountField(1, MOST_PLACES, 'How many places. 预留号源数')
  places: number;
}

@InputType({ description: 'A session whose unused places are taken back. 撤回未用号源' })
export class WithdrawClinicSessionInput extends ChangeInput {}

@InputType({ description: 'A time in which the clinic of a department is closed. 停诊' })
export class CloseClinicInput extends CreationInput {
  @IdField('Of which department of the own institution. 科室')
  departmentId: string;

  @InstantField('From when. 开始时间')
  from: Date;

  @InstantField('Until when, excluded. 结束时间')
  to: Date;

  @Field(() => String, { description: 'Why, from the list `capacity.closure`. 停诊原因' })
  @IsString()
  @MaxLength(64)
  reasonCode: string;

  @OptionalText(500, 'More about it; mandatory for some reasons. 说明')
  comment?: string | null;
}

@InputType({ description: 'A closed clinic that opens again. 恢复门诊' })
export class ReopenClinicInput extends ChangeInput {}

@InputType({ description: 'The empty beds of a department, as they are counted. 上报空床' })
export class ReportBedsInput extends CreationInput {
  @IdField('Of which department of the own institution. 科室')
  departmentId: string;

  @CountField(0, MOST_BEDS, 'Empty beds, those included that are held for somebody. 空床数（含已预留）')
  emptyBeds: number;
}
