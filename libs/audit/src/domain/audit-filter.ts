/** How an act ended. */
export const AuditOutcome = { OK: 'OK', REFUSED: 'REFUSED', DENIED: 'DENIED' } as const;
export type AuditOutcome = (typeof AuditOutcome)[keyof typeof AuditOutcome];

/** Which entries are asked for: each given condition must hold. */
export interface AuditFilter {
  /** Left out: {@link DEFAULT_DAYS} before the end. */
  readonly from?: Date | null | undefined;
  /** The last instant; left out: now. */
  readonly to?: Date | null | undefined;
  readonly accountId?: string | null | undefined;
  readonly staffId?: string | null | undefined;
  readonly institutionId?: string | null | undefined;
  readonly patientId?: string | null | undefined;
  readonly objectId?: string | null | undefined;
  readonly action?: string | null | undefined;
  readonly result?: AuditOutcome | null | undefined;
}

/** How far back is looked where nobody says it. */
export const DEFAULT_DAYS = 7;
