import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** How a department has answered the referrals of a period, rolled up in the background. */
@Entity('referral_department_statistics')
@Check('ck_referral_department_statistics_accepted', 'accepted <= decided')
@Check('ck_referral_department_statistics_median', '(answered = 0) = (median_response_minutes IS NULL)')
export class DepartmentStatisticsEntity {
  @ForeignKey('DepartmentEntity', { name: 'fk_referral_department_statistics_department' })
  @PrimaryColumn('uuid', { name: 'department_id', primaryKeyConstraintName: 'pk_referral_department_statistics' })
  departmentId: string;

  /** Referrals first submitted after this instant count. */
  @Column('timestamptz')
  since: Date;

  /** Accepted or rejected. */
  @Column('int')
  decided: number;

  @Column('int')
  accepted: number;

  @Column('int')
  answered: number;

  /** From the first submit to the first answer, by wall clock. */
  @Column('double precision', { name: 'median_response_minutes', nullable: true })
  medianResponseMinutes: number | null;

  @Column('timestamptz', { name: 'computed_at' })
  computedAt: Date;
}
