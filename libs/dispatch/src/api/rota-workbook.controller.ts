import { Controller, Get, Query, Res } from '@nestjs/common';
import { IsOptional, IsUUID } from 'class-validator';
import { Permission } from '#identity';
import { Actor, Allow, DaysInAddress, sendWorkbook, type ActorContext } from '#platform';
import type { FastifyReply } from 'fastify';
import { monthSheets } from '../prints/month-sheet.js';
import { attendanceSheet, rotaSheet } from '../prints/rota-sheet.js';
import { RotaSheetQuery } from '../queries/rota-sheet.query.js';

/** Of which days, and where somebody asks for one place or one person: of which. */
export class RotaInAddress extends DaysInAddress {
  @IsOptional()
  @IsUUID()
  townshipId?: string | null;

  @IsOptional()
  @IsUUID()
  expertId?: string | null;
}

/** The rota of some days (下派安排表) as a workbook: planners' own, a township's guests, or an expert's way. */
@Controller()
export class RotaWorkbookController {
  constructor(private readonly rota: RotaSheetQuery) {}

  @Allow(Permission.ReadRotas)
  @Get('rota-workbook')
  async download(
    @Query() { from, to, townshipId = null, expertId = null }: RotaInAddress,
    @Actor() actor: ActorContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [lines, calendar] = await Promise.all([
      this.rota.lines(actor, from, to, { townshipId, expertId }),
      this.rota.workCalendar(),
    ]);
    const months = monthSheets({ from, to }, lines, calendar);
    await sendWorkbook(reply, `rota-${from}-${to}.xlsx`, rotaSheet(lines), attendanceSheet(lines), ...months);
  }
}
