import { ArgsType, Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsDate, MaxLength, ValidateNested } from 'class-validator';
import { CreationInput, EnumField, Text } from '#platform';
import { Medium } from '../domain/medium.js';
import { TextLanguage } from './text-language.js';

const CODE = { length: 100, description: 'Code of the template: `referral.submitted`. 模板代码' };

@ObjectType({ description: 'A text of a template. 模板文本' })
export class NoticeTemplateText {
  @Field(() => TextLanguage, { description: 'Language. 语言' })
  locale: TextLanguage;

  @Field(() => Medium, { description: 'What it is written for. 文本用途' })
  medium: Medium;

  @Field(() => String, { description: 'Title, with placeholders in braces. 标题' })
  title: string;

  @Field(() => String, { description: 'Text, with placeholders in braces. 正文' })
  body: string;
}

@ObjectType({ description: 'A version of the texts of a notice. 消息模板版本' })
export class NoticeTemplateVersion {
  @Field(() => String, { description: 'Code. 模板代码' })
  code: string;

  @Field(() => Int, { description: 'Number of the version. 版本' })
  version: number;

  @Field(() => Date, { description: 'Since when it counts. 生效时间' })
  effectiveFrom: Date;

  @Field(() => [NoticeTemplateText], { description: 'Its texts. 文本' })
  texts: readonly NoticeTemplateText[];
}

@ArgsType()
export class NoticeTemplateArgs {
  @Field(() => String, { description: CODE.description })
  @MaxLength(CODE.length)
  code: string;
}

@InputType({ description: 'A text of a template. 模板文本' })
class NoticeTemplateTextInput {
  @EnumField(TextLanguage, 'Language. 语言')
  locale: TextLanguage;

  @EnumField(Medium, 'What it is written for. 文本用途')
  medium: Medium;

  @Text(100, 'Title, with placeholders in braces. 标题')
  title: string;

  @Text(1000, 'Text, with placeholders in braces. 正文')
  body: string;
}

@InputType({ description: 'New texts of a notice; both languages for each medium. 新增消息模板版本' })
export class AddNoticeTemplateVersionInput extends CreationInput {
  @Text(CODE.length, CODE.description)
  code: string;

  @Field(() => Date, { description: 'From when on it counts. 生效时间' })
  @IsDate()
  effectiveFrom: Date;

  @Field(() => [NoticeTemplateTextInput], { description: 'The texts. 文本' })
  @ArrayMinSize(1)
  @ArrayMaxSize(8)
  @ValidateNested({ each: true })
  @Type(() => NoticeTemplateTextInput)
  texts: NoticeTemplateTextInput[];
}
