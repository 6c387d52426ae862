import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { IsIn } from 'class-validator';
import { Permission } from '#identity';
import { Actor, Allow, sendPaper, type ActorContext } from '#platform';
import type { FastifyReply } from 'fastify';
import { RotaPaper } from '../domain/rota-paper.js';
import { printRotaPaper } from '../prints/rota-papers.js';
import { RotaPaperQuery } from '../queries/rota-paper.query.js';
import { RotaInAddress } from './rota-workbook.controller.js';

class PaperInAddress {
  @IsIn(Object.values(RotaPaper))
  paper: RotaPaper;
}

/** Papers of rotas as PDF: signed in as for everything else, by bearer token or cookie. */
@Controller('rota-papers')
export class RotaPaperController {
  constructor(private readonly papers: RotaPaperQuery) {}

  @Allow(Permission.ReadRotas)
  @Get(':paper')
  async print(
    @Param() { paper }: PaperInAddress,
    @Query() { from, to, townshipId = null, expertId = null }: RotaInAddress,
    @Actor() actor: ActorContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const request = { paper, from, to, townshipId, expertId };
    const content = await this.papers.get(actor, request);
    const file = await printRotaPaper(paper, content);
    await this.papers.recordPrinted(actor, request);
    await sendPaper(reply, `${paper}-${from}-${to}.pdf`, file);
  }
}
