import { hasText, type CodedConcept } from '#kernel';

/** One medicine as the patient is to go on taking it. */
export interface Medicine {
  readonly name: string;
  /** Strength of one unit, e.g. `100 mg`. */
  readonly strength: string;
  readonly dose: string;
  readonly route: string;
  readonly frequency: string;
  /** For how long, in words. */
  readonly course: string | null;
  readonly note: string | null;
}

/** What the county hands over to the township together with the patient (下转随访包). */
export interface DownPackage {
  readonly dischargeDiagnoses: readonly CodedConcept[];
  readonly summary: string | null;
  readonly medicines: readonly Medicine[];
  readonly recheckAdvice: string | null;
  readonly rehabilitationGoals: string | null;
  readonly nursingPoints: string | null;
  readonly warningSymptoms: string | null;
  readonly monitoringIndicators: string | null;
  readonly highRisk: boolean;
  /** The day in China on which somebody is to look after the patient for the first time. */
  readonly firstFollowUpOn: string | null;
}

/** Which parts still have to be filled in before it can be handed over, by their names in the API. */
export function missingParts(given: DownPackage): string[] {
  const required = ['summary', 'recheckAdvice', 'warningSymptoms', 'firstFollowUpOn'] as const;
  const missing: string[] = required.filter((part) => !hasText(given[part]));
  if (given.dischargeDiagnoses.length === 0) missing.unshift('dischargeDiagnoses');
  return missing;
}

/** What the county has done and plans, in words under the headings of the papers. */
export const planParts = (given: Omit<DownPackage, 'dischargeDiagnoses'>) =>
  [
    ['诊疗小结', given.summary],
    ['复查建议', given.recheckAdvice],
    ['康复目标', given.rehabilitationGoals],
    ['护理要点', given.nursingPoints],
    ['监测指标', given.monitoringIndicators],
    ['预警症状', given.warningSymptoms],
  ] as const;

/** Medicines in words, one a line, as the form of an up-referral takes them. */
export function medicationText(medicines: readonly Medicine[]): string {
  return medicines
    .map(({ name, strength, dose, route, frequency, course, note }) =>
      [name, strength, dose, route, frequency, course, note].filter(Boolean).join(' '),
    )
    .join('\n');
}
