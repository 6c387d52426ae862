import { ArgsType, Field, Float, ID, ObjectType } from '@nestjs/graphql';
import { Matches } from 'class-validator';
import { DateTimeScalar, OptionalIdField, PageArgs, pagesOf } from '#platform';
import { RowKind, RowStanding } from '../domain/row.js';
import { MONTH } from '../domain/period.js';
import { PART, PERIOD } from './indicator.types.js';

@ObjectType({ description: 'One of those that a figure is about, as it is now. 指标明细' })
export class IndicatorRow {
  @Field(() => RowKind, { description: 'What it is. 明细类型' })
  kind: RowKind;

  @Field(() => ID, { description: 'Its id. 编号' })
  id: string;

  @Field(() => DateTimeScalar, { description: 'When it was submitted, or begins. 时间' })
  at: Date;

  @Field(() => RowStanding, { description: 'Whether it counts. 计入情况' })
  standing: RowStanding;

  @Field(() => Float, { nullable: true, description: 'What it adds to the numerator, where it counts. 对分子的贡献' })
  amount: number | null;

  @Field(() => String, { nullable: true, description: 'Number under which people know it. 单号' })
  number: string | null;

  @Field(() => String, { nullable: true, description: 'Its state. 状态' })
  state: string | null;

  @Field(() => String, { nullable: true, description: 'Masked name of the patient. 患者姓名（脱敏）' })
  patientName: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the expert who was sent. 派驻专家' })
  expertName: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the institution that sends. 转出（派出）机构' })
  fromName: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the institution that receives. 接收机构' })
  toName: string | null;
}

@ObjectType({ description: 'A page of rows of a figure. 指标明细列表' })
export class IndicatorRowConnection extends pagesOf(IndicatorRow, 'rows') {
  declare nodes: IndicatorRow[];
}

@ArgsType()
export class IndicatorRowsArgs extends PageArgs {
  @Field(() => String, { description: PERIOD })
  @Matches(MONTH)
  period: string;

  @Field(() => String, { description: 'Which indicator. 指标代码' })
  @Matches(/^[A-Z0-9-]{1,20}$/)
  code: string;

  @Field(() => String, { defaultValue: 'ALL', description: 'Which part of it. 分项' })
  @Matches(PART)
  part: string;

  @OptionalIdField('As for `indicators`. 机构')
  institutionId?: string | null;

  @OptionalIdField('Of which of its departments. 科室')
  departmentId?: string | null;
}
