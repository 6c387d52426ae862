import { ArgsType } from '@nestjs/graphql';
import { Controller, Get, Param, Res } from '@nestjs/common';
import { Permission } from '#identity';
import { Actor, Allow, IdField, PDF_TYPE, type ActorContext } from '#platform';
import type { FastifyReply } from 'fastify';
import { printReport } from '../prints/report.print.js';
import { ReportSheetQuery } from '../queries/report-sheet.query.js';

/** One paper; an address names it as an operation does. */
@ArgsType()
export class ReportPrintParameters {
  @IdField('The version of a report. 报告编号')
  id: string;
}

/** Published reports as PDF: signed in as for everything else. */
@Controller('imaging-reports')
export class ReportPrintController {
  constructor(private readonly sheets: ReportSheetQuery) {}

  @Allow(Permission.ReadExams)
  @Get(':id/print')
  async print(
    @Param() { id }: ReportPrintParameters,
    @Actor() actor: ActorContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const sheet = await this.sheets.get(actor, id);
    const paper = await printReport(sheet);
    await this.sheets.recordPrinted(actor, id, sheet);
    reply.header('content-type', PDF_TYPE);
    reply.header('cache-control', 'no-store');
    reply.header('content-disposition', `inline; filename="report-${sheet.accessionNo}-${sheet.number}.pdf"`);
    return paper;
  }
}
