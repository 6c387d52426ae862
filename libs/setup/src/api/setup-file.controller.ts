import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { Permission } from '#identity';
import { Actor, Allow, FileRoutes, XLSX_TYPE, type ActorContext, type CheckedFile } from '#platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SetupExportService } from '../commands/setup-export.service.js';
import { WORKBOOK_PURPOSE } from '../domain/purpose.js';

/** The workbook on its way in, and the one to be filled in. */
@Controller()
export class SetupFileController {
  constructor(
    private readonly routes: FileRoutes,
    private readonly exports: SetupExportService,
  ) {}

  @Allow(Permission.ManageOrganization, Permission.ManageAccounts, Permission.PlanRotas)
  @Post('setup-workbooks')
  upload(@Req() request: FastifyRequest, @Actor() actor: ActorContext): Promise<CheckedFile> {
    return this.routes.takeWorkbook(actor, WORKBOOK_PURPOSE, request);
  }

  @Allow(Permission.ManageOrganization, Permission.ManageAccounts, Permission.PlanRotas)
  @Get('setup-template')
  async template(@Res() reply: FastifyReply): Promise<void> {
    await reply
      .header('content-type', XLSX_TYPE)
      .header('content-disposition', 'attachment; filename="county.xlsx"')
      .send(await this.exports.template());
  }
}
