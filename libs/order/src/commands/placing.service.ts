import { Injectable } from '@nestjs/common';
import { UnitOfWork, claimRequest, type ActorContext, type ChangeCommand, type Claim } from '#platform';
import { OrderTransitions, type LoadedOrder } from './order-transitions.js';
import { PlacementChecks, type ItemChoice } from './placement-checks.js';

export interface PlaceCommand extends ChangeCommand {
  readonly choices?: readonly ItemChoice[] | null;
}

/** Sends orders. */
@Injectable()
export class PlacingService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly transitions: OrderTransitions,
    private readonly checks: PlacementChecks,
  ) {}

  /** Sends it to where it is examined, which sees the patient from then on. Whatever else looks at it does so then. */
  place(actor: ActorContext, command: PlaceCommand): Promise<Claim> {
    return this.unitOfWork.run(actor, async (tx) => {
      const claim = await claimRequest(tx, 'placeExamOrder', command, command.id);
      if (!claim.fresh) return claim;
      let placed: LoadedOrder | undefined;
      await this.transitions.take(tx, command, {
        action: 'place',
        operation: 'placeExamOrder',
        topic: 'order.placed',
        effect: (_, loaded) => {
          placed = loaded;
          return { changes: { orderedAt: tx.now } };
        },
      });
      await this.checks.run(tx, placed!.row, command.choices ?? []);
      return claim;
    });
  }
}
