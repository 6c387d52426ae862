import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { Logger } from 'pino';
import { setTimeout as delay } from 'node:timers/promises';
import { isUnavailable } from '../database/database-failure.js';
import type { Metrics } from '../health/metrics.js';
import { logUnexpected } from '../logging/logger.js';
import { BackgroundWork, BackgroundWorkSource } from './background-work.js';

const MAX_PAUSE_MS = 30_000;

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
    while (!this.stopping.signal.aborted) {
      const outcome = await this.attempt(work);
      failures = outcome === 'failed' ? failures + 1 : 0;
      if (outcome === 'more') continue;
      await this.pause(Math.min(work.intervalMs * 2 ** failures, Math.max(MAX_PAUSE_MS, work.intervalMs)));
    }
  }

  private async attempt(work: BackgroundWork): Promise<'more' | 'done' | 'failed'> {
    this.countRound(work.name);
    try {
      return (await work.round(this.stopping.signal)) ? 'more' : 'done';
    } catch (error) {
      this.countFailure(work.name);
      if (isUnavailable(error)) this.logger.warn({ work: work.name }, 'database unavailable');
      else logUnexpected(this.logger, error, work.name);
      return 'failed';
    }
  }

  private async pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}
