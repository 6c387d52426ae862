import { LOADING_INSTANTS, loadedAt } from '../loading-instants.js';
import { examinationsOf } from './catalogue.js';
import { examsOf } from './exams.js';
import { imagingRows } from './rows.js';

it('lets everything happen in its order and before the present, at whatever hour the county is loaded', () => {
  for (const now of LOADING_INSTANTS) {
    const { chance, county, patients } = loadedAt(now);
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
