import type { CodedConcept, LocalDate } from '#kernel';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { AllergyStatus, Consciousness, TransportFitness, TransportNeed } from '../domain/referral-state.js';

/** The clinical part of a referral form; apart from the referral so that lists stay narrow and a redirect can keep it. */
@Entity('clinical_packages')
@Check(
  'ck_clinical_packages_transport_needs',
  "transport_needs <@ '{OXYGEN,MONITOR,STRETCHER,ESCORT,AMBULANCE}'::text[]",
)
@Check('ck_clinical_packages_consciousness', "consciousness IN ('ALERT', 'DROWSY', 'STUPOR', 'COMA')")
export class ClinicalPackageEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_clinical_packages' })
  id: string;

  @Column('jsonb')
  diagnoses: CodedConcept[];

  @Column('text', { name: 'chief_complaint', nullable: true })
  chiefComplaint: string | null;

  @Column('text', { name: 'present_illness', nullable: true })
  presentIllness: string | null;

  @Column('text', { name: 'past_history', nullable: true })
  pastHistory: string | null;

  @Column('text', { name: 'allergy_status', nullable: true })
  allergyStatus: AllergyStatus | null;

  @Column('text', { name: 'allergy_detail', nullable: true })
  allergyDetail: string | null;

  @Column('text', { name: 'treatment_course', nullable: true })
  treatmentCourse: string | null;

  @Column('text', { name: 'current_medication', nullable: true })
  currentMedication: string | null;

  @Column('date', { name: 'admitted_on', nullable: true })
  admittedOn: LocalDate | null;

  @Column('text', { name: 'treatment_plan', nullable: true })
  treatmentPlan: string | null;

  @Column('text', { name: 'condition_change', nullable: true })
  conditionChange: string | null;

  @Column('text', { name: 'transport_fitness', nullable: true })
  transportFitness: TransportFitness | null;

  @Column('text', { name: 'transport_needs', array: true, default: [] })
  transportNeeds: TransportNeed[];

  @Column('text', { nullable: true })
  consciousness: Consciousness | null;
}
