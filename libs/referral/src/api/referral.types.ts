import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Department, Institution, Staff } from '#organization';
import { Patient } from '#patient';
import { CodedConceptType, LocalDateScalar, connectionOf } from '#platform';
import {
  AllergyStatus,
  Consciousness,
  Direction,
  Handling,
  PlannedHandling,
  Priority,
  ReferralKind,
  ReferralSource,
  ReferralState,
  TransportFitness,
  TransportNeed,
} from '../domain/referral-state.js';
import { ReferralAttachment } from './attachment.types.js';
import { ContactAttemptType, DownPackageType, FollowUp } from './down-referral.types.js';
import { ReferralEmergency } from './emergency.types.js';
import { ReferralEvent } from './referral-event.types.js';
import { OnwardReferral, ReferralLink } from './redirection.types.js';
import { ReferralSlotSearch } from './slot-search.types.js';

@ObjectType({ description: 'The clinical part of the referral form. 转诊单临床资料' })
export class ReferralClinicalForm {
  @Field(() => [CodedConceptType], { description: 'Preliminary diagnoses, the main one first. 初步印象' })
  diagnoses: CodedConceptType[];

  @Field(() => String, { nullable: true, description: 'Chief complaint. 主诉' })
  chiefComplaint: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Present illness and reason of the referral. 主要现病史（转出原因）',
  })
  presentIllness: string | null;

  @Field(() => String, { nullable: true, description: 'Past history. 主要既往史' })
  pastHistory: string | null;

  @Field(() => AllergyStatus, { nullable: true, description: 'What is known of allergies. 过敏史情况' })
  allergyStatus: AllergyStatus | null;

  @Field(() => String, { nullable: true, description: 'Which allergies. 过敏史说明' })
  allergyDetail: string | null;

  @Field(() => String, { nullable: true, description: 'Treatment so far. 治疗经过' })
  treatmentCourse: string | null;

  @Field(() => String, { nullable: true, description: 'Medicines that the patient takes now. 当前用药' })
  currentMedication: string | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'Since when an inpatient. 入院日期' })
  admittedOn: string | null;

  @Field(() => String, { nullable: true, description: 'What was planned for an inpatient. 诊疗计划' })
  treatmentPlan: string | null;

  @Field(() => String, { nullable: true, description: "How an inpatient's condition has changed. 病情变化" })
  conditionChange: string | null;

  @Field(() => TransportFitness, { nullable: true, description: 'Whether the patient can be moved. 转运评估' })
  transportFitness: TransportFitness | null;

  @Field(() => [TransportNeed], { description: 'What has to be there on the way. 转运需求' })
  transportNeeds: TransportNeed[];

  @Field(() => Consciousness, { nullable: true, description: 'How conscious the patient is. 意识状态' })
  consciousness: Consciousness | null;
}

@ObjectType({ description: 'Where and when the patient is expected. 就诊安排' })
export class ReferralArrangement {
  @Field(() => Date, { description: 'When the patient is expected. 就诊时间' })
  visitTime: Date;

  @Field(() => String, { nullable: true, description: 'Floor. 楼层' })
  floor: string | null;

  @Field(() => String, { nullable: true, description: 'Room. 诊室' })
  room: string | null;

  @Field(() => String, { nullable: true, description: 'Phone of the department. 联系电话' })
  phone: string | null;

  @Field(() => Staff, { nullable: true, description: 'The doctor who expects the patient. 就诊医生' })
  doctor: Staff | null;

  @Field(() => String, { nullable: true, description: 'Ward, for inpatients. 病区' })
  ward: string | null;

  @Field(() => String, { nullable: true, description: 'Bed, for inpatients. 床号' })
  bed: string | null;

  @Field(() => String, { nullable: true, description: "Phone of the nurses' station. 护士站电话" })
  nurseStationPhone: string | null;

  @Field(() => ID, { nullable: true, description: 'The session of which a place is held. 预留门诊时段' })
  clinicSessionId: string | null;

  @Field(() => ID, { nullable: true, description: 'The pool of which a bed is held. 预留床位' })
  bedPoolId: string | null;

  code: string;

  @Field(() => Date, { description: 'Until when the code counts. 预约码有效期' })
  codeExpiresAt: Date;
}

@ObjectType({ description: 'What became of the patient, told to the sender. 诊治结果' })
export class ReferralOutcome {
  @Field(() => [CodedConceptType], { description: 'Diagnoses made. 诊断结果' })
  diagnoses: CodedConceptType[];

  @Field(() => String, { description: 'Treatment given. 治疗经过' })
  treatment: string;

  @Field(() => String, { description: 'Feedback to the sender. 反馈意见' })
  feedback: string;

  @Field(() => Boolean, { description: 'Whether the referral was appropriate, as the receiver judges. 转诊是否适宜' })
  appropriate: boolean;

  @Field(() => String, { nullable: true, description: 'Why it was not appropriate. 不适宜原因' })
  inappropriateReason: string | null;

  @Field(() => Date, { description: 'When it was recorded. 记录时间' })
  recordedAt: Date;
}

@ObjectType({ description: 'Whether the caller may take an action on a referral now. 可执行操作' })
export class PermittedReferralAction {
  @Field(() => String, { description: 'The action. 操作' })
  action: string;

  @Field(() => Boolean, { description: 'Whether it is open to the caller now. 是否允许' })
  permitted: boolean;

  @Field(() => String, { nullable: true, description: 'The first rule that refuses it. 不允许时的规则' })
  failingRule?: string | null;
}

@ObjectType({ description: 'A referral of a patient to another institution. 转诊' })
export class Referral {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => String, { nullable: true, description: 'Number for people, given at the first submit. 转诊单号' })
  referralNo: string | null;

  @Field(() => Direction, { description: 'Between which levels it goes. 转诊方向' })
  direction: Direction;

  @Field(() => ReferralKind, { description: 'Whether it is an emergency. 转诊类别' })
  kind: ReferralKind;

  @Field(() => Boolean, { description: 'Recorded after the patient had arrived. 是否补录' })
  retrospective: boolean;

  @Field(() => Boolean, { description: 'Recorded so late that statistics show it. 是否超时补录' })
  recordedLate: boolean;

  @Field(() => ReferralSource, { description: 'Where the patient is being treated. 患者来源' })
  source: ReferralSource;

  @Field(() => Priority, { description: 'How urgent it is. 病情分级' })
  priority: Priority;

  @Field(() => ReferralState, { description: 'How far it has come. 状态' })
  state: ReferralState;

  @Field(() => Int, { description: 'Grows with each change; send it back as `expectedVersion`. 版本号' })
  version: number;

  @Field(() => String, {
    nullable: true,
    description: 'Why the patient is referred, from `referral.purpose.up`; an emergency does not say. 转诊目的',
  })
  purposeCode: string | null;

  @Field(() => String, { nullable: true, description: 'More about the purpose. 转诊目的说明' })
  purposeComment: string | null;

  @Field(() => PlannedHandling, { nullable: true, description: 'What the sender expects. 预期处理方式' })
  expectedHandling: PlannedHandling | null;

  @Field(() => Handling, { nullable: true, description: 'How the receiver will treat the patient. 处理方式' })
  handling: Handling | null;

  @Field(() => Date, { nullable: true, description: 'First submit: its place in the queue. 首次提交时间' })
  firstSubmittedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it first reached the receiver. 到达接收方时间' })
  receivedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When the patient arrived. 到院时间' })
  arrivedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'Until when a deferred consent is due. 补签知情同意截止时间' })
  consentDueAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When a draft that nobody went on with was put away. 归档时间' })
  archivedAt: Date | null;

  @Field(() => Date, { description: 'Since when it is in its state. 进入当前状态时间' })
  stateChangedAt: Date;

  @Field(() => Date, { nullable: true, description: 'When it ended. 结束时间' })
  endedAt: Date | null;

  @Field(() => Date, { description: 'When it was begun. 创建时间' })
  createdAt: Date;

  @Field(() => Patient, { description: 'The patient. 患者' })
  patient: Patient;

  @Field(() => Institution, { description: 'Who sends. 转出机构' })
  fromInstitution: Institution;

  @Field(() => Institution, { description: 'Who receives. 转入机构' })
  toInstitution: Institution;

  @Field(() => Department, { description: 'The receiving department. 转入科室' })
  toDepartment: Department;

  @Field(() => Staff, { description: 'The doctor who refers. 转诊医生' })
  author: Staff;

  @Field(() => Staff, { nullable: true, description: 'The doctor who has claimed it or is to receive it. 接诊医生' })
  owner: Staff | null;

  @Field(() => Staff, { nullable: true, description: 'The doctor whom the sender asks for. 意向接诊医生' })
  wantedDoctor: Staff | null;

  @Field(() => ReferralClinicalForm, { description: 'Clinical part of the form. 临床资料' })
  clinical: ReferralClinicalForm;

  @Field(() => [ReferralAttachment], { description: 'Files of the clinical part, the oldest first. 附件' })
  attachments: ReferralAttachment[];

  @Field(() => ReferralArrangement, { nullable: true, description: 'Time and place, once arranged. 就诊安排' })
  arrangement: ReferralArrangement | null;

  @Field(() => [ReferralEvent], {
    description: 'What the receiver asked the author and what the author answered, the newest first. 补充资料往来',
  })
  informationExchange: ReferralEvent[];

  @Field(() => String, { nullable: true, description: 'With what it was returned to be treated there. 退回建议' })
  advice: string | null;

  @Field(() => ReferralOutcome, { nullable: true, description: 'What became of the patient. 诊治结果' })
  outcome: ReferralOutcome | null;

  @Field(() => ReferralEmergency, { nullable: true, description: 'What an emergency says. 急诊信息' })
  emergency: ReferralEmergency | null;

  @Field(() => ReferralLink, { nullable: true, description: 'The referral that was redirected here. 原转诊' })
  parent: ReferralLink | null;

  @Field(() => OnwardReferral, { nullable: true, description: 'Its way beyond the alliance. 向外转诊' })
  onward: OnwardReferral | null;

  @Field(() => Department, { nullable: true, description: 'The department that sends down. 转出科室' })
  fromDepartment: Department | null;

  @Field(() => DownPackageType, { nullable: true, description: 'What is handed over downwards. 下转随访包' })
  downPackage: DownPackageType | null;

  @Field(() => ReferralLink, { nullable: true, description: 'The up-referral that it answers. 对应的上转' })
  answers: ReferralLink | null;

  @Field(() => ReferralSlotSearch, { nullable: true, description: 'The last of `slotSearches`. 最近一次无号源尝试' })
  lastSlotSearch: ReferralSlotSearch | null;

  @Field(() => [ReferralSlotSearch], { description: 'Where a place or a bed was looked for in vain. 无号源尝试记录' })
  slotSearches: ReferralSlotSearch[];

  @Field(() => [FollowUp], { description: 'Follow-ups of a patient who was sent down, the newest first. 随访记录' })
  followUps: FollowUp[];

  @Field(() => [ContactAttemptType], {
    description: 'Attempts to reach a patient who did not arrive, the newest first. 未到达联系记录',
  })
  contactAttempts: ContactAttemptType[];

  @Field(() => [ReferralEvent], { description: 'The newest three events, the newest first. 最近事件' })
  latestEvents: ReferralEvent[];

  @Field(() => [ReferralEvent], { description: 'All events, the newest first. 全部事件' })
  events: ReferralEvent[];
}

@ObjectType({ description: 'A page of referrals. 转诊分页列表' })
export class ReferralConnection extends connectionOf(Referral, 'referrals') {
  declare nodes: Referral[];
}
