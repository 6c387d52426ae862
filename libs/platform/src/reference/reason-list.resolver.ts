import { Inject } from '@nestjs/common';
import { Args, ArgsType, Field, ObjectType, Query, Resolver } from '@nestjs/graphql';
import type { Clock } from '#kernel';
import { Public } from '../access/access.decorators.js';
import { CLOCK } from '../tokens.js';
import { MaxLength } from 'class-validator';
import { ReferenceData } from './reference-data.js';

@ObjectType({ description: 'A coded reason that may be chosen now. 原因代码' })
export class ReasonCode {
  @Field(() => String, { description: 'Stable code, sent back as the reason. 代码' })
  code: string;

  @Field(() => String, { description: 'Label in Chinese. 中文名称' })
  labelZh: string;

  @Field(() => String, { description: 'Label in English. 英文名称' })
  labelEn: string;

  @Field(() => Boolean, { description: 'Whether a comment must come with it. 是否必须填写说明' })
  commentIsMandatory: boolean;
}

@ArgsType()
class ReasonListArgs {
  @Field(() => String, { description: 'Name of the list, e.g. `referral.reject`. 列表名称' })
  @MaxLength(64)
  list: string;
}

@Resolver()
export class ReasonListResolver {
  constructor(
    private readonly reference: ReferenceData,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Public()
  @Query(() => [ReasonCode], { description: 'The reasons of a list that may be chosen now. 原因代码列表' })
  reasonCodes(@Args() { list }: ReasonListArgs): Promise<ReasonCode[]> {
    return this.reference.reasons(list, this.clock.now());
  }
}
