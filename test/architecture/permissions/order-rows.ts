import { Role } from '#identity';
import { ReferralStory, type Person } from '#testing';
import { key, mutation, outcomes, query, type Table } from './row.js';
import type { Scenery, Variables } from './scenery.js';

const writers: Role[] = [Role.TOWNSHIP_DOCTOR, Role.COUNTY_DOCTOR, Role.DEPT_HEAD];
const readers: Role[] = [
  ...writers,
  Role.TOWNSHIP_HEAD,
  Role.TECHNICIAN,
  Role.REPORTER,
  Role.REVIEWER,
  Role.CENTER_HEAD,
];
const ITEM = 'PERMISSIONS-ECG';

interface SeenOrder {
  readonly id: string;
  readonly version: number;
  readonly items: readonly { readonly id: string }[];
}

/** Orders of a doctor of the north township for the county hospital. */
export class OrderScenery {
  private readonly story: ReferralStory;

  constructor(private readonly scenery: Scenery) {
    this.story = new ReferralStory(scenery.world);
  }

  async content(by: Person): Promise<Variables & { readonly patientId: string }> {
    await this.scenery.run(
      `INSERT INTO standard_items (id, effective_from, version, code, name, category, panel_members, price_cents,
         recognition_scope, window_unlimited, active)
       VALUES (gen_random_uuid(), '2020-01-01', 1, $1, '心电图', 'ECG', '{}', 2000, 'NONE', false, true)
       ON CONFLICT (code, version) DO NOTHING`,
      [ITEM],
    );
    const patientId = await this.story.patient(this.authorAmong(by));
    const where = { toInstitutionId: this.scenery.county, visitType: 'OUTPATIENT', clinicalQuestion: '胸痛待查' };
    return { ...key(), patientId, itemCodes: [ITEM], ...where };
  }

  async draft(by: Person): Promise<SeenOrder> {
    const { draftExamOrder } = await this.authorAmong(by).asks<{ draftExamOrder: SeenOrder }>(
      'mutation($input: DraftExamOrderInput!) { draftExamOrder(input: $input) { id version items { id } } }',
      { input: await this.content(by) },
    );
    return draftExamOrder;
  }

  async placed(by: Person): Promise<SeenOrder> {
    const { id, version } = await this.draft(by);
    const { placeExamOrder } = await this.authorAmong(by).asks<{ placeExamOrder: SeenOrder }>(
      'mutation($input: PlaceExamOrderInput!) { placeExamOrder(input: $input) { id version items { id } } }',
      { input: { id, expectedVersion: version } },
    );
    return placeExamOrder;
  }

  private authorAmong(by: Person): Person {
    const doctor = this.scenery.world.person('township-doctor');
    return by.role === 'TOWNSHIP_DOCTOR' && by.institutionId === doctor.institutionId ? by : doctor;
  }
}

const others: Role[] = [Role.COUNTY_DOCTOR, Role.DEPT_HEAD];
/** County doctors see what was sent to their hospital, and change nothing that others have written. */
const REFUSED = 'TRANSITION_REFUSED WHO';

export function orderRows(scenery: Scenery, orders: OrderScenery): Table {
  return {
    ...query('examOrder', 'query($id: ID!) { examOrder(id: $id) { id } }', {
      own: outcomes('allowed', ...readers),
      other: outcomes('NOT_FOUND', ...readers),
      subject: async (by) => {
        const { id } = await orders.placed(by);
        return scenery.about(id, { id });
      },
    }),
    ...query('examOrders', 'query { examOrders(box: RECEIVED) { nodes { id } } }', {
      own: { ...outcomes('allowed', ...readers), ...outcomes('empty', Role.TOWNSHIP_DOCTOR, Role.TOWNSHIP_HEAD) },
      other: outcomes('empty', ...readers),
      subject: async (by) => {
        scenery.letTimePass();
        return scenery.about((await orders.placed(by)).id, {});
      },
    }),
    ...mutation('draftExamOrder', 'DraftExamOrderInput', {
      own: { ...outcomes('allowed', Role.TOWNSHIP_DOCTOR), ...outcomes('NOT_FOUND', ...others) },
      other: outcomes('NOT_FOUND', ...writers),
      subject: async (by) => {
        const content = await orders.content(by);
        return scenery.input(content.patientId, content);
      },
    }),
    ...mutation('placeExamOrder', 'PlaceExamOrderInput', {
      own: { ...outcomes('allowed', Role.TOWNSHIP_DOCTOR), ...outcomes('NOT_FOUND', ...others) },
      other: outcomes('NOT_FOUND', ...writers),
      subject: async (by) => scenery.change(await orders.draft(by)),
    }),
    ...cancelRows(scenery, orders),
  };
}

function cancelRows(scenery: Scenery, orders: OrderScenery): Table {
  return {
    ...mutation('cancelExamOrder', 'CancelExamOrderInput', {
      own: { ...outcomes('allowed', Role.TOWNSHIP_DOCTOR), ...outcomes(REFUSED, ...others) },
      other: outcomes('NOT_FOUND', ...writers),
      subject: async (by) => scenery.change(await orders.placed(by), { reasonCode: 'wrong_item' }),
    }),
    ...mutation('cancelExamOrderItem', 'CancelExamOrderItemInput', {
      own: { ...outcomes('allowed', Role.TOWNSHIP_DOCTOR), ...outcomes('NOT_FOUND', ...others) },
      other: outcomes('NOT_FOUND', ...writers),
      subject: async (by) => {
        const order = await orders.placed(by);
        return scenery.change(order, { itemId: order.items[0]!.id, reasonCode: 'wrong_item' });
      },
    }),
  };
}
