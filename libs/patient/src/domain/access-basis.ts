/** Relations that give access to a patient; being in the same county is none. */
export const AccessBasis = {
  ENCOUNTER: 'ENCOUNTER',
  REFERRAL: 'REFERRAL',
  ORDER: 'ORDER',
  CONSULTATION: 'CONSULTATION',
  CONTRACT: 'CONTRACT',
  AUTHORISATION: 'AUTHORISATION',
  REGISTRATION: 'REGISTRATION',
  /** None but an emergency, for one person and a few hours; somebody looks at it afterwards. */
  BREAK_GLASS: 'BREAK_GLASS',
} as const;
export type AccessBasis = (typeof AccessBasis)[keyof typeof AccessBasis];
