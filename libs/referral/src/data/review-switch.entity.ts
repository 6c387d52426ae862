import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ReviewedDirection } from '../domain/review.js';

/** Whether referrals of an institution (or of one of its departments, which goes first) are reviewed before they leave. */
@Entity('referral_review_switches')
@Index('uq_referral_review_switches_place', { synchronize: false })
@ForeignKey('DepartmentEntity', ['departmentId', 'institutionId'], ['id', 'institutionId'], {
  name: 'fk_referral_review_switches_department',
})
@Check('ck_referral_review_switches_direction', "direction IN ('UP', 'LATERAL', 'DOWN')")
export class ReviewSwitchEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_referral_review_switches' })
  id: string;

  @ForeignKey('InstitutionEntity', { name: 'fk_referral_review_switches_institution' })
  @Column('uuid', { name: 'institution_id' })
  institutionId: string;

  /** Null: the whole institution. */
  @Column('uuid', { name: 'department_id', nullable: true })
  departmentId: string | null;

  @Column('text')
  direction: ReviewedDirection;

  @Column('boolean', { name: 'review_required' })
  reviewRequired: boolean;

  /** Whose referral centre reviews where nobody but the author can; null for the receiver's. */
  @ForeignKey('InstitutionEntity', { name: 'fk_referral_review_switches_fallback' })
  @Column('uuid', { name: 'fallback_institution_id', nullable: true })
  fallbackInstitutionId: string | null;

  @Column('int')
  version: number;
}

/** What a switch says. */
export type ReviewSetting = Pick<ReviewSwitchEntity, 'reviewRequired' | 'fallbackInstitutionId'>;
