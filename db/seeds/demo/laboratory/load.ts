import type { Client } from 'pg';
import { insertRows, send, type Rows } from '../bulk-insert.js';
import type { County } from '../county/index.js';
import { criticalRows, type Found } from '../criticalvalue/rows.js';
import type { Patient } from '../people/patients.js';
import type { Chance } from '../random.js';
import { labQualificationRows, panelRows, panelsOf } from './catalogue.js';
import { foundIn, numberedOrders } from './orders.js';
import { laboratoryRows } from './rows.js';
import { specimensOf } from './specimens.js';

interface Load {
  readonly county: County;
  readonly patients: readonly Patient[];
  readonly now: Date;
  /** What is critical of imaging, which has its numbers before. */
  readonly found: readonly Found[];
}

/** Numbers are given behind those that are there. */
const SEQUENCES = ['specimen_barcode_sequence', 'specimen_accession_sequence', 'specimen_box_no_sequence'];

/** Panels of the catalogue, what was measured in the last months, what of all was critical, and what is on its way or waits. */
export async function loadLaboratory(owner: Client, chance: Chance, load: Load): Promise<void> {
  const { county, patients, now, found } = load;
  const panels = panelsOf(chance, county);
  await insertRows(owner, 'standard_items', panelRows(panels, county));
  await insertRows(owner, 'quality_qualifications', labQualificationRows(chance, county, now));
  const orders = numberedOrders(chance, specimensOf(chance, { county, patients, panels, now }));
  const critical = [...found, ...foundIn(orders)];
  // Results name what is critical of them.
  const rowsOf: Readonly<Record<string, Rows>> = {
    ...criticalRows(chance, critical),
    ...laboratoryRows(chance, orders),
  };
  for (const [table, rows] of Object.entries(rowsOf)) await insertRows(owner, table, rows);
  for (const sequence of SEQUENCES) await send(owner, 'SELECT setval($1::regclass, $2)', [sequence, orders.length]);
  await send(owner, `SELECT setval('critical_value_no_sequence', greatest($1::int, 1))`, [critical.length]);
}
