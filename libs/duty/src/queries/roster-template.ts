import writeWorkbook from 'write-excel-file/node';
import { COLUMNS } from '../domain/roster-sheet.js';
import { daysOf, type Month } from '../domain/month.js';

const WIDTHS: Readonly<Record<keyof typeof COLUMNS, number>> = {
  day: 12,
  department: 16,
  shift: 18,
  duty: 14,
  name: 12,
  staffNo: 12,
  phone: 16,
  note: 24,
};
const DAY_FORMAT = 'yyyy-mm-dd';

/** A roster to be filled in: our headings, and a row for every night of the month's general duty as a beginning. */
export async function rosterTemplate(month: Month): Promise<Buffer> {
  const headings = Object.values(COLUMNS).map(([heading]) => ({ value: heading, fontWeight: 'bold' as const }));
  const rows = daysOf(month).map((day) => [
    { value: new Date(`${day}T00:00:00Z`), type: Date, format: DAY_FORMAT },
    { value: '全院' },
    { value: '18:00-次日08:00' },
    { value: '总值班' },
  ]);
  const columns = Object.values(WIDTHS).map((width) => ({ width }));
  return writeWorkbook([headings, ...rows], { sheet: '值班表', columns, stickyRowsCount: 1 }).toBuffer();
}
