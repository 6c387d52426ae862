import { RELATION_WORDS } from '#patient';
import { BLANK, dayText, fields, heading, signatures, text, title } from '#platform';
import type { ConsultationSheet } from '../queries/consultation-sheet.query.js';
import { TYPES } from '../domain/words.js';
import type { PaperPrint } from './paper-print.js';
import { costText, expertsText, patientFields } from './words.js';

/** 知情同意书: signed before the invitation is sent, so it can be printed from a draft; the words are those of the county. */
export const consentPrint: PaperPrint = {
  title: '远程会诊知情同意书',
  missing: () => null,
  body: (sheet) => [
    title(sheet.consentTitle, sheet.invitingInstitution),
    ...patientFields(sheet, sheet.printedAt),
    ...fields(
      [
        ['联系电话', sheet.patientPhone],
        ['会诊类型', TYPES[sheet.type]],
      ],
      [['邀请机构', sheet.invitingInstitution]],
      [['受邀机构', [sheet.centre, sheet.wantedDepartment].filter(Boolean).join(' ')]],
      [['拟请专家', expertsText(sheet)]],
      [['会诊目的', sheet.purpose]],
      [['会诊费用', costText(sheet.feeCents) ?? '待告知']],
    ),
    heading('医生已向我说明'),
    text(sheet.consentBody, { lineHeight: 1.4, margin: [0, 2, 0, 2] }),
    heading('患者（或代理人）意见'),
    text(`□ 我已了解以上内容及会诊费用（${costText(sheet.feeCents) ?? BLANK}），同意远程会诊。`, {
      margin: [0, 3, 0, 3],
    }),
    text('□ 我已了解以上内容，不同意远程会诊，后果自行承担。', { margin: [0, 3, 0, 3] }),
    text(recordedOf(sheet), { margin: [0, 8, 0, 0], color: '#555555' }),
    signatures(
      `患者（或代理人）签字：${BLANK}${BLANK}　与患者关系：${BLANK}`,
      `签字日期：${dayText(null)}`,
      `医师（签字）：${sheet.author}　　联系电话：${sheet.authorPhone ?? BLANK}`,
      `机构名称：${sheet.invitingInstitution}　　${dayText(sheet.submittedAt)}`,
    ),
  ],
};

/** What is on file already: a paper that is signed again does not replace it. */
function recordedOf({ consentGivenAt, signerRelation, signerName, toldCostCents }: ConsultationSheet): string {
  if (consentGivenAt === null) return '';
  const signer = `${RELATION_WORDS[signerRelation!]}签署${signerName === null ? '' : `（${signerName}）`}`;
  return `系统已登记远程会诊知情同意：${dayText(consentGivenAt)}，${signer}，已告知费用 ${costText(toldCostCents)}。`;
}
