import type { PrintContent } from '#platform';
import type { ConsultationSheet } from '../queries/consultation-sheet.query.js';

/** How one paper is made of what is known of a consultation. */
export interface PaperPrint {
  readonly title: string;
  /** Why it cannot be printed yet. */
  readonly missing: (sheet: ConsultationSheet) => string | null;
  readonly body: (sheet: ConsultationSheet) => readonly PrintContent[];
}
