import { Check, Column, Entity, Exclusion, ForeignKey, PrimaryColumn } from 'typeorm';

/** A department's sessions that overlap this time give no places, until it is reopened. */
@Entity('capacity_closures')
@ForeignKey('DepartmentEntity', ['departmentId', 'institutionId'], ['id', 'institutionId'], {
  name: 'fk_capacity_closures_department',
})
@Check('ck_capacity_closures_period', 'starts_at < ends_at')
@Exclusion(
  'ex_capacity_closures_one_at_a_time',
  'USING gist (department_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (reopened_at IS NULL)',
)
export class ClinicClosureEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_capacity_closures' })
  id: string;

  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  @Column('uuid', { name: 'department_id' })
  departmentId: string;

  @Column('timestamptz', { name: 'starts_at' })
  startsAt: Date;

  @Column('timestamptz', { name: 'ends_at' })
  endsAt: Date;

  @Column('text', { name: 'reason_code' })
  reasonCode: string;

  @Column('text', { nullable: true })
  comment: string | null;

  @ForeignKey('StaffEntity', { name: 'fk_capacity_closures_staff' })
  @Column('uuid', { name: 'closed_by_staff_id' })
  closedByStaffId: string;

  @Column('timestamptz', { name: 'closed_at' })
  closedAt: Date;

  @Column('timestamptz', { name: 'reopened_at', nullable: true })
  reopenedAt: Date | null;

  @Column('int')
  version: number;
}
