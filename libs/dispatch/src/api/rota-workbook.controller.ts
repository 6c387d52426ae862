import { Controller, Get, Query, Res } from '@nestjs/common';
import { Permission } from '#identity';
import { Actor, Allow, DaysInAddress, sendWorkbook, type ActorContext } from '#platform';
import type { FastifyReply } from 'fastify';
import { attendanceSheet, rotaSheet } from '../prints/rota-sheet.js';
import { RotaSheetQuery } from '../queries/rota-sheet.query.js';

/** The rota of some days (下派安排表) as a workbook: planners' own, a township's guests, or an expert's way. */
@Controller()
export class RotaWorkbookController {
  constructor(private readonly rota: RotaSheetQuery) {}

  @Allow(Permission.ReadRotas)
  @Get('rota-workbook')
  async download(
    @Query() { from, to }: DaysInAddress,
    @Actor() actor: ActorContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const lines = await this.rota.lines(actor, from, to);
    await sendWorkbook(reply, `rota-${from}-${to}.xlsx`, rotaSheet(lines), attendanceSheet(lines));
  }
}
