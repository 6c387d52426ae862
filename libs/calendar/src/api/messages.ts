import type { MessageCatalogue } from '#platform';

export const calendarMessages = {
  EXPERT_BUSY: { 'zh-CN': '该专家此时段不可用。', en: 'The expert is not free then.' },
  'EXPERT_BUSY.TAKEN': {
    'zh-CN': '该专家此时段已有其他安排（下派、会诊、门诊或手术）。',
    en: 'The expert has something else then: a session of the rota, a consultation, a clinic or surgery.',
  },
  'EXPERT_BUSY.LEAVE': { 'zh-CN': '该专家此时段休假。', en: 'The expert is on leave then.' },
  'EXPERT_BUSY.ON_CALL': { 'zh-CN': '该专家此时段值班。', en: 'The expert is on duty then.' },
  'EXPERT_BUSY.NIGHT_REST': { 'zh-CN': '该专家夜班后需休息。', en: 'The expert rests after a night on duty.' },
  'EXPERT_BUSY.SECONDMENT': { 'zh-CN': '该专家此时段派驻在其他机构。', en: 'The expert is seconded elsewhere then.' },
  COMMITMENT_ENDED: {
    'zh-CN': '预留的时间已失效，请重新选择。',
    en: 'The time that was held is free again; choose anew.',
  },
  CALENDAR_FEED_REVOKED: { 'zh-CN': '该订阅链接已撤销。', en: 'The link was taken back already.' },
  COMMITMENT_FIXED: { 'zh-CN': '该日程不能变更。', en: 'That stays as it is.' },
  'COMMITMENT_FIXED.OWNED_ELSEWHERE': {
    'zh-CN': '该日程来自下派或会诊，请在相应功能中变更。',
    en: 'It belongs to a rota or a consultation and is changed there.',
  },
  'COMMITMENT_FIXED.ENDED': { 'zh-CN': '该日程已失效。', en: 'It stands no longer.' },
  'COMMITMENT_FIXED.PAST': { 'zh-CN': '该日程已过去。', en: 'It is over.' },
  'COMMITMENT_FIXED.OWN_LEAVE': { 'zh-CN': '不能审批本人的休假。', en: 'Nobody approves their own leave.' },
  'COMMITMENT_FIXED.NOT_LEAVE': { 'zh-CN': '只有休假需要审批。', en: 'Leave alone is approved.' },
  'COMMITMENT_FIXED.APPROVED': { 'zh-CN': '该休假已审批。', en: 'The leave is approved already.' },
} as const satisfies MessageCatalogue;

/** Words for what is wrong with a field of an input. */
export const calendarConstraints = {
  PERIOD_EMPTY: { 'zh-CN': '必须晚于开始', en: 'must lie after the begin' },
  PERIOD_TOO_LONG: { 'zh-CN': '时间跨度过长', en: 'makes the period too long' },
  PERIOD_MEETS_ANOTHER: { 'zh-CN': '与本次提交的另一条重叠', en: 'meets another one of the same request' },
  DAY_PASSED: { 'zh-CN': '不能早于今天', en: 'must not lie before today' },
} as const satisfies MessageCatalogue;
