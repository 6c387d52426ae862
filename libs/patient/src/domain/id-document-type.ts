/** Kinds of identity documents by the names of the API; the values are the national codes. */
export const IdDocumentType = {
  RESIDENT_ID: '01',
  HOUSEHOLD_REGISTER: '02',
  PASSPORT: '03',
  MILITARY_ID: '04',
  HONG_KONG_MACAO_PERMIT: '06',
  TAIWAN_PERMIT: '07',
  OTHER: '99',
} as const;
export type IdDocumentType = (typeof IdDocumentType)[keyof typeof IdDocumentType];
