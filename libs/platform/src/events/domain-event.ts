/** A value that survives JSON unchanged. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * What happened to one aggregate. `payload` travels to other libraries and channels, so it holds identifiers and codes,
 * never a name, an identifier of a person or a diagnosis; `comment` stays in the log, for those who may see the aggregate.
 */
export interface DomainEvent {
  /** Past tense, `domain.happened`: `referral.accepted`. */
  readonly topic: string;
  readonly aggregateType: string;
  readonly aggregateId: string;
  readonly aggregateVersion: number;
  /** The patient whom the act concerns, for the trail of who did what with whose data. */
  readonly patientId?: string;
  /** The domain verb that caused it. */
  readonly action?: string;
  readonly fromState?: string | null;
  readonly toState?: string;
  readonly reasonCode?: string | null;
  readonly comment?: string | null;
  readonly payload?: { readonly [key: string]: Json };
}
