import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#kernel';
import {
  UnitOfWork,
  claimRequest,
  type ActorContext,
  type Claim,
  type RepeatableRequest,
  type Transaction,
} from '#platform';
import { BoxRepository, type BoxRow } from '../data/box.repository.js';
import { SpecimenRepository } from '../data/specimen.repository.js';
import { BoxTransitions } from './box-transitions.js';
import { SpecimenTransitions, type SpecimenStep } from './specimen-transitions.js';

/** A barcode that somebody has scanned. */
export interface ScanCommand extends RepeatableRequest {
  readonly barcode: string;
}

/** Finds what was scanned, and closes a box when its last specimen has been dealt with. */
@Injectable()
export class ScanDesk {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly specimens: SpecimenRepository,
    private readonly transitions: SpecimenTransitions,
    private readonly boxes: BoxRepository,
    private readonly boxTransitions: BoxTransitions,
  ) {}

  /** @throws NotFoundError for a barcode that does not exist for the institution */
  scan(actor: ActorContext, command: ScanCommand, step: SpecimenStep): Promise<Claim> {
    const { barcode } = command;
    return this.unitOfWork.run(actor, async (tx) => {
      const found = await this.specimens.find(tx, actor.institutionId, barcode);
      if (!found) throw new NotFoundError('Specimen', barcode);
      const { id, boxId } = found;
      const claim = await claimRequest(tx, step.operation, command, id);
      if (!claim.fresh) return claim;
      // The box first, as whoever sends it does.
      const box = boxId === null ? null : await this.boxes.lock(tx, boxId);
      const row = await this.specimens.lock(tx, actor.institutionId, id);
      await this.transitions.take(tx, { id, expectedVersion: row!.version }, step);
      if (box?.state === 'IN_TRANSIT') await this.closeBox(tx, id, box);
      return claim;
    });
  }

  private async closeBox(tx: Transaction, specimenId: string, { id, version }: BoxRow): Promise<void> {
    if (await this.boxes.holdsMore(tx, id, specimenId)) return;
    const change = { id, expectedVersion: version };
    await this.boxTransitions.take(tx, change, {
      action: 'arrive',
      operation: 'receiveSpecimen',
      topic: 'laboratory.box-arrived',
      effect: () => ({ changes: { arrivedAt: tx.now } }),
    });
  }
}
