import { Field, InputType, Int } from '@nestjs/graphql';
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
} from 'class-validator';
import { ChangeInput, CreationInput, EnumField, IdField, OptionalText, ICD_10_CODE } from '#platform';
import { GreenChannel, GreenChannelNode } from '../domain/green-channel.js';

const MOST_DIAGNOSES = 20;
const OLDEST = 150;

@InputType({ description: 'For whom a green channel is looked for. 绿色通道判断条件' })
export class GreenChannelForInput {
  @Field(() => [String], { description: 'ICD-10 codes. 诊断代码' })
  @ArrayMaxSize(MOST_DIAGNOSES)
  @Matches(ICD_10_CODE, { each: true })
  diagnosisCodes: string[];

  @Field(() => Int, { nullable: true, description: 'Age in full years. 年龄' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(OLDEST)
  age?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Pregnant, or has just given birth. 是否孕产妇' })
  @IsOptional()
  @IsBoolean()
  pregnant?: boolean | null;
}

@InputType({ description: 'Opens the green channel of a referral. 启动绿色通道' })
export class OpenGreenChannelInput extends ChangeInput {
  @EnumField(GreenChannel, 'Which. 绿色通道')
  channel: GreenChannel;
}

@InputType({ description: 'When a node was passed. 记录时间节点' })
export class RecordGreenChannelTimeInput extends CreationInput {
  @IdField('The referral, whose channel is open. 转诊编号')
  referralId: string;

  @EnumField(GreenChannelNode, 'Which node. 节点')
  node: GreenChannelNode;

  @Field(() => Date, { description: 'When it happened. 发生时间' })
  @IsDate()
  occurredAt: Date;
}

@InputType({ description: 'Puts a recorded time right; the old one stays. 更正时间节点' })
export class CorrectGreenChannelTimeInput extends RecordGreenChannelTimeInput {
  @Field(() => Int, { description: 'The version of the time that the caller has read. 版本号' })
  @IsInt()
  @Min(1)
  expectedVersion: number;

  @Field(() => String, { description: 'Why, from `referral.green_channel_correction`. 更正原因' })
  @IsString()
  @MaxLength(64)
  reasonCode: string;

  @OptionalText(500, 'More about it; mandatory for some reasons. 更正说明')
  comment?: string | null;
}
