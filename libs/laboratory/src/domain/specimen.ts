/** What a specimen is; pathology begins with the tissues. */
export const SpecimenType = {
  BLOOD: 'BLOOD',
  SERUM: 'SERUM',
  PLASMA: 'PLASMA',
  URINE: 'URINE',
  STOOL: 'STOOL',
  SPUTUM: 'SPUTUM',
  FLUID: 'FLUID',
  SWAB: 'SWAB',
  BLOOD_CULTURE: 'BLOOD_CULTURE',
  TISSUE_SMALL: 'TISSUE_SMALL',
  TISSUE_LARGE: 'TISSUE_LARGE',
  TISSUE_FROZEN: 'TISSUE_FROZEN',
  CYTOLOGY: 'CYTOLOGY',
} as const;
export type SpecimenType = (typeof SpecimenType)[keyof typeof SpecimenType];

/** Which group of readers examines tissue; the time of a frozen section runs from its receipt. */
const PATHOLOGY_GROUPS: Partial<Readonly<Record<SpecimenType, string>>> = {
  TISSUE_FROZEN: 'PATH_FROZEN',
  TISSUE_SMALL: 'PATH_SMALL',
  CYTOLOGY: 'PATH_SMALL',
  TISSUE_LARGE: 'PATH_LARGE',
};

/** An item of an order, as far as a specimen for it goes. */
export interface ItemToCollect {
  readonly id: string;
  readonly category: string;
  /** Groups of what is measured for it; none for what no laboratory measures. */
  readonly groups: readonly string[];
}

/** Why a specimen cannot be taken for these items. */
export type CollectingRule = 'NOT_MEASURED' | 'MIXED_GROUPS' | 'WRONG_TYPE';

/** The one group that examines a specimen for these items, or the rule that stands against it. */
export function groupFor(
  type: SpecimenType,
  items: readonly ItemToCollect[],
): { readonly groupCode: string } | { readonly rule: CollectingRule } {
  const tissue = PATHOLOGY_GROUPS[type];
  const wanted = tissue === undefined ? 'LABORATORY' : 'PATHOLOGY';
  if (items.some(({ category }) => category !== wanted)) return { rule: 'WRONG_TYPE' };
  if (tissue !== undefined) return { groupCode: tissue };
  if (items.some(({ groups }) => groups.length === 0)) return { rule: 'NOT_MEASURED' };
  const [groupCode, ...others] = new Set(items.flatMap(({ groups }) => groups));
  return others.length > 0 ? { rule: 'MIXED_GROUPS' } : { groupCode: groupCode! };
}
