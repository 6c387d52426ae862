import { Controller, Get, HttpCode, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../access/access.decorators.js';
import { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { Metrics } from './metrics.js';

const PING = statement('health.ping', 'SELECT 1 AS ok');

/** Whether the process can serve: whether its database answers. */
export interface Readiness {
  readonly status: 'up' | 'down';
  readonly database: 'up' | 'down';
}

/** For load balancers and monitoring; no data of the alliance passes here. */
@Public()
@Controller()
export class HealthController {
  constructor(
    private readonly database: Database,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  /** The process runs; says nothing of what it depends on. */
  @Get('health/live')
  @HttpCode(200)
  live(): { status: string } {
    return { status: 'up' };
  }

  @Get('health/ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.readiness();
    if (readiness.status === 'down') reply.status(503);
    return readiness;
  }

  @Get('metrics')
  async scrape(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { contentType, text } = await this.figures();
    reply.header('content-type', contentType);
    return text;
  }

  /** The same for processes that serve nothing but this. */
  async readiness(): Promise<Readiness> {
    try {
      await this.database.query(PING);
      return { status: 'up', database: 'up' };
    } catch {
      return { status: 'down', database: 'down' };
    }
  }

  async figures(): Promise<{ contentType: string; text: string }> {
    return { contentType: this.metrics.contentType, text: await this.metrics.render() };
  }
}
