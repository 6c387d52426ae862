import { Field, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { IsString } from 'class-validator';
import { CreationInput, EnumField, IdField, LocalDateScalar, OptionalText } from '#platform';
import { WantedPlace } from '../domain/slot-search.js';

registerEnumType(WantedPlace, {
  name: 'ReferralWantedPlace',
  description: 'What is looked for for a patient. 所寻资源',
  valuesMap: {
    SLOT: { description: 'A place of a session. 号源' },
    BED: { description: 'A bed. 床位' },
  },
});

@ObjectType({ description: 'A place or a bed that was looked for in vain. 无号源尝试记录' })
export class ReferralSlotSearch {
  @Field(() => WantedPlace, { description: 'What was looked for. 所寻资源' })
  wanted: WantedPlace;

  @Field(() => String, { description: 'In which department. 科室' })
  departmentName: string;

  @Field(() => LocalDateScalar, { description: 'From which day. 起始日期' })
  firstDay: string;

  @Field(() => LocalDateScalar, { description: 'To which day, included. 截止日期' })
  lastDay: string;

  @Field(() => String, { nullable: true, description: 'What was said about it. 说明' })
  comment: string | null;

  @Field(() => Date, { description: 'When. 尝试时间' })
  searchedAt: Date;

  @Field(() => String, { description: 'By whom. 操作人' })
  staffName: string;
}

@InputType({ description: 'Where a place or a bed was looked for in vain. 登记无号源' })
export class RecordNoFreeSlotInput extends CreationInput {
  @IdField('The referral that waits for it. 转诊编号')
  referralId: string;

  @EnumField(WantedPlace, 'What was looked for. 所寻资源')
  wanted: WantedPlace;

  @Field(() => LocalDateScalar, { description: 'From which day. 起始日期' })
  @IsString()
  firstDay: string;

  @Field(() => LocalDateScalar, { description: 'To which day, included. 截止日期' })
  @IsString()
  lastDay: string;

  @OptionalText(200, 'More about it. 说明')
  comment?: string | null;
}
