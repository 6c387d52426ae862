import type { MessageCatalogue } from '#platform';

export const setupMessages = {
  SETUP_REFUSED: {
    'zh-CN': '工作簿有 {count} 处问题，未写入任何内容。',
    en: 'The workbook has {count} problems and nothing was written.',
  },
  SETUP_CONFLICT: {
    'zh-CN': '导入期间他人登记了相同的内容，请重新导入。',
    en: 'Somebody else has registered the same meanwhile; import again.',
  },
  ALLIANCE_MISSING: {
    'zh-CN': '本数据库尚未建立医共体，请先建立。',
    en: 'The database has no alliance yet; found it first.',
  },
} as const satisfies MessageCatalogue;

/** Words for what is wrong with a row. */
export const setupConstraints = {
  NO_SHEET: { 'zh-CN': '工作簿中没有任何可导入的工作表', en: 'has no sheet that could be imported' },
  TOO_MANY_ROWS: { 'zh-CN': '行数过多', en: 'holds too many rows' },
  TOO_MANY_ACCOUNTS: {
    'zh-CN': '一次新建的账号过多，请分批导入',
    en: 'asks for too many new accounts at once; import some at a time',
  },
  INSTITUTION_UNKNOWN: { 'zh-CN': '没有该机构', en: 'is no institution of the alliance' },
  DEPARTMENT_NOT_THERE: { 'zh-CN': '该机构没有该科室', en: 'is no department of that institution' },
  STAFF_NOT_THERE: { 'zh-CN': '没有该工号的人员', en: 'is nobody of the alliance' },
  ITEM_UNKNOWN: { 'zh-CN': '没有该项目', en: 'is no item of the catalogue' },
  LEADING_ZEROS: {
    'zh-CN': '缺少前面的 0，请将单元格设为文本后重新填写',
    en: 'lacks the zeros in front; make the cell a text and type it again',
  },
  FIXED_ONCE_ENTERED: { 'zh-CN': '建立后不可更改', en: 'stays as it was entered' },
  ROLE_PERIOD_FIXED: {
    'zh-CN': '该角色已在任，任期请由安全管理员在账号管理中修改',
    en: 'is not the time for which the role is held; the security administrator changes that',
  },
  LOGIN_NAME_FIXED: { 'zh-CN': '该人员已有账号，登录名不可更改', en: 'is not the login name of that person’s account' },
} as const satisfies MessageCatalogue;
