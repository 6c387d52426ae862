/** What has become of two records that may be of one person. */
export const DuplicateState = { OPEN: 'OPEN', DISMISSED: 'DISMISSED', MERGED: 'MERGED' } as const;
export type DuplicateState = (typeof DuplicateState)[keyof typeof DuplicateState];

/** What two records have in common, or what speaks against them. */
export const DuplicatePart = {
  /** The same number under another kind of document: a child's resident id is printed in the household register first. */
  DOCUMENT: 'DOCUMENT',
  NAME: 'NAME',
  /** Other characters that sound the same. */
  NAME_SOUND: 'NAME_SOUND',
  BIRTH_DATE: 'BIRTH_DATE',
  SEX: 'SEX',
  PHONE: 'PHONE',
  INSTITUTION: 'INSTITUTION',
  /** Two resident ids of which both are right are two people, or one number was read off somebody else's card. */
  DIFFERENT_RESIDENT_ID: 'DIFFERENT_RESIDENT_ID',
} as const;
export type DuplicatePart = (typeof DuplicatePart)[keyof typeof DuplicatePart];

/** One part of a score. */
export interface ScorePart {
  readonly part: DuplicatePart;
  /** Below zero where it speaks against them. */
  readonly points: number;
}

/** Settings of the points, and of how many make a candidate. */
export const DUPLICATE_POINTS = {
  DOCUMENT: 'patient.duplicate_document_points',
  NAME: 'patient.duplicate_name_points',
  NAME_SOUND: 'patient.duplicate_name_sound_points',
  BIRTH_DATE: 'patient.duplicate_birth_date_points',
  SEX: 'patient.duplicate_sex_points',
  PHONE: 'patient.duplicate_phone_points',
  INSTITUTION: 'patient.duplicate_institution_points',
  DIFFERENT_RESIDENT_ID: 'patient.duplicate_different_id_points',
} as const satisfies Record<DuplicatePart, string>;
export const DUPLICATE_LEAST = 'patient.duplicate_least_points';

/** Why two records have become one. */
export const MergeKind = { IDENTIFIED: 'IDENTIFIED', DUPLICATE: 'DUPLICATE' } as const;
export type MergeKind = (typeof MergeKind)[keyof typeof MergeKind];
