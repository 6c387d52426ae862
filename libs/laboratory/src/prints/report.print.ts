import {
  ageOf,
  dayText,
  fields,
  form,
  momentText,
  renderPrint,
  sexOf,
  signatures,
  table,
  text,
  timeText,
  title,
  type PrintContent,
} from '#platform';
import { RECOGNITION_MARKS } from '#recognition';
import type { ResultFlag } from '../domain/reference-range.js';
import type { LabReportSheet, PrintedItem, PrintedResult } from '../queries/report-sheet.query.js';
import { antibiogramOf } from './antibiogram.js';
import { specimenText } from './specimen-words.js';

const RED = '#b00020';
const PALE = '#555555';
const VISITS: Readonly<Record<string, string>> = {
  GREEN_CHANNEL: '绿色通道',
  EMERGENCY: '急诊',
  INPATIENT: '住院',
  OUTPATIENT: '门诊',
};
const FLAGS: Readonly<Record<ResultFlag, string>> = { NORMAL: '', LOW: '↓', HIGH: '↑', ABNORMAL: '异常' };

/** The report as a PDF, with its marks: how far it is recognised, 已更正, 初步报告, and whether it still counts. */
export function printLabReport(sheet: LabReportSheet): Promise<Buffer> {
  const imprint = `打印：${dayText(sheet.printedAt)} ${timeText(sheet.printedAt)}　${sheet.printedBy}`;
  return renderPrint({ title: titleOf(sheet), number: sheet.accessionNo, imprint, body: bodyOf(sheet) });
}

const titleOf = ({ groupCode }: LabReportSheet): string =>
  groupCode.startsWith('PATH_') ? '病理诊断报告单' : '检验报告单';

/** What has to be seen before anything else. */
function warningsOf({ kind, state, corrected, number }: LabReportSheet): string[] {
  return [
    ...(state === 'RETRACTED' ? ['已撤回，不得作为诊疗依据'] : []),
    ...(state === 'SUPERSEDED' ? ['已有新版本，本页不再有效'] : []),
    ...(kind === 'PRELIMINARY' ? ['初步报告，最终报告另发'] : []),
    ...(corrected ? [`已更正（第${number}版）`] : []),
  ];
}

/** A mark stands for what counts and is complete. */
const markOf = ({ kind, state }: LabReportSheet, { scope }: PrintedItem): string =>
  scope !== null && kind === 'FINAL' && state === 'PUBLISHED' ? RECOGNITION_MARKS[scope] : '';

function bodyOf(sheet: LabReportSheet): PrintContent[] {
  const warnings = warningsOf(sheet).join('　');
  const { description, conclusion } = sheet;
  const words = [
    ...(description ? [{ label: '描述', value: description, height: 60 }] : []),
    ...(conclusion ? [{ label: '结论', value: conclusion, height: 40 }] : []),
  ];
  return [
    title(sheet.institution, titleOf(sheet)),
    ...(warnings ? [text(warnings, { bold: true, color: RED, alignment: 'center', margin: [0, 0, 0, 6] })] : []),
    ...headOf(sheet),
    ...(sheet.results.length > 0 ? [resultsOf(sheet)] : []),
    ...antibiogramOf(sheet.isolates),
    ...(words.length > 0 ? [text('', { margin: [0, 4, 0, 0] }), form(words)] : []),
    ...footOf(sheet),
  ];
}

function headOf(sheet: LabReportSheet): PrintContent[] {
  const items = sheet.items.map((item) => {
    const mark = markOf(sheet, item);
    return mark ? `${item.name}【${mark}】` : item.name;
  });
  return fields(
    [
      ['姓名', sheet.patientName],
      ['性别', sexOf(sheet.sex)],
      ['年龄', ageOf(sheet.birthDate, sheet.collectedAt)],
      ['就诊类型', VISITS[sheet.visitType] ?? ''],
    ],
    [
      ['标本条码', sheet.barcode],
      ['标本', specimenText(sheet.type, sheet.site)],
      ['档案编号', sheet.archiveNo],
    ],
    [
      ['申请机构', sheet.orderingInstitution],
      ['申请医生', sheet.orderingDoctor],
    ],
    [
      ['采集时间', momentText(sheet.collectedAt)],
      ['接收时间', momentText(sheet.receivedAt)],
    ],
    [['检验项目', items.join('、')]],
    [['检验目的', sheet.clinicalQuestion]],
  );
}

function resultsOf(sheet: LabReportSheet): PrintContent {
  const marks = new Map(sheet.items.flatMap((item) => item.codes.map((code) => [code, markOf(sheet, item)])));
  return table(
    '检验结果',
    [
      ['序', 0.7],
      ['项目', 4.2],
      ['结果', 2.2],
      ['提示', 1.4],
      ['单位', 1.7],
      ['参考范围', 2.2],
      ['互认', 1.6],
    ],
    sheet.results.map((result, index) => [
      String(index + 1),
      `${result.name}（${result.itemCode}）`,
      result.value,
      hintOf(result),
      result.unit,
      result.rangeText,
      marks.get(result.itemCode) ?? '',
    ]),
  );
}

const hintOf = ({ flag, critical }: PrintedResult): string =>
  [flag && FLAGS[flag], critical ? '危急' : ''].filter(Boolean).join(' ');

function footOf(sheet: LabReportSheet): PrintContent[] {
  const { technicalReviewer, submittedAt, medicalReviewer, publishedAt } = sheet;
  return [
    signatures(
      `技术审核：${technicalReviewer}　${dayText(submittedAt)} ${timeText(submittedAt)}`,
      `医学审核：${medicalReviewer}　${dayText(publishedAt)} ${timeText(publishedAt)}`,
      `报告时间：${momentText(publishedAt)}`,
    ),
    text('↑ 高于、↓ 低于参考范围。本报告仅对所收标本负责。', {
      fontSize: 8,
      color: PALE,
      margin: [0, 8, 0, 0],
    }),
  ];
}
