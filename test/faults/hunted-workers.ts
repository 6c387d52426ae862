import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const WORKER = join(import.meta.dirname, 'worker-process.js');

/** Milliseconds between two blows, and how long a frozen worker stays so: now and then longer than claims are kept. */
const PAUSE = { shortest: 500, longest: 3_000 };
const FREEZE = { shortest: 500, longest: 14_000 };

/** Workers that are killed and frozen at random; one that was killed is replaced at once. */
export class HuntedWorkers {
  readonly blows = { killed: 0, frozen: 0 };
  private workers: ChildProcess[] = [];
  private readonly frozen = new Set<ChildProcess>();

  constructor(
    count: number,
    private readonly environment: Readonly<Record<string, string>>,
    private readonly program = WORKER,
  ) {
    this.workers = Array.from({ length: count }, (_, index) => this.spawn(index));
  }

  /** Strikes again and again until the time is over. */
  async hunt(milliseconds: number): Promise<void> {
    const end = performance.now() + milliseconds;
    while (performance.now() < end) {
      await delay(between(PAUSE));
      const index = Math.floor(Math.random() * this.workers.length);
      if (Math.random() < 0.5) this.kill(index);
      else this.freeze(this.workers[index]!);
    }
  }

  /** Lets all of them go on and end in order. @returns their exit codes */
  async end(): Promise<(number | null)[]> {
    for (const worker of this.frozen) worker.kill('SIGCONT');
    const codes = this.workers.map(async (worker) => {
      const ended = once(worker, 'close');
      worker.kill('SIGTERM');
      const [code] = (await ended) as [number | null];
      return code;
    });
    return Promise.all(codes);
  }

  private kill(index: number): void {
    this.workers[index]!.kill('SIGKILL');
    this.frozen.delete(this.workers[index]!);
    this.workers[index] = this.spawn(index);
    this.blows.killed += 1;
  }

  private freeze(worker: ChildProcess): void {
    if (this.frozen.has(worker)) return;
    worker.kill('SIGSTOP');
    this.frozen.add(worker);
    this.blows.frozen += 1;
    setTimeout(() => {
      worker.kill('SIGCONT');
      this.frozen.delete(worker);
    }, between(FREEZE));
  }

  /** Each is told which of them it is. */
  private spawn(index: number): ChildProcess {
    const stdio = ['ignore', 'ignore', 'inherit'] as const;
    return spawn(process.execPath, [this.program, String(index)], { env: this.environment, stdio: [...stdio] });
  }
}

function between({ shortest, longest }: { shortest: number; longest: number }): number {
  return shortest + Math.random() * (longest - shortest);
}
