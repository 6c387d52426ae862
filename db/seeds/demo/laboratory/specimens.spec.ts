import { LOADING_INSTANTS, loadedAt } from '../loading-instants.js';
import { panelsOf } from './catalogue.js';
import { numberedOrders } from './orders.js';
import { laboratoryRows } from './rows.js';
import { specimensOf } from './specimens.js';

const PAST = [
  'ordered_at',
  'collected_at',
  'dispatched_at',
  'arrived_at',
  'received_at',
  'submitted_at',
  'published_at',
  'rejected_at',
  'decided_at',
];

it('lets everything happen in its order and before the present, at whatever hour the county is loaded', () => {
  // Every second of them, which is every second hour of the day, because there is much to be made up each time.
  for (const now of LOADING_INSTANTS.filter((_, turn) => turn % 2 === 0)) {
    const { chance, county, patients } = loadedAt(now);
    const specimens = specimensOf(chance, { county, patients, panels: panelsOf(chance, county), now });
    const rows = laboratoryRows(chance, numberedOrders(chance, specimens));
    const future = Object.values(rows)
      .flat()
      .flatMap((row) => PAST.filter((column) => row[column] instanceof Date && row[column] > now));
    expect(future).toEqual([]);
    expect(specimens.every((one) => one.collectedAt < one.sentAt && one.receivedAt < one.submittedAt)).toBe(true);
    expect(rows.reading_tasks.filter(({ state }) => state === 'QUEUED')).toHaveLength(8);
    expect(
      rows.lab_reports.some((one) => one['medical_staff_id'] === one['technical_staff_id'] && one['published_at']),
    ).toBe(false);
    expect(new Set(rows.specimens.map(({ barcode }) => barcode)).size).toBe(rows.specimens.length);
  }
}, 60_000);
