import type { Demand, Expert } from './model.js';
import type { Rota } from './rota.js';
import { violationsOf } from './rules.js';
import { Sessions } from './sessions.js';

/** An expert who could take a demand beside what is settled: one decision. */
export interface Candidate {
  readonly expert: Expert;
  readonly demand: Demand;
}

/** What is decided: the pairs that no rule forbids beside what is settled, and what each demand still asks for. */
export interface Choices {
  readonly candidates: readonly Candidate[];
  readonly byDemand: ReadonlyMap<string, readonly Candidate[]>;
  readonly byExpert: ReadonlyMap<string, readonly Candidate[]>;
  /** What settled sessions do not serve yet. */
  readonly needs: ReadonlyMap<string, { readonly min: number; readonly ideal: number }>;
}

/** Only these pairs become columns of the model: the others are broken by rule already. */
export function choicesOf(rota: Rota): Choices {
  const settled = new Sessions(rota);
  const candidates = rota.open.flatMap((demand) =>
    rota
      .qualified(demand)
      .filter((expert) => violationsOf(rota, settled, { expertId: expert.id, demandId: demand.id }).length === 0)
      .map((expert) => ({ expert, demand })),
  );
  const needs = rota.open.map(({ id, min, ideal }) => {
    const served = settled.serving(id).length;
    return [id, { min: Math.max(0, min - served), ideal: Math.max(0, ideal - served) }] as const;
  });
  return {
    candidates,
    byDemand: Map.groupBy(candidates, ({ demand }) => demand.id),
    byExpert: Map.groupBy(candidates, ({ expert }) => expert.id),
    needs: new Map(needs),
  };
}
