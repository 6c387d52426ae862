import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ReadingState } from '../domain/reading-task.transitions.js';
import type { Urgency } from '../domain/urgency.js';

/** Something that waits to be read, is being read or has been read. It knows what it is about by domain and id alone. */
@Entity('reading_tasks')
@Index('uq_reading_tasks_subject', ['subjectDomain', 'subjectId'], {
  unique: true,
  where: `state NOT IN ('DONE', 'WITHDRAWN')`,
})
@Index('ix_reading_tasks_queue', ['institutionId', 'groupCode', 'urgencyRank', 'latestStart', 'queuedAt', 'id'], {
  where: `state = 'QUEUED'`,
})
@Index(
  'ix_reading_tasks_subspecialty',
  ['institutionId', 'groupCode', 'subspecialty', 'urgencyRank', 'latestStart', 'queuedAt', 'id'],
  { where: `state = 'QUEUED' AND subspecialty IS NOT NULL` },
)
@Index('ix_reading_tasks_lease', ['leaseUntil'], { where: 'lease_until IS NOT NULL' })
@Index('ix_reading_tasks_claimant', ['claimedByStaffId', 'id'], { where: 'claimed_by_staff_id IS NOT NULL' })
@Index('ix_reading_tasks_review', ['institutionId', 'groupCode', 'urgencyRank', 'latestStart', 'queuedAt', 'id'], {
  where: `state = 'PENDING_REVIEW'`,
})
@Index('ix_reading_tasks_returned', ['reporterStaffId', 'id'], { where: `state = 'RETURNED_TO_REPORTER'` })
@Check(
  'ck_reading_tasks_state',
  `state IN ('QUEUED', 'CLAIMED', 'REPORTING', 'PENDING_REVIEW', 'RETURNED_TO_REPORTER', 'RETURNED_FOR_REPEAT', 'DONE',
    'WITHDRAWN')`,
)
@Check(
  'ck_reading_tasks_urgency',
  `urgency_rank = array_position(ARRAY['GREEN', 'EMERGENCY', 'INPATIENT', 'ROUTINE'], urgency)`,
)
@Check(
  'ck_reading_tasks_lease',
  `(state IN ('CLAIMED', 'REPORTING')) = (claimed_by_staff_id IS NOT NULL)
   AND (claimed_by_staff_id IS NULL) = (lease_until IS NULL)`,
)
@Check('ck_reading_tasks_two_people', 'reviewer_staff_id <> reporter_staff_id')
@Check('ck_reading_tasks_signatures', `signatures IN (1, 2) AND (reviewer_staff_id IS NULL OR signatures = 2)`)
@Check(
  'ck_reading_tasks_done',
  `state <> 'DONE' OR (reporter_staff_id IS NOT NULL AND (signatures = 1 OR reviewer_staff_id IS NOT NULL))`,
)
@Check('ck_reading_tasks_latest_start', 'latest_start <= due_at')
export class ReadingTaskEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_reading_tasks' })
  id: string;

  /** Where it is read. */
  @ForeignKey('InstitutionEntity', { name: 'fk_reading_tasks_institution' })
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  @Column('text', { name: 'group_code' })
  groupCode: string;

  @Column('text', { name: 'subject_domain' })
  subjectDomain: string;

  @Column('uuid', { name: 'subject_id' })
  subjectId: string;

  @Column('text')
  state: ReadingState;

  @Column('text')
  urgency: Urgency;

  @Column('int', { name: 'urgency_rank' })
  urgencyRank: number;

  @Column('text', { nullable: true })
  subspecialty: string | null;

  @Column('timestamptz', { name: 'due_at' })
  dueAt: Date;

  /** Due time less what reading takes: the order of slack, whatever the present is. */
  @Column('timestamptz', { name: 'latest_start' })
  latestStart: Date;

  @Column('timestamptz', { name: 'queued_at' })
  queuedAt: Date;

  @Column('int')
  signatures: number;

  @ForeignKey('StaffEntity', { name: 'fk_reading_tasks_claimant' })
  @Column('uuid', { name: 'claimed_by_staff_id', nullable: true })
  claimedByStaffId: string | null;

  @Column('timestamptz', { name: 'lease_until', nullable: true })
  leaseUntil: Date | null;

  /** Grows with each claim; what was written under an older one is refused. */
  @Column('int', { name: 'fencing_token' })
  fencingToken: number;

  @ForeignKey('StaffEntity', { name: 'fk_reading_tasks_reporter' })
  @Column('uuid', { name: 'reporter_staff_id', nullable: true })
  reporterStaffId: string | null;

  @ForeignKey('StaffEntity', { name: 'fk_reading_tasks_reviewer' })
  @Column('uuid', { name: 'reviewer_staff_id', nullable: true })
  reviewerStaffId: string | null;

  @Column('int')
  version: number;
}
