import { Check, Column, Entity, Exclusion, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { CommitmentKind, CommitmentState } from '../domain/commitment.js';

/**
 * Something that takes an expert's time. What is exclusive never overlaps another such thing of the same expert while it
 * stands; leave and secondments only take from what is free.
 */
@Entity('commitments')
@Index('uq_commitments_subject', ['subjectDomain', 'subjectId', 'expertId'], {
  unique: true,
  where: `ended_at IS NULL AND subject_domain <> 'calendar'`,
})
@Index('ix_commitments_series', ['subjectId', 'startsAt'], { where: `subject_domain = 'calendar'` })
@Index('ix_commitments_displaced', ['startsAt', 'id'], { where: `state = 'DISPLACED'` })
@Index('ix_commitments_held', ['expertId', 'expiresAt'], { where: `state = 'TENTATIVE'` })
@Index('ix_commitments_times', ['expertId', 'blockedUntil', 'blockedFrom'], { where: 'ended_at IS NULL' })
@Check(
  'ck_commitments_kind',
  `kind IN ('DISPATCH_SESSION', 'CONSULTATION', 'OWN_CLINIC', 'SURGERY_LIST', 'LEAVE', 'SECONDMENT')`,
)
@Check(
  'ck_commitments_exclusive',
  `exclusive = (kind IN ('DISPATCH_SESSION', 'CONSULTATION', 'OWN_CLINIC', 'SURGERY_LIST'))`,
)
@Check(
  'ck_commitments_state',
  `state IN ('TENTATIVE', 'CONFIRMED', 'DISPLACED', 'RELEASED', 'EXPIRED')
   AND (state IN ('TENTATIVE', 'CONFIRMED')) = (ended_at IS NULL) AND (state = 'TENTATIVE') = (expires_at IS NOT NULL)`,
)
@Check('ck_commitments_period', 'blocked_from <= starts_at AND starts_at < ends_at AND ends_at <= blocked_until')
@Check(
  'ck_commitments_approval',
  `(approved_by_staff_id IS NULL) = (approved_at IS NULL) AND (approved_at IS NULL OR kind = 'LEAVE')`,
)
@Exclusion(
  'ex_commitments_one_at_a_time',
  'USING gist (expert_id WITH =, tstzrange(blocked_from, blocked_until) WITH &&) WHERE (exclusive AND ended_at IS NULL)',
)
export class CommitmentEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_commitments' })
  id: string;

  @ForeignKey('CalendarEntity', { name: 'fk_commitments_calendar' })
  @Column('uuid', { name: 'expert_id' })
  expertId: string;

  @Column('text')
  kind: CommitmentKind;

  @Column('boolean')
  exclusive: boolean;

  @Column('text')
  state: CommitmentState;

  @Column('timestamptz', { name: 'starts_at' })
  startsAt: Date;

  @Column('timestamptz', { name: 'ends_at' })
  endsAt: Date;

  /** With the buffer before it. */
  @Column('timestamptz', { name: 'blocked_from' })
  blockedFrom: Date;

  /** With the buffer after it. */
  @Column('timestamptz', { name: 'blocked_until' })
  blockedUntil: Date;

  @Column('text', { name: 'subject_domain' })
  subjectDomain: string;

  @Column('uuid', { name: 'subject_id' })
  subjectId: string;

  /** Where the expert is meanwhile; null at home. */
  @ForeignKey('InstitutionEntity', { name: 'fk_commitments_place' })
  @Column('uuid', { name: 'place_institution_id', nullable: true })
  placeInstitutionId: string | null;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt: Date | null;

  @Column('text', { name: 'reason_code', nullable: true })
  reasonCode: string | null;

  @Column('text', { nullable: true })
  comment: string | null;

  @Column('uuid', { name: 'approved_by_staff_id', nullable: true })
  approvedByStaffId: string | null;

  @Column('timestamptz', { name: 'approved_at', nullable: true })
  approvedAt: Date | null;

  @Column('uuid', { name: 'created_by_staff_id' })
  createdByStaffId: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column('int')
  version: number;
}
