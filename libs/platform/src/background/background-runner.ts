import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { Logger } from 'pino';
import { isUnavailable } from '../database/database-failure.js';
import type { Metrics } from '../health/metrics.js';
import { logUnexpected } from '../logging/logger.js';
import { BackgroundWork, BackgroundWorkSource } from './background-work.js';
import { pause } from './pause.js';

const MAX_PAUSE_MS = 30_000;
/** A database that is back is to be noticed soon: deadlines and live updates wait for it. */
const MAX_PAUSE_WITHOUT_DATABASE_MS = 2_000;

type Outcome = 'more' | 'done' | 'failed' | 'unavailable';

/** Runs all background work of the process until it is told to stop. */
@Injectable()
export class BackgroundRunner {
  private readonly stopping = new AbortController();
  private readonly countRound: (work: string) => void;
  private readonly countFailure: (work: string) => void;
  private loops: Promise<void>[] = [];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly logger: Logger,
    metrics: Metrics,
  ) {
    this.countRound = metrics.counter({ name: 'background_rounds_total', help: 'Rounds of work', label: 'work' });
    this.countFailure = metrics.counter({
      name: 'background_failures_total',
      help: 'Rounds that failed',
      label: 'work',
    });
  }

  start(): void {
    this.loops = this.works().map((work) => this.repeat(work));
  }

  /** Resolves when the rounds under way have ended. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.loops);
  }

  /** All background work of the process. */
  works(): BackgroundWork[] {
    const instances = [...new Set(this.discovery.getProviders().map(({ instance }) => instance as unknown))];
    const brought = instances.filter((instance) => instance instanceof BackgroundWorkSource);
    return [
      ...instances.filter((instance) => instance instanceof BackgroundWork),
      ...brought.flatMap((source) => source.works()),
    ];
  }

  private async repeat(work: BackgroundWork): Promise<void> {
    let failures = 0;
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const outcome = await this.attempt(work);
      failures = outcome === 'more' || outcome === 'done' ? 0 : failures + 1;
      if (outcome === 'more') continue;
      const longest = outcome === 'unavailable' ? MAX_PAUSE_WITHOUT_DATABASE_MS : MAX_PAUSE_MS;
      if (outcome === 'done') await work.rest(signal);
      else await pause(Math.min(work.intervalMs * 2 ** failures, Math.max(longest, work.intervalMs)), signal);
    }
  }

  private async attempt(work: BackgroundWork): Promise<Outcome> {
    this.countRound(work.name);
    try {
      return (await work.round(this.stopping.signal)) ? 'more' : 'done';
    } catch (error) {
      this.countFailure(work.name);
      if (!isUnavailable(error)) {
        logUnexpected(this.logger, error, work.name);
        return 'failed';
      }
      this.logger.warn({ work: work.name }, 'database unavailable');
      return 'unavailable';
    }
  }
}
