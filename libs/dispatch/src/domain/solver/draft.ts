import type { Candidate, Choices } from './candidates.js';
import type { LinearModelBuilder, Objective } from './linear-model.js';
import type { Assignment } from './model.js';
import type { Rota } from './rota.js';

/** A candidate and its column: 1 where the expert takes the demand. */
export interface Decision extends Candidate {
  readonly column: number;
}

/** A column whose value follows from those of others: a solution to begin with is completed by it. */
export interface Dependent {
  readonly column: number;
  readonly value: (values: Float64Array) => number;
}

/** What the parts of the formulation write into. */
export interface Draft {
  readonly rota: Rota;
  readonly choices: Choices;
  readonly model: LinearModelBuilder;
  readonly decisions: readonly Decision[];
  readonly coverage: Objective;
  readonly soft: Objective;
  readonly changes: Objective;
  readonly dependents: Dependent[];
}

export const keyOf = ({ expertId, demandId }: Assignment): string => `${expertId}\n${demandId}`;
