/** One step of a chain: somebody on duty, or a gap. */
export interface Step {
  readonly institutionId: string;
  readonly departmentId: string | null;
  readonly function: string;
  readonly isGap: boolean;
  readonly staffId: string | null;
}

export interface EscalationFacts {
  /** Steps that have been reached, or told as gaps, by {@link stepKey}. */
  readonly passed: readonly string[];
  /** Who has the notice already. */
  readonly informed: readonly string[];
}

export interface EscalationOutcome<S extends Step> {
  /** Gaps on the way that nobody has been told of yet. */
  readonly gaps: readonly S[];
  /** Whom to turn to now; null where there is nobody left. */
  readonly next: S | null;
  readonly passed: readonly string[];
  /** Whether nothing comes after this. */
  readonly ended: boolean;
}

/** Equal for the same function of the same institution, whoever is on duty. */
export function stepKey({ institutionId, function: duty }: Step): string {
  return `${institutionId}/${duty}`;
}

/**
 * The next person of a chain who does not know yet. Gaps are passed at once, and told. Where the last step, the general
 * duty officer, is a gap, it is not passed: whoever begins that duty is turned to at the next level.
 */
export function nextStep<S extends Step>(
  chain: readonly S[],
  { passed, informed }: EscalationFacts,
): EscalationOutcome<S> {
  const open = chain.filter((step) => !passed.includes(stepKey(step)));
  const index = open.findIndex(({ isGap, staffId }) => !isGap && staffId !== null && !informed.includes(staffId));
  const next = open[index] ?? null;
  const before = next ? open.slice(0, index) : open;
  const gaps = before.filter(({ isGap }) => isGap);
  const last = chain.at(-1);
  const done = [...before, ...(next ? [next] : [])].filter((step) => !(step === last && step.isGap));
  const ended = last === undefined || (next === last && next !== null) || (next === null && !last.isGap);
  return { gaps, next, passed: [...passed, ...done.map(stepKey)], ended };
}

/** Kind of the time limit by which an unacknowledged notice goes on to the next person. */
export const ESCALATION = 'notice.escalation';

/** Four functions, two of which can be looked for at the institution and at the lead hospital; two more for a late duty. */
export const LONGEST_CHAIN = 8;
