import { Controller, Get, Param, Res } from '@nestjs/common';
import { Permission } from '#identity';
import { Actor, Allow, sendPaper, type ActorContext } from '#platform';
import type { FastifyReply } from 'fastify';
import { printForm } from '../prints/forms.js';
import { ReferralSheetQuery } from '../queries/referral-sheet.query.js';
import { ReferralPrintArgs, printFileName } from './referral-print.resolver.js';

/** Papers of referrals as PDF: signed in as for everything else, by bearer token or cookie. */
@Controller('referrals')
export class ReferralPrintController {
  constructor(private readonly sheets: ReferralSheetQuery) {}

  @Allow(Permission.ReadReferral)
  @Get(':id/prints/:form')
  async print(
    @Param() { id, form }: ReferralPrintArgs,
    @Actor() actor: ActorContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const sheet = await this.sheets.get(actor, id);
    const paper = await printForm(form, sheet);
    await this.sheets.recordPrinted(actor, id, sheet, form);
    await sendPaper(reply, printFileName(form, sheet.referralNo), paper);
  }
}
