import {
  BLANK,
  barcode128,
  dayText,
  fields,
  momentText,
  renderPrint,
  signatures,
  table,
  text,
  timeText,
  title,
  type PrintContent,
} from '#platform';
import type { SpecimenState } from '../domain/specimen.transitions.js';
import type { BoxSheet, HandedOver } from '../queries/box-sheet.query.js';
import { specimenText } from './specimen-words.js';

const TITLE = '标本运送交接单';
const BARCODE = [150, 32] as const;

/** The list that goes with a box, as a PDF: what is in it, how warm it was, and who has had it. */
export function printHandOver(sheet: BoxSheet): Promise<Buffer> {
  const imprint = `打印：${dayText(sheet.printedAt)} ${timeText(sheet.printedAt)}　${sheet.printedBy}`;
  return renderPrint({ title: TITLE, number: sheet.boxNo, imprint, body: bodyOf(sheet) });
}

function bodyOf(sheet: BoxSheet): PrintContent[] {
  const breach = text('运送温度曾超出范围', {
    bold: true,
    color: '#b00020',
    alignment: 'center',
    margin: [0, 0, 0, 6],
  });
  return [
    title(TITLE),
    {
      columns: [
        { width: '*', text: '' },
        { width: BARCODE[0], stack: [barcode128(sheet.boxNo, BARCODE)] },
      ],
      margin: [0, 0, 0, 6],
    },
    ...(sheet.temperatureBreached ? [breach] : []),
    ...headOf(sheet),
    listOf(sheet.specimens),
    signatures(
      `交出人：${BLANK}　　时间：${BLANK}`,
      `运送人：${BLANK}　　时间：${BLANK}`,
      `接收人：${BLANK}　　时间：${BLANK}　　接收温度：${BLANK}℃`,
    ),
  ];
}

function headOf(sheet: BoxSheet): PrintContent[] {
  const { fromInstitution, toInstitution, specimens, lowCelsius, highCelsius } = sheet;
  return fields(
    [
      ['送出机构', fromInstitution],
      ['接收机构', toInstitution],
    ],
    [
      ['标本数', String(specimens.length)],
      ['要求温度', `${lowCelsius}～${highCelsius} ℃`],
      ['打包人', sheet.packedBy],
    ],
    [
      ['打包时间', momentText(sheet.packedAt)],
      ['送出时间', momentOrBlank(sheet.dispatchedAt)],
    ],
    [
      ['送达时间', momentOrBlank(sheet.arrivedAt)],
      ['温度记录', temperaturesOf(sheet)],
    ],
  );
}

const momentOrBlank = (at: Date | null): string => (at ? momentText(at) : '');

const temperaturesOf = ({ temperatures }: BoxSheet): string =>
  temperatures.map(({ at, celsius }) => `${timeText(new Date(at))} ${celsius}℃`).join('；');

function listOf(specimens: readonly HandedOver[]): PrintContent {
  return table(
    '标本清单',
    [
      ['序', 0.6],
      ['条码', 2.4],
      ['标本', 1.8],
      ['检验项目', 4],
      ['采集时间', 2],
      ['签收', 2],
    ],
    specimens.map((one, index) => [
      String(index + 1),
      one.barcode,
      specimenText(one.type, one.site),
      `${one.urgent ? '【急】' : ''}${one.items.join('、')}`,
      shortMoment(one.collectedAt),
      outcomeOf(one),
    ]),
  );
}

const shortMoment = (at: string): string => `${dayText(new Date(at)).slice(5)} ${timeText(new Date(at))}`;

/** What has come of it already; room to tick it off where nothing has. */
const OUTCOMES: Readonly<Record<SpecimenState, (one: HandedOver) => string>> = {
  COLLECTED: () => '□',
  IN_TRANSIT: () => '□',
  RECEIVED: ({ receivedAt }) => `已收 ${shortMoment(receivedAt!)}`,
  REJECTED: ({ reason }) => `拒收：${reason ?? ''}`,
};

const outcomeOf = (one: HandedOver): string => OUTCOMES[one.state](one);
