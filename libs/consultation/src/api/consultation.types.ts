import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Department, Institution, Staff } from '#organization';
import { Patient } from '#patient';
import { CodedConceptType, LocalDateScalar, connectionOf } from '#platform';
import {
  ConsultationEncounter,
  ConsultationState,
  ConsultationType,
  InvitationState,
  Side,
} from '../domain/consultation.js';
import { ChoiceReason } from '../domain/fair-choice.js';
import { ConsultationList } from '../queries/lists.js';
import { ConsultationAttachment } from './attachment.types.js';
import { ConsultationDecision, ConsultationOpinion, ConsultationQuality } from './opinion.types.js';

@ObjectType({ description: 'One expert who is asked. 会诊邀请' })
export class ConsultationInvitation {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => ID, { description: 'The case. 会诊' })
  consultationId: string;

  @Field(() => ID, { description: 'Who is asked. 专家' })
  expertStaffId: string;

  @Field(() => String, { description: 'Who is asked. 专家姓名' })
  expertName: string;

  @Field(() => String, { description: 'Where they work. 专家单位' })
  institutionName: string;

  @Field(() => Boolean, { description: 'Leads it, and signs first. 是否主持' })
  isChair: boolean;

  @Field(() => InvitationState, { description: 'What has become of it. 状态' })
  state: InvitationState;

  @Field(() => Int, { description: 'Version for changes. 版本号' })
  version: number;

  @Field(() => Date, { nullable: true, description: 'When they were asked. 邀请时间' })
  invitedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When they answered. 答复时间' })
  answeredAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Why not, from `consultation.decline`. 谢绝原因' })
  reasonCode: string | null;

  @Field(() => String, { nullable: true, description: 'More about it. 说明' })
  comment: string | null;

  @Field(() => ChoiceReason, {
    nullable: true,
    description: 'Why they follow whoever did not come; null where people have chosen them. 接替理由',
  })
  choiceReason: ChoiceReason | null;

  @Field(() => Int, { nullable: true, description: 'What they had taken lately when they were chosen. 当时会诊数' })
  choiceTaken: number | null;

  @Field(() => Int, { nullable: true, description: 'Their share when they were chosen. 当时份额（%）' })
  choiceWeightPercent: number | null;
}

@ObjectType({ description: 'Somebody who has come. 到会记录' })
export class ConsultationAttendance {
  @Field(() => Int, { description: 'Which session: one more after every rescheduling. 场次' })
  sessionNo: number;

  @Field(() => String, { description: 'Who. 姓名' })
  staffName: string;

  @Field(() => Side, { description: 'On which side. 参会方' })
  side: Side;

  @Field(() => Date, { description: 'When. 到会时间' })
  joinedAt: Date;
}

@ObjectType({ description: 'Whether the caller may do something, and if not, which rule refuses it. 可执行操作' })
export class PermittedConsultationAction {
  @Field(() => String, { description: 'The action. 操作' })
  action: string;

  @Field(() => Boolean, { description: 'Whether it is allowed. 是否可执行' })
  permitted: boolean;

  @Field(() => String, { nullable: true, description: 'The rule that refuses it. 未满足的规则' })
  failingRule?: string;
}

@ObjectType({ description: 'A remote consultation. 远程会诊' })
export class Consultation {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => String, { nullable: true, description: 'Its number, from the first submission on. 会诊单号' })
  consultationNo: string | null;

  @Field(() => ConsultationType, { description: 'How it is held. 会诊类型' })
  type: ConsultationType;

  @Field(() => ConsultationState, { description: 'How far it is. 状态' })
  state: ConsultationState;

  @Field(() => Int, { description: 'Version for changes. 版本号' })
  version: number;

  @Field(() => Patient, { description: 'Whom it is about. 患者' })
  patient: Patient;

  @Field(() => ConsultationEncounter, { description: 'How the patient is cared for. 就诊类型' })
  encounter: ConsultationEncounter;

  @Field(() => Institution, { description: 'Who asks. 邀请方' })
  invitingInstitution: Institution;

  @Field(() => Institution, { description: 'Whose consultation centre is asked. 受邀方' })
  centre: Institution;

  @Field(() => Department, { nullable: true, description: 'The department that is wanted. 拟请科室' })
  wantedDepartment: Department | null;

  @Field(() => Staff, { description: 'The inviting doctor. 邀请医师' })
  author: Staff;

  @Field(() => String, { nullable: true, description: 'The doctor who is with the patient. 陪同医师' })
  accompanyingName: string | null;

  @Field(() => String, { nullable: true, description: 'The specialty that is wanted. 拟请专业' })
  specialtyCode: string | null;

  @Field(() => String, { nullable: true, description: 'The title that is wanted at least. 拟请职称' })
  wantedTitle: string | null;

  @Field(() => String, { nullable: true, description: 'Why. 会诊理由' })
  reason: string | null;

  @Field(() => String, { nullable: true, description: 'What for, from `consultation.purpose`. 会诊目的' })
  purposeCode: string | null;

  @Field(() => String, { nullable: true, description: 'Summary of the record. 病历摘要' })
  recordSummary: string | null;

  @Field(() => [CodedConceptType], { description: 'Coded diagnoses. 诊断' })
  diagnoses: CodedConceptType[];

  @Field(() => Date, { nullable: true, description: 'From when on. 拟会诊时间（起）' })
  wantedFrom: Date | null;

  @Field(() => Date, { nullable: true, description: 'Until when. 拟会诊时间（止）' })
  wantedUntil: Date | null;

  @Field(() => Int, { description: 'How long the session is planned, in minutes. 时长（分钟）' })
  durationMinutes: number;

  @Field(() => Int, { nullable: true, description: 'What the patient was told it costs, in cents. 费用（分）' })
  feeCents: number | null;

  @Field(() => [ConsultationAttachment], { description: 'Files of the case. 附件' })
  attachments: ConsultationAttachment[];

  @Field(() => [ID], { description: 'Orders whose reports belong to it. 关联检查申请' })
  linkedOrderIds: string[];

  @Field(() => Int, { nullable: true, description: 'How many of several experts it takes. 最少专家数' })
  requiredExperts: number | null;

  @Field(() => Date, { nullable: true, description: 'When the session begins; held, or fixed. 开始时间' })
  startsAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it ends. 结束时间' })
  endsAt: Date | null;

  @Field(() => [String], { description: 'What is missing, from `consultation.material`. 缺少材料' })
  missingCodes: string[];

  @Field(() => String, { nullable: true, description: 'More about it. 补充说明' })
  missingComment: string | null;

  @Field(() => Date, { nullable: true, description: 'When it was submitted first. 提交时间' })
  submittedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When both sides were there. 会诊开始' })
  sessionStartedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was over. 会诊结束' })
  sessionEndedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the opinion was delivered. 送达时间' })
  deliveredAt: Date | null;

  @Field(() => ConsultationDecision, { nullable: true, description: 'What the inviting side has decided. 采纳记录' })
  decision: ConsultationDecision | null;

  @Field(() => ConsultationQuality, { nullable: true, description: 'What the quality check has found. 质控记录' })
  quality: ConsultationQuality | null;

  @Field(() => Int, { nullable: true, description: 'One to five, by the inviting side. 评分' })
  rating: number | null;

  @Field(() => ID, { nullable: true, description: 'The referral that came of it. 转诊单' })
  referralId: string | null;

  @Field(() => ID, { nullable: true, description: 'The order that came of it. 检查申请' })
  orderId: string | null;

  @Field(() => Date, { nullable: true, description: 'From when on it is late as it is. 时限' })
  dueAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it ended. 结束时间' })
  endedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was opened once more for an amendment. 开放更正时间' })
  reopenedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was called off. 取消原因' })
  endReasonCode: string | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'Until when the record is kept at least. 保存期限' })
  retainedUntil: string | null;

  @Field(() => Date, { description: 'When it was begun. 创建时间' })
  createdAt: Date;

  @Field(() => [ConsultationInvitation], { description: 'Who is or was asked. 邀请记录' })
  invitations: ConsultationInvitation[];

  @Field(() => [ConsultationAttendance], { description: 'Who has come. 到会记录' })
  attendances: ConsultationAttendance[];

  @Field(() => [ConsultationOpinion], { description: 'What was delivered, version by version. 会诊意见' })
  opinions: ConsultationOpinion[];
}

@ObjectType({ description: 'A page of consultations. 会诊分页' })
export class ConsultationConnection extends connectionOf(Consultation, 'consultations') {}

@ObjectType({ description: 'How long a list is. 列表数量' })
export class ConsultationCount {
  @Field(() => ConsultationList, { description: 'The list. 列表' })
  list: ConsultationList;

  @Field(() => Int, { description: 'How many, up to 999. 数量' })
  count: number;

  @Field(() => Boolean, { description: 'Whether there are more. 是否更多' })
  hasMore: boolean;
}
