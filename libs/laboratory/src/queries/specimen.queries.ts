import { Injectable } from '@nestjs/common';
import { institutionView, staffView } from '#organization';
import { NotFoundError } from '#kernel';
import { patientView } from '#patient';
import {
  AggregateReader,
  Database,
  Parameters,
  onDays,
  statement,
  type Claim,
  type Connection,
  type DayBounds,
  type Look,
  type Order,
  type PageRequest,
  type Readable,
  type View,
} from '#platform';
import { boxVisibleTo, specimenVisibleTo } from '../data/visibility.js';

/** The lists that people work by, on either side. */
export const SpecimenList = {
  TO_SEND: 'TO_SEND',
  SENT: 'SENT',
  REJECTED: 'REJECTED',
  EXPECTED: 'EXPECTED',
  RECEIVED: 'RECEIVED',
} as const;
export type SpecimenList = (typeof SpecimenList)[keyof typeof SpecimenList];

/** Boxes at either end. */
export const BoxList = { SENT: 'SENT', RECEIVED: 'RECEIVED' } as const;
export type BoxList = (typeof BoxList)[keyof typeof BoxList];

/** Nobody takes a specimen for more items, or sends more at once. */
const MOST_ITEMS = 50;
const MOST_IN_BOX = 200;
const MOST_TEMPERATURES = 200;

const itemView: View = {
  columns: { id: 'soi.id', code: 'ssi.code', name: 'ssi.name', live: 'sx.live' },
};

const boxColumns: View['columns'] = {
  id: 'b.id',
  boxNo: 'b.box_no',
  state: 'b.state',
  lowCelsius: 'b.low_celsius',
  highCelsius: 'b.high_celsius',
  packedAt: 'b.packed_at',
  dispatchedAt: 'b.dispatched_at',
  arrivedAt: 'b.arrived_at',
  temperatureBreached: 'b.temperature_breached',
  version: 'b.version',
};

const specimenColumns: View['columns'] = {
  id: 's.id',
  barcode: 's.barcode',
  accessionNo: 's.accession_no',
  orderId: 's.order_id',
  type: 's.type',
  site: 's.site',
  groupCode: 's.group_code',
  state: 's.state',
  replacesId: 's.replaces_id',
  collectedAt: 's.collected_at',
  receivedAt: 's.received_at',
  rejectedAt: 's.rejected_at',
  reasonCode: 's.reason_code',
  version: 's.version',
};

/** A specimen as the API shows it; `s` is its row. */
const specimenView: View = {
  columns: specimenColumns,
  one: {
    patient: { view: patientView('sp'), join: 'JOIN patients sp ON sp.id = s.patient_id' },
    fromInstitution: { view: institutionView('sf'), join: 'JOIN institutions sf ON sf.id = s.from_institution_id' },
    toInstitution: { view: institutionView('st'), join: 'JOIN institutions st ON st.id = s.to_institution_id' },
    collectedBy: { view: staffView('sc'), join: 'JOIN staff sc ON sc.id = s.collected_by_staff_id' },
    box: {
      view: { columns: boxColumns },
      join: 'LEFT JOIN specimen_boxes b ON b.id = s.box_id',
      exists: 'b.id IS NOT NULL',
    },
  },
  many: {
    items: {
      view: itemView,
      from: `FROM specimen_items sx JOIN exam_order_items soi ON soi.id = sx.order_item_id
        JOIN standard_items ssi ON ssi.id = soi.item_id AND ssi.version = soi.item_version
        WHERE sx.specimen_id = s.id ORDER BY soi.id LIMIT ${MOST_ITEMS}`,
    },
  },
};

/** A box as the API shows it; `b` is its row. */
const boxView: View = {
  columns: boxColumns,
  one: {
    fromInstitution: { view: institutionView('bf'), join: 'JOIN institutions bf ON bf.id = b.from_institution_id' },
    toInstitution: { view: institutionView('bt'), join: 'JOIN institutions bt ON bt.id = b.to_institution_id' },
    packedBy: { view: staffView('bp'), join: 'JOIN staff bp ON bp.id = b.packed_by_staff_id' },
  },
  many: {
    // Names stand on the specimens, which leave a trace of who looks at them.
    specimens: {
      view: {
        columns: { id: 's.id', barcode: 's.barcode', type: 's.type', state: 's.state', version: 's.version' },
      },
      from: `FROM specimens s WHERE s.box_id = b.id ORDER BY s.id LIMIT ${MOST_IN_BOX}`,
    },
    temperatures: {
      view: { columns: { measuredAt: 'bm.measured_at', celsius: 'bm.celsius' } },
      from: `FROM specimen_box_temperatures bm WHERE bm.box_id = b.id ORDER BY bm.measured_at LIMIT ${MOST_TEMPERATURES}`,
    },
  },
};

const SPECIMENS: Readable = {
  name: 'specimen',
  type: 'Specimen',
  objectType: 'specimen',
  table: 'specimens',
  alias: 's',
  view: specimenView,
  patient: { id: 's.patient_id', basis: 'ORDER' },
  visibleTo: specimenVisibleTo,
};
const BOXES: Readable = {
  name: 'specimen-box',
  type: 'SpecimenBox',
  objectType: 'specimen-box',
  table: 'specimen_boxes',
  alias: 'b',
  view: boxView,
  patient: null,
  visibleTo: boxVisibleTo,
};

const OLDEST_FIRST: Order = { keys: [{ sql: 's.id', type: 'uuid' }] };
const ARMS: Readonly<Record<SpecimenList, (own: string) => string>> = {
  TO_SEND: (own) => `s.from_institution_id = ${own} AND s.state = 'COLLECTED' AND s.to_institution_id <> ${own}`,
  SENT: (own) => `s.from_institution_id = ${own} AND s.state = 'IN_TRANSIT'`,
  REJECTED: (own) => `s.from_institution_id = ${own} AND s.state = 'REJECTED'`,
  EXPECTED: (own) => `s.to_institution_id = ${own} AND s.state = 'IN_TRANSIT'`,
  RECEIVED: (own) => `s.to_institution_id = ${own} AND s.state = 'RECEIVED'`,
};

const NEWEST_BOX_FIRST: Order = {
  keys: [
    { sql: 'b.packed_at', type: 'timestamptz' },
    { sql: 'b.id', type: 'uuid' },
  ],
  descending: true,
};
const BOX_ARMS: Readonly<Record<BoxList, (own: string) => string>> = {
  SENT: (own) => `b.from_institution_id = ${own}`,
  RECEIVED: (own) => `b.to_institution_id = ${own} AND b.dispatched_at IS NOT NULL`,
};

const BY_BARCODE = statement(
  'laboratory.specimen-of',
  'SELECT id FROM specimens WHERE barcode = $1 AND (from_institution_id = $2 OR to_institution_id = $2)',
);

/** Reads specimens and boxes as the API shows them. */
@Injectable()
export class SpecimenQueries {
  constructor(
    private readonly reader: AggregateReader,
    private readonly database: Database,
  ) {}

  /** @throws NotFoundError where it does not exist for the actor */
  get<Node>(look: Look, id: string): Promise<Node> {
    return this.reader.get(SPECIMENS, look, id);
  }

  /** What a scanner has read. @throws NotFoundError */
  async scanned<Node>(look: Look, barcode: string): Promise<Node> {
    const found = await this.database.first<{ id: string }>(BY_BARCODE, [barcode, look.actor.institutionId]);
    if (!found) throw new NotFoundError('Specimen', barcode);
    return this.reader.get(SPECIMENS, look, found.id);
  }

  answer<Node>(look: Look, claim: Claim): Promise<Node> {
    return this.reader.answer(SPECIMENS, look, claim);
  }

  /** Oldest first. */
  list<Node>(look: Look, list: SpecimenList, page: PageRequest): Promise<Connection<Node>> {
    const parameters = new Parameters();
    const arms = [ARMS[list](parameters.add(look.actor.institutionId))];
    const listing = { action: 'specimen.list', arms, order: OLDEST_FIRST, page, parameters, detail: { list } };
    return this.reader.page(SPECIMENS, look, listing);
  }

  /** @throws NotFoundError where it does not exist for the actor */
  box<Node>(look: Look, id: string): Promise<Node> {
    return this.reader.get(BOXES, look, id);
  }

  /** Of those that were packed on the days that are asked for. */
  boxes<Node>(
    look: Look,
    { list, from, to, ...page }: PageRequest & DayBounds & { readonly list: BoxList },
  ): Promise<Connection<Node>> {
    const parameters = new Parameters();
    const own = parameters.add(look.actor.institutionId);
    const days = onDays('b.packed_at', { from, to }, parameters);
    const arms = [`${BOX_ARMS[list](own)}${days}`];
    const listing = { action: 'specimen-box.list', arms, order: NEWEST_BOX_FIRST, page, parameters, detail: { list } };
    return this.reader.page(BOXES, look, listing);
  }

  answerBox<Node>(look: Look, claim: Claim): Promise<Node> {
    return this.reader.answer(BOXES, look, claim);
  }
}
