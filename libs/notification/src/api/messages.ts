import type { MessageCatalogue } from '#platform';

export const notificationMessages = {
  NOTICE_CHANNEL_INCOMPLETE: {
    'zh-CN': '通道配置不完整，缺少：{missing}',
    en: 'The channel lacks: {missing}',
  },
} as const satisfies MessageCatalogue;

/** Words for what is wrong with a field of an input. */
export const notificationConstraints = {
  NOTICES_MISSING: { 'zh-CN': '请指定消息编号或截止游标', en: 'is needed where no notices are named' },
  PLACEHOLDER_UNKNOWN: { 'zh-CN': '含有未知的占位符', en: 'holds an unknown placeholder' },
  PLACEHOLDER_NOT_GIVEN: {
    'zh-CN': '含有该模板不提供的占位符',
    en: 'holds a placeholder that this template is not given',
  },
  PLACEHOLDER_INSIDE_ONLY: {
    'zh-CN': '含有仅限站内使用的占位符',
    en: 'holds a placeholder that must not leave the platform',
  },
  TELLS_NUMBER: { 'zh-CN': '含有疑似电话或证件号码', en: 'holds what looks like a telephone or document number' },
  TELLS_PERSON: { 'zh-CN': '含有诊断或身份信息字样', en: 'speaks of a diagnosis or an identity' },
  LANGUAGE_MISSING: {
    'zh-CN': '必须包含站内消息，且每种用途须有中英文',
    en: 'must hold the inbox, and each medium in both languages',
  },
  TEXT_TWICE: { 'zh-CN': '同一用途和语言重复', en: 'holds the same medium and language twice' },
  ADDRESS_FORBIDDEN: { 'zh-CN': '不允许使用该地址', en: 'leads to a place that no message may go to' },
  CHANNEL_URL: { 'zh-CN': '地址格式不符合该通道类型', en: 'is no address for this kind of channel' },
  SECRET_FORM: { 'zh-CN': '密钥格式不正确', en: 'is no secret of the expected form' },
  MAIL_ADDRESS: { 'zh-CN': '不是有效的邮箱地址', en: 'is no e-mail address' },
  TIME_OF_DAY: { 'zh-CN': '不是有效的时刻', en: 'is no time of day' },
} as const satisfies MessageCatalogue;
