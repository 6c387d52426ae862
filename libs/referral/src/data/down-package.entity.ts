import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Medicine } from '../domain/down-package.js';

/** What a down-referral hands over besides the clinical form, whose diagnoses are those at discharge. */
@Entity('down_packages')
export class DownPackageEntity {
  @ForeignKey('ClinicalPackageEntity', { name: 'fk_down_packages_package' })
  @PrimaryColumn('uuid', { name: 'package_id', primaryKeyConstraintName: 'pk_down_packages' })
  packageId: string;

  @Column('text', { nullable: true })
  summary: string | null;

  @Column('jsonb')
  medicines: Medicine[];

  @Column('text', { name: 'recheck_advice', nullable: true })
  recheckAdvice: string | null;

  @Column('text', { name: 'rehabilitation_goals', nullable: true })
  rehabilitationGoals: string | null;

  @Column('text', { name: 'nursing_points', nullable: true })
  nursingPoints: string | null;

  @Column('text', { name: 'warning_symptoms', nullable: true })
  warningSymptoms: string | null;

  @Column('text', { name: 'monitoring_indicators', nullable: true })
  monitoringIndicators: string | null;

  /** Whether the first follow-up is to be sooner than usual. */
  @Column('boolean', { name: 'high_risk' })
  highRisk: boolean;

  @Column('date', { name: 'first_follow_up_on', nullable: true })
  firstFollowUpOn: string | null;
}
