import { Readable } from 'node:stream';
import { Controller, Get, Query, Res } from '@nestjs/common';
import { Permission } from '#identity';
import { Actor, Allow, type ActorContext } from '#platform';
import type { FastifyReply } from 'fastify';
import { AuditEntriesQuery } from '../queries/audit-entries.query.js';
import { AuditExportQuery, filterOf } from './audit-export.query.js';
import { linesOf } from './audit-lines.js';

const TYPES = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson' } as const;

/** The audit trail as a file, streamed: signed in as for everything else, by bearer token or cookie. */
@Controller()
export class AuditExportController {
  constructor(private readonly entries: AuditEntriesQuery) {}

  @Allow(Permission.ReadAuditTrail)
  @Get('audit/export')
  async exportAuditEntries(
    @Query() query: AuditExportQuery,
    @Actor() actor: ActorContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const format = query.format ?? 'csv';
    const batches = await this.entries.export(actor, filterOf(query), format);
    await reply
      .header('content-type', TYPES[format])
      .header('content-disposition', `attachment; filename="audit.${format}"`)
      .send(Readable.from(linesOf(batches, format), { objectMode: false }));
  }
}
