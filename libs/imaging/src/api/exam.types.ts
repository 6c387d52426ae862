import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { VisitType } from '#order';
import { Institution, Staff } from '#organization';
import { Patient } from '#patient';
import { connectionOf } from '#platform';
import { ReadingTask, Urgency } from '#worklist';
import { ExamDomain } from '../domain/exam.js';
import { ExamState } from '../domain/exam.transitions.js';
import { ReportKind, ReportState } from '../domain/report.transitions.js';
import { ImagingReport } from './report.types.js';

@ObjectType({ description: 'A version of a report that was published. 报告版本' })
export class ReportVersion {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => Int, { description: 'Which one. 版本序号' })
  number: number;

  @Field(() => ReportKind, { description: 'Whether more is to come. 类型' })
  kind: ReportKind;

  @Field(() => ReportState, { description: 'Whether it still counts. 状态' })
  state: ReportState;

  @Field(() => Boolean, { description: 'It corrects a final one: 已更正' })
  corrects: boolean;

  @Field(() => Date, { description: 'When it was published. 发布时间' })
  publishedAt: Date;

  @Field(() => Date, { nullable: true, description: 'When it stopped counting. 失效时间' })
  endedAt: Date | null;
}

@ObjectType({ description: 'An exam of a patient. 检查' })
export class Exam {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => String, { description: 'The number that images carry. 检查号' })
  accessionNo: string;

  @Field(() => ID, { description: 'The order. 申请单编号' })
  orderId: string;

  @Field(() => ID, { description: 'The item of the order. 申请项目编号' })
  orderItemId: string;

  @Field(() => String, { description: 'What is examined, in the catalogue. 项目代码' })
  itemCode: string;

  @Field(() => String, { description: 'In words. 项目名称' })
  itemName: string;

  @Field(() => String, { description: 'What the doctor wants to know. 检查目的' })
  clinicalQuestion: string;

  @Field(() => Patient, { description: 'Who is examined. 患者' })
  patient: Patient;

  @Field(() => Institution, { description: 'Where it was ordered. 申请机构' })
  orderingInstitution: Institution;

  @Field(() => Staff, { description: 'Who has ordered it. 申请医生' })
  orderingDoctor: Staff;

  @Field(() => Institution, { description: 'Where it is performed. 检查机构' })
  performingInstitution: Institution;

  @Field(() => Institution, { description: 'Where it is read. 诊断机构' })
  readingInstitution: Institution;

  @Field(() => ExamDomain, { description: 'What kind of exam. 类别' })
  domain: ExamDomain;

  @Field(() => String, { description: 'The group that reads it. 诊断组' })
  groupCode: string;

  @Field(() => String, { nullable: true, description: 'The subspecialty, where it is for one. 亚专业' })
  subspecialty: string | null;

  @Field(() => VisitType, { description: 'How the patient comes. 就诊类型' })
  visitType: VisitType;

  @Field(() => Urgency, { description: 'Its class. 紧急程度' })
  urgency: Urgency;

  @Field(() => ExamState, { description: 'How far it has come. 状态' })
  state: ExamState;

  @Field(() => Int, { description: 'How often it was done once more. 重做次数' })
  repeats: number;

  @Field(() => String, { nullable: true, description: 'The study that shows it. 影像唯一标识' })
  studyInstanceUid: string | null;

  @Field(() => Int, { nullable: true, description: 'How many images that has. 图像数' })
  imageCount: number | null;

  @Field(() => Date, { description: 'When it was registered. 登记时间' })
  registeredAt: Date;

  @Field(() => Date, { nullable: true, description: 'When it began. 检查开始时间' })
  startedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was done. 检查完成时间' })
  acquiredAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the report is due. 报告时限' })
  dueAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the first final report was published. 报告时间' })
  reportedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the result last changed. 结果更新时间' })
  resultAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the doctor who ordered has seen that. 医生查看时间' })
  seenAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it ended without a report. 结束时间' })
  endedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Why. 原因代码' })
  reasonCode: string | null;

  @Field(() => ReadingTask, { nullable: true, description: 'What the queue has of it, while it is read. 诊断任务' })
  reading: ReadingTask | null;

  @Field(() => ImagingReport, { nullable: true, description: 'The version that counts. 现行报告' })
  report: ImagingReport | null;

  @Field(() => [ReportVersion], { description: 'All that were published, the first one first. 历次报告' })
  versions: ReportVersion[];

  @Field(() => ID, { nullable: true, description: 'The version that is being written. 书写中的报告' })
  openReportId: string | null;

  @Field(() => [ID], { description: 'What is critical in it and still open. 未关闭的危急值' })
  openCriticalValueIds: string[];

  @Field(() => Int, { description: 'Grows with each change. 版本号' })
  version: number;
}

@ObjectType({ description: 'A page of exams. 检查列表' })
export class ExamConnection extends connectionOf(Exam, 'exams') {}
