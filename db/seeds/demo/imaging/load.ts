import type { Client } from 'pg';
import { accountRow, townshipTechnicianOf } from '../accounts.js';
import { insertRows, send } from '../bulk-insert.js';
import type { County } from '../county/index.js';
import type { Found } from '../criticalvalue/rows.js';
import type { Patient } from '../people/patients.js';
import type { Chance } from '../random.js';
import { examinationsOf, itemRows, qualificationRows } from './catalogue.js';
import { examsOf } from './exams.js';
import { foundIn, numberedExams } from './orders.js';
import { imagingRows } from './rows.js';

interface Load {
  readonly county: County;
  readonly patients: readonly Patient[];
  readonly now: Date;
  readonly passwordHash: string;
}

/**
 * Somebody who examines in a township, the catalogue of imaging, what was examined in the last months, and what waits to be
 * read. @returns what was critical of it
 */
export async function loadImaging(owner: Client, chance: Chance, load: Load): Promise<Found[]> {
  const { county, patients, now, passwordHash } = load;
  const account = { ...townshipTechnicianOf(county), id: chance.id(county.since), since: county.since };
  await insertRows(owner, 'accounts', [accountRow(account, { passwordHash, passwordSetAt: now })]);
  const examinations = examinationsOf(chance, county);
  await insertRows(owner, 'standard_items', itemRows(examinations, county));
  await insertRows(owner, 'quality_qualifications', qualificationRows(chance, county, now));
  const exams = numberedExams(chance, examsOf(chance, { county, patients, examinations, now }));
  for (const [table, rows] of Object.entries(imagingRows(chance, exams))) await insertRows(owner, table, rows);
  // The next exam is numbered behind them.
  await send(owner, `SELECT setval('exam_accession_sequence', $1)`, [exams.length]);
  return foundIn(chance, exams);
}
