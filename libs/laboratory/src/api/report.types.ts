import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Institution, Staff } from '#organization';
import { Patient } from '#patient';
import { connectionOf } from '#platform';
import { LabIsolate } from './isolate.types.js';
import { ResultFlag } from '../domain/reference-range.js';
import { ReportKind, ReportState, ResultSource } from '../domain/report.transitions.js';
import { SpecimenType } from '../domain/specimen.js';

@ObjectType({ description: 'A value of a report. 检验结果' })
export class LabResult {
  @Field(() => String, { description: 'Code of the item. 检验项目代码' })
  itemCode: string;

  @Field(() => String, { description: 'Its name. 名称' })
  name: string;

  @Field(() => String, { description: 'The value as it is reported. 结果值' })
  value: string;

  @Field(() => String, { description: 'Its unit. 单位' })
  unit: string;

  @Field(() => ResultFlag, {
    nullable: true,
    description: 'How it lies to what is usual, where that can be said. 标识',
  })
  flag: ResultFlag | null;

  @Field(() => String, { nullable: true, description: 'What was usual for this patient. 参考范围' })
  rangeText: string | null;

  @Field(() => Int, { nullable: true, description: 'How much it has changed since the last value. 变化幅度（%）' })
  deltaPercent: number | null;

  @Field(() => Boolean, { description: 'Whether that is more than it should: was it exchanged? 是否超出变化幅度' })
  deltaExceeded: boolean;

  @Field(() => ID, { nullable: true, description: 'The critical value that it is. 危急值编号' })
  criticalValueId: string | null;

  @Field(() => ResultSource, { description: 'How it came in. 来源' })
  source: ResultSource;

  @Field(() => Date, { description: 'When it was measured. 检测时间' })
  measuredAt: Date;
}

@ObjectType({ description: 'A version of the report about a specimen. 检验报告' })
export class LabReport {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => ID, { description: 'The specimen. 标本编号' })
  specimenId: string;

  @Field(() => String, { description: 'Its barcode. 条码' })
  barcode: string;

  @Field(() => String, { nullable: true, description: 'The number that the laboratory gave it. 检验登记号' })
  accessionNo: string | null;

  @Field(() => SpecimenType, { description: 'What the specimen is. 标本类型' })
  specimenType: SpecimenType;

  @Field(() => Patient, { description: 'Whose it is. 患者' })
  patient: Patient;

  @Field(() => Institution, { description: 'Where it is examined. 检验机构' })
  institution: Institution;

  @Field(() => Institution, { description: 'Where it was ordered. 申请机构' })
  orderingInstitution: Institution;

  @Field(() => Staff, { description: 'Who has ordered it. 申请医生' })
  orderingDoctor: Staff;

  @Field(() => Int, { description: 'Its number among the versions about the specimen. 版次' })
  number: number;

  @Field(() => ID, { nullable: true, description: 'The version from which it goes on. 前一版本' })
  previousId: string | null;

  @Field(() => String, { description: 'The group that examines it. 检验组' })
  groupCode: string;

  @Field(() => ReportKind, { description: 'Whether more is to come. 报告类别' })
  kind: ReportKind;

  @Field(() => ReportState, { description: 'How far it has come. 状态' })
  state: ReportState;

  @Field(() => Boolean, { description: 'Whether it corrects a final report. 已更正' })
  corrected: boolean;

  @Field(() => String, { nullable: true, description: 'What is seen. 描述' })
  description: string | null;

  @Field(() => String, { nullable: true, description: 'What it means. 结论' })
  conclusion: string | null;

  @Field(() => [LabResult], { description: 'Values in the order of the panel. 结果' })
  results: LabResult[];

  @Field(() => [LabIsolate], { description: 'Germs that grew in a culture. 分离菌及药敏' })
  isolates: LabIsolate[];

  @Field(() => Staff, { nullable: true, description: 'Who has signed first. 技术审核人' })
  technicalReviewer: Staff | null;

  @Field(() => Staff, { nullable: true, description: 'Who has signed second. 医学审核人' })
  medicalReviewer: Staff | null;

  @Field(() => Date, { description: 'From when its time counts. 起算时间' })
  begunAt: Date;

  @Field(() => Date, { description: 'When it is due. 应发时间' })
  dueAt: Date;

  @Field(() => Date, { nullable: true, description: 'When it was signed first. 提交时间' })
  submittedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was published. 发布时间' })
  publishedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was taken back. 撤回时间' })
  retractedAt: Date | null;

  @Field(() => Staff, { nullable: true, description: 'Who has taken note of it where it was ordered. 查阅人' })
  seenBy: Staff | null;

  @Field(() => Date, { nullable: true, description: 'When. 查阅时间' })
  seenAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was begun, from `laboratory.amend`. 更正原因' })
  amendmentReasonCode: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it is to be taken back, from `laboratory.retract`. 撤回原因',
  })
  retractionReasonCode: string | null;

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;
}

@ObjectType({ description: 'A page of reports. 检验报告列表' })
export class LabReportConnection extends connectionOf(LabReport, 'reports') {}
