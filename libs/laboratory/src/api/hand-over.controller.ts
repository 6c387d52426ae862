import { Controller, Get, Param, Res } from '@nestjs/common';
import { Permission } from '#identity';
import { Actor, Allow, sendPaper, type ActorContext } from '#platform';
import type { FastifyReply } from 'fastify';
import { printHandOver } from '../prints/hand-over.print.js';
import { BoxSheetQuery } from '../queries/box-sheet.query.js';
import { SpecimenBoxArgs } from './specimen.inputs.js';

/** Hand-over lists (交接单) of boxes as PDF. */
@Controller('specimen-boxes')
export class HandOverController {
  constructor(private readonly sheets: BoxSheetQuery) {}

  @Allow(Permission.HandleSpecimens)
  @Get(':id/hand-over')
  async print(
    @Param() { id }: SpecimenBoxArgs,
    @Actor() actor: ActorContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const sheet = await this.sheets.get(actor, id);
    const paper = await printHandOver(sheet);
    await this.sheets.recordPrinted(actor, id);
    await sendPaper(reply, `hand-over-${sheet.boxNo}.pdf`, paper);
  }
}
