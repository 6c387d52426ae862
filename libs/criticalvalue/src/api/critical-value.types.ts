import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { Department, Institution, Staff } from '#organization';
import { Patient } from '#patient';
import { connectionOf } from '#platform';
import { CriticalValueDomain, CriticalValueState, Encounter } from '../domain/critical-value.js';
import {
  CriticalValueContact,
  CriticalValueCorrection,
  CriticalValueReadBack,
  CriticalValueTurn,
  CriticalValueVerification,
} from './critical-value-history.types.js';

@ObjectType({ description: 'Whether the caller may do something with a critical value now. 可执行操作' })
export class PermittedCriticalValueAction {
  @Field(() => String, { description: 'The action. 操作' })
  action: string;

  @Field(() => Boolean, { description: 'Whether it is open to the caller. 是否允许' })
  permitted: boolean;

  @Field(() => String, { nullable: true, description: 'The rule that refuses it. 未满足的规则' })
  failingRule?: string;
}

@ObjectType({ description: 'A finding that somebody has to hear of at once. 危急值' })
export class CriticalValue {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => String, { description: 'Its number, as people say it. 危急值编号' })
  criticalNo: string;

  @Field(() => Boolean, { description: 'Whether it is a drill, about nobody. 是否演练' })
  drill: boolean;

  @Field(() => CriticalValueDomain, { description: 'Which field of work has found it. 来源' })
  domain: CriticalValueDomain;

  @Field(() => ID, { nullable: true, description: 'The exam, specimen or result. 检查或标本' })
  subjectId: string | null;

  @Field(() => Patient, { nullable: true, description: 'The patient; nobody in a drill. 患者' })
  patient: Patient | null;

  @Field(() => Encounter, { description: 'Where the patient is. 就诊类型' })
  encounter: Encounter;

  @Field(() => String, { nullable: true, description: 'The finding in the list. 危急征象代码' })
  findingCode: string | null;

  @Field(() => String, { nullable: true, description: 'The laboratory item. 项目代码' })
  itemCode: string | null;

  @Field(() => String, { description: 'The finding, or the item, in words. 危急征象或项目' })
  findingText: string;

  @Field(() => String, { nullable: true, description: 'The value of the item. 结果值' })
  value: string | null;

  @Field(() => String, { nullable: true, description: 'Its unit. 单位' })
  unit: string | null;

  @Field(() => Institution, { description: 'Where it was ordered. 开单机构' })
  orderingInstitution: Institution;

  @Field(() => Department, { nullable: true, description: 'By which department. 开单科室' })
  orderingDepartment: Department | null;

  @Field(() => Staff, { nullable: true, description: 'By which doctor. 开单医生' })
  orderingDoctor: Staff | null;

  @Field(() => Institution, { description: 'Whose centre has found it. 诊断中心' })
  centre: Institution;

  @Field(() => CriticalValueState, { description: 'How far it is. 状态' })
  state: CriticalValueState;

  @Field(() => Int, { description: 'Version for changes. 版本号' })
  version: number;

  @Field(() => Int, { description: 'Which of the values that were told counts; the first one is 1. 第几次结果' })
  revision: number;

  @Field(() => [CriticalValueCorrection], { description: 'Results that became others after they were told. 更正记录' })
  corrections: CriticalValueCorrection[];

  @Field(() => Boolean, { description: 'Told before two people had verified it: 待复核' })
  unverified: boolean;

  @Field(() => Date, { description: 'When it was seen. 发现时间' })
  detectedAt: Date;

  @Field(() => String, { nullable: true, description: 'Who saw it; nobody where a rule did. 发现人' })
  detectedByName: string | null;

  @Field(() => Date, { nullable: true, description: 'From when on it is late as it is. 时限' })
  dueAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was told. 通知时间' })
  notifiedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was read back. 确认时间' })
  acknowledgedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'By whom. 确认人' })
  acknowledgedByName: string | null;

  @Field(() => Date, { nullable: true, description: 'When something was done. 处置时间' })
  handledAt: Date | null;

  @Field(() => String, { nullable: true, description: 'By whom. 处置人' })
  handledByName: string | null;

  @Field(() => String, { nullable: true, description: 'What was done. 处置措施' })
  measures: string | null;

  @Field(() => ID, { nullable: true, description: 'The referral that the patient went up by. 转诊单' })
  referralId: string | null;

  @Field(() => Boolean, { description: 'Somebody holds it to be false; another person has to look. 是否疑为误报' })
  heldFalse: boolean;

  @Field(() => String, { nullable: true, description: 'Why they do. 误报原因' })
  heldFalseReasonCode: string | null;

  @Field(() => Date, { nullable: true, description: 'When it ended. 结束时间' })
  endedAt: Date | null;

  @Field(() => [CriticalValueVerification], { description: 'Who has verified it. 核对记录' })
  verifications: CriticalValueVerification[];

  @Field(() => [CriticalValueReadBack], { description: 'What was read back, right and wrong. 复述记录' })
  readBacks: CriticalValueReadBack[];

  @Field(() => [CriticalValueContact], { description: 'How an outpatient was sought. 联系记录' })
  contacts: CriticalValueContact[];

  @Field(() => [CriticalValueTurn], { description: 'Whose turn it has been. 升级记录' })
  turns: CriticalValueTurn[];
}

@ObjectType({ description: 'A page of critical values. 危急值分页' })
export class CriticalValueConnection extends connectionOf(CriticalValue, 'criticalValues') {}

@ObjectType({ description: 'A finding that is critical by itself. 危急征象' })
export class CriticalFindingType {
  @Field(() => String, { description: 'Its code. 代码' })
  code: string;

  @Field(() => CriticalValueDomain, { description: 'Where it is found. 来源' })
  domain: CriticalValueDomain;

  @Field(() => String, { description: 'In Chinese. 中文名称' })
  labelZh: string;

  @Field(() => String, { description: 'In English. 英文名称' })
  labelEn: string;

  @Field(() => String, { nullable: true, description: 'The green channel that it leads to. 对应绿色通道' })
  greenChannel: string | null;
}

@ObjectType({ description: 'From which value on an item is critical, for whom. 危急值界限' })
export class CriticalThresholdType {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => String, { description: 'Code of the item. 项目代码' })
  itemCode: string;

  @Field(() => String, { description: 'Name of the item. 项目名称' })
  itemName: string;

  @Field(() => String, { description: 'Unit of the bounds. 单位' })
  unit: string;

  @Field(() => ID, { nullable: true, description: 'Of this institution alone; null for the default. 机构' })
  institutionId: string | null;

  @Field(() => String, { nullable: true, description: 'Of this sex alone (GB/T 2261.1). 性别' })
  sex: string | null;

  @Field(() => Int, { nullable: true, description: 'From that age in days. 年龄下限（天）' })
  fromAgeDays: number | null;

  @Field(() => Int, { nullable: true, description: 'Before that age in days. 年龄上限（天）' })
  beforeAgeDays: number | null;

  @Field(() => Float, { nullable: true, description: 'Below that it is critical. 低限' })
  below: number | null;

  @Field(() => Float, { nullable: true, description: 'Above that it is critical. 高限' })
  above: number | null;

  @Field(() => String, { nullable: true, description: 'That result is critical. 危急结果' })
  text: string | null;
}
