import {
  choice,
  code,
  day,
  listOf,
  optional,
  required,
  telling,
  text,
  yesNo,
  yuan,
  type RowOf,
  type Table,
} from '#kernel';
import { institutionColumn } from './directory-tables.js';
import { itemCode, windowDays } from './kinds.js';
import { CATEGORIES, CONTRASTS, QUALIFIED_SCOPES, SCOPES } from './words.js';

const itemColumns = {
  code: required('项目编码', itemCode, { hint: '医共体统一编码，唯一', example: '250101015' }),
  nationalCode: optional('国家编码', itemCode, { hint: '国家医疗服务项目编码', example: '' }),
  name: required('项目名称', text(100), { hint: '', example: '血细胞分析' }),
  category: required('项目类别', choice(CATEGORIES), { hint: '从下拉列表选择', example: '检验' }),
  modality: optional('检查设备', code(/^[A-Z]{2,8}$/), { hint: 'DICOM 设备类型，如 CT、MR、DX', example: '' }),
  bodyPart: optional('部位', text(50), { hint: '影像检查填写', example: '' }),
  contrast: optional('增强方式', choice(CONTRASTS), { hint: '从下拉列表选择', example: '' }),
  panelMembers: optional('组合内项目', listOf(itemCode), { hint: '检验组合填写子项目编码，用顿号分隔', example: '' }),
  price: required('单价（元）', yuan(), { hint: '单位为元，最多两位小数', example: '15.00' }),
  scope: required('互认范围', choice(SCOPES), { hint: '从下拉列表选择', example: '本省HR' }),
  window: optional('互认有效期（天）', windowDays, { hint: '天数，或填“长期”；参与互认时必填', example: 7 }),
  neverRecognisedReason: telling('不互认原因', text(200), { hint: '列入互认负面清单时填写', example: '' }),
  active: required('启用', yesNo(), { hint: '', example: '是' }),
};
export type ItemRow = RowOf<typeof itemColumns>;
export const items = {
  name: '检查检验项目',
  columns: itemColumns,
  key: ({ code: itself }: ItemRow) => itself,
} satisfies Table<typeof itemColumns>;

const qualificationColumns = {
  institutionCode: institutionColumn,
  certificateNo: required('证书编号', text(64), { hint: '在本机构内唯一', example: 'EQA-2026-0001' }),
  name: required('证书名称', text(100), { hint: '如室间质量评价合格证书', example: '室间质量评价合格证书' }),
  category: required('项目类别', choice(CATEGORIES), { hint: '从下拉列表选择', example: '检验' }),
  itemCodes: telling('适用项目', listOf(itemCode), {
    hint: '项目编码，用顿号分隔；留空表示该类别全部项目',
    example: '',
  }),
  scope: required('认可范围', choice(QUALIFIED_SCOPES), { hint: '从下拉列表选择', example: '本省HR' }),
  issuedBy: required('发证机构', text(100), { hint: '', example: '省临床检验中心' }),
  validFrom: required('生效日期', day(), { hint: '如 2026-01-01', example: '2026-01-01' }),
  validTo: required('失效日期', day(), { hint: '最后一天，含当日', example: '2026-12-31' }),
  active: required('启用', yesNo(), { hint: '', example: '是' }),
};
export type QualificationRow = RowOf<typeof qualificationColumns>;
export const qualifications = {
  name: '质量资质',
  columns: qualificationColumns,
  key: ({ institutionCode, certificateNo }: QualificationRow) => `${institutionCode}/${certificateNo}`,
} satisfies Table<typeof qualificationColumns>;
