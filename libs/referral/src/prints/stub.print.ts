import { BLANK, fields, signatures, text, title } from '#platform';
import type { ReferralSheet } from '../queries/referral-sheet.query.js';
import type { FormPrint } from './form-print.js';
import { ageOf, dayText, sexOf } from './words.js';

/** 存根: what stays with the institution that sends. */
export const stubPrint: FormPrint = {
  title: '双向转诊单（存根）',
  missing: ({ referralNo }) => (referralNo === null ? 'NOT_SUBMITTED' : null),
  body: (sheet) => [
    title('双向转诊单', '存　根'),
    ...fields(
      [
        ['患者姓名', sheet.patientName],
        ['性别', sexOf(sheet.sex)],
        ['年龄', ageOf(sheet.birthDate, sheet.submittedAt!)],
      ],
      [
        ['档案编号', sheet.archiveNo],
        ['联系电话', sheet.patientPhone],
      ],
      [['家庭住址', sheet.address]],
    ),
    text(sentenceOf(sheet), { margin: [0, 18, 0, 6], fontSize: 12, lineHeight: 1.7 }),
    signatures(
      `转诊医生（签字）：${sheet.author}`,
      `联系电话：${sheet.authorPhone ?? BLANK}`,
      `机构名称：${sheet.fromInstitution}`,
      dayText(sheet.submittedAt),
    ),
  ],
};

const sentenceOf = ({ submittedAt, toInstitution, toDepartment, receivingDoctor }: ReferralSheet): string =>
  `该患者于${dayText(submittedAt)}因病情需要，转入 ${toInstitution} 单位 ${toDepartment} 科室，接诊医生：${receivingDoctor ?? BLANK}。`;
