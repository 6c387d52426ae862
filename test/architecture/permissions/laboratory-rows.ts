import { Role } from '#identity';
import { LaboratoryStory, type SeenSpecimen, type TestApp } from '#testing';
import { change, key, mutation, outcomes, query, type Row, type Table } from './row.js';
import type { Scenery, Subject } from './scenery.js';

const readers: Role[] = [
  Role.TOWNSHIP_DOCTOR,
  Role.TOWNSHIP_HEAD,
  Role.COUNTY_DOCTOR,
  Role.DEPT_HEAD,
  Role.TECHNICIAN,
  Role.REPORTER,
  Role.REVIEWER,
  Role.CENTER_HEAD,
  Role.MEDICAL_AFFAIRS,
];
const handlers: Role[] = [Role.TECHNICIAN];
const townships: Role[] = [Role.TOWNSHIP_DOCTOR, Role.TOWNSHIP_HEAD];

/** Specimens of the north township that the county examines. */
export class LaboratoryScenery {
  private constructor(
    readonly scenery: Scenery,
    readonly story: LaboratoryStory,
  ) {}

  static async begin(app: TestApp, scenery: Scenery): Promise<LaboratoryScenery> {
    return new LaboratoryScenery(scenery, await LaboratoryStory.begin(app, scenery.world));
  }

  async collected(): Promise<SeenSpecimen> {
    return this.story.collected(await this.story.ordered(['LAB-K']));
  }

  async sent(): Promise<{ readonly specimen: SeenSpecimen; readonly box: { id: string; version: number } }> {
    const specimen = await this.collected();
    return { specimen, box: await this.story.sent(specimen) };
  }

  /** A label that somebody scans: the barcode is what names the object. */
  async scanned(more: object = {}): Promise<Subject> {
    const { barcode } = (await this.sent()).specimen;
    return this.scenery.input(barcode, { ...key(), barcode, ...more });
  }
}

/** Reading, at either end of the way. */
export function specimenReadingRows(laboratory: LaboratoryScenery): Table {
  const { scenery } = laboratory;
  const seen = { own: outcomes('allowed', ...readers), other: outcomes('NOT_FOUND', ...readers) };
  return {
    ...query('specimen', 'query($id: ID!) { specimen(id: $id) { id } }', {
      ...seen,
      subject: async () => {
        const { id } = (await laboratory.sent()).specimen;
        return scenery.about(id, { id });
      },
    }),
    ...query('scannedSpecimen', 'query($barcode: String!) { scannedSpecimen(barcode: $barcode) { id } }', {
      ...seen,
      subject: async () => {
        const { barcode } = (await laboratory.sent()).specimen;
        return scenery.about(barcode, { barcode });
      },
    }),
    ...query('specimenBox', 'query($id: ID!) { specimenBox(id: $id) { id } }', {
      ...seen,
      subject: async () => {
        const { id } = (await laboratory.sent()).box;
        return scenery.about(id, { id });
      },
    }),
    ...query('specimenBoxes', '{ specimenBoxes(list: RECEIVED, first: 100) { nodes { id } } }', {
      own: { ...outcomes('allowed', ...readers), ...outcomes('empty', ...townships) },
      other: outcomes('empty', ...readers),
      subject: async () => scenery.about((await laboratory.sent()).box.id, {}),
    }),
    ...query('specimens', '{ specimens(list: EXPECTED, first: 100) { nodes { id } } }', {
      own: { ...outcomes('allowed', ...readers), ...outcomes('empty', ...townships) },
      other: outcomes('empty', ...readers),
      subject: async () => scenery.about((await laboratory.sent()).specimen.id, {}),
    }),
  };
}

/** Handling: the county sees what the township has packed, and only receives it. */
export function specimenHandlingRows(laboratory: LaboratoryScenery): Table {
  const { scenery, story } = laboratory;
  const handled = (name: string, type: string, subject: Row['subject']): Table =>
    mutation(name, type, { own: outcomes('allowed', ...handlers), other: outcomes('NOT_FOUND', ...handlers), subject });
  const packing = { toInstitutionId: scenery.county, lowCelsius: 2, highCelsius: 8 };
  return {
    ...handled('collectSpecimen', 'CollectSpecimenInput', async () => {
      const { id, items } = await story.ordered(['LAB-K']);
      return scenery.input(id, { ...key(), orderId: id, itemIds: items.map((item) => item.id), type: 'SERUM' });
    }),
    ...mutation('packSpecimens', 'PackSpecimensInput', {
      own: outcomes('TRANSITION_REFUSED WHO', ...handlers),
      other: outcomes('NOT_FOUND', ...handlers),
      subject: async () => {
        const { barcode } = await laboratory.collected();
        return scenery.input(barcode, { ...key(), ...packing, barcodes: [barcode] });
      },
    }),
    ...mutation('dispatchSpecimenBox', 'BoxTemperatureInput', {
      own: outcomes('TRANSITION_REFUSED STATE', ...handlers),
      other: outcomes('NOT_FOUND', ...handlers),
      subject: async () => scenery.change((await laboratory.sent()).box, { celsius: 4 }),
    }),
    ...change('recordBoxTemperature', 'BoxTemperatureInput', handlers, async () =>
      scenery.change((await laboratory.sent()).box, { celsius: 4 }),
    ),
    ...handled('receiveSpecimen', 'ReceiveSpecimenInput', () => laboratory.scanned()),
    ...handled('rejectSpecimen', 'RejectSpecimenInput', () => laboratory.scanned({ reasonCode: 'haemolysed' })),
  };
}

/** What is measured, and what is usual: kept by the lead hospital's administrator. */
export function labSetUpRows(scenery: Scenery): Table {
  const admin = outcomes('allowed', Role.SYSTEM_ADMIN);
  const elsewhere = outcomes('FORBIDDEN LEAD_HOSPITAL', Role.SYSTEM_ADMIN);
  const reading = { own: admin, other: admin, subject: () => scenery.about(null, {}) };
  const row = (name: string, type: string, input: object, own = admin): Table =>
    mutation(
      name,
      type,
      { own, other: elsewhere, subject: () => scenery.input(null, { expectedVersion: 0, ...input }) },
      '{ version }',
    );
  const nothing = outcomes('NOT_FOUND', Role.SYSTEM_ADMIN);
  const item = { name: '权限', unit: 'mg/L', groupCode: 'LAB_GENERAL', position: 99 };
  return {
    ...query('labItems', '{ labItems(prefix: "GLU") { code } }', reading),
    ...query('labReferenceRanges', '{ labReferenceRanges(itemCode: "GLU") { band } }', reading),
    ...row('changeLabItem', 'ChangeLabItemInput', { code: 'PERMISSIONS', ...item }),
    ...row('endLabItem', 'EndLabItemInput', { code: 'NOTHING' }, nothing),
    ...row('changeLabReferenceRange', 'ChangeLabReferenceRangeInput', { itemCode: 'GLU', band: 'nobody', low: 3 }),
    ...row('endLabReferenceRange', 'EndLabReferenceRangeInput', { itemCode: 'GLU', band: 'nothing' }, nothing),
  };
}
