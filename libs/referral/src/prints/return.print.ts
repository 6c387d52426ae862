import { BLANK, fields, form, signatures, text, title } from '#platform';
import type { FormPrint } from './form-print.js';
import { ageOf, dayText, diagnosesText, partsText, sexOf } from './words.js';

/** 回转单: what the receiver tells the sender, when the patient comes back. Without a place in the data, room to write. */
export const returnPrint: FormPrint = {
  title: '双向转诊（回转）单',
  missing: ({ outcomeAt }) => (outcomeAt === null ? 'OUTCOME_MISSING' : null),
  body: (sheet) => [
    title('双向转诊（回转）单'),
    text(`${sheet.fromInstitution}：`, { fontSize: 12, margin: [0, 8, 0, 4] }),
    text(`现有患者 ${sheet.patientName} 因病情需要，现转回贵单位，请予以接诊。`, {
      fontSize: 12,
      margin: [24, 0, 0, 8],
    }),
    ...fields(
      [
        ['患者姓名', sheet.patientName],
        ['性别', sexOf(sheet.sex)],
        ['年龄', ageOf(sheet.birthDate, sheet.outcomeAt!)],
      ],
      [
        ['档案编号', sheet.archiveNo],
        ['住院病案号', null],
      ],
    ),
    form([
      { label: '诊断结果', value: diagnosesText(sheet.outcomeDiagnoses), height: 50 },
      { label: '主要检查结果', value: null, height: 130 },
      {
        label: '治疗经过、下一步治疗方案及康复建议',
        value: partsText(['治疗经过', sheet.outcomeTreatment], ['下一步治疗方案及康复建议', sheet.outcomeFeedback]),
        height: 180,
      },
    ]),
    signatures(
      `转诊医生（签字）：${sheet.outcomeBy}`,
      `联系电话：${sheet.outcomeByPhone ?? BLANK}`,
      `机构名称：${sheet.toInstitution}`,
      dayText(sheet.outcomeAt),
    ),
  ],
};
