import { Controller, Get, Query, Res } from '@nestjs/common';
import { Permission } from '#identity';
import { ALLIANCE_ZONE, addDays, daysBetween, startOfDay } from '#kernel';
import { Actor, Allow, DaysInAddress, sendWorkbook, type ActorContext } from '#platform';
import type { FastifyReply } from 'fastify';
import { registerSheet } from '../prints/register-sheet.js';
import { RegisterQuery, requireRegisterDays } from '../queries/register.query.js';

/** The register of critical values (危急值登记本) as a workbook, streamed. */
@Controller()
export class CriticalValueRegisterController {
  constructor(private readonly register: RegisterQuery) {}

  @Allow(Permission.ExportCriticalValueRegister)
  @Get('critical-value-register')
  async exportRegister(
    @Query() { from, to }: DaysInAddress,
    @Actor() actor: ActorContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    requireRegisterDays(daysBetween(from, to) + 1);
    const period = { from: startOfDay(from, ALLIANCE_ZONE), to: startOfDay(addDays(to, 1), ALLIANCE_ZONE) };
    const rows = await this.register.export(actor, period);
    await sendWorkbook(reply, `critical-value-register-${from}-${to}.xlsx`, registerSheet(rows));
  }
}
