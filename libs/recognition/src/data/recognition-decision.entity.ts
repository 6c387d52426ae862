import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Decision } from '../domain/decision.js';

/** What a doctor decided about an item when it was ordered; the price saved is that of then. */
@Entity('recognition_decisions')
@Unique('uq_recognition_decisions_item', ['orderItemId'])
@Check('ck_recognition_decisions_decision', `decision IN ('RECOGNIZED', 'DECLINED', 'NO_CANDIDATE')`)
@Check(
  'ck_recognition_decisions_report',
  `(decision = 'NO_CANDIDATE') = (report_id IS NULL) AND (report_id IS NULL) = (report_domain IS NULL)
   AND (report_id IS NULL) = (source_institution_id IS NULL) AND (report_id IS NULL) = (days_old IS NULL)`,
)
@Check('ck_recognition_decisions_declined', `(decision = 'DECLINED') = (decline_code IS NOT NULL)`)
@Check('ck_recognition_decisions_saved', `saved_cents >= 0 AND (decision = 'RECOGNIZED' OR saved_cents = 0)`)
@Index('ix_recognition_decisions_institution', ['institutionId', 'decidedAt'])
@Index('ix_recognition_decisions_decided', ['decidedAt'])
@Index('ix_recognition_decisions_report', ['reportId', 'institutionId'], { where: `decision = 'RECOGNIZED'` })
@Index('ix_recognition_decisions_patient', ['patientId'])
export class RecognitionDecisionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_recognition_decisions' })
  id: string;

  @ForeignKey('ExamOrderItemEntity', { name: 'fk_recognition_decisions_item' })
  @Column('uuid', { name: 'order_item_id' })
  orderItemId: string;

  @ForeignKey('PatientEntity', { name: 'fk_recognition_decisions_patient' })
  @Column('uuid', { name: 'patient_id' })
  patientId: string;

  /** Where it was decided. */
  @ForeignKey('InstitutionEntity', { name: 'fk_recognition_decisions_institution' })
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  @ForeignKey('StaffEntity', { name: 'fk_recognition_decisions_doctor' })
  @Column('uuid', { name: 'doctor_staff_id' })
  doctorStaffId: string;

  @Column('text')
  decision: Decision;

  @Column('text', { name: 'report_domain', nullable: true })
  reportDomain: string | null;

  @Column('uuid', { name: 'report_id', nullable: true })
  reportId: string | null;

  @ForeignKey('InstitutionEntity', { name: 'fk_recognition_decisions_source' })
  @Column('uuid', { name: 'source_institution_id', nullable: true })
  sourceInstitutionId: string | null;

  @Column('int', { name: 'days_old', nullable: true })
  daysOld: number | null;

  @Column('int', { name: 'saved_cents' })
  savedCents: number;

  @Column('text', { name: 'decline_code', nullable: true })
  declineCode: string | null;

  @Column('text', { nullable: true })
  comment: string | null;

  @Column('timestamptz', { name: 'decided_at' })
  decidedAt: Date;
}
