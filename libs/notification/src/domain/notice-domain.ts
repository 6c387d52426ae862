/** Which part of the work a notice belongs to. */
export const NoticeDomain = {
  REFERRAL: 'REFERRAL',
  CONSULTATION: 'CONSULTATION',
  CRITICAL_VALUE: 'CRITICAL_VALUE',
  IMAGING: 'IMAGING',
  LABORATORY: 'LABORATORY',
  DISPATCH: 'DISPATCH',
  DUTY: 'DUTY',
  SYSTEM: 'SYSTEM',
} as const;
export type NoticeDomain = (typeof NoticeDomain)[keyof typeof NoticeDomain];

/** The part of the work that a template belongs to, by the beginning of its code: `referral.submitted`. */
export function domainOf(templateCode: string): NoticeDomain | null {
  const name = templateCode.split('.')[0]!.replaceAll('-', '_').toUpperCase();
  return Object.values(NoticeDomain).find((domain) => domain === name) ?? null;
}
