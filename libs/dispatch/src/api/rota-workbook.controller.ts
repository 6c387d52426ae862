import { Controller, Get, Query, Res } from '@nestjs/common';
import { Permission } from '#identity';
import { Actor, Allow, IsDay, XLSX_TYPE, streamWorkbook, type ActorContext } from '#platform';
import type { FastifyReply } from 'fastify';
import { attendanceSheet, rotaSheet } from '../prints/rota-sheet.js';
import { RotaSheetQuery } from '../queries/rota-sheet.query.js';

class RotaPeriod {
  @IsDay()
  from: string;

  @IsDay()
  to: string;
}

/** The rota of some days (下派安排表) as a workbook: planners' own, a township's guests, or an expert's way. */
@Controller()
export class RotaWorkbookController {
  constructor(private readonly rota: RotaSheetQuery) {}

  @Allow(Permission.ReadRotas)
  @Get('rota-workbook')
  async download(
    @Query() { from, to }: RotaPeriod,
    @Actor() actor: ActorContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const lines = await this.rota.lines(actor, from, to);
    await reply
      .header('content-type', XLSX_TYPE)
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="rota-${from}-${to}.xlsx"`)
      .send(streamWorkbook(rotaSheet(lines), attendanceSheet(lines)));
  }
}
