import { Injectable } from '@nestjs/common';
import { Counter, Gauge } from 'prom-client';
import { Metrics } from '../health/metrics.js';

/** Figures of live updates for Prometheus. */
@Injectable()
export class LiveMetrics {
  readonly connections = new Gauge({ name: 'live_connections', help: 'Open live connections', registers: [] });
  readonly subscriptions = new Gauge({
    name: 'live_subscriptions',
    help: 'Open subscriptions',
    labelNames: ['topic'],
    registers: [],
  });
  readonly sent = new Counter({
    name: 'live_updates_sent_total',
    help: 'Updates handed to connections',
    registers: [],
  });
  readonly closed = new Counter({
    name: 'live_connections_closed_total',
    help: 'Connections that the server ended, by reason',
    labelNames: ['reason'],
    registers: [],
  });
  readonly lag = new Gauge({
    name: 'live_tail_lag_seconds',
    help: 'Age of the newest event when it was handed to connections; 0 when there was none to hand over',
    registers: [],
  });

  constructor(metrics: Metrics) {
    metrics.add(this.connections, this.subscriptions, this.sent, this.closed, this.lag);
  }
}
