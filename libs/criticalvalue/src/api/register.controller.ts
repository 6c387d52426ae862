import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { Permission } from '#identity';
import { ALLIANCE_ZONE, addDays, daysBetween, startOfDay, type Clock } from '#kernel';
import { Actor, Allow, CLOCK, DaysInAddress, sendPaper, sendWorkbook, type ActorContext } from '#platform';
import type { FastifyReply } from 'fastify';
import { registerSheet } from '../prints/register-sheet.js';
import { printRegister } from '../prints/register.print.js';
import { RegisterQuery, requireRegisterDays, type RegisterPeriod } from '../queries/register.query.js';

/** The register of critical values (危急值登记本): as a workbook, streamed, or on paper. */
@Controller('critical-value-register')
export class CriticalValueRegisterController {
  constructor(
    private readonly register: RegisterQuery,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Allow(Permission.ExportCriticalValueRegister)
  @Get()
  async exportRegister(
    @Query() days: DaysInAddress,
    @Actor() actor: ActorContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const rows = await this.register.export(actor, periodOf(days));
    await sendWorkbook(reply, `${fileName(days)}.xlsx`, registerSheet(rows));
  }

  @Allow(Permission.ExportCriticalValueRegister)
  @Get('print')
  async print(@Query() days: DaysInAddress, @Actor() actor: ActorContext, @Res() reply: FastifyReply): Promise<void> {
    const register = await this.register.print(actor, periodOf(days));
    const paper = await printRegister({ ...register, days, printedAt: this.clock.now() });
    await sendPaper(reply, `${fileName(days)}.pdf`, paper);
  }
}

const fileName = ({ from, to }: DaysInAddress): string => `critical-value-register-${from}-${to}`;

/** @throws InvalidInputError for days that one register does not span */
function periodOf({ from, to }: DaysInAddress): RegisterPeriod {
  requireRegisterDays(daysBetween(from, to) + 1);
  return { from: startOfDay(from, ALLIANCE_ZONE), to: startOfDay(addDays(to, 1), ALLIANCE_ZONE) };
}
