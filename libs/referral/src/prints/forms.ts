import { PrintNotReadyError, imprintOf, renderPrint } from '#platform';
import { ReferralForm } from '../domain/referral-form.js';
import type { ReferralSheet } from '../queries/referral-sheet.query.js';
import { consentPrint } from './consent.print.js';
import { downHandoutPrint } from './down-handout.print.js';
import { downReturnPrint } from './down-return.print.js';
import type { FormPrint } from './form-print.js';
import { handoutPrint } from './handout.print.js';
import { returnPrint } from './return.print.js';
import { stubPrint } from './stub.print.js';
import { transferPrint } from './transfer.print.js';

const FORMS: Readonly<Record<ReferralForm, FormPrint>> = {
  [ReferralForm.STUB]: stubPrint,
  [ReferralForm.TRANSFER]: transferPrint,
  [ReferralForm.RETURN]: returnPrint,
  [ReferralForm.HANDOUT]: handoutPrint,
  [ReferralForm.CONSENT]: consentPrint,
};

/** Of patients who are sent down, the return slip is the one that goes with them. */
const DOWN_FORMS: Readonly<Partial<Record<ReferralForm, FormPrint>>> = {
  [ReferralForm.STUB]: stubPrint,
  [ReferralForm.RETURN]: downReturnPrint,
  [ReferralForm.HANDOUT]: downHandoutPrint,
};

/** @throws PrintNotReadyError for a paper that referrals of this direction do not have */
function formOf(form: ReferralForm, { downPackage }: ReferralSheet): FormPrint {
  const print = downPackage ? DOWN_FORMS[form] : FORMS[form];
  if (!print) throw new PrintNotReadyError('NOT_FOR_DOWN');
  return print;
}

/** @throws PrintNotReadyError where the referral has not come so far */
export function requirePrintable(form: ReferralForm, sheet: ReferralSheet): void {
  const missing = formOf(form, sheet).missing(sheet);
  if (missing) throw new PrintNotReadyError(missing);
}

/** The paper as a PDF of one A4 page, and of more where texts are long. @throws PrintNotReadyError */
export async function printForm(form: ReferralForm, sheet: ReferralSheet): Promise<Buffer> {
  requirePrintable(form, sheet);
  const { title, body } = formOf(form, sheet);
  return renderPrint({ title, number: sheet.referralNo, imprint: imprintOf(sheet), body: body(sheet) });
}
