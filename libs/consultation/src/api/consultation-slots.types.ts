import { ArgsType, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayMinSize, IsDate, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import type { LocalDate } from '#kernel';
import { Staff } from '#organization';
import { DateTimeScalar, LocalDateScalar, OneCase, OptionalIdField, OptionalText } from '#platform';
import { ChoiceReason } from '../domain/fair-choice.js';

const MOST_EXPERTS = 100;
const MOST_SLOTS = 500;
const LONGEST_CODE = 64;
const SHORTEST_MINUTES = 5;
const LONGEST_MINUTES = 480;

export function registerSlotEnums(): void {
  registerEnumType(ChoiceReason, {
    name: 'ConsultationChoiceReason',
    description: 'Why one of several experts is proposed. 推荐理由',
    valuesMap: {
      ONLY_ONE_FREE: { description: 'Nobody else is free then. 仅此专家空闲' },
      FEWEST_FOR_SHARE: { description: 'Fewest consultations for their share. 相对份额会诊最少' },
      LEAST_RECENT: { description: 'As many as others, and asked longest ago. 最久未被邀请' },
    },
  });
}

@ArgsType()
export class ConsultationSlotsArgs {
  @OptionalText(LONGEST_CODE, 'Anybody of this specialty; either this or `expertIds`. 专业')
  specialtyCode?: string | null;

  @Field(() => [ID], { nullable: true, description: 'These experts; either they or `specialtyCode`. 专家' })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_EXPERTS)
  @OneCase()
  @IsUUID(undefined, { each: true })
  expertIds?: string[] | null;

  @Field(() => DateTimeScalar, { description: 'From when on; what has passed is left out. 开始时间' })
  @IsDate()
  from: Date;

  @Field(() => DateTimeScalar, {
    description: 'Until when, at most five weeks later; beyond the last day nothing is found. 截止时间',
  })
  @IsDate()
  to: Date;

  @Field(() => Int, { description: 'How long it takes, in minutes. 时长（分钟）' })
  @IsInt()
  @Min(SHORTEST_MINUTES)
  @Max(LONGEST_MINUTES)
  durationMinutes: number;

  @Field(() => Int, {
    nullable: true,
    description: 'How many have to be free; left out: one of a specialty, all of those named. 所需人数',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_EXPERTS)
  needed?: number | null;

  @OptionalIdField('Who has to be among them. 主持专家')
  chairId?: string | null;

  @Field(() => Int, { defaultValue: 50, description: 'How many times at most, the earliest first. 最多条数' })
  @IsInt()
  @Min(1)
  @Max(MOST_SLOTS)
  limit: number = 50;
}

@ObjectType({ description: 'Whom to ask where any of several may: whose turn it is, and why. 公平推荐' })
export class ConsultationProposal {
  @Field(() => ID, { description: 'Who it is. 专家' })
  expertId: string;

  @Field(() => ChoiceReason, { description: 'Why. 理由' })
  reason: ChoiceReason;

  @Field(() => Int, { description: 'What they have taken lately and have before them. 近期会诊数' })
  taken: number;

  @Field(() => Int, { description: 'Their share; 100 is an ordinary one. 份额（%）' })
  weightPercent: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When their last one begins or began. 最近会诊时间' })
  lastAt: Date | null;
}

@ObjectType({ description: 'A time that can be booked. 可预约时间' })
export class ConsultationSlot {
  @Field(() => DateTimeScalar, { description: 'When it begins. 开始时间' })
  startsAt: Date;

  @Field(() => DateTimeScalar, { description: 'When it ends. 结束时间' })
  endsAt: Date;

  @Field(() => [ID], { description: 'Who is free for all of it. 空闲专家' })
  expertIds: readonly string[];

  @Field(() => ConsultationProposal, { nullable: true, description: 'Whose turn it is; none for several. 推荐专家' })
  proposed: ConsultationProposal | null;
}

@ObjectType({ description: 'Times that can be booked, and with whom. 会诊可预约时间' })
export class ConsultationSlots {
  @Field(() => [ConsultationSlot], { description: 'The times, the earliest first. 时间列表' })
  slots: ConsultationSlot[];

  @Field(() => [Staff], { description: 'Everybody who is free at one of them. 专家列表' })
  experts: Staff[];

  @Field(() => LocalDateScalar, {
    description: 'The last day that can be booked; what is later is left out. 最远可约日期',
  })
  lastDay: LocalDate;
}
