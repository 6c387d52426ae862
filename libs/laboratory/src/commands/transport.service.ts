import { Injectable } from '@nestjs/common';
import { InvalidInputError, NotFoundError } from '#kernel';
import {
  UnitOfWork,
  actingFor,
  claimRequest,
  type ActorContext,
  type ChangeCommand,
  type Claim,
  type RepeatableRequest,
  type Transaction,
} from '#platform';
import { BoxRepository, type BoxRow } from '../data/box.repository.js';
import { SpecimenRepository, type SpecimenRow } from '../data/specimen.repository.js';
import { BoxTransitions, type BoxStep } from './box-transitions.js';
import { SpecimenTransitions, type SpecimenStep } from './specimen-transitions.js';

export interface PackCommand extends RepeatableRequest {
  readonly toInstitutionId: string;
  readonly barcodes: readonly string[];
  /** Between which temperatures the box has to stay. */
  readonly lowCelsius: number;
  readonly highCelsius: number;
}

/** What the thermometer in a box shows. */
export interface TemperatureCommand extends ChangeCommand {
  readonly celsius: number;
}

/** Packs specimens and sends them on their way. */
@Injectable()
export class TransportService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly boxes: BoxRepository,
    private readonly specimens: SpecimenRepository,
    private readonly boxTransitions: BoxTransitions,
    private readonly specimenTransitions: SpecimenTransitions,
  ) {}

  /** Puts specimens into a new box. @throws NotFoundError for a barcode that the institution has not collected */
  pack(actor: ActorContext, command: PackCommand): Promise<Claim> {
    const { toInstitutionId, barcodes, lowCelsius, highCelsius } = command;
    if (lowCelsius >= highCelsius) throw new InvalidInputError([{ path: 'highCelsius', constraint: 'BELOW_LOW' }]);
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'packSpecimens', command, tx.newId());
      if (!claim.fresh) return claim;
      const { aggregateId: boxId } = claim;
      const packed = await this.toPack(tx, toInstitutionId, barcodes);
      this.boxes.insert(tx, { id: boxId, toInstitutionId, lowCelsius, highCelsius }, actingFor(actor));
      await this.move(tx, packed, {
        action: 'pack',
        operation: 'packSpecimens',
        topic: 'laboratory.packed',
        effect: () => ({ changes: { boxId } }),
      });
      tx.publish({
        topic: 'laboratory.box-packed',
        aggregateType: 'specimen-box',
        aggregateId: boxId,
        aggregateVersion: 1,
        action: 'pack',
        toState: 'PACKED',
        payload: { toInstitutionId, specimens: packed.length },
      });
      return claim;
    });
  }

  /** The courier leaves; everything in the box is in transit from now on. */
  dispatch(actor: ActorContext, command: TemperatureCommand): Promise<Claim> {
    return this.boxTransitions.run(actor, command, {
      action: 'dispatch',
      operation: 'dispatchSpecimenBox',
      topic: 'laboratory.box-dispatched',
      effect: async (tx, { row }) => {
        await this.move(tx, await this.specimens.lockBoxContent(tx, actor.institutionId, row.id), {
          action: 'dispatch',
          operation: 'dispatchSpecimenBox',
          topic: 'laboratory.dispatched',
        });
        return { changes: { dispatchedAt: tx.now, ...this.measured(tx, row, command.celsius) } };
      },
    });
  }

  /** Somebody has read the thermometer; what was once too warm or too cold stays marked. */
  measure(actor: ActorContext, command: TemperatureCommand): Promise<Claim> {
    return this.boxTransitions.run(actor, command, {
      action: 'measure',
      operation: 'recordBoxTemperature',
      topic: 'laboratory.box-measured',
      effect: (tx, { row }) => ({ changes: this.measured(tx, row, command.celsius) }),
    } satisfies BoxStep);
  }

  private measured(tx: Transaction, row: BoxRow, celsius: number): { temperatureBreached?: boolean } {
    this.boxes.measure(tx, row.id, celsius, actingFor(tx.actor));
    return celsius < row.lowCelsius || celsius > row.highCelsius ? { temperatureBreached: true } : {};
  }

  private async toPack(tx: Transaction, toInstitutionId: string, barcodes: readonly string[]): Promise<SpecimenRow[]> {
    const rows = await this.specimens.lockByBarcode(tx, tx.actor.institutionId, barcodes);
    const known = new Set(rows.map(({ barcode }) => barcode));
    const missing = barcodes.find((barcode) => !known.has(barcode));
    if (missing !== undefined) throw new NotFoundError('Specimen', missing);
    const elsewhere = rows.some((row) => row.toInstitutionId !== toInstitutionId);
    if (elsewhere) throw new InvalidInputError([{ path: 'barcodes', constraint: 'OTHER_LABORATORY' }]);
    return rows;
  }

  private async move(tx: Transaction, rows: readonly SpecimenRow[], step: SpecimenStep): Promise<void> {
    for (const { id, version } of rows) await this.specimenTransitions.take(tx, { id, expectedVersion: version }, step);
  }
}
