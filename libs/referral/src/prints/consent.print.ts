import { RELATION_WORDS } from '#patient';
import { BLANK, heading, points, signatures, text, title, dayText, diagnosesText } from '#platform';
import type { ReferralSheet } from '../queries/referral-sheet.query.js';
import type { FormPrint } from './form-print.js';
import { patientFields } from './slip.js';

/** 知情同意书: signed before the referral is sent, so it can be printed from a draft. */
export const consentPrint: FormPrint = {
  title: '双向转诊知情同意书',
  missing: () => null,
  body: (sheet) => [
    title('双向转诊知情同意书'),
    ...patientFields(
      sheet,
      sheet.printedAt,
      [
        ['证件号码', sheet.idNumberMasked],
        ['联系电话', sheet.patientPhone],
      ],
      [['初步印象', diagnosesText(sheet.diagnoses)]],
      [['转出机构', sheet.fromInstitution]],
      [['转入机构', `${sheet.toInstitution} ${sheet.toDepartment}`]],
      [['转诊原因', [sheet.purpose, sheet.purposeComment].filter(Boolean).join('，')]],
    ),
    heading('医生已向我说明'),
    points(
      '目前的病情、转诊的理由、拟转入的机构和科室，以及可以选择的其他诊疗方案。',
      '转诊途中和等待期间病情可能变化，存在无法完全避免的风险；医生将根据病情给出转运建议。',
      '转诊后的诊疗费用和医保报销按转入机构及医保规定执行。',
      '为保证诊疗连续，我的身份信息、病历资料和检查检验结果将提供给上述转入机构，并仅用于本次转诊及后续诊疗、随访。',
      '我可以拒绝转诊，也可以在就诊前撤回同意；撤回不影响我继续在本机构就诊。',
    ),
    heading('患者（或代理人）意见'),
    text('□ 我已了解以上内容，同意转诊及所需的信息共享。', { margin: [0, 3, 0, 3] }),
    text('□ 我已了解以上内容，不同意转诊，后果自行承担。', { margin: [0, 3, 0, 3] }),
    text(recordedOf(sheet), { margin: [0, 8, 0, 0], color: '#555555' }),
    signatures(
      `患者（或代理人）签字：${BLANK}${BLANK}　与患者关系：${BLANK}`,
      `签字日期：${dayText(null)}`,
      `医生（签字）：${sheet.author}　　联系电话：${sheet.authorPhone ?? BLANK}`,
      `机构名称：${sheet.fromInstitution}　　${dayText(sheet.submittedAt)}`,
    ),
  ],
};

/** What is on file already: a paper that is signed again does not replace it. */
function recordedOf({ consentGivenAt, signerRelation, signerName, proxyReason }: ReferralSheet): string {
  if (consentGivenAt === null) return '';
  const signer = signerName === null ? '' : `，签署人：${signerName}，代签原因：${proxyReason}`;
  return `系统已登记转诊知情同意：${dayText(consentGivenAt)}，${RELATION_WORDS[signerRelation!]}签署${signer}。`;
}
