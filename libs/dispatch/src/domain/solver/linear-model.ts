/** A linear model to be minimised, with some of its columns whole numbers; rows are sparse and ordered. */
export interface LinearModel {
  readonly columns: number;
  readonly rows: number;
  /** Added to the objective whatever the columns are. */
  readonly offset: number;
  readonly cost: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** 1 for whole numbers. */
  readonly whole: Uint8Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  /** Compressed rows. */
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

export const LinearStatus = {
  OPTIMAL: 'OPTIMAL',
  NODE_LIMIT: 'NODE_LIMIT',
  TIME_LIMIT: 'TIME_LIMIT',
  CANCELLED: 'CANCELLED',
  /** No solution, or none that the solver could find or vouch for. */
  FAILED: 'FAILED',
} as const;
export type LinearStatus = (typeof LinearStatus)[keyof typeof LinearStatus];

export interface LinearRun {
  /** Whether whole numbers may be fractions: what comes out is a bound. */
  readonly relaxed: boolean;
  readonly seed: number;
  readonly nodeLimit: number;
  readonly relativeGap: number;
  readonly timeLimitSeconds: number;
  /** A solution to begin with. */
  readonly start: Float64Array | null;
}

export interface LinearResult {
  readonly status: LinearStatus;
  /** The best solution found; null where there is none. */
  readonly values: Float64Array | null;
  /** No solution is below it. */
  readonly bound: number;
}

/** What solves linear models, outside the domain. The same model and run give the same result unless time ends it. */
export interface LinearSolver {
  solve(model: LinearModel, run: LinearRun): Promise<LinearResult>;
}

/** Puts a linear model together, row after row. */
export class LinearModelBuilder {
  private readonly lower: number[] = [];
  private readonly upper: number[] = [];
  private readonly whole: number[] = [];
  private readonly rowLower: number[] = [];
  private readonly rowUpper: number[] = [];
  private readonly starts: number[] = [0];
  private readonly indices: number[] = [];
  private readonly values: number[] = [];

  get columns(): number {
    return this.lower.length;
  }

  /** @returns the index of the new column */
  column(lower: number, upper: number, whole: boolean): number {
    this.upper.push(upper);
    this.whole.push(Number(whole));
    return this.lower.push(lower) - 1;
  }

  /** `lower` ≤ Σ value × column ≤ `upper`; a column appears once. */
  row(lower: number, upper: number, entries: readonly (readonly [column: number, value: number])[]): void {
    this.rowLower.push(lower);
    this.rowUpper.push(upper);
    for (const [column, value] of entries) {
      this.indices.push(column);
      this.values.push(value);
    }
    this.starts.push(this.indices.length);
  }

  /** The model with costs of `objective`, and `limits` as further rows: no dearer by another objective than so much. */
  finish(
    objective: Objective,
    limits: readonly { readonly objective: Objective; readonly most: number }[],
  ): LinearModel {
    const rows = new LinearModelBuilder();
    for (const limit of limits) {
      rows.row(Number.NEGATIVE_INFINITY, limit.most - limit.objective.offset, [...limit.objective.costs]);
    }
    const shift = this.indices.length;
    return {
      columns: this.columns,
      rows: this.rowLower.length + rows.rowLower.length,
      offset: objective.offset,
      cost: Float64Array.from(this.lower, (_, column) => objective.costs.get(column) ?? 0),
      lower: Float64Array.from(this.lower),
      upper: Float64Array.from(this.upper),
      whole: Uint8Array.from(this.whole),
      rowLower: Float64Array.from([...this.rowLower, ...rows.rowLower]),
      rowUpper: Float64Array.from([...this.rowUpper, ...rows.rowUpper]),
      starts: Int32Array.from([...this.starts, ...rows.starts.slice(1).map((start) => start + shift)]),
      indices: Int32Array.from([...this.indices, ...rows.indices]),
      values: Float64Array.from([...this.values, ...rows.values]),
    };
  }
}

/** Costs by column, and what is added whatever the columns are. */
export class Objective {
  offset = 0;
  readonly costs = new Map<number, number>();

  add(column: number, cost: number): void {
    if (cost !== 0) this.costs.set(column, (this.costs.get(column) ?? 0) + cost);
  }
}
