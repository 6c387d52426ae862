import type { LocalDate } from '#kernel';
import type { Generation, PlanState, SearchProgress } from '../domain/plan-state.js';
import { Check, Column, Entity, Exclusion, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A rota of a period; drafts compete, one is published. */
@Entity('dispatch_plans')
@Index('ix_dispatch_plans_institution', ['institutionId', 'fromDay', 'id'])
@Check('ck_dispatch_plans_period', `from_day <= to_day AND to_day - from_day <= 92`)
@Check(
  'ck_dispatch_plans_state',
  `state IN ('DRAFT', 'GENERATED', 'UNDER_REVIEW', 'PUBLISHED', 'AMENDING', 'CLOSED', 'DISCARDED') AND (state IN ('PUBLISHED', 'AMENDING', 'CLOSED')) = (published_at IS NOT NULL) AND (published_at IS NULL) = (revision = 0)`,
)
@Exclusion(
  'ex_dispatch_plans_one_published',
  `USING gist (institution_id WITH =, daterange(from_day, to_day, '[]') WITH &&) WHERE (published_at IS NOT NULL)`,
)
export class RotaPlanEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_dispatch_plans' })
  id: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_dispatch_plans_institution' })
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  @Column('text')
  name: string;

  @Column('date', { name: 'from_day' })
  fromDay: LocalDate;

  @Column('date', { name: 'to_day' })
  toDay: LocalDate;

  @Column('text')
  state: PlanState;

  @Column('int')
  revision: number;

  @Column('jsonb', { nullable: true })
  generation: Generation | null;

  @Column('timestamptz', { name: 'requested_at', nullable: true })
  requestedAt: Date | null;

  @Column('jsonb', { name: 'search_progress', nullable: true })
  searchProgress: SearchProgress | null;

  @Column('timestamptz', { name: 'cancel_requested_at', nullable: true })
  cancelRequestedAt: Date | null;

  @Column('uuid', { name: 'created_by_staff_id' })
  createdByStaffId: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'published_at', nullable: true })
  publishedAt: Date | null;

  @Column('int')
  version: number;
}
