import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { FollowUpMethod, FollowUpState, MeasuredValue, PatientCondition } from '../domain/follow-up.js';

/** Somebody of a family-doctor team is to look after a patient who was sent down, by a day; and what they found. */
@Entity('follow_up_tasks')
@Index('uq_follow_up_tasks_open', ['referralId'], { unique: true, where: "state = 'OPEN'" })
@Index('ix_follow_up_tasks_referral', ['referralId', 'dueOn'])
@Index('ix_follow_up_tasks_doctor', ['doctorStaffId', 'dueOn', 'id'], { where: "state = 'OPEN'" })
@Index('ix_follow_up_tasks_village_doctor', ['villageDoctorStaffId', 'dueOn', 'id'], { where: "state = 'OPEN'" })
@Index('ix_follow_up_tasks_team', ['teamId', 'dueOn', 'id'], { where: "state = 'OPEN'" })
@Check('ck_follow_up_tasks_state', "state IN ('OPEN', 'DONE', 'WITHDRAWN')")
@Check('ck_follow_up_tasks_method', "method IN ('PHONE', 'VISIT', 'CLINIC')")
@Check('ck_follow_up_tasks_condition', "condition IN ('STABLE', 'IMPROVED', 'NEEDS_ATTENTION', 'NEEDS_UP_REFERRAL')")
@Check(
  'ck_follow_up_tasks_recorded',
  "(state = 'DONE') = (num_nonnulls(method, condition, summary, recorded_by_staff_id, recorded_at) = 5)",
)
export class FollowUpTaskEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_follow_up_tasks' })
  id: string;

  @ForeignKey('ReferralEntity', { name: 'fk_follow_up_tasks_referral' })
  @Column('uuid', { name: 'referral_id' })
  referralId: string;

  /** The family doctor, or the doctor who received the patient where there is no contract. */
  @ForeignKey('StaffEntity', { name: 'fk_follow_up_tasks_doctor' })
  @Column('uuid', { name: 'doctor_staff_id' })
  doctorStaffId: string;

  @ForeignKey('StaffEntity', { name: 'fk_follow_up_tasks_village_doctor' })
  @Column('uuid', { name: 'village_doctor_staff_id', nullable: true })
  villageDoctorStaffId: string | null;

  /** The team of the contract, each of whose members may make it; null where there is no contract, or none with a team that is kept. */
  @ForeignKey('TeamEntity', { name: 'fk_follow_up_tasks_team' })
  @Column('uuid', { name: 'team_id', nullable: true })
  teamId: string | null;

  /** A day in China. */
  @Column('date', { name: 'due_on' })
  dueOn: string;

  @Column('text')
  state: FollowUpState;

  @Column('text', { nullable: true })
  method: FollowUpMethod | null;

  @Column('text', { nullable: true })
  condition: PatientCondition | null;

  @Column('jsonb', { name: 'measured_values' })
  values: MeasuredValue[];

  @Column('text', { nullable: true })
  summary: string | null;

  @ForeignKey('StaffEntity', { name: 'fk_follow_up_tasks_recorded_by' })
  @Column('uuid', { name: 'recorded_by_staff_id', nullable: true })
  recordedByStaffId: string | null;

  @Column('timestamptz', { name: 'recorded_at', nullable: true })
  recordedAt: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('int')
  version: number;
}
