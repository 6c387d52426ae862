export const InstitutionKind = {
  LEAD_HOSPITAL: 'LEAD_HOSPITAL',
  COUNTY_HOSPITAL: 'COUNTY_HOSPITAL',
  TCM_HOSPITAL: 'TCM_HOSPITAL',
  TOWNSHIP_CENTER: 'TOWNSHIP_CENTER',
  VILLAGE_CLINIC: 'VILLAGE_CLINIC',
} as const;
export type InstitutionKind = (typeof InstitutionKind)[keyof typeof InstitutionKind];
