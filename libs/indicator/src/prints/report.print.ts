import { barChart, beside, heading, points, table, title, type PrintContent } from '#platform';
import type { Report } from '../queries/report.query.js';
import { LEVELS, TOPICS, lineWords, monthText, outlierWords, valueText } from './report-words.js';

/** What a director looks at: one page. */
const SHOWN: readonly (readonly [code: string, part?: string])[] = [
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
const PARTS: Readonly<Record<string, string>> = {
  UP: '（上转占比）',
  DOWN: '（下转占比）',
  P50: '（中位）',
  UP_P50: '（上转，中位）',
};
/** Between two charts side by side, in points. */
const HALF = 240;
const MOST_LINES = 6;
const MOST_PLACES = 3;

/** 运行月报: what became of the alliance, or of an institution, within a month. */
export function reportPrint(report: Report): PrintContent[] {
  const { month, institutionName } = report;
  const state = month.closedAt ? '已关账' : '未关账，数字仍会变化';
  return [
    title('县域医共体运行月报', `${monthText(month.period)}　${institutionName ?? '全县'}　（${state}）`),
    figuresTable(report),
    beside(
      chart(report, { words: '近12月上转人次', code: 'REF-01', part: 'UP', asShare: false }),
      chart(report, { words: '近12月转诊完成率', code: 'REF-03', part: 'ALL', asShare: true }),
    ),
    ...rankingParts(report),
    ...concerns(report),
  ];
}

function figuresTable({ month, trend, months }: Report): PrintContent {
  const before = months.at(-2);
  const rows = SHOWN.flatMap(([code, part = 'ALL']) => {
    const figure = month.figures.find((each) => each.code === code && each.part === part);
    if (!figure) return [];
    const last = trend.find((each) => each.period === before && each.code === code && each.part === part);
    const counted =
      figure.numerator === null ? `${figure.denominator} 例` : `${round(figure.numerator)} / ${figure.denominator}`;
    return [
      [
        `${figure.nameZh}${PARTS[part] ?? ''}`,
        valueText(figure.value, figure),
        valueText(last?.value ?? null, figure),
        counted,
        figure.level ? LEVELS[figure.level] : '',
      ],
    ];
  });
  return table(
    '主要指标',
    [
      ['指标', 5],
      ['本月', 2],
      ['上月', 2],
      ['分子 / 分母', 2.6],
      ['预警', 1.2],
    ],
    rows.length > 0 ? rows : [['本月无数据', '', '', '', '']],
  );
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

/** The first and the last townships by how many of their referrals were completed, with how many that is about. */
function rankingParts({ rankings }: Report): PrintContent[] {
  const ranking = rankings.find(([first]) => first?.figure.code === 'REF-03');
  if (!ranking) return [];
  const chosen =
    ranking.length <= 2 * MOST_PLACES ? ranking : [...ranking.slice(0, MOST_PLACES), ...ranking.slice(-MOST_PLACES)];
  return [
    table(
      '乡镇转诊完成率（首尾）',
      [
        ['名次', 1],
        ['机构', 4],
        ['完成率', 2],
        ['有效申请', 2],
      ],
      chosen.map(({ figure, rank }) => [
        String(rank ?? '—'),
        figure.institutionName,
        valueText(figure.value, figure),
        String(figure.denominator),
      ]),
    ),
  ];
}

function concerns({ month, rankings, analysis }: Report): PrintContent[] {
  const red = month.figures.filter(({ level }) => level === 'RED');
  const outliers = rankings.flatMap((ranking) => ranking.filter(({ outlier }) => outlier));
  const most = analysis.toSorted((left, right) => right.count - left.count).slice(0, MOST_LINES);
  const words = [
    ...(red.length > 0 ? [`红色预警：${red.map(({ nameZh }) => nameZh).join('、')}`] : []),
    ...outliers.map(
      ({ figure, bound }) =>
        `${figure.institutionName} ${figure.nameZh} ${valueText(figure.value, figure)}，${outlierWords(figure)}（${valueText(bound, figure)}）`,
    ),
    ...most.map((line) => `${TOPICS[line.topic]}：${lineWords(line).filter(Boolean).join('，')}，${line.count} 例`),
  ];
  return words.length > 0 ? [heading('需关注'), points(...words)] : [];
}

const round = (value: number): number => Math.round(value * 100) / 100;
