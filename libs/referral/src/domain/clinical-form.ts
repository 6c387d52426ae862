import type { CodedConcept } from '#kernel';
import type { AllergyStatus, TransportFitness } from './referral-state.js';

/** The clinical part of the referral form (转出单), which travels with the referral to whoever receives it. */
export interface ClinicalForm {
  readonly diagnoses: readonly CodedConcept[];
  readonly chiefComplaint: string | null;
  readonly presentIllness: string | null;
  readonly pastHistory: string | null;
  readonly allergyStatus: AllergyStatus | null;
  readonly allergyDetail: string | null;
  readonly treatmentCourse: string | null;
  readonly currentMedication: string | null;
  readonly transportFitness: TransportFitness | null;
}

/** Which fields still have to be filled in before a routine referral can be submitted, by their names in the API. */
export function missingFields(form: ClinicalForm): string[] {
  const required = ['chiefComplaint', 'presentIllness', 'allergyStatus', 'transportFitness'] as const;
  const missing: string[] = required.filter((field) => !form[field]?.trim());
  if (form.diagnoses.length === 0) missing.unshift('diagnoses');
  if (form.allergyStatus === 'HAS' && !form.allergyDetail?.trim()) missing.push('allergyDetail');
  return missing;
}
