import type { LocalDate } from '#kernel';
import type { Preference } from '../domain/solver/model.js';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Somebody who is sent to townships, and within which limits. */
@Entity('dispatch_experts')
@Index('ix_dispatch_experts_institution', ['institutionId', 'id'])
@Check(
  'ck_dispatch_experts_limits',
  `weight_percent BETWEEN 1 AND 300 AND max_per_week BETWEEN 1 AND 14 AND max_consecutive_days BETWEEN 1 AND 7`,
)
export class DispatchExpertEntity {
  @ForeignKey('StaffEntity', { name: 'fk_dispatch_experts_staff' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_dispatch_experts' })
  id: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_dispatch_experts_institution' })
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  @Column('int', { name: 'weight_percent' })
  weightPercent: number;

  @Column('int', { name: 'max_per_week' })
  maxPerWeek: number;

  @Column('int', { name: 'max_consecutive_days' })
  maxConsecutiveDays: number;

  @Column('jsonb')
  preferences: readonly Preference[];

  @Column('boolean')
  active: boolean;

  @Column('int')
  version: number;

  /** Null where it was not known yet: for long. */
  @Column('date', { name: 'enrolled_on', nullable: true })
  enrolledOn: LocalDate | null;
}
