import { hasText } from '#kernel';

/** What an invitation has to say, as the rules for remote service ask, and what the case needs besides. */
export interface InvitationForm {
  readonly type: string;
  readonly reason: string | null;
  readonly purposeCode: string | null;
  readonly recordSummary: string | null;
  readonly specialtyCode: string | null;
  readonly wantedTitle: string | null;
  readonly wantedFrom: Date | null;
  readonly startsAt: Date | null;
  readonly feeCents: number | null;
}

/** Fields that are still empty; an emergency says why and what is known, its time is now. */
export function missingFields(form: InvitationForm): string[] {
  const isEmergency = form.type === 'EMERGENCY';
  const needed: Record<string, boolean> = {
    reason: hasText(form.reason),
    recordSummary: hasText(form.recordSummary),
    specialtyCode: hasText(form.specialtyCode),
    wantedTitle: isEmergency || form.wantedTitle !== null,
    purposeCode: isEmergency || form.purposeCode !== null,
    wantedFrom: isEmergency || form.wantedFrom !== null || form.startsAt !== null,
    feeCents: isEmergency || form.feeCents !== null,
  };
  return Object.keys(needed).filter((field) => !needed[field]);
}
