import {
  ageOf,
  dayText,
  fields,
  form,
  imprintOf,
  momentText,
  renderPrint,
  sexOf,
  signatures,
  text,
  timeText,
  title,
  type PrintContent,
} from '#platform';
import { RECOGNITION_MARKS } from '#recognition';
import type { ReportSheet } from '../queries/report-sheet.query.js';

const TITLE = '检查诊断报告单';
/** How much of a digest is enough to compare a paper with what was signed. */
const DIGEST_SHOWN = 16;
const ROLES: Readonly<Record<number, string>> = { 1: '报告医师', 2: '审核医师' };

/** The report as a PDF, with its marks: how far it is recognised, 已更正, 临时报告, and whether it still counts. */
export function printReport(sheet: ReportSheet): Promise<Buffer> {
  return renderPrint({ title: TITLE, number: sheet.accessionNo, imprint: imprintOf(sheet), body: bodyOf(sheet) });
}

/** What has to be seen before anything else. */
function marksOf({ kind, state, corrects, number }: ReportSheet): string[] {
  return [
    ...(state === 'RETRACTED' ? ['已撤回，不得作为诊疗依据'] : []),
    ...(state === 'SUPERSEDED' ? ['已有新版本，本页不再有效'] : []),
    ...(kind === 'PRELIMINARY' ? ['临时报告'] : []),
    ...(corrects ? [`已更正（第${number}版）`] : []),
  ];
}

function bodyOf(sheet: ReportSheet): PrintContent[] {
  const marks = marksOf(sheet);
  const marked = text(marks.join('　'), { bold: true, color: '#b00020', alignment: 'center', margin: [0, 0, 0, 6] });
  return [
    title(sheet.readingInstitution, TITLE),
    ...(marks.length > 0 ? [marked] : []),
    ...headOf(sheet),
    form([
      { label: '检查项目', value: itemOf(sheet) },
      { label: '检查目的', value: sheet.clinicalQuestion },
      ...sheet.structured.map(({ labelZh: label, value, unit }) => ({
        label,
        value: [value, unit].filter(Boolean).join(' '),
      })),
      { label: '检查所见', value: sheet.findings, height: 180 },
      { label: '诊断意见', value: sheet.conclusion, height: 90 },
      { label: '是否阳性', value: sheet.abnormal ? '阳性' : '阴性' },
    ]),
    ...footOf(sheet),
  ];
}

const itemOf = ({ itemName, scope }: ReportSheet): string =>
  scope === null ? itemName : `${itemName}　【互认标识：${RECOGNITION_MARKS[scope]}】`;

function headOf(sheet: ReportSheet): PrintContent[] {
  return fields(
    [
      ['姓名', sheet.patientName],
      ['性别', sexOf(sheet.sex)],
      ['年龄', ageOf(sheet.birthDate, sheet.acquiredAt)],
    ],
    [
      ['检查号', sheet.accessionNo],
      ['档案编号', sheet.archiveNo],
    ],
    [
      ['申请机构', sheet.orderingInstitution],
      ['申请医生', sheet.orderingDoctor],
    ],
    [
      ['检查机构', sheet.performingInstitution],
      ['检查时间', momentText(sheet.acquiredAt)],
    ],
  );
}

function footOf(sheet: ReportSheet): PrintContent[] {
  const signed = sheet.signatures.map(({ position, name, signedAt }) => {
    const at = new Date(signedAt);
    return `${ROLES[position]}：${name}　${dayText(at)} ${timeText(at)}`;
  });
  const digest = sheet.signatures[0]?.digest.slice(0, DIGEST_SHOWN) ?? '';
  return [
    signatures(...signed, `报告时间：${momentText(sheet.publishedAt)}`),
    text(`电子签名摘要（SHA-256）：${digest}`, { fontSize: 8, color: '#555555', margin: [0, 8, 0, 0] }),
  ];
}
