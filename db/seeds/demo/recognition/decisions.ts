import { ALLIANCE_ZONE, daysBetween, localDate } from '#kernel';
import type { Rows } from '../bulk-insert.js';
import type { StaffMember } from '../county/index.js';
import type { Patient } from '../people/patients.js';
import type { Chance } from '../random.js';

/** An item that was ordered, as whoever decides about earlier results looks at it. */
export interface Ordered {
  readonly patient: Patient;
  readonly itemId: string;
  readonly windowDays: number;
  readonly orderedAt: Date;
  /** From when on others can rely on its result; null while there is none, and where nobody vouches for it. */
  readonly reliableFrom: Date | null;
  /** It is under way: whatever was known before, it is examined. */
  readonly isUnderWay: boolean;
}

/** What became of an item in the light of what was known; `of` is the earlier one. */
export type Decision<T> =
  | { readonly kind: 'NO_CANDIDATE' }
  | { readonly kind: 'RECOGNIZED'; readonly of: T }
  | { readonly kind: 'DECLINED'; readonly of: T; readonly code: string; readonly comment: string | null };

/** An order with its number, and what was decided about it. */
export type NumberedOrder<T extends Ordered> = T & { readonly number: number; readonly decision: Decision<T> };

/** Part of those with an earlier result that are examined all the same. */
const DECLINED_SHARE = 0.15;
/** Why, by the codes of the rules of recognition, with how often. */
const REASONS = { '01': 4, '02': 3, '03': 2, '04': 1, '07': 1, '98': 2, '99': 2 } as const;
const COMMENTS: Readonly<Record<string, string>> = { '07': '需对比同一设备影像' };

/** Orders with their numbers, each after somebody has looked for an earlier result. */
export function numbered<T extends Ordered>(chance: Chance, orders: readonly T[]): NumberedOrder<T>[] {
  const decisions = decisionsOf(chance, orders);
  return orders.map((order, index) => ({ ...order, number: index + 1, decision: decisions.get(order)! }));
}

/** What is recognised is not examined, and nothing is taken for it. */
export const isExamined = ({ decision }: NumberedOrder<Ordered>): boolean => decision.kind !== 'RECOGNIZED';

/** Decides about each item in the order of time, as its doctor would have: whoever has a result gets no second one. */
function decisionsOf<T extends Ordered>(chance: Chance, orders: readonly T[]): ReadonlyMap<T, Decision<T>> {
  const known = new Map<string, T>();
  const decisions = new Map<T, Decision<T>>();
  for (const order of orders.toSorted((left, right) => +left.orderedAt - +right.orderedAt)) {
    const name = `${order.patient.id} ${order.itemId}`;
    const decision = decided(chance, order, known.get(name));
    decisions.set(order, decision);
    if (decision.kind !== 'RECOGNIZED' && order.reliableFrom) known.set(name, order);
  }
  return decisions;
}

function decided<T extends Ordered>(chance: Chance, order: T, earlier: T | undefined): Decision<T> {
  if (!earlier || earlier.reliableFrom! >= order.orderedAt || ageInDays(earlier, order) > order.windowDays) {
    return { kind: 'NO_CANDIDATE' };
  }
  if (!order.isUnderWay && !chance.happens(DECLINED_SHARE)) return { kind: 'RECOGNIZED', of: earlier };
  const code = chance.weighted(REASONS);
  return { kind: 'DECLINED', of: earlier, code, comment: COMMENTS[code] ?? null };
}

/** How old an earlier result was on the day of the order. */
const ageInDays = ({ reliableFrom }: Ordered, { orderedAt }: Ordered): number =>
  daysBetween(localDate(reliableFrom!, ALLIANCE_ZONE), localDate(orderedAt, ALLIANCE_ZONE));

/** A decision with the ids and places that its row names. */
export interface Decided<T extends Ordered> {
  readonly order: T;
  readonly orderItemId: string;
  readonly doctor: StaffMember;
  readonly priceCents: number;
  readonly decision: Decision<T>;
  /** The earlier result, where there is one. */
  readonly source: { readonly domain: string; readonly reportId: string; readonly institutionId: string } | null;
}

/** How each of them stands in the record of recognition. */
export function decisionRows<T extends Ordered>(chance: Chance, all: readonly Decided<T>[]): Rows {
  return all.map(({ order, orderItemId, doctor, priceCents, decision, source }) => ({
    id: chance.id(order.orderedAt),
    order_item_id: orderItemId,
    patient_id: order.patient.id,
    institution_id: doctor.institution.id,
    doctor_staff_id: doctor.id,
    decision: decision.kind,
    saved_cents: decision.kind === 'RECOGNIZED' ? priceCents : 0,
    decided_at: order.orderedAt,
    ...(source && {
      report_domain: source.domain,
      report_id: source.reportId,
      source_institution_id: source.institutionId,
      days_old: decision.kind === 'NO_CANDIDATE' ? null : ageInDays(decision.of, order),
    }),
    ...(decision.kind === 'DECLINED' && { decline_code: decision.code, comment: decision.comment }),
  }));
}
