import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { DueClock } from '../domain/due-time.js';
import type { Urgency } from '../domain/urgency.js';

/** A version of how long a report of a group and class may take. */
@Entity('reading_due_times')
@Check(
  'ck_reading_due_times_terms',
  `urgency IN ('GREEN', 'EMERGENCY', 'INPATIENT', 'ROUTINE') AND due_minutes > 0 AND effective_to > effective_from`,
)
@Check('ck_reading_due_times_clock', `clock IN ('WALL', 'WORK')`)
export class ReadingDueTimeEntity {
  @PrimaryColumn('text', { name: 'group_code', primaryKeyConstraintName: 'pk_reading_due_times' })
  groupCode: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_reading_due_times' })
  urgency: Urgency;

  @PrimaryColumn('timestamptz', { name: 'effective_from', primaryKeyConstraintName: 'pk_reading_due_times' })
  effectiveFrom: Date;

  @Column('timestamptz', { name: 'effective_to', nullable: true })
  effectiveTo: Date | null;

  @Column('int', { name: 'due_minutes' })
  dueMinutes: number;

  @Column('text', { default: 'WALL' })
  clock: DueClock;
}
