/** The language of messages. */
export type Locale = 'zh-CN' | 'en';

/** Where a request comes from, known before anybody is signed in. */
export interface RequestOrigin {
  readonly requestId: string;
  readonly address: string | null;
  readonly locale: Locale;
}

/** A role that a person holds at the actor's institution, for one department or (null) for all of it. */
export interface HeldRole {
  readonly role: string;
  readonly departmentId: string | null;
}

/** A system that acts by itself; its id stands where the ids of account and staff of a person do. */
export interface MachineIdentity {
  readonly accountId: string;
  readonly keyId: string;
}

/** What the audit trail adds about a system that acted. */
export function machineDetail({ keyId }: MachineIdentity): { machineKeyId: string } {
  return { machineKeyId: keyId };
}

/**
 * Who acts, at which institution, with which permissions. Everything that decides what exists for a caller is read
 * from here; it is filled once a request from the session.
 */
export interface Actor {
  readonly accountId: string;
  readonly sessionId: string | null;
  readonly staffId: string;
  readonly institutionId: string;
  readonly roles: readonly HeldRole[];
  readonly permissions: ReadonlySet<string>;
  /** The staff member in whose name a delegate acts. */
  readonly onBehalfOfStaffId: string | null;
  readonly origin: RequestOrigin;
  /** Which system acts, and by which of its keys; absent where a person or the platform does. */
  readonly machine?: MachineIdentity;
}

/** Everybody who stands behind an act: whoever does it, and in whose name. Where two people are asked for, both count. */
export function peopleBehind({ staffId, onBehalfOfStaffId }: Pick<Actor, 'staffId' | 'onBehalfOfStaffId'>): string[] {
  return onBehalfOfStaffId ? [staffId, onBehalfOfStaffId] : [staffId];
}

/** Departments in which the actor holds one of the roles; `all` when one of them is held for the whole institution. */
export function departmentsOf(actor: Actor, roles: readonly string[]): { all: boolean; departmentIds: string[] } {
  const held = actor.roles.filter(({ role }) => roles.includes(role));
  return {
    all: held.some(({ departmentId }) => departmentId === null),
    departmentIds: held.flatMap(({ departmentId }) => departmentId ?? []),
  };
}

export function holdsRole(actor: Actor, role: string): boolean {
  return actor.roles.some((held) => held.role === role);
}

/** The person whose work it is: a delegate sees and does what the one does in whose name they act. */
export function actingFor({ staffId, onBehalfOfStaffId }: Actor): string {
  return onBehalfOfStaffId ?? staffId;
}
