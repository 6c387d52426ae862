import {
  BLANK,
  dayText,
  diagnosesText,
  fields,
  form,
  momentText,
  partsText,
  signatures,
  text,
  timeText,
  title,
} from '#platform';
import type { PrintContent } from '#platform';
import type { ConsultationSheet, PrintedOpinion } from '../queries/consultation-sheet.query.js';
import { TYPES } from '../domain/words.js';
import type { PaperPrint } from './paper-print.js';
import { ADOPTIONS, SUGGESTIONS, expertText, expertsText, patientFields, sessionText } from './words.js';

const TITLE = '远程会诊意见书';
/** How much of a digest is enough to compare a paper with what was signed. */
const DIGEST_SHOWN = 16;
/** Who answers for what. Source: rules for remote medical service, 2018. */
const RESPONSIBILITY =
  '责任声明：本意见由受邀方专家根据邀请方提供的资料和会诊所见出具，受邀方专家对意见负责，供邀请方参考。' +
  '诊疗方案由邀请方医师决定并实施，远程会诊的相关医疗责任由邀请方承担。';

/** 会诊意见书: the version that counts, with everybody who has signed it. */
export const opinionPrint: PaperPrint = {
  title: TITLE,
  missing: ({ opinion }) => (opinion === null ? 'OPINION_NOT_SIGNED' : null),
  body: (sheet) => bodyOf(sheet, sheet.opinion!),
};

function bodyOf(sheet: ConsultationSheet, opinion: PrintedOpinion): PrintContent[] {
  const amended = `已更正（第${opinion.revision}版）：${opinion.amendedBecause}`;
  const mark = text(amended, { bold: true, color: '#b00020', alignment: 'center', margin: [0, 0, 0, 6] });
  return [
    title(TITLE, sheet.centre),
    ...(opinion.revision > 1 ? [mark] : []),
    ...headOf(sheet),
    form([
      { label: '会诊专家', value: expertsText(sheet) },
      { label: '会诊目的', value: partsText(['目的', sheet.purpose], ['理由', sheet.reason]) },
      {
        label: '会诊诊断',
        value: [diagnosesText(opinion.diagnoses), opinion.diagnosisText].filter(Boolean).join('\n'),
        height: 50,
      },
      { label: '诊疗意见', value: opinion.advice, height: 180 },
      {
        label: '处理建议',
        value: [SUGGESTIONS[opinion.suggestion], opinion.suggestionText].filter(Boolean).join('：'),
      },
    ]),
    ...signedBy(opinion),
    text(RESPONSIBILITY, { fontSize: 9, margin: [0, 10, 0, 6] }),
    form([{ label: '采纳情况', value: adoptionOf(sheet) }]),
    signatures(`邀请医师（签字）：${sheet.author}　　邀请机构：${sheet.invitingInstitution}`, dayText(sheet.adoptedAt)),
  ];
}

function headOf(sheet: ConsultationSheet): PrintContent[] {
  return [
    ...patientFields(sheet, sheet.sessionStartedAt ?? sheet.submittedAt!),
    ...fields(
      [
        ['邀请机构', sheet.invitingInstitution],
        ['邀请医师', sheet.author],
      ],
      [
        ['受邀机构', sheet.centre],
        ['陪同医师', sheet.accompanying],
      ],
      [
        ['会诊类型', TYPES[sheet.type]],
        ['会诊时间', sessionText(sheet)],
      ],
    ),
  ];
}

/** Signed with a password once more; the digest is that of the words. */
function signedBy({ signatures: signed, signedAt }: PrintedOpinion): PrintContent[] {
  const lines = signed.map((one, index) => {
    const at = new Date(one.signedAt);
    return `${index === 0 ? '专家（电子签名）' : '会签专家（电子签名）'}：${expertText(one)}　${dayText(at)} ${timeText(at)}`;
  });
  const digest = signed[0]?.digest.slice(0, DIGEST_SHOWN) ?? '';
  return [
    signatures(...lines, `意见送达：${momentText(new Date(signedAt))}`),
    text(`电子签名摘要（SHA-256）：${digest}`, { fontSize: 8, color: '#555555', margin: [0, 4, 0, 0] }),
  ];
}

function adoptionOf({ adoption, adoptedBy, adoptedAt }: ConsultationSheet): string {
  if (adoption === null) return `□ 采纳　□ 部分采纳　□ 未采纳　原因：${BLANK}`;
  return `${ADOPTIONS[adoption]}（${adoptedBy}，${dayText(adoptedAt)}）`;
}
