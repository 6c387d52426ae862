/** Whom the chain turns to, one after the other. */
export const CriticalValueTarget = {
  ORDERING_DOCTOR: 'ORDERING_DOCTOR',
  DUTY_DOCTOR: 'DUTY_DOCTOR',
  HEAD: 'HEAD',
  CENTRE: 'CENTRE',
  GENERAL_DUTY: 'GENERAL_DUTY',
} as const;
export type CriticalValueTarget = (typeof CriticalValueTarget)[keyof typeof CriticalValueTarget];

/** In the order in which they are reached, counted from the notice: level 0 is the notice itself. */
const CHAIN: readonly CriticalValueTarget[] = Object.values(CriticalValueTarget);

/** One turn of the chain: several people at the centre, one elsewhere, nobody in a gap. */
export interface Turn {
  readonly target: CriticalValueTarget;
  readonly institutionId: string;
  readonly staffIds: readonly string[];
}

/**
 * The turns that are taken now: gaps, and people who know already, are passed at once, up to the first one that reaches
 * somebody new. @param find who stands for a target now
 */
export async function nextTurns(
  passed: { readonly targets: readonly CriticalValueTarget[]; readonly staffIds: readonly string[] },
  find: (target: CriticalValueTarget) => Promise<Turn>,
): Promise<Turn[]> {
  const turns: Turn[] = [];
  for (const target of CHAIN.filter((one) => !passed.targets.includes(one))) {
    const turn = await find(target);
    turns.push(turn);
    if (turn.staffIds.some((id) => !passed.staffIds.includes(id))) break;
  }
  return turns;
}
