import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** A finding that somebody has to hear of at once. A drill is about nobody. */
@Entity('critical_values')
@Index('uq_critical_values_open', { synchronize: false })
@Index('ix_critical_values_ordering', ['orderingInstitutionId', 'detectedAt', 'id'])
@Index('ix_critical_values_centre', ['centreInstitutionId', 'detectedAt', 'id'])
@Index('ix_critical_values_centre_open', ['centreInstitutionId', 'dueAt', 'id'], { where: `ended_at IS NULL` })
@Index('ix_critical_values_ordering_open', ['orderingInstitutionId', 'dueAt', 'id'], { where: `ended_at IS NULL` })
@Index('ix_critical_values_centre_drills', ['centreInstitutionId', 'detectedAt', 'id'], { where: `drill` })
@Index('ix_critical_values_ordering_drills', ['orderingInstitutionId', 'detectedAt', 'id'], { where: `drill` })
@Index('ix_critical_values_waiting', ['dueAt', 'id'], { where: `state = 'NOTIFIED'` })
@Index('ix_critical_values_patient', ['patientId'])
@Index('ix_critical_values_subject', ['subjectId', 'detectedAt', 'id'], { where: `subject_id IS NOT NULL` })
@Index('ix_critical_values_detected', ['detectedAt', 'id'])
@Unique('uq_critical_values_no', ['criticalNo'])
@Check('ck_critical_values_domain', `domain IN ('IMAGING', 'ECG', 'LABORATORY', 'PATHOLOGY')`)
@Check('ck_critical_values_encounter', `encounter IN ('OUTPATIENT', 'INPATIENT', 'EMERGENCY')`)
@Check(
  'ck_critical_values_state',
  `state IN ('DETECTED', 'NOTIFIED', 'ACKNOWLEDGED', 'UNREACHABLE', 'HANDLED', 'CLOSED', 'CANCELLED')`,
)
@Check(
  'ck_critical_values_drill',
  `drill = (patient_id IS NULL) AND (NOT drill OR (subject_id IS NULL AND referral_id IS NULL))`,
)
@Check(
  'ck_critical_values_finding',
  `(finding_code IS NULL) <> (item_code IS NULL) AND (item_code IS NULL) = (value IS NULL) AND (value IS NULL) = (unit IS NULL)`,
)
@Check('ck_critical_values_notified', `state IN ('DETECTED', 'CANCELLED') OR notified_at IS NOT NULL`)
@Check(
  'ck_critical_values_acknowledged',
  `(acknowledged_at IS NULL) = (acknowledged_by_staff_id IS NULL) AND (state NOT IN ('ACKNOWLEDGED', 'UNREACHABLE', 'HANDLED', 'CLOSED') OR acknowledged_at IS NOT NULL)`,
)
@Check(
  'ck_critical_values_handled',
  `(handled_at IS NULL) = (handled_by_staff_id IS NULL) AND (handled_at IS NULL) = (measures IS NULL) AND (state NOT IN ('HANDLED', 'CLOSED') OR handled_at IS NOT NULL)`,
)
@Check('ck_critical_values_cancelled', `state <> 'CANCELLED' OR cardinality(doubters) > 0`)
@Check('ck_critical_values_revision', `revision >= 1 AND (revision = 1 OR NOT drill)`)
@Check('ck_critical_values_ended', `(state IN ('CLOSED', 'CANCELLED')) = (ended_at IS NOT NULL)`)
export class CriticalValueEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_critical_values' })
  id: string;

  @Column('text', { name: 'critical_no' })
  criticalNo: string;

  @Column('boolean')
  drill: boolean;

  @Column('text')
  domain: string;

  @Column('uuid', { name: 'subject_id', nullable: true })
  subjectId: string | null;

  @ForeignKey('PatientEntity', { name: 'fk_critical_values_patient' })
  @Column('uuid', { name: 'patient_id', nullable: true })
  patientId: string | null;

  @Column('text')
  encounter: string;

  @Column('text', { name: 'finding_code', nullable: true })
  findingCode: string | null;

  @Column('text', { name: 'item_code', nullable: true })
  itemCode: string | null;

  @Column('text', { name: 'finding_text' })
  findingText: string;

  @Column('text', { nullable: true })
  value: string | null;

  @Column('text', { nullable: true })
  unit: string | null;

  @ForeignKey('CriticalThresholdEntity', { name: 'fk_critical_values_threshold' })
  @Column('uuid', { name: 'threshold_id', nullable: true })
  thresholdId: string | null;

  @ForeignKey('InstitutionEntity', { name: 'fk_critical_values_ordering' })
  @Column('uuid', { name: 'ordering_institution_id' })
  orderingInstitutionId: string;

  @ForeignKey('DepartmentEntity', { name: 'fk_critical_values_department' })
  @Column('uuid', { name: 'ordering_department_id', nullable: true })
  orderingDepartmentId: string | null;

  @ForeignKey('StaffEntity', { name: 'fk_critical_values_ordering_staff' })
  @Column('uuid', { name: 'ordering_staff_id', nullable: true })
  orderingStaffId: string | null;

  @ForeignKey('InstitutionEntity', { name: 'fk_critical_values_centre' })
  @Column('uuid', { name: 'centre_institution_id' })
  centreInstitutionId: string;

  @ForeignKey('StaffEntity', { name: 'fk_critical_values_detected_by' })
  @Column('uuid', { name: 'detected_by_staff_id', nullable: true })
  detectedByStaffId: string | null;

  @Column('timestamptz', { name: 'detected_at' })
  detectedAt: Date;

  @Column('text')
  state: string;

  @Column('integer')
  version: number;

  @Column('boolean')
  unverified: boolean;

  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt: Date | null;

  @Column('timestamptz', { name: 'notified_at', nullable: true })
  notifiedAt: Date | null;

  @Column('timestamptz', { name: 'acknowledged_at', nullable: true })
  acknowledgedAt: Date | null;

  @ForeignKey('StaffEntity', { name: 'fk_critical_values_acknowledged_by' })
  @Column('uuid', { name: 'acknowledged_by_staff_id', nullable: true })
  acknowledgedByStaffId: string | null;

  @Column('timestamptz', { name: 'handled_at', nullable: true })
  handledAt: Date | null;

  @ForeignKey('StaffEntity', { name: 'fk_critical_values_handled_by' })
  @Column('uuid', { name: 'handled_by_staff_id', nullable: true })
  handledByStaffId: string | null;

  @Column('text', { nullable: true })
  measures: string | null;

  @ForeignKey('ReferralEntity', { name: 'fk_critical_values_referral' })
  @Column('uuid', { name: 'referral_id', nullable: true })
  referralId: string | null;

  @Column('uuid', { array: true })
  doubters: string[];

  @Column('text', { name: 'doubt_reason_code', nullable: true })
  doubtReasonCode: string | null;

  /** Which of the values that were told counts: the first one is 1. */
  @Column('integer', { default: 1 })
  revision: number;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;
}
