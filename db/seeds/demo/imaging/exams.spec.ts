import { LOADING_INSTANTS, loadedAt } from '../loading-instants.js';
import { examinationsOf } from './catalogue.js';
import { examsOf } from './exams.js';
import { numberedExams } from './orders.js';
import { imagingRows } from './rows.js';

it('lets everything happen in its order and before the present, at whatever hour the county is loaded', () => {
  // Every second of them, which is every second hour of the day, because there is much to be made up each time.
  for (const now of LOADING_INSTANTS.filter((_, turn) => turn % 2 === 0)) {
    const { chance, county, patients } = loadedAt(now);
    const exams = examsOf(chance, { county, patients, examinations: examinationsOf(chance, county), now });
    const rows = imagingRows(chance, numberedExams(chance, exams));
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
          'decided_at',
        ].flatMap((column) => (row[column] instanceof Date && row[column] > now ? [column] : [])),
      );
    expect(future).toEqual([]);
    expect(exams.every((exam) => exam.orderedAt < exam.registeredAt && exam.acquiredAt < exam.submittedAt)).toBe(true);
    expect(rows.reading_tasks.filter(({ state }) => state === 'QUEUED')).toHaveLength(12);
    // Whoever has a result that counts is not examined again without a reason.
    const decided = Object.groupBy(rows.recognition_decisions, ({ decision }) => String(decision));
    expect(decided['RECOGNIZED']!.length).toBeGreaterThan(10);
    expect(decided['DECLINED']!.every(({ decline_code }) => decline_code)).toBe(true);
    expect(rows.exam_order_items.filter(({ state }) => state === 'RECOGNIZED')).toHaveLength(
      decided['RECOGNIZED']!.length,
    );
    expect(rows.reading_tasks.filter(({ state }) => state === 'PENDING_REVIEW')).toHaveLength(3);
    const reviewed = rows.reading_tasks.filter((task) => task['reviewer_staff_id']);
    expect(reviewed.some((task) => task['reviewer_staff_id'] === task['reporter_staff_id'])).toBe(false);
  }
}, 60_000);
