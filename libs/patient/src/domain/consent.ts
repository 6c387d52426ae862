export const ConsentKind = {
  REFERRAL: 'REFERRAL',
  /** Beyond the alliance: an agreement about the alliance covers nobody outside it. */
  ONWARD_REFERRAL: 'ONWARD_REFERRAL',
  CONSULTATION: 'CONSULTATION',
  DATA_SHARING: 'DATA_SHARING',
  CONTACT: 'CONTACT',
} as const;
export type ConsentKind = (typeof ConsentKind)[keyof typeof ConsentKind];

export const ConsentMethod = {
  WRITTEN: 'WRITTEN',
  ELECTRONIC: 'ELECTRONIC',
  VERBAL_WITNESSED: 'VERBAL_WITNESSED',
  PROXY: 'PROXY',
} as const;
export type ConsentMethod = (typeof ConsentMethod)[keyof typeof ConsentMethod];
