import { Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics, type Metric } from 'prom-client';

/** A figure by one label. */
export interface Figure {
  readonly name: string;
  readonly help: string;
  readonly label: string;
}

/** Figures for Prometheus: the process (event-loop delay included), HTTP requests and the connection pool. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly requests: Histogram<'route' | 'status'>;
  private readonly compiledExecutions: Counter;

  constructor(pool: Pool) {
    collectDefaultMetrics({ register: this.registry });
    this.requests = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time from request to response',
      labelNames: ['route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers: [this.registry],
    });
    this.compiledExecutions = new Counter({
      name: 'graphql_compiled_executions_total',
      help: 'Operations answered by compiled execution',
      registers: [this.registry],
    });
    this.poolGauge('connections', 'open connections', () => pool.totalCount);
    this.poolGauge('idle', 'connections without work', () => pool.idleCount);
    this.poolGauge('waiting', 'requests waiting for a connection', () => pool.waitingCount);
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  render(): Promise<string> {
    return this.registry.metrics();
  }

  /** Figures of one subject, kept where they arise. */
  add(...metrics: Metric[]): void {
    metrics.forEach((metric) => this.registry.registerMetric(metric));
  }

  observeRequest(route: string, status: number, seconds: number): void {
    this.requests.observe({ route, status: String(status) }, seconds);
  }

  countCompiledExecution(): void {
    this.compiledExecutions.inc();
  }

  /** A figure that is read whenever somebody looks; where it cannot be read it is left out. */
  watch(name: string, help: string, read: () => Promise<number>): void {
    const gauge = new Gauge({
      name,
      help,
      async collect() {
        try {
          this.set(await read());
        } catch {
          this.reset();
          this.remove();
        }
      },
      registers: [],
    });
    this.registry.registerMetric(gauge);
  }

  /** A counter by label; @returns what counts one. */
  counter({ name, help, label }: Figure): (value: string) => void {
    const counter = new Counter({ name, help, labelNames: [label], registers: [this.registry] });
    return (value) => counter.inc({ [label]: value });
  }

  /** A figure that is read when somebody asks for it; it is missing while it cannot be read. */
  observe({ name, help, label }: Figure, read: () => Promise<ReadonlyMap<string, number>>): void {
    const gauge = new Gauge({
      name,
      help,
      labelNames: [label],
      async collect() {
        this.reset();
        const values = await read().catch(() => new Map<string, number>());
        for (const [value, figure] of values) this.set({ [label]: value }, figure);
      },
      registers: [],
    });
    this.registry.registerMetric(gauge);
  }

  private poolGauge(name: string, help: string, read: () => number): void {
    const gauge = new Gauge({
      name: `database_pool_${name}`,
      help: `Database pool: ${help}`,
      collect() {
        this.set(read());
      },
      registers: [],
    });
    this.registry.registerMetric(gauge);
  }
}
