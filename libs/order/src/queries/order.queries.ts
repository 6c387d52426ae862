import { Injectable } from '@nestjs/common';
import { institutionView, staffView } from '#organization';
import { patientView } from '#patient';
import {
  AggregateReader,
  Parameters,
  type Claim,
  type Connection,
  type Look,
  type Order,
  type PageRequest,
  type Readable,
  type View,
} from '#platform';
import { receivedBy, sentBy, visibleTo } from '../data/visibility.js';

/** Which orders: those of the own institution, or those sent to it. */
export const OrderBox = { SENT: 'SENT', RECEIVED: 'RECEIVED' } as const;
export type OrderBox = (typeof OrderBox)[keyof typeof OrderBox];

/** Nobody orders more at once. */
const MOST_ITEMS = 50;

const itemView: View = {
  columns: {
    id: 'oi.id',
    code: 'si.code',
    name: 'si.name',
    category: 'si.category',
    state: 'oi.state',
    priceCents: 'oi.price_cents',
    reportDomain: 'oi.report_domain',
    reportId: 'oi.report_id',
    reasonCode: 'oi.reason_code',
  },
};

/** An order as the API shows it; `o` is its row. */
const orderView: View = {
  columns: {
    id: 'o.id',
    state: 'o.state',
    visitType: 'o.visit_type',
    clinicalQuestion: 'o.clinical_question',
    createdAt: 'o.created_at',
    orderedAt: 'o.ordered_at',
    endedAt: 'o.ended_at',
    version: 'o.version',
  },
  one: {
    patient: { view: patientView('op'), join: 'JOIN patients op ON op.id = o.patient_id' },
    fromInstitution: { view: institutionView('ofi'), join: 'JOIN institutions ofi ON ofi.id = o.from_institution_id' },
    toInstitution: { view: institutionView('ot'), join: 'JOIN institutions ot ON ot.id = o.to_institution_id' },
    doctor: { view: staffView('od'), join: 'JOIN staff od ON od.id = o.doctor_staff_id' },
  },
  many: {
    items: {
      view: itemView,
      from: `FROM exam_order_items oi JOIN standard_items si ON si.id = oi.item_id AND si.version = oi.item_version
        WHERE oi.order_id = o.id ORDER BY oi.id LIMIT ${MOST_ITEMS}`,
    },
  },
};

const ORDERS: Readable = {
  name: 'order',
  type: 'ExamOrder',
  objectType: 'exam-order',
  table: 'exam_orders',
  alias: 'o',
  view: orderView,
  patient: { id: 'o.patient_id', basis: 'ORDER' },
  visibleTo,
};
const NEWEST_FIRST: Order = { keys: [{ sql: 'o.id', type: 'uuid' }], descending: true };

/** Reads orders as the API shows them. */
@Injectable()
export class OrderQueries {
  constructor(private readonly reader: AggregateReader) {}

  /** @throws NotFoundError where it does not exist for the actor */
  get<Node>(look: Look, id: string): Promise<Node> {
    return this.reader.get(ORDERS, look, id);
  }

  answer<Node>(look: Look, claim: Claim): Promise<Node> {
    return this.reader.answer(ORDERS, look, claim);
  }

  /** Newest first. */
  list<Node>(look: Look, box: OrderBox, page: PageRequest): Promise<Connection<Node>> {
    const parameters = new Parameters();
    const own = parameters.add(look.actor.institutionId);
    const arms = [box === OrderBox.SENT ? sentBy(own) : receivedBy(own)];
    return this.reader.page(ORDERS, look, { action: 'order.list', arms, order: NEWEST_FIRST, page, parameters });
  }
}
