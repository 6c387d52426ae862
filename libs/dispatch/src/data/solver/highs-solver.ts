import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import highs, { type Highs, type HighsCallbackMap, type InitOptions, type Model } from 'highs';
import {
  LinearStatus,
  type LinearModel,
  type LinearResult,
  type LinearRun,
  type LinearSolver,
} from '../../domain/solver/linear-model.js';

/** The package describes its CommonJS form alone; imported, the function itself is the default export. */
const load = highs as unknown as (options: InitOptions) => Promise<Highs>;

const FAILED: LinearResult = { status: LinearStatus.FAILED, values: null, bound: Number.NEGATIVE_INFINITY };

/** For as long as the thread lives. */
let compiled: Promise<WebAssembly.Module> | undefined;

/**
 * HiGHS in WebAssembly, on the thread that calls it, which it keeps busy. Each model has an instance of its own: memory of
 * WebAssembly never shrinks, and what a failed search leaves behind must not reach the next one. Instances share the
 * compiled code.
 */
export class HighsSolver implements LinearSolver {
  /** @param isCancelled asked now and then while a model is solved */
  constructor(private readonly isCancelled: () => boolean) {}

  async solve(model: LinearModel, run: LinearRun): Promise<LinearResult> {
    if (this.isCancelled()) return { ...FAILED, status: LinearStatus.CANCELLED };
    if (run.timeLimitSeconds <= 0) return { ...FAILED, status: LinearStatus.TIME_LIMIT };
    compiled ??= compile();
    const runtime = await load({ wasmModule: await compiled });
    try {
      return runtime.withModel((instance: Model) => this.search(runtime, instance, { model, run }));
    } catch {
      // Out of memory, or a fault of the solver: the plan so far is kept.
      return FAILED;
    }
  }

  private search(
    runtime: Highs,
    instance: Model,
    { model, run }: { model: LinearModel; run: LinearRun },
  ): LinearResult {
    const isLinear = run.relaxed || !model.whole.includes(1);
    instance.options.set(optionsOf(run));
    instance.passModel({
      numCols: model.columns,
      numRows: model.rows,
      offset: model.offset,
      colCost: model.cost,
      colLower: model.lower,
      colUpper: model.upper,
      rowLower: model.rowLower,
      rowUpper: model.rowUpper,
      matrix: {
        format: 'csr',
        numRows: model.rows,
        numCols: model.columns,
        starts: model.starts,
        indices: model.indices,
        values: model.values,
      },
      ...(!isLinear && { integrality: Int32Array.from(model.whole) }),
    });
    if (run.start && !isLinear) instance.setSolution({ colValue: run.start });
    instance.run(this.interrupts(runtime));
    return resultOf(runtime, instance, isLinear);
  }

  private interrupts({ constants: { callbackType } }: Highs): HighsCallbackMap {
    const check = (event: { interrupt(): void }): undefined => {
      if (this.isCancelled()) event.interrupt();
    };
    return { [callbackType.simplexInterrupt]: check, [callbackType.mipInterrupt]: check };
  }
}

function optionsOf({ seed, nodeLimit, relativeGap, timeLimitSeconds }: LinearRun) {
  return {
    output_flag: false,
    random_seed: seed,
    time_limit: timeLimitSeconds,
    mip_rel_gap: relativeGap,
    mip_abs_gap: 1e-6,
    mip_max_nodes: nodeLimit,
  };
}

function resultOf(runtime: Highs, instance: Model, isLinear: boolean): LinearResult {
  const { modelStatus } = runtime.constants;
  const statuses = new Map<number, LinearStatus>([
    [modelStatus.optimal, LinearStatus.OPTIMAL],
    // Without columns the offset is all there is.
    [modelStatus.empty, LinearStatus.OPTIMAL],
    [modelStatus.solutionLimit, LinearStatus.NODE_LIMIT],
    [modelStatus.timeLimit, LinearStatus.TIME_LIMIT],
    [modelStatus.interrupted, LinearStatus.CANCELLED],
  ]);
  const status = statuses.get(instance.getModelStatus()) ?? LinearStatus.FAILED;
  const isFeasible = instance.info.get('primal_solution_status') === 2;
  const bound = isLinear ? instance.getObjectiveValue() : Number(instance.info.get('mip_dual_bound'));
  return {
    status,
    values: isFeasible ? Float64Array.from(instance.getSolution().colValue) : null,
    bound: isLinear && status !== LinearStatus.OPTIMAL ? Number.NEGATIVE_INFINITY : bound,
  };
}

async function compile(): Promise<WebAssembly.Module> {
  const file = createRequire(import.meta.url).resolve('highs/runtime');
  return WebAssembly.compile(await readFile(file));
}
