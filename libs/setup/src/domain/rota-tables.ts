import {
  choice,
  code,
  day,
  listOf,
  optional,
  required,
  telling,
  text,
  wholeNumber,
  yesNo,
  type RowOf,
  type Table,
} from '#kernel';
import { institutionColumn } from './directory-tables.js';
import { institutionCode, specialtyCode, staffNumber } from './kinds.js';
import { HALF_DAYS, SESSION_KINDS, TITLES, WEEKDAYS, type Vocabulary } from './words.js';

const expert = required('工号', staffNumber, { hint: '“人员”表中的工号', example: '00123' });
const township = { hint: '“机构”表中的机构代码', example: '123456789PDY10002' };
const weekday = choice(WEEKDAYS);

const expertColumns = {
  staffNo: expert,
  weightPercent: required('负荷权重（%）', wholeNumber(1, 300), { hint: '与他人相同填 100', example: 100 }),
  maxPerWeek: required('每周最多班次', wholeNumber(1, 14), { hint: '半天为一班', example: 3 }),
  maxConsecutiveDays: required('最多连续天数', wholeNumber(1, 7), { hint: '', example: 2 }),
  active: required('参与排班', yesNo(), { hint: '', example: '是' }),
};
export type ExpertRow = RowOf<typeof expertColumns>;
export const experts = {
  name: '下派专家',
  columns: expertColumns,
  key: ({ staffNo }: ExpertRow) => staffNo,
} satisfies Table<typeof expertColumns>;

const wishColumns = {
  staffNo: expert,
  townshipCode: telling('乡镇机构代码', institutionCode, { ...township, hint: '留空表示任何乡镇' }),
  weekday: telling('星期', weekday, { hint: '留空表示任何一天', example: '周二' }),
  percent: required('意愿（%）', wholeNumber(-100, 100), { hint: '-100 很不愿意，100 很愿意', example: 80 }),
};
export type WishRow = RowOf<typeof wishColumns>;
export const wishes = {
  name: '下派偏好',
  columns: wishColumns,
  key: ({ staffNo, townshipCode, weekday: on }: WishRow) => `${staffNo}/${townshipCode ?? ''}/${on ?? ''}`,
} satisfies Table<typeof wishColumns>;

const demandColumns = {
  institutionCode: { ...institutionColumn, heading: '派出机构代码' },
  townshipCode: required('乡镇机构代码', institutionCode, township),
  specialty: required('专业代码', specialtyCode, { hint: '与“人员”表中的专业代码一致', example: '03.01' }),
  kind: required('类别', choice(SESSION_KINDS), { hint: '从下拉列表选择', example: '专家门诊' }),
  weekday: required('星期', weekday, { hint: '每周的哪一天', example: '周二' }),
  half: required('时段', choice(HALF_DAYS), { hint: '从下拉列表选择', example: '上午' }),
  minimumTitle: required('最低职称', choice(TITLES), { hint: '从下拉列表选择', example: '中级' }),
  minimum: required('最少人数', wholeNumber(0, 20), { hint: '', example: 1 }),
  ideal: required('理想人数', wholeNumber(1, 20), { hint: '不少于最少人数', example: 1 }),
  priority: required('优先级', wholeNumber(1, 3), { hint: '1 最高，3 最低', example: 1 }),
  validFrom: required('生效日期', day(), { hint: '如 2026-03-01', example: '2026-03-01' }),
  validTo: optional('失效日期', day(), { hint: '留空表示长期', example: '2026-12-31' }),
};
export type DemandRow = RowOf<typeof demandColumns>;
export const demands = {
  name: '下派需求',
  columns: demandColumns,
  key: ({ institutionCode: from, townshipCode, specialty, weekday: on, half, validFrom }: DemandRow) =>
    [from, townshipCode, specialty, on, half, validFrom].join('/'),
} satisfies Table<typeof demandColumns>;

const CLOCK_TIME = '([01]\\d|2[0-3]):[0-5]\\d';
const span = listOf(code(new RegExp(`^${CLOCK_TIME}-(${CLOCK_TIME}|24:00)$`)));
const times = (heading: string) =>
  optional(heading, span, { hint: '多个用顿号分隔', example: '08:00-12:00、14:00-17:30' });

const weekColumns = {
  staffNo: expert,
  effectiveFrom: required('生效日期', day(), { hint: '从该日起每周如此，不早于今天', example: '2026-03-01' }),
  monday: times('周一'),
  tuesday: times('周二'),
  wednesday: times('周三'),
  thursday: times('周四'),
  friday: times('周五'),
  saturday: times('周六'),
  sunday: times('周日'),
};
export type WeekRow = RowOf<typeof weekColumns>;
export const weeks = {
  name: '专家可用时间',
  columns: weekColumns,
  key: ({ staffNo, effectiveFrom }: WeekRow) => `${staffNo}/${effectiveFrom}`,
} satisfies Table<typeof weekColumns>;

export function leavesTable({ leaves }: Pick<Vocabulary, 'leaves'>) {
  const columns = {
    staffNo: expert,
    fromDay: required('开始日期', day(), { hint: '含当日', example: '2026-03-05' }),
    toDay: required('结束日期', day(), { hint: '含当日', example: '2026-03-07' }),
    reasonCode: required('休假类型', choice(leaves), { hint: '从下拉列表选择', example: '年休假' }),
    comment: optional('说明', text(500), { hint: '', example: '' }),
  };
  return {
    name: '专家休假',
    columns,
    key: ({ staffNo, fromDay }: RowOf<typeof columns>) => `${staffNo}/${fromDay}`,
  } satisfies Table<typeof columns>;
}
export type LeaveColumns = ReturnType<typeof leavesTable>['columns'];
export type LeaveRow = RowOf<LeaveColumns>;
