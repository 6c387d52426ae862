import type { Assignment, HardRule, Violation } from './model.js';

/** Why a session is where it is. */
export const SessionOrigin = { SETTLED: 'SETTLED', FIXED: 'FIXED', PLANNED: 'PLANNED' } as const;
export type SessionOrigin = (typeof SessionOrigin)[keyof typeof SessionOrigin];

export interface ExplainedAssignment extends Assignment {
  readonly origin: SessionOrigin;
  /** Experts of the specialty and title, this one included. */
  readonly qualified: number;
  /** Those of them who could take it as the plan stands, besides this one. */
  readonly alternatives: number;
  /** There and back; null where the way is not known (settled sessions alone). */
  readonly travelMinutes: number | null;
  /** −1 … 1. */
  readonly preference: number;
  /** Sessions of the expert at this township before the period. */
  readonly visitsBefore: number;
  readonly weekend: boolean;
  readonly far: boolean;
  /** Whether it stood published; null where nothing was published. */
  readonly published: boolean | null;
}

/** Nothing forbids it; the other goals, or the search, decided otherwise. */
export const NOT_CHOSEN = 'NOT_CHOSEN';

/** Why one qualified expert does not fill a gap: every rule in the way, or `NOT_CHOSEN` where none is. */
export interface GapReason {
  readonly expertId: string;
  readonly obstacles: readonly (
    Violation | { readonly rule: typeof NOT_CHOSEN; readonly facts: Record<string, never> }
  )[];
}

/** A demand that gets fewer experts than it asks for, and every qualified expert with what stands in the way. */
export interface ExplainedGap {
  readonly demandId: string;
  readonly assigned: number;
  /** Missing to the minimum. */
  readonly shortOfMin: number;
  /** Missing to the ideal beyond the minimum. */
  readonly shortOfIdeal: number;
  /** Experts of the specialty and title. */
  readonly qualified: number;
  readonly reasons: readonly GapReason[];
}

/** An assignment that does not stand any more (a new leave): hand-made or published, and the rules that it breaks. */
export interface BrokenAssignment extends Assignment {
  readonly violations: readonly Violation[];
}

export const ObjectivePart = {
  SHORT_OF_IDEAL: 'SHORT_OF_IDEAL',
  TRAVEL: 'TRAVEL',
  FAIRNESS: 'FAIRNESS',
  BURDEN: 'BURDEN',
  PREFERENCE: 'PREFERENCE',
  CONTINUITY: 'CONTINUITY',
  CHANGE: 'CHANGE',
} as const;
export type ObjectivePart = (typeof ObjectivePart)[keyof typeof ObjectivePart];

/** What a plan costs, and what can be measured of it. Less is better, save for `jain`. */
export interface RotaScore {
  /** Minima missed, weighed by priority: what comes before everything else. */
  readonly coverage: number;
  /** Points of each soft goal. */
  readonly parts: Readonly<Record<ObjectivePart, number>>;
  /** Sum of the parts. */
  readonly soft: number;
  readonly uncovered: readonly { readonly priority: number; readonly sessions: number }[];
  readonly travelMinutes: number;
  /** (Σx)² / (nΣx²) of loads with carry-over per share, of everybody whom a demand could take; null where nobody has any. */
  readonly jain: number | null;
  readonly added: number;
  readonly removed: number;
}

export const SolveStatus = {
  /** No better plan is further away than the asked gap. */
  OPTIMAL: 'OPTIMAL',
  /** Searched as far as asked; `gap` says how good it is. */
  NODE_LIMIT: 'NODE_LIMIT',
  TIME_LIMIT: 'TIME_LIMIT',
  CANCELLED: 'CANCELLED',
  /** The solver failed; the plan is what simple rules make. */
  FALLBACK: 'FALLBACK',
} as const;
export type SolveStatus = (typeof SolveStatus)[keyof typeof SolveStatus];

/** Proven: no plan misses fewer minima than `coverage`, and none that misses as few as this one has fewer points than `soft`. */
export interface RotaBound {
  readonly coverage: number;
  readonly soft: number;
}

export interface RotaAnswer {
  readonly status: SolveStatus;
  readonly assignments: readonly ExplainedAssignment[];
  readonly gaps: readonly ExplainedGap[];
  /** What was fixed or published and had to go. */
  readonly broken: readonly BrokenAssignment[];
  readonly score: RotaScore;
  /** Null where nothing was proven. */
  readonly bound: RotaBound | null;
  /** Distance of the plan from the bound as a fraction of the plan: the larger of coverage and soft goals; null without bound. */
  readonly gap: number | null;
}

/** How far the solver is. */
export interface SolveProgress {
  readonly stage: 'BOUND' | 'WEEKS' | 'WHOLE';
  /** Stages or weeks done, and how many there are. */
  readonly done: number;
  readonly of: number;
  readonly best: { readonly coverage: number; readonly soft: number };
  readonly gap: number | null;
}

/** What a repair changes of what stands, before anything is saved; `because` is empty for what gives way to something else. */
export interface RotaDiff {
  readonly removed: readonly (Assignment & { readonly because: readonly HardRule[] })[];
  readonly added: readonly Assignment[];
  readonly kept: number;
}
