import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { BreakGlassVerdict } from '../domain/break-glass.js';

/** Somebody has looked at a patient in an emergency without any relation, and whether that was right. */
@Entity('patient_break_glass')
@Index('ix_patient_break_glass_patient', ['patientId'])
@Index('ix_patient_break_glass_staff', ['staffId', 'openedAt'])
@Index('ix_patient_break_glass_institution', ['institutionId', 'id'])
@Index('ix_patient_break_glass_patient_institution', ['patientInstitutionId', 'id'])
@Index('ix_patient_break_glass_open', ['institutionId', 'id'], { where: 'verdict IS NULL' })
@Index('ix_patient_break_glass_patient_open', ['patientInstitutionId', 'id'], { where: 'verdict IS NULL' })
@Check('ck_patient_break_glass_period', 'expires_at > opened_at')
@Check('ck_patient_break_glass_verdict', "verdict IN ('JUSTIFIED', 'UNJUSTIFIED')")
@Check('ck_patient_break_glass_review', 'num_nonnulls(verdict, reviewed_at, reviewed_by_staff_id) IN (0, 3)')
@Check('ck_patient_break_glass_reviewer', 'reviewed_by_staff_id <> staff_id')
export class BreakGlassEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_patient_break_glass' })
  id: string;

  @ForeignKey('PatientEntity', { name: 'fk_patient_break_glass_patient' })
  @Column('uuid', { name: 'patient_id' })
  patientId: string;

  /** Where the person works who has looked. */
  @ForeignKey('InstitutionEntity', { name: 'fk_patient_break_glass_institution' })
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  /** Which had registered the patient at that time. */
  @ForeignKey('InstitutionEntity', { name: 'fk_patient_break_glass_patient_institution' })
  @Column('uuid', { name: 'patient_institution_id' })
  patientInstitutionId: string;

  @ForeignKey('StaffEntity', { name: 'fk_patient_break_glass_staff' })
  @Column('uuid', { name: 'staff_id' })
  staffId: string;

  @Column('uuid', { name: 'account_id' })
  accountId: string;

  @Column('text', { name: 'reason_code' })
  reasonCode: string;

  @Column('text')
  comment: string;

  @Column('timestamptz', { name: 'opened_at' })
  openedAt: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  @Column('text', { nullable: true })
  verdict: BreakGlassVerdict | null;

  @Column('timestamptz', { name: 'reviewed_at', nullable: true })
  reviewedAt: Date | null;

  @ForeignKey('StaffEntity', { name: 'fk_patient_break_glass_reviewed_by' })
  @Column('uuid', { name: 'reviewed_by_staff_id', nullable: true })
  reviewedByStaffId: string | null;

  @Column('text', { name: 'review_comment', nullable: true })
  reviewComment: string | null;

  @Column('int')
  version: number;
}
