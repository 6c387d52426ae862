/** What takes an expert's time. */
export const CommitmentKind = {
  DISPATCH_SESSION: 'DISPATCH_SESSION',
  CONSULTATION: 'CONSULTATION',
  OWN_CLINIC: 'OWN_CLINIC',
  SURGERY_LIST: 'SURGERY_LIST',
  LEAVE: 'LEAVE',
  SECONDMENT: 'SECONDMENT',
} as const;
export type CommitmentKind = (typeof CommitmentKind)[keyof typeof CommitmentKind];

/** Of these an expert keeps one at a time; the others only take from what is free. */
export const exclusiveKinds = [
  CommitmentKind.DISPATCH_SESSION,
  CommitmentKind.CONSULTATION,
  CommitmentKind.OWN_CLINIC,
  CommitmentKind.SURGERY_LIST,
] as const satisfies readonly CommitmentKind[];
export type ExclusiveKind = (typeof exclusiveKinds)[number];

export function isExclusive(kind: CommitmentKind): kind is ExclusiveKind {
  return (exclusiveKinds as readonly CommitmentKind[]).includes(kind);
}

/** Everything that makes an expert unavailable: commitments, and what the duty roster says. */
export const BusyKind = { ...CommitmentKind, ON_CALL: 'ON_CALL', NIGHT_REST: 'NIGHT_REST' } as const;
export type BusyKind = (typeof BusyKind)[keyof typeof BusyKind];

export const CommitmentState = {
  /** Held until its time; then it is free again. */
  TENTATIVE: 'TENTATIVE',
  CONFIRMED: 'CONFIRMED',
  /** Leave came in between: whoever owns it has to find another time. */
  DISPLACED: 'DISPLACED',
  RELEASED: 'RELEASED',
  EXPIRED: 'EXPIRED',
} as const;
export type CommitmentState = (typeof CommitmentState)[keyof typeof CommitmentState];

/** What a commitment is for, in another library: a session of a rota, a booking of a consultation. */
export interface Subject {
  readonly domain: string;
  readonly id: string;
}
