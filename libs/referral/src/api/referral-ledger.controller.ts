import { Controller, Get, Query, Res } from '@nestjs/common';
import { Permission } from '#identity';
import { Actor, Allow, sendWorkbook, type ActorContext } from '#platform';
import type { FastifyReply } from 'fastify';
import { ledgerPeriod } from '../domain/ledger.js';
import { ledgerSheet } from '../prints/ledger-sheet.js';
import { ReferralLedgerQuery } from '../queries/referral-ledger.query.js';
import { LedgerParameters } from './ledger.inputs.js';

/** The register of referrals (转诊台账) as a workbook, streamed. */
@Controller()
export class ReferralLedgerController {
  constructor(private readonly ledger: ReferralLedgerQuery) {}

  @Allow(Permission.ExportReferralLedger)
  @Get('referral-ledger')
  async exportLedger(
    @Query() { side, from, to, direction, state }: LedgerParameters,
    @Actor() actor: ActorContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const rows = await this.ledger.export(actor, { side, ...ledgerPeriod(from, to), direction, state });
    await sendWorkbook(reply, `referral-ledger-${from}-${to}.xlsx`, ledgerSheet(rows));
  }
}
