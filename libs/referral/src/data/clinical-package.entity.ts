import type { CodedConcept } from '#kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AllergyStatus, TransportFitness } from '../domain/referral-state.js';

/** The clinical part of a referral form; apart from the referral so that lists stay narrow and a redirect can keep it. */
@Entity('clinical_packages')
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

  @Column('text', { name: 'transport_fitness', nullable: true })
  transportFitness: TransportFitness | null;
}
