import { Stage, type Formulation } from './formulation.js';
import { LinearStatus, type LinearResult, type LinearSolver } from './linear-model.js';
import type { Assignment, SolveLimits } from './model.js';

/** What solving needs from outside. */
export interface SolveTools {
  readonly linear: LinearSolver;
  /** Seconds since solving began. */
  elapsed(): number;
}

/** A plan, and how far its search went. */
export interface Solved {
  readonly plan: readonly Assignment[];
  readonly status: LinearStatus;
  /** Of each stage that was searched. */
  readonly bounds: Partial<Record<Stage, number>>;
}

/** What sums of floating-point numbers may be off. */
export const TOLERANCE = 1e-6;

/** Ended before they were done: what comes after them is not begun. */
const ENDED: readonly LinearStatus[] = [LinearStatus.TIME_LIMIT, LinearStatus.CANCELLED, LinearStatus.FAILED];

/** What a search goes through, and what ends it. */
export interface Course {
  readonly stages: readonly Stage[];
  readonly limits: SolveLimits;
  readonly tools: SolveTools;
  /** Told the plan after each stage that was gone through, and how many those are. */
  readonly onStage?: (plan: readonly Assignment[], done: number) => void;
}

/** No worse by an earlier stage than so much. */
interface Reached {
  readonly stage: Stage;
  readonly most: number;
}

/** Searches stage after stage from `start`, which breaks no rule; the plan is never worse than that. */
export async function solveStages(
  formulation: Formulation,
  start: readonly Assignment[],
  course: Course,
): Promise<Solved> {
  let values = formulation.valuesOf(start);
  let status: LinearStatus = LinearStatus.OPTIMAL;
  const bounds: Partial<Record<Stage, number>> = {};
  const reached: Reached[] = [];
  for (const stage of course.stages) {
    const result = await solveStage(formulation, { stage, reached, values }, course);
    const found = result.values && formulation.valuesOf(formulation.planOf(result.values));
    if (found && improves(formulation, { stage, reached }, { from: values, to: found })) values = found;
    // No goal counts below nothing; a search that failed has proven nothing.
    if (Number.isFinite(result.bound)) bounds[stage] = Math.max(0, result.bound);
    if (result.status !== LinearStatus.OPTIMAL) status = result.status;
    if (ENDED.includes(result.status)) break;
    reached.push({ stage, most: formulation.valueOf(stage, values) + TOLERANCE });
    course.onStage?.(formulation.planOf(values), reached.length);
  }
  return { plan: formulation.planOf(values), status, bounds };
}

/** No plan that is no worse than `plan` by the earlier stages has fewer points than this: the model with fractions. */
export async function relaxedBound(
  formulation: Formulation,
  plan: readonly Assignment[],
  { stages, limits, tools }: Course,
): Promise<{ readonly status: LinearStatus; readonly bound: number }> {
  const reached = reachedBy(formulation, formulation.valuesOf(plan), stages);
  const run = { ...runOf(limits, tools), relaxed: true, relativeGap: 0, start: null };
  const { status, bound } = await tools.linear.solve(formulation.modelOf(Stage.SOFT, reached), run);
  return { status, bound };
}

/** Searches the soft goals alone, from a plan that is as good as any by the earlier stages, and stays so. */
export async function solveSoft(
  formulation: Formulation,
  plan: readonly Assignment[],
  course: Course,
): Promise<{ readonly plan: readonly Assignment[]; readonly status: LinearStatus; readonly bound: number }> {
  const values = formulation.valuesOf(plan);
  const reached = reachedBy(formulation, values, course.stages);
  const {
    status,
    bound,
    values: found,
  } = await solveStage(formulation, { stage: Stage.SOFT, reached, values }, course);
  return { plan: found ? formulation.planOf(found) : plan, status, bound };
}

function reachedBy(formulation: Formulation, values: Float64Array, stages: readonly Stage[]): Reached[] {
  return stages
    .filter((stage) => stage !== Stage.SOFT)
    .map((stage) => ({ stage, most: formulation.valueOf(stage, values) + TOLERANCE }));
}

function runOf({ seed, nodeLimit, timeLimitSeconds }: SolveLimits, tools: SolveTools) {
  return { seed, nodeLimit, timeLimitSeconds: Math.max(0, timeLimitSeconds - tools.elapsed()) };
}

async function solveStage(
  formulation: Formulation,
  { stage, reached, values }: { stage: Stage; reached: readonly Reached[]; values: Float64Array },
  { limits, tools }: Course,
): Promise<LinearResult> {
  // Nobody misses less than nothing.
  if (stage !== Stage.SOFT && formulation.valueOf(stage, values) <= TOLERANCE)
    return { status: LinearStatus.OPTIMAL, values, bound: 0 };
  return tools.linear.solve(formulation.modelOf(stage, reached), {
    ...runOf(limits, tools),
    relaxed: false,
    relativeGap: stage === Stage.SOFT ? limits.relativeGap : 0,
    start: values,
  });
}

/** The solver keeps to rows within a tolerance of its own: what it found is measured by the plan that it means. */
function improves(
  formulation: Formulation,
  { stage, reached }: { stage: Stage; reached: readonly Reached[] },
  { from, to }: { from: Float64Array; to: Float64Array },
): boolean {
  return (
    reached.every((limit) => formulation.valueOf(limit.stage, to) <= limit.most + TOLERANCE) &&
    formulation.valueOf(stage, to) <= formulation.valueOf(stage, from) + TOLERANCE
  );
}
