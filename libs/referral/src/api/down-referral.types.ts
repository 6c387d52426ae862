import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Patient } from '#patient';
import { LocalDateScalar, connectionOf, CodedConceptType } from '#platform';
import { FollowUpMethod, FollowUpState, PatientCondition } from '../domain/follow-up.js';

@ObjectType({ description: 'A medicine that the patient goes on taking. 带药' })
export class MedicineType {
  @Field(() => String, { description: 'Name. 药品名称' })
  name: string;

  @Field(() => String, { description: 'Strength of one unit. 规格' })
  strength: string;

  @Field(() => String, { description: 'How much at a time. 剂量' })
  dose: string;

  @Field(() => String, { description: 'How it is taken. 用法' })
  route: string;

  @Field(() => String, { description: 'How often. 频次' })
  frequency: string;

  @Field(() => String, { nullable: true, description: 'For how long. 疗程' })
  course: string | null;

  @Field(() => String, { nullable: true, description: 'More about it. 备注' })
  note: string | null;
}

@ObjectType({ description: 'What the county hands over together with the patient. 下转随访包' })
export class DownPackageType {
  @Field(() => [CodedConceptType], { description: 'Diagnoses at discharge, the main one first. 出院诊断' })
  dischargeDiagnoses: CodedConceptType[];

  @Field(() => String, { nullable: true, description: 'Summary of the treatment. 诊疗小结' })
  summary: string | null;

  @Field(() => [MedicineType], { description: 'Medicines. 用药方案' })
  medicines: MedicineType[];

  @Field(() => String, { nullable: true, description: 'What is to be checked again, and when. 复查建议' })
  recheckAdvice: string | null;

  @Field(() => String, { nullable: true, description: 'Goals of rehabilitation. 康复目标' })
  rehabilitationGoals: string | null;

  @Field(() => String, { nullable: true, description: 'What nursing has to mind. 护理要点' })
  nursingPoints: string | null;

  @Field(() => String, { nullable: true, description: 'Symptoms at which to come back at once. 预警症状' })
  warningSymptoms: string | null;

  @Field(() => String, { nullable: true, description: 'What is to be measured. 监测指标' })
  monitoringIndicators: string | null;

  @Field(() => Boolean, { description: 'Whether the first follow-up has to be sooner than usual. 是否高危' })
  highRisk: boolean;

  @Field(() => LocalDateScalar, { nullable: true, description: 'Day of the first follow-up. 首次随访日期' })
  firstFollowUpOn: string | null;
}

@ObjectType({ description: 'A patient was not reached. 未联系上记录' })
export class ContactAttemptType {
  @Field(() => Date, { description: 'When it was tried. 联系时间' })
  madeAt: Date;

  @Field(() => String, { description: 'What came of it. 联系情况' })
  note: string;

  @Field(() => String, { description: 'Who tried. 联系人' })
  staffName: string;
}

@ObjectType({ description: 'Something that was measured. 随访测量值' })
export class MeasuredValueType {
  @Field(() => String, { description: 'What was measured. 项目' })
  name: string;

  @Field(() => String, { description: 'The value. 数值' })
  value: string;

  @Field(() => String, { nullable: true, description: 'Its unit. 单位' })
  unit: string | null;
}

@ObjectType({ description: 'One look after a patient who was sent down, planned or done. 随访' })
export class FollowUp {
  @Field(() => ID, { description: 'Identifier. 编号' })
  id: string;

  @Field(() => ID, { description: 'The down-referral. 下转编号' })
  referralId: string;

  @Field(() => Int, { description: 'Grows with each change; send it back as `expectedVersion`. 版本号' })
  version: number;

  @Field(() => LocalDateScalar, { description: 'By when it is to be done. 应随访日期' })
  dueOn: string;

  @Field(() => FollowUpState, { description: 'How far it has come. 状态' })
  state: FollowUpState;

  @Field(() => String, { description: 'The family doctor, or the doctor who received the patient. 随访医生' })
  doctorName: string;

  @Field(() => String, { nullable: true, description: 'The village doctor of the team. 村医' })
  villageDoctorName: string | null;

  @Field(() => FollowUpMethod, { nullable: true, description: 'How it was done. 随访方式' })
  method: FollowUpMethod | null;

  @Field(() => PatientCondition, { nullable: true, description: 'How the patient was. 病情评估' })
  condition: PatientCondition | null;

  @Field(() => [MeasuredValueType], { description: 'What was measured. 测量值' })
  values: MeasuredValueType[];

  @Field(() => String, { nullable: true, description: 'What was found and done. 随访小结' })
  summary: string | null;

  @Field(() => String, { nullable: true, description: 'Who recorded it. 记录人' })
  recordedByName: string | null;

  @Field(() => Date, { nullable: true, description: 'When it was recorded. 记录时间' })
  recordedAt: Date | null;

  @Field(() => [ContactAttemptType], { description: 'Attempts in vain, the newest first. 未联系上记录' })
  attempts: ContactAttemptType[];
}

@ObjectType({ description: 'A follow-up with the patient whom it is about. 随访任务' })
export class FollowUpTask extends FollowUp {
  @Field(() => Patient, { description: 'The patient. 患者' })
  patient: Patient;
}

@ObjectType({ description: 'A page of follow-ups. 随访任务分页列表' })
export class FollowUpTaskConnection extends connectionOf(FollowUpTask, 'follow-ups') {
  declare nodes: FollowUpTask[];
}
