import type { LocalDate } from '#kernel';
import {
  BLANK,
  dateText,
  dayText,
  renderPrint,
  signatures,
  table,
  timeText,
  title,
  type PrintContent,
} from '#platform';
import type { RegisterHead, RegisterRow } from '../queries/register.query.js';
import { DOMAIN_WORDS, STATE_WORDS, correctionLines, momentText as moment } from './register-words.js';

const TITLE = '危急值登记本';
/** Nine columns on an upright page: a number stays on one line. */
const SMALL = 8.5;

export interface PrintedRegister extends RegisterHead {
  readonly lines: readonly RegisterRow[];
  readonly days: { readonly from: LocalDate; readonly to: LocalDate };
  readonly printedAt: Date;
}

/** The register of some days as a PDF, an act a column: found, told, read back, handled. */
export function printRegister(register: PrintedRegister): Promise<Buffer> {
  const { printedAt, printedBy } = register;
  const imprint = `打印：${dayText(printedAt)} ${timeText(printedAt)}　${printedBy}`;
  return renderPrint({ title: TITLE, number: null, imprint, body: bodyOf(register) });
}

function bodyOf({ institution, days, lines }: PrintedRegister): PrintContent[] {
  return [
    title(TITLE, `${institution}　${dateText(days.from)}至${dateText(days.to)}　共${lines.length}条`),
    table(
      '登记',
      [
        ['编号', 3.7],
        ['患者', 1.2],
        ['危急值', 3.5],
        ['开单', 3.3],
        ['发现', 1.5],
        ['通知', 1.5],
        ['复述确认', 1.9],
        ['处置', 2.6],
        ['状态', 1.5],
      ],
      lines.length > 0 ? lines.map(cellsOf) : [['无', ...Array<null>(8).fill(null)]],
      { size: SMALL },
    ),
    signatures(`科室负责人：${BLANK}　　质控：${BLANK}`),
  ];
}

function cellsOf(line: RegisterRow): (string | null)[] {
  return [
    `${line.criticalNo}\n${DOMAIN_WORDS[line.domain]}`,
    line.patientName,
    together(line.finding, ...correctionLines(line.corrections)),
    together(line.orderingShortName, line.orderingDoctor),
    together(moment(line.detectedAt), line.detectedBy ?? '系统'),
    together(moment(line.notifiedAt), line.unverified ? '待复核' : null),
    together(moment(line.acknowledgedAt), line.acknowledgedBy),
    together(moment(line.handledAt), line.measures),
    STATE_WORDS[line.state],
  ];
}

const together = (...parts: readonly (string | null)[]): string => parts.filter(Boolean).join('\n');
