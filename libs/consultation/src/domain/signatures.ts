import type { ConsultationType } from './consultation.js';
import type { Attendance, Invitation } from './panel.js';

interface Signed {
  readonly type: ConsultationType;
  readonly invitations: readonly Invitation[];
  readonly attendances: readonly Attendance[];
}

/** Who has to sign: the chair, and of several experts everybody who was there. Without a session, everybody who accepted. */
export function signersOf({ type, invitations, attendances }: Signed): string[] {
  const accepted = invitations.filter(({ state }) => state === 'ACCEPTED');
  const was = new Set(attendances.filter(({ side }) => side === 'EXPERT').map(({ staffId }) => staffId));
  return accepted
    .filter(({ isChair, expertStaffId }) => isChair || type === 'STORE_AND_FORWARD' || was.has(expertStaffId))
    .map(({ expertStaffId }) => expertStaffId);
}
