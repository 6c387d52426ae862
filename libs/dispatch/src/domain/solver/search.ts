import type { LocalDate } from '#kernel';
import type { RotaBound, RotaScore, SolveProgress } from './answer.js';
import { Formulation, Stage } from './formulation.js';
import { greedyPlan, standing } from './greedy.js';
import { LinearStatus } from './linear-model.js';
import type { Assignment, SolveLimits } from './model.js';
import { Rota } from './rota.js';
import { Scorer } from './score.js';
import { Sessions } from './sessions.js';
import { TOLERANCE, relaxedBound, solveSoft, solveStages, type Course, type SolveTools } from './stages.js';
import { fixedPlan, onlyWeek, weeksOf } from './weeks.js';

export interface ReportingTools extends SolveTools {
  report(progress: SolveProgress): void;
}

/** The best plan that was found, and what is proven of it. */
export interface Found {
  readonly plan: readonly Assignment[];
  readonly score: RotaScore;
  readonly bound: RotaBound | null;
  readonly gap: number | null;
  readonly status: LinearStatus;
}

/** How often each week is planned again beside the others, at the most. */
const ROUNDS = 3;

/** Decisions up to which all weeks are searched together in the end, where weeks alone do not come near enough to the bound. */
const TOGETHER_UP_TO = 6_000;

/** Minima, and then the soft goals; a repair changes as little as possible before those. */
export const PLANNING: readonly Stage[] = [Stage.COVERAGE, Stage.SOFT];
export const REPAIRING: readonly Stage[] = [Stage.COVERAGE, Stage.CHANGES, Stage.SOFT];

/** One search for the plan of a rota: it keeps the best plan so far, whatever ends it. */
export class Search {
  private readonly formulation: Formulation;
  private readonly scorer: Scorer;
  private readonly course: Course;
  private plan: readonly Assignment[];
  private score: RotaScore;
  private bound: RotaBound | null = null;
  private status: LinearStatus = LinearStatus.OPTIMAL;

  constructor(
    private readonly rota: Rota,
    private readonly limits: SolveLimits,
    private readonly stages: readonly Stage[],
    private readonly tools: ReportingTools,
  ) {
    this.formulation = new Formulation(rota);
    this.scorer = new Scorer(rota, this.formulation.choices);
    this.course = { stages, limits, tools };
    this.plan = greedyPlan(rota);
    this.score = this.scorer.score(this.plan);
  }

  async run(): Promise<Found> {
    if (this.formulation.decisions.length <= this.limits.wholeUpTo) await this.whole();
    else await this.byWeeks();
    return { plan: this.plan, score: this.score, bound: this.bound, gap: this.gap(), status: this.status };
  }

  private async whole(): Promise<void> {
    const onStage = (plan: readonly Assignment[], done: number) => {
      this.adopt(plan);
      this.report('WHOLE', done, this.stages.length);
    };
    const { plan, status, bounds } = await solveStages(this.formulation, this.plan, { ...this.course, onStage });
    this.adopt(plan);
    this.status = status;
    if (bounds.COVERAGE !== undefined) this.bound = { coverage: bounds.COVERAGE, soft: bounds.SOFT ?? 0 };
  }

  /** The bound belongs to the whole period; the plan is made week by week, and each week again beside the others. */
  private async byWeeks(): Promise<void> {
    await this.cover();
    if (this.isGoing()) await this.relax();
    if (this.isGoing()) await this.first();
    for (let round = 0; round < ROUNDS && this.isGoing() && !this.isClose(); round += 1) {
      if (!(await this.again())) break;
    }
    if (this.isGoing()) await this.conclude();
  }

  private async conclude(): Promise<void> {
    this.status = this.isClose() ? LinearStatus.OPTIMAL : LinearStatus.NODE_LIMIT;
    if (!this.isClose() && this.formulation.decisions.length <= TOGETHER_UP_TO) await this.together();
  }

  /** What no week alone improves all of them together may; and their search proves more than the relaxation does. */
  private async together(): Promise<void> {
    const { plan, status, bound } = await solveSoft(this.formulation, this.plan, this.course);
    this.adopt(plan);
    if (this.bound && Number.isFinite(bound)) this.bound = { ...this.bound, soft: Math.max(this.bound.soft, bound) };
    // Where the model is too large for it, the plan by weeks stands as it is.
    if (status !== LinearStatus.FAILED) this.status = status;
    this.report('WHOLE', 1, 1);
  }

  /** How few minima the whole period misses at best: little ties its weeks together, so that this is found at once. */
  private async cover(): Promise<void> {
    const course = { ...this.course, stages: [Stage.COVERAGE] };
    const { plan, status, bounds } = await solveStages(this.formulation, this.plan, course);
    this.adopt(plan);
    this.status = status;
    if (bounds.COVERAGE !== undefined) this.bound = { coverage: bounds.COVERAGE, soft: 0 };
    this.report('BOUND', 1, 2);
  }

  private async relax(): Promise<void> {
    const { status, bound } = await relaxedBound(this.formulation, this.plan, this.course);
    if (status !== LinearStatus.OPTIMAL) this.status = status;
    else if (this.bound) this.bound = { ...this.bound, soft: Math.max(0, bound) };
    this.report('BOUND', 2, 2);
  }

  /** Each week after those before it, so that loads are shared as they grow. */
  private async first(): Promise<void> {
    const weeks = weeksOf(this.rota);
    let plan = fixedPlan(this.rota);
    for (const [index, week] of weeks.entries()) {
      plan = await this.replan(plan, week);
      if (!this.isGoing()) return this.adopt(this.completed(plan));
      this.report('WEEKS', index + 1, weeks.length);
    }
    this.adopt(plan);
  }

  /** What is planned of the first weeks, with what the best plan so far holds of the others. */
  private completed(plan: readonly Assignment[]): readonly Assignment[] {
    const weekOf = ({ demandId }: Assignment) => this.rota.weekOf(this.rota.demand(demandId).date);
    const planned = new Set(plan.map(weekOf));
    const others = this.plan.filter((assignment) => !planned.has(weekOf(assignment)));
    return standing(this.rota, new Sessions(this.rota), [...plan, ...others]);
  }

  /** @returns whether any week became better */
  private async again(): Promise<boolean> {
    const before = this.score;
    for (const week of weeksOf(this.rota)) {
      this.adopt(await this.replan(this.plan, week));
      if (!this.isGoing() || this.isClose()) break;
    }
    this.report('WEEKS', 1, 1);
    return this.isBetter(this.score, before);
  }

  /** The plan with the week planned anew, from what it holds of that week or, where it holds nothing, from simple rules. */
  private async replan(plan: readonly Assignment[], week: LocalDate): Promise<readonly Assignment[]> {
    const part = new Rota(onlyWeek(this.rota, week, plan));
    const own = (all: readonly Assignment[]) => all.filter(({ demandId }) => part.findDemand(demandId));
    const start = own(plan).length > own(part.instance.fixed).length ? own(plan) : greedyPlan(part);
    const solved = await solveStages(new Formulation(part), start, this.course);
    if (solved.status !== LinearStatus.OPTIMAL && solved.status !== LinearStatus.NODE_LIMIT)
      this.status = solved.status;
    return [...plan.filter(({ demandId }) => !part.findDemand(demandId)), ...solved.plan];
  }

  private adopt(plan: readonly Assignment[]): void {
    const score = this.scorer.score(plan);
    if (!this.isBetter(score, this.score)) return;
    this.plan = plan;
    this.score = score;
  }

  private isBetter(one: RotaScore, other: RotaScore): boolean {
    const [ours, theirs] = [one, other].map((score) => this.stages.map((stage) => valueOf(stage, score)));
    const index = ours!.findIndex((value, at) => Math.abs(value - theirs![at]!) > TOLERANCE);
    return index >= 0 && ours![index]! < theirs![index]!;
  }

  private isGoing(): boolean {
    return this.status === LinearStatus.OPTIMAL || this.status === LinearStatus.NODE_LIMIT;
  }

  private isClose(): boolean {
    return (this.gap() ?? Number.POSITIVE_INFINITY) <= this.limits.relativeGap + TOLERANCE;
  }

  private gap(): number | null {
    if (!this.bound) return null;
    return Math.max(distance(this.score.coverage, this.bound.coverage), distance(this.score.soft, this.bound.soft));
  }

  private report(stage: SolveProgress['stage'], done: number, of: number): void {
    const { coverage, soft } = this.score;
    this.tools.report({ stage, done, of, best: { coverage, soft }, gap: this.gap() });
  }
}

/** How far a value is from its bound, as a fraction of the value. */
function distance(reached: number, bound: number): number {
  return reached - bound <= TOLERANCE ? 0 : (reached - bound) / reached;
}

function valueOf(stage: Stage, { coverage, soft, added, removed }: RotaScore): number {
  if (stage === Stage.COVERAGE) return coverage;
  return stage === Stage.CHANGES ? added + removed : soft;
}
