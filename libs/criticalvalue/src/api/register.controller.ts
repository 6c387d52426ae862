import { Controller, Get, Query, Res } from '@nestjs/common';
import { ValidateBy } from 'class-validator';
import { Permission } from '#identity';
import { ALLIANCE_ZONE, addDays, daysBetween, isLocalDate, isReckonable, startOfDay } from '#kernel';
import { Actor, Allow, XLSX_TYPE, streamWorkbook, type ActorContext } from '#platform';
import type { FastifyReply } from 'fastify';
import { registerSheet } from '../prints/register-sheet.js';
import { RegisterQuery, requireRegisterDays } from '../queries/register.query.js';

const IsDay = (): PropertyDecorator =>
  ValidateBy({
    name: 'matches',
    validator: { validate: (day) => typeof day === 'string' && isLocalDate(day) && isReckonable(day) },
  });

/** Days of detection, both included. */
class RegisterParameters {
  @IsDay()
  from: string;

  @IsDay()
  to: string;
}

/** The register of critical values (危急值登记本) as a workbook, streamed. */
@Controller()
export class CriticalValueRegisterController {
  constructor(private readonly register: RegisterQuery) {}

  @Allow(Permission.ExportCriticalValueRegister)
  @Get('critical-value-register')
  async exportRegister(
    @Query() { from, to }: RegisterParameters,
    @Actor() actor: ActorContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    requireRegisterDays(daysBetween(from, to) + 1);
    const period = { from: startOfDay(from, ALLIANCE_ZONE), to: startOfDay(addDays(to, 1), ALLIANCE_ZONE) };
    const rows = await this.register.export(actor, period);
    await reply
      .header('content-type', XLSX_TYPE)
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="critical-value-register-${from}-${to}.xlsx"`)
      .send(streamWorkbook(registerSheet(rows)));
  }
}
