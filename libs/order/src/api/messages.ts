import type { MessageCatalogue } from '#platform';

export const orderMessages = {
  ITEM_UNKNOWN: { 'zh-CN': '项目目录中没有该项目或已停用。', en: 'The catalogue has no such item now.' },
  'TRANSITION_REFUSED.EXAMINATION_BEGUN': {
    'zh-CN': '已有项目完成检查或互认，不能取消整张申请单。',
    en: 'Something of it has been examined or recognised already.',
  },
  'TRANSITION_REFUSED.ITEM_STATE': {
    'zh-CN': '该项目的当前状态不允许此操作。',
    en: 'The item has come too far, or not far enough, for that.',
  },
} as const satisfies MessageCatalogue;
