import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** Who has verified a value, twice at most. */
@Entity('critical_value_verifications')
@Check('ck_critical_value_verifications_two', `position IN (1, 2)`)
export class VerificationEntity {
  @ForeignKey('CriticalValueEntity', { name: 'fk_critical_value_verifications_critical_value' })
  @PrimaryColumn('uuid', { name: 'critical_value_id', primaryKeyConstraintName: 'pk_critical_value_verifications' })
  criticalValueId: string;

  /** Which of the values that were told. */
  @PrimaryColumn('integer', { default: 1, primaryKeyConstraintName: 'pk_critical_value_verifications' })
  revision: number;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'pk_critical_value_verifications' })
  position: number;

  @ForeignKey('StaffEntity', { name: 'fk_critical_value_verifications_staff' })
  @Column('uuid', { name: 'staff_id' })
  staffId: string;

  @Column('timestamptz', { name: 'verified_at' })
  verifiedAt: Date;
}
