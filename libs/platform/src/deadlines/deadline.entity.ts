import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Which time a limit counts: all of it, or working time only. */
export type DeadlineClock = 'WALL' | 'WORK';

/** EXECUTED: it came due and its handler has run. FINISHED: what was to be done was done in time. */
export type DeadlineState = 'RUNNING' | 'PAUSED' | 'EXECUTED' | 'FINISHED' | 'CANCELLED';

/** One level of a time limit on something. */
@Entity('deadlines')
@Index('uq_deadlines_open', ['subjectId', 'kind', 'level'], { unique: true, where: 'ended_at IS NULL' })
@Index('ix_deadlines_attempt_at', ['attemptAt', 'level'], { where: `state = 'RUNNING'` })
@Index('ix_deadlines_ended_at', ['endedAt'], { where: 'ended_at IS NOT NULL' })
@Check('ck_deadlines_level', 'level >= 1')
@Check('ck_deadlines_clock', `clock IN ('WALL', 'WORK')`)
@Check('ck_deadlines_state', `state IN ('RUNNING', 'PAUSED', 'EXECUTED', 'FINISHED', 'CANCELLED')`)
@Check('ck_deadlines_running', `(state = 'RUNNING') = (attempt_at IS NOT NULL)`)
@Check('ck_deadlines_due', `due_at IS NOT NULL OR state IN ('PAUSED', 'FINISHED', 'CANCELLED')`)
@Check('ck_deadlines_paused', `state <> 'PAUSED' OR (remaining_ms >= 0 AND due_at IS NULL)`)
@Check('ck_deadlines_ended', `(state IN ('RUNNING', 'PAUSED')) = (ended_at IS NULL)`)
export class DeadlineEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_deadlines' })
  id: string;

  @Column('text', { name: 'subject_type' })
  subjectType: string;

  @Column('uuid', { name: 'subject_id' })
  subjectId: string;

  @Column('text')
  kind: string;

  /** 1 for the first; each escalates further than the one before. */
  @Column('int')
  level: number;

  @Column('text')
  clock: DeadlineClock;

  @Column('text')
  state: DeadlineState;

  /** Null while it is paused. */
  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt: Date | null;

  /** What was left when it was paused, in its own kind of time. */
  @Column('bigint', { name: 'remaining_ms', nullable: true })
  remainingMs: string | null;

  /** When a worker may take it: when it is due, and later after failures. */
  @Column('timestamptz', { name: 'attempt_at', nullable: true })
  attemptAt: Date | null;

  @Column('int')
  attempts: number;

  /** In whose name the platform acts when it comes due. */
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  /** Who is to be turned to at this level, where that is known already. */
  @Column('uuid', { name: 'assignee_staff_id', nullable: true })
  assigneeStaffId: string | null;

  @Column('timestamptz', { name: 'set_at' })
  setAt: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;
}
