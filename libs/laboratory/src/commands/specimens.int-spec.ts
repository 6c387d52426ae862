import { randomUUID } from 'node:crypto';
import { minutes } from '#kernel';
import { LaboratoryStory, TestApp, World, readPdf, refusalOf, type Person, type SeenSpecimen } from '#testing';

let app: TestApp;
let world: World;
let story: LaboratoryStory;

beforeAll(async () => {
  app = await TestApp.start();
  world = await World.create(app);
  story = await LaboratoryStory.begin(app, world);
});

afterAll(() => app.stop());

const key = () => ({ idempotencyKey: randomUUID() });

const tries = (person: Person, operation: string, type: string, input: object) =>
  person.tries(`mutation($input: ${type}!) { ${operation}(input: $input) { id } }`, { input });

const refusal = async (person: Person, operation: string, type: string, input: object) =>
  refusalOf(await tries(person, operation, type, input));

const reject = (specimen: SeenSpecimen, reasonCode: string, person = story.technician) =>
  tries(person, 'rejectSpecimen', 'RejectSpecimenInput', { ...key(), barcode: specimen.barcode, reasonCode });

interface Seen extends SeenSpecimen {
  readonly box: { boxNo: string; state: string; temperatureBreached: boolean } | null;
  readonly items: readonly { code: string; live: boolean }[];
  readonly reasonCode: string | null;
}

async function look({ id }: { id: string }, person = story.technician): Promise<Seen> {
  const query = `query($id: ID!) { specimen(id: $id) { id version barcode accessionNo state groupCode reasonCode
    box { boxNo state temperatureBreached } items { code live } } }`;
  return (await person.asks<{ specimen: Seen }>(query, { id })).specimen;
}

async function listed(list: string, person: Person): Promise<string[]> {
  const query = `{ specimens(list: ${list}, first: 100) { nodes { id } } }`;
  const { specimens } = await person.asks<{ specimens: { nodes: { id: string }[] } }>(query);
  return specimens.nodes.map(({ id }) => id);
}

describe('a specimen', () => {
  it('goes from the patient to the bench: labelled, packed, on the way, scanned and registered', async () => {
    const order = await story.ordered(['LAB-BASIC']);
    const specimen = await story.collected(order);
    expect(specimen).toMatchObject({ state: 'COLLECTED', groupCode: 'LAB_CHEMISTRY', accessionNo: null });
    expect(specimen.barcode).toMatch(/^S260304\d{6}$/);
    expect(await listed('TO_SEND', story.collector)).toContain(specimen.id);
    await story.sent(specimen);
    expect(await listed('TO_SEND', story.collector)).not.toContain(specimen.id);
    expect(await listed('EXPECTED', story.technician)).toContain(specimen.id);
    const received = await story.received(specimen);
    expect(received).toMatchObject({
      state: 'RECEIVED',
      accessionNo: expect.stringMatching(/^L260304\d{6}$/) as string,
    });
    expect(await look(specimen)).toMatchObject({ box: { state: 'ARRIVED', temperatureBreached: false } });
    const { examOrder } = await story.doctor.asks<{ examOrder: { state: string; items: object[] } }>(
      'query($id: ID!) { examOrder(id: $id) { state items { state } } }',
      { id: order.id },
    );
    expect(examOrder).toEqual({ state: 'IN_PROGRESS', items: [{ state: 'PERFORMED' }] });
  });

  it('waits to be examined from its receipt, as urgently as the patient came', async () => {
    const specimen = await story.onTheBench(['LAB-CBC'], 'BLOOD', { visitType: 'EMERGENCY' });
    const [task] = await app.asOwner<{ groupCode: string; urgency: string; waits: number }>(
      `SELECT group_code AS "groupCode", urgency, extract(epoch FROM due_at - queued_at)::int / 60 AS waits
       FROM reading_tasks WHERE subject_id = $1`,
      [specimen.id],
    );
    expect(task).toEqual({ groupCode: 'LAB_GENERAL', urgency: 'EMERGENCY', waits: 30 });
    const drafts = await app.asOwner('SELECT number, state FROM lab_reports WHERE specimen_id = $1', [specimen.id]);
    expect(drafts).toEqual([{ number: 1, state: 'DRAFT' }]);
  });

  it('is registered by the laboratory when it is on its way, and exists for nobody else', async () => {
    const specimen = await story.collected(await story.ordered(['LAB-K']));
    const scanned = { ...key(), barcode: specimen.barcode };
    expect(await refusal(story.technician, 'receiveSpecimen', 'ReceiveSpecimenInput', scanned)).toBe(
      'TRANSITION_REFUSED NOT_DISPATCHED',
    );
    await story.sent(specimen);
    expect((await look(specimen)).state).toBe('IN_TRANSIT');
    const query = 'query($id: ID!) { specimen(id: $id) { id } }';
    const elsewhere = await world.hire('TECHNICIAN', 'tcm');
    expect(refusalOf(await elsewhere.tries(query, { id: specimen.id }))).toBe('NOT_FOUND');
    const scan = 'query($barcode: String!) { scannedSpecimen(barcode: $barcode) { id } }';
    const typed = { barcode: ` ${specimen.barcode.toLowerCase()}\r\n` };
    expect(await story.technician.asks(scan, typed)).toEqual({ scannedSpecimen: { id: specimen.id } });
    expect(refusalOf(await story.technician.tries(scan, { barcode: ' \n' }))).toBe('INVALID_INPUT');
    expect(refusalOf(await elsewhere.tries(scan, { barcode: specimen.barcode }))).toBe('NOT_FOUND');
    const receiving = { ...key(), barcode: specimen.barcode };
    expect(await refusal(elsewhere, 'receiveSpecimen', 'ReceiveSpecimenInput', receiving)).toBe('NOT_FOUND');
  });

  it('is taken once for an item, and only of a kind that the group of the item examines', async () => {
    const order = await story.ordered(['LAB-BASIC', 'LAB-CBC']);
    const input = { ...key(), orderId: order.id, type: 'SERUM' };
    const collect = (more: object) =>
      refusal(story.collector, 'collectSpecimen', 'CollectSpecimenInput', { ...input, ...key(), ...more });
    const [basic, cbc] = order.items.map(({ id }) => id);
    expect(await collect({ itemIds: [basic, cbc] })).toBe('SPECIMEN_UNFIT MIXED_GROUPS');
    expect(await collect({ itemIds: [basic], type: 'CYTOLOGY' })).toBe('SPECIMEN_UNFIT WRONG_TYPE');
    expect(await collect({ itemIds: [randomUUID()] })).toBe('INVALID_INPUT');
    expect(await collect({ itemIds: [basic], replacesId: randomUUID() })).toBe('INVALID_INPUT');
    expect(await collect({ itemIds: [basic], orderId: randomUUID() })).toBe('NOT_FOUND');
    const twice = await Promise.all([collect({ itemIds: [basic] }), collect({ itemIds: [basic] })]);
    expect(new Set(twice)).toEqual(new Set(['SPECIMEN_TAKEN', undefined]));
  });

  it('is registered once, however often and by however many it is scanned', async () => {
    const specimen = await story.collected(await story.ordered(['LAB-K']));
    await story.sent(specimen);
    const input = { ...key(), barcode: specimen.barcode };
    const scan = () => refusal(story.technician, 'receiveSpecimen', 'ReceiveSpecimenInput', input);
    const other = refusal(await world.hire('TECHNICIAN', 'county'), 'receiveSpecimen', 'ReceiveSpecimenInput', {
      ...key(),
      barcode: specimen.barcode,
    });
    const [first, again, another] = await Promise.all([scan(), scan(), other]);
    expect(again).toBe(first);
    expect(new Set([first, another])).toEqual(new Set(['TRANSITION_REFUSED STATE', undefined]));
    const tasks = await app.asOwner('SELECT 1 FROM reading_tasks WHERE subject_id = $1', [specimen.id]);
    expect(tasks).toHaveLength(1);
  });

  it('is received where it was taken without travelling', async () => {
    const patientId = await story.referrals.patient(story.doctor);
    const order = await story.ordered(['LAB-K'], { patientId, toInstitutionId: world.institutionId('north') });
    const specimen = await story.collected(order);
    const packing = { ...key(), toInstitutionId: world.institutionId('north'), barcodes: [specimen.barcode] };
    const range = { lowCelsius: 2, highCelsius: 8 };
    expect(await refusal(story.collector, 'packSpecimens', 'PackSpecimensInput', { ...packing, ...range })).toBe(
      'TRANSITION_REFUSED COLLECTED_HERE',
    );
    const { receiveSpecimen } = await story.collector.asks<{ receiveSpecimen: { state: string } }>(
      'mutation($input: ReceiveSpecimenInput!) { receiveSpecimen(input: $input) { state } }',
      { input: { ...key(), barcode: specimen.barcode } },
    );
    expect(receiveSpecimen.state).toBe('RECEIVED');
  });
});

describe('a specimen that cannot be examined', () => {
  it('is rejected for a coded reason, and another one takes its place', async () => {
    const order = await story.ordered(['LAB-K']);
    const specimen = await story.collected(order);
    await story.sent(specimen);
    expect(refusalOf(await reject(specimen, 'no_such_reason'))).toBe('TRANSITION_REFUSED REASON_UNKNOWN');
    expect(refusalOf(await reject(specimen, 'other'))).toBe('TRANSITION_REFUSED REASON_COMMENT_MISSING');
    expect(refusalOf(await reject(specimen, 'haemolysed'))).toBeUndefined();
    expect(await look(specimen)).toMatchObject({
      state: 'REJECTED',
      reasonCode: 'haemolysed',
      items: [{ live: false }],
      box: { state: 'ARRIVED' },
    });
    expect(await listed('REJECTED', story.collector)).toContain(specimen.id);
    const again = await story.collected(order, 'SERUM', { replacesId: specimen.id });
    await story.sent(again);
    expect(await story.received(again)).toMatchObject({ state: 'RECEIVED' });
  });

  it('leaves the queue when that shows on the bench', async () => {
    const specimen = await story.onTheBench(['LAB-K']);
    expect(refusalOf(await reject(specimen, 'clotted'))).toBeUndefined();
    const tasks = await app.asOwner('SELECT state FROM reading_tasks WHERE subject_id = $1', [specimen.id]);
    const reports = await app.asOwner('SELECT state FROM lab_reports WHERE specimen_id = $1', [specimen.id]);
    expect([tasks, reports]).toEqual([[{ state: 'WITHDRAWN' }], [{ state: 'WITHDRAWN' }]]);
  });
});

describe('a box', () => {
  it('keeps the mark of having been too warm, and arrives with its last specimen', async () => {
    const [first, second] = [
      await story.collected(await story.ordered(['LAB-K'])),
      await story.collected(await story.ordered(['LAB-K'])),
    ];
    const box = await story.sent(first, second);
    app.clock.advance(minutes(20));
    const measure = (celsius: number, expectedVersion: number) =>
      tries(story.technician, 'recordBoxTemperature', 'BoxTemperatureInput', { id: box.id, expectedVersion, celsius });
    expect(refusalOf(await measure(12.5, box.version - 1))).toBe('STALE_VERSION');
    expect(refusalOf(await measure(12.5, box.version))).toBeUndefined();
    app.clock.advance(minutes(5));
    expect(refusalOf(await measure(5, box.version + 1))).toBeUndefined();
    await story.received(first);
    expect((await look(first)).box).toMatchObject({ state: 'IN_TRANSIT', temperatureBreached: true });
    await story.received(second);
    const { specimenBox } = await story.collector.asks<{ specimenBox: object }>(
      'query($id: ID!) { specimenBox(id: $id) { state temperatures { celsius } specimens { state } } }',
      { id: box.id },
    );
    expect(specimenBox).toEqual({
      state: 'ARRIVED',
      temperatures: [{ celsius: 4 }, { celsius: 12.5 }, { celsius: 5 }],
      specimens: [{ state: 'RECEIVED' }, { state: 'RECEIVED' }],
    });
  });

  it('takes nothing that is in another box, or for another laboratory', async () => {
    const specimen = await story.collected(await story.ordered(['LAB-K']));
    const pack = (toInstitutionId: string, barcodes: string[]) =>
      refusal(story.collector, 'packSpecimens', 'PackSpecimensInput', {
        ...key(),
        toInstitutionId,
        barcodes,
        lowCelsius: 2,
        highCelsius: 8,
      });
    const county = world.institutionId('county');
    expect(await pack(world.institutionId('tcm'), [specimen.barcode])).toBe('INVALID_INPUT');
    expect(await pack(county, [specimen.barcode, 'S0'])).toBe('NOT_FOUND');
    const both = await Promise.all([pack(county, [specimen.barcode]), pack(county, [specimen.barcode])]);
    expect(new Set(both)).toEqual(new Set(['TRANSITION_REFUSED PACKED_ALREADY', undefined]));
  });
});

describe('the boxes of some days', () => {
  interface SeenBoxes {
    readonly nodes: readonly { readonly id: string }[];
    readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
  }
  const boxes = async (person: Person, list: string, more = ''): Promise<SeenBoxes> => {
    const query = `{ specimenBoxes(list: ${list}${more}) { nodes { id } pageInfo { endCursor hasNextPage } } }`;
    return (await person.asks<{ specimenBoxes: SeenBoxes }>(query)).specimenBoxes;
  };
  const idsOf = ({ nodes }: SeenBoxes): string[] => nodes.map(({ id }) => id);

  it('are those of the days in China, at either end, the newest first, and nobody else sees them', async () => {
    const packedAt = async (instant: string): Promise<string> => {
      app.clock.set(new Date(instant));
      return (await story.sent(await story.collected(await story.ordered(['LAB-K'])))).id;
    };
    // The last minute of the year in China, and the first of the next one.
    const old = await packedAt('2027-12-31T15:59:00Z');
    const first = await packedAt('2027-12-31T16:00:00Z');
    const last = await packedAt('2028-01-01T15:59:00Z');
    const { collector, technician } = story;
    expect(idsOf(await boxes(collector, 'SENT', ', from: "2028-01-01", to: "2028-01-01"'))).toEqual([last, first]);
    expect(idsOf(await boxes(technician, 'RECEIVED', ', from: "2027-12-31", to: "2027-12-31"'))).toEqual([old]);
    expect(idsOf(await boxes(technician, 'RECEIVED', ', from: "2027-12-31"'))).toEqual([last, first, old]);
    expect(idsOf(await boxes(collector, 'SENT', ', from: "2028-01-02"'))).toEqual([]);
    expect(idsOf(await boxes(collector, 'SENT', ', from: "2028-01-02", to: "2028-01-01"'))).toEqual([]);
    const page = await boxes(collector, 'SENT', ', from: "2027-12-31", first: 1');
    const next = await boxes(collector, 'SENT', `, from: "2027-12-31", first: 1, after: "${page.pageInfo.endCursor}"`);
    expect([...idsOf(page), ...idsOf(next)]).toEqual([last, first]);
    expect(idsOf(await boxes(await world.hire('TECHNICIAN', 'tcm'), 'RECEIVED', ', from: "2027-12-31"'))).toEqual([]);
    const broken = await collector.tries('{ specimenBoxes(list: SENT, from: "2028-02-30") { nodes { id } } }');
    expect(broken.errors).toHaveLength(1);
  });
});

describe('a label', () => {
  it('is 60 by 40 millimetres and says what a scanner and a nurse need', async () => {
    const specimen = await story.collected(await story.ordered(['LAB-BASIC'], { visitType: 'EMERGENCY' }));
    const label = (person: Person) =>
      app.nest.inject({
        url: `/specimens/${specimen.id}/label`,
        headers: { authorization: `Bearer ${person.token}` },
      });
    const { statusCode, headers, rawPayload } = await label(story.collector);
    expect([statusCode, headers['content-type'], headers['content-disposition']]).toEqual([
      200,
      'application/pdf',
      `inline; filename="label-${specimen.barcode}.pdf"`,
    ]);
    const { pages, size, fonts } = await readPdf(rawPayload);
    expect([pages.length, size]).toEqual([1, [60, 40]]);
    expect(pages[0]).toContain(`【急】测试患者`);
    expect(pages[0]).toContain(specimen.barcode);
    expect(pages[0]).toContain('血清北乡卫生院');
    expect(pages[0]).toContain('电解质三项');
    expect(fonts.every(({ embedded }) => embedded)).toBe(true);
    expect((await label(await world.hire('TECHNICIAN', 'tcm'))).statusCode).toBe(404);
    expect((await label(story.doctor)).statusCode).toBe(403);
    const trail = await app.asOwner(`SELECT 1 FROM audit_entries WHERE action = 'specimen.label-printed'`);
    expect(trail).toHaveLength(1);
  });
});

describe('what laboratories measure', () => {
  const ITEMS = '{ labItems(prefix: "GLU") { code name version effectiveTo } }';
  const RANGE =
    'mutation($input: ChangeLabReferenceRangeInput!) { changeLabReferenceRange(input: $input) { band version } }';

  it('is changed from now on by whoever administers the alliance, and what has counted stays', async () => {
    const admin = world.person('system-admin');
    const { labItems: before } = await admin.asks<{ labItems: { version: number }[] }>(ITEMS);
    app.clock.advance(minutes(1));
    const input = { code: 'GLU', name: '葡萄糖', unit: 'mmol/L', groupCode: 'LAB_CHEMISTRY', position: 10 };
    const [{ version }] = before as [{ version: number }];
    const mutation = 'mutation($input: ChangeLabItemInput!) { changeLabItem(input: $input) { version } }';
    const tried = (more: object) => admin.tries(mutation, { input: { ...input, expectedVersion: version, ...more } });
    expect(refusalOf(await tried({ groupCode: 'NO_GROUP' }))).toBe('INVALID_INPUT');
    expect(refusalOf(await tried({ deltaPercent: 20 }))).toBe('INVALID_INPUT');
    expect(refusalOf(await tried({}))).toBeUndefined();
    expect(refusalOf(await tried({}))).toBe('STALE_VERSION');
    const { labItems } = await admin.asks<{ labItems: { name: string; effectiveTo: string | null }[] }>(ITEMS);
    expect(labItems.map(({ name, effectiveTo }) => [name, effectiveTo === null])).toEqual([
      ['葡萄糖', true],
      ['血糖', false],
    ]);
  });

  it('has ranges that make sense', async () => {
    const admin = world.person('system-admin');
    const tried = (more: object) =>
      admin.tries(RANGE, { input: { itemCode: 'K', band: 'newborn', expectedVersion: 0, ...more } });
    expect(refusalOf(await tried({}))).toBe('INVALID_INPUT');
    expect(refusalOf(await tried({ low: 4, high: 3 }))).toBe('INVALID_INPUT');
    expect(refusalOf(await tried({ low: 4, text: '阴性' }))).toBe('INVALID_INPUT');
    expect(refusalOf(await tried({ low: 4, fromAgeDays: 28, beforeAgeDays: 28 }))).toBe('INVALID_INPUT');
    expect(refusalOf(await tried({ itemCode: 'NOTHING', low: 4 }))).toBe('INVALID_INPUT');
    expect(refusalOf(await tried({ low: 3.7, high: 5.9, beforeAgeDays: 28 }))).toBeUndefined();
  });
});
