import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { SpecimenType } from '../domain/specimen.js';
import type { SpecimenState } from '../domain/specimen.transitions.js';

/** Something taken from a patient to be examined; one that takes the place of a rejected one names it. */
@Entity('specimens')
@Unique('uq_specimens_barcode', ['barcode'])
@Unique('uq_specimens_accession', ['accessionNo'])
@Unique('uq_specimens_replaces', ['replacesId'])
@Check('ck_specimens_state', `state IN ('COLLECTED', 'IN_TRANSIT', 'RECEIVED', 'REJECTED')`)
@Check(
  'ck_specimens_type',
  `type IN ('BLOOD', 'SERUM', 'PLASMA', 'URINE', 'STOOL', 'SPUTUM', 'FLUID', 'SWAB', 'BLOOD_CULTURE', 'TISSUE_SMALL', 'TISSUE_LARGE', 'TISSUE_FROZEN', 'CYTOLOGY')`,
)
@Check(
  'ck_specimens_received',
  `(state <> 'RECEIVED' OR accession_no IS NOT NULL) AND (accession_no IS NULL) = (received_at IS NULL) AND (received_at IS NULL) = (received_by_staff_id IS NULL)`,
)
@Check(
  'ck_specimens_rejected',
  `(state = 'REJECTED') = (rejected_at IS NOT NULL) AND (rejected_at IS NULL) = (reason_code IS NULL) AND (rejected_at IS NULL) = (rejected_by_staff_id IS NULL)`,
)
@Check('ck_specimens_in_transit', `state <> 'IN_TRANSIT' OR box_id IS NOT NULL`)
@Check('ck_specimens_replaces', `replaces_id <> id`)
@Index('ix_specimens_order', ['orderId', 'id'])
@Index('ix_specimens_patient', ['patientId', 'id'])
@Index('ix_specimens_collected', ['collectedAt', 'id'])
@Index('ix_specimens_box', ['boxId', 'id'], { where: `box_id IS NOT NULL` })
@Index('ix_specimens_sent', ['fromInstitutionId', 'state', 'id'])
@Index('ix_specimens_received', ['toInstitutionId', 'state', 'id'])
export class SpecimenEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_specimens' })
  id: string;

  @Column('text')
  barcode: string;

  @Column('text', { name: 'accession_no', nullable: true })
  accessionNo: string | null;

  @ForeignKey('ExamOrderEntity', { name: 'fk_specimens_order' })
  @Column('uuid', { name: 'order_id' })
  orderId: string;

  @ForeignKey('PatientEntity', { name: 'fk_specimens_patient' })
  @Column('uuid', { name: 'patient_id' })
  patientId: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_specimens_from' })
  @Column('uuid', { name: 'from_institution_id' })
  fromInstitutionId: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_specimens_to' })
  @Column('uuid', { name: 'to_institution_id' })
  toInstitutionId: string;

  @Column('text')
  type: SpecimenType;

  @Column('text', { nullable: true })
  site: string | null;

  @Column('text', { name: 'group_code' })
  groupCode: string;

  @Column('text')
  state: SpecimenState;

  @ForeignKey('SpecimenBoxEntity', { name: 'fk_specimens_box' })
  @Column('uuid', { name: 'box_id', nullable: true })
  boxId: string | null;

  @ForeignKey('SpecimenEntity', { name: 'fk_specimens_replaces' })
  @Column('uuid', { name: 'replaces_id', nullable: true })
  replacesId: string | null;

  @Column('timestamptz', { name: 'collected_at' })
  collectedAt: Date;

  @ForeignKey('StaffEntity', { name: 'fk_specimens_collector' })
  @Column('uuid', { name: 'collected_by_staff_id' })
  collectedByStaffId: string;

  @Column('timestamptz', { name: 'received_at', nullable: true })
  receivedAt: Date | null;

  @ForeignKey('StaffEntity', { name: 'fk_specimens_receiver' })
  @Column('uuid', { name: 'received_by_staff_id', nullable: true })
  receivedByStaffId: string | null;

  @Column('timestamptz', { name: 'rejected_at', nullable: true })
  rejectedAt: Date | null;

  @ForeignKey('StaffEntity', { name: 'fk_specimens_rejecter' })
  @Column('uuid', { name: 'rejected_by_staff_id', nullable: true })
  rejectedByStaffId: string | null;

  @Column('text', { name: 'reason_code', nullable: true })
  reasonCode: string | null;

  @Column('integer')
  version: number;
}
