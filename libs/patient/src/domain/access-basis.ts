/** Relations that give access to a patient; being in the same county is none. */
export const AccessBasis = {
  ENCOUNTER: 'ENCOUNTER',
  REFERRAL: 'REFERRAL',
  ORDER: 'ORDER',
  CONSULTATION: 'CONSULTATION',
  CONTRACT: 'CONTRACT',
  AUTHORISATION: 'AUTHORISATION',
  REGISTRATION: 'REGISTRATION',
} as const;
export type AccessBasis = (typeof AccessBasis)[keyof typeof AccessBasis];
