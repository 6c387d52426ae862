import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** Whose turn it has been since the notice; nobody in a gap. */
@Entity('critical_value_turns')
@Unique('uq_critical_value_turns_place', ['criticalValueId', 'level', 'position'])
@Check(
  'ck_critical_value_turns_target',
  `target IN ('ORDERING_DOCTOR', 'DUTY_DOCTOR', 'HEAD', 'CENTRE', 'GENERAL_DUTY')`,
)
@Check('ck_critical_value_turns_gap', `is_gap = (cardinality(staff_ids) = 0)`)
@Check('ck_critical_value_turns_level', `level >= 0`)
export class TurnEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_critical_value_turns' })
  id: string;

  @ForeignKey('CriticalValueEntity', { name: 'fk_critical_value_turns_critical_value' })
  @Column('uuid', { name: 'critical_value_id' })
  criticalValueId: string;

  @Column('integer')
  level: number;

  @Column('integer')
  position: number;

  @Column('text')
  target: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_critical_value_turns_institution' })
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  @Column('uuid', { name: 'staff_ids', array: true })
  staffIds: string[];

  @Column('boolean', { name: 'is_gap' })
  isGap: boolean;

  @Column('timestamptz', { name: 'due_at' })
  dueAt: Date;

  @Column('timestamptz', { name: 'turned_at' })
  turnedAt: Date;

  /** To which of the values that were told it belongs. */
  @Column('integer', { default: 1 })
  revision: number;
}
