import type { Found } from '../criticalvalue/rows.js';
import type { Chance } from '../random.js';
import { isExamined, numbered, type Decided, type NumberedOrder, type Ordered } from '../recognition/decisions.js';
import type { DemoSpecimen } from './specimens.js';

type Ids = Readonly<Record<'order' | 'item' | 'specimen' | 'box' | 'task' | 'report' | 'refused' | 'critical', string>>;
/** An order as whoever decides about earlier results looks at it. */
interface Asked extends Ordered {
  readonly one: DemoSpecimen;
  readonly ids: Ids;
}
export type Numbered = NumberedOrder<Asked>;

function askedOf(chance: Chance, one: DemoSpecimen): Asked {
  const { panel, patient, orderedAt, publishedAt, stage } = one;
  const id = () => chance.id(orderedAt);
  const isReported = stage === 'REPORTED';
  return {
    one,
    ids: {
      order: id(),
      item: id(),
      specimen: id(),
      box: id(),
      task: id(),
      report: id(),
      refused: id(),
      critical: chance.id(one.submittedAt),
    },
    patient,
    itemId: panel.id,
    windowDays: panel.windowDays,
    orderedAt,
    reliableFrom: isReported ? publishedAt : null,
    isUnderWay: !isReported,
  };
}

/** Orders with the ids of their parts, each after somebody has looked for an earlier result. */
export function numberedOrders(chance: Chance, specimens: readonly DemoSpecimen[]): Numbered[] {
  const asked = specimens.map((one) => askedOf(chance, one));
  return numbered(chance, asked);
}

/** What the record of recognition says of it. */
export function decidedOf(order: Numbered): Decided<Asked> {
  const { one, ids, decision } = order;
  return {
    order,
    orderItemId: ids.item,
    doctor: one.people.doctor,
    priceCents: one.panel.priceCents,
    decision,
    source:
      decision.kind === 'NO_CANDIDATE'
        ? null
        : { domain: 'laboratory', reportId: decision.of.ids.report, institutionId: decision.of.one.lead.id },
  };
}

/** Values that were told before the report was published. */
export function foundIn(all: readonly Numbered[]): Found[] {
  return all.filter(isExamined).flatMap(({ one, ids }) => {
    const measured = one.values.find(({ member }) => member.code === one.criticalItem);
    if (!measured) return [];
    const { member, value } = measured;
    return {
      id: ids.critical,
      domain: 'LABORATORY' as const,
      subjectId: ids.specimen,
      patient: one.patient,
      encounter: one.visitType,
      what: { itemCode: member.code, findingText: member.name, value, unit: member.unit },
      ...one.people,
      centre: one.lead,
      detectedAt: one.submittedAt,
    };
  });
}
