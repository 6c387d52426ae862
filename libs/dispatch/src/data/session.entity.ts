import type { HalfDay } from '#calendar';
import type { LocalDate } from '#kernel';
import type { SessionKind, SessionState } from '../domain/session-state.js';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** An expert at a township for half a day. */
@Entity('dispatch_sessions')
@Index('uq_dispatch_sessions_one_place', ['planId', 'expertId', 'day', 'half'], {
  unique: true,
  where: `state NOT IN ('SUBSTITUTED', 'CANCELLED', 'SUSPENDED') AND NOT leaving`,
})
@Index('ix_dispatch_sessions_plan', ['planId', 'day', 'id'])
@Index('ix_dispatch_sessions_expert', ['expertId', 'day', 'id'], { where: 'published_at IS NOT NULL' })
@Index('ix_dispatch_sessions_township', ['townshipId', 'day', 'id'], { where: 'published_at IS NOT NULL' })
@Index('ix_dispatch_sessions_institution', ['institutionId', 'day', 'id'], { where: 'published_at IS NOT NULL' })
@Index('ix_dispatch_sessions_day', ['day', 'id'], { where: 'published_at IS NOT NULL' })
@Index('ix_dispatch_sessions_repair', ['institutionId', 'day', 'id'], {
  where: `state IN ('SUSPENDED', 'SWAP_PENDING', 'NO_SHOW')`,
})
@Check('ck_dispatch_sessions_half', `half IN ('MORNING', 'AFTERNOON') AND starts_at < ends_at`)
@Check(
  'ck_dispatch_sessions_kind',
  `kind IN ('SUPPORT', 'ROUNDS', 'CLINIC', 'WARD_ROUND', 'SURGERY', 'TEACHING', 'OUTREACH')`,
)
@Check(
  'ck_dispatch_sessions_state',
  `state IN ('PLANNED', 'CONFIRMED', 'CHECKED_IN', 'COMPLETED', 'SWAP_PENDING', 'SUBSTITUTED', 'CANCELLED', 'NO_SHOW', 'SUSPENDED') AND (state IN ('COMPLETED', 'SUBSTITUTED', 'CANCELLED', 'NO_SHOW')) = (ended_at IS NOT NULL) AND (state = 'PLANNED' OR published_at IS NOT NULL) AND (state <> 'SWAP_PENDING' OR swap_expert_id IS NOT NULL)`,
)
@Check(
  'ck_dispatch_sessions_attendance',
  `(state = 'COMPLETED') = (completed_at IS NOT NULL) AND (completed_at IS NOT NULL OR num_nonnulls(patients_seen, ward_rounds, surgeries, teaching_minutes) = 0)`,
)
@Check('ck_dispatch_sessions_places', 'places BETWEEN 0 AND 500')
export class RotaSessionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_dispatch_sessions' })
  id: string;

  @ForeignKey('RotaPlanEntity', { name: 'fk_dispatch_sessions_plan' })
  @Column('uuid', { name: 'plan_id' })
  planId: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_dispatch_sessions_institution' })
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_dispatch_sessions_township' })
  @Column('uuid', { name: 'township_id' })
  townshipId: string;

  @ForeignKey('RotaDemandEntity', { name: 'fk_dispatch_sessions_demand' })
  @Column('uuid', { name: 'demand_id' })
  demandId: string;

  @ForeignKey('DispatchExpertEntity', { name: 'fk_dispatch_sessions_expert' })
  @Column('uuid', { name: 'expert_id' })
  expertId: string;

  @Column('text')
  specialty: string;

  @Column('text')
  kind: SessionKind;

  @Column('date')
  day: LocalDate;

  @Column('text')
  half: HalfDay;

  @Column('timestamptz', { name: 'starts_at' })
  startsAt: Date;

  @Column('timestamptz', { name: 'ends_at' })
  endsAt: Date;

  @Column('text')
  state: SessionState;

  @Column('boolean')
  pinned: boolean;

  @Column('timestamptz', { name: 'published_at', nullable: true })
  publishedAt: Date | null;

  @Column('boolean')
  leaving: boolean;

  @ForeignKey('RotaSessionEntity', { name: 'fk_dispatch_sessions_replaces' })
  @Column('uuid', { name: 'replaces_session_id', nullable: true })
  replacesSessionId: string | null;

  @ForeignKey('DispatchExpertEntity', { name: 'fk_dispatch_sessions_swap' })
  @Column('uuid', { name: 'swap_expert_id', nullable: true })
  swapExpertId: string | null;

  @Column('text', { name: 'reason_code', nullable: true })
  reasonCode: string | null;

  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt: Date | null;

  @Column('timestamptz', { name: 'checked_in_at', nullable: true })
  checkedInAt: Date | null;

  @Column('timestamptz', { name: 'completed_at', nullable: true })
  completedAt: Date | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column('int', { name: 'patients_seen', nullable: true })
  patientsSeen: number | null;

  @Column('int', { name: 'ward_rounds', nullable: true })
  wardRounds: number | null;

  @Column('int', { nullable: true })
  surgeries: number | null;

  @Column('int', { name: 'teaching_minutes', nullable: true })
  teachingMinutes: number | null;

  @Column('int', { nullable: true })
  places: number | null;

  @Column('int')
  version: number;
}
