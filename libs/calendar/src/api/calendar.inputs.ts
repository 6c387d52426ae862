import { ArgsType, Field, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsBoolean,
  IsDate,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { ChangeInput, CreationInput, EnumField, IdField, LocalDateScalar, OptionalText } from '#platform';
import { EnteredKind } from './calendar.enums.js';

/** Five times on each day of a week. */
const MOST_TIMES = 35;
const LONGEST_BUFFER = 240;

@ArgsType()
export class ExpertCalendarArgs {
  @IdField('Whose calendar. 专家')
  expertId: string;

  @Field(() => LocalDateScalar, { description: 'The first day. 起始日期' })
  @IsString()
  fromDay: string;

  @Field(() => LocalDateScalar, { description: 'The last day, at most a quarter of a year later. 截止日期' })
  @IsString()
  toDay: string;
}

@InputType({ description: 'A time of every week. 每周可用时间' })
class WeeklyAvailabilityInput {
  @Field(() => Int, { description: 'Monday 1 … Sunday 7. 星期' })
  @IsInt()
  @Min(1)
  @Max(7)
  weekday: number;

  @Field(() => String, { description: 'From which time of day, `HH:MM` in China. 起始时刻' })
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/)
  fromTime: string;

  @Field(() => String, { description: 'Until which time of day, `24:00` for its end. 结束时刻' })
  @Matches(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/)
  toTime: string;
}

@InputType({ description: 'When an expert can be had every week from a day on; `id` is the expert. 发布每周可用时间' })
export class PublishAvailabilityInput extends ChangeInput {
  @Field(() => LocalDateScalar, { description: 'From which day on, not before today. 生效日期' })
  @IsString()
  effectiveFrom: string;

  @Field(() => [WeeklyAvailabilityInput], { description: 'The times; none takes all of them back. 可用时间' })
  @ArrayMaxSize(MOST_TIMES)
  @ValidateNested({ each: true })
  @Type(() => WeeklyAvailabilityInput)
  week: WeeklyAvailabilityInput[];

  @Field(() => Int, { defaultValue: 0, description: 'Minutes kept free before a consultation. 会诊前缓冲（分钟）' })
  @IsInt()
  @Min(0)
  @Max(LONGEST_BUFFER)
  bufferBeforeMinutes: number = 0;

  @Field(() => Int, { defaultValue: 0, description: 'Minutes kept free after a consultation. 会诊后缓冲（分钟）' })
  @IsInt()
  @Min(0)
  @Max(LONGEST_BUFFER)
  bufferAfterMinutes: number = 0;
}

@InputType({ description: 'Leave, an own clinic or a surgery list, once or every week. 登记日程' })
export class EnterCommitmentInput extends CreationInput {
  @IdField('Whose time. 专家')
  expertId: string;

  @EnumField(EnteredKind, 'What it is. 日程类型')
  kind: EnteredKind;

  @Field(() => Date, { description: 'From when. 开始时间' })
  @IsDate()
  from: Date;

  @Field(() => Date, { description: 'Until when, excluded. 结束时间' })
  @IsDate()
  to: Date;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Every week until that day; left out for once. 每周重复至',
  })
  @IsOptional()
  @IsString()
  weeklyUntil?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why, from the list `calendar.leave`; for leave alone. 休假类型',
  })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  reasonCode?: string | null;

  @OptionalText(500, 'More about it. 说明')
  comment?: string | null;
}

@InputType({ description: 'A commitment that is taken back. 撤销日程' })
export class WithdrawCommitmentInput extends ChangeInput {
  @Field(() => Boolean, { defaultValue: false, description: 'Also what comes later in the same series. 同时撤销后续' })
  @IsBoolean()
  following: boolean = false;
}

@InputType({ description: 'Leave that is approved. 审批休假' })
export class ApproveLeaveInput extends ChangeInput {}
