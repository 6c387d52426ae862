import { InvalidInputError, type LocalDate } from '#kernel';

export const ItemCategory = {
  LABORATORY: 'LABORATORY',
  IMAGING: 'IMAGING',
  ULTRASOUND: 'ULTRASOUND',
  ECG: 'ECG',
  ENDOSCOPY: 'ENDOSCOPY',
  PATHOLOGY: 'PATHOLOGY',
  FUNCTION: 'FUNCTION',
} as const;
export type ItemCategory = (typeof ItemCategory)[keyof typeof ItemCategory];

/** Where results are recognised: not at all, or within the alliance, the city, the province, the nation. */
export const RecognitionScope = {
  NONE: 'NONE',
  ALLIANCE: 'ALLIANCE',
  CITY: 'CITY',
  PROVINCE: 'PROVINCE',
  NATION: 'NATION',
} as const;
export type RecognitionScope = (typeof RecognitionScope)[keyof typeof RecognitionScope];

/** With a contrast medium or without. */
export const ItemContrast = { PLAIN: 'PLAIN', ENHANCED: 'ENHANCED', BOTH: 'BOTH' } as const;
export type ItemContrast = (typeof ItemContrast)[keyof typeof ItemContrast];

/** What is the same for an item whoever performs it: its price, and on which terms its results are recognised. */
export interface StandardItem {
  readonly code: string;
  readonly nationalCode: string | null;
  readonly name: string;
  readonly category: ItemCategory;
  readonly modality: string | null;
  readonly bodyPart: string | null;
  readonly contrast: ItemContrast | null;
  readonly panelMembers: readonly string[];
  readonly priceCents: number;
  readonly recognitionScope: RecognitionScope;
  /** Days; null where it is unlimited, or nothing is recognised. */
  readonly windowDays: number | null;
  readonly windowUnlimited: boolean;
  readonly neverRecognisedReason: string | null;
  readonly active: boolean;
}

/** @throws InvalidInputError for an item that could not be recognised as it says */
export function requireSoundItem({ category, panelMembers, code, ...terms }: StandardItem): void {
  const { recognitionScope, windowDays, windowUnlimited } = terms;
  const hasWindow = windowUnlimited || windowDays !== null;
  const broken: readonly (readonly [boolean, string, string])[] = [
    [recognitionScope !== 'NONE' && !hasWindow, 'window', 'WINDOW_MISSING'],
    [panelMembers.length > 0 && category !== 'LABORATORY', 'panelMembers', 'PANEL_OF_LABORATORY'],
    [panelMembers.includes(code), 'panelMembers', 'PANEL_OF_ITSELF'],
  ];
  requireNone(broken);
}

/** @throws InvalidInputError for a qualification that ends before it begins */
export function requirePeriod({ validFrom, validTo }: { validFrom: LocalDate; validTo: LocalDate }): void {
  requireNone([[validTo < validFrom, 'validTo', 'BEFORE_VALID_FROM']]);
}

function requireNone(broken: readonly (readonly [boolean, string, string])[]): void {
  const fields = broken.filter(([is]) => is).map(([, path, constraint]) => ({ path, constraint }));
  if (fields.length > 0) throw new InvalidInputError(fields);
}
