import type { ConsultationType, InvitationState, Side } from './consultation.js';

/** One expert of a case, as its rules see them. */
export interface Invitation {
  readonly id: string;
  readonly version: number;
  readonly expertStaffId: string;
  readonly institutionId: string;
  readonly state: InvitationState;
  readonly isChair: boolean;
  readonly practiceStartedOn: string | null;
  /** Whether the calendar of the expert keeps the time for it. */
  readonly holdsTime: boolean;
}

/** Somebody who has come to the session. */
export interface Attendance {
  readonly staffId: string;
  readonly side: Side;
}

interface Panel {
  readonly type: ConsultationType;
  readonly requiredExperts: number | null;
  readonly invitations: readonly Pick<Invitation, 'state'>[];
}

/** How many experts it takes: all who count, unless fewer were said to do. */
export function needed({ type, requiredExperts, invitations }: Panel): number {
  if (type !== 'MDT') return 1;
  const all = invitations.filter(({ state }) => state === 'PROPOSED' || state === 'INVITED' || state === 'ACCEPTED');
  return Math.max(1, requiredExperts ?? all.length);
}

interface Chosen {
  readonly expertIds: readonly string[];
  readonly requiredExperts?: number | null;
}

/** How many of those who are chosen it takes, fixed when they are chosen: nobody who leaves makes a panel smaller. */
export function quorumOf(type: ConsultationType, { expertIds, requiredExperts }: Chosen): number | null {
  return type === 'MDT' ? (requiredExperts ?? expertIds.length) : null;
}

export const enough = (panel: Panel, accepted: number): boolean => accepted >= needed(panel);

/**
 * Who leads a panel that whoever was to lead it has left: of those who have accepted, otherwise of those who are asked, whoever
 * has practised longest; of several, whoever was asked first.
 */
export function heirOf(
  others: readonly Pick<Invitation, 'expertStaffId' | 'state' | 'practiceStartedOn'>[],
): string | null {
  const accepted = others.filter(({ state }) => state === 'ACCEPTED');
  const since = ({ practiceStartedOn }: (typeof others)[number]): string => practiceStartedOn ?? '9999-12-31';
  const [first] = (accepted.length > 0 ? accepted : others).toSorted((one, other) =>
    since(one).localeCompare(since(other)),
  );
  return first?.expertStaffId ?? null;
}

/** Who is there, by sides. */
export interface Presence {
  readonly inviters: number;
  readonly experts: number;
}

export function attendanceOf(attendances: readonly Attendance[]): Presence {
  const experts = attendances.filter(({ side }) => side === 'EXPERT').length;
  return { experts, inviters: attendances.length - experts };
}

/** A session begins with a doctor beside the patient and the experts that it takes. */
export function bothThere(panel: Panel, { inviters, experts }: Presence): boolean {
  return inviters > 0 && experts >= needed(panel);
}

/** Whom a session that did not begin lacked: the inviting side, which asked for it, is looked at first. */
export function isMissing({ attendances }: { readonly attendances: readonly Attendance[] }) {
  return attendanceOf(attendances).inviters === 0 ? 'NO_SHOW_INVITER' : 'NO_SHOW_EXPERT';
}
