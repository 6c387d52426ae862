import { PrintNotReadyError, imprintOf, renderPrint } from '#platform';
import { ConsultationPaper } from '../domain/paper.js';
import type { ConsultationSheet } from '../queries/consultation-sheet.query.js';
import { applicationPrint } from './application.print.js';
import { consentPrint } from './consent.print.js';
import { opinionPrint } from './opinion.print.js';
import type { PaperPrint } from './paper-print.js';

const PAPERS: Readonly<Record<ConsultationPaper, PaperPrint>> = {
  [ConsultationPaper.APPLICATION]: applicationPrint,
  [ConsultationPaper.CONSENT]: consentPrint,
  [ConsultationPaper.OPINION]: opinionPrint,
};

/** @throws PrintNotReadyError where the case has not come so far */
export function requirePrintable(paper: ConsultationPaper, sheet: ConsultationSheet): void {
  const missing = PAPERS[paper].missing(sheet);
  if (missing) throw new PrintNotReadyError(missing);
}

/** The paper as a PDF. @throws PrintNotReadyError */
export async function printPaper(paper: ConsultationPaper, sheet: ConsultationSheet): Promise<Buffer> {
  requirePrintable(paper, sheet);
  const { title, body } = PAPERS[paper];
  return renderPrint({ title, number: sheet.consultationNo, imprint: imprintOf(sheet), body: body(sheet) });
}
