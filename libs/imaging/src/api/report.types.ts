import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '#platform';
import { FieldKind } from '../domain/report-content.js';
import { ReportKind, ReportState } from '../domain/report.transitions.js';

@ObjectType({ description: 'A finding that can be compared. 结构化所见' })
export class StructuredFinding {
  @Field(() => String, { description: 'Its code in the template. 代码' })
  code: string;

  @Field(() => String, { description: 'What its template calls it, in Chinese. 中文名称' })
  labelZh: string;

  @Field(() => String, { description: 'In English. 英文名称' })
  labelEn: string;

  @Field(() => String, { description: 'What was found. 值' })
  value: string;

  @Field(() => String, { nullable: true, description: 'The unit of a number. 单位' })
  unit: string | null;
}

@ObjectType({ description: 'Who has signed what a report says now. 签名' })
export class ReportSignature {
  @Field(() => Int, { description: '1: wrote it; 2: reviewed it. 签名级别' })
  position: number;

  @Field(() => String, { description: 'Who. 签名人' })
  staffName: string;

  @Field(() => Date, { description: 'When. 签名时间' })
  signedAt: Date;

  @Field(() => String, { description: 'SHA-256 of what was signed. 签名摘要' })
  digest: string;
}

@ObjectType({ description: 'A version of the report of an exam. 检查报告' })
export class ImagingReport {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => ID, { description: 'The exam. 检查编号' })
  examId: string;

  @Field(() => Int, { description: 'Which version. 版本序号' })
  number: number;

  @Field(() => ReportKind, { description: 'Whether more is to come. 类型' })
  kind: ReportKind;

  @Field(() => ReportState, { description: 'How far it has come. 状态' })
  state: ReportState;

  @Field(() => Boolean, { description: 'It corrects a final one: 已更正' })
  corrects: boolean;

  @Field(() => String, { nullable: true, description: 'Why, from `imaging.amend`. 更正原因' })
  amendmentReasonCode: string | null;

  @Field(() => String, { nullable: true, description: 'The template that it follows. 模板' })
  templateCode: string | null;

  @Field(() => String, { description: 'What is seen. 影像所见' })
  findings: string;

  @Field(() => String, { description: 'What it means. 诊断意见' })
  conclusion: string;

  @Field(() => [StructuredFinding], { description: 'Findings that can be compared. 结构化所见' })
  structured: StructuredFinding[];

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether something is wrong; null while nobody has said. 是否阳性',
  })
  abnormal: boolean | null;

  @Field(() => String, { description: 'Who writes, or has written it. 报告医生' })
  authorName: string;

  @Field(() => [ReportSignature], { description: 'Who has signed what it says. 签名' })
  signatures: ReportSignature[];

  @Field(() => Date, { description: 'When it was begun. 创建时间' })
  createdAt: Date;

  @Field(() => Date, { nullable: true, description: 'When it was signed first. 提交时间' })
  submittedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was published. 发布时间' })
  publishedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it stopped counting. 失效时间' })
  endedAt: Date | null;

  @Field(() => Boolean, { description: 'Somebody wants to take it back; another person has to decide. 是否申请撤回' })
  retractionRequested: boolean;

  @Field(() => String, { nullable: true, description: 'Why, from `imaging.retract`. 撤回原因' })
  retractionReasonCode: string | null;

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;
}

@ObjectType({ description: 'A page of reports. 报告列表' })
export class ImagingReportConnection extends connectionOf(ImagingReport, 'reports') {}

@ObjectType({ description: 'A structured finding that a template asks for. 模板所见项' })
export class ImagingTemplateField {
  @Field(() => String, { description: 'Its code. 代码' })
  code: string;

  @Field(() => String, { description: 'In Chinese. 中文名称' })
  labelZh: string;

  @Field(() => String, { description: 'In English. 英文名称' })
  labelEn: string;

  @Field(() => FieldKind, { description: 'What it is. 类型' })
  kind: FieldKind;

  @Field(() => String, { nullable: true, description: 'Its unit. 单位' })
  unit: string | null;

  @Field(() => [String], { description: 'What there is to choose. 选项' })
  options: string[];

  @Field(() => Boolean, { description: 'Whether it must be there. 是否必填' })
  required: boolean;
}

@ObjectType({ description: 'A text to begin a report with. 报告模板' })
export class ImagingTemplate {
  @Field(() => String, { description: 'Its code. 代码' })
  code: string;

  @Field(() => String, { description: 'For which group. 诊断组' })
  groupCode: string;

  @Field(() => String, { description: 'In Chinese. 中文名称' })
  labelZh: string;

  @Field(() => String, { description: 'In English. 英文名称' })
  labelEn: string;

  @Field(() => String, { description: 'What is seen, to begin with. 所见模板' })
  findings: string;

  @Field(() => String, { description: 'What it means, to begin with. 意见模板' })
  conclusion: string;

  @Field(() => [ImagingTemplateField], { description: 'What it asks for besides. 结构化所见项' })
  fields: ImagingTemplateField[];
}
