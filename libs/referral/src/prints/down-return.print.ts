import { form, dateText, diagnosesText, partsText } from '#platform';
import { planParts } from '../domain/down-package.js';
import type { ReferralSheet } from '../queries/referral-sheet.query.js';
import type { FormPrint } from './form-print.js';
import { medicinesOf } from './medicines.js';
import { opening, patientFields, signedByAuthor } from './slip.js';

/** 回转单 of a patient who is sent down: what the township goes on with. */
export const downReturnPrint: FormPrint = {
  title: '双向转诊（回转）单',
  missing: ({ referralNo }) => (referralNo === null ? 'NOT_SUBMITTED' : null),
  body: (sheet) => [
    ...opening('双向转诊（回转）单', {
      to: `${sheet.toInstitution} ${sheet.toDepartment}`,
      sentence: `现有患者 ${sheet.patientName} 因病情需要，现转回贵单位，请予以接诊。`,
    }),
    ...patientFields(sheet, sheet.submittedAt!, [
      ['档案编号', sheet.archiveNo],
      ['住院病案号', null],
    ]),
    form([
      { label: '诊断结果', value: diagnosesText(sheet.diagnoses), height: 36 },
      { label: '下转原因', value: [sheet.purpose, sheet.purposeComment].filter(Boolean).join('，') },
      { label: '主要检查结果', value: null, height: 70 },
      { label: '治疗经过、下一步治疗方案及康复建议', value: partsText(...planParts(sheet.downPackage!)), height: 150 },
      { label: '首次随访日期', value: followUpOf(sheet) },
    ]),
    ...medicinesOf(sheet, { title: '带药及用药方案', dose: '剂量', course: '疗程', note: '备注' }),
    signedByAuthor(sheet),
  ],
};

const followUpOf = ({ downPackage }: ReferralSheet): string =>
  `${dateText(downPackage!.firstFollowUpOn)}${downPackage!.highRisk ? '（高风险）' : ''}`;
