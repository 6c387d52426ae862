import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** The empty beds of a department as its ward has last told them, those that are held for somebody among them. */
@Entity('capacity_bed_pools')
@Unique('uq_capacity_bed_pools_department', ['departmentId'])
@ForeignKey('DepartmentEntity', ['departmentId', 'institutionId'], ['id', 'institutionId'], {
  name: 'fk_capacity_bed_pools_department',
})
@Check('ck_capacity_bed_pools_empty_beds', 'empty_beds >= 0')
@Check('ck_capacity_bed_pools_reported_by', 'num_nonnulls(reported_by_staff_id, reported_by_machine_id) = 1')
export class BedPoolEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_capacity_bed_pools' })
  id: string;

  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  @Column('uuid', { name: 'department_id' })
  departmentId: string;

  @Column('int', { name: 'empty_beds' })
  emptyBeds: number;

  @Column('timestamptz', { name: 'reported_at' })
  reportedAt: Date;

  /** Who told them; null where a system did. */
  @ForeignKey('StaffEntity', { name: 'fk_capacity_bed_pools_staff' })
  @Column('uuid', { name: 'reported_by_staff_id', nullable: true })
  reportedByStaffId: string | null;

  @ForeignKey('MachineAccountEntity', { name: 'fk_capacity_bed_pools_machine' })
  @Column('uuid', { name: 'reported_by_machine_id', nullable: true })
  reportedByMachineId: string | null;

  @Column('int')
  version: number;
}
