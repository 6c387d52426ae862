import type { RotaBound, RotaScore, SolveProgress } from './solver/answer.js';

export const PlanState = {
  DRAFT: 'DRAFT',
  GENERATED: 'GENERATED',
  UNDER_REVIEW: 'UNDER_REVIEW',
  PUBLISHED: 'PUBLISHED',
  AMENDING: 'AMENDING',
  CLOSED: 'CLOSED',
  DISCARDED: 'DISCARDED',
} as const;
export type PlanState = (typeof PlanState)[keyof typeof PlanState];

/** A search that came to no end: whoever did it died again and again, or failed. What the rota had before, it has still. */
export const BROKEN_OFF = 'BROKEN_OFF';

/** How the last search ended: as the solver tells it, or {@link BROKEN_OFF}. */
export interface Generation {
  readonly status: string;
  /** Distance from the bound as a fraction; null where nothing was proven. */
  readonly gap: number | null;
  /** Null where nothing was found. */
  readonly score: RotaScore | null;
  /** Null where nothing was proven. */
  readonly bound: RotaBound | null;
}

/** How far a search is, as people look at it. */
export interface SearchProgress extends Pick<SolveProgress, 'stage' | 'done' | 'of' | 'gap'> {
  /** Minima that the best plan so far misses, weighed by priority, and its points of the soft goals. */
  readonly coverage: number;
  readonly soft: number;
}

/** A session that a published version brought or took away. */
export interface SessionChange {
  readonly change: 'ADDED' | 'REMOVED';
  readonly sessionId: string;
  readonly expertId: string;
  readonly townshipId: string;
  readonly specialty: string;
  readonly day: string;
  readonly half: string;
}
