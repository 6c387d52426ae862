import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** What a thermometer in a box has shown. */
@Entity('specimen_box_temperatures')
export class SpecimenBoxTemperatureEntity {
  @ForeignKey('SpecimenBoxEntity', { name: 'fk_specimen_box_temperatures_box' })
  @PrimaryColumn('uuid', { name: 'box_id', primaryKeyConstraintName: 'pk_specimen_box_temperatures' })
  boxId: string;

  @PrimaryColumn('timestamptz', { name: 'measured_at', primaryKeyConstraintName: 'pk_specimen_box_temperatures' })
  measuredAt: Date;

  @Column('double precision')
  celsius: number;

  @ForeignKey('StaffEntity', { name: 'fk_specimen_box_temperatures_staff' })
  @Column('uuid', { name: 'measured_by_staff_id' })
  measuredByStaffId: string;
}
