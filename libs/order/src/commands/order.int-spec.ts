import { randomUUID } from 'node:crypto';
import { days } from '#kernel';
import { UnitOfWork, systemActor, type Transaction } from '#platform';
import { ReferralStory, TestApp, World, withClient, type Person } from '#testing';
import { OrderItems } from './order-items.js';

let app: TestApp;
let world: World;
let doctor: Person;
let items: OrderItems;
let story: ReferralStory;

const CT = 'CT-HEAD';
const ECG = 'ECG-12';
const FIELDS = `{ id version state orderedAt items { id code state priceCents reportId } }`;

interface SeenOrder {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly items: readonly { id: string; code: string; state: string; priceCents: number; reportId: string | null }[];
}

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  doctor = world.person('township-doctor');
  items = app.nest.get(OrderItems, { strict: false });
  story = new ReferralStory(world);
  await enterItem(CT, 'IMAGING', 18_000);
  await enterItem(ECG, 'ECG', 2_000);
});

afterAll(() => app.stop());

async function enterItem(
  code: string,
  category: string,
  price: number,
  { version = 1, active = true } = {},
): Promise<void> {
  await withClient(app.database.ownerUrl, (owner) =>
    owner.query(
      `INSERT INTO standard_items (id, effective_from, version, code, name, category, panel_members, price_cents,
         recognition_scope, window_unlimited, active)
       SELECT coalesce((SELECT id FROM standard_items WHERE code = $1 LIMIT 1), gen_random_uuid()), '2020-01-01', $4, $1,
         $1, $2, '{}', $3, 'NONE', false, $5`,
      [code, category, price, version, active],
    ),
  );
}

const content = async (more: object = {}): Promise<object> => ({
  idempotencyKey: randomUUID(),
  patientId: await story.patient(doctor),
  toInstitutionId: world.institutionId('county'),
  visitType: 'OUTPATIENT',
  clinicalQuestion: '胸痛待查',
  itemCodes: [CT, ECG],
  ...more,
});

const mutate = (person: Person, name: string, input: object) =>
  person.tries<Record<string, SeenOrder>>(
    `mutation($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) ${FIELDS} }`,
    { input },
  );

async function done(person: Person, name: string, input: object): Promise<SeenOrder> {
  const { data, errors } = await mutate(person, name, input);
  if (!data) throw new Error(JSON.stringify(errors));
  return data[name]!;
}

/** The rule (or code) by which something is refused. */
async function refusal(person: Person, name: string, input: object): Promise<string | undefined> {
  const { errors } = await mutate(person, name, input);
  return errors[0]?.extensions.rule ?? errors[0]?.extensions.code;
}

async function placed(): Promise<SeenOrder> {
  const { id, version } = await done(doctor, 'draftExamOrder', await content());
  return done(doctor, 'placeExamOrder', { id, expectedVersion: version });
}

const atCounty = (work: (tx: Transaction) => Promise<void>): Promise<void> =>
  app.nest.get(UnitOfWork).run(systemActor(world.institutionId('county'), 'test'), work);

async function look(person: Person, id: string): Promise<SeenOrder> {
  const { examOrder } = await person.asks<{ examOrder: SeenOrder }>(
    `query($id: ID!) { examOrder(id: $id) ${FIELDS} }`,
    { id },
  );
  return examOrder;
}

describe('an order', () => {
  it('is seen by nobody else before it is sent, and by its readers from then on', async () => {
    const { id, version, state } = await done(doctor, 'draftExamOrder', await content());
    expect(state).toBe('DRAFT');
    const technician = world.person('technician');
    const seen = await technician.tries('query($id: ID!) { examOrder(id: $id) { id } }', { id });
    expect(seen.errors[0]!.extensions.code).toBe('NOT_FOUND');
    await done(doctor, 'placeExamOrder', { id, expectedVersion: version });
    expect(await look(technician, id)).toMatchObject({ state: 'ORDERED' });
  });

  it('keeps the prices that counted when it was written', async () => {
    await enterItem('US-LIVER', 'ULTRASOUND', 9_000);
    const { id } = await done(doctor, 'draftExamOrder', await content({ itemCodes: ['US-LIVER'] }));
    await enterItem('US-LIVER', 'ULTRASOUND', 12_000, { version: 2 });
    expect((await look(doctor, id)).items).toMatchObject([{ priceCents: 9_000 }]);
    const later = await done(doctor, 'draftExamOrder', await content({ itemCodes: ['US-LIVER'] }));
    expect(later.items).toMatchObject([{ priceCents: 12_000 }]);
    await enterItem('US-LIVER', 'ULTRASOUND', 12_000, { version: 3, active: false });
    expect(await refusal(doctor, 'draftExamOrder', await content({ itemCodes: ['US-LIVER'] }))).toBe('ITEM_UNKNOWN');
  });

  it('is written once, however often the request comes', async () => {
    const input = await content();
    const [first, second] = [await done(doctor, 'draftExamOrder', input), await done(doctor, 'draftExamOrder', input)];
    expect(second.id).toBe(first.id);
  });

  it('is not written for a patient whom the doctor may not see', async () => {
    expect(await refusal(world.person('other-township-doctor'), 'draftExamOrder', await content())).toBe('NOT_FOUND');
  });

  it('is completed by its last item, whose reports it names', async () => {
    const { id, items: ordered } = await placed();
    const [ct, ecg] = ordered as [SeenOrder['items'][0], SeenOrder['items'][0]];
    const [reading, earlier] = [randomUUID(), randomUUID()];
    await atCounty((tx) => items.performIn(tx, ct.id));
    expect(await look(doctor, id)).toMatchObject({ state: 'IN_PROGRESS' });
    await atCounty((tx) => items.reportIn(tx, ct.id, { domain: 'imaging', id: reading }));
    await atCounty((tx) => items.recognizeIn(tx, ecg.id, { domain: 'imaging', id: earlier }));
    expect(await look(doctor, id)).toMatchObject({
      state: 'COMPLETED',
      items: [
        { state: 'REPORTED', reportId: reading },
        { state: 'RECOGNIZED', reportId: earlier },
      ],
    });
  });

  it('is taken back whole before anything has begun, and item by item afterwards', async () => {
    const { id, version, items: ordered } = await placed();
    const [ct, ecg] = ordered as [SeenOrder['items'][0], SeenOrder['items'][0]];
    await atCounty((tx) => items.performIn(tx, ct.id));
    const cancel = { id, expectedVersion: version + 1, reasonCode: 'wrong_item' };
    expect(await refusal(doctor, 'cancelExamOrder', cancel)).toBe('STATE');
    expect(await refusal(doctor, 'cancelExamOrderItem', { ...cancel, itemId: ct.id })).toBe('ITEM_STATE');
    expect(await refusal(doctor, 'cancelExamOrderItem', { ...cancel, itemId: ecg.id, reasonCode: 'no' })).toBe(
      'REASON_UNKNOWN',
    );
    const stale = { ...cancel, itemId: ecg.id, expectedVersion: version };
    expect(await refusal(doctor, 'cancelExamOrderItem', stale)).toBe('STALE_VERSION');
    const left = await done(doctor, 'cancelExamOrderItem', { ...cancel, itemId: ecg.id });
    expect(left).toMatchObject({ state: 'IN_PROGRESS', items: [{ state: 'PERFORMED' }, { state: 'CANCELLED' }] });
    const other = await placed();
    const whole = { id: other.id, expectedVersion: other.version, reasonCode: 'patient_left' };
    expect(await refusal(world.person('township-colleague'), 'cancelExamOrder', whole)).toBe('WHO');
    expect(await done(doctor, 'cancelExamOrder', whole)).toMatchObject({ state: 'CANCELLED' });
  });

  it('is examined or taken back, never both at once', async () => {
    for (let round = 0; round < 5; round++) {
      const { id, version, items: ordered } = await placed();
      const cancel = { id, expectedVersion: version, reasonCode: 'wrong_item', itemId: ordered[0]!.id };
      const [cancelled, performed] = await Promise.allSettled([
        done(doctor, 'cancelExamOrderItem', cancel),
        atCounty((tx) => items.performIn(tx, ordered[0]!.id)),
      ]);
      expect([cancelled.status, performed.status].toSorted()).toEqual(['fulfilled', 'rejected']);
      const { items: left } = await look(doctor, id);
      expect(left[0]!.state).toBe(cancelled.status === 'fulfilled' ? 'CANCELLED' : 'PERFORMED');
    }
  });

  it('shows the patient to those who examine while it lasts, and some time longer', async () => {
    const { id, version } = await placed();
    const county = world.person('cardiologist');
    const { examOrder } = await doctor.asks<{ examOrder: { patient: { id: string } } }>(
      'query($id: ID!) { examOrder(id: $id) { patient { id } } }',
      { id },
    );
    const sees = async (): Promise<boolean> => {
      const answer = await county.tries('query($id: ID!) { patient(id: $id) { id } }', { id: examOrder.patient.id });
      return answer.errors.length === 0;
    };
    expect(await sees()).toBe(true);
    await done(doctor, 'cancelExamOrder', { id, expectedVersion: version, reasonCode: 'patient_left' });
    app.clock.advance(days(89));
    expect(await sees()).toBe(true);
    app.clock.advance(days(2));
    expect(await sees()).toBe(false);
  });
});
