import { form, diagnosesText, partsText } from '#platform';
import type { AllergyStatus } from '../domain/referral-state.js';
import type { ReferralSheet } from '../queries/referral-sheet.query.js';
import type { FormPrint } from './form-print.js';
import { opening, patientFields, signedByAuthor } from './slip.js';

/** 转出单: goes with the patient. */
export const transferPrint: FormPrint = {
  title: '双向转诊（转出）单',
  missing: ({ referralNo }) => (referralNo === null ? 'NOT_SUBMITTED' : null),
  body: (sheet) => [
    ...opening('双向转诊（转出）单', {
      to: `${sheet.toInstitution} ${sheet.toDepartment}`,
      sentence: `现有患者 ${sheet.patientName} 因病情需要，需转入贵单位，请予以接诊。`,
    }),
    ...patientFields(sheet, sheet.submittedAt!, [
      ['档案编号', sheet.archiveNo],
      ['联系电话', sheet.patientPhone],
    ]),
    form([
      { label: '初步印象', value: diagnosesText(sheet.diagnoses), height: 40 },
      { label: '主要现病史（转出原因）', value: illnessOf(sheet), height: 150 },
      { label: '主要既往史', value: historyOf(sheet), height: 80 },
      { label: '治疗经过', value: treatmentOf(sheet), height: 110 },
    ]),
    signedByAuthor(sheet),
  ],
};

const illnessOf = ({ chiefComplaint, presentIllness, purpose, purposeComment }: ReferralSheet): string =>
  partsText(
    ['主诉', chiefComplaint],
    ['现病史', presentIllness],
    ['转出原因', [purpose, purposeComment].filter(Boolean).join('，')],
  );

const ALLERGIES: Readonly<Record<AllergyStatus, string>> = { HAS: '有', NONE_KNOWN: '无', UNKNOWN: '不详' };

function historyOf({ pastHistory, allergyStatus, allergyDetail }: ReferralSheet): string {
  const allergies = allergyStatus && [ALLERGIES[allergyStatus], allergyDetail].filter(Boolean).join('，');
  return partsText(['既往史', pastHistory], ['过敏史', allergies]);
}

const treatmentOf = ({ treatmentCourse, currentMedication }: ReferralSheet): string =>
  partsText(['治疗经过', treatmentCourse], ['当前用药', currentMedication]);
