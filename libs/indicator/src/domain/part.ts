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
