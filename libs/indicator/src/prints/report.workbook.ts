import { atHand, type StreamedCell, type StreamedSheet } from '#platform';
import type { Month } from '../domain/period.js';
import type { Report } from '../queries/report.query.js';
import {
  LEVELS,
  TOPICS,
  cellOf,
  lineWords,
  nameWords,
  outlierWords,
  partWords,
  rounded,
  unitOf,
  widthOf,
} from './report-words.js';

/** The monthly report as the sheets of a workbook, with charts of what has become of the figures within a year. */
export function reportSheets(report: Report): StreamedSheet[] {
  return [
    figuresSheet(report),
    trendSheet(report),
    rankingSheet(report),
    analysisSheet(report),
    correctionsSheet(report),
  ];
}

/** As wide as a column becomes for what stands in it, in half-width characters. */
const WIDEST = 80;
const GAP = 2;

/** A sheet whose columns are at least so wide, and wider where what stands in them would be covered by the next one. */
function sheetRows(
  name: string,
  columns: StreamedSheet['columns'],
  rows: readonly (readonly StreamedCell[])[],
): StreamedSheet {
  const widths = columns.map(([heading, least], at) => {
    const texts = rows.map((cells) => cells[at]).filter((cell) => typeof cell === 'string');
    const longest = Math.max(...[heading, ...texts].map(widthOf)) + GAP;
    return [heading, Math.max(least, Math.min(longest, WIDEST))] as const;
  });
  return { name, columns: widths, rows: atHand(rows) };
}

function figuresSheet({ month, locale }: Report): StreamedSheet {
  return sheetRows(
    '指标',
    [
      ['代码', 10],
      ['名称', 28],
      ['分项', 30],
      ['值', 10],
      ['单位', 8],
      ['分子', 10],
      ['分母', 10],
      ['预警', 8],
      ['排除', 8],
      ['未测得', 8],
      ['定义版本', 10],
    ],
    month.figures.map((figure) => [
      figure.code,
      nameWords(figure, locale),
      partWords(figure, locale),
      cellOf(figure.value, figure),
      unitOf(figure),
      figure.numerator,
      figure.denominator,
      figure.level === null ? '' : LEVELS[figure.level],
      figure.excluded,
      figure.notMeasured,
      figure.version,
    ]),
  );
}

const PERCENT = 100;
/** What is drawn: a column, and where its values come from. */
const LINES = [
  ['上转人次', 'REF-01', 'UP', 'numerator'],
  ['下转人次', 'REF-01', 'DOWN', 'numerator'],
  ['派驻次数', 'EXP-01', 'ALL', 'numerator'],
  ['完成率%', 'REF-03', 'ALL', 'share'],
  ['超时率%', 'REF-07', 'ALL', 'share'],
  ['断链率%', 'REF-DL', 'ALL', 'share'],
] as const;

function trendSheet({ months, trend }: Report): StreamedSheet {
  const rows = months.map((month): StreamedCell[] => [
    month,
    ...LINES.map(([, code, part, what]) => pointOf(trend, { month, code, part, what })),
  ]);
  const names = 0;
  return {
    ...sheetRows('趋势', [['月份', 10], ...LINES.map(([heading]) => [heading, 12] as const)], rows),
    charts: [
      { title: '转诊与派驻（例次）', kind: 'bar', rows: rows.length, names, values: [1, 2, 3] },
      { title: '完成、超时与断链（%）', kind: 'line', rows: rows.length, names, values: [4, 5, 6] },
    ],
  };
}

interface Point {
  readonly month: Month;
  readonly code: string;
  readonly part: string;
  readonly what: 'numerator' | 'share';
}

function pointOf(trend: Report['trend'], { month, code, part, what }: Point): number | null {
  const found = trend.find((each) => each.period === month && each.code === code && each.part === part);
  return found ? (what === 'share' ? rounded(found.value, PERCENT) : found.numerator) : null;
}

function rankingSheet({ rankings, locale }: Report): StreamedSheet {
  const lines = rankings.flatMap((ranking) =>
    ranking.map(({ figure, rank, bound, outlier }): StreamedCell[] => [
      figure.code,
      nameWords(figure, locale),
      rank,
      figure.institutionName,
      cellOf(figure.value, figure),
      unitOf(figure),
      figure.denominator,
      cellOf(bound, figure),
      outlier ? outlierWords(figure) : '',
    ]),
  );
  return sheetRows(
    '乡镇排名',
    [
      ['代码', 10],
      ['指标', 24],
      ['名次', 8],
      ['机构', 24],
      ['值', 10],
      ['单位', 8],
      ['例数', 8],
      ['全县P95/P5', 10],
      ['异常', 10],
    ],
    lines,
  );
}

function analysisSheet({ analysis, locale }: Report): StreamedSheet {
  return sheetRows(
    '转诊分析会',
    [
      ['类别', 12],
      ['环节', 20],
      ['原因', 24],
      ['例数', 8],
      ['有效申请', 10],
      ['占比%', 10],
    ],
    analysis.map((line) => [
      TOPICS[line.topic],
      ...lineWords(line, locale),
      line.count,
      line.of,
      rounded(line.count / line.of, PERCENT),
    ]),
  );
}

function correctionsSheet({ month, locale }: Report): StreamedSheet {
  return sheetRows(
    '跨月更正',
    [
      ['所属月份', 10],
      ['代码', 10],
      ['分项', 30],
      ['分子', 10],
      ['分母', 10],
      ['排除', 8],
      ['未测得', 8],
    ],
    month.corrections.map((row) => [
      row.ofPeriod,
      row.code,
      partWords(row, locale),
      row.numerator,
      row.denominator,
      row.excluded,
      row.notMeasured,
    ]),
  );
}
