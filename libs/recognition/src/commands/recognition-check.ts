import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InvalidInputError } from '#kernel';
import { OrderItems, PlacementChecks, type ItemChoice, type PlacedItem, type PlacedOrder } from '#order';
import { ReasonCheck, type GivenReason, type Transaction } from '#platform';
import { DecisionRepository, type NewDecision } from '../data/decision.repository.js';
import type { Decision } from '../domain/decision.js';
import { NotRecognisableError, RecognitionUndecidedError } from '../domain/errors.js';
import { Offers, type ItemOffers, type Offer } from '../queries/offers.js';

/** The list of reasons for examining all the same. */
const DECLINE = 'recognition.decline';

/** An item with what is known for it and what the doctor says. */
interface Asked {
  readonly placed: PlacedItem;
  readonly offers: ItemOffers | undefined;
  readonly choice: ItemChoice | undefined;
}

/** Asks the rules once more when an order is sent, inside its transaction: what was offered a minute ago may be gone. */
@Injectable()
export class RecognitionCheck implements OnModuleInit {
  constructor(
    private readonly checks: PlacementChecks,
    private readonly offers: Offers,
    private readonly decisions: DecisionRepository,
    private readonly orderItems: OrderItems,
    private readonly reasons: ReasonCheck,
  ) {}

  onModuleInit(): void {
    this.checks.register(this);
  }

  /** @throws RecognitionUndecidedError, NotRecognisableError, InvalidInputError */
  async placed(tx: Transaction, order: PlacedOrder, choices: readonly ItemChoice[]): Promise<void> {
    const waiting = order.items.filter(({ state }) => state === 'ORDERED');
    const unknown = choices.some(({ itemId }) => !waiting.some(({ id }) => id === itemId));
    if (unknown) throw new InvalidInputError([{ path: 'choices', constraint: 'NOT_OF_ORDER' }]);
    const items = { ids: waiting.map(({ itemId }) => itemId) };
    const offers = await this.offers.of(tx, order.patientId, { items, now: tx.now });
    const asked = waiting.map((placed) => ({
      placed,
      offers: offers.find(({ item }) => item.id === placed.itemId),
      choice: choices.find(({ itemId }) => itemId === placed.id),
    }));
    const undecided = asked.filter((one) => candidatesOf(one).length > 0 && !one.choice);
    if (undecided.length > 0) throw new RecognitionUndecidedError(undecided.map(({ placed }) => placed.id));
    for (const one of asked) await this.decide(tx, order, one);
  }

  private async decide(tx: Transaction, order: PlacedOrder, asked: Asked): Promise<void> {
    const { id: orderItemId, priceCents } = asked.placed;
    const chosen = chosenOf(asked);
    const declined = chosen && declinedOf(asked);
    if (declined) await this.reasons.requireGiven(DECLINE, tx, declined);
    const recognised = declined ? null : chosen;
    this.announce(tx, {
      orderItemId,
      patientId: order.patientId,
      doctorStaffId: order.doctorStaffId,
      decision: decisionOf(chosen, declined),
      report: chosen && { ...chosen.report, daysOld: chosen.daysOld! },
      // The price at which it was ordered, which no later price list changes.
      savedCents: recognised ? priceCents : 0,
      ...wordsOf(declined),
    });
    if (recognised) await this.orderItems.recognizeIn(tx, orderItemId, recognised.report);
  }

  private announce(tx: Transaction, made: NewDecision): void {
    const { decision, orderItemId, report, patientId, declineCode, savedCents } = made;
    tx.publish({
      topic: 'recognition.decided',
      aggregateType: 'recognition-decision',
      aggregateId: this.decisions.insert(tx, made),
      aggregateVersion: 1,
      action: 'decide',
      toState: decision,
      patientId,
      reasonCode: declineCode,
      payload: { orderItemId, reportId: report?.id ?? null, savedCents },
    });
  }
}

const candidatesOf = ({ offers }: Asked): readonly Offer[] => offers?.candidates ?? [];

/** The report that is recognised or declined; the newest where a declining doctor names none. */
function chosenOf(asked: Asked): Offer | null {
  const { choice, placed } = asked;
  const candidates = candidatesOf(asked);
  if (!choice?.reportId) return choice && !choice.declineCode ? refused(placed.id) : (candidates[0] ?? null);
  return candidates.find(({ report }) => report.id === choice.reportId) ?? refused(placed.id);
}

function declinedOf({ choice }: Asked): GivenReason | null {
  return choice?.declineCode ? { reasonCode: choice.declineCode, comment: choice.comment ?? null } : null;
}

function wordsOf(declined: GivenReason | null): Pick<NewDecision, 'declineCode' | 'comment'> {
  return { declineCode: declined?.reasonCode ?? null, comment: declined?.comment ?? null };
}

function decisionOf(chosen: Offer | null, declined: GivenReason | null): Decision {
  if (!chosen) return 'NO_CANDIDATE';
  return declined ? 'DECLINED' : 'RECOGNIZED';
}

function refused(itemId: string): never {
  throw new NotRecognisableError(itemId);
}
