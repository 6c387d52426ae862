import { Controller, Get, Param, Res } from '@nestjs/common';
import { Permission } from '#identity';
import { Actor, Allow, PDF_TYPE, type ActorContext } from '#platform';
import type { FastifyReply } from 'fastify';
import { printPaper } from '../prints/papers.js';
import { ConsultationSheetQuery } from '../queries/consultation-sheet.query.js';
import { ConsultationPrintArgs, printFileName } from './consultation-print.resolver.js';

/** Papers of consultations as PDF: signed in as for everything else, by bearer token or cookie. */
@Controller('consultations')
export class ConsultationPrintController {
  constructor(private readonly sheets: ConsultationSheetQuery) {}

  @Allow(Permission.ReadConsultation)
  @Get(':id/prints/:form')
  async print(
    @Param() { id, form }: ConsultationPrintArgs,
    @Actor() actor: ActorContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const sheet = await this.sheets.get(actor, id);
    const paper = await printPaper(form, sheet);
    await this.sheets.recordPrinted(actor, id, sheet, form);
    reply.header('content-type', PDF_TYPE);
    reply.header('cache-control', 'no-store');
    reply.header('content-disposition', `inline; filename="${printFileName(form, sheet.consultationNo)}"`);
    return paper;
  }
}
