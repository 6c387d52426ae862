import { ArgsType, Field, InputType, Int } from '@nestjs/graphql';
import { IsBoolean, IsInt, IsOptional, IsString, MaxLength, Min } from 'class-validator';
import {
  ChangeInput,
  CreationInput,
  IdField,
  LiveArgs,
  LocalDateScalar,
  OptionalText,
  PageArgs,
  Text,
} from '#platform';

const LONGEST_CODE = 40;
const LONGEST_COMMENT = 500;
const GROUP = 'The group of readers: `CT`, `ECG`. 诊断组';

@ArgsType()
export class ReadingQueueArgs extends PageArgs {
  @Text(LONGEST_CODE, GROUP)
  groupCode: string;

  @OptionalText(LONGEST_CODE, 'Only what is for this subspecialty. 亚专业')
  subspecialty?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'What waits for the second signature, instead of what waits to be read. 待审核列表',
  })
  @IsOptional()
  @IsBoolean()
  review?: boolean | null;
}

@ArgsType()
export class ReadingQueueChangedArgs extends LiveArgs {
  @Field(() => String, { description: GROUP })
  @IsString()
  @MaxLength(LONGEST_CODE)
  groupCode: string;
}

@ArgsType()
export class ReadingTaskArgs {
  @IdField('The reading task. 诊断任务编号')
  id: string;
}

@InputType({ description: 'Which queue the next one is taken of. 领取下一个' })
export class ClaimNextReadingInput extends CreationInput {
  @Text(LONGEST_CODE, GROUP)
  groupCode: string;

  @OptionalText(LONGEST_CODE, 'Only what is for this subspecialty. 亚专业')
  subspecialty?: string | null;
}

@InputType({ description: 'Which one is taken. 领取' })
export class ClaimReadingInput extends ChangeInput {}

@InputType({ description: 'Which one is taken over, and why. 接管' })
export class TakeOverReadingInput extends ChangeInput {
  @Text(LONGEST_CODE, 'Why, from the list `worklist.take_over`. 接管原因')
  reasonCode: string;

  @OptionalText(LONGEST_COMMENT, 'More about it. 说明')
  comment?: string | null;
}

@InputType({ description: 'Which one is given back to the queue. 退回队列' })
export class ReleaseReadingInput extends ChangeInput {
  @Field(() => Int, { description: 'The token of the claim. 领取令牌' })
  @IsInt()
  @Min(1)
  fencingToken: number;
}

@InputType({ description: 'Which one somebody is still reading. 心跳' })
export class ExtendReadingInput {
  @IdField('The reading task. 诊断任务编号')
  id: string;

  @Field(() => Int, { description: 'The token of the claim. 领取令牌' })
  @IsInt()
  @Min(1)
  fencingToken: number;
}

@InputType({ description: 'What a reader has shown to be able to read. 登记诊断资质' })
export class CertifyReaderInput extends CreationInput {
  @IdField('Whose. 人员编号')
  staffId: string;

  @Text(LONGEST_CODE, 'The code of the certificate. 资质代码')
  certificateCode: string;

  @Field(() => LocalDateScalar, { description: 'The first day. 生效日期' })
  @IsString()
  validFrom: string;

  @Field(() => LocalDateScalar, { description: 'The last day; one that has passed ends it. 失效日期' })
  @IsString()
  validTo: string;
}
