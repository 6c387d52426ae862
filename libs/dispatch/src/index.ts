export { planRepair, planRota, type SolveWatch } from './data/solver/rota-solver.js';
export type {
  BrokenAssignment,
  ExplainedAssignment,
  ExplainedGap,
  GapReason,
  RotaAnswer,
  RotaDiff,
  RotaScore,
  SolveProgress,
} from './domain/solver/answer.js';
export { greedyPlan } from './domain/solver/greedy.js';
export type {
  Assignment,
  Demand,
  Expert,
  HalfDay,
  RotaInstance,
  RotaWeights,
  SolveLimits,
  Unavailable,
  Violation,
} from './domain/solver/model.js';
export { supposing, type Repair, type WhatIf } from './domain/solver/repair.js';
export { Rota } from './domain/solver/rota.js';
export { brokenRules } from './domain/solver/rules.js';
export { Scorer } from './domain/solver/score.js';
export { dispatchEntities } from './data/dispatch.entities.js';
export { DispatchModule } from './dispatch.module.js';
export { SetupRows } from './commands/setup-rows.js';
export { searchLimits } from './domain/settings.js';
export { SessionKind } from './domain/session-state.js';
export { RotaRegister, type DemandEntry, type ExpertEntry, type WishEntry } from './queries/rota-register.js';
