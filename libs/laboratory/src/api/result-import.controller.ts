import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { Permission } from '#identity';
import { Actor, Allow, readUpload, sendWorkbook, tableSheet, type ActorContext } from '#platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ResultImport, type ImportedResults } from '../commands/result-import.js';
import { RESULT_TABLE } from '../domain/result-table.js';

/** As many rows as one import takes, with room for formats. */
const MOST_BYTES = 2 * 1024 * 1024;

/** Results of instruments that no system is connected to, as a workbook. */
@Controller()
export class ResultImportController {
  constructor(private readonly imports: ResultImport) {}

  /** The workbook is the body of the request. */
  @Allow(Permission.EnterLabResults)
  @Post('lab-results')
  @HttpCode(200)
  async import(@Req() request: FastifyRequest, @Actor() actor: ActorContext): Promise<ImportedResults> {
    return this.imports.import(actor, await readUpload(request, MOST_BYTES));
  }

  /** A workbook that is understood when it comes back filled in. */
  @Allow(Permission.EnterLabResults)
  @Get('lab-results-template')
  async template(@Res() reply: FastifyReply): Promise<void> {
    await sendWorkbook(reply, 'lab-results.xlsx', tableSheet(RESULT_TABLE, []));
  }
}
