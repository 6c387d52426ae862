import { Injectable } from '@nestjs/common';
import { after, days, nextState } from '#kernel';
import { PatientAccess } from '#patient';
import {
  ReferenceData,
  TransitionService,
  UnitOfWork,
  actingFor,
  type Concern,
  type Opening,
  type Taken,
  type Transaction,
  type TransitionStep,
} from '#platform';
import { OrderRepository, type OrderChanges, type OrderRow } from '../data/order.repository.js';
import {
  orderLifecycle,
  type OrderAction,
  type OrderAttempt,
  type OrderFacts,
  type OrderState,
} from '../domain/order.transitions.js';
import { ACCESS_SETTING } from '../domain/visit-type.js';

export interface LoadedOrder {
  readonly row: OrderRow;
  readonly facts: OrderFacts;
}

export type OrderStep = TransitionStep<OrderAction, LoadedOrder, OrderAttempt, OrderState, OrderChanges>;

/** Takes an order through its table; whoever examines sees the patient while it lasts, and a while longer. */
@Injectable()
export class OrderTransitions extends TransitionService<
  LoadedOrder,
  OrderAttempt,
  OrderState,
  OrderChanges,
  OrderStep
> {
  protected override readonly aggregate = { type: 'ExamOrder', events: 'exam-order' };

  constructor(
    unitOfWork: UnitOfWork,
    private readonly orders: OrderRepository,
    private readonly patients: PatientAccess,
    private readonly reference: ReferenceData,
  ) {
    super(unitOfWork);
  }

  protected async lock(tx: Opening, id: string): Promise<LoadedOrder | null> {
    const row = await this.orders.lock(tx, id, tx.actor.institutionId);
    if (!row) return null;
    const isAuthor = row.doctorStaffId === actingFor(tx.actor);
    return { row, facts: { isAuthor, items: row.items.map(({ state }) => state) } };
  }

  protected next({ row, facts }: LoadedOrder, { action }: OrderStep, attempt: OrderAttempt): OrderState {
    return nextState(orderLifecycle, row.state, action, { ...facts, ...attempt });
  }

  protected change(tx: Transaction, { row }: LoadedOrder, state: OrderState, changes: OrderChanges = {}): number {
    const ended = state === 'COMPLETED' || state === 'CANCELLED' ? { endedAt: tx.now } : {};
    return this.orders.change(tx, row, { state, ...ended, ...changes });
  }

  protected concern({ row }: LoadedOrder): Concern {
    const { patientId, fromInstitutionId, toInstitutionId } = row;
    return { patientId, payload: { fromInstitutionId, toInstitutionId } };
  }

  protected override async follow(
    tx: Transaction,
    { row }: LoadedOrder,
    { to }: Taken<OrderStep, OrderAttempt, OrderState, OrderChanges>,
  ): Promise<void> {
    const source = { sourceType: 'exam-order', sourceId: row.id };
    if (row.state === 'DRAFT' && to === 'ORDERED') {
      const { patientId, toInstitutionId: institutionId } = row;
      this.patients.grantAccess(tx, { ...source, patientId, institutionId, basis: 'ORDER', expiresAt: null });
    } else if (to === 'COMPLETED' || to === 'CANCELLED') {
      const limits = await this.reference.settingsOf(row.settingsRevision, [ACCESS_SETTING], tx.now, tx);
      this.patients.expireGrants(tx, source, after(tx.now, days(limits[ACCESS_SETTING])));
    }
  }
}
