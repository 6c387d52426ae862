import { Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { Permission } from '#identity';
import { Actor, Allow, XLSX_TYPE, readUpload, type ActorContext } from '#platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RosterImportService, type ImportReport } from '../commands/roster-import.service.js';
import { rosterTemplate } from '../queries/roster-template.js';
import { ImportParameters, TemplateParameters } from './duty.inputs.js';

/** A month of a county hospital takes some 200 KiB. */
const MAX_FILE_BYTES = 1024 * 1024;

/** The roster as a workbook: what GraphQL is not made for. */
@Controller('duty')
export class RosterFileController {
  constructor(private readonly imports: RosterImportService) {}

  /** The workbook is the body of the request, of type xlsx; answers what has changed or, in a dry run, what would. */
  @Allow(Permission.PlanDuty)
  @Post('roster-imports')
  @HttpCode(200)
  async importRoster(
    @Query() { month, dryRun, reasonCode }: ImportParameters,
    @Req() request: FastifyRequest,
    @Actor() actor: ActorContext,
  ): Promise<ImportReport> {
    const file = await readUpload(request, MAX_FILE_BYTES);
    return this.imports.import(actor, { file, month, dryRun: dryRun === 'true', reasonCode });
  }

  /** A workbook that is understood when it comes back filled in. */
  @Allow(Permission.PlanDuty)
  @Get('roster-template')
  async template(
    @Query() { month }: TemplateParameters,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    reply.header('content-type', XLSX_TYPE);
    reply.header('content-disposition', `attachment; filename="duty-roster-${month}.xlsx"`);
    return rosterTemplate(month);
  }
}
