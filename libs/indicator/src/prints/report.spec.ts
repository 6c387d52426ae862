import { buffer } from 'node:stream/consumers';
import { readWorkbook, renderPrint, streamWorkbook } from '#platform';
import type { Report } from '../queries/report.query.js';
import { reportPrint } from './report.print.js';
import { reportSheets } from './report.workbook.js';

type Figure = Report['month']['figures'][number];

const CODES =
  `REF-01 REF-03 REF-04 REF-06 REF-07 REF-08 REF-09 REF-11 REF-12 REF-13 REF-14 REF-TD REF-DL EXP-01 EXP-02 EXP-03 EXP-COV
  CON-VOL CON-01 CON-02 CON-03 IMG-VOL IMG-01 IMG-02 LAB-01 LAB-02 LAB-03 CV-01 CV-02 CV-03 MR-01 MR-02 MR-03 MR-04 COV-01`.split(
    /\s+/,
  );
const MONTHS = Array.from({ length: 12 }, (_, at) => `2026-${String(at + 1).padStart(2, '0')}`);

const figure = (code: string, institutionName: string | null = null): Figure => ({
  code,
  period: '2026-12',
  part: 'ALL',
  version: 1,
  nameZh: code === 'IMG-02' ? '影像危急值及时规范通报率' : '急诊转诊及时确认率',
  nameEn: 'Critical findings of imaging told in time, and by name',
  unit: 'RATIO',
  attribution: 'SENDER',
  institutionId: institutionName,
  institutionName,
  departmentId: null,
  numerator: 456_789,
  denominator: 1_234_567,
  value: 0.2173,
  excluded: 0,
  notMeasured: 0,
  higherIsBetter: true,
  green: 0.9,
  yellow: 0.8,
  level: 'RED',
  labelZh: null,
  labelEn: null,
});

/** Everything is red, every township lies outside of everything, and every reason was given. */
const WORST = {
  institutionName: null,
  months: MONTHS,
  month: {
    period: '2026-12',
    computedAt: new Date('2027-01-05T10:00:00+08:00'),
    closedAt: new Date('2027-01-06T00:00:00+08:00'),
    hash: 'f'.repeat(64),
    intact: false,
    figures: CODES.map((code) => figure(code)),
    corrections: [],
  },
  trend: MONTHS.flatMap((period) => CODES.map((code) => ({ ...figure(code), period }))),
  rankings: CODES.slice(0, 10).map((code) =>
    Array.from({ length: 40 }, (_, at) => ({
      figure: figure(code, `岚溪县石堰坪土家族苗族自治乡中心卫生院（岚溪县第二人民医院第${at + 1}院区）`),
      rank: at + 1,
      bound: 0.95,
      outlier: true,
    })),
  ),
  analysis: Array.from({ length: 20 }, (_, at) => ({
    topic: 'RETURN' as const,
    code: 'REF-08',
    part: `RETURNED_BY_SENDER.${at}`,
    where: 'RETURNED_BY_SENDER',
    why: String(at),
    reasons: 'referral.return.internal',
    count: 100 - at,
    of: 5_678,
    labelZh: '转诊指征不足或诊断依据不足，请补充完整的检查检验资料以及既往史',
    labelEn: 'Neither an indication nor findings that the diagnosis rests on were written down',
  })),
} satisfies Omit<Report, 'locale'>;

test.each(['zh-CN', 'en'] as const)('the director has one page, whatever happened in the month: %s', async (locale) => {
  const body = reportPrint({ ...WORST, locale });
  const printed = await renderPrint({ title: '月报', number: '2026-12', imprint: '统计', body });
  expect(printed.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1);
});

describe('the workbook', () => {
  const NAME = '=HYPERLINK("http://x","岚溪县石堰坪土家族苗族自治乡中心卫生院")';
  const [first, ...others] = WORST.rankings;
  const rankings = [first!.map((place) => ({ ...place, figure: figure('REF-03', NAME) })), ...others];
  const sheets = () => reportSheets({ ...WORST, locale: 'zh-CN', rankings });

  it('takes names that look like formulas for the names that they are', async () => {
    const read = await readWorkbook(await buffer(streamWorkbook(...sheets())));
    const ranking = read.find(({ name }) => name === '乡镇排名')!;
    expect(ranking.rows[1]![3]).toBe(NAME);
    expect(read.flatMap(({ formulas }) => [...formulas])).toEqual([]);
  });

  it('covers no name by the cell beside it', () => {
    const [, width] = sheets()[2]!.columns[3]!;
    expect(width).toBeGreaterThanOrEqual(NAME.length + 20);
  });
});
