import type { HalfDay } from '#calendar';
import type { LocalDate } from '#kernel';
import type { ChangeCommand } from '#platform';
import type { SessionKind } from '../domain/session-state.js';
import type { ExpertTitle, Preference } from '../domain/solver/model.js';

/** A wish as people give it; what is left out matches anything. */
export interface GivenPreference {
  readonly townshipId?: string | null;
  readonly weekday?: number | null;
  readonly score: number;
}

/** Within which limits somebody is sent. */
export interface ExpertTerms {
  readonly weightPercent: number;
  readonly maxPerWeek: number;
  readonly maxConsecutiveDays: number;
  readonly preferences: readonly GivenPreference[];
}

export interface EnrolCommand extends ExpertTerms {
  readonly idempotencyKey: string;
  readonly expertId: string;
}

export interface ExpertChange extends ExpertTerms, ChangeCommand {
  readonly active: boolean;
}

/** What a township asks for every week from a day on. */
export interface DemandTerms {
  readonly townshipId: string;
  readonly specialty: string;
  readonly kind: SessionKind;
  readonly weekday: number;
  readonly half: HalfDay;
  readonly minimumTitle: ExpertTitle;
  readonly minimum: number;
  readonly ideal: number;
  readonly priority: number;
  readonly validFrom: LocalDate;
  readonly validTo?: LocalDate | null;
}

export type DemandCommand = DemandTerms & { readonly idempotencyKey: string };

export interface EndDemandCommand extends ChangeCommand {
  readonly validTo: LocalDate;
}

export interface GroupTerms {
  readonly name: string;
  readonly expertIds: readonly string[];
  readonly maxAway: number;
}
export type GroupCommand = GroupTerms & { readonly idempotencyKey: string };
export type GroupChange = GroupTerms & ChangeCommand & { readonly active: boolean };

/** A wish in the words of the solver. */
export const wishOf = ({ townshipId = null, weekday = null, score }: GivenPreference): Preference => ({
  townshipId,
  weekday,
  half: null,
  score,
});
