import { examinationsOf } from '../imaging/catalogue.js';
import { examsOf } from '../imaging/exams.js';
import * as imaging from '../imaging/orders.js';
import { panelsOf } from '../laboratory/catalogue.js';
import * as laboratory from '../laboratory/orders.js';
import { specimensOf } from '../laboratory/specimens.js';
import { LOADING_INSTANTS, loadedAt } from '../loading-instants.js';
import { criticalRows } from './rows.js';

/** What is critical lies in the past of all of them: some of them, at other hours of the day, are enough. */
const INSTANTS = LOADING_INSTANTS.filter((_, turn) => turn % 5 === 0);

it('is over at whatever hour the county is loaded, so that nobody is called for it', () => {
  for (const now of INSTANTS) {
    const { chance, county, patients } = loadedAt(now);
    const exams = examsOf(chance, { county, patients, examinations: examinationsOf(chance, county), now });
    const specimens = specimensOf(chance, { county, patients, panels: panelsOf(chance, county), now });
    const found = [
      ...imaging.foundIn(chance, imaging.numberedExams(chance, exams)),
      ...laboratory.foundIn(laboratory.numberedOrders(chance, specimens)),
    ];
    const { critical_values } = criticalRows(chance, found);
    expect(critical_values.length).toBeGreaterThan(15);
    expect(critical_values.filter(({ state, ended_at }) => state !== 'CLOSED' || (ended_at as Date) > now)).toEqual([]);
    expect(new Set(critical_values.map(({ domain }) => domain))).toEqual(new Set(['IMAGING', 'ECG', 'LABORATORY']));
  }
}, 60_000);
