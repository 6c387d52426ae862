import { Controller, Get, Param, Res } from '@nestjs/common';
import { Permission } from '#identity';
import { Actor, Allow, sendPaper, type ActorContext } from '#platform';
import type { FastifyReply } from 'fastify';
import { printLabel } from '../prints/label.print.js';
import { LabelQuery } from '../queries/label.query.js';
import { SpecimenArgs } from './specimen.inputs.js';

/** Labels of specimens as PDF, for label printers. */
@Controller('specimens')
export class SpecimenLabelController {
  constructor(private readonly labels: LabelQuery) {}

  @Allow(Permission.HandleSpecimens)
  @Get(':id/label')
  async label(@Param() { id }: SpecimenArgs, @Actor() actor: ActorContext, @Res() reply: FastifyReply): Promise<void> {
    const label = await this.labels.get(actor, id);
    const paper = await printLabel(label);
    await this.labels.recordPrinted(actor, id, label);
    await sendPaper(reply, `label-${label.barcode}.pdf`, paper);
  }
}
