import { Controller, Get, HttpCode, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../access/access.decorators.js';
import { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { Metrics } from './metrics.js';

const PING = statement('health.ping', 'SELECT 1 AS ok');

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

  /** The process can serve: the database answers. */
  @Get('health/ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<{ status: string; database: string }> {
    try {
      await this.database.query(PING);
      return { status: 'up', database: 'up' };
    } catch {
      reply.status(503);
      return { status: 'down', database: 'down' };
    }
  }

  @Get('metrics')
  async scrape(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    reply.header('content-type', this.metrics.contentType);
    return this.metrics.render();
  }
}
