import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { OrderState } from '../domain/order.transitions.js';
import type { VisitType } from '../domain/visit-type.js';

/** What a doctor asks to be examined of a patient, and where. */
@Entity('exam_orders')
@Index('ix_exam_orders_sent', ['fromInstitutionId', 'id'])
@Index('ix_exam_orders_author', ['doctorStaffId', 'id'])
@Index('ix_exam_orders_received', ['toInstitutionId', 'id'], { where: 'ordered_at IS NOT NULL' })
@Index('ix_exam_orders_patient', ['patientId', 'id'])
@Check('ck_exam_orders_state', `state IN ('DRAFT', 'ORDERED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED')`)
@Check('ck_exam_orders_visit', `visit_type IN ('GREEN_CHANNEL', 'EMERGENCY', 'INPATIENT', 'OUTPATIENT')`)
@Check('ck_exam_orders_ordered', `state IN ('DRAFT', 'CANCELLED') OR ordered_at IS NOT NULL`)
@Check('ck_exam_orders_ended', `(state IN ('COMPLETED', 'CANCELLED')) = (ended_at IS NOT NULL)`)
export class ExamOrderEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_exam_orders' })
  id: string;

  @ForeignKey('PatientEntity', { name: 'fk_exam_orders_patient' })
  @Column('uuid', { name: 'patient_id' })
  patientId: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_exam_orders_from' })
  @Column('uuid', { name: 'from_institution_id' })
  fromInstitutionId: string;

  /** Where it is read, and answered for. */
  @ForeignKey('InstitutionEntity', { name: 'fk_exam_orders_to' })
  @Column('uuid', { name: 'to_institution_id' })
  toInstitutionId: string;

  @ForeignKey('StaffEntity', { name: 'fk_exam_orders_doctor' })
  @Column('uuid', { name: 'doctor_staff_id' })
  doctorStaffId: string;

  @Column('text')
  state: OrderState;

  @Column('text', { name: 'visit_type' })
  visitType: VisitType;

  /** What the doctor wants to know, for whoever reads. */
  @Column('text', { name: 'clinical_question' })
  clinicalQuestion: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'ordered_at', nullable: true })
  orderedAt: Date | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column('int')
  version: number;
}
