import type { Client } from 'pg';
import { insertRows, type Rows } from '../bulk-insert.js';
import type { County } from '../county/index.js';
import type { Patient } from '../people/patients.js';
import type { Chance } from '../random.js';
import { labQualificationRows, panelRows, panelsOf } from './catalogue.js';
import { laboratoryRows } from './rows.js';
import { specimensOf } from './specimens.js';

interface Load {
  readonly county: County;
  readonly patients: readonly Patient[];
  readonly now: Date;
}

/** Numbers are given behind those that are there. */
const SEQUENCES = ['specimen_barcode_sequence', 'specimen_accession_sequence', 'specimen_box_no_sequence'];

/** Panels of the catalogue, what was measured in the last weeks, and what is on its way or waits. */
export async function loadLaboratory(owner: Client, chance: Chance, { county, patients, now }: Load): Promise<void> {
  const panels = panelsOf(chance, county);
  await insertRows(owner, 'standard_items', panelRows(panels, county));
  await insertRows(owner, 'quality_qualifications', labQualificationRows(chance, county, now));
  const specimens = specimensOf(chance, { county, patients, panels, now });
  const rowsOf: Readonly<Record<string, Rows>> = { ...laboratoryRows(chance, specimens) };
  for (const [table, rows] of Object.entries(rowsOf)) await insertRows(owner, table, rows);
  for (const sequence of SEQUENCES) await owner.query('SELECT setval($1::regclass, $2)', [sequence, specimens.length]);
}
