import type { MessageCatalogue } from '#platform';

export const indicatorMessages = {
  INDICATOR_MONTH_CLOSED: {
    'zh-CN': '{period} 月份已关账，数据不再变更。',
    en: 'The month {period} is closed; its figures stay as they are.',
  },
  INDICATOR_MONTH_NOT_OVER: {
    'zh-CN': '{period} 月份尚未结束，或此前月份尚未关账。',
    en: 'The month {period} is not over, or a month before it is still open.',
  },
} as const satisfies MessageCatalogue;
