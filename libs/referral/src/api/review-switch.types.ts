import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsBoolean, IsInt, IsOptional, MaxLength, Min, MinLength } from 'class-validator';
import { EnumField, OptionalIdField } from '#platform';
import { ReviewedDirection } from '../domain/review.js';

@ObjectType({ description: 'Whether referrals are reviewed before they leave. 内审开关' })
export class ReferralReviewSwitch {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => ID, { nullable: true, description: 'A department; none for the whole institution. 科室编号' })
  departmentId: string | null;

  @Field(() => ReviewedDirection, { description: 'Which way the referrals go. 转诊方向' })
  direction: ReviewedDirection;

  @Field(() => Boolean, { description: 'Whether they are reviewed. 是否内审' })
  reviewRequired: boolean;

  @Field(() => ID, {
    nullable: true,
    description: "Whose referral centre stands in where only the author could; the receiver's when empty. 备用内审机构",
  })
  fallbackInstitutionId: string | null;

  @Field(() => Int, { description: 'Grows with each change; send it back as `expectedVersion`. 版本号' })
  version: number;
}

@InputType({ description: 'Switches internal review on or off. 设置内审开关' })
export class SwitchReferralReviewInput {
  @OptionalIdField('A department of the own institution; all of it when left out. 科室')
  departmentId?: string | null;

  @EnumField(ReviewedDirection, 'Which way the referrals go. 转诊方向')
  direction: ReviewedDirection;

  @Field(() => Boolean, { description: 'Whether they are reviewed. 是否内审' })
  @IsBoolean()
  reviewRequired: boolean;

  @OptionalIdField(
    "Whose referral centre stands in where only the author could; the receiver's when left out. 备用内审机构",
  )
  fallbackInstitutionId?: string | null;

  @Field(() => Int, { description: 'The version that the caller has read; 0 where it was never set. 版本号' })
  @IsInt()
  @Min(0)
  expectedVersion: number;

  @Field(() => String, { nullable: true, description: 'Chosen by the client, once for each request. 幂等键' })
  @IsOptional()
  @MinLength(8)
  @MaxLength(100)
  idempotencyKey?: string;
}
