import { ArgsType, Field, Float, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { DateTimeScalar, Text, VersionedChangeInput } from '#platform';
import { EARLIEST_YEAR, LATEST_YEAR, NationalOrigin } from '../domain/national.js';

const NAME_LENGTH = 100;
const UNIT_LENGTH = 20;

@ObjectType({ description: 'Something on record here that speaks for an item of the national list. 佐证数据' })
export class NationalEvidenceType {
  @Field(() => String, { description: 'Which indicator. 指标代码' })
  code: string;

  @Field(() => String, { description: 'Which part of it. 分项' })
  part: string;

  @Field(() => String, { description: 'Its Chinese name. 中文名称' })
  nameZh: string;

  @Field(() => Float, { description: 'Its sum over the months of the year. 全年合计' })
  total: number;
}

@ObjectType({ description: 'An item of the national list in a year. 国家监测指标' })
export class NationalIndicatorType {
  @Field(() => Int, { description: 'Its number in the list. 序号' })
  number: number;

  @Field(() => String, { description: 'Chinese name, to be checked against the list of the year. 中文名称' })
  nameZh: string;

  @Field(() => String, { description: 'English name. 英文名称' })
  nameEn: string;

  @Field(() => NationalOrigin, { description: 'Where the value comes from. 数据来源方式' })
  origin: NationalOrigin;

  @Field(() => String, { description: 'Unit of the value. 单位' })
  unit: string;

  @Field(() => Int, { description: 'Version of its wording. 版本号' })
  version: number;

  @Field(() => Float, { nullable: true, description: 'None where nobody has told it. 数值' })
  value: number | null;

  @Field(() => Int, { nullable: true, description: 'Not counted because their title is not known. 职称不详人数' })
  apart: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Share of the villages with an ECG that a centre has reported on. 村级心电覆盖率',
  })
  coverage: number | null;

  @Field(() => String, { nullable: true, description: 'Where what was handed in comes from. 来源' })
  source: string | null;

  @Field(() => String, { nullable: true, description: 'Who has handed it in. 填报人' })
  uploadedByName: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When. 填报时间' })
  uploadedAt: Date | null;

  @Field(() => [NationalEvidenceType], { description: 'What speaks for it here. 佐证数据' })
  evidence: NationalEvidenceType[];
}

@ArgsType()
export class NationalIndicatorsArgs {
  @Field(() => Int, { description: 'The year, one that has begun. 年度' })
  @IsInt()
  @Min(EARLIEST_YEAR)
  @Max(LATEST_YEAR)
  year: number;
}

@InputType({ description: 'Another wording of an item of the national list. 修改国家监测指标' })
export class ChangeNationalItemInput extends VersionedChangeInput {
  @Field(() => Int, { description: 'Its number in the list. 序号' })
  @IsInt()
  @Min(1)
  @Max(14)
  number: number;

  @Text(NAME_LENGTH, 'Chinese name. 中文名称')
  nameZh: string;

  @Text(NAME_LENGTH, 'English name. 英文名称')
  nameEn: string;

  @Field(() => String, { description: 'Unit of the value; empty for none. 单位' })
  @IsString()
  @MaxLength(UNIT_LENGTH)
  unit: string;
}
