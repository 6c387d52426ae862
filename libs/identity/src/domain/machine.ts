import { Permission } from './permissions.js';

/** What kind of system a machine account stands for. */
export const MachineKind = { HIS: 'HIS', LIS: 'LIS', PACS: 'PACS', OTHER: 'OTHER' } as const;
export type MachineKind = (typeof MachineKind)[keyof typeof MachineKind];

/** What a system may be allowed to do for its institution. Codes are stable: rows keep them. */
export const MachineScope = {
  REPORT_BEDS: 'REPORT_BEDS',
  READ_CAPACITY: 'READ_CAPACITY',
  READ_DIRECTORY: 'READ_DIRECTORY',
  SEND_LAB_RESULTS: 'SEND_LAB_RESULTS',
} as const;
export type MachineScope = (typeof MachineScope)[keyof typeof MachineScope];

const permissions: Readonly<Record<MachineScope, Permission>> = {
  REPORT_BEDS: Permission.ReportBeds,
  READ_CAPACITY: Permission.ReadCapacity,
  READ_DIRECTORY: Permission.ReadDirectory,
  SEND_LAB_RESULTS: Permission.EnterLabResults,
};

/** What these scopes open, and nothing beside it: not even what everybody may who is signed in. */
export function permissionsOfScopes(scopes: readonly string[]): ReadonlySet<Permission> {
  return new Set(scopes.flatMap((scope) => permissions[scope as MachineScope] ?? []));
}

/** Keys of one account at a time: the current one, the next one, and some for rotation gone wrong. */
const MOST_MACHINE_KEYS = 5;

/** Why a key is not issued. */
export const MachineKeyRule = {
  /** The account was disabled. */
  Disabled: 'DISABLED',
  /** There are as many keys as an account may have: revoke one. */
  TooMany: 'TOO_MANY',
  /** It would be over at once, or live longer than keys may. */
  Period: 'PERIOD',
} as const;
export type MachineKeyRule = (typeof MachineKeyRule)[keyof typeof MachineKeyRule];

/** An account and its keys, as far as another key concerns them. */
interface KeyFacts {
  readonly status: string;
  readonly liveKeys: number;
  readonly expiresAt: Date;
  readonly latestExpiry: Date;
}

/** The first rule against another key, or null. */
export function brokenKeyRule(
  { status, liveKeys, expiresAt, latestExpiry }: KeyFacts,
  now: Date,
): MachineKeyRule | null {
  if (status !== 'ACTIVE') return MachineKeyRule.Disabled;
  if (expiresAt <= now || expiresAt > latestExpiry) return MachineKeyRule.Period;
  return liveKeys >= MOST_MACHINE_KEYS ? MachineKeyRule.TooMany : null;
}
