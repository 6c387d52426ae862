import { form, diagnosesText, partsText } from '#platform';
import type { FormPrint } from './form-print.js';
import { opening, patientFields, signed } from './slip.js';

/** 回转单: what the receiver tells the sender, when the patient comes back. Without a place in the data, room to write. */
export const returnPrint: FormPrint = {
  title: '双向转诊（回转）单',
  missing: ({ outcomeAt }) => (outcomeAt === null ? 'OUTCOME_MISSING' : null),
  body: (sheet) => [
    ...opening('双向转诊（回转）单', {
      to: sheet.fromInstitution,
      sentence: `现有患者 ${sheet.patientName} 因病情需要，现转回贵单位，请予以接诊。`,
    }),
    ...patientFields(sheet, sheet.outcomeAt!, [
      ['档案编号', sheet.archiveNo],
      ['住院病案号', null],
    ]),
    form([
      { label: '诊断结果', value: diagnosesText(sheet.outcomeDiagnoses), height: 50 },
      { label: '主要检查结果', value: null, height: 130 },
      {
        label: '治疗经过、下一步治疗方案及康复建议',
        value: partsText(['治疗经过', sheet.outcomeTreatment], ['下一步治疗方案及康复建议', sheet.outcomeFeedback]),
        height: 180,
      },
    ]),
    signed({
      by: sheet.outcomeBy,
      phone: sheet.outcomeByPhone,
      institution: sheet.toInstitution,
      at: sheet.outcomeAt,
    }),
  ],
};
