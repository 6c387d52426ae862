import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { DueClock } from '../domain/due-time.js';
import type { Urgency } from '../domain/urgency.js';

/** A version of how long a report may take where the patient comes in a certain way, instead of the time of the class. */
@Entity('reading_visit_due_times')
@Check(
  'ck_reading_visit_due_times_terms',
  `urgency IN ('GREEN', 'EMERGENCY', 'INPATIENT', 'ROUTINE') AND due_minutes > 0 AND effective_to > effective_from`,
)
@Check('ck_reading_visit_due_times_visit', `visit_type IN ('GREEN_CHANNEL', 'EMERGENCY', 'INPATIENT', 'OUTPATIENT')`)
@Check('ck_reading_visit_due_times_clock', `clock IN ('WALL', 'WORK')`)
export class ReadingVisitDueTimeEntity {
  @PrimaryColumn('text', { name: 'group_code', primaryKeyConstraintName: 'pk_reading_visit_due_times' })
  groupCode: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_reading_visit_due_times' })
  urgency: Urgency;

  @PrimaryColumn('text', { name: 'visit_type', primaryKeyConstraintName: 'pk_reading_visit_due_times' })
  visitType: string;

  @PrimaryColumn('timestamptz', { name: 'effective_from', primaryKeyConstraintName: 'pk_reading_visit_due_times' })
  effectiveFrom: Date;

  @Column('timestamptz', { name: 'effective_to', nullable: true })
  effectiveTo: Date | null;

  @Column('int', { name: 'due_minutes' })
  dueMinutes: number;

  @Column('text')
  clock: DueClock;
}
