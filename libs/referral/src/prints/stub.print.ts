import { BLANK, text, title, dayText } from '#platform';
import type { ReferralSheet } from '../queries/referral-sheet.query.js';
import type { FormPrint } from './form-print.js';
import { patientFields, signedByAuthor } from './slip.js';

/** 存根: what stays with the institution that sends. */
export const stubPrint: FormPrint = {
  title: '双向转诊单（存根）',
  missing: ({ referralNo }) => (referralNo === null ? 'NOT_SUBMITTED' : null),
  body: (sheet) => [
    title('双向转诊单', '存　根'),
    ...patientFields(
      sheet,
      sheet.submittedAt!,
      [
        ['档案编号', sheet.archiveNo],
        ['联系电话', sheet.patientPhone],
      ],
      [['家庭住址', sheet.address]],
    ),
    text(sentenceOf(sheet), { margin: [0, 18, 0, 6], fontSize: 12, lineHeight: 1.7 }),
    signedByAuthor(sheet),
  ],
};

const sentenceOf = ({ submittedAt, toInstitution, toDepartment, receivingDoctor }: ReferralSheet): string =>
  `该患者于${dayText(submittedAt)}因病情需要，转入 ${toInstitution} 单位 ${toDepartment} 科室，接诊医生：${receivingDoctor ?? BLANK}。`;
