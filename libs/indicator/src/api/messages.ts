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
  NATIONAL_IMPORT_REFUSED: {
    'zh-CN': '工作簿中有 {count} 处错误，未导入任何数据。',
    en: 'The workbook has {count} mistakes; nothing was taken in.',
  },
} as const satisfies MessageCatalogue;

export const indicatorConstraints = {
  BEFORE_FIRST_MONTH: { 'zh-CN': '不得早于起始月份', en: 'is not before the first month' },
  COMPUTED_ITEM: { 'zh-CN': '由系统统计，不得填报', en: 'is told by the product and not handed in' },
  UNKNOWN_PART: { 'zh-CN': '不是该指标的分项', en: 'is no part of this indicator' },
  YEAR_TO_COME: { 'zh-CN': '年度尚未开始', en: 'is a year that has not begun' },
  NATIONAL_SHEET_MISSING: { 'zh-CN': '找不到“国家监测指标”工作表', en: 'has no sheet of the national list' },
} as const satisfies MessageCatalogue;
