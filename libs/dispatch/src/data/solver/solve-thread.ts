import { readlinkSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { basename } from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import type { RotaAnswer } from '../../domain/solver/answer.js';
import type { RotaInstance, SolveLimits } from '../../domain/solver/model.js';
import { repairRota, type Repair } from '../../domain/solver/repair.js';
import type { ReportingTools } from '../../domain/solver/search.js';
import { solveRota } from '../../domain/solver/solve.js';
import { HighsSolver } from './highs-solver.js';

/** What the thread is sent; plain data, save for the flag and the port. */
export interface SolveTask {
  readonly kind: 'PLAN' | 'REPAIR';
  readonly instance: RotaInstance;
  readonly limits: SolveLimits;
  /** One shared number: not 0 from the moment at which the search is to end. */
  readonly cancelled: Int32Array;
  /** Where progress goes, and null about once a second. */
  readonly progress: MessagePort;
}

const BEAT_MS = 1_000;

/** What the thread of rotas does. */
export async function solve(task: SolveTask): Promise<RotaAnswer | Repair> {
  giveWay();
  const begun = performance.now();
  let beaten = begun;
  // The solver asks often, and nothing else runs in the thread meanwhile.
  const isCancelled = (): boolean => {
    if (performance.now() - beaten >= BEAT_MS) {
      beaten = performance.now();
      task.progress.postMessage(null, []);
    }
    return Atomics.load(task.cancelled, 0) !== 0;
  };
  const tools: ReportingTools = {
    linear: new HighsSolver(isCancelled),
    elapsed: () => (performance.now() - begun) / 1_000,
    report: (progress) => task.progress.postMessage(progress, []),
  };
  return task.kind === 'PLAN' ? solveRota(task, tools) : repairRota(task, tools);
}

/** Those who ask the product for something meanwhile go first. Linux tells threads apart; elsewhere this one is like any other. */
function giveWay(): void {
  try {
    setPriority(Number(basename(readlinkSync('/proc/thread-self'))), constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It searches all the same.
  }
}
