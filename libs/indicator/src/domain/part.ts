/** Parts that an indicator is told by beside the whole, where they are not reasons, stages or ends behind a dot. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  'REF-01': ['UP', 'DOWN', 'LATERAL'],
  'REF-06': ['UP', 'DOWN'],
  'REF-08': ['ADVICE'],
  'EXP-01': ['DAYS'],
  'EXP-04': ['WARD_ROUNDS', 'SURGERIES', 'TEACHING_MINUTES'],
  'CON-03': ['PARTLY', 'NOT_ADOPTED'],
  'CON-VOL': ['EMERGENCY', 'ORDINARY', 'MDT', 'STORE_AND_FORWARD', 'TEACHING_ROUND'],
  'IMG-VOL': ['IMAGING', 'ECG'],
  'CV-01': ['OUTPATIENT', 'INPATIENT', 'EMERGENCY'],
  'CV-03': ['NOTIFIED'],
};
/** The whole of an indicator. */
const WHOLE = 'ALL';
const PERCENTILE = /^(?:(.+)_)?(P[59]0)$/;

/** Lists of reasons, by indicator and what stands before the dot of its parts. */
const REASONS: Readonly<Record<string, string>> = {
  'REF-08/RETURNED_BY_SENDER': 'referral.return.internal',
  'REF-08/RETURNED_BY_RECEIVER': 'referral.return',
  'REF-08/UP': 'referral.reject',
  'REF-08/LATERAL': 'referral.reject',
  'REF-08/DOWN': 'referral.down-institution',
  'REF-08/DOCTOR': 'referral.down-doctor',
  'LAB-03/REASON': 'laboratory.reject',
  'MR-02/REASON': 'recognition.decline',
};

/** What stands before the first dot of a part, and what behind it; null where it has none. */
export function partsOf(part: string): readonly [before: string, behind: string | null] {
  const dot = part.indexOf('.');
  return dot < 0 ? [part, null] : [part.slice(0, dot), part.slice(dot + 1)];
}

/** The list that the reason of a part is of, which its code stands behind the dot; null of parts by anything else. */
export function reasonsOf(code: string, part: string): string | null {
  const [before, reason] = partsOf(part);
  return reason === null ? null : (REASONS[`${code}/${before}`] ?? null);
}

/** A percentile of the whole or of a part, `UP_P50`; null of what is none. */
export function percentileOf(part: string): { readonly of: string; readonly percentile: string } | null {
  const [, of = WHOLE, percentile] = PERCENTILE.exec(part) ?? [];
  return percentile === undefined ? null : { of, percentile };
}

/** Whether an indicator is told by that part, whatever happened; reasons, stages and ends are known by what is on record. */
export function isPartOf(code: string, part: string, { inMinutes }: { readonly inMinutes: boolean }): boolean {
  const percentile = percentileOf(part);
  if (percentile && !inMinutes) return false;
  const measured = percentile?.of ?? part;
  return measured === WHOLE || (PARTS[code] ?? []).includes(measured);
}
