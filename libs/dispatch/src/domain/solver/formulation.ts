import { choicesOf, type Choices } from './candidates.js';
import { keyOf, type Decision, type Dependent, type Draft } from './draft.js';
import { addHardRules } from './formulation-rules.js';
import { addSoftGoals } from './formulation-goals.js';
import { standing } from './greedy.js';
import { LinearModelBuilder, Objective, type LinearModel } from './linear-model.js';
import type { Assignment } from './model.js';
import type { Rota } from './rota.js';
import { Sessions } from './sessions.js';

/** The stages in which a rota is solved: each keeps what those before have reached. */
export const Stage = { COVERAGE: 'COVERAGE', CHANGES: 'CHANGES', SOFT: 'SOFT' } as const;
export type Stage = (typeof Stage)[keyof typeof Stage];

/** The rota as a linear model: a column for each candidate, rows for the hard rules, an objective for each stage. */
export class Formulation {
  readonly decisions: readonly Decision[];
  private readonly model = new LinearModelBuilder();
  private readonly objectives: Readonly<Record<Stage, Objective>>;
  private readonly dependents: Dependent[] = [];

  constructor(
    rota: Rota,
    readonly choices: Choices = choicesOf(rota),
  ) {
    const fixed = new Set(standing(rota, new Sessions(rota), rota.instance.fixed).map(keyOf));
    this.decisions = choices.candidates.map(({ expert, demand }) => {
      const least = Number(fixed.has(keyOf({ expertId: expert.id, demandId: demand.id })));
      return { expert, demand, column: this.model.column(least, 1, true) };
    });
    this.objectives = { COVERAGE: new Objective(), CHANGES: new Objective(), SOFT: new Objective() };
    const draft: Draft = {
      rota,
      choices,
      model: this.model,
      decisions: this.decisions,
      coverage: this.objectives.COVERAGE,
      soft: this.objectives.SOFT,
      changes: this.objectives.CHANGES,
      dependents: this.dependents,
    };
    addHardRules(draft);
    addSoftGoals(draft, fixed);
  }

  /** The model of a stage, where no earlier stage may become worse than it is `reached`. */
  modelOf(stage: Stage, reached: readonly { readonly stage: Stage; readonly most: number }[]): LinearModel {
    const limits = reached
      .map((limit) => ({ objective: this.objectives[limit.stage], most: limit.most }))
      .filter(({ objective }) => objective.costs.size > 0);
    return this.model.finish(this.objectives[stage], limits);
  }

  /** The value of a stage's objective. */
  valueOf(stage: Stage, values: Float64Array): number {
    const { offset, costs } = this.objectives[stage];
    return [...costs].reduce((total, [column, cost]) => total + cost * values[column]!, offset);
  }

  /** The plan that the values of the columns mean. */
  planOf(values: Float64Array): Assignment[] {
    return this.decisions
      .filter(({ column }) => values[column]! > 0.5)
      .map(({ expert, demand }) => ({ expertId: expert.id, demandId: demand.id }));
  }

  /** The values of the columns that mean the plan. */
  valuesOf(plan: readonly Assignment[]): Float64Array {
    const chosen = new Set(plan.map(keyOf));
    const values = new Float64Array(this.model.columns);
    for (const { expert, demand, column } of this.decisions)
      values[column] = Number(chosen.has(keyOf({ expertId: expert.id, demandId: demand.id })));
    for (const { column, value } of this.dependents) values[column] = value(values);
    return values;
  }
}
