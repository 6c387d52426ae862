import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** What was told, what is right instead, and how far people were with what had been told. */
@Entity('critical_value_corrections')
@Check('ck_critical_value_corrections_revision', `revision >= 2`)
@Check('ck_critical_value_corrections_outcome', `outcome IN ('CRITICAL', 'NOT_CRITICAL')`)
@Check('ck_critical_value_corrections_other', `from_value <> to_value OR from_unit <> to_unit`)
@Check(
  'ck_critical_value_corrections_successor',
  `successor_id IS NULL OR (outcome = 'CRITICAL' AND from_state = 'CLOSED')`,
)
export class CorrectionEntity {
  @ForeignKey('CriticalValueEntity', { name: 'fk_critical_value_corrections_critical_value' })
  @PrimaryColumn('uuid', { name: 'critical_value_id', primaryKeyConstraintName: 'pk_critical_value_corrections' })
  criticalValueId: string;

  /** The first value is 1. */
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'pk_critical_value_corrections' })
  revision: number;

  @Column('text')
  outcome: string;

  @Column('text', { name: 'from_value' })
  fromValue: string;

  @Column('text', { name: 'from_unit' })
  fromUnit: string;

  @ForeignKey('CriticalThresholdEntity', { name: 'fk_critical_value_corrections_from_threshold' })
  @Column('uuid', { name: 'from_threshold_id', nullable: true })
  fromThresholdId: string | null;

  @Column('text', { name: 'to_value' })
  toValue: string;

  @Column('text', { name: 'to_unit' })
  toUnit: string;

  @ForeignKey('CriticalThresholdEntity', { name: 'fk_critical_value_corrections_to_threshold' })
  @Column('uuid', { name: 'to_threshold_id', nullable: true })
  toThresholdId: string | null;

  @Column('text', { name: 'from_state' })
  fromState: string;

  @Column('timestamptz', { name: 'from_acknowledged_at', nullable: true })
  fromAcknowledgedAt: Date | null;

  @ForeignKey('StaffEntity', { name: 'fk_critical_value_corrections_acknowledged_by' })
  @Column('uuid', { name: 'from_acknowledged_by_staff_id', nullable: true })
  fromAcknowledgedByStaffId: string | null;

  @Column('timestamptz', { name: 'from_handled_at', nullable: true })
  fromHandledAt: Date | null;

  @ForeignKey('StaffEntity', { name: 'fk_critical_value_corrections_handled_by' })
  @Column('uuid', { name: 'from_handled_by_staff_id', nullable: true })
  fromHandledByStaffId: string | null;

  @Column('text', { name: 'from_measures', nullable: true })
  fromMeasures: string | null;

  @Column('timestamptz', { name: 'corrected_at' })
  correctedAt: Date;

  /** Null where a system has sent it. */
  @ForeignKey('StaffEntity', { name: 'fk_critical_value_corrections_corrected_by' })
  @Column('uuid', { name: 'corrected_by_staff_id', nullable: true })
  correctedByStaffId: string | null;

  /** The critical value that was raised instead of one that was closed. */
  @ForeignKey('CriticalValueEntity', { name: 'fk_critical_value_corrections_successor' })
  @Column('uuid', { name: 'successor_id', nullable: true })
  successorId: string | null;
}
