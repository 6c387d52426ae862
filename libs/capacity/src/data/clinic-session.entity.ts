import { Check, Column, Entity, Exclusion, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** A time in which a department keeps places for patients who are sent to it; one session of a department at a time. */
@Entity('capacity_sessions')
@Unique('uq_capacity_sessions_places', ['id', 'places'])
@Index('ix_capacity_sessions_plan', ['planId'])
@Index('ix_capacity_sessions_time', ['startsAt', 'departmentId'], { where: 'withdrawn_at IS NULL' })
@Index('ix_capacity_sessions_department', ['departmentId', 'endsAt'], { where: 'withdrawn_at IS NULL' })
@Index('ix_capacity_sessions_unreleased', ['startsAt'], { where: 'released_at IS NULL AND withdrawn_at IS NULL' })
@ForeignKey('DepartmentEntity', ['departmentId', 'institutionId'], ['id', 'institutionId'], {
  name: 'fk_capacity_sessions_department',
})
@Check('ck_capacity_sessions_period', 'starts_at < ends_at')
@Check('ck_capacity_sessions_places', 'places > 0')
@Exclusion(
  'ex_capacity_sessions_one_at_a_time',
  'USING gist (department_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (withdrawn_at IS NULL)',
)
export class ClinicSessionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_capacity_sessions' })
  id: string;

  /** The plan or copy that it came with. */
  @Column('uuid', { name: 'plan_id' })
  planId: string;

  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  @Column('uuid', { name: 'department_id' })
  departmentId: string;

  @Column('timestamptz', { name: 'starts_at' })
  startsAt: Date;

  @Column('timestamptz', { name: 'ends_at' })
  endsAt: Date;

  @Column('int')
  places: number;

  /** Since when places that nobody holds belong to the hospital again. */
  @Column('timestamptz', { name: 'released_at', nullable: true })
  releasedAt: Date | null;

  @Column('timestamptz', { name: 'withdrawn_at', nullable: true })
  withdrawnAt: Date | null;

  @Column('int')
  version: number;
}
