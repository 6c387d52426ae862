import { after, before, days, hours } from '#kernel';
import { foundCounty } from '../county/index.js';
import { patientsOf } from '../people/patients.js';
import { Chance } from '../random.js';
import { examinationsOf } from './catalogue.js';
import { examsOf } from './exams.js';
import { imagingRows } from './rows.js';

const FIRST = new Date('2026-11-23T00:07:00Z');
/** Not a part of a day, so that every hour has its turn. */
const HOURS_APART = 11;

it('lets everything happen in its order and before the present, at whatever hour the county is loaded', () => {
  const instants = Array.from({ length: 48 }, (_, turn) => after(FIRST, hours(turn * HOURS_APART)));
  for (const now of instants) {
    const chance = new Chance(1);
    const county = foundCounty(chance, before(now, days(800)));
    const patients = patientsOf(chance, county, before(now, days(125)));
    const exams = examsOf(chance, { county, patients, examinations: examinationsOf(chance, county), now });
    const rows = imagingRows(chance, exams);
    const future = Object.values(rows)
      .flat()
      .flatMap((row) =>
        [
          'ordered_at',
          'registered_at',
          'acquired_at',
          'queued_at',
          'submitted_at',
          'published_at',
          'signed_at',
        ].flatMap((column) => (row[column] instanceof Date && row[column] > now ? [column] : [])),
      );
    expect(future).toEqual([]);
    expect(exams.every((exam) => exam.orderedAt < exam.registeredAt && exam.acquiredAt < exam.submittedAt)).toBe(true);
    expect(rows.reading_tasks.filter(({ state }) => state === 'QUEUED')).toHaveLength(12);
    expect(rows.reading_tasks.filter(({ state }) => state === 'PENDING_REVIEW')).toHaveLength(3);
    const reviewed = rows.reading_tasks.filter((task) => task['reviewer_staff_id']);
    expect(reviewed.some((task) => task['reviewer_staff_id'] === task['reporter_staff_id'])).toBe(false);
  }
}, 60_000);
