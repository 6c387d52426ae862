import { barChart, beside, heading, points, table, title, type PrintContent } from '#platform';
import type { Report } from '../queries/report.query.js';
import { LEVELS, TOPICS, lineWords, monthText, nameWords, outlierWords, shortened, valueText } from './report-words.js';

type Shown = readonly [code: string, part?: string];
/** What a director looks at, side by side on one page: referrals and experts who are sent, and what is done from afar. */
const LEFT: readonly Shown[] = [
  ['REF-01', 'UP'],
  ['REF-01', 'DOWN'],
  ['REF-03'],
  ['REF-04', 'P50'],
  ['REF-06', 'UP_P50'],
  ['REF-07'],
  ['REF-08'],
  ['REF-09'],
  ['REF-11'],
  ['REF-12'],
  ['REF-13'],
  ['REF-14'],
  ['REF-TD'],
  ['REF-DL'],
  ['EXP-01'],
  ['EXP-02'],
  ['EXP-03'],
  ['EXP-COV'],
];
const RIGHT: readonly Shown[] = [
  ['CON-VOL'],
  ['CON-01'],
  ['CON-02'],
  ['CON-03'],
  ['IMG-VOL'],
  ['IMG-01'],
  ['IMG-02'],
  ['LAB-01', 'P50'],
  ['LAB-02', 'P50'],
  ['LAB-03'],
  ['CV-01', 'P50'],
  ['CV-02'],
  ['CV-03'],
  ['MR-01'],
  ['MR-02'],
  ['MR-03'],
  ['MR-04'],
  ['COV-01'],
];
/** Cells of a figure: name, this month, the month before, what it is of, and how it stands. */
const CELLS = 5;
const PARTS: Readonly<Record<string, string>> = { P50: '中位', UP_P50: '上转中位' };
/** Parts that have a name of their own. */
const NAMES: Readonly<Record<string, string>> = { 'REF-01/UP': '上转占比', 'REF-01/DOWN': '下转占比' };
/** So that every figure has one line, in points. */
const SIZE = 8;
/** Between two charts side by side, in points. */
const HALF = 240;
/** Of a table beside something wider, in points. */
const NARROW = 212;
/** Digits of the seal, enough to compare by eye. */
const SEEN_OF_HASH = 16;
/** What the page has room for, whatever happened; the workbook has all of it. */
const MOST_LINES = 5;
const MOST_OUTLIERS = 4;
const MOST_RED = 8;
const MOST_PLACES = 3;
/** Characters of a name on one line of its column, on two, within a sentence, and of all that are red. */
const COLUMN_ROOM = 13;
const PLACE_ROOM = 23;
const WORD_ROOM = 16;
const RED_ROOM = 80;
/** Digits of a fraction that finds room beside the other cells. */
const FRACTION_ROOM = 7;

/** 运行月报: what became of the alliance, or of an institution, within a month. */
export function reportPrint(report: Report): PrintContent[] {
  const { month, institutionName } = report;
  const state = month.hash ? sealWords(month.hash, month.intact) : '未关账，数字仍会变化';
  return [
    title(
      '县域医共体运行月报',
      `${monthText(month.period)}　${shortened(institutionName ?? '全县', PLACE_ROOM)}　（${state}）`,
    ),
    figuresTable(report),
    beside(
      chart(report, { words: '近12月上转人次', code: 'REF-01', part: 'UP', asShare: false }),
      chart(report, { words: '近12月转诊完成率', code: 'REF-03', part: 'ALL', asShare: true }),
    ),
    ...lowerPart(rankingOf(report), concerns(report)),
  ];
}

const sealWords = (hash: string, intact: boolean | null): string =>
  `已关账，校验值 ${hash.slice(0, SEEN_OF_HASH)}${intact ? '' : '，与现有数字不符'}`;

function figuresTable(report: Report): PrintContent {
  const [left, right] = [LEFT, RIGHT].map((shown) => shown.flatMap((one) => figureCells(report, one) ?? []));
  const rows = Math.max(left!.length, right!.length) / CELLS;
  const cellsAt = (cells: readonly string[], row: number): string[] =>
    Array.from({ length: CELLS }, (_, at) => cells[row * CELLS + at] ?? '');
  const columns = [
    ['指标', 10],
    ['本月', 4.4],
    ['上月', 4.4],
    ['例数', 4],
    ['预警', 2.5],
  ] as const;
  return table(
    '主要指标',
    [...columns, ...columns],
    Array.from({ length: Math.max(rows, 1) }, (_, row) => [...cellsAt(left!, row), ...cellsAt(right!, row)]),
    { size: SIZE },
  );
}

function figureCells({ locale, month, trend, months }: Report, [code, part = 'ALL']: Shown): string[] | null {
  // Where there was nothing, it is told of the whole alone.
  const ofPart = (name: string) => month.figures.find((each) => each.code === code && each.part === name);
  const figure = ofPart(part) ?? ofPart('ALL');
  if (!figure) return null;
  const last = trend.find((each) => each.period === months.at(-2) && each.code === code && each.part === part);
  return [
    shortened(NAMES[`${code}/${part}`] ?? `${nameWords(figure, locale)}${PARTS[part] ?? ''}`, COLUMN_ROOM),
    valueText(figure.value, figure),
    valueText(last?.value ?? null, figure),
    countedText(figure),
    figure.level ? LEVELS[figure.level] : '',
  ];
}

/** What a figure is of; counts say that themselves. */
function countedText({ unit, numerator, denominator }: Report['month']['figures'][number]): string {
  if (unit === 'COUNT') return '';
  const words = numerator === null || unit === 'MONEY' ? `${denominator} 例` : `${round(numerator)}/${denominator}`;
  return words.length > FRACTION_ROOM ? String(denominator) : words;
}

interface Drawn {
  readonly words: string;
  readonly code: string;
  readonly part: string;
  readonly asShare: boolean;
}

function chart({ months, trend }: Report, { words, code, part, asShare }: Drawn): PrintContent {
  const bars = months.map((month) => {
    const found = trend.find((each) => each.period === month && each.code === code && each.part === part);
    const value = (asShare ? found?.value : found?.numerator) ?? null;
    const shown = value === null ? '' : asShare ? `${Math.round(value * 100)}%` : String(round(value));
    return { label: `${Number(month.slice(5))}月`, value, shown, marked: month === months.at(-1) };
  });
  return barChart(words, bars, HALF);
}

/** Townships beside what is to be looked at, so that both find room on the one page. */
function lowerPart(ranking: PrintContent | null, words: readonly string[]): PrintContent[] {
  const list = words.length > 0 ? [heading('需关注'), points(...words)] : [];
  if (!ranking) return list;
  return [list.length > 0 ? beside(ranking, list) : ranking];
}

/** The first and the last townships by how many of their referrals were completed, with how many that is about. */
function rankingOf({ rankings }: Report): PrintContent | null {
  const ranking = rankings.find(([first]) => first?.figure.code === 'REF-03');
  if (!ranking) return null;
  const chosen =
    ranking.length <= 2 * MOST_PLACES ? ranking : [...ranking.slice(0, MOST_PLACES), ...ranking.slice(-MOST_PLACES)];
  return table(
    '乡镇转诊完成率（首尾）',
    [
      ['名次', 1.8],
      ['机构', 5.6],
      ['完成率', 2.4],
      ['申请', 2.2],
    ],
    chosen.map(({ figure, rank }) => [
      String(rank ?? '—'),
      shortened(figure.institutionName ?? '', PLACE_ROOM),
      valueText(figure.value, figure),
      String(figure.denominator),
    ]),
    { size: SIZE, across: NARROW },
  );
}

function redWords(names: readonly string[]): string {
  const shown = shortened(names.slice(0, MOST_RED).join('、'), RED_ROOM);
  return `红色预警：${shown}${names.length > MOST_RED ? ` 等 ${names.length} 项` : ''}`;
}

function concerns({ locale, month, rankings, analysis }: Report): string[] {
  const red = month.figures.filter(({ level }) => level === 'RED');
  const outliers = rankings.flatMap((ranking) => ranking.filter(({ outlier }) => outlier));
  const most = analysis.toSorted((left, right) => right.count - left.count).slice(0, MOST_LINES);
  const others = outliers.length - MOST_OUTLIERS;
  return [
    ...(red.length > 0 ? [redWords(red.map((figure) => nameWords(figure, locale)))] : []),
    ...outliers
      .slice(0, MOST_OUTLIERS)
      .map(
        ({ figure, bound }) =>
          `${shortened(figure.institutionName ?? '', WORD_ROOM)} ${shortened(nameWords(figure, locale), WORD_ROOM)} ${valueText(figure.value, figure)}，${outlierWords(figure)}（${valueText(bound, figure)}）`,
      ),
    ...(others > 0 ? [`另有 ${others} 项异常，见工作簿“乡镇排名”`] : []),
    ...most.map(
      (line) =>
        `${TOPICS[line.topic]}：${lineWords(line, locale)
          .flatMap((words) => (words ? [shortened(words, WORD_ROOM)] : []))
          .join('，')}，${line.count} 例`,
    ),
  ];
}

const round = (value: number): number => Math.round(value * 100) / 100;
