import { renderPrint } from '#platform';
import { PrintNotReadyError } from '../domain/errors.js';
import { ReferralForm } from '../domain/referral-form.js';
import type { ReferralSheet } from '../queries/referral-sheet.query.js';
import { consentPrint } from './consent.print.js';
import type { FormPrint } from './form-print.js';
import { handoutPrint } from './handout.print.js';
import { returnPrint } from './return.print.js';
import { stubPrint } from './stub.print.js';
import { transferPrint } from './transfer.print.js';
import { dayText, timeText } from './words.js';

const FORMS: Readonly<Record<ReferralForm, FormPrint>> = {
  [ReferralForm.STUB]: stubPrint,
  [ReferralForm.TRANSFER]: transferPrint,
  [ReferralForm.RETURN]: returnPrint,
  [ReferralForm.HANDOUT]: handoutPrint,
  [ReferralForm.CONSENT]: consentPrint,
};

/** @throws PrintNotReadyError where the referral has not come so far */
export function requirePrintable(form: ReferralForm, sheet: ReferralSheet): void {
  const missing = FORMS[form].missing(sheet);
  if (missing) throw new PrintNotReadyError(missing);
}

/** The paper as a PDF of one A4 page, and of more where texts are long. @throws PrintNotReadyError */
export async function printForm(form: ReferralForm, sheet: ReferralSheet): Promise<Buffer> {
  requirePrintable(form, sheet);
  const { title, body } = FORMS[form];
  const imprint = `打印：${dayText(sheet.printedAt)} ${timeText(sheet.printedAt)}　${sheet.printedBy}`;
  return renderPrint({ title, number: sheet.referralNo, imprint, body: body(sheet) });
}
