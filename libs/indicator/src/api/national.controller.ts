import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { Permission } from '#identity';
import { Actor, Allow, readUpload, sendWorkbook, tableSheet, type ActorContext } from '#platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NationalImportService, type NationalImport } from '../commands/national-import.service.js';

/** Fourteen rows a year take some KiB. */
const MOST_BYTES = 1024 * 1024;

/** What other offices have counted, as a workbook. */
@Controller()
export class NationalController {
  constructor(private readonly imports: NationalImportService) {}

  /** The workbook is the body of the request. */
  @Allow(Permission.ImportIndicators)
  @Post('national-indicators')
  @HttpCode(200)
  async import(@Req() request: FastifyRequest, @Actor() actor: ActorContext): Promise<NationalImport> {
    return this.imports.import(actor, await readUpload(request, MOST_BYTES));
  }

  /** A workbook that is understood when it comes back filled in. */
  @Allow(Permission.ImportIndicators)
  @Get('national-indicators-template')
  async template(@Res() reply: FastifyReply): Promise<void> {
    await sendWorkbook(reply, 'national-indicators.xlsx', tableSheet(this.imports.table(), []));
  }
}
