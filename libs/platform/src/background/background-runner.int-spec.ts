import { Module } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService, NestFactory } from '@nestjs/core';
import { pino } from 'pino';
import { Pool } from 'pg';
import { Metrics } from '../health/metrics.js';
import { BackgroundRunner } from './background-runner.js';
import { BackgroundWork } from './background-work.js';

/** What three rounds do: find more, fail, find nothing; the fourth tells that it has come. */
class Counting extends BackgroundWork {
  readonly name = 'test.counting';
  readonly intervalMs = 1;
  readonly fourth = Promise.withResolvers<void>();
  rounds = 0;
  signal: AbortSignal | undefined;

  round(signal: AbortSignal): Promise<boolean> {
    this.signal = signal;
    this.rounds += 1;
    if (this.rounds === 2) return Promise.reject(new Error('a fault'));
    if (this.rounds === 4) this.fourth.resolve();
    return Promise.resolve(this.rounds === 1);
  }
}

@Module({ imports: [DiscoveryModule], providers: [Counting] })
class Works {}

it('finds the work that modules provide, goes on after a failure without its message, and ends with the round under way', async () => {
  const app = await NestFactory.createApplicationContext(Works, { logger: false });
  const lines: string[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const runner = new BackgroundRunner(app.get(DiscoveryService), logger, new Metrics(new Pool()));
  const work = app.get(Counting);

  runner.start();
  await work.fourth.promise;
  await runner.stop();
  const { rounds } = work;

  expect(work.signal?.aborted).toBe(true);
  expect(lines).toEqual([expect.stringContaining('test.counting')]);
  expect(lines[0]).not.toContain('a fault');
  await app.close();
  expect(work.rounds).toBe(rounds);
});
