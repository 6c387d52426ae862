import { Controller, Get, Param, Res } from '@nestjs/common';
import { Public } from '#platform';
import type { FastifyReply } from 'fastify';
import { FeedQuery } from '../queries/feed.query.js';

/** Calendars for programs that cannot sign in: the link is the right to read. */
@Controller()
export class FeedController {
  constructor(private readonly feeds: FeedQuery) {}

  @Public()
  @Get('calendar-feeds/:token.ics')
  async read(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    const document = await this.feeds.document(token);
    await reply
      .header('content-type', 'text/calendar; charset=utf-8')
      .header('content-disposition', 'inline; filename="calendar.ics"')
      .header('cache-control', 'private, max-age=300')
      .header('x-content-type-options', 'nosniff')
      .send(document);
  }
}
