import type { MessageCatalogue } from '#platform';

export const organizationMessages = {
  CODE_TAKEN: { 'zh-CN': '该代码已被使用。', en: 'The code is already in use.' },
  ALLIANCE_EXISTS: { 'zh-CN': '本数据库中已建立医共体。', en: 'The database has an alliance already.' },
} as const satisfies MessageCatalogue;

export const organizationConstraints = {
  CHECK_DIGIT: { 'zh-CN': '校验码不正确', en: 'has a wrong check digit' },
  MOBILE_PHONE: { 'zh-CN': '不是有效的手机号码', en: 'is no mobile phone number' },
  SAME_INSTITUTION: { 'zh-CN': '不能与出发机构相同', en: 'must be another institution' },
  BELOW_MINIMUM_AGE: { 'zh-CN': '小于最小年龄', en: 'lies below the youngest age' },
  ABOVE_ITSELF: { 'zh-CN': '不能是机构自身', en: 'must be another institution' },
  WINDOW_MISSING: { 'zh-CN': '参与互认的项目必须填写互认有效期', en: 'is needed for what is recognised' },
  PANEL_OF_LABORATORY: { 'zh-CN': '只有检验项目可以包含子项目', en: 'must be empty but for laboratory items' },
  ITEM_UNKNOWN: { 'zh-CN': '包含不存在的项目', en: 'names an item that does not exist' },
  PANEL_OF_ITSELF: { 'zh-CN': '不能包含项目自身', en: 'must not name the item itself' },
  BEFORE_VALID_FROM: { 'zh-CN': '早于生效日期', en: 'lies before the first day' },
  FORMAT: { 'zh-CN': '格式不正确', en: 'has the wrong format' },
} as const satisfies MessageCatalogue;
