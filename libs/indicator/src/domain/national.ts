import { ALLIANCE_ZONE, checked, decimal, localDate, required, text, wholeNumber } from '#kernel';

/** Where the value of a national item comes from. */
export const NationalOrigin = { COMPUTED: 'COMPUTED', EVIDENCED: 'EVIDENCED', IMPORTED: 'IMPORTED' } as const;
export type NationalOrigin = (typeof NationalOrigin)[keyof typeof NationalOrigin];

/** Items that are told from what is on record here, and are never handed in. */
const OWN_ITEMS: readonly number[] = [3, 4, 5];
const ITEMS = 14;
const LONGEST_SOURCE = 200;
const LARGEST = 1e12;

/** The sheet that brings what other offices have counted. */
export const NATIONAL_SHEET = '国家监测指标';
/** Years of the national list. */
export const EARLIEST_YEAR = 2000;
export const LATEST_YEAR = 2100;

/** The year in which an instant lies, in Asia/Shanghai. */
export const yearOf = (instant: Date): number => Number(localDate(instant, ALLIANCE_ZONE).slice(0, 4));

/** What stands on that sheet; nothing is known yet of years after `thisYear`. */
export const nationalTable = (thisYear: number) => ({
  name: NATIONAL_SHEET,
  columns: {
    year: required(
      '年度',
      checked(wholeNumber(EARLIEST_YEAR, LATEST_YEAR), (year) => (year > thisYear ? 'YEAR_TO_COME' : null)),
      { hint: '四位年份，不晚于今年', example: thisYear },
    ),
    number: required(
      '指标序号',
      checked(wholeNumber(1, ITEMS), (number) => (OWN_ITEMS.includes(number) ? 'COMPUTED_ITEM' : null)),
      { hint: '1 至 14；3、4、5 由系统统计，不得填报', example: 7 },
    ),
    value: required('数值', decimal(-LARGEST, LARGEST), { hint: '按指标单位填写，不带单位', example: 56.2 }),
    source: required('来源', text(LONGEST_SOURCE), { hint: '统计年鉴、医保部门报表等', example: '县医保局年报' }),
  },
  key: ({ year, number }: { readonly year: number; readonly number: number }): string => `${year}/${number}`,
});

/** The setting of how many days of a year make somebody count as sent for half of it. */
export const HALF_A_YEAR = 'dispatch.long_term_days';
