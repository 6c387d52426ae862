import { choice, day, listOf, optional, required, text, timeOfDay, wholeNumber, type RowOf, type Table } from '#kernel';
import { departmentColumn, institutionColumn } from './directory-tables.js';
import { diagnosisPrefix, institutionCode, itemCode, offerCode, staffNumber } from './kinds.js';
import { CAPABILITIES, DIRECTIONS, HANDLINGS, SEXES, type Vocabulary } from './words.js';

const place = { institutionCode: institutionColumn, departmentCode: departmentColumn };
const placeKey = (row: { institutionCode: string; departmentCode: string }): string =>
  `${row.institutionCode}/${row.departmentCode}`;

export function offersTable({ purposes }: Pick<Vocabulary, 'purposes'>) {
  const columns = {
    ...place,
    code: required('服务编号', offerCode, { hint: '在本科室内唯一，如 1、2、3', example: '1' }),
    direction: required('转诊方向', choice(DIRECTIONS), { hint: '从下拉列表选择', example: '上转' }),
    handling: required('处理方式', choice(HANDLINGS), { hint: '从下拉列表选择', example: '门诊' }),
    purposeCodes: optional('转诊目的', listOf(choice(purposes)), {
      hint: '多个用顿号分隔，留空表示不限',
      example: '需专科诊治',
    }),
    diagnosisPrefixes: optional('疾病编码范围', listOf(diagnosisPrefix), {
      hint: 'ICD-10 编码开头，多个用顿号分隔，留空表示不限',
      example: 'I20、I21',
    }),
    minimumAge: optional('最小年龄', wholeNumber(0, 150), { hint: '周岁', example: 18 }),
    maximumAge: optional('最大年龄', wholeNumber(0, 150), { hint: '周岁', example: 80 }),
    sex: optional('性别限制', choice<'1' | '2'>(SEXES), { hint: '留空表示不限', example: '' }),
    note: optional('说明', text(200), { hint: '', example: '' }),
  };
  return {
    name: '服务目录',
    columns,
    key: (row: RowOf<typeof columns>) => `${placeKey(row)}/${row.code}`,
  } satisfies Table<typeof columns>;
}
export type OfferColumns = ReturnType<typeof offersTable>['columns'];
export type OfferRow = RowOf<OfferColumns>;

const sessionColumns = {
  ...place,
  day: required('日期', day(), { hint: '如 2026-03-05', example: '2026-03-05' }),
  from: required('开始时间', timeOfDay(), { hint: '如 08:00', example: '08:00' }),
  to: required('结束时间', timeOfDay(), { hint: '如 12:00', example: '12:00' }),
  places: required('预留号数', wholeNumber(1, 1_000), { hint: '为转诊预留的号源数', example: 10 }),
};
export type SessionRow = RowOf<typeof sessionColumns>;
export const sessions = {
  name: '预留号源',
  columns: sessionColumns,
  key: (row: SessionRow) => `${placeKey(row)}/${row.day} ${row.from}`,
} satisfies Table<typeof sessionColumns>;

const bedColumns = {
  ...place,
  emptyBeds: required('空床数', wholeNumber(0, 10_000), { hint: '科室首次上报；以后由病区更新，不再覆盖', example: 5 }),
  staffNo: required('上报人工号', staffNumber, { hint: '“人员”表中的工号', example: '00123' }),
};
export type BedRow = RowOf<typeof bedColumns>;
export const beds = {
  name: '床位',
  columns: bedColumns,
  key: (row: BedRow) => placeKey(row),
} satisfies Table<typeof bedColumns>;

const travelColumns = {
  fromCode: required('出发机构代码', institutionCode, { hint: '“机构”表中的机构代码', example: '123456789PDY10001' }),
  toCode: required('到达机构代码', institutionCode, { hint: '“机构”表中的机构代码', example: '123456789PDY10002' }),
  minutes: required('路程（分钟）', wholeNumber(1, 1_440), { hint: '驾车分钟数；往返分两行填写', example: 25 }),
};
export type TravelRow = RowOf<typeof travelColumns>;
export const travelTimes = {
  name: '路程',
  columns: travelColumns,
  key: ({ fromCode, toCode }: TravelRow) => `${fromCode}/${toCode}`,
} satisfies Table<typeof travelColumns>;

const capabilityColumns = {
  institutionCode: institutionColumn,
  kind: required('类别', choice(CAPABILITIES), { hint: '从下拉列表选择', example: '药品' }),
  code: required('编码', itemCode, { hint: '药品、设备或康复项目编码，在本机构内唯一', example: 'C09AA02' }),
  name: required('名称', text(100), { hint: '', example: '依那普利' }),
};
export type CapabilityRow = RowOf<typeof capabilityColumns>;
export const capabilities = {
  name: '承接能力',
  columns: capabilityColumns,
  key: (row: CapabilityRow) => `${row.institutionCode}/${row.kind}/${row.code}`,
} satisfies Table<typeof capabilityColumns>;
