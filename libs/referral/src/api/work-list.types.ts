import { ArgsType, Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsDate, IsEnum, IsOptional, ValidateNested } from 'class-validator';
import { EnumField, OptionalEnumField, OptionalIdField, OptionalText, PageArgs } from '#platform';
import { Direction, Priority, ReferralKind } from '../domain/referral-state.js';
import { ReferralWorkList, WorkListSort } from '../domain/work-list.js';

@InputType({ description: 'What is left of a work list; everything given has to be true. 工作列表筛选' })
export class ReferralWorkListFilter {
  @OptionalEnumField(Direction, 'Between which levels. 转诊方向')
  direction?: Direction | null;

  @OptionalEnumField(ReferralKind, 'Whether it is an emergency. 转诊类别')
  kind?: ReferralKind | null;

  @OptionalEnumField(Priority, 'How urgent. 病情分级')
  priority?: Priority | null;

  @OptionalIdField('The department that receives or sends. 科室')
  departmentId?: string | null;

  @OptionalIdField('The doctor who wrote it or has it now. 医生')
  doctorId?: string | null;

  @OptionalText(30, 'The whole number of the referral. 转诊单号')
  referralNo?: string | null;

  @Field(() => Date, { nullable: true, description: 'Not before, by the time that the list is worked by. 起始时间' })
  @IsOptional()
  @IsDate()
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Before, by the same time. 截止时间' })
  @IsOptional()
  @IsDate()
  to?: Date | null;
}

@ArgsType()
export class ReferralWorkListArgs extends PageArgs {
  @EnumField(ReferralWorkList, 'Which list; one of other roles is FORBIDDEN, with those that exist. 工作列表')
  list: ReferralWorkList;

  @Field(() => ReferralWorkListFilter, { nullable: true, description: 'What is left of it. 筛选条件' })
  @IsOptional()
  @ValidateNested()
  @Type(() => ReferralWorkListFilter)
  filter?: ReferralWorkListFilter | null;

  @Field(() => WorkListSort, {
    defaultValue: WorkListSort.FIRST_DUE,
    description: 'From which end; a cursor goes on in the same order. 排序',
  })
  @IsEnum(WorkListSort)
  sort: WorkListSort = WorkListSort.FIRST_DUE;
}

@ObjectType({ description: 'How much there is to do in a work list. 工作列表数量' })
export class ReferralWorkListCount {
  @Field(() => ReferralWorkList, { description: 'The list. 工作列表' })
  list: ReferralWorkList;

  @Field(() => Int, { description: 'How many referrals are in it, counted up to 999. 数量' })
  count: number;

  @Field(() => Boolean, { description: 'Whether there are more than were counted. 是否更多' })
  hasMore: boolean;
}
