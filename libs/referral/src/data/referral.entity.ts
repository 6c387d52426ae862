import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Direction, Handling, Priority, ReferralSource, UpState } from '../domain/referral-state.js';

/** A referral: who sends which patient where, and how far it has come. */
@Entity('referrals')
@Unique('uq_referrals_referral_no', ['referralNo'])
@Index('ix_referrals_sent', { synchronize: false })
@Index('ix_referrals_received', { synchronize: false })
@Index('ix_referrals_received_open', { synchronize: false })
@Index('ix_referrals_department', { synchronize: false })
@Index('ix_referrals_department_submitted', { synchronize: false })
@Index('ix_referrals_author', { synchronize: false })
@Index('ix_referrals_patient', ['patientId', 'toDepartmentId'])
@Check('ck_referrals_direction', "direction IN ('UP', 'LATERAL')")
@Check(
  'ck_referrals_state',
  "state IN ('DRAFT', 'PENDING_ACCEPTANCE', 'RETURNED_FOR_EDIT', 'ACCEPTED', 'ARRANGED', 'ARRIVED', 'COMPLETED', 'REJECTED')",
)
@Check('ck_referrals_submitted', "state = 'DRAFT' OR (first_submitted_at IS NOT NULL AND referral_no IS NOT NULL)")
@Check(
  'ck_referrals_owned',
  "state NOT IN ('ACCEPTED', 'ARRANGED', 'ARRIVED', 'COMPLETED') OR owner_staff_id IS NOT NULL",
)
@Check('ck_referrals_ended', "(state IN ('COMPLETED', 'REJECTED')) = (ended_at IS NOT NULL)")
export class ReferralEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_referrals' })
  id: string;

  /** Given at the first submit. */
  @Column('text', { name: 'referral_no', nullable: true })
  referralNo: string | null;

  @Column('text')
  direction: Direction;

  @Column('text')
  source: ReferralSource;

  @Column('text')
  priority: Priority;

  @Column('text')
  state: UpState;

  @Column('int')
  version: number;

  @ForeignKey('PatientEntity', { name: 'fk_referrals_patient' })
  @Column('uuid', { name: 'patient_id' })
  patientId: string;

  @ForeignKey('ClinicalPackageEntity', { name: 'fk_referrals_package' })
  @Column('uuid', { name: 'package_id' })
  packageId: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_referrals_from_institution' })
  @Column('uuid', { name: 'from_institution_id' })
  fromInstitutionId: string;

  @ForeignKey('StaffEntity', { name: 'fk_referrals_author' })
  @Column('uuid', { name: 'author_staff_id' })
  authorStaffId: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_referrals_to_institution' })
  @Column('uuid', { name: 'to_institution_id' })
  toInstitutionId: string;

  @ForeignKey('DepartmentEntity', { name: 'fk_referrals_to_department' })
  @Column('uuid', { name: 'to_department_id' })
  toDepartmentId: string;

  /** The doctor who has claimed it. */
  @ForeignKey('StaffEntity', { name: 'fk_referrals_owner' })
  @Column('uuid', { name: 'owner_staff_id', nullable: true })
  ownerStaffId: string | null;

  @Column('text', { name: 'purpose_code' })
  purposeCode: string;

  @Column('text', { name: 'purpose_comment', nullable: true })
  purposeComment: string | null;

  @Column('text', { nullable: true })
  handling: Handling | null;

  /** Kept when it is returned and submitted again: its place in the queue. */
  @Column('timestamptz', { name: 'first_submitted_at', nullable: true })
  firstSubmittedAt: Date | null;

  @Column('timestamptz', { name: 'state_changed_at' })
  stateChangedAt: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
