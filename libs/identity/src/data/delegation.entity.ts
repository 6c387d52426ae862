import { Check, Column, Entity, Exclusion, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Somebody lets a colleague act in their name at an institution, from `validFrom` until before `validTo`. */
@Entity('delegations')
@ForeignKey('DepartmentEntity', ['departmentId', 'institutionId'], ['id', 'institutionId'], {
  name: 'fk_delegations_department',
})
@Index('ix_delegations_delegator', ['delegatorStaffId', 'id'])
@Index('ix_delegations_delegate', ['delegateStaffId', 'id'])
@Index('ix_delegations_institution', ['institutionId', 'id'])
@Check('ck_delegations_two_people', 'delegator_staff_id <> delegate_staff_id')
@Check('ck_delegations_period', 'valid_to > valid_from')
@Check('ck_delegations_ended', 'ended_at IS NOT NULL OR ended_by_staff_id IS NULL')
@Exclusion(
  'ex_delegations_one_at_a_time',
  `USING gist (delegator_staff_id WITH =, delegate_staff_id WITH =, institution_id WITH =,
    coalesce(department_id, institution_id) WITH =, tstzrange(valid_from, valid_to) WITH &&) WHERE (ended_at IS NULL)`,
)
export class DelegationEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_delegations' })
  id: string;

  /** In whose name. */
  @Column('uuid', { name: 'delegator_staff_id' })
  @ForeignKey('StaffEntity', { name: 'fk_delegations_delegator' })
  delegatorStaffId: string;

  /** Who acts. */
  @Column('uuid', { name: 'delegate_staff_id' })
  @ForeignKey('StaffEntity', { name: 'fk_delegations_delegate' })
  delegateStaffId: string;

  @Column('uuid', { name: 'institution_id' })
  @ForeignKey('InstitutionEntity', { name: 'fk_delegations_institution' })
  institutionId: string;

  /** Null: wherever in the institution the delegator may act. */
  @Column('uuid', { name: 'department_id', nullable: true })
  departmentId: string | null;

  @Column('text', { name: 'reason_code' })
  reasonCode: string;

  @Column('text', { nullable: true })
  comment: string | null;

  @Column('timestamptz', { name: 'valid_from' })
  validFrom: Date;

  @Column('timestamptz', { name: 'valid_to' })
  validTo: Date;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  /** When it was ended before its time. */
  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column('uuid', { name: 'ended_by_staff_id', nullable: true })
  endedByStaffId: string | null;

  @Column('int')
  version: number;
}
