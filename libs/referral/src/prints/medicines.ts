import { table, type PrintContent } from '#platform';
import type { ReferralSheet } from '../queries/referral-sheet.query.js';

/** A patient reads other words over the columns than a doctor. */
interface MedicineWords {
  readonly title: string;
  readonly dose: string;
  readonly course: string;
  readonly note: string;
}

/** What a patient who is sent down takes, a line each; nothing where there are no medicines. */
export function medicinesOf({ downPackage }: ReferralSheet, words: MedicineWords): PrintContent[] {
  const { medicines } = downPackage!;
  if (medicines.length === 0) return [];
  return [
    table(
      words.title,
      [
        ['药品', 2],
        ['规格', 1.5],
        [words.dose, 1.1],
        ['用法', 0.9],
        ['频次', 1.4],
        [words.course, 0.8],
        [words.note, 2.1],
      ],
      medicines.map(({ name, strength, dose, route, frequency, course, note }) => [
        name,
        strength,
        dose,
        route,
        frequency,
        course,
        note,
      ]),
    ),
  ];
}
