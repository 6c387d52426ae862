import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { RoutingFilter } from '../domain/routing.js';

/** One of the departments that were suggested. */
export interface SuggestedDepartment {
  readonly departmentId: string;
  readonly rank: number;
  readonly score: number | null;
}

/** What was chosen when a referral was submitted, against what was suggested then. */
@Entity('referral_routing_choices')
@Index('ix_referral_routing_choices_referral', ['referralId', 'id'])
@Check('ck_referral_routing_choices_rank', 'chosen_rank BETWEEN 1 AND candidates')
@Check('ck_referral_routing_choices_filter', 'chosen_rank IS NULL OR failing_filter IS NULL')
export class RoutingChoiceEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_referral_routing_choices' })
  id: string;

  @ForeignKey('ReferralEntity', { name: 'fk_referral_routing_choices_referral' })
  @Column('uuid', { name: 'referral_id' })
  referralId: string;

  @ForeignKey('DepartmentEntity', { name: 'fk_referral_routing_choices_department' })
  @Column('uuid', { name: 'chosen_department_id' })
  chosenDepartmentId: string;

  /** Null where it was not among the candidates. */
  @Column('int', { name: 'chosen_rank', nullable: true })
  chosenRank: number | null;

  @Column('double precision', { name: 'chosen_score', nullable: true })
  chosenScore: number | null;

  /** The filter that refused what was chosen all the same. */
  @Column('text', { name: 'failing_filter', nullable: true })
  failingFilter: RoutingFilter | null;

  /** How many departments came into question. */
  @Column('int')
  candidates: number;

  /** The first of them. */
  @Column('jsonb')
  suggested: SuggestedDepartment[];

  @Column('text', { name: 'reason_code', nullable: true })
  reasonCode: string | null;

  @ForeignKey('StaffEntity', { name: 'fk_referral_routing_choices_chosen_by' })
  @Column('uuid', { name: 'chosen_by_staff_id' })
  chosenByStaffId: string;

  @Column('timestamptz', { name: 'chosen_at' })
  chosenAt: Date;
}
