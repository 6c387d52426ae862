import { hasText, type CodedConcept, type LocalDate } from '#kernel';
import type {
  AllergyStatus,
  Consciousness,
  ReferralSource,
  TransportFitness,
  TransportNeed,
} from './referral-state.js';

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
  /** Of inpatients: since when they are, what was planned for them, and how their condition has changed. */
  readonly admittedOn: LocalDate | null;
  readonly treatmentPlan: string | null;
  readonly conditionChange: string | null;
  readonly transportFitness: TransportFitness | null;
  readonly transportNeeds: readonly TransportNeed[];
  readonly consciousness: Consciousness | null;
}

/** A form that nobody has written anything into. */
export const EMPTY_FORM: ClinicalForm = {
  diagnoses: [],
  chiefComplaint: null,
  presentIllness: null,
  pastHistory: null,
  allergyStatus: null,
  allergyDetail: null,
  treatmentCourse: null,
  currentMedication: null,
  admittedOn: null,
  treatmentPlan: null,
  conditionChange: null,
  transportFitness: null,
  transportNeeds: [],
  consciousness: null,
};

/** Characters that the longest texts of forms have at most. */
export const LONG_TEXT = 4_000;

/** A text that was put together by the product, cut where a person could not have written on. */
export function fitted(words: string): string {
  // Not within a character that takes two units.
  return words.length <= LONG_TEXT ? words : `${words.slice(0, LONG_TEXT - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

const ALWAYS = ['chiefComplaint', 'presentIllness', 'allergyStatus', 'transportFitness'] as const;
const OF_INPATIENTS = ['admittedOn', 'treatmentPlan', 'conditionChange'] as const;

/** Which fields still have to be filled in before a routine referral can be submitted, by their names in the API. */
export function missingFields(form: ClinicalForm, source: ReferralSource): string[] {
  const required = [...ALWAYS, ...(source === 'INPATIENT' ? OF_INPATIENTS : [])];
  const missing: string[] = required.filter((field) => !hasText(form[field]));
  if (form.diagnoses.length === 0) missing.unshift('diagnoses');
  if (form.allergyStatus === 'HAS' && !hasText(form.allergyDetail)) missing.push('allergyDetail');
  return missing;
}
