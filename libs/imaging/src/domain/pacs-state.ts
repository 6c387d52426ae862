/** Whether there is a PACS, and whether it answers. */
export const PacsState = {
  NOT_CONFIGURED: 'NOT_CONFIGURED',
  REACHABLE: 'REACHABLE',
  UNREACHABLE: 'UNREACHABLE',
} as const;
export type PacsState = (typeof PacsState)[keyof typeof PacsState];
