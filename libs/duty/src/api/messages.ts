import type { MessageCatalogue } from '#platform';

export const dutyMessages = {
  DUTY_OVERLAP: {
    'zh-CN': '该时段已安排{staffName}值班。',
    en: 'Somebody is on duty at that time already: {staffName}.',
  },
  DUTY_PAST: {
    'zh-CN': '已开始或已结束的值班不能直接修改，请填写更正原因。',
    en: 'What has begun or is over stays as it was; to put it right, say why.',
  },
  DUTY_IMPORT_REFUSED: {
    'zh-CN': '值班表有 {count} 处问题，未写入任何内容：{problems}',
    en: 'The roster has {count} problems and nothing was written: {problems}',
  },
} as const satisfies MessageCatalogue;

/** Words for what is wrong with a field of an input, or with a cell of a workbook. */
export const dutyConstraints = {
  BEFORE_BEGIN: { 'zh-CN': '早于开始时间', en: 'lies before the begin' },
  TOO_LONG: { 'zh-CN': '单次值班时间过长', en: 'makes the duty too long' },
  OUTSIDE_MONTH: { 'zh-CN': '不在所选月份内', en: 'lies outside the month' },
  SAME_MONTH: { 'zh-CN': '必须是另一个月份', en: 'must be another month' },
  OF_INSTITUTION: {
    'zh-CN': '该职能属于全院，不能指定科室',
    en: 'must be empty: the whole institution has the function',
  },
  DEPARTMENT_MISSING: { 'zh-CN': '该职能必须指定科室', en: 'is needed for this function' },
  STAFF_MISSING: { 'zh-CN': '必须填写值班人员', en: 'must name somebody' },
  OWN_INSTITUTION: { 'zh-CN': '必须是本机构在岗人员', en: 'must be somebody who works at this institution' },
  SAME_PERSON: { 'zh-CN': '不能是原值班人员', en: 'must be somebody else' },
  OUTSIDE_DUTY: { 'zh-CN': '超出该次值班的时间', en: 'lies outside the duty' },
  SUBSTITUTE_OUTSIDE: { 'zh-CN': '替班时间将超出值班时间', en: 'would leave a substitute outside the duty' },
  DUTY_PHONE: { 'zh-CN': '不是有效的电话号码', en: 'is no telephone number' },
  PHONE_MISSING: { 'zh-CN': '缺少值班电话', en: 'is needed: the place has no telephone' },
  OVERLAPS_ANOTHER: { 'zh-CN': '与本次提交的另一条重叠', en: 'overlaps another one of the same request' },
  OVERLAPS_DUTY: { 'zh-CN': '该时段已有人值班', en: 'overlaps a duty that is on the roster' },
  IN_THE_PAST: { 'zh-CN': '已经过去，需填写更正原因', en: 'lies in the past, which needs a reason to be changed' },
  SHIFT_UNKNOWN: { 'zh-CN': '班次或时间无法识别', en: 'is no known shift and no time' },
  FUNCTION_UNKNOWN: { 'zh-CN': '值班职能无法识别', en: 'is no known function' },
  DEPARTMENT_UNKNOWN: { 'zh-CN': '本机构没有该科室', en: 'is no department of this institution' },
  DEPARTMENT_AMBIGUOUS: { 'zh-CN': '有多个同名科室，请填写科室代码', en: 'names several departments; give the code' },
  NOT_YOURS: { 'zh-CN': '不在您的排班范围内', en: 'is planned by somebody else' },
  STAFF_UNKNOWN: { 'zh-CN': '本机构没有该人员', en: 'is nobody who works at this institution' },
  STAFF_AMBIGUOUS: { 'zh-CN': '有重名人员，请填写工号', en: 'names several people; give the staff number' },
  STAFF_MISMATCH: { 'zh-CN': '工号与姓名不符', en: 'does not belong to that name' },
  SHEET_MISSING: { 'zh-CN': '找不到值班表工作表', en: 'has no duty roster sheet' },
  NO_ROWS: { 'zh-CN': '没有任何值班记录', en: 'holds no duty' },
  TOO_MANY_ROWS: { 'zh-CN': '行数过多', en: 'holds too many rows' },
} as const satisfies MessageCatalogue;
