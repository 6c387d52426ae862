import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { BoxState } from '../domain/box.transitions.js';

/** A box in which specimens travel; its temperature has to stay between two bounds. */
@Entity('specimen_boxes')
@Unique('uq_specimen_boxes_no', ['boxNo'])
@Check('ck_specimen_boxes_state', `state IN ('PACKED', 'IN_TRANSIT', 'ARRIVED')`)
@Check(
  'ck_specimen_boxes_travelled',
  `(state = 'PACKED') = (dispatched_at IS NULL) AND (state = 'ARRIVED') = (arrived_at IS NOT NULL)`,
)
@Check('ck_specimen_boxes_range', `low_celsius < high_celsius`)
@Index('ix_specimen_boxes_sent_day', ['fromInstitutionId', 'packedAt', 'id'])
@Index('ix_specimen_boxes_received_day', ['toInstitutionId', 'packedAt', 'id'], {
  where: `dispatched_at IS NOT NULL`,
})
export class SpecimenBoxEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_specimen_boxes' })
  id: string;

  @Column('text', { name: 'box_no' })
  boxNo: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_specimen_boxes_from' })
  @Column('uuid', { name: 'from_institution_id' })
  fromInstitutionId: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_specimen_boxes_to' })
  @Column('uuid', { name: 'to_institution_id' })
  toInstitutionId: string;

  @Column('text')
  state: BoxState;

  @Column('double precision', { name: 'low_celsius' })
  lowCelsius: number;

  @Column('double precision', { name: 'high_celsius' })
  highCelsius: number;

  @ForeignKey('StaffEntity', { name: 'fk_specimen_boxes_packer' })
  @Column('uuid', { name: 'packed_by_staff_id' })
  packedByStaffId: string;

  @Column('timestamptz', { name: 'packed_at' })
  packedAt: Date;

  @Column('timestamptz', { name: 'dispatched_at', nullable: true })
  dispatchedAt: Date | null;

  @Column('timestamptz', { name: 'arrived_at', nullable: true })
  arrivedAt: Date | null;

  @Column('boolean', { name: 'temperature_breached' })
  temperatureBreached: boolean;

  @Column('integer')
  version: number;
}
