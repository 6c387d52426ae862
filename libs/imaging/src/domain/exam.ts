/** How a patient comes, as orders say it, and the class in the queue that follows from it. */
type VisitType = 'GREEN_CHANNEL' | 'EMERGENCY' | 'INPATIENT' | 'OUTPATIENT';
type Urgency = 'GREEN' | 'EMERGENCY' | 'INPATIENT' | 'ROUTINE';

/** What readings of exams are called in the queue, and reports of them in orders. */
export const IMAGING = 'imaging';

/** Which list of critical findings an exam goes by. */
export const ExamDomain = { IMAGING: 'IMAGING', ECG: 'ECG' } as const;
export type ExamDomain = (typeof ExamDomain)[keyof typeof ExamDomain];

/** Categories of the catalogue that are examined here. */
const DOMAINS: Readonly<Record<string, ExamDomain>> = { IMAGING: 'IMAGING', ULTRASOUND: 'IMAGING', ECG: 'ECG' };

/** Null for what others examine. */
export const domainOf = (category: string): ExamDomain | null => DOMAINS[category] ?? null;

const URGENCIES: Readonly<Record<VisitType, Urgency>> = {
  GREEN_CHANNEL: 'GREEN',
  EMERGENCY: 'EMERGENCY',
  INPATIENT: 'INPATIENT',
  OUTPATIENT: 'ROUTINE',
};
/** The class that follows from how the patient comes. */
export const urgencyOf = (visitType: VisitType): Urgency => URGENCIES[visitType];

/** Where the patient is, for whoever hears of something critical. */
export const encounterOf = (visitType: VisitType): 'OUTPATIENT' | 'INPATIENT' | 'EMERGENCY' =>
  visitType === 'GREEN_CHANNEL' ? 'EMERGENCY' : visitType;

/** From when the report's time counts: the law counts an emergency from the beginning of the exam. */
export function clockStart(urgency: Urgency, { startedAt, acquiredAt }: { startedAt: Date; acquiredAt: Date }): Date {
  return urgency === 'GREEN' || urgency === 'EMERGENCY' ? startedAt : acquiredAt;
}

/** A unique identifier of DICOM (PS3.5, 9.1): at most 64 characters, numbers without leading zeros. */
export const STUDY_UID = /^(?=.{3,64}$)[0-2](\.(0|[1-9]\d*))+$/;

/** The images of an exam, where a PACS has them. */
export interface LinkedStudy {
  readonly studyInstanceUid: string;
  readonly imageCount: number;
}
