import { Controller, Get, Param, Res } from '@nestjs/common';
import { Permission } from '#identity';
import { Actor, Allow, sendPaper, type ActorContext } from '#platform';
import type { FastifyReply } from 'fastify';
import { printLabReport } from '../prints/report.print.js';
import { LabReportSheetQuery } from '../queries/report-sheet.query.js';
import { LabReportArgs } from './report.inputs.js';

/** Published reports as PDF: signed in as for everything else. */
@Controller('lab-reports')
export class LabReportPrintController {
  constructor(private readonly sheets: LabReportSheetQuery) {}

  @Allow(Permission.ReadLaboratory)
  @Get(':id/print')
  async print(@Param() { id }: LabReportArgs, @Actor() actor: ActorContext, @Res() reply: FastifyReply): Promise<void> {
    const sheet = await this.sheets.get(actor, id);
    const paper = await printLabReport(sheet);
    await this.sheets.recordPrinted(actor, id, sheet);
    await sendPaper(reply, `lab-report-${sheet.accessionNo}-${sheet.number}.pdf`, paper);
  }
}
