import {
  choice,
  day,
  listOf,
  mobilePhone,
  optional,
  required,
  telling,
  text,
  yesNo,
  type RowOf,
  type Table,
} from '#kernel';
import { creditCode, institutionCode, loginName, shortCode, specialtyCode, staffNumber, telephone } from './kinds.js';
import { INSTITUTION_KINDS, TITLES, type Vocabulary } from './words.js';

const NAME = 100;

export const institutionColumn = required('机构代码', institutionCode, {
  hint: '“机构”表中的机构代码',
  example: '123456789PDY10001',
});
export const departmentColumn = required('科室代码', shortCode, {
  hint: '该机构在“科室”表中的科室代码',
  example: '0301',
});

const institutionColumns = {
  code: required('机构代码', institutionCode, { hint: '医疗机构代码，全医共体唯一', example: '123456789PDY10001' }),
  creditCode: optional('统一社会信用代码', creditCode, { hint: '18位，末位为校验码', example: '91350100M000100Y43' }),
  name: required('机构名称', text(NAME), { hint: '全称', example: '某某县人民医院' }),
  shortName: required('简称', text(NAME), { hint: '列表中显示的名称', example: '县医院' }),
  kind: required('机构类别', choice(INSTITUTION_KINDS), {
    hint: '从下拉列表选择，建立后不可更改',
    example: '乡镇卫生院',
  }),
  parentCode: optional('上级机构代码', institutionCode, { hint: '村卫生室填写所属卫生院的机构代码', example: '' }),
  address: optional('地址', text(200), { hint: '', example: '某某镇人民路1号' }),
  phone: optional('电话', telephone, { hint: '', example: '0571-87123456' }),
  active: required('启用', yesNo(), { hint: '停用的机构不参与转诊', example: '是' }),
};
export type InstitutionRow = RowOf<typeof institutionColumns>;
export const institutions = {
  name: '机构',
  columns: institutionColumns,
  key: ({ code }: InstitutionRow) => code,
} satisfies Table<typeof institutionColumns>;

const departmentColumns = {
  institutionCode: institutionColumn,
  code: required('科室代码', shortCode, { hint: '在本机构内唯一', example: '0301' }),
  name: required('科室名称', text(NAME), { hint: '', example: '心血管内科' }),
  specialtyCode: optional('诊疗科目代码', specialtyCode, { hint: '', example: '03.01' }),
  phone: optional('电话', telephone, { hint: '', example: '0571-87123457' }),
  floor: optional('楼层', text(20), { hint: '', example: '3楼' }),
  room: optional('房间', text(50), { hint: '', example: '门诊楼305' }),
  acceptsReferrals: required('接收转诊', yesNo(), { hint: '', example: '是' }),
  active: required('启用', yesNo(), { hint: '', example: '是' }),
};
export type DepartmentRow = RowOf<typeof departmentColumns>;
export const departments = {
  name: '科室',
  columns: departmentColumns,
  key: ({ institutionCode: at, code }: DepartmentRow) => `${at}/${code}`,
} satisfies Table<typeof departmentColumns>;

const staffColumns = {
  staffNo: required('工号', staffNumber, { hint: '全医共体唯一', example: '00123' }),
  name: required('姓名', text(NAME), { hint: '', example: '张三' }),
  institutionCode: institutionColumn,
  departmentCode: optional('科室代码', shortCode, { hint: '该机构在“科室”表中的科室代码', example: '0301' }),
  title: required('职称', choice(TITLES), { hint: '从下拉列表选择', example: '中级' }),
  practiceStartedOn: optional('独立执业起始日期', day(), { hint: '如 2015-07-01', example: '2015-07-01' }),
  specialtyCodes: optional('专业代码', listOf(specialtyCode), { hint: '多个用顿号分隔', example: '0301' }),
  phone: optional('手机号码', mobilePhone(), { hint: '11位手机号码', example: '13800138000' }),
  active: required('在岗', yesNo(), { hint: '', example: '是' }),
};
export type StaffRow = RowOf<typeof staffColumns>;
export const staff = {
  name: '人员',
  columns: staffColumns,
  key: ({ staffNo }: StaffRow) => staffNo,
} satisfies Table<typeof staffColumns>;

/** One row a role; whoever has several stands in several rows. */
export function accountsTable({ roles }: Pick<Vocabulary, 'roles'>) {
  const columns = {
    staffNo: required('工号', staffNumber, { hint: '“人员”表中的工号', example: '00123' }),
    loginName: optional('登录名', loginName, {
      hint: '留空则不建账号；首次密码由系统生成，只交付一次',
      example: 'zhang.san',
    }),
    role: telling('角色', choice(roles), { hint: '从下拉列表选择；一人多个角色分行填写', example: '县级接诊医生' }),
    institutionCode: telling('任职机构代码', institutionCode, {
      hint: '角色所在的机构；填写角色时必填',
      example: '123456789PDY10001',
    }),
    departmentCode: telling('任职科室代码', shortCode, { hint: '留空表示全院', example: '0301' }),
    validFrom: optional('任职开始日期', day(), { hint: '留空表示立即生效', example: '' }),
    validTo: optional('任职结束日期', day(), { hint: '最后一天，含当日；留空表示长期', example: '' }),
  };
  return {
    name: '账号与角色',
    columns,
    key: ({ staffNo, ...held }: RowOf<typeof columns>) =>
      [staffNo, held.role, held.institutionCode, held.departmentCode].map((part) => part ?? '').join('/'),
  } satisfies Table<typeof columns>;
}
export type AccountColumns = ReturnType<typeof accountsTable>['columns'];
export type AccountRow = RowOf<AccountColumns>;
