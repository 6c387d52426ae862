import type { SpecimenType } from '../domain/specimen.js';

/** What tubes and containers are called on paper. */
const SPECIMEN_WORDS: Readonly<Record<SpecimenType, string>> = {
  BLOOD: '全血',
  SERUM: '血清',
  PLASMA: '血浆',
  URINE: '尿液',
  STOOL: '粪便',
  SPUTUM: '痰',
  FLUID: '体液',
  SWAB: '拭子',
  BLOOD_CULTURE: '血培养',
  TISSUE_SMALL: '小标本组织',
  TISSUE_LARGE: '大标本组织',
  TISSUE_FROZEN: '冰冻组织',
  CYTOLOGY: '细胞学',
};

/** What it is and where it was taken from. */
export const specimenText = (type: SpecimenType, site: string | null): string =>
  [SPECIMEN_WORDS[type], site].filter(Boolean).join(' ');
