/** Why one of several experts who are free is proposed. */
export const ChoiceReason = {
  /** Nobody else is free then. */
  ONLY_ONE_FREE: 'ONLY_ONE_FREE',
  /** Has had fewest consultations for their share. */
  FEWEST_FOR_SHARE: 'FEWEST_FOR_SHARE',
  /** As many as others for their share, and asked longest ago. */
  LEAST_RECENT: 'LEAST_RECENT',
} as const;
export type ChoiceReason = (typeof ChoiceReason)[keyof typeof ChoiceReason];

/** What an expert has had lately, and how much they take: 100 is an ordinary share. */
export interface Share {
  readonly expertId: string;
  readonly weightPercent: number;
  readonly taken: number;
  /** When the last consultation began; null for none. */
  readonly lastAt: Date | null;
}

export interface FairChoice extends Share {
  readonly reason: ChoiceReason;
}

/** Whom to ask of those who are free: fewest consultations for their share, then asked longest ago. Null for nobody. */
export function chooseFairly(free: readonly Share[]): FairChoice | null {
  const [first, second] = free.toSorted(byTurn);
  if (!first) return null;
  if (!second) return { ...first, reason: ChoiceReason.ONLY_ONE_FREE };
  const fewer = compareLoads(first, second) < 0;
  return { ...first, reason: fewer ? ChoiceReason.FEWEST_FOR_SHARE : ChoiceReason.LEAST_RECENT };
}

function byTurn(a: Share, b: Share): number {
  return compareLoads(a, b) || +(a.lastAt ?? 0) - +(b.lastAt ?? 0) || (a.expertId < b.expertId ? -1 : 1);
}

/** taken / weight, without fractions. */
function compareLoads(a: Share, b: Share): number {
  return a.taken * b.weightPercent - b.taken * a.weightPercent;
}
