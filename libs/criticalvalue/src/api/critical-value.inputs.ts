import { ArgsType, Field, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsOptional, ValidateNested } from 'class-validator';
import {
  ChangeInput,
  CreationInput,
  EnumField,
  IdField,
  OptionalIdField,
  OptionalText,
  PageOfDaysArgs,
  Text,
} from '#platform';
import { Consciousness } from '#referral';
import { ContactOutcome, ContactRelation, CriticalValueDomain, Encounter } from '../domain/critical-value.js';
import { CriticalValueList } from '../queries/critical-value.queries.js';

@ArgsType()
export class CriticalValueListArgs extends PageOfDaysArgs {
  @EnumField(CriticalValueList, 'Which list. 列表')
  list: CriticalValueList;
}

@InputType({ description: 'A measured value of a laboratory item. 检验结果' })
export class CriticalMeasurementInput {
  @Text(64, 'Code of the item. 项目代码')
  itemCode: string;

  @Text(50, 'The value as it is reported. 结果值')
  value: string;

  @Text(30, 'Its unit. 单位')
  unit: string;
}

@InputType({ description: 'Something critical that was seen. 上报危急值' })
export class RaiseCriticalValueInput extends CreationInput {
  @EnumField(CriticalValueDomain, 'Which field of work has found it. 危急值来源')
  domain: CriticalValueDomain;

  @OptionalIdField('The exam, specimen or result. 检查或标本')
  subjectId?: string | null;

  @IdField('A patient whom the institution of the caller has to do with. 患者')
  patientId: string;

  @EnumField(Encounter, 'Where the patient is. 就诊类型')
  encounter: Encounter;

  @IdField('The doctor who ordered, where the patient is known. 开单医生')
  orderingStaffId: string;

  @OptionalText(64, 'A finding of `criticalFindings`; or else a value. 危急征象代码')
  findingCode?: string | null;

  @Field(() => CriticalMeasurementInput, {
    nullable: true,
    description: 'A value beyond the thresholds; or else a finding. 危急检验值',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => CriticalMeasurementInput)
  measured?: CriticalMeasurementInput | null;
}

@InputType({ description: 'A drill: the whole chain, about nobody. 危急值演练' })
export class StartCriticalValueDrillInput extends CreationInput {
  @EnumField(CriticalValueDomain, 'Which field of work has found it. 危急值来源')
  domain: CriticalValueDomain;

  @Text(64, 'A finding of `criticalFindings`. 危急征象代码')
  findingCode: string;

  @IdField('The doctor who is told first. 开单医生')
  orderingStaffId: string;
}

@InputType({ description: 'A change of a critical value that needs nothing more. 危急值操作' })
export class CriticalValueActionInput extends ChangeInput {}

@InputType({ description: 'A change that needs a reason. 危急值操作（附原因）' })
export class CriticalValueReasonInput extends ChangeInput {
  @Text(64, 'Why, from `critical-value.false`. 原因代码')
  reasonCode: string;

  @OptionalText(500, 'More about it; mandatory for some reasons. 说明')
  comment?: string | null;
}

@InputType({ description: 'What was told, read back. 复述确认' })
export class AcknowledgeCriticalValueInput extends ChangeInput {
  @Text(200, 'The value, or the words of the finding, as they were told. 复述内容')
  readBack: string;
}

@InputType({ description: 'An attempt to reach an outpatient. 联系记录' })
export class RecordCriticalValueContactInput extends ChangeInput {
  @EnumField(ContactRelation, 'Who was tried. 联系对象')
  relation: ContactRelation;

  @EnumField(ContactOutcome, 'What came of it. 联系结果')
  outcome: ContactOutcome;

  @OptionalText(500, 'More about it. 说明')
  comment?: string | null;
}

@InputType({ description: 'What was done for the patient. 处置记录' })
export class HandleCriticalValueInput extends ChangeInput {
  @Text(1000, 'What was done. 处置措施')
  measures: string;
}

@InputType({ description: 'The patient is sent up at once. 一键绿色通道上转' })
export class ReferCriticalValueInput extends ChangeInput {
  @EnumField(Consciousness, 'How conscious the patient is. 意识状态')
  consciousness: Consciousness;

  @OptionalText(20, 'Mobile phone of whoever is with the patient; left out, that of the caller on file. 联系电话')
  phone?: string | null;

  @OptionalIdField("The receiving department; left out, the green channel's at the hospital that found it. 转入科室")
  toDepartmentId?: string | null;
}
