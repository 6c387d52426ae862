/** Papers of rotas, by the word in their address. */
export const RotaPaper = {
  /** Who comes to a township, with telephones: for those who work there. */
  TOWNSHIP_ROTA: 'township-rota',
  /** Where an expert goes, with the township's address and telephone. */
  EXPERT_ROTA: 'expert-rota',
  /** Who comes to a township, as it hangs on the wall: no telephone. */
  PUBLIC_NOTICE: 'public-notice',
  ATTENDANCE: 'attendance',
  ALLOWANCE: 'allowance',
  SERVICE_CERTIFICATE: 'service-certificate',
} as const;
export type RotaPaper = (typeof RotaPaper)[keyof typeof RotaPaper];
